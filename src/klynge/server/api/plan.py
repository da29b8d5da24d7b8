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
from klynge.server.api.types import Day, IdempotencyKey, KeyHeader, Known, Moment, Page, PageSize, Unit
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["plan"])
Thousandths = Annotated[int, Field(ge=1, le=10_000_000)]


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


class Consequences(Schema):
    """What a change does to days: one's own orders by name, how many of others'."""

    new_days: list[NewDay]
    others_new_days: int


class ReportIn(Schema):
    """What the floor did. What is spoilt is made again (`redo`), or the order comes so much short.

    `start` and `end`: of work that is done; of work that has begun, its expected end; of work that is interrupted,
    `end` is when, and `until` when it goes on. No quantity: all that it can be of. No moments: now.
    """

    kind: Literal["start", "finish", "scrap", "pause", "resume"]
    job: Known
    operation: Known
    work_centre: Known
    unit: Unit = 1
    quantity: Annotated[int, Field(ge=0, le=10_000_000)] | None = None
    start: Moment | None = None
    end: Moment | None = None
    until: Moment | None = None
    redo: bool = True

    @model_validator(mode="after")
    def _enough(self) -> ReportIn:
        if self.quantity == 0 and self.kind != "pause":
            raise ValueError("quantity: give 1 or more, or nothing for all of it")
        return self


class Reported(Consequences):
    """What is reported of the operation by now, and what is left of it."""

    kind: str
    job: str
    operation: str
    work_centre: str
    unit: int
    quantity: int
    reported: int
    left: int
    undo_until: datetime | None = None


class UndoIn(Schema):
    """A report, by the Idempotency-Key that it was sent with."""

    report: IdempotencyKey


class TakenBack(Consequences):
    """What is reported of the operation now, and what is left of it."""

    job: str
    operation: str
    work_centre: str
    unit: int
    reported: int
    left: int


class StopIn(Schema):
    """A unit (null: every unit) stands still from `start` to `end`; then it is set up for `family`."""

    work_centre: Known
    unit: Unit | None = None
    start: Moment
    end: Moment
    family: Known | None = None


class CapacityChanged(Consequences):
    """How many orders stand otherwise for it."""

    moved_orders: int


class OvertimeIn(Schema):
    """A work centre is open from `start` to `end` too, with so many thousandths of one's own pools called in."""

    work_centre: Known
    start: Moment
    end: Moment
    people: Annotated[dict[Known, Thousandths], Field(max_length=20)] = {}  # noqa: RUF012 (pydantic copies it)


class StaffIn(Schema):
    """So many thousandths (1000: one person) of a pool, from one day to another."""

    pool: Known
    amount: Thousandths
    first: Day
    last: Day


class EndIn(Schema):
    """When it is over: now, when no moment is given."""

    at: Moment | None = None


class NetworkChangeOut(Schema):
    """A stop, overtime, or fewer ("absence") or more of a pool."""

    change: str
    kind: Literal["stop", "overtime", "absence", "more"]
    work_centre: str | None
    pool: str | None
    unit: int | None
    start: datetime
    end: datetime
    amount: int | None
    state: Literal["coming", "now", "over"]


class NetworkChanges(Schema):
    """In the order of time."""

    changes: list[NetworkChangeOut]


class PoolOut(Schema):
    """One's own people, power or fixtures, in thousandths."""

    pool: str
    name: str
    kind: str
    site: str
    skills: list[str]
    amount: int


class Resources(Schema):
    """One's own work centres and pools."""

    work_centres: list[Centre]
    pools: list[PoolOut]


class Stopped(CapacityChanged):
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


@router.post("floor/reports/undo", response=TakenBack, summary="Take a report back", auth=needs(Ability.REPORT))
def undo_report(request: HttpRequest, told: UndoIn, idempotency_key: KeyHeader) -> Any:
    """Within five minutes, unless something was reported since that builds on it."""
    return ask("undo_report", asker(request), {"report": told.report}, idempotency_key)


@router.get("network", response=Resources, summary="My work centres and people", auth=needs(Ability.READ_PLAN))
def list_resources(request: HttpRequest) -> Any:
    """What stops, overtime and absences can be told of."""
    return ask("resources", asker(request), {})


@router.get(
    "network/changes", response=NetworkChanges, summary="Stops, overtime, absences", auth=needs(Ability.READ_PLAN)
)
def list_changes(request: HttpRequest) -> Any:
    """Of one's own work centres and people: coming, now and over."""
    return ask("network_changes", asker(request), {})


@router.post(
    "network/changes/{change}/end", response=CapacityChanged, summary="It is over", auth=needs(Ability.CHANGE_NETWORK)
)
def end_change(request: HttpRequest, change: Known, told: EndIn, idempotency_key: KeyHeader) -> Any:
    """At a moment, or it does not come at all when that is before it begins."""
    return ask("end_change", asker(request), told.model_dump(mode="json") | {"change": change}, idempotency_key)


@router.post(
    "network/overtime", response={201: CapacityChanged}, summary="Open for longer", auth=needs(Ability.CHANGE_NETWORK)
)
def open_longer(request: HttpRequest, told: OvertimeIn, idempotency_key: KeyHeader) -> Status[Any]:
    """One's own work that can use the hours is moved into them."""
    return Status(201, ask("overtime", asker(request), told.model_dump(mode="json"), idempotency_key))


@router.post(
    "network/absences", response={201: CapacityChanged}, summary="People are away", auth=needs(Ability.CHANGE_NETWORK)
)
def tell_absence(request: HttpRequest, told: StaffIn, idempotency_key: KeyHeader) -> Status[Any]:
    """The plan is made to fit those who are there."""
    return Status(201, ask("absence", asker(request), told.model_dump(mode="json"), idempotency_key))


@router.post(
    "network/people", response={201: CapacityChanged}, summary="More people", auth=needs(Ability.CHANGE_NETWORK)
)
def call_in_people(request: HttpRequest, told: StaffIn, idempotency_key: KeyHeader) -> Status[Any]:
    """One's own work that can use them is moved."""
    return Status(201, ask("more_people", asker(request), told.model_dump(mode="json"), idempotency_key))
