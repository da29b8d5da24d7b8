# SPDX-License-Identifier: Apache-2.0
"""An order's promise stands otherwise now (held, committed, another moment agreed on); its work is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from klynge.job import Job, Work

from ..errors import PlanningError
from ..kernels import columns as col
from ..kernels.view import Tables
from ..problem import COMMITTED, Problem
from ..schedule import Schedule
from ..tables import due_second
from .growing import rows_of
from .reserving import row_of


def restate(schedule: Schedule, jobs: Sequence[Job]) -> None:
    """Say of an order in the plan where its promise stands: `jobs` are its jobs with their status and moment as now.

    Nothing moves. Schedules that were copied off before keep what they had. Raises PlanningError when the plan has no
    such order, or when more of its jobs is different.
    """
    problem, order = schedule.problem, jobs[0].order
    row = row_of(problem, order)
    if row is None:
        raise PlanningError(f"the plan has no order {order}: take it in first")
    first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
    before = {job.id: job for job, _ in problem.rows[first:last]}
    now = {job.id: job for job in jobs}
    if before.keys() != now.keys() or not all(before[name].is_same_work(now[name]) for name in now):
        raise PlanningError(f"the work of order {order} is not what the plan has: replan instead")
    schedule.problem = _restated(problem, row, (first, last), now, due_second(jobs, problem.zero))


def _restated(problem: Problem, row: int, span: tuple[int, int], now: dict[str, Job], due: int) -> Problem:
    table, keys = problem.operations.order.copy(), problem.keys
    table[row, col.ORD_DUE] = due
    operations = problem.operations._replace(order=table)
    dues, promised = keys.due.copy(), keys.promised.copy()
    dues[row], promised[row] = due, int(any(job.status in COMMITTED for job in now.values()))
    rows, jobs = rows_of(problem.rows), rows_of(problem.work.jobs)
    rows = rows.with_others(span[0], [(now[job.id], op) for job, op in rows[span[0] : span[1]]])
    left, place = len(now), len(jobs)
    while left:  # from the end: mostly it is a new order
        place -= 1
        if (name := jobs[place].id) in now:
            jobs = jobs.with_others(place, [now[name]])
            left -= 1
    return replace(
        problem,
        operations=operations,
        views=(problem.views[0], Tables(operations, like=problem.views[1]), problem.views[2]),
        keys=replace(keys, due=dues, promised=promised),
        rows=cast(Any, rows),
        work=Work(cast(Any, jobs), problem.work.supplies),
    )
