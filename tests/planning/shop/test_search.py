# SPDX-License-Identifier: Apache-2.0
"""The makespan search as a whole: valid plans, the same whatever the threads, stopped without loss."""

from __future__ import annotations

import numpy as np
import pytest
from tests.support.shops import makespan_of, random_shop

from klynge.planning.budget import Budget, Point
from klynge.planning.shop import large, makespan, solve_shop
from klynge.planning.shop.bounds import lower_bound
from klynge.planning.shop.check import check_shop
from klynge.planning.shop.problem import ShopProblem
from klynge.planning.shop.slots import Slot


def hard_shop(seed: int, flexible: bool) -> ShopProblem:
    """Ten jobs of up to eight operations on few machines."""
    return random_shop(seed, jobs=10, machines=4, steps=8, flexible=flexible, shortest=1)


@pytest.mark.parametrize("seed", range(12))
def test_plans_are_right(seed: int) -> None:
    """Whatever the shop, the plan is one of it and its objective is what it says."""
    problem = random_shop(seed, flexible=seed % 2 == 0, setups=seed % 3 == 0)
    result = solve_shop(problem, "makespan", Budget(iterations=400), workers=1, seed=seed)
    assert check_shop(problem, result.schedule) == []
    assert result.lower_bound <= result.objective == result.schedule.end.max()


@pytest.mark.parametrize("flexible", [False, True])
def test_same_plan_on_any_number_of_threads(flexible: bool) -> None:
    """Same seed and iterations, same plan; the iterations are exactly those asked for unless a proof ends it."""
    problem = hard_shop(3, flexible)
    results = [solve_shop(problem, "makespan", Budget(iterations=9001), workers=w) for w in (1, 2, 5)]
    assert all((each.schedule.start == results[0].schedule.start).all() for each in results)
    assert results[0].iterations == 9001 or results[0].objective == results[0].lower_bound


def test_windows_give_the_same_plan_on_any_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Large shops are searched in windows: right plans, never worse than dispatched, the same on any threads."""
    monkeypatch.setattr(makespan, "LARGE_CLASSIC", 50)
    monkeypatch.setattr(large, "WINDOW_CLASSIC", 40)
    problem = random_shop(5, jobs=20, machines=5, steps=8, flexible=False)
    plain = solve_shop(problem, "makespan", Budget(iterations=0))
    results = [solve_shop(problem, "makespan", Budget(iterations=6000), workers=w) for w in (1, 2)]
    assert check_shop(problem, results[0].schedule) == []
    assert (results[0].schedule.start == results[1].schedule.start).all()
    assert lower_bound(problem) <= results[0].objective <= plain.objective


@pytest.mark.parametrize("seed", range(6))
def test_windows_with_choices_and_setups(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set-ups across the edges of a window count: the plan is right and its makespan the plain one."""
    monkeypatch.setattr(makespan, "LARGE_FLEXIBLE", 10)
    monkeypatch.setattr(large, "WINDOW_FLEXIBLE", 12)
    problem = random_shop(seed, jobs=8, setups=seed % 2 == 0)
    began = solve_shop(problem, "makespan", Budget(iterations=0)).objective
    result = solve_shop(problem, "makespan", Budget(iterations=600))
    assert check_shop(problem, result.schedule) == []
    assert result.objective <= began


def test_a_lost_thread_loses_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """When a walk fails the others go on, and the best found is handed back."""
    go, calls = Slot.go, []

    def failing(slot: Slot, *arguments: object) -> int:
        calls.append(slot)
        if slot is calls[0]:
            raise MemoryError("no room")
        return go(slot, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Slot, "go", failing)
    problem = hard_shop(4, True)
    result = solve_shop(problem, "makespan", Budget(iterations=5000), workers=2)
    assert check_shop(problem, result.schedule) == []
    assert "goes on without it" in caplog.text
    assert result.iterations > 0 or result.objective == result.lower_bound


def test_stopped_from_outside() -> None:
    """A search without limits ends soon after stop is called, with the best it had."""
    problem, seen = hard_shop(6, True), []

    def listen(point: Point) -> None:
        seen.append(point)
        budget.stop()

    budget = Budget(progress=listen)
    result = solve_shop(problem, "makespan", budget, workers=2)
    assert (result.objective,) == seen[-1].objective
    assert check_shop(problem, result.schedule) == []


def test_nothing_to_do() -> None:
    """No operations, or jobs without any, are no trouble."""
    empty = np.zeros(0, np.int64)
    nothing = ShopProblem(np.zeros(1, np.int64), np.zeros(1, np.int64), empty, empty, 0, empty, None, empty)
    assert solve_shop(nothing, "makespan", Budget(iterations=10)).objective == 0
    ones = np.ones(3, np.int64)
    some = ShopProblem(
        np.array([0, 0, 2, 2]), np.array([0, 1, 2]), np.array([0, 0]), np.array([4, 0]), 2, 0 * ones, None, ones
    )
    assert solve_shop(some, "makespan", Budget(iterations=10)).objective == 4


def test_what_no_plan_can_be_made_of_is_refused() -> None:
    """An operation without a machine is named; so is an objective that is not known."""
    problem = random_shop(1)
    broken = ShopProblem(*(getattr(problem, name) for name in problem.__slots__))
    broken.alt0[1] = 0
    with pytest.raises(ValueError, match="operation 0"):
        solve_shop(broken, "makespan", Budget(iterations=10))
    with pytest.raises(ValueError, match="makespan, twt, tardiness"):
        solve_shop(random_shop(1), "speed", Budget(iterations=10))


def test_the_plan_is_as_long_as_plain_reckoning_says() -> None:
    """Start times are the earliest that the sequences allow."""
    problem = hard_shop(8, False)
    plans = makespan.first_plans(problem, Budget())
    result = solve_shop(problem, "makespan", Budget(iterations=3000))
    assert result.objective <= makespan_of(problem, plans[0])
