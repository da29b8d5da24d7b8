# SPDX-License-Identifier: Apache-2.0
"""Orders that are off the plan leave the problem: at once each leaves an empty row, later all of those are cleared out.

To leave costs the same however many orders there are; to clear out costs as much as the plan is large, once for all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

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


def leave(schedule: Schedule, row: int) -> None:
    """Let an order that is off the plan be gone: its row has no operations, its keys weigh nothing.

    Nothing of it may be reported. Schedules that were copied off before keep what they had.
    """
    problem = schedule.problem
    order, weight, promised = (a.copy() for a in (problem.operations.order, problem.keys.weight, problem.keys.promised))
    order[row, col.ORD_OP1] = order[row, col.ORD_OP0]
    weight[row], promised[row] = 0, 0
    operations = problem.operations._replace(order=order)
    schedule.problem = replace(
        problem,
        operations=operations,
        keys=replace(problem.keys, weight=weight, promised=promised),
        views=(problem.views[0], Tables(operations), problem.views[2]),
    )
    schedule.arrivals[row], schedule.whys[row], schedule.failed[row] = 0, col.OK, col.NONE


def clear_out(schedule: Schedule) -> None:
    """Make orders that are gone none of the schedule's any more; the others and their operations move up.

    What their modes and materials were stays in the tables, unused, until the problem is compiled anew. Schedules that
    were copied off before keep what they had.
    """
    problem = schedule.problem
    first, last = problem.operations.order[:, col.ORD_OP0], problem.operations.order[:, col.ORD_OP1]
    kept: NDArray[np.int64] = np.flatnonzero(first != last)
    schedule.problem, picked = _problem_of(problem, kept)
    _move_up(schedule.state, picked, len(problem.rows))
    schedule.arrivals, schedule.whys = schedule.arrivals[kept], schedule.whys[kept]
    failed, at = schedule.failed[kept], np.full(len(problem.rows), col.NONE, schedule.failed.dtype)
    at[picked] = np.arange(len(picked))
    failed[failed >= 0] = at[failed[failed >= 0]]
    schedule.failed = failed


def _move_up(state: State, picked: NDArray[np.int64], n: int) -> None:
    """Let the tasks that are picked, of n in all, come one after the other; free rows follow them."""
    count = len(picked)
    state.task[:count], state.task[count:n] = state.task[picked], col.TASK_EMPTY
    at: NDArray[np.int64] = np.arange(n)
    at[picked] = np.arange(count)
    of_task = state.run[: int(state.counter[col.N_RUN]), col.RUN_TASK]
    own = (of_task >= 0) & (of_task < n)
    of_task[own] = at[of_task[own]]
    lanes = state.task_lanes  # of no operation, or of as many as there were when one was first chosen
    known = picked[picked < len(lanes)]
    lanes[: len(known)], lanes[len(known) : n] = lanes[known], 0


def _problem_of(problem: Problem, kept: NDArray[np.int64]) -> tuple[Problem, NDArray[np.int64]]:
    """The problem with some of its orders alone, and which operations they had been."""
    operations, picked = without(problem.operations, kept)
    listed, rows = list(problem.orders), list(problem.rows)
    orders = Rows.of(listed[row] for row in kept.tolist())
    numbers = {order: number for number, order in enumerate(orders)}
    keys = {each: getattr(problem.keys, each)[kept] for each in OrderKey.__dataclass_fields__}
    jobs = Rows.of(job for job in problem.work.jobs if job.order in numbers)
    shorter = replace(
        problem,
        operations=operations,
        views=(problem.views[0], Tables(operations), problem.views[2]),
        rows=cast(Any, Rows.of(rows[row] for row in picked.tolist())),
        orders=cast(Any, orders),
        numbers=numbers,
        work=Work(cast(Any, jobs), problem.work.supplies),
        keys=OrderKey(**keys),
    )
    return shorter, picked
