# SPDX-License-Identifier: Apache-2.0
"""The information barrier: who may see what of whom, decided in one place and logged.

In come a charter, a register of relationships, disclosure agreements and a question; out goes a decision with the rule
that made it. Figures about several members leave only as a `Release`; structured reasons only after `redacted`.
Background: the EU Horizontal Guidelines of 2023 on information exchange (docs/explanation/information-barrier.md).
"""

from klynge.cooperation.barrier.agreements import Disclosure, DisclosureAgreement, Signature
from klynge.cooperation.barrier.charter import Charter, CharterError, Membership
from klynge.cooperation.barrier.decide import Barrier, Decision, Verdict
from klynge.cooperation.barrier.fields import FIELDS, FieldClass
from klynge.cooperation.barrier.founding import Founding, read_founding
from klynge.cooperation.barrier.journal import Entry, Journal, JournalError
from klynge.cooperation.barrier.redaction import Redacted, redacted
from klynge.cooperation.barrier.register import Market, MarketKind, Register, Relation, Relationship
from klynge.cooperation.barrier.release import Contribution, Figure, Release, ReleaseRules, Withheld

__all__ = [
    "FIELDS",
    "Barrier",
    "Charter",
    "CharterError",
    "Contribution",
    "Decision",
    "Disclosure",
    "DisclosureAgreement",
    "Entry",
    "FieldClass",
    "Figure",
    "Founding",
    "Journal",
    "JournalError",
    "Market",
    "MarketKind",
    "Membership",
    "Redacted",
    "Register",
    "Relation",
    "Relationship",
    "Release",
    "ReleaseRules",
    "Signature",
    "Verdict",
    "Withheld",
    "read_founding",
    "redacted",
]
