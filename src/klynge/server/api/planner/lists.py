# SPDX-License-Identifier: Apache-2.0
"""Lists of what is to be looked after, finding, and looking at an operation or an order."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from klynge.server.api.access import asker, needs
from klynge.server.api.orders import Reasons
from klynge.server.api.plan import Portion
from klynge.server.api.types import Known, Page, PageSize, Text
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["planner"])
READ = needs(Ability.READ_PLAN)
Which = Literal["late", "conflicts", "out-of-sequence", "waiting", "unplanned"]


class OrderLine(Schema):
    """An order in a list, and why it is not planned, as a code ("": it is)."""

    order: str
    order_id: UUID
    item: str
    item_name: str
    customer: str
    quantity: int
    state: str
    promised: datetime | None
    due: datetime
    expected: datetime | None
    late_s: int
    reason: str


class WorkLine(Schema):
    """Work in a list; of another firm's the job alone."""

    job: str
    operation: str
    operation_name: str
    work_centre: str
    unit: int
    start: datetime
    end: datetime
    quantity: int
    own: bool
    order: str | None
    order_id: UUID | None


class ListOut(Schema):
    """A page of a list, and how long each list is."""

    counts: dict[str, int]
    which: Which | None
    items: list[dict[str, Any]]
    total: int
    page: int
    pages: int


class Hit(Schema):
    """An order or job that was found, and where its first work stands."""

    kind: Literal["order", "job"]
    number: str
    order_id: UUID | None
    item: str | None
    customer: str | None
    state: str | None
    expected: datetime | None
    job: str | None
    operation: str | None
    work_centre: str | None
    unit: int | None
    start: datetime | None


class Found(Schema):
    """What was found, the first of it."""

    found: list[Hit]
    total: int


class Possible(Schema):
    """A work centre at which work can be done."""

    work_centre: str
    name: str
    units: int


class Seen(Portion):
    """A portion, and what may be done with it."""

    locked: bool
    movable: bool
    units_possible: list[Possible]


class Step(Schema):
    """A step before or after; where it is done is told of one's own places."""

    job: str | None
    operation: str | None
    operation_name: str | None
    work_centre: str | None
    unit: int | None
    start: datetime
    end: datetime
    here: bool


class MaterialOut(Schema):
    """What a portion takes, from where, and when it is there."""

    item: str
    name: str
    quantity: int
    source: Literal["stock", "lot", "purchase"]
    id: str
    available: datetime


class Taker(WorkLine):
    """Work that takes from a supply lot."""

    takes: int


class Inspected(Schema):
    """One's own order and why it is then; the portions, what is before and after them, and their material."""

    order: OrderLine | None
    why: Reasons | None
    portions: list[Seen]
    before: list[Step]
    after: list[Step]
    materials: list[MaterialOut]
    used_by: list[Taker]


@router.get("lists", response=ListOut, summary="What is to be looked after", auth=READ)
def planner_lists(request: HttpRequest, which: Which | None = None, page: Page = 1, size: PageSize = 50) -> Any:
    """How long each list is, and a page of one: `late`, `conflicts` (a promise that is not kept, begun work past its
    end), `out-of-sequence`, `waiting` (for material), `unplanned`."""
    return ask("lists", asker(request), {"which": which, "page": page, "size": size})


@router.get("find", response=Found, summary="Find an order or job", auth=READ)
def find_order(
    request: HttpRequest,
    text: Annotated[Text, Field(min_length=1, max_length=120)],
    most: Annotated[int, Field(ge=1, le=200)] = 20,
) -> Any:
    """By part of a number, customer or item."""
    return ask("find", asker(request), {"text": text, "most": most})


@router.get("inspect", response=Inspected, summary="Look at one operation", auth=READ)
def inspect_operation(request: HttpRequest, job: Known, operation: Known) -> Any:
    """Where it stands and may stand, why, what it waits for and what waits for it."""
    return ask("inspect", asker(request), {"job": job, "operation": operation})


@router.get("orders/{uuid:order}", response=Inspected, summary="Look at one order", auth=READ)
def inspect_order(request: HttpRequest, order: UUID) -> Any:
    """One's own order: all its work at one's own places, and why it is then."""
    return ask("inspect", asker(request), {"order": str(order)})
