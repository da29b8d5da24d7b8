# SPDX-License-Identifier: Apache-2.0
"""Anytime search for a short makespan: tabu searches from a common elite pool, in rounds.

A fixed number of slots search in chunks of equal length; between the chunks, at a barrier, the pool takes what is over
and hands out new starts, slot by slot. So the result depends on the seed and the iterations, never on the threads. New
starts lie between two plans of the pool, as in path relinking (Peng, Lü & Cheng 2015), or are crossed or shaken ones.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from klynge.planning.budget import Budget

from .crew import Crew
from .pool import Pool, between, crossed, shaken
from .problem import ShopProblem
from .prove import Prover
from .slots import Slot, Tuning, tuning_of
from .tables import Sequence, shop_tables

SLOTS = 4


class Search:
    """The state of a search: its slots, its pool, and the best plan."""

    def __init__(
        self, problem: ShopProblem, starts: list[Sequence], best: int, seed: int, tuning: Tuning | None = None
    ) -> None:
        """`starts` begin the search, the best of them, of makespan `best`, first."""
        self.problem, self.tuning = problem, tuning or tuning_of(problem)
        shop = shop_tables(problem)
        self.slots = [Slot(problem, shop, seed, number) for number in range(SLOTS)]
        self.pool = Pool(problem, self.tuning.pool, self.tuning.near)
        self.walking = self.tuning
        self.starts, self.best, self.plan = starts, best, starts[0]
        self.iterations, self.begun, self.useless, self.restarts = 0, 0, 0, 0

    def run(self, budget: Budget, goal: int, crew: Crew, prover: Prover | None = None) -> None:
        """Search until the budget is spent or the goal, or the bound of a prover that runs beside, is met."""
        while self.slots and self.best > goal and not budget.spent(self.iterations, (self.best,)):
            self.round(crew, budget, goal)
            if prover is not None:
                goal = max(goal, prover.bound)
                if prover.found is not None and prover.found[0] < self.best:
                    self.best, self.plan = prover.found
                    self.pool.add(self.best, self.plan)
                    budget.better(self.iterations, (self.best,))
                if not prover.running:
                    crew.take_back()
                    prover = None

    def round(self, crew: Crew, budget: Budget, goal: int) -> None:
        """One chunk in every slot, then the barrier."""
        for slot in self.slots:
            if slot.over:
                slot.start(self.new_start(slot))
        chunks = shares(budget, self.iterations, self.chunk, len(self.slots))
        goes = [partial(slot.go, n, self.walking, goal) for slot, n in zip(self.slots, chunks, strict=True)]
        done = crew.all(goes)
        self.slots = [slot for slot, iterations in zip(self.slots, done, strict=True) if iterations is not None]
        self.iterations += sum(iterations or 0 for iterations in done)
        for slot in self.slots:
            if slot.best < self.best:
                self.best, self.plan = slot.best, slot.plan()
                budget.better(self.iterations, (self.best,))
            if slot.over:
                self.collect(slot)

    @property
    def chunk(self) -> int:
        """Iterations of one slot that take some 10 ms."""
        n = self.problem.operations
        return max(1, 1_000_000 // (400 + 4 * n) if self.tuning.classic else 200_000 // (100 + n * n // 100 + 8 * n))

    def collect(self, slot: Slot) -> None:
        """Let the pool have what a slot found; begin anew when it has had nothing new for long."""
        taken = self.pool.add(slot.best, slot.plan())
        self.useless = 0 if taken else self.useless + 1
        if self.useless >= self.tuning.stale:
            self.pool.members.clear()
            self.begun, self.useless = len(self.starts), 0
            self.restarts += 1
            self.walking = replace(self.tuning, patience=self.tuning.patience * luby(self.restarts + 1))

    def new_start(self, slot: Slot) -> Sequence:
        """Where a slot searches next."""
        t, rng, members = self.tuning, slot.rng, self.pool.members
        number = self.begun
        self.begun += 1
        if number < t.pool or len(members) < 2:
            plan = self.starts[number % len(self.starts)]
            return plan if number < len(self.starts) else shaken(self.problem, plan, 0.2, rng)
        one, other = (members[i] for i in rng.choice(len(members), 2, replace=False))
        kind = rng.random()
        if kind < t.shaken:
            return shaken(self.problem, one.plan, t.strength, rng)
        if kind < t.shaken + t.crossed:
            return crossed(self.problem, one, other, rng.uniform(0.3, 0.5), rng)
        return between(one, other, rng.uniform(t.nearest, 0.5), rng)


def luby(number: int) -> int:
    """The sequence 1, 1, 2, 1, 1, 2, 4, ...: it wastes least when nobody knows what is enough (Luby et al. 1993)."""
    length = number.bit_length()
    if number == (1 << length) - 1:
        return 1 << (length - 1)
    return luby(number - (1 << (length - 1)) + 1)


def shares(budget: Budget, done: int, chunk: int, slots: int) -> list[int]:
    """Iterations for each slot in this round: a chunk, or what is left of the budget spread over the slots."""
    if budget.iterations is None or budget.iterations - done >= chunk * slots:
        return [chunk] * slots
    left = budget.iterations - done
    return [left // slots + (number < left % slots) for number in range(slots)]
