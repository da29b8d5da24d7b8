# SPDX-License-Identifier: Apache-2.0
"""The charter: who is a member, invited, signed, gone."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from klynge.server.api.access import asker, needs
from klynge.server.api.cluster.shared import Person, Signed, WrittenDown
from klynge.server.api.problem import not_found
from klynge.server.api.types import Day, Known
from klynge.server.barrier import actions, kept, queries
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

router = Router(tags=["cluster"])


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


class Leaving(Schema):
    """On which day, and who says so."""

    day: Day
    signatory: Person


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
