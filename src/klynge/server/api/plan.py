# SPDX-License-Identifier: Apache-2.0
"""The plan at one's own work centres, and what happens there: /api/plan, /api/floor/reports, /api/network/stops."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field, model_validator

from klynge.server.api.access import asker, needs
from klynge.server.api.types import KeyHeader, Known, Moment, Page, PageSize, Unit
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["plan"])


class Portion(Schema):
    """Work on a unit (from 1): set up from `setup_start`, run from `start` to `end`. Of others' work, the job alone."""

    work_centre: str
    unit: int
    job: str
    operation: str
    operation_name: str
    quantity: int
    family: str
    batch: str
    state: Literal["planned", "frozen", "started", "finished"]
    setup_start: datetime
    start: datetime
    end: datetime
    own: bool
    order: str | None
    order_id: UUID | None
    item: str | None


class Centre(Schema):
    """A work centre of one's own."""

    work_centre: str
    name: str
    kind: str
    units: int


class PlanPage(Schema):
    """A page of the plan, by start, and one's own work centres."""

    items: list[Portion]
    work_centres: list[Centre]
    total: int
    page: int
    pages: int


class Window(Schema):
    """What stands at any time from `since` to `until`, at one work centre or all one's own."""

    work_centre: Known | None = None
    since: Moment | None = None
    until: Moment | None = None
    page: Page = 1
    size: PageSize = 50


class NewDay(Schema):
    """An order that arrives on another day now (null: it is not planned)."""

    id: UUID
    number: str
    before: date | None
    now: date | None
    promised: date | None
    kept: bool


class Changed(Schema):
    """What a change does to days: one's own orders by name, how many of others'."""

    new_days: list[NewDay]
    others_new_days: int


class ReportIn(Schema):
    """What the floor did. What is spoilt is made again (`redo`), or the order comes so much short.

    `start` and `end`: of work that is done; of work that has begun, its expected end.
    """

    kind: Literal["start", "finish", "scrap"]
    job: Known
    operation: Known
    work_centre: Known
    unit: Unit = 1
    quantity: Annotated[int, Field(ge=1, le=10_000_000)]
    start: Moment | None = None
    end: Moment | None = None
    redo: bool = True

    @model_validator(mode="after")
    def _timed(self) -> ReportIn:
        if self.kind != "scrap" and (self.start is None or self.end is None):
            raise ValueError("give start and end of what was begun or done")
        return self


class Reported(Changed):
    """What is reported of the operation by now, and what is left of it."""

    kind: str
    job: str
    operation: str
    work_centre: str
    unit: int
    quantity: int
    reported: int
    left: int


class StopIn(Schema):
    """A unit (null: every unit) stands still from `start` to `end`; then it is set up for `family`."""

    work_centre: Known
    unit: Unit | None = None
    start: Moment
    end: Moment
    family: Known | None = None


class Stopped(Changed):
    """The stop as the plan has it."""

    work_centre: str
    unit: int | None
    start: datetime
    end: datetime


@router.get("plan", response=PlanPage, summary="What stands at my work centres", auth=needs(Ability.READ_PLAN))
def list_plan(request: HttpRequest, window: Query[Window]) -> Any:
    """Whoever's work it is; other firms' orders are named by their job alone."""
    return ask("plan", asker(request), window.model_dump(mode="json"))


@router.post("floor/reports", response={201: Reported}, summary="Report work", auth=needs(Ability.REPORT))
def report_work(request: HttpRequest, told: ReportIn, idempotency_key: KeyHeader) -> Status[Any]:
    """Begun, done or spoilt, all of it or a part; the plan is made to fit what is."""
    return Status(201, ask("report", asker(request), told.model_dump(mode="json"), idempotency_key))


@router.post(
    "network/stops", response={201: Stopped}, summary="A unit stands still", auth=needs(Ability.CHANGE_NETWORK)
)
def stop_unit(request: HttpRequest, told: StopIn, idempotency_key: KeyHeader) -> Status[Any]:
    """The plan is made anew around it, and who gets a new day is told."""
    arguments = told.model_dump(mode="json") | {"family": told.family or ""}
    return Status(201, ask("stop", asker(request), arguments, idempotency_key))
