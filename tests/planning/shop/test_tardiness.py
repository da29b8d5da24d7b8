# SPDX-License-Identifier: Apache-2.0
"""The search for total (weighted) tardiness: valid, optimal on tiny shops, the same on any number of threads."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest

from klynge.exchange.instances import load
from klynge.planning.budget import Budget
from klynge.planning.shop.check import check_shop, weighted_tardiness
from klynge.planning.shop.problem import ShopProblem
from klynge.planning.shop.tardiness import minimise_tardiness
from klynge.planning.shop.tardiness_bounds import lower_bound

OUTSIDE = Path(__file__).parents[2] / "outside" / "instances"


def random_shop(seed: int, jobs: int, steps: int, flexible: bool = False, setups: bool = False) -> ShopProblem:
    """Tight due dates, releases, weights, zero-length work, machines visited again."""
    draw = np.random.default_rng(seed)
    machines, count = 3, jobs * steps
    options = draw.integers(1, 3 if flexible else 2, count)
    alternatives = int(options.sum())
    machine = np.concatenate([draw.permutation(machines)[:some] for some in options])
    setup = draw.integers(0, 4, (machines, count, count)) if setups else None
    return ShopProblem(
        job0=np.arange(0, count + 1, steps),
        alt0=np.concatenate([[0], np.cumsum(options)]),
        alt_machine=machine,
        alt_time=draw.integers(0, 9, alternatives),
        machines=machines,
        release=draw.integers(0, 5, jobs),
        due=draw.integers(0, 4 * steps, jobs),
        weight=draw.integers(1, 5, jobs),
        setup=setup,
        first_setup=draw.integers(0, 3, (machines, count)) if setups else None,
    )


def best_of_all(problem: ShopProblem) -> int:
    """The least weighted tardiness over every order of the operations and every choice of machines, plainly."""
    alt0, job0 = problem.alt0.tolist(), problem.job0.tolist()
    jobs = [job for job in range(problem.jobs) for _ in range(job0[job], job0[job + 1])]
    best = -1
    choices = list(product(*[range(alt0[o], alt0[o + 1]) for o in range(problem.operations)]))
    for order in set(permutations(jobs)):
        for chosen in choices:
            at, ready = job0[:-1], problem.release.tolist()
            on: dict[int, tuple[int, int]] = {}
            for job in order:
                o, a = at[job], chosen[at[job]]
                m, at[job] = int(problem.alt_machine[a]), at[job] + 1
                free = 0 if problem.first_setup is None else int(problem.first_setup[m, o])
                if m in on:
                    free = on[m][0] + (0 if problem.setup is None else int(problem.setup[m, on[m][1], o]))
                ready[job] = max(ready[job], free) + int(problem.alt_time[a])
                on[m] = ready[job], o
            assert problem.due is not None
            late = [int(w) * max(0, end - int(d)) for w, end, d in zip(problem.weight, ready, problem.due, strict=True)]
            best = sum(late) if best < 0 else min(best, sum(late))
    return best


@pytest.mark.parametrize(("flexible", "setups"), [(False, False), (True, False), (True, True)])
def test_tiny_shops_are_solved(flexible: bool, setups: bool) -> None:
    """On shops small enough to try everything the search finds the optimum, and the bound does not pass it."""
    for seed in range(4):
        problem = random_shop(seed, 3, 2, flexible, setups)
        optimum = best_of_all(problem)
        found = minimise_tardiness(problem, True, Budget(iterations=20_000), workers=1, seed=seed)
        assert found.objective == optimum
        assert lower_bound(problem, True) <= optimum


@pytest.mark.parametrize(("flexible", "setups"), [(False, False), (True, False), (True, True)])
def test_schedules_are_right(flexible: bool, setups: bool) -> None:
    """Whatever the shop, the schedule passes the plain checker and is worth what is said."""
    for seed in range(5):
        problem = random_shop(10 + seed, 6, 5, flexible, setups)
        for weighted in (True, False):
            found = minimise_tardiness(problem, weighted, Budget(iterations=5_000), workers=2, seed=seed)
            assert check_shop(problem, found.schedule) == []
            assert weighted_tardiness(problem, found.schedule, weighted) == found.objective >= found.lower_bound


def test_the_same_on_any_number_of_threads() -> None:
    """Seed and iterations decide the schedule, not the workers."""
    problem = random_shop(3, 10, 6, flexible=True)
    one, two = (minimise_tardiness(problem, True, Budget(iterations=30_000), workers=n, seed=5) for n in (1, 4))
    assert np.array_equal(one.schedule.start, two.schedule.start)
    assert (one.objective, one.iterations) == (two.objective, two.iterations)


def test_published_optimum() -> None:
    """gla01 comes within 2 % of its optimum, 3452, in 400 000 moves."""
    problem = load(OUTSIDE / "gla01.txt").problem
    assert isinstance(problem, ShopProblem)
    found = minimise_tardiness(problem, False, Budget(iterations=400_000), seed=1)
    assert found.lower_bound == 3284
    assert 3452 <= found.objective <= 3452 * 1.02


def test_no_time_and_nothing_late() -> None:
    """A spent budget still gives a schedule, and a search ends at once when nothing is late."""
    problem = random_shop(1, 5, 4)
    assert check_shop(problem, minimise_tardiness(problem, True, Budget(seconds=0)).schedule) == []
    easy = replace(problem, due=np.full(5, 999))
    found = minimise_tardiness(easy, True, Budget())
    assert (found.objective, found.lower_bound) == (0, 0)


def test_due_dates_are_needed() -> None:
    """Without due dates nothing can be late, which is said."""
    problem = load(OUTSIDE / "ft06.txt").problem
    assert isinstance(problem, ShopProblem)
    with pytest.raises(ValueError, match="no due dates"):
        minimise_tardiness(problem, True, Budget(iterations=1))
