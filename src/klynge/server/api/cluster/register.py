# SPDX-License-Identifier: Apache-2.0
"""The register: how two members stand to each other in a market."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from klynge.cooperation.barrier import MarketKind, Relation
from klynge.server.api.access import asker, needs
from klynge.server.api.cluster.shared import Market, Person, WrittenDown
from klynge.server.api.paging import Paged, page_of
from klynge.server.api.types import Day, Known, Page, PageSize, Text
from klynge.server.barrier import actions, queries
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for

router = Router(tags=["cluster"])


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
