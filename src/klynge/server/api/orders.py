# SPDX-License-Identifier: Apache-2.0
"""Orders as the asker may see them: /api/orders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import BaseModel

from klynge.job import Status
from klynge.planning.explain import Cause
from klynge.server.api.access import asker, needs
from klynge.server.api.paging import Paged, page_of
from klynge.server.api.problem import not_found
from klynge.server.api.types import KeyHeader, Page, PageSize, Text
from klynge.server.orders.queries import order_of, orders_of
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.trustee.link import ask

router = Router(tags=["orders"])


class OrderOut(BaseModel):  # not ninja's Schema, which asks for every attribute in Python: lists are long
    """An order. `promised` is the day agreed on last, `expected` the day that the plan gives now."""

    id: UUID
    number: str
    side: str
    customer: str
    reference: str
    item: str
    quantity: int
    region: str
    state: str
    first_promised: datetime | None
    promised: datetime | None
    expected: datetime | None
    held_until: datetime | None
    price_ore: int | None


_SHOWN = tuple(name for name in OrderOut.model_fields if name != "id")


@router.get("", response=Paged[OrderOut], summary="My orders, by promised day", auth=needs(Ability.READ_ORDERS))
def list_orders(
    request: HttpRequest,
    state: Status | None = None,
    search: Text = "",
    late: bool = False,
    page: Page = 1,
    size: PageSize = 50,
) -> dict[str, Any]:
    """Orders that this organisation sells, buys or makes parts of. `late`: expected after the promised day."""
    standing = asker(request)
    with acting_for(standing):
        rows = orders_of(standing.organisation, state=state, search=search, late=late)
        found = page_of(rows.values("public", *_SHOWN), page, size)
    return found | {"items": [row | {"id": row["public"]} for row in found["items"]]}


@router.get("{uuid:order}", response=OrderOut, summary="One order", auth=needs(Ability.READ_ORDERS))
def one_order(request: HttpRequest, order: UUID) -> dict[str, Any]:
    """One order of this organisation; another's is not found."""
    standing = asker(request)
    with acting_for(standing):
        found = order_of(standing.organisation, order)
    if found is None:
        raise not_found()
    return {name: getattr(found, name) for name in _SHOWN} | {"id": found.public}


class Stretch(Schema):
    """A stretch of an order's time. What it went to is told to a member, of what is its own; null: elsewhere."""

    first_day: date
    last_day: date
    first: datetime | None = None
    last: datetime | None = None
    seconds: int | None = None
    cause: Cause | None = None
    job: str | None = None
    operation: str | None = None
    work_centre: str | None = None
    in_front: str | None = None
    subject: str | None = None


class Reasons(Schema):
    """From the order's release to its arrival: `day` (null: not planned), and what the time before it goes to."""

    order: str
    day: date | None
    promised: date | None
    stretches: list[Stretch]
    words: list[str]


@router.get("{uuid:order}/reasons", response=Reasons, summary="Why then?", auth=needs(Ability.READ_ORDERS))
def why(request: HttpRequest, order: UUID) -> Any:
    """Why an order is when it is. Another firm's work is a stretch of time; a customer is told days."""
    return ask("reasons", asker(request), {"order": str(order)})


class Changed(Schema):
    """Where an order's promise stands now."""

    id: UUID
    state: str


@router.post("{uuid:order}/commit", response=Changed, summary="Commit a held order", auth=needs(Ability.ORDER))
def commit_order(request: HttpRequest, order: UUID, idempotency_key: KeyHeader) -> Any:
    """The day is promised; what holds it may move, the day may not."""
    return ask("commit", asker(request), {"order": str(order)}, idempotency_key)


@router.post("{uuid:order}/withdraw", response=Changed, summary="Withdraw an order", auth=needs(Ability.ORDER))
def withdraw_order(request: HttpRequest, order: UUID, idempotency_key: KeyHeader) -> Any:
    """Held or committed, before work on it has begun."""
    return ask("withdraw", asker(request), {"order": str(order)}, idempotency_key)
