# SPDX-License-Identifier: Apache-2.0
"""What a planner looks at and changes: board, lists, repairs, moves, drafts, locks and improvement: /api/planner."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from klynge.server.api.access import asker, needs
from klynge.server.api.orders import Reasons
from klynge.server.api.plan import Changed, Portion
from klynge.server.api.types import KeyHeader, Known, Moment, Page, PageSize, Text, Unit
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["planner"])
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
Sequence = Annotated[int, Field(ge=0, le=2**62)]
Which = Literal["late", "conflicts", "out-of-sequence", "waiting", "unplanned"]


class Row(Schema):
    """A row of the board: a unit (from 1) of a work centre."""

    work_centre: str
    name: str
    kind: str
    unit: int
    units: int
    site: str
    site_name: str


class Bars(Schema):
    """The bars as columns: moments in seconds after the epoch; texts as places in `labels`, -1: none."""

    source: list[int]
    row: list[int]
    setup: list[int]
    start: list[int]
    end: list[int]
    quantity: list[int]
    label: list[int]
    job: list[int]
    operation: list[int]
    operation_name: list[int]
    family: list[int]
    batch: list[int]
    flags: list[int]


class OnBoard(Schema):
    """One's own order, as the board has it; moments in seconds after the epoch."""

    number: str
    order_id: UUID
    item: str
    item_name: str
    customer: str
    state: str
    promised: int | None
    due: int
    expected: int | None
    late: bool


class BoardOut(Schema):
    """All of the board (`whole`), or the sources that changed since the sequence that was known, each to be replaced.

    `flags` of a bar: 1 own, 2 late, 4 reported, 8 begun, 16 done, 32 locked, 64 frozen, 128 promised, 256 a supply lot,
    512 its order is begun.
    """

    sequence: int
    whole: bool
    epoch: datetime
    time_zone: str
    start: int
    end: int
    now: int
    frozen_until: int | None
    rows: list[Row] | None = None
    open: dict[str, list[tuple[int, int]]] | None = None
    stops: list[tuple[int, int, int]]
    labels: list[str]
    sources: list[str]
    bars: Bars
    orders: dict[str, OnBoard]
    moved: list[int] | None = None


class Window(Schema):
    """What stands at any time from `since` to `until`; `known`: only what changed since that sequence."""

    work_centre: Annotated[list[Known], Field(max_length=200)] = []  # noqa: RUF012 (pydantic copies it)
    since: Moment | None = None
    until: Moment | None = None
    known: Sequence | None = None


class CentreLoad(Schema):
    """Hours of load and capacity by week, of set-up and run in all."""

    work_centre: str
    name: str
    units: int
    load_h: list[float]
    capacity_h: list[float]
    setup_h: float
    run_h: float


class PoolLoad(Schema):
    """Hours of load and capacity by week; of people, an hour is a person's."""

    pool: str
    kind: str
    site: str
    load_h: list[float]
    capacity_h: list[float]


class LoadOut(Schema):
    """By ISO week."""

    sequence: int
    weeks: list[str]
    work_centres: list[CentreLoad]
    pools: list[PoolLoad]


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


class Repaired(Changed):
    """The order's day now."""

    order: str
    day: date


class Target(Schema):
    """Where and when work is to begin."""

    work_centre: Known
    unit: Unit = 1
    start: Moment


class Place(Target):
    """A portion as it stands."""

    job: Known
    operation: Known


class VerdictIn(Schema):
    """Work set down elsewhere, on the plan or on a draft."""

    draft: UUID | None = None
    place: Place
    to: Target


class MovedTo(Schema):
    """A portion that would stand elsewhere."""

    job: str
    operation: str
    work_centre: str
    unit: int
    start: datetime
    end: datetime
    quantity: int


class VerdictOut(Changed):
    """Whether it may be there, with the reason when not, and what it would move."""

    fits: bool
    reason: str | None
    words: str
    nearest: datetime | None
    setup_start: datetime | None
    start: datetime | None
    end: datetime | None
    moved_orders: int
    moves: list[MovedTo]


class MoveEdit(Schema):
    """Work set down elsewhere."""

    kind: Literal["move"]
    place: Place
    to: Target


class LockEdit(Schema):
    """An operation that is to stay, or to be free again."""

    kind: Literal["lock", "unlock"]
    job: Known
    operation: Known


class RepairEdit(Schema):
    """A repair that was told."""

    kind: Literal["repair"]
    order: UUID
    repair: Known


class ImproveEdit(Schema):
    """A search for a better plan of one's own work."""

    kind: Literal["improve"]
    seconds: Annotated[int, Field(ge=1, le=20)] = 5


class DraftIn(Schema):
    """A name for a draft."""

    name: Annotated[Text, Field(min_length=1, max_length=120)]


