# SPDX-License-Identifier: Apache-2.0
"""Heads, tails and the moves of the makespan search, against plain recomputation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.support.shops import longest_paths, makespan_of, random_plan, random_shop

from klynge.planning.kernels.view import Tables
from klynge.planning.shop.kernels import classic, flexible, insertion
from klynge.planning.shop.kernels import columns as c
from klynge.planning.shop.kernels.graph import find_heads, find_order, keep_best, load
from klynge.planning.shop.problem import ShopProblem
from klynge.planning.shop.tables import Sequence, shop_tables, walk_tables


def walk_of(problem: ShopProblem, seed: int) -> tuple[Tables, Tables, Any]:
    """The shop and a walk at a random plan."""
    shop, walk = shop_tables(problem), walk_tables(problem, seed)
    plan = random_plan(problem, seed)
    arrays: Any = walk.arrays
    arrays.chosen[:], arrays.order[:] = plan.chosen, plan.order
    load(shop, walk)
    keep_best(shop, walk)
    return shop, walk, arrays


def plan_of(arrays: Any) -> Sequence:
    return Sequence(arrays.chosen.astype(np.int64), arrays.order.astype(np.int64))


def assert_exact(problem: ShopProblem, arrays: Any) -> None:
    """Heads, tails and makespan are those of the plan's own definition."""
    head, tail = longest_paths(problem, plan_of(arrays))
    assert arrays.run[:, c.HEAD].tolist() == head
    assert arrays.run[:, c.TAIL].tolist() == tail
    assert arrays.number[c.MAKESPAN] == makespan_of(problem, plan_of(arrays))


@pytest.mark.parametrize("seed", range(20))
def test_heads_and_tails_are_exact(seed: int) -> None:
    """Also with set-ups, releases, operations of no length and machines visited twice."""
    problem = random_shop(seed, flexible=seed % 2 == 0, setups=seed % 3 == 0)
    assert_exact(problem, walk_of(problem, seed)[2])


@pytest.mark.parametrize("seed", range(20))
def test_every_insertion_is_weighed_exactly(seed: int) -> None:
    """The makespan told for any place between R and L is that of the plan with the operation there."""
    problem = random_shop(seed, shortest=1)
    shop, walk, arrays = walk_of(problem, seed)
    for v in range(problem.operations):
        for alt in range(problem.alt0[v], problem.alt0[v + 1]):
            shop, walk, arrays = walk_of(problem, seed)
            insertion.take_out(shop, walk, v)
            head, tail = arrays.run[v, c.HEAD2], arrays.run[v, c.TAIL2]
            low, high, skip = insertion.window(shop, walk, v, alt)
            told = [
                max(insertion.through(shop, walk, v, alt, i, skip, head, tail), insertion.makespan_without(shop, walk))
                for i in range(min(low, high), max(low, high) + 1)
            ]
            insertion.put_back(shop, walk, v)
            for place, value in zip(range(min(low, high), max(low, high) + 1), told, strict=True):
                shop, walk, arrays = walk_of(problem, seed)
                insertion.move(shop, walk, v, alt, place)
                assert find_order(shop, walk) == problem.operations
                assert find_heads(shop, walk) == value == makespan_of(problem, plan_of(arrays))


@pytest.mark.parametrize("seed", range(12))
def test_a_flexible_walk_stays_exact(seed: int) -> None:
    """After every iteration heads and tails are exact and all operations are in order."""
    problem = random_shop(seed, setups=seed % 2 == 0)
    shop, walk, arrays = walk_of(problem, seed)
    for _ in range(30):
        arrays.number[c.ITERATION] += 1
        flexible.step(shop, walk, 3, 3)
        assert_exact(problem, arrays)


@pytest.mark.parametrize("seed", range(12))
def test_a_classic_walk_stays_exact(seed: int) -> None:
    """After every move of N7 order, heads and tails are exact, also with operations of no length."""
    problem = random_shop(seed, jobs=8, machines=3, flexible=False)
    shop, walk, arrays = walk_of(problem, seed)
    for _ in range(30):
        arrays.number[c.ITERATION] += 1
        classic.step(shop, walk, 3, 3)
        assert sorted(arrays.order.tolist()) == list(range(problem.operations))
        assert_exact(problem, arrays)


@pytest.mark.parametrize("seed", range(12))
def test_the_estimate_of_a_classic_move_is_not_too_low(seed: int) -> None:
    """After a move no path is longer than the estimate, but for those that did not change."""
    problem = random_shop(seed, jobs=8, machines=3, flexible=False, shortest=1)
    shop, walk, arrays = walk_of(problem, seed)
    for _ in range(30):
        before = arrays.number[c.MAKESPAN]
        arrays.number[c.ITERATION] += 1
        classic.step(shop, walk, 3, 3)
        if arrays.number[c.MOVE_OP] >= 0:
            assert arrays.number[c.MAKESPAN] <= max(arrays.number[c.MOVE_VALUE], before)
