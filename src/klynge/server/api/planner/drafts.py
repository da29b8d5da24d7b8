# SPDX-License-Identifier: Apache-2.0
"""Moves with their verdict, and drafts: edits beside the plan, compared with it and published."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from klynge.server.api.access import asker, needs
from klynge.server.api.plan import Consequences
from klynge.server.api.planner.board import BoardOut, BoardWindow, window_data
from klynge.server.api.types import KeyHeader, Known, Moment, Text, Unit
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["planner"])
PLAN = needs(Ability.PLAN)
Version = Annotated[int, Field(ge=1, le=2**31 - 1)]


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


class VerdictOut(Consequences):
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


class Compared(Consequences):
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


class Published(Consequences):
    """What of a draft is the plan now."""

    draft: UUID
    published: int
    dropped: list[Dropped]


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
def draft_board(request: HttpRequest, draft: UUID, window: Query[BoardWindow]) -> Any:
    """All of it; `moved` are the bars that stand elsewhere than in the plan."""
    return ask("draft_board", asker(request), window_data(window) | {"draft": str(draft)})


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