class VersionIn(Schema):
    """The version that one knows: when another changed it since, that is said and nothing is done."""

    version: Version


class EditIn(VersionIn):
    """One more edit; what was undone is gone then."""

    edit: Annotated[MoveEdit | LockEdit | RepairEdit | ImproveEdit, Field(discriminator="kind")]


class DraftHead(Schema):
    """A draft: `done` of `total` edits are in force, `base` is the row of the log it was begun on."""

    draft: UUID
    name: str
    state: Literal["open", "published", "discarded"]
    version: int
    base: int
    done: int
    total: int
    proposed: bool
    made: datetime
    changed: datetime
    by: str


class Drafts(Schema):
    """The newest first."""

    drafts: list[DraftHead]


class Edit(Schema):
    """An edit in words, and why it does not fit any more (null: it does)."""

    number: int
    kind: str
    words: str
    done: bool
    dropped: str | None


class Compared(Changed):
    """What a draft would make otherwise; `cost_ore` is null where it would tell what it costs others."""

    same: bool
    words: list[str]
    orders_moved: int
    portions_moved: int
    portions_here: int
    late_before: int
    late_after: int
    late_s_before: int
    late_s_after: int
    cost_ore: int | None
    broken: list[str]


class DraftOut(DraftHead):
    """A draft with its edits, how many rows the log has since its base, and what it would make otherwise."""

    behind: int
    edits: list[Edit]
    compared: Compared | None


class Dropped(Schema):
    """An edit that was not published, and why."""

    number: int
    kind: str
    edit: str
    words: str


class Published(Changed):
    """What of a draft is the plan now."""

    draft: UUID
    published: int
    dropped: list[Dropped]


class LockIn(Schema):
    """An operation at one's own work centres."""

    job: Known
    operation: Known


class FreezeIn(Schema):
    """Up to when the plan is frozen (null: not any more)."""

    until: Moment | None


class LockOut(Schema):
    """A locked operation."""

    job: str
    operation: str
    work_centre: str | None
    by: str
    at: datetime


class Locks(Schema):
    """What stays where it is."""

    frozen_until: datetime | None
    locks: list[LockOut]


class PolicyIn(Schema):
    """Nothing by itself, proposals as drafts, or better plans that land."""

    improve: Literal["off", "propose", "publish"]


class ImprovementOut(Schema):
    """A better plan that landed or (with a draft) was proposed."""

    at: datetime
    sequence: int
    draft: UUID | None
    orders: int
    sooner_s: int
    dropped: int


class PolicyOut(PolicyIn):
    """The policy, and what came of it lately."""

    improvements: list[ImprovementOut]


READ, PLAN = needs(Ability.READ_PLAN), needs(Ability.PLAN)


@router.get("board", response=BoardOut, summary="The plan board", auth=READ)
def board(request: HttpRequest, window: Query[Window]) -> Any:
    """Whoever's work it is; other firms' orders are named by their job alone."""
    return ask("board", asker(request), _window(window))


@router.get("load", response=LoadOut, summary="Load and capacity by week", auth=READ)
def load(request: HttpRequest) -> Any:
    """Of one's own work centres and pools."""
    return ask("load", asker(request), {})


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


@router.get("orders/{uuid:order}/repairs", response=Repairs, summary="What would mend it?", auth=PLAN)
def list_repairs(request: HttpRequest, order: UUID, most: Annotated[int, Field(ge=1, le=6)] = 3) -> Any:
    """The best repairs of a late order, each with what it costs and does to others."""
    return ask("repairs", asker(request), {"order": str(order), "most": most})


@router.post("orders/{uuid:order}/repairs", response=Repaired, summary="Carry a repair out", auth=PLAN)
def apply_repair(request: HttpRequest, order: UUID, told: RepairIn, idempotency_key: KeyHeader) -> Any:
    """On the plan as it is; when that has changed so that the repair does not come to what was said: 409."""
    return ask("apply_repair", asker(request), {"order": str(order), "repair": told.repair}, idempotency_key)


@router.post("verdict", response=VerdictOut, summary="May this be there then?", auth=PLAN)
def verdict(request: HttpRequest, told: VerdictIn) -> Any:
    """What the engine says of a move; nothing is changed."""
    return ask("verdict", asker(request), told.model_dump(mode="json"))


@router.get("drafts", response=Drafts, summary="My firm's drafts", auth=PLAN)
def list_drafts(request: HttpRequest) -> Any:
    """Open, published and discarded ones."""
    return ask("drafts", asker(request), {})


@router.post("drafts", response={201: DraftOut}, summary="Begin a draft", auth=PLAN)
def new_draft(request: HttpRequest, told: DraftIn, idempotency_key: KeyHeader) -> Status[Any]:
    """On the plan as it is now."""
    return Status(201, ask("draft_new", asker(request), {"name": told.name}, idempotency_key))


