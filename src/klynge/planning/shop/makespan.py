# SPDX-License-Identifier: Apache-2.0
"""Makespan: dispatch, bound, search, prove."""

from __future__ import annotations

import numpy as np

from klynge.planning.budget import Budget

from .bounds import lower_bound
from .crew import Crew
from .dispatch import RULES, Dispatcher, carry_out, schedule_of, tails
from .large import Windows
from .problem import Ints, ShopProblem, ShopResult, ShopSchedule
from .prove import Prover, is_small
from .search import Search
from .slots import classic
from .tables import Sequence

LARGE_CLASSIC, LARGE_FLEXIBLE = 4000, 1200
PROVER_FROM_S, PROVER_SHARE, PROVER_LONGEST_S = 5.0, 0.2, 60.0


def minimise_makespan(problem: ShopProblem, budget: Budget, *, workers: int = 2, seed: int = 1) -> ShopResult:
    """The shortest plan found within the budget. Raises ValueError for an operation without a machine."""
    refuse(problem)
    if problem.operations == 0:
        nothing: Ints = np.zeros(0, np.int64)
        return ShopResult(ShopSchedule(nothing, nothing, nothing), 0, 0, budget.elapsed(), 0)
    problem = without_empty_jobs(problem)
    plans = first_plans(problem, budget)
    best = carry_out(problem, plans[0])[2]
    budget.better(0, (best,))
    bound = lower_bound(problem)
    large = problem.operations > (LARGE_CLASSIC if classic(problem) else LARGE_FLEXIBLE)
    with Crew(workers, budget) as crew:
        if too_long(problem, best):
            plan, iterations = plans[0], 0
        elif large:
            windows = Windows(problem, plans[0], seed)
            windows.run(budget, bound, crew)
            plan, iterations = windows.plan, windows.iterations
        else:
            search = Search(problem, plans, best, seed)
            bound = with_prover(problem, search, budget, bound, crew)
            plan, iterations = search.plan, search.iterations
    schedule = schedule_of(problem, plan)
    makespan = int(schedule.end.max())
    return ShopResult(schedule, makespan, min(bound, makespan), budget.elapsed(), iterations)


def too_long(problem: ShopProblem, best: int) -> bool:
    """Whether times are too large for the search, which reckons in 32 bits; such shops are only dispatched."""
    longest = max((int(a.max()) for a in (problem.setup, problem.first_setup) if a is not None and a.size), default=0)
    return 16 * max(best, int(problem.alt_time.max()), longest) > 2**31


def with_prover(problem: ShopProblem, search: Search, budget: Budget, bound: int, crew: Crew) -> int:
    """Search, with CP-SAT on a thread of its own for the first part of a long time; the bound that is proven."""
    if not is_small(problem) or budget.iterations is not None or crew.workers < 2 or budget.left() < PROVER_FROM_S:
        search.run(budget, bound, crew)
        return bound
    start, _, makespan = carry_out(problem, search.plan)
    seconds = min(PROVER_SHARE * budget.left(), PROVER_LONGEST_S)
    prover = Prover(problem, search.plan, start.tolist(), makespan, seconds)
    crew.lend()
    prover.begin()
    try:
        search.run(budget, bound, crew, prover)
    finally:
        prover.end()
    return max(bound, prover.bound)


def load_kernels(problem: ShopProblem) -> None:
    """Load, or compile, every kernel for a problem's kind, those of large shops too, by searching it for a moment."""
    plan, idle = first_plans(problem, Budget())[0], -1
    with Crew(1, Budget()) as crew:
        Search(problem, [plan], carry_out(problem, plan)[2], 1).round(crew, Budget(iterations=40), idle)
        Windows(problem, plan, 1).run(Budget(iterations=40), idle, crew)
    tails(problem, plan)


def first_plans(problem: ShopProblem, budget: Budget) -> list[Sequence]:
    """Plans by dispatching rules, the best first; one at least, however short the budget."""
    dispatcher = Dispatcher(problem)
    found: list[tuple[int, int, Sequence]] = []
    for number, rule in enumerate(RULES):
        plan = dispatcher.plan(rule)
        found.append((carry_out(problem, plan)[2], number, plan))
        if budget.left() <= 0.0 or budget.stopped:
            break
    return [plan for _, _, plan in sorted(found, key=lambda each: each[:2])]


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
