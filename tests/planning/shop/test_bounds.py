# SPDX-License-Identifier: Apache-2.0
"""Bounds on the makespan hold: no plan of a tiny shop, found by trying them all, is shorter."""

from __future__ import annotations

import numpy as np
import pytest
from tests.support.shops import random_shop, shortest_makespan

from klynge.planning.budget import Budget
from klynge.planning.shop import solve_shop
from klynge.planning.shop.bounds import lower_bound
from klynge.planning.shop.kernels.bound import jackson


@pytest.mark.parametrize("seed", range(12))
def test_bound_and_search_meet_the_optimum_of_tiny_shops(seed: int) -> None:
    """The bound is no more than the optimum, and the search finds the optimum."""
    problem = random_shop(seed, jobs=3, machines=2, steps=2, setups=seed % 3 == 0)
    best = shortest_makespan(problem)
    assert lower_bound(problem) <= best
    result = solve_shop(problem, "makespan", Budget(iterations=2000), workers=1)
    assert result.objective == best
    assert result.lower_bound <= best


@pytest.mark.parametrize("seed", range(20))
def test_jackson_is_at_least_every_simple_bound(seed: int) -> None:
    """Heads, work and tails of any set of the operations that begins or ends late bound it from below."""
    rng = np.random.default_rng(seed)
    head, time, tail = rng.integers(0, 30, 8), rng.integers(0, 9, 8), rng.integers(0, 30, 8)
    bound = jackson(np.argsort(head, kind="stable"), head, time, tail)
    for h in head:
        for q in tail:
            some = (head >= h) & (tail >= q)
            assert bound >= h + time[some].sum() + q or not some.any()
