# SPDX-License-Identifier: Apache-2.0
"""What is proven beside the search holds: tiny shops, every plan of which was tried."""

from __future__ import annotations

import pytest
from tests.support.shops import random_shop, shortest_makespan

from klynge.planning.budget import Budget
from klynge.planning.shop import solve_shop
from klynge.planning.shop.check import check_shop
from klynge.planning.shop.dispatch import carry_out
from klynge.planning.shop.makespan import first_plans
from klynge.planning.shop.prove import Prover, is_small


@pytest.mark.parametrize("setups", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_the_bound_is_the_optimum_with_and_without_setups(seed: int, setups: bool) -> None:
    """And the plan that it found, carried out, takes as long as it says."""
    problem = random_shop(seed, jobs=3, machines=2, steps=2, setups=setups, shortest=1)
    best = shortest_makespan(problem)
    first = first_plans(problem, Budget())[0]
    start, _, makespan = carry_out(problem, first)
    prover = Prover(problem, first, start.tolist(), makespan, 20.0)
    prover.begin()
    prover._thread.join()
    assert prover.bound == best
    assert prover.found is not None
    assert prover.found[0] == carry_out(problem, prover.found[1])[2] == best


def test_a_proof_ends_the_search() -> None:
    """A shop with set-ups is given up long before its time is up: nothing shorter is left to be found."""
    problem = random_shop(4, jobs=4, machines=3, steps=2, setups=True, shortest=1)
    assert is_small(problem)
    result = solve_shop(problem, "makespan", Budget(seconds=60), workers=2)
    assert result.lower_bound == result.objective
    assert check_shop(problem, result.schedule) == []


def test_what_is_not_small_is_left_to_the_search() -> None:
    """Too many set-ups to write down, or steps of no length, whose sequence their times do not tell."""
    assert not is_small(random_shop(1, jobs=60, machines=2, steps=4, setups=True, shortest=1))
    with_none = random_shop(1, jobs=4, machines=2, steps=4, setups=True)
    with_none.alt_time[0] = 0
    assert not is_small(with_none)
