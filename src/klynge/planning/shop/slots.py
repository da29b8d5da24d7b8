# SPDX-License-Identifier: Apache-2.0
"""The slots of the makespan search: a walk each with its own random numbers, so threads may run them in any order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from klynge.planning.kernels.view import Tables

from .kernels import columns as c
from .kernels.classic import search_classic
from .kernels.flexible import search_flexible
from .kernels.graph import keep_best, load
from .problem import ShopProblem
from .tables import Sequence, walk_tables


@dataclass(frozen=True, slots=True)
class Tuning:
    """How to search: `tenure` and its `spread`, and `patience`, iterations without a better best before a walk is over.

    The pool holds `pool` plans that differ in a share `near` of their operations and is emptied after `stale` walks
    that gave it nothing. New starts are `shaken` (by `strength`), `crossed`, or else between two plans, by
    `nearest` or more.
    """

    classic: bool
    tenure: int
    spread: int
    patience: int
    pool: int = 12
    near: float = 0.01
    stale: int = 10_000
    shaken: float = 0.1
    crossed: float = 0.3
    strength: float = 0.1
    nearest: float = 0.3


CLASSIC = Tuning(True, tenure=2, spread=12, patience=5_000, stale=80, shaken=0.0, crossed=0.0)
FLEXIBLE = Tuning(False, tenure=4, spread=8, patience=600, stale=80)


def classic(problem: ShopProblem) -> bool:
    """Whether the faster search for shops without choices and set-ups will do."""
    return not problem.flexible and problem.setup is None and problem.first_setup is None


def tuning_of(problem: ShopProblem) -> Tuning:
    """What has proved good for the kind of problem."""
    return CLASSIC if classic(problem) else FLEXIBLE


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
        walk.tabu[:], walk.pairs[:] = 0, 0
        walk.number[c.ITERATION] = 0
        self.over = False

    def go(self, iterations: int, tuning: Tuning, goal: int) -> int:
        """Search on; how many iterations it did."""
        search = search_classic if tuning.classic else search_flexible
        done = int(search(self.shop, self.walk, iterations, tuning.patience, goal, tuning.tenure, tuning.spread))
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
