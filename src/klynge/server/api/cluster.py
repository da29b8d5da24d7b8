# SPDX-License-Identifier: Apache-2.0
"""Working together: charter, register, agreements to show something, releases, journal: /api/cluster.

The office keeps them; a member reads what concerns it and signs for itself. A token signs nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import AfterValidator, Field, StringConstraints

from klynge.cooperation.barrier import MarketKind, Relation
from klynge.server.api.access import asker, needs
from klynge.server.api.paging import Paged, page_of
from klynge.server.api.problem import not_found
from klynge.server.api.types import FIRST, LAST, KeyHeader, Known, Page, PageSize, Text
from klynge.server.barrier import actions, kept, queries
from klynge.server.barrier.models import DisclosureRow
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

router = Router(tags=["cluster"])


def _near(day: date) -> date:
    if not FIRST.date() <= day < LAST.date():
        raise ValueError(f"it is to be from {FIRST:%Y} on and before {LAST:%Y}")
    return day


Day = Annotated[date, AfterValidator(_near)]
Person = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Market = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9-]+$")]


class MemberOut(Schema):
    """A member by the charter: who signed for it, from when, until when."""

    id: UUID
    member: str
    name: str
    joins: date
    signatory: str
    signed: date | None
    left: date | None
    state: Literal["invited", "joins", "member", "leaves", "left"]


class Charter(Schema):
    """The members, and whether disclosures are stopped."""

    members: list[MemberOut]
    stopped: bool


class Invited(Schema):
    """A firm of the network that is to join on a day."""

    member: Known
    joins: Day


class Signed(Schema):
    """Who signs, by name."""

    signatory: Person


class Leaving(Schema):
    """On which day, and who says so."""

    day: Day
    signatory: Person


class WrittenDown(Schema):
    """What was written down."""

    id: UUID


def _member(member: kept.Member) -> dict[str, Any]:
    found = {name: getattr(member, name) for name in ("id", "member", "name", "joins", "signatory", "signed", "left")}
    return found | {"state": member.state(queries.today())}


@router.get("charter", response=Charter, summary="The charter", auth=needs(Ability.READ_RELEASES))
def read_charter(request: HttpRequest) -> dict[str, Any]:
    """Members past, present and invited."""
    standing = asker(request)
    with acting_for(standing):
        members = [_member(each) for each in queries.members(standing)]
        return {"members": members, "stopped": queries.stopped(standing)}


@router.post(
    "charter/members", response={201: WrittenDown}, summary="Invite a member", auth=needs(Ability.KEEP_REGISTER)
)
def invite_member(request: HttpRequest, told: Invited) -> Status[Any]:
    """The office invites a firm; it is a member once it has signed."""
    standing = asker(request)
    known = ask("members", standing, {})["items"]
    firm = next((each for each in known if each["member"] == told.member), None)
    if firm is None:
        raise not_found()
    who = actions.Candidate(UUID(firm["organisation"]), firm["member"], firm["name"])
    with acting_for(standing):
        return Status(201, {"id": actions.invite(standing, who, told.joins)})


@router.post("charter/members/{uuid:member}/sign", response={204: None}, summary="Sign", auth=needs(Ability.SIGN))
def sign_charter(request: HttpRequest, member: UUID, told: Signed) -> Status[Any]:
    """For one's own firm."""
    standing = asker(request)
    with acting_for(standing):
        actions.sign_charter(standing, member, told.signatory)
    return Status(204, None)


@router.post("charter/members/{uuid:member}/leave", response={204: None}, summary="Leave", auth=needs(Ability.SIGN))
def leave_cluster(request: HttpRequest, member: UUID, told: Leaving) -> Status[Any]:
    """One's own firm, on a day from today on."""
    standing = asker(request)
    with acting_for(standing):
        actions.leave(standing, member, told.day, told.signatory)
    return Status(204, None)


@router.post(
    "charter/members/{uuid:member}/end",
    response={204: None},
    summary="End a membership",
    auth=needs(Ability.KEEP_REGISTER),
)
def end_membership(request: HttpRequest, member: UUID, told: Leaving) -> Status[Any]:
    """By the office, on a day from today on."""
    standing = asker(request)
    with acting_for(standing):
        actions.leave(standing, member, told.day, told.signatory)
    return Status(204, None)


class Stopping(Schema):
    """Whether all disclosures are stopped, and who says so."""

    stopped: bool
    signatory: Person


@router.put("disclosures", response={204: None}, summary="Stop disclosures", auth=needs(Ability.KEEP_REGISTER))
def stop_disclosures(request: HttpRequest, told: Stopping) -> Status[Any]:
    """Nothing of another's is shown until they go on again."""
    standing = asker(request)
    with acting_for(standing):
        actions.stop_disclosures(standing, told.signatory, stop=told.stopped)
    return Status(204, None)


class MarketOut(Schema):
    """A market in which members are reviewed."""

    code: str
    kind: MarketKind


