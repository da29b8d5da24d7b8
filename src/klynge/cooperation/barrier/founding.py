# SPDX-License-Identifier: Apache-2.0
"""charter.yaml of a cluster's folder: what the members founded the cluster with. A folder need not have one.

Members that signed and when they joined, the markets, how each two stand in them, and what they agreed to show.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

import yaml

from klynge.cooperation.barrier.agreements import DisclosureAgreement, Signature
from klynge.cooperation.barrier.charter import CharterError, Membership
from klynge.cooperation.barrier.fields import FIELDS
from klynge.cooperation.barrier.founding_texts import MESSAGES, REMEDIES
from klynge.cooperation.barrier.register import Market, MarketKind, Relation, Relationship
from klynge.network import FolderError, Problem
from klynge.network import values as v
from klynge.network.outline import Outline, read_outline
from klynge.network.problem import Findings, nearest, shown

CHARTER = "charter.yaml"
_MEMBER = ("signatory", "signed", "joined", "left")
_MARKET = ("kind", "name")
_LANGUAGES = ("nb", "en")
_RELATION = ("members", "market", "relation", "since", "reviewer", "reason")
_AGREEMENT = ("giver", "taker", "fields", "purpose", "about", "valid_from", "valid_to", "signed", "signatories")


@dataclass(frozen=True, slots=True)
class Founding:
    """The state that a cluster begins with."""

    memberships: tuple[Membership, ...] = ()
    markets: tuple[Market, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    agreements: tuple[DisclosureAgreement, ...] = ()


@dataclass(slots=True)
class _Reader:
    members: Collection[str]
    markets: dict[str, Market] = field(default_factory=dict)

    def known(self, node: Outline, names: Collection[str], what: str) -> str | None:
        """A name that there is."""
        found = node.value(v.identifier)
        if found is None or found in names:
            return found
        _wrong(node, f"unknown-{what}", shown(found), nearest(found, names))
        return None


def read_founding(folder: Path, members: Collection[str]) -> Founding:
    """What charter.yaml says of these members; nothing when there is no such file. Raises FolderError with all that is
    wrong with it."""
    if not (folder / CHARTER).is_file():
        return Founding()
    findings = Findings()
    outline = read_outline(folder / CHARTER, findings)
    found = Founding()
    if outline is not None:
        parts = outline.fields(("members", "markets", "relationships", "agreements"))
        reader = _Reader(members)
        reader.markets = _markets(parts.get("markets"))
        found = Founding(
            _memberships(parts.get("members"), reader),
            tuple(reader.markets.values()),
            _relationships(parts.get("relationships"), reader),
            _agreements(parts.get("agreements"), reader),
        )
    if findings.problems:
        raise FolderError(findings.problems)
    return found


def _memberships(part: Outline | None, reader: _Reader) -> tuple[Membership, ...]:
    found = []
    for name, node in part.fields().items() if part else ():
        fields = node.fields(_MEMBER)
        if name not in reader.members:
            _wrong(node, "unknown-member", shown(name), nearest(name, reader.members))
            continue
        if not _complete(node, fields, _MEMBER[:3]):
            continue
        (signatory, english), (signed, joined) = _said(fields["signatory"]), _days(fields, "signed", "joined")
        left = fields["left"].value(v.day) if "left" in fields else None
        if signatory and signed and joined:
            try:
                found.append(Membership(name, signatory, signed, joined, left, english))
            except CharterError as error:
                _wrong(node, "membership", str(error))
    return tuple(found)


def _markets(part: Outline | None) -> dict[str, Market]:
    found = {}
    for name, node in part.fields().items() if part else ():
        fields = node.fields(_MARKET) if isinstance(node.node, yaml.MappingNode) else {"kind": node}
        if not _complete(node, fields, _MARKET[:1]):
            continue
        kind = fields["kind"].value(v.choice(MarketKind))
        called = _said(fields["name"]) if "name" in fields else ("", "")
        if kind is not None:
            found[name] = Market(name, kind, *called)
    return found


def _relationships(part: Outline | None, reader: _Reader) -> tuple[Relationship, ...]:
    found = []
    for node in part.items() if part else ():
        fields = node.fields(_RELATION)
        if not _complete(node, fields, _RELATION[:5]):
            continue
        pair = [reader.known(each, reader.members, "member") for each in fields["members"].items()]
        market = reader.known(fields["market"], reader.markets, "market")
        relation, (since,) = fields["relation"].value(v.choice(Relation)), _days(fields, "since")
        reviewer, reviewer_en = _said(fields["reviewer"])
        reason, reason_en = _said(fields["reason"]) if "reason" in fields else ("", "")
        names = frozenset(name for name in pair if name)
        if len(pair) != 2 or (len(names) != 2 and None not in pair):
            _wrong(fields["members"], "pair")
        elif len(names) == 2 and market and relation and since and reviewer:
            judged = (reader.markets[market], relation, since)
            found.append(Relationship(names, *judged, reviewer, reason, reviewer_en, reason_en))
    return tuple(found)


def _agreements(part: Outline | None, reader: _Reader) -> tuple[DisclosureAgreement, ...]:
    found = []
    for name, node in part.fields().items() if part else ():
        fields = node.fields(_AGREEMENT)
        if not _complete(node, fields, ("giver", "taker", "fields", "purpose", "valid_from", "valid_to")):
            continue
        giver, taker = (reader.known(fields[each], reader.members, "member") for each in ("giver", "taker"))
        opened = _fields(fields["fields"])
        first, last = _days(fields, "valid_from", "valid_to")
        purpose = fields["purpose"].value(v.text)
        about = fields["about"].value(v.text) if "about" in fields else ""
        signed = fields["signed"].value(v.day) if "signed" in fields else None
        if not (giver and taker and opened and first and last and purpose):
            continue
        signatures = tuple(
            Signature(member, person, datetime.combine(signed, time(12), UTC), english)
            for member, person, english in _signatories(fields.get("signatories"), (giver, taker))
            if signed is not None
        )
        try:
            found.append(
                DisclosureAgreement(
                    name, giver, taker, opened, purpose, first, last, about=about or "", signatures=signatures
                )
            )
        except ValueError as error:
            _wrong(node, "agreement", str(error))
    return tuple(found)


def _fields(node: Outline) -> frozenset[str]:
    found = set()
    for each in node.items():
        name = each.value(v.text)
        if name is not None and name not in FIELDS:
            _wrong(each, "unknown-field", shown(name), nearest(name, FIELDS))
        elif name is not None:
            found.add(name)
    return frozenset(found)


def _signatories(part: Outline | None, parties: tuple[str, str]) -> list[tuple[str, str, str]]:
    found = []
    for name, node in part.fields().items() if part else ():
        person, english = _said(node)
        if name not in parties:
            _wrong(node, "unknown-member", shown(name), nearest(name, parties))
        elif person:
            found.append((name, person, english))
    return found


def _said(node: Outline) -> tuple[str, str]:
    """A text, and what it is in English where it is written in both languages: `{nb: …, en: …}`."""
    if not isinstance(node.node, yaml.MappingNode):
        return node.value(v.text) or "", ""
    fields = node.fields(_LANGUAGES)
    if not _complete(node, fields, _LANGUAGES):
        return "", ""
    return fields["nb"].value(v.text) or "", fields["en"].value(v.text) or ""


def _days(fields: Mapping[str, Outline], *names: str) -> list[date | None]:
    return [fields[name].value(v.day) for name in names]


def _complete(node: Outline, fields: Mapping[str, Outline], needed: tuple[str, ...]) -> bool:
    missing = [name for name in needed if name not in fields]
    for name in missing:
        _wrong(node, "missing", shown(name), name)
    return not missing


def _wrong(node: Outline, kind: str, what: str = "", remedy: str = "") -> None:
    """Note a problem with its Norwegian."""
    english, norwegian = MESSAGES[kind]
    mend, mend_norwegian = REMEDIES[kind]
    node.findings.problems.append(
        Problem(
            node.file,
            node.line,
            node.name,
            english.format(what=what),
            mend.format(remedy=remedy),
            (norwegian.format(what=what), mend_norwegian.format(remedy=remedy)),
        )
    )
