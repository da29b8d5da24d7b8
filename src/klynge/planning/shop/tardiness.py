# SPDX-License-Identifier: Apache-2.0
"""The least total (weighted) tardiness of a shop that a budget allows to find.

Dispatching rules give first schedules. Islands then anneal them in cycles, each cycle cooler and longer than the one
before and from the best of all; every island draws its own random numbers, and islands meet only between cycles, so
the outcome does not depend on how many threads run them. In a run that is limited by the clock only the length of the
cycles is set by the time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from klynge.planning.budget import Budget

from .problem import ShopProblem, ShopResult, ShopSchedule
from .tardiness_bounds import lower_bound
from .tardiness_kernels.anneal import anneal
from .tardiness_kernels.dispatch import ATC, COVERT, DATE, SHORTEST, WMDD, dispatch
from .tardiness_kernels.tables import (
    BEST,
    BEST_MACHINE,
    BEST_ORDER,
    END,
    MACHINE,
    ORDER,
    TIME,
    TRIED,
    WEIGHT,
    Shop,
    Walk,
    empty_walk,
    shop_tables,
)
from .tardiness_kernels.timing import settle

ISLANDS = 2
RULES = ((WMDD, 1.0), (ATC, 1.0), (ATC, 2.5), (COVERT, 1.0), (COVERT, 2.0), (DATE, 0.0), (DATE, 1.0), (SHORTEST, 1.0))
STEPS = 3_000_000  # operations timed between two looks at the budget, about 10 ms
HOT, COLD = 4.0, 0.4  # of the mean weight times the mean time of an operation
CYCLES = ((0.05, HOT, COLD / 2), (0.85, HOT, COLD), (0.1, COLD, COLD / 8))
"""Of a limited budget: the share of each cycle, and how hot it begins and ends.

A move delays or hastens several jobs at once, so a schedule is frozen well before the temperature is that of a single
operation: a slow cycle ends about there, and what is left to gain below is gained quickly.
"""
JOINTLY = 250
FIRST_CYCLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Search:
    """What all steps of one run need."""

    problem: ShopProblem
    shop: Shop
    budget: Budget
    bound: int
    scale: float


def minimise_tardiness(
    problem: ShopProblem, weighted: bool, budget: Budget, *, workers: int = 2, seed: int = 1
) -> ShopResult:
    """The best schedule found for the sum of (weighted) tardiness, with a proven lower bound.

    Iterations are moves tried, over all islands. Raises ValueError for a problem without due dates.
    """
    if problem.due is None:
        raise ValueError("the problem has no due dates, so nothing can be late")
    shop = shop_tables(problem, weighted)
    scale = max(1.0, float(shop.alts[1].mean() * shop.jobs[WEIGHT].mean())) if problem.operations else 1.0
    search = Search(problem, shop, budget, lower_bound(problem, weighted), scale)
    walks = [empty_walk(problem, seed * 1_000_003 + island) for island in range(ISLANDS)]
    _construct(search, walks[0])
    budget.better(0, (int(walks[0].numbers[BEST]),))
    if problem.operations and not _over(search, walks):
        with ThreadPoolExecutor(max(1, min(workers, ISLANDS))) as pool:
            _improve(search, walks, pool)
    value, schedule = _schedule(shop, _leader(walks))
    return ShopResult(schedule, value, min(search.bound, value), budget.elapsed(), _tried(walks))


def _construct(search: Search, walk: Walk) -> None:
    """The best of the rules; for large shops as many rules as the time allows, but one in any case."""
    problem, shop = search.problem, search.shop
    room = np.zeros((9, problem.operations + 1 + problem.machines + problem.jobs), np.int64)
    for rule, ahead in RULES:
        dispatch(*shop, walk.ops, walk.random, rule, ahead, 0.0, room)
        settle(*shop, *walk[:4])
        if _over(search, [walk]):
            break


def _over(search: Search, walks: Sequence[Walk]) -> bool:
    """Whether the search has to end: by its budget, or because nothing can be better."""
    best = _best(walks)
    return best <= search.bound or search.budget.spent(_tried(walks), (best,))


def _leader(walks: Sequence[Walk]) -> Walk:
    """The walk that knows the best schedule, the first of several."""
    return min((walk for walk in walks if walk.numbers[BEST] >= 0), key=lambda walk: int(walk.numbers[BEST]))


def _best(walks: Sequence[Walk]) -> int:
    return int(_leader(walks).numbers[BEST])


def _tried(walks: Sequence[Walk]) -> int:
    return sum(int(walk.numbers[TRIED]) for walk in walks)


def _improve(search: Search, walks: list[Walk], pool: ThreadPoolExecutor) -> None:
    """Anneal in cycles until the budget is spent."""
    cycle = 0
    while not _over(search, walks):
        _spread(search, walks)
        done, hot, cold = _cycle(search, cycle, _tried(walks))
        while not _over(search, walks):
            part = done(_tried(walks))
            if part >= 1.0:
                break
            temperature = search.scale * hot * (cold / hot) ** part
            _step(search, walks, pool, temperature)
        cycle += 1


def _spread(search: Search, walks: Sequence[Walk]) -> None:
    """Every island goes on from the best that any of them knows."""
    best = _leader(walks)
    order, machine = best.ops[BEST_ORDER].copy(), best.ops[BEST_MACHINE].copy()
    for walk in walks:
        walk.ops[ORDER], walk.ops[MACHINE] = order, machine
        settle(*search.shop, *walk[:4])


def _cycle(search: Search, number: int, tried: int) -> tuple[Callable[[int], float], float, float]:
    """How much of a cycle is done after so many moves, and how hot it begins and ends."""
    budget = search.budget
    limits = budget.seconds is not None or budget.iterations is not None
    if limits and number < len(CYCLES):
        share, hot, cold = CYCLES[number]
        began = sum(part for part, _, _ in CYCLES[:number])

        def done(moves: int) -> float:
            spent = 0.0 if not budget.iterations else moves / budget.iterations
            if budget.seconds:
                spent = max(spent, budget.elapsed() / budget.seconds)
            return (spent - began) / share

        return done, hot, cold
    length = FIRST_CYCLE * 2**number
    return (lambda moves: (moves - tried) / length), HOT, COLD / 8


def _step(search: Search, walks: list[Walk], pool: ThreadPoolExecutor, temperature: float) -> None:
    """One chunk on every island. An island that fails is given up with what it has found."""
    before = _best(walks)
    moves = max(20, STEPS // (search.problem.operations + 50))
    budget = search.budget
    if budget.iterations is not None:
        left = budget.iterations - _tried(walks)
        moves = max(1, min(moves, math.ceil(left / len(walks))))

    def chunk(walk: Walk) -> None:
        anneal(*search.shop, *walk, moves, temperature, JOINTLY)

    futures = [pool.submit(chunk, walk) for walk in walks]
    failed = [future.exception() for future in futures]
    if all(failed):
        budget.stop()
    best = _best(walks)
    if best < before:
        budget.better(_tried(walks), (best,))


def _schedule(shop: Shop, walk: Walk) -> tuple[int, ShopSchedule]:
    """The walk's best, timed anew."""
    walk.ops[ORDER], walk.ops[MACHINE] = walk.ops[BEST_ORDER], walk.ops[BEST_MACHINE]
    value = int(settle(*shop, *walk[:4]))
    end = walk.ops[END, :-1].copy()
    return value, ShopSchedule(walk.ops[MACHINE, :-1].copy(), end - walk.ops[TIME, :-1], end)
