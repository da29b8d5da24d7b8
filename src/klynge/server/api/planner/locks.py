# SPDX-License-Identifier: Apache-2.0
"""What stays where it is, and how far the plan improves itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from klynge.server.api.access import asker, needs
from klynge.server.api.types import KeyHeader, Known, Moment
from klynge.server.roles import Ability
from klynge.server.trustee.link import ask

router = Router(tags=["planner"])
READ, PLAN = needs(Ability.READ_PLAN), needs(Ability.PLAN)


class LockIn(Schema):
    """An operation at one's own work centres."""

    job: Known
    operation: Known


class FreezeIn(Schema):
    """Up to when the plan is frozen (null: not any more). With `was`, only if that is what it was."""

    until: Moment | None
    was: Moment | None = None


class LockOut(Schema):
    """A locked operation."""

    job: str
    operation: str
    work_centre: str | None
    by: str
    at: datetime


class Locks(Schema):
    """What stays where it is, and who froze the plan last."""

    frozen_until: datetime | None
    changed: datetime | None
    changed_by: str
    locks: list[LockOut]


class PolicyIn(Schema):
    """Nothing by itself, proposals as drafts, or better plans that land. With `was`, only if that is what it was."""

    improve: Literal["off", "propose", "publish"]
    was: Literal["off", "propose", "publish"] | None = None


class ImprovementOut(Schema):
    """A better plan that landed or (with a draft) was proposed."""

    at: datetime
    sequence: int
    draft: UUID | None
    orders: int
    sooner_s: int
    dropped: int


class PolicyOut(Schema):
    """The policy, who chose it last, and what came of it lately."""

    improve: Literal["off", "propose", "publish"]
    changed: datetime | None
    changed_by: str
    improvements: list[ImprovementOut]


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
    return ask("freeze", asker(request), told.model_dump(mode="json", exclude_unset=True), idempotency_key)


@router.get("improvement", response=PolicyOut, summary="How far does the plan improve itself?", auth=PLAN)
def improvement(request: HttpRequest) -> Any:
    """The firm's policy, and what came of it lately."""
    return ask("policy", asker(request), {})


@router.post("improvement", response=PolicyOut, summary="Let the plan improve itself, or not", auth=PLAN)
def set_improvement(request: HttpRequest, told: PolicyIn, idempotency_key: KeyHeader) -> Any:
    """One's own work at one's own places alone."""
    return ask("set_policy", asker(request), told.model_dump(mode="json", exclude_none=True), idempotency_key)
