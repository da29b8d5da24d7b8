# SPDX-License-Identifier: Apache-2.0
"""Which rows of a log change work and stop units, and move only what they place: those that need no plan made anew."""

from __future__ import annotations

from collections.abc import Iterable

from klynge.planning.errors import PlanningError

from .rows import Change, NetworkChange, OrderChange, Placements, Published, Report, StateChange
from .state import OVER, PlanState


def otherwise(changes: Iterable[Change], before: PlanState) -> tuple[str, ...] | None:
    """The orders whose work or promise is otherwise by some changes; None when orders come or end by them."""
    found: dict[str, None] = {}
    jobs: set[str] = set()
    for change in changes:
        if isinstance(change, OrderChange | StateChange):
            order = before.orders.get(change.order)
            if order is None or order.status in OVER or (isinstance(change, StateChange) and change.status in OVER):
                return None
            found[change.order] = None
        elif isinstance(change, Report):
            jobs.add(change.job)
        elif not isinstance(change, Placements | NetworkChange | Published):
            return None
    found |= {name: None for job in sorted(jobs) if (name := before.order_of(job)) is not None}
    return tuple(found)


def nothing_in_the_way(runs: list[int], why: int) -> None:
    """A row has placed elsewhere what was in the way of what it reports or stops. Raises PlanningError otherwise."""
    raise PlanningError(f"{len(runs)} runs are in the way of what is reported, or cannot follow it ({why})")
