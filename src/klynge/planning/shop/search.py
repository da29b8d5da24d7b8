# SPDX-License-Identifier: Apache-2.0
"""Anytime search for a short makespan: tabu searches from a common elite pool, in rounds.

A fixed number of slots search in chunks of equal length; between the chunks, at a barrier, the pool takes what is over
and hands out new starts, slot by slot. So the result depends on the seed and the iterations, never on the threads.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from klynge.planning.budget import Budget

from .pool import Pool, between, crossed, shaken
from .problem import ShopProblem
from .slots import Slot, Tuning
from .tables import Sequence, shop_tables

SLOTS = 4


@dataclass
class Settings:
    tenure: int = 8
    spread: int = 8
    patience: int = 4000
    pool: int = 12
    cross: float = 0.3
    shake: float = 0.1
    strength: float = 0.1


class Search:
    """The state of a search: its slots, its pool, and the best plan."""

    def __init__(
        self, problem: ShopProblem, starts: list[tuple[int, Sequence]], seed: int, settings: Settings | None = None
    ) -> None:
        self.problem, self.settings = problem, settings or Settings()
        shop = shop_tables(problem)
        self.slots = [Slot(problem, shop, seed, number) for number in range(SLOTS)]
        self.pool = Pool(problem, self.settings.pool)
        self.starts = [plan for _, plan in starts]
        self.best, self.plan = min(starts, key=lambda start: start[0])
        self.iterations, self.begun = 0, 0

    def run(self, budget: Budget, goal: int, workers: int) -> None:
        """Search until the budget is spent or the goal is met."""
        with ThreadPoolExecutor(max(1, min(workers, SLOTS))) as threads:
            while self.best > goal and not budget.spent(self.iterations, (self.best,)):
                self.round(threads, budget, goal)

    def round(self, threads: ThreadPoolExecutor, budget: Budget, goal: int) -> None:
        """One chunk in every slot, then the barrier."""
        chunk = self.chunk()
        if budget.iterations is not None:
            chunk = min(chunk, -(-(budget.iterations - self.iterations) // len(self.slots)))
        for slot in self.slots:
            if slot.over:
                slot.start(self.new_start(slot))
        s = self.settings
        tuning = Tuning(s.tenure, s.spread, s.patience)
        doing = [threads.submit(slot.go, chunk, tuning, goal) for slot in self.slots]
        for slot, done in zip(self.slots, doing, strict=True):
            self.iterations += done.result()
        for slot in self.slots:
            if slot.best < self.best:
                self.best, self.plan = slot.best, slot.plan()
                budget.better(self.iterations, (self.best,))
            if slot.over:
                self.pool.add(slot.best, slot.plan())

    def chunk(self) -> int:
        """Iterations that take some 20 ms."""
        return max(1, 20_000 // (8 + self.problem.operations // 10))

    def new_start(self, slot: Slot) -> Sequence:
        """Where a slot searches next."""
        s, rng, members = self.settings, slot.rng, self.pool.members
        number = self.begun
        self.begun += 1
        if number < s.pool or len(members) < 2:
            plan = self.starts[number % len(self.starts)]
            return plan if number < len(self.starts) else shaken(self.problem, plan, 0.2, rng)
        kind = rng.random()
        one, other = (members[i] for i in rng.choice(len(members), 2, replace=False))
        if kind < s.shake:
            return shaken(self.problem, one.plan, s.strength, rng)
        if kind < s.shake + s.cross:
            return crossed(self.problem, one, other, rng.uniform(0.3, 0.5), rng)
        return between(one, other, rng.uniform(0.3, 0.5), rng)
