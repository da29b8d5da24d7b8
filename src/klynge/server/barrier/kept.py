# SPDX-License-Identifier: Apache-2.0
"""What holds, read from what was written: rows in, out what the rules of `klynge.cooperation.barrier` take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from klynge.cooperation.barrier import (
    Charter,
    DisclosureAgreement,
    Entry,
    Market,
    MarketKind,
    Membership,
    Register,
    Relation,
    Relationship,
    Signature,
)
from klynge.server.barrier.models import (
    Act,
    AgreementRow,
    Deed,
    DisclosureRow,
    Invitation,
    MarketRow,
    RelationshipRow,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A member by the charter; `signed` is None before it has signed, `left` before it has said that it leaves."""

    id: UUID
    organisation: UUID
    member: str
    name: str
    joins: date
    signatory: str = ""
    signed: date | None = None
    left: date | None = None
    signatory_en: str = ""

    def state(self, day: date) -> str:
        """invited, joins, member, leaves or left."""
        if self.signed is None:
            return "invited"
        if self.left is not None:
            return "left" if self.left <= day else "leaves"
        return "member" if self.joins <= day else "joins"


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement with who signed it, and since when one of them has withdrawn."""

    row: AgreementRow
    signatures: tuple[Signature, ...]
    withdrawn: date | None

    @property
    def agreement(self) -> DisclosureAgreement:
        """As the rules read it."""
        row = self.row
        return DisclosureAgreement(
            id=str(row.id),
            giver=row.giver_member,
            taker=row.taker_member,
            fields=frozenset(row.fields),
            purpose=row.purpose,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            about=row.object,
            signatures=self.signatures,
            withdrawn=self.withdrawn,
        )

    def state(self, day: date) -> str:
        """proposed, ahead, in-force, ended or withdrawn."""
        if self.withdrawn is not None and self.withdrawn <= day:
            return "withdrawn"
        if self.row.valid_to < day:
            return "ended"
        if len({signature.member for signature in self.signatures}) < 2:
            return "proposed"
        return "in-force" if self.row.valid_from <= day else "ahead"


def members_of(invitations: Iterable[Invitation], acts: Sequence[Act], *, office: UUID | None = None) -> list[Member]:
    """The members that were invited. A member signs and leaves for itself; the one who invited it may end it too.

    `office`: rows that another wrote in its place do not count.
    """
    found = []
    for row in invitations:
        if office is not None and row.tenant != office:
            continue
        own = [act for act in acts if act.about == row.id]
        signed = next((a for a in own if a.deed == Deed.SIGN and a.tenant == row.organisation), None)
        left = next((a for a in own if a.deed == Deed.LEAVE and a.tenant in (row.organisation, row.tenant)), None)
        found.append(
            Member(
                row.id,
                row.organisation,
                row.member,
                row.name,
                row.joins,
                "" if signed is None else signed.person,
                None if signed is None else signed.day,
                None if left is None else max(left.day, row.joins),
                "" if signed is None else signed.person_en,
            )
        )
    return sorted(found, key=lambda member: (member.name, member.joins))


def charter_of(cluster: str, members: Iterable[Member]) -> Charter:
    """The charter that those who signed are under. Who signs later than the day of joining joins then."""
    return Charter.of(
        cluster,
        (
            Membership(m.member, m.signatory, m.signed, max(m.joins, m.signed), m.left)
            for m in members
            if m.signed is not None and (m.left is None or m.left > max(m.joins, m.signed))
        ),
    )


def agreed(rows: Iterable[AgreementRow], acts: Sequence[Act]) -> list[Agreed]:
    """The agreements with their signatures: each party's own counts, and no other."""
    found = []
    for row in rows:
        code = {row.giver: row.giver_member, row.taker: row.taker_member}
        own = [act for act in acts if act.about == row.id and act.tenant in code]
        signatures = tuple(Signature(code[a.tenant], a.person, a.at, a.person_en) for a in own if a.deed == Deed.SIGN)
        withdrawn = min((a.day for a in own if a.deed == Deed.WITHDRAW), default=None)
        found.append(Agreed(row, signatures, withdrawn))
    return found


def register_of(relationships: Iterable[RelationshipRow], markets: Iterable[MarketRow]) -> Register:
    """The register of relationships."""
    kinds = {row.code: Market(row.code, MarketKind(row.kind)) for row in markets}
    entries = sorted(relationships, key=lambda row: (row.since, row.at))
    return Register(
        [
            Relationship(
                frozenset((row.one_member, row.other_member)),
                kinds[row.market],
                Relation(row.relation),
                row.since,
                row.reviewer,
                row.reason,
            )
            for row in entries
            if row.market in kinds
        ],
        kinds.values(),
    )


def is_stopped(acts: Iterable[Act], office: UUID | None = None) -> bool:
    """Whether the office has stopped all disclosures, and not let them go on since."""
    switched = [a for a in acts if a.deed in (Deed.STOP, Deed.RESUME) and office in (None, a.tenant)]
    return bool(switched) and max(switched, key=lambda act: act.at).deed == Deed.STOP


def consents(acts: Iterable[Act], organisations: Iterable[UUID]) -> set[tuple[UUID, str]]:
    """Which organisations consent to sums of which field, as they said last."""
    ours, last = set(organisations), dict[tuple[UUID, str], tuple[datetime, str]]()
    for act in acts:
        if act.deed in (Deed.CONSENT, Deed.DISSENT) and act.tenant in ours:
            before = last.get((act.tenant, act.field))
            if before is None or before[0] <= act.at:
                last[act.tenant, act.field] = (act.at, act.deed)
    return {key for key, (_, deed) in last.items() if deed == Deed.CONSENT}


def entry_of(row: DisclosureRow) -> Entry:
    """An entry of the journal, as its hash was made."""
    return Entry(
        row.number,
        row.at,
        row.reader,
        row.owner,
        row.field,
        row.about,
        row.purpose,
        row.rule,
        row.agreement,
        row.before,
        row.hash,
    )
