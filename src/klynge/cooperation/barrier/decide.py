# SPDX-License-Identifier: Apache-2.0
"""The decision: may one member see a field of another? Deny by default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from klynge.cooperation.barrier.agreements import Disclosure, DisclosureAgreement
from klynge.cooperation.barrier.charter import Charter
from klynge.cooperation.barrier.fields import FIELDS, NEVER, SENSITIVE, TELLS_OF, FieldClass
from klynge.cooperation.barrier.register import Register, Relation


class Verdict(StrEnum):
    """The rule that decided; the first five allow nothing."""

    STOPPED = "stopped"  # the trustee has stopped all disclosures
    UNKNOWN_FIELD = "unknown-field"
    NOT_A_MEMBER = "not-a-member"
    NEVER = "never"  # wages and persons
    COMPETITORS = "competitors"  # sensitive between (possible) competitors, whatever they agree
    NO_AGREEMENT = "no-agreement"
    OWN = "own"
    PUBLIC = "public"
    AGREED = "agreed"


ALLOWS = frozenset({Verdict.OWN, Verdict.PUBLIC, Verdict.AGREED})


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether it is allowed, by which rule, and the agreement that allows it."""

    asked: Disclosure
    verdict: Verdict
    agreement: str = ""

    @property
    def allowed(self) -> bool:
        """Whether the reader may see it."""
        return self.verdict in ALLOWS


class Barrier:
    """Decides disclosures by charter, register and agreements. `stopped` refuses all that is not the reader's own."""

    def __init__(
        self,
        charter: Charter,
        register: Register,
        agreements: Iterable[DisclosureAgreement] = (),
        *,
        stopped: bool = False,
    ) -> None:
        """Take what was agreed; `stopped` is the trustee's switch for when counsel asks."""
        self.charter, self.register, self.stopped = charter, register, stopped
        self._agreed: dict[tuple[str, str], list[DisclosureAgreement]] = {}
        for agreement in sorted(agreements, key=lambda a: a.id):
            self._agreed.setdefault((agreement.giver, agreement.taker), []).append(agreement)

    def decide(self, asked: Disclosure, day: date) -> Decision:
        """The decision on a day; asking changes nothing."""
        verdict = self._before_agreements(asked, day)
        if verdict is not None:
            return Decision(asked, verdict)
        for agreement in self._agreed.get((asked.owner, asked.reader), ()):
            if (
                agreement.in_force(day)
                and asked.field in agreement.fields
                and asked.purpose == agreement.purpose
                and agreement.about in ("", asked.about)
            ):
                return Decision(asked, Verdict.AGREED, agreement.id)
        return Decision(asked, Verdict.NO_AGREEMENT)

    def _before_agreements(self, asked: Disclosure, day: date) -> Verdict | None:
        """What no agreement changes."""
        kind = FIELDS.get(asked.field)
        members = self.charter.members(day)
        if kind is None:
            return Verdict.UNKNOWN_FIELD
        if asked.reader == asked.owner:
            return Verdict.OWN
        if self.stopped:
            return Verdict.STOPPED
        if kind is FieldClass.PUBLIC:
            return Verdict.PUBLIC
        if not {asked.reader, asked.owner} <= members:
            return Verdict.NOT_A_MEMBER
        if kind in NEVER:
            return Verdict.NEVER
        relation = self.register.strictest(asked.reader, asked.owner, day, TELLS_OF.get(kind))
        if kind in SENSITIVE and relation in (Relation.COMPETITOR, Relation.POTENTIAL):
            return Verdict.COMPETITORS
        return None
