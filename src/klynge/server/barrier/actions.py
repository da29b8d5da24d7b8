# SPDX-License-Identifier: Apache-2.0
"""Writes, each in the transaction of who acts and noted in its audit. Nobody signs for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from klynge.cooperation.barrier import FIELDS, DisclosureAgreement, FieldClass, Market, MarketKind, Relation
from klynge.cooperation.barrier.fields import NEVER, SENSITIVE
from klynge.server.api.problem import ProblemError, not_allowed, not_found
from klynge.server.audit.actions import note
from klynge.server.barrier import queries
from klynge.server.barrier.kept import Agreed, Member
from klynge.server.barrier.models import Act, AgreementRow, Deed, Invitation, MarketRow, RelationshipRow
from klynge.server.tenancy.middleware import Standing
from klynge.server.texts import say

MARKET = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def _refused(title: str, remedy: str, where: str = "", status: int = 409) -> ProblemError:
    errors = ({"where": where, "what": title},) if where else ()
    return ProblemError(status, "cannot-be", title, remedy=remedy, errors=errors)


@contextmanager
def _once(title: str, remedy: str, where: str) -> Iterator[None]:
    """What there can be one of alone: who comes second, perhaps at the same moment, is refused."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise _refused(title, remedy, where) from None


def _as_office(standing: Standing) -> None:
    if standing.kind != queries.OFFICE:
        raise not_found()


def _for_oneself(standing: Standing) -> None:
    """A member, and a person: a token signs nothing."""
    if standing.kind != queries.MEMBER:
        raise not_found()
    if standing.scopes is not None:
        raise not_allowed()


