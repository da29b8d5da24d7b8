# SPDX-License-Identifier: Apache-2.0
"""What a new plan changes, found by reading the orders alone that stand otherwise than before."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from klynge.job import Job, Work
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.plan_reader import PlanReader, read_plan
from klynge.planning.schedule import Schedule

from .fold import apply
from .naming import changes_between, named, order_changes
from .order_marks import marks_of, same_numbers
from .replica import Replica
from .rows import Change, OrderChange, Placements, Row, StateChange
from .state import PlanState


def changes_to(replica: Replica, first: tuple[Change, ...], after: Schedule) -> tuple[Change, ...]:
    """`first` (what was told), and then whatever else brings the replica's state to a new schedule.

    As `changes_between` with all of the new plan, which costs as much as the plan is large. Promises stand as the state
    has them.
    """
    state = replica.state
    middle = apply(state, Row(sequence=state.sequence + 1, changes=first)) if first else state
    work, only = _standing(after.problem.work, middle), None
    if same_numbers(replica.schedule.problem, after.problem):
        told = {*_named_in(first), *(change.order for change in order_changes(middle, work))}
        only = _otherwise(replica, after) | (told & after.problem.numbers.keys())
    return (*first, *changes_between(middle, after.problem.network, work, read_plan(after, only)))


def deliveries_of(schedule: Schedule) -> dict[str, int | None]:
    """When each order arrives, in seconds after the network's epoch; None for one that is not planned."""
    zero, arrivals = schedule.problem.zero_s, schedule.arrivals.tolist()
    orders = zip(schedule.problem.orders, arrivals, strict=True)
    return {order: at + zero if at < BIG else None for order, at in orders}


def _standing(work: Work, state: PlanState) -> Work:
    """The work with each order's promise as a state has it."""

    def standing(job: Job) -> Job:
        order = state.orders.get(job.order)
        if order is None or (job.status is order.status and job.promised == order.latest_promised):
            return job
        return job.standing(order.status, order.latest_promised)

    return Work(tuple(map(standing, work.jobs)), work.supplies)


def _otherwise(replica: Replica, after: Schedule) -> set[str]:
    """The orders that are placed otherwise, arrive at another time or by other lanes, are new, or are not planned."""
    before = replica.schedule
    lots = named(read_plan(after, ()), replica.state).lots
    rows = [row for row, _ in PlanReader(after, whole=False).lots()]
    numbers = {name: number for number, name in enumerate({**replica.lots, **{lot.id: 0 for lot in lots}}, 1)}
    was = marks_of(before, {row: numbers[name] for name, row in replica.lots.items()})
    now = marks_of(after, {row: numbers[lot.id] for row, lot in zip(rows, lots, strict=True)})
    old = np.array([before.problem.numbers.get(name, -1) for name in after.problem.orders], np.int64)
    comes = np.where(after.arrivals < BIG, after.arrivals + after.problem.zero_s, BIG)
    came = np.where(before.arrivals < BIG, before.arrivals + before.problem.zero_s, BIG)
    same = (old >= 0) & (was[old] == now) & (came[old] == comes) & (comes < BIG) if len(was) else old >= 0
    found = {after.problem.orders[row] for row in np.flatnonzero(~same).tolist()}
    return found | {
        name for name in _choosing(before) | _choosing(after) if _lanes(before, name) != _lanes(after, name)
    }


def _choosing(schedule: Schedule) -> set[str]:
    """The orders that have chosen lanes."""
    first, lanes = schedule.problem.operations.order[:, col.ORD_OP0], schedule.state.task_lanes
    known = np.flatnonzero(first < len(lanes))
    return {schedule.problem.orders[row] for row in known[lanes[first[known]] > 0].tolist()}


def _lanes(schedule: Schedule, order: str) -> tuple[str, ...] | None:
    row = schedule.problem.numbers.get(order)
    return None if row is None else schedule.chosen_lanes(row)


def _named_in(changes: Iterable[Change]) -> Iterable[str]:
    """The orders of which something was told."""
    for change in changes:
        if isinstance(change, OrderChange | StateChange):
            yield change.order
        elif isinstance(change, Placements):
            yield from (each.outcome.order for each in change.orders)
