# SPDX-License-Identifier: Apache-2.0
"""The best makespan of a small project by other means than the search: by trying, and by an own CP-SAT model."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from ortools.sat.python import cp_model

from klynge.planning.project.problem import ProjectProblem


def arcs_of(problem: ProjectProblem) -> list[tuple[int, int, int]]:
    """(before, after, lag) of every arc."""
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0)).tolist()
    return list(zip(before, problem.arc_to.tolist(), problem.arc_lag.tolist(), strict=True))


def placed(problem: ProjectProblem, order: tuple[int, ...]) -> list[int] | None:
    """Starts when activities are placed in this order, each as early as holds; None when predecessors come later."""
    starts: dict[int, int] = {}
    arcs = arcs_of(problem)
    for activity in order:
        before = [(one, lag) for one, after, lag in arcs if after == activity]
        if any(one not in starts for one, _ in before):
            return None
        moment = max([0, *(starts[one] + lag for one, lag in before)])
        while not _fits(problem, starts, activity, moment):
            moment += 1
        starts[activity] = moment
    return [starts[activity] for activity in range(problem.activities)]


def _fits(problem: ProjectProblem, starts: dict[int, int], activity: int, moment: int) -> bool:
    for instant in range(moment, moment + int(problem.duration[activity])):
        running = [one for one, start in starts.items() if start <= instant < start + problem.duration[one]]
        if (problem.demand[[*running, activity]].sum(axis=0) > problem.capacity).any():
            return False
    return True


def best_by_trying(problem: ProjectProblem) -> int:
    """The best makespan over all orders of placing, which hold a best schedule where there are no maximum lags."""
    schedules = (placed(problem, order) for order in permutations(range(problem.activities)))
    return min(int((np.array(starts) + problem.duration).max()) for starts in schedules if starts is not None)


def best_by_model(problem: ProjectProblem) -> int | None:
    """The best makespan by CP-SAT; None when there is no schedule."""
    model = cp_model.CpModel()
    horizon = int(problem.duration.sum() + np.abs(problem.arc_lag).sum())
    starts = [model.new_int_var(0, horizon, "") for _ in range(problem.activities)]
    spans = [
        model.new_fixed_size_interval_var(start, int(duration), "")
        for start, duration in zip(starts, problem.duration, strict=True)
    ]
    for before, after, lag in arcs_of(problem):
        model.add(starts[after] - starts[before] >= lag)
    for resource, capacity in enumerate(problem.capacity.tolist()):
        model.add_cumulative(spans, problem.demand[:, resource].tolist(), capacity)
    last = model.new_int_var(0, 2 * horizon, "")
    for start, duration in zip(starts, problem.duration.tolist(), strict=True):
        model.add(last >= start + duration)
    model.minimize(last)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return None if solver.solve(model) == cp_model.INFEASIBLE else round(solver.objective_value)