def _act(standing: Standing, deed: Deed, day: date, person: str, about: UUID | None = None, field: str = "") -> Act:
    return Act.objects.create(
        tenant=standing.organisation,
        cluster=standing.cluster,
        at=timezone.now(),
        member=standing.code,
        deed=deed,
        about=about,
        field=field,
        day=day,
        person=person,
        user=standing.user,
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm of the network that may be invited."""

    organisation: UUID
    member: str
    name: str


def invite(standing: Standing, who: Candidate, joins: date) -> UUID:
    """The office invites a firm to join on a day."""
    _as_office(standing)
    for known in queries.members(standing):
        if known.organisation == who.organisation and (known.left is None or known.left > joins):
            raise _refused(
                say("{name} is invited or a member already.", name=who.name), say("End the first membership before.")
            )
    with _once(say("{name} was invited for that day before.", name=who.name), say("Choose another day."), "joins"):
        row = Invitation.objects.create(
            tenant=standing.organisation,
            cluster=standing.cluster,
            at=timezone.now(),
            organisation=who.organisation,
            member=who.member,
            name=who.name,
            joins=joins,
        )
    note(standing.organisation, standing.user, "charter.invited", str(row.id), {"member": who.member})
    return row.id


def _own_membership(standing: Standing, invitation: UUID) -> Member:
    found = queries.member_of(standing, invitation)
    if found is None or found.organisation != standing.organisation:
        raise not_found()
    return found


def sign_charter(standing: Standing, invitation: UUID, signatory: str) -> None:
    """A member signs the charter, by a named person."""
    _for_oneself(standing)
    found = _own_membership(standing, invitation)
    if found.signed is not None or found.left is not None:
        raise _refused(say("It is signed or ended already."), say("Look at the charter again."))
    _act(standing, Deed.SIGN, queries.today(), _person(signatory), found.id)
    note(standing.organisation, standing.user, "charter.signed", str(found.id), {"signatory": signatory})


def leave(standing: Standing, invitation: UUID, day: date, person: str) -> None:
    """A member leaves on a day; or the office ends its membership."""
    if standing.kind == queries.OFFICE:
        found = queries.member_of(standing, invitation)
        if found is None:
            raise not_found()
    else:
        _for_oneself(standing)
        found = _own_membership(standing, invitation)
    if found.left is not None:
        raise _refused(say("It is signed or ended already."), say("Look at the charter again."))
    if day < queries.today():
        raise _refused(say("The day is past."), say("Choose today or a later day."), "day", 422)
    _act(standing, Deed.LEAVE, day, _person(person), found.id)
    note(standing.organisation, standing.user, "charter.left", str(found.id), {"day": day.isoformat()})


def add_market(standing: Standing, market: Market) -> None:
    """The office names a market; from then on every two members that are not reviewed in it count as competitors."""
    _as_office(standing)
    if not market.id or set(market.id) - MARKET:
        raise _refused(
            say("A market's name has small letters a to z, digits and hyphens."),
            say("Write it like steel-doors."), "market", 422,
        )  # fmt: skip
    with _once(say("There is such a market already."), say("Use it, or choose another name."), "market"):
        MarketRow.objects.create(
            tenant=standing.organisation,
            cluster=standing.cluster,
            at=timezone.now(),
            code=market.id,
            kind=market.kind,
        )
    note(standing.organisation, standing.user, "register.market", market.id, {"kind": market.kind})


@dataclass(frozen=True, slots=True)
class Found:
    """What a reviewer found of two members, by their codes."""

    members: tuple[str, str]
    market: str
    relation: Relation
    since: date
    reviewer: str
    reason: str = ""


def record_relationship(standing: Standing, found: Found) -> UUID:
    """The office writes down how two members stand in a market."""
    _as_office(standing)
    known = {each.member: each.organisation for each in queries.members(standing)}
    one, other = sorted(found.members)
    if one == other or {one, other} - known.keys():
        raise _refused(
            say("A relationship is between two members."), say("Name two different members."), "members", 422
        )
    if all(row.code != found.market for row in queries.markets(standing)):
        raise _refused(say("There is no such market."), say("Add it first."), "market", 422)
    row = RelationshipRow.objects.create(
        tenant=standing.organisation,
        cluster=standing.cluster,
        at=timezone.now(),
        one=known[one],
        other=known[other],
        one_member=one,
        other_member=other,
        market=found.market,
        relation=found.relation,
        since=found.since,
        reviewer=_person(found.reviewer),
        reason=found.reason,
    )
    note(standing.organisation, standing.user, "register.reviewed", str(row.id), {"relation": found.relation})
    return row.id


@dataclass(frozen=True, slots=True)
class Terms:
    """What is to be shown by one member to another, for what, from when to when; `about` narrows it to one object."""

    giver: str
    taker: str
    fields: frozenset[str]
    purpose: str
    valid_from: date
    valid_to: date
    about: str = ""


def propose(standing: Standing, terms: Terms, signatory: str) -> UUID:
    """A member proposes an agreement that it is a party of, and so signs it."""
    _for_oneself(standing)
    if standing.code not in (terms.giver, terms.taker):
        raise _refused(say("You can only propose what you are a party of."), say("Name your own firm."), "giver", 422)
    known = {each.member: each.organisation for each in queries.members(standing) if each.signed}
    if {terms.giver, terms.taker} - known.keys():
        raise _refused(say("Both are to be members of the cluster."), say("Choose one that is."), "taker", 422)
    _may_be_agreed(standing, terms)
    row = AgreementRow.objects.create(
        tenant=standing.organisation,
        cluster=standing.cluster,
        at=timezone.now(),
        giver=known[terms.giver],
        taker=known[terms.taker],
        giver_member=terms.giver,
        taker_member=terms.taker,
        fields=sorted(terms.fields),
        purpose=terms.purpose,
        object=terms.about,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
    )
    _act(standing, Deed.SIGN, queries.today(), _person(signatory), row.id)
    note(standing.organisation, standing.user, "agreement.proposed", str(row.id), {"fields": sorted(terms.fields)})
    return row.id


def _may_be_agreed(standing: Standing, terms: Terms) -> None:
    """What no agreement can open is refused when it is proposed, not only when it is used."""
    if not terms.fields or terms.fields - FIELDS.keys():
        raise _refused(say("Name what is to be shown."), say("Choose from the list of fields."), "fields", 422)
    kinds = {FIELDS[name] for name in terms.fields}
    if kinds & NEVER:
        raise _refused(
            say("Wages, hiring and persons are never shown to another firm."), say("Leave them out."), "fields", 422
        )
    if terms.valid_to < terms.valid_from:
        raise _refused(say("It ends before it begins."), say("Swap the days."), "valid_to", 422)
    try:
        DisclosureAgreement(
            "", terms.giver, terms.taker, terms.fields, terms.purpose, terms.valid_from, terms.valid_to, terms.about
        )
    except ValueError:
        raise _refused(
            say("An agreement is between two firms and has a purpose."), say("Give both."), "purpose", 422
        ) from None
    relation = queries.register(standing).strictest(terms.giver, terms.taker, queries.today())
    if kinds & SENSITIVE and relation in (Relation.COMPETITOR, Relation.POTENTIAL):
        raise _refused(
            say("Capacity and prices are never shown between firms that compete or may come to."),
            say("Leave them out; if you do not compete, ask the cluster office to review the register."),
            "fields",
        )


def _own_agreement(standing: Standing, identifier: UUID) -> Agreed:
    found = queries.agreement_of(standing, identifier)
    if found is None or standing.organisation not in (found.row.giver, found.row.taker):
        raise not_found()
    return found


def sign_agreement(standing: Standing, identifier: UUID, signatory: str) -> None:
    """The other side signs."""
    _for_oneself(standing)
    found = _own_agreement(standing, identifier)
    if any(s.member == standing.code for s in found.signatures) or found.state(queries.today()) != "proposed":
        raise _refused(say("It is signed or ended already."), say("Look at the agreement again."))
    _act(standing, Deed.SIGN, queries.today(), _person(signatory), found.row.id)
    note(standing.organisation, standing.user, "agreement.signed", str(identifier), {"signatory": signatory})


def end_agreement(standing: Standing, identifier: UUID, person: str) -> None:
    """Either side ends it, from today on."""
    _for_oneself(standing)
    found = _own_agreement(standing, identifier)
    if found.state(queries.today()) in ("ended", "withdrawn"):
        raise _refused(say("It is signed or ended already."), say("Look at the agreement again."))
    _act(standing, Deed.WITHDRAW, queries.today(), _person(person), found.row.id)
    note(standing.organisation, standing.user, "agreement.ended", str(identifier))


def consent(standing: Standing, field: str, person: str, *, given: bool) -> None:
    """A member lets sums of a field out that it dominates, or does so no more."""
    _for_oneself(standing)
    if FIELDS.get(field) in {None, FieldClass.PUBLIC, *NEVER}:
        raise _refused(say("Name what is to be shown."), say("Choose from the list of fields."), "field", 422)
    _act(standing, Deed.CONSENT if given else Deed.DISSENT, queries.today(), _person(person), field=field)
    note(standing.organisation, standing.user, "release.consent", field, {"given": given})


def stop_disclosures(standing: Standing, person: str, *, stop: bool) -> None:
    """The office stops all disclosures, or lets them go on."""
    _as_office(standing)
    _act(standing, Deed.STOP if stop else Deed.RESUME, queries.today(), _person(person))
    note(standing.organisation, standing.user, "disclosures.stopped" if stop else "disclosures.resumed", "")


def _person(name: str) -> str:
    if not name.strip():
        raise _refused(say("It is not said who signs."), say("Write the person's name."), "signatory", 422)
    return name.strip()


def market_of(code: str, kind: str) -> Market:
    """A market from what was sent."""
    return Market(code.strip(), MarketKind(kind))


def known_fields() -> Iterable[tuple[str, FieldClass]]:
    """The fields that an agreement may open."""
    return [(name, kind) for name, kind in FIELDS.items() if kind not in NEVER and kind is not FieldClass.PUBLIC]
