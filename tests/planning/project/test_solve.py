# SPDX-License-Identifier: Apache-2.0
"""Makespans of projects: right, as good as exact methods on small ones, the same on any number of threads."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from tests.support.exact_projects import best_by_model, best_by_trying
from tests.support.random_projects import project, random_project

from klynge.planning.budget import Budget
from klynge.planning.project import exact
from klynge.planning.project.check import check_project, makespan
from klynge.planning.project.islands import Islands
from klynge.planning.project.problem import ProjectProblem, ProjectResult
from klynge.planning.project.solve import solve_project


def solved(problem: ProjectProblem, iterations: int = 800, *, workers: int = 1, seed: int = 1) -> ProjectResult:
    """A result that holds: checked plainly, its objective and bound true to its schedule."""
    result = solve_project(problem, Budget(iterations=iterations), workers=workers, seed=seed)
    if result.schedule is not None:
        assert check_project(problem, result.schedule) == []
        assert makespan(result.schedule) == result.objective >= result.lower_bound
    return result


@pytest.mark.parametrize("seed", range(25))
def test_small_projects_are_solved_to_the_best_there_is(seed: int) -> None:
    """Against all orders of placing, tried one by one; the bound is never above the best."""
    problem = random_project(seed, 6)
    best = best_by_trying(problem)
    result = solved(problem)
    assert result.objective == best >= result.lower_bound


@pytest.mark.parametrize("seed", range(60))
def test_maximum_lags_are_kept_and_impossible_ones_shown(seed: int) -> None:
    """Against an exact model: a schedule where there is one, as short as can be, and none where there is none."""
    problem = random_project(seed, 4 + seed % 7, 1 + seed % 3, maximum_lags=True)
    best = best_by_model(problem)
    result = solved(problem)
    if best is None:
        assert (result.schedule, result.objective, result.proven) == (None, -1, True)
        assert "no schedule can hold" in str(result.reason)
    else:
        assert result.objective == best >= result.lower_bound


@pytest.mark.parametrize("maximum_lags", [False, True])
def test_iterations_give_the_same_result_on_any_number_of_threads(maximum_lags: bool) -> None:
    """Schedule and count are those of one worker; another seed may find another."""
    problem = random_project(7, 40, 3, maximum_lags=False)
    if maximum_lags:
        arcs = [(1, 0, -60), (9, 4, -45), (20, 15, -30)]
        problem = with_arcs(problem, arcs)
    one, three = (solved(problem, 5000, workers=workers) for workers in (1, 3))
    assert one.schedule is not None
    assert three.schedule is not None
    assert one.schedule.start.tolist() == three.schedule.start.tolist()
    assert (one.iterations, one.objective) == (three.iterations, three.objective)


def with_arcs(problem: ProjectProblem, more: list[tuple[int, int, int]]) -> ProjectProblem:
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0)).tolist()
    arcs = [*zip(before, problem.arc_to.tolist(), problem.arc_lag.tolist(), strict=True), *more]
    return project(problem.duration.tolist(), problem.demand.tolist(), problem.capacity.tolist(), arcs)


def test_a_proof_ends_the_search() -> None:
    """A chain is as long as its longest path: one round is enough."""
    result = solved(project([3, 4], [[1], [1]], [1], [(0, 1, 3)]), 10**9)
    assert (result.objective, result.lower_bound) == (7, 7)


def test_spent_budgets_still_give_a_schedule() -> None:
    """No iterations, no seconds: the first list is scheduled all the same."""
    for budget in (Budget(iterations=0), Budget(seconds=0.0)):
        assert solve_project(random_project(3, 20), budget).schedule is not None


def test_a_stop_from_elsewhere_ends_an_endless_search() -> None:
    """Without limits the search runs until stopped, and hands back its best."""
    problem, budget = random_project(11, 90, 3), Budget(target=(1,))
    threading.Timer(0.5, budget.stop).start()
    result = solve_project(problem, budget, workers=2)
    assert result.schedule is not None
    assert budget.stopped or result.objective == result.lower_bound


def test_a_target_ends_the_search() -> None:
    """At the target or better no further round is begun."""
    problem = random_project(5, 60, 3)
    rough = solved(problem, 4).objective
    result = solve_project(problem, Budget(iterations=10**9, target=(rough,)))
    assert result.objective <= rough


def test_a_thread_that_raises_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the others and earlier rounds found is handed back."""
    run = Islands.run

    def failing(self: Islands, number: int, children: int, goal: int) -> int:
        if number != 2 or self.islands[number].counts[2] > 0:
            raise MemoryError("no more")
        return run(self, number, children, goal)

    monkeypatch.setattr(Islands, "run", failing)
    problem = random_project(5, 60, 3)
    result = solve_project(problem, Budget(iterations=10**6))
    assert result.schedule is not None
    assert check_project(problem, result.schedule) == []


def test_without_or_tools_projects_are_solved_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact part is an extra."""
    monkeypatch.setattr(exact, "available", lambda: False)
    problem = random_project(4, 6)
    assert solve_project(problem, Budget(seconds=0.2)).objective == best_by_trying(problem)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_clock_brings_proofs(workers: int) -> None:
    """With seconds CP-SAT has its share: small projects are proven, with and without maximum lags."""
    for maximum_lags in (False, True):
        problem = random_project(2, 12, 3, maximum_lags=maximum_lags)
        result = solve_project(problem, Budget(seconds=20), workers=workers)
        assert result.objective == result.lower_bound == best_by_model(problem)


def test_a_project_without_activities_is_done() -> None:
    """Nothing to do takes no time."""
    assert solved(project([], [], [1], [])).objective == 0
