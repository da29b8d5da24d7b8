# SPDX-License-Identifier: Apache-2.0
"""An order that is off the plan leaves the problem as well, whose other orders and operations move up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from klynge.job import Work

from ..kernels import columns as col
from ..kernels.columns import State
from ..kernels.view import Tables
from ..patch import without
from ..problem import OrderKey, Problem
from ..schedule import Schedule
from .growing import Rows

T = TypeVar("T")


def without_order(schedule: Schedule, row: int) -> None:
    """Make the order in a row none of the schedule's any more. It must be off, and nothing of it reported.

    What its modes and materials were stays in the tables, unused, until the problem is compiled anew. Schedules that
    were copied off before keep what they had.
    """
    first, last = schedule.problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
    n, count = len(schedule.problem.rows), last - first
    _move_up(schedule.state, first, last, n)
    schedule.problem = _problem_without(schedule.problem, row, first, last)
    schedule.arrivals, schedule.whys = np.delete(schedule.arrivals, row), np.delete(schedule.whys, row)
    failed = np.delete(schedule.failed, row)
    failed[failed >= last] -= count
    schedule.failed = failed


def _move_up(state: State, first: int, last: int, n: int) -> None:
    """Let the tasks behind an order, of n in all, come where it was; free rows follow them."""
    count = last - first
    state.task[first : n - count] = state.task[last:n].copy()
    state.task[n - count : n] = col.TASK_EMPTY
    of_task = state.run[: int(state.counter[col.N_RUN]), col.RUN_TASK]
    of_task[(of_task >= last) & (of_task < n)] -= count
    if len(state.task_lanes):
        state.task_lanes[first : n - count] = state.task_lanes[last:n].copy()
        state.task_lanes[n - count : n] = 0


def _problem_without(problem: Problem, row: int, first: int, last: int) -> Problem:
    name = problem.orders[row]
    kept: NDArray[np.int64] = np.delete(np.arange(len(problem.orders)), row)
    operations, _ = without(problem.operations, kept)
    orders = _shorter(problem.orders, row, row + 1)
    keys = {each: np.delete(getattr(problem.keys, each), row) for each in OrderKey.__dataclass_fields__}
    return replace(
        problem,
        operations=operations,
        views=(problem.views[0], Tables(operations), problem.views[2]),
        rows=cast(Any, _shorter(problem.rows, first, last)),
        orders=cast(Any, orders),
        numbers={order: number for number, order in enumerate(orders)},
        work=Work(tuple(job for job in problem.work.jobs if job.order != name), problem.work.supplies),
        keys=OrderKey(**keys),
    )


def _shorter(things: Sequence[T], first: int, last: int) -> Rows[T]:
    """The things but for some, in blocks of one's own."""
    listed = list(things)
    del listed[first:last]
    return Rows.of(listed)