@router.get("drafts/{uuid:draft}", response=DraftOut, summary="A draft beside the plan", auth=PLAN)
def one_draft(request: HttpRequest, draft: UUID) -> Any:
    """Its edits, and what it would make otherwise in the plan as it is now."""
    return ask("draft", asker(request), {"draft": str(draft)})


@router.get("drafts/{uuid:draft}/board", response=BoardOut, summary="The board of a draft", auth=PLAN)
def draft_board(request: HttpRequest, draft: UUID, window: Query[Window]) -> Any:
    """All of it; `moved` are the bars that stand elsewhere than in the plan."""
    return ask("draft_board", asker(request), _window(window) | {"draft": str(draft)})


@router.post("drafts/{uuid:draft}/edits", response=DraftOut, summary="One more edit", auth=PLAN)
def edit_draft(request: HttpRequest, draft: UUID, told: EditIn, idempotency_key: KeyHeader) -> Any:
    """What does not fit is refused with its reason."""
    return ask("draft_edit", asker(request), told.model_dump(mode="json") | {"draft": str(draft)}, idempotency_key)


@router.post("drafts/{uuid:draft}/undo", response=DraftOut, summary="Undo the last edit", auth=PLAN)
def undo_edit(request: HttpRequest, draft: UUID, told: VersionIn, idempotency_key: KeyHeader) -> Any:
    """It can be done again until another edit is made."""
    return ask("draft_undo", asker(request), {"draft": str(draft), "version": told.version}, idempotency_key)


@router.post("drafts/{uuid:draft}/redo", response=DraftOut, summary="Do it again", auth=PLAN)
def redo_edit(request: HttpRequest, draft: UUID, told: VersionIn, idempotency_key: KeyHeader) -> Any:
    """What was undone."""
    return ask("draft_redo", asker(request), {"draft": str(draft), "version": told.version}, idempotency_key)


@router.post("drafts/{uuid:draft}/publish", response=Published, summary="Make a draft the plan", auth=PLAN)
def publish_draft(request: HttpRequest, draft: UUID, told: VersionIn, idempotency_key: KeyHeader) -> Any:
    """Each edit is checked again on the plan as it is; those that do not fit any more are dropped and told."""
    return ask("draft_publish", asker(request), {"draft": str(draft), "version": told.version}, idempotency_key)


@router.post("drafts/{uuid:draft}/discard", response=DraftHead, summary="Discard a draft", auth=PLAN)
def discard_draft(request: HttpRequest, draft: UUID, idempotency_key: KeyHeader) -> Any:
    """It stays in the list and does nothing."""
    return ask("draft_discard", asker(request), {"draft": str(draft)}, idempotency_key)


@router.get("locks", response=Locks, summary="What stays where it is", auth=READ)
def list_locks(request: HttpRequest) -> Any:
    """Locked operations, and up to when the plan is frozen."""
    return ask("locks", asker(request), {})


@router.post("locks", response=Locks, summary="Lock an operation", auth=PLAN)
def lock_operation(request: HttpRequest, told: LockIn, idempotency_key: KeyHeader) -> Any:
    """Nothing that is computed later moves it without need."""
    return ask("lock", asker(request), told.model_dump(mode="json"), idempotency_key)


@router.post("unlock", response=Locks, summary="Unlock an operation", auth=PLAN)
def unlock_operation(request: HttpRequest, told: LockIn, idempotency_key: KeyHeader) -> Any:
    """It may be moved again."""
    return ask("unlock", asker(request), told.model_dump(mode="json"), idempotency_key)


@router.post("freeze", response=Locks, summary="Freeze the plan up to a moment", auth=PLAN)
def freeze_plan(request: HttpRequest, told: FreezeIn, idempotency_key: KeyHeader) -> Any:
    """What starts before it at one's own work centres stays."""
    return ask("freeze", asker(request), told.model_dump(mode="json"), idempotency_key)


@router.get("improvement", response=PolicyOut, summary="How far does the plan improve itself?", auth=PLAN)
def improvement(request: HttpRequest) -> Any:
    """The firm's policy, and what came of it lately."""
    return ask("policy", asker(request), {})


@router.post("improvement", response=PolicyOut, summary="Let the plan improve itself, or not", auth=PLAN)
def set_improvement(request: HttpRequest, told: PolicyIn, idempotency_key: KeyHeader) -> Any:
    """One's own work at one's own places alone."""
    return ask("set_policy", asker(request), {"improve": told.improve}, idempotency_key)


def _window(window: Window) -> dict[str, Any]:
    found = window.model_dump(mode="json", exclude={"work_centre"})
    return found | {"work_centres": window.work_centre or None}
