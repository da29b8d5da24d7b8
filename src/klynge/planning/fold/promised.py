# SPDX-License-Identifier: Apache-2.0
"""What a promise changes: an offer taken in, or an order's end, as the rows of a log say it.

Both are tried in the replica's schedule and taken back. What they change is read off what was written, so that it costs
as much as the order is large, however large the plan is.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from klynge.job import Status
from klynge.planning.plan import Outcome
from klynge.planning.promise.entry import Entry
from klynge.planning.promise.request import Found
from klynge.planning.promise.reserving import end_of_day, reserving, row_of
from klynge.planning.promise.withdrawing import withdrawing

from .replica import Replica
from .rows import Change, OrderChange, OrderPlaced, Placements, StateChange
from .written import Written


def changes_of(replica: Replica, entry: Entry, status: Status, promised: datetime | None = None) -> tuple[Change, ...]:
    """What makes an offer an order of the plan, exactly as offered, with a status and the moment agreed on.

    `promised` is by default the end of the day of delivery. The replica stays as it is. An offer that no longer fits is
    refused here (HoldError) or when the row is applied (PlacingError): PlanningErrors, as for an order that is there.
    """
    return _changes_of(replica, entry, status, promised, keep=False)[0]


def taken_in(
    replica: Replica, entry: Entry, status: Status, promised: datetime | None = None, found: Found | None = None
) -> tuple[Change, ...]:
    """As `changes_of`, for who appends the row next: in a replica that is its owner's alone the order stays where it
    was placed, and `advance` with that row finds it there. Any other row, or `forget`, takes it back. Who has just
    `found` the entry in the replica tells how, and it is not looked for again."""
    if not replica.alone:
        return changes_of(replica, entry, status, promised)
    changes, lots = _changes_of(replica, entry, status, promised, keep=True, found=found)
    replica.ahead = changes, lots
    return changes


def _changes_of(
    replica: Replica,
    entry: Entry,
    status: Status,
    promised: datetime | None,
    keep: bool,
    found: Found | None = None,
) -> tuple[tuple[Change, ...], dict[str, int]]:
    """The changes, and the rows of the supply lots by name when they are made."""
    moment = end_of_day(entry.delivered, replica.standing.problem) if promised is None else promised
    moment = moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))  # as it is read from the log
    jobs = tuple(job.standing(Status.NEW, None) for job in entry.jobs)
    with reserving(replica.standing, entry, status, moment, keep, found) as (request, now):
        written = Written(replica)
        delivered = round((now.delivered - replica.state.network.epoch).total_seconds())
        order = OrderPlaced(
            outcome=Outcome(entry.order, delivered, lanes=now.lanes),
            portions=written.portions(request.task0, request.rows, request.operations),
        )
        placements = written.placements({}, new=order)
    begun = StateChange(order=entry.order, status=status, promised=moment)
    return (OrderChange(order=entry.order, jobs=jobs), begun, placements), written.lots()


def changes_without(replica: Replica, order: str, status: Status) -> tuple[Change, ...]:
    """An order's end (withdrawn or expired), and what must move for it: nothing later than it was.

    The replica stays as it is. Raises PlanningError when the order is begun or cannot leave.
    """
    ended = StateChange(order=order, status=status)
    if row_of(replica.standing.problem, order) is None:
        return (ended,)
    with withdrawing(replica.standing, order) as moved:
        placements = Written(replica).placements(moved, over=order)
    return (ended,) if placements == Placements() else (ended, placements)
