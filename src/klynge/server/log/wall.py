# SPDX-License-Identifier: Apache-2.0
"""The last wall before the log: nothing that is appended makes an agreed day late, unless the world made it so."""

from __future__ import annotations

from klynge.job import Status
from klynge.planning.fold import Change, PlanState
from klynge.planning.fold.rows import Placements

AGREED = (Status.HELD, Status.COMMITTED, Status.STARTED)


def newly_late(before: PlanState, after: PlanState, changes: tuple[Change, ...]) -> list[str]:
    """The orders that these changes deliver after the moment agreed on, and later than before."""
    moved = {each.outcome.order for change in changes if isinstance(change, Placements) for each in change.orders}
    moved |= {name for change in changes if (name := getattr(change, "order", "")) in after.orders}
    found = []
    for name in sorted(moved):
        now = _lateness(after, name)
        if now > 0 and now > _lateness(before, name):
            found.append(name)
    return found


def _lateness(state: PlanState, name: str) -> float:
    """Seconds by which an order misses the moment agreed on: infinite when it is not planned, none without promise."""
    order = state.orders.get(name)
    if order is None or order.status not in AGREED or order.latest_promised is None:
        return 0.0
    outcome = state.outcomes.get(name)
    if outcome is None or outcome.delivered is None:
        return float("inf")
    return outcome.delivered - (order.latest_promised - state.network.epoch).total_seconds()
