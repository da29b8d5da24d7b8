# SPDX-License-Identifier: Apache-2.0
"""Makespan: dispatch, bound, search, prove."""

from __future__ import annotations

import numpy as np

from klynge.planning.budget import Budget

from .bounds import lower_bound
from .dispatch import RULES, Dispatcher, carry_out, schedule_of
from .problem import Ints, ShopProblem, ShopResult, ShopSchedule
from .search import Search


def minimise_makespan(problem: ShopProblem, budget: Budget, *, workers: int = 2, seed: int = 1) -> ShopResult:
    """The shortest plan found within the budget. Raises ValueError for an operation without a machine."""
    refuse(problem)
    if problem.operations == 0:
        nothing: Ints = np.zeros(0, np.int64)
        return ShopResult(ShopSchedule(nothing, nothing, nothing), 0, 0, budget.elapsed(), 0)
    problem = without_empty_jobs(problem)
    dispatcher = Dispatcher(problem)
    starts = []
    for rule in RULES:
        plan = dispatcher.plan(rule)
        starts.append((carry_out(problem, plan)[2], plan))
        if budget.left() <= 0.0 or budget.stopped:
            break
    bound = lower_bound(problem)
    search = Search(problem, starts, seed)
    budget.better(0, (search.best,))
    search.run(budget, bound, workers)
    schedule = schedule_of(problem, search.plan)
    makespan = int(schedule.end.max())
    return ShopResult(schedule, makespan, min(bound, makespan), budget.elapsed(), search.iterations)


def refuse(problem: ShopProblem) -> None:
    """Raise ValueError for what no plan can be made of."""
    without = np.flatnonzero(np.diff(problem.alt0) <= 0)
    if len(without):
        raise ValueError(f"no machine can do operation {int(without[0])}: give it at least one alternative")
    for name, times in (("time", problem.alt_time), ("release", problem.release)):
        if len(times) and times.min() < 0:
            raise ValueError(f"{name} {int(times.min())} is below 0")


def without_empty_jobs(problem: ShopProblem) -> ShopProblem:
    """The problem without jobs that have no operations; the operations keep their numbers."""
    full = np.diff(problem.job0) > 0
    if full.all():
        return problem
    return ShopProblem(
        np.concatenate([problem.job0[:-1][full], problem.job0[-1:]]),
        problem.alt0,
        problem.alt_machine,
        problem.alt_time,
        problem.machines,
        problem.release[full],
        None if problem.due is None else problem.due[full],
        problem.weight[full],
        problem.setup,
        problem.first_setup,
    )
