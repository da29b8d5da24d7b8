# SPDX-License-Identifier: Apache-2.0
"""The slots of the makespan search: each is a walk with its own random numbers, so threads may run them in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from klynge.planning.kernels.view import Tables

from .kernels import columns as c
from .kernels.flexible import search_flexible
from .kernels.graph import keep_best, load
from .problem import ShopProblem
from .tables import Sequence, walk_tables


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a tabu search goes: tenure and its spread, iterations without a better best before it is over."""

    tenure: int
    spread: int
    patience: int


class Slot:
    """One walk: it is started from a plan, goes on in chunks, and is over when its patience is."""

    def __init__(self, problem: ShopProblem, shop: Tables, seed: int, number: int) -> None:
        self.shop = shop
        self.rng = np.random.default_rng([seed, number])
        self.walk = walk_tables(problem, int(self.rng.integers(1, 2**31)))
        self.over = True

    def start(self, plan: Sequence) -> None:
        """Begin a new search from a plan."""
        walk: c.Walk = self.walk.arrays  # type: ignore[assignment]
        walk.chosen[:], walk.order[:] = plan.chosen, plan.order
        load(self.shop, self.walk)
        keep_best(self.shop, self.walk)
        walk.tabu[:] = 0
        walk.number[c.ITERATION] = 0
        self.over = False

    def go(self, iterations: int, tuning: Tuning, goal: int) -> int:
        """Search on; how many iterations it did."""
        done = int(
            search_flexible(self.shop, self.walk, iterations, tuning.patience, goal, tuning.tenure, tuning.spread)
        )
        number = self.walk.arrays.number  # type: ignore[attr-defined]
        self.over = number[c.STALL] >= tuning.patience or number[c.BEST] <= goal
        return done

    @property
    def best(self) -> int:
        """The best makespan since the start."""
        return int(self.walk.arrays.number[c.BEST])  # type: ignore[attr-defined]

    def plan(self) -> Sequence:
        """The best plan since the start."""
        walk: c.Walk = self.walk.arrays  # type: ignore[assignment]
        return Sequence(walk.best_chosen.astype(np.int64), walk.best_order.astype(np.int64))


Go = Callable[["Slot"], int]