class RelationshipIn(Schema):
    """What a reviewer found of two members in a market."""

    members: Annotated[list[Known], Field(min_length=2, max_length=2)]
    market: Market
    relation: Relation
    since: Day
    reviewer: Person
    reason: Text = ""


class RelationshipOut(Schema):
    """An entry of the register."""

    id: UUID
    one_member: str
    other_member: str
    market: str
    relation: Relation
    since: date
    reviewer: str
    reason: str


class RelationshipsOut(Paged[RelationshipOut]):
    """A page of the register, and the markets."""

    markets: list[MarketOut]


@router.get("relationships", response=RelationshipsOut, summary="The register", auth=needs(Ability.READ_RELEASES))
def list_relationships(request: HttpRequest, page: Page = 1, size: PageSize = 50) -> dict[str, Any]:
    """How members stand in each market, newest first; to a member, itself to others."""
    standing = asker(request)
    with acting_for(standing):
        return page_of(queries.relationships(standing), page, size) | {"markets": queries.markets(standing)}


@router.post("relationships", response={201: WrittenDown}, summary="Record a review", auth=needs(Ability.KEEP_REGISTER))
def record_relationship(request: HttpRequest, told: RelationshipIn) -> Status[Any]:
    """It holds from its day on until a later one."""
    standing = asker(request)
    found = actions.Found(
        (told.members[0], told.members[1]), told.market, told.relation, told.since, told.reviewer, told.reason
    )
    with acting_for(standing):
        return Status(201, {"id": actions.record_relationship(standing, found)})


class MarketIn(Schema):
    """A market: of products, of purchases or of labour."""

    code: Market
    kind: MarketKind


@router.post("markets", response={204: None}, summary="Name a market", auth=needs(Ability.KEEP_REGISTER))
def add_market(request: HttpRequest, told: MarketIn) -> Status[Any]:
    """From now on pairs that are not reviewed in it count as competitors."""
    standing = asker(request)
    with acting_for(standing):
        actions.add_market(standing, actions.market_of(told.code, told.kind))
    return Status(204, None)


class AgreementIn(Schema):
    """What a giver shows a taker, what for, from when to when; `about`: one object alone. Proposing it signs it."""

    giver: Known
    taker: Known
    fields: Annotated[list[Known], Field(min_length=1, max_length=40)]
    purpose: Annotated[Text, Field(min_length=1)]
    valid_from: Day
    valid_to: Day
    about: Text = ""
    signatory: Person


class SignatureOut(Schema):
    """Who signed for whom."""

    member: str
    person: str
    at: datetime


class AgreementOut(Schema):
    """An agreement and where it stands."""

    id: UUID
    giver: str
    taker: str
    fields: list[str]
    purpose: str
    about: str
    valid_from: date
    valid_to: date
    signatures: list[SignatureOut]
    state: Literal["proposed", "ahead", "in-force", "ended", "withdrawn"]


class Capacity(Schema):
    """Capacity that a member lends: what it says, its parties read."""

    giver: str
    taker: str
    valid_from: datetime
    valid_to: datetime
    work_centre: str | None
    rate_ore_h: int | None
    ceiling_s: int | None


class Agreements(Schema):
    """Agreements to show something, and those on capacity."""

    disclosure: list[AgreementOut]
    capacity: list[Capacity]


def _agreement(each: kept.Agreed) -> dict[str, Any]:
    row = each.row
    return {
        "id": row.id,
        "giver": row.giver_member,
        "taker": row.taker_member,
        "fields": row.fields,
        "purpose": row.purpose,
        "about": row.object,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "signatures": [{"member": s.member, "person": s.person, "at": s.at} for s in each.signatures],
        "state": each.state(queries.today()),
    }


@router.get("agreements", response=Agreements, summary="Agreements", auth=needs(Ability.READ_RELEASES))
def list_agreements(request: HttpRequest) -> dict[str, Any]:
    """The office all, a member those it is a party of."""
    standing = asker(request)
    capacity = ask("capacity", standing, {})["items"]
    with acting_for(standing):
        return {"disclosure": [_agreement(each) for each in queries.agreements(standing)], "capacity": capacity}


@router.post("agreements", response={201: WrittenDown}, summary="Propose an agreement", auth=needs(Ability.SIGN))
def propose_agreement(request: HttpRequest, told: AgreementIn) -> Status[Any]:
    """One's own firm is the giver or the taker; the other signs."""
    standing = asker(request)
    terms = actions.Terms(
        told.giver, told.taker, frozenset(told.fields), told.purpose, told.valid_from, told.valid_to, told.about
    )
    with acting_for(standing):
        return Status(201, {"id": actions.propose(standing, terms, told.signatory)})


@router.post(
    "agreements/{uuid:agreement}/sign", response={204: None}, summary="Sign an agreement", auth=needs(Ability.SIGN)
)
def sign_agreement(request: HttpRequest, agreement: UUID, told: Signed) -> Status[Any]:
    """As the other side."""
    standing = asker(request)
    with acting_for(standing):
        actions.sign_agreement(standing, agreement, told.signatory)
    return Status(204, None)


