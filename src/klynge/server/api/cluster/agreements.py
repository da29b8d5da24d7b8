# SPDX-License-Identifier: Apache-2.0
"""Agreements to show something, signed by both."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from klynge.server.api.access import asker, needs
from klynge.server.api.cluster.shared import Person, Signed, WrittenDown
from klynge.server.api.types import Day, Known, Text
from klynge.server.barrier import actions, kept, queries
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

router = Router(tags=["cluster"])


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
