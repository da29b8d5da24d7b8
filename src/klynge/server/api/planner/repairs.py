# SPDX-License-Identifier: Apache-2.0
"""What would mend a late order, and carrying it out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from klynge.server.api.access import asker, needs
from klynge.server.api.plan import Consequences
from klynge.server.api.types import KeyHeader, Known
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["planner"])
PLAN = needs(Ability.PLAN)


class Touched(Schema):
    """One's own order that a repair moves."""

    number: str
    order_id: UUID
    before: datetime | None
    after: datetime | None
    promised: bool
    broken: bool
    made_late: bool
    later_s: int


class RepairOut(Schema):
    """A way to mend an order, planned for real; `cost_ore` is null where it would tell what it costs others."""

    repair: str
    kind: str
    title: str
    mends: bool
    delivered: datetime
    day: date
    late_s: int
    cost_ore: int | None
    co2_g: int
    words: list[str]
    others: list[Touched]
    others_hidden: int


class Repairs(Schema):
    """The best repairs, the best first."""

    sequence: int
    repairs: list[RepairOut]


class RepairIn(Schema):
    """A repair that was told."""

    repair: Known


class Repaired(Consequences):
    """The order's day now."""

    order: str
    day: date


@router.get("orders/{uuid:order}/repairs", response=Repairs, summary="What would mend it?", auth=PLAN)
def list_repairs(request: HttpRequest, order: UUID, most: Annotated[int, Field(ge=1, le=6)] = 3) -> Any:
    """The best repairs of a late order, each with what it costs and does to others."""
    return ask("repairs", asker(request), {"order": str(order), "most": most})


@router.post("orders/{uuid:order}/repairs", response=Repaired, summary="Carry a repair out", auth=PLAN)
def apply_repair(request: HttpRequest, order: UUID, told: RepairIn, idempotency_key: KeyHeader) -> Any:
    """On the plan as it is; when that has changed so that the repair does not come to what was said: 409."""
    return ask("apply_repair", asker(request), {"order": str(order), "repair": told.repair}, idempotency_key)
