# SPDX-License-Identifier: Apache-2.0
"""What the world did, as rows: the plan that keeps what can be kept, and whose days it changes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from klynge.job import Job, Status
from klynge.planning.fold import Change, PlanState, Replica, changes_to, deliveries_of
from klynge.planning.replan import DisturbanceError, Replanned
from klynge.server.trustee.desk import Desk
from klynge.server.trustee.judging import arrivals_of, new_days_of
from klynge.server.trustee.protocol import Asker


def changes_after(replica: Replica, first: tuple[Change, ...], after: Replanned) -> tuple[Change, ...]:
    """`first` (what was told), and then whatever else brings the replica's state to the new plan."""
    return changes_to(replica, first, after.schedule)


def new_days(state: PlanState, after: Replanned, desk: Desk, asker: Asker) -> dict[str, Any]:
    """The orders that arrive on another day: the asker's own by name, of others how many there are."""
    return new_days_of(state, arrivals_of(state), deliveries_of(after.schedule), desk, asker)


def why_not(error: DisturbanceError, language: str) -> str:
    """All that is wrong with what was told; the number of the event, of which there is one, is left out."""
    return "; ".join(line.partition(": ")[2] or line for line in error.words(language))


def may_be_reported(status: Status) -> str | None:
    """The problem that keeps work on an order of that status from being reported; None when it may be."""
    if status in (Status.HELD, Status.OFFERED):
        return "not-agreed"
    return "order-over" if status in (Status.DELIVERED, Status.EXPIRED, Status.WITHDRAWN) else None


def own_job(state: PlanState, job: str, operation: str, centre: str, own: Iterable[str], asker: Asker) -> Job | None:
    """The job, if it is the asker's or stands at its work centres, and the operation can be done at `centre`."""
    if centre not in (centres := set(own)):
        return None
    name = state.order_of(job)
    if name is None:
        return None
    found = next(each for each in state.orders[name].jobs if each.id == job)
    step = next((op for op in found.operations if op.id == operation), None)
    if step is None or all(mode.work_centre != centre for mode in step.modes):
        return None
    here = any(p.job == job and p.work_centre in centres for p in state.placements.get(name, ()))
    return found if found.owner == asker.code or here else None