@router.post(
    "agreements/{uuid:agreement}/end", response={204: None}, summary="End an agreement", auth=needs(Ability.SIGN)
)
def end_agreement(request: HttpRequest, agreement: UUID, told: Signed) -> Status[Any]:
    """From today on, by either side."""
    standing = asker(request)
    with acting_for(standing):
        actions.end_agreement(standing, agreement, told.signatory)
    return Status(204, None)


class ReleaseIn(Schema):
    """A figure over whole months; `kind`: of load, at one kind of work centre."""

    figure: Literal["load", "orders", "kept", "missed"]
    kind: Literal["", "machine", "batch"] = ""
    first: Day
    last: Day


class ReleaseOut(Schema):
    """A figure and how many firms are in it; or why it is not released."""

    id: UUID
    figure: str
    kind: str
    first: date
    last: date
    form: Literal["sum", "median"] | None
    value: float | None
    contributors: int | None
    withheld: str | None

    @staticmethod
    def resolve_value(row: Any) -> float | None:
        """The number, exact up to a float."""
        if isinstance(row, dict):
            return row["value"]  # type: ignore[no-any-return]
        return None if row.numerator is None else row.numerator / (row.denominator or 1)

    @staticmethod
    def resolve_form(row: Any) -> str | None:
        """How: None when it is not released."""
        return (row["form"] if isinstance(row, dict) else row.form) or None

    @staticmethod
    def resolve_withheld(row: Any) -> str | None:
        """Why not: None when it is released."""
        return (row["withheld"] if isinstance(row, dict) else row.withheld) or None


@router.get("releases", response=Paged[ReleaseOut], summary="Figures", auth=needs(Ability.READ_RELEASES))
def list_releases(request: HttpRequest, page: Page = 1, size: PageSize = 50) -> dict[str, Any]:
    """What was released, newest first; the office also reads what was withheld, and why."""
    standing = asker(request)
    with acting_for(standing):
        return page_of(queries.releases(standing), page, size)


@router.post("releases", response={201: ReleaseOut}, summary="Ask for a figure", auth=needs(Ability.KEEP_REGISTER))
def ask_release(request: HttpRequest, told: ReleaseIn, idempotency_key: KeyHeader) -> Status[Any]:
    """Released by the rules, or withheld; either is kept."""
    return Status(201, ask("release", asker(request), told.model_dump(mode="json"), idempotency_key))


class Consent(Schema):
    """Whether sums of a field may leave that one's own firm dominates."""

    field: Known
    given: bool
    signatory: Person


@router.put("consent", response={204: None}, summary="Consent to sums", auth=needs(Ability.SIGN))
def give_consent(request: HttpRequest, told: Consent) -> Status[Any]:
    """Or take it back; earlier releases stay."""
    standing = asker(request)
    with acting_for(standing):
        actions.consent(standing, told.field, told.signatory, given=told.given)
    return Status(204, None)


class DisclosureOut(Schema):
    """An entry of the journal, in its chain."""

    number: int
    at: datetime
    reader: str
    owner: str
    field: str
    about: str
    purpose: str
    rule: str
    agreement: str
    before: str
    hash: str


@router.get("disclosures", response=Paged[DisclosureOut], summary="The journal", auth=needs(Ability.READ_RELEASES))
def list_disclosures(request: HttpRequest, page: Page = 1, size: PageSize = 50) -> dict[str, Any]:
    """What was shown, newest first; to a member, of it and to it."""
    standing = asker(request)
    with acting_for(standing):
        return page_of(queries.disclosures(standing), page, size)


@router.get("disclosures/export", response=list[DisclosureOut], summary="Export", auth=needs(Ability.READ_RELEASES))
def export_disclosures(request: HttpRequest) -> list[DisclosureRow]:
    """All of it, the first one first: for the office a whole chain, which `Journal` checks."""
    standing = asker(request)
    with acting_for(standing):
        return list(queries.disclosures(standing).order_by("number"))


class Joint(Schema):
    """A product that several firms make; `named`: those of them that may be named."""

    product: str
    seller: str
    others: int
    named: list[str]


@router.get("joint-products", response=list[Joint], summary="Joint products", auth=needs(Ability.READ_RELEASES))
def list_joint_products(request: HttpRequest) -> Any:
    """The office all, a member those it sells."""
    return ask("joint", asker(request), {})["items"]


class SeenOfUs(Schema):
    """What another member may see of us: a field, its class, the rule that decides, the agreement that allows it."""

    field: str
    field_class: str
    rule: str
    agreement: str


@router.get("sharing", response=list[SeenOfUs], summary="What another sees of us", auth=needs(Ability.SIGN))
def preview_sharing(request: HttpRequest, reader: Known) -> list[dict[str, str]]:
    """As it is decided today."""
    standing = asker(request)
    with acting_for(standing):
        if standing.kind != queries.MEMBER or all(each.member != reader for each in queries.members(standing)):
            raise not_found()
        found = queries.preview(standing, reader)
    return [dict(zip(("field", "field_class", "rule", "agreement"), each, strict=True)) for each in found]
