# SPDX-License-Identifier: Apache-2.0
"""What stands near an order on a schedule: all that can be a reason for its day, and no more of a large plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from klynge.job import Work
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, Operations
from klynge.planning.measure.reading import Reading
from klynge.planning.plan import Outcome, Plan
from klynge.planning.plan_reader import REASONS, PlanReader
from klynge.planning.schedule import Schedule

Marks = NDArray[np.bool_]


def near(schedule: Schedule, row: int) -> Reading:
    """A reading of the order's portions, its work centres' and those that use the same pools, and all supply lots."""
    problem, tables = schedule.problem, schedule.problem.operations
    first, last = tables.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
    modes = _between(tables.op[first:last, col.OP_MODE0], tables.op[first:last, col.OP_MODE1])
    lots = PlanReader(schedule, whole=True)
    made = lots.lots()
    centres = np.zeros(len(problem.resources.wc), np.bool_)
    centres[tables.mode[modes, col.MODE_WC]] = True
    if made:
        centres[problem.supplies.mode[:, col.MODE_WC]] = True
    centres |= _sharing(tables, centres, len(problem.pool_steps))
    task = schedule.state.task[: len(problem.rows)]
    placed = task[:, col.TASK_HEAD] >= 0
    here = np.zeros(len(task), np.bool_)
    here[placed] = centres[tables.mode[task[placed, col.TASK_MODE], col.MODE_WC]]
    here &= task[:, col.TASK_END] > _since(schedule, first, last)
    here[_before(schedule, _since(schedule, first, last), len(task))] = True
    here[first:last] = True
    portions = [
        portion for n in np.flatnonzero(here).tolist() for portion in lots.portions(n, problem.rows[n], tables, n)
    ]
    portions += [portion for lot in made for portion in lots.lot_portions(lot)]
    portions.sort(key=lambda p: (p.order, p.job, p.operation, p.start, p.unit))
    jobs = {problem.rows[n][0].id: problem.rows[n][0] for n in np.flatnonzero(here).tolist()}
    span = problem.resources.span
    plan = Plan(
        problem.network.epoch, int(span[0]) + problem.zero_s, int(span[1]) + problem.zero_s, tuple(portions),
        tuple(lot for _, lot in made), {problem.orders[row]: _outcome(schedule, row)},
    )  # fmt: skip
    return Reading(problem.network, Work(tuple(jobs.values()), problem.work.supplies), plan)


def _since(schedule: Schedule, first: int, last: int) -> int:
    """What ended before the order was released cannot be a reason."""
    return int(schedule.problem.operations.op[first:last, col.OP_RELEASE].min())


def _before(schedule: Schedule, moment: int, tasks: int) -> NDArray[np.int64]:
    """The tasks that came last on each unit before a moment: what the units were set up for."""
    run = schedule.state.run[: int(schedule.state.counter[col.N_RUN])]
    rows = np.flatnonzero((run[:, col.RUN_COUNT] > 0) & (run[:, col.RUN_UNIT] >= 0) & (run[:, col.RUN_END] <= moment))
    rows = rows[np.lexsort((run[rows, col.RUN_END], run[rows, col.RUN_UNIT]))]
    unit = run[rows, col.RUN_UNIT]
    last = rows[np.append(unit[1:] != unit[:-1], True)] if len(rows) else rows
    found: NDArray[np.int64] = run[last, col.RUN_TASK].astype(np.int64)
    there: NDArray[np.int64] = found[found < tasks]
    return there


def _outcome(schedule: Schedule, row: int) -> Outcome:
    problem, arrival = schedule.problem, int(schedule.arrivals[row])
    if arrival < BIG:
        return Outcome(problem.orders[row], arrival + problem.zero_s)
    job, op = problem.rows[int(schedule.failed[row])]
    return Outcome(problem.orders[row], None, REASONS[int(schedule.whys[row])], f"{job.id} {op.id}")


def _between(first: NDArray[np.int32], last: NDArray[np.int32]) -> NDArray[np.int64]:
    """All numbers of several ranges, each once."""
    return np.unique(np.concatenate([np.arange(a, b) for a, b in zip(first.tolist(), last.tolist(), strict=True)]))


def _sharing(tables: Operations, centres: Marks, pools: int) -> Marks:
    """The work centres that use a pool which these use."""
    count = (tables.need[:, col.NEED_POOL1] - tables.need[:, col.NEED_POOL0]).astype(np.int64)
    need_of = np.repeat(np.arange(len(tables.need)), count)
    needs = (tables.mode[:, col.MODE_NEED1] - tables.mode[:, col.MODE_NEED0]).astype(np.int64)
    mode_of = np.repeat(np.arange(len(tables.mode)), needs)[need_of]
    pool = tables.need_pool[: len(need_of)]
    centre = tables.mode[mode_of, col.MODE_WC]
    used = np.zeros(max(1, pools), np.bool_)
    used[pool[centres[centre]]] = True
    found = centres.copy()
    found[centre[used[pool]]] = True
    return found
