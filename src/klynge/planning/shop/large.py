# SPDX-License-Identifier: Apache-2.0
"""Very large shops: tabu search in windows of the plan, along time and back.

A window is a stretch of the plan's order, a shop of its own whose heads and tails are what lies before and after it.
Its makespan is the longest path of the whole plan through the window, so a shorter window never makes the plan longer,
and an iteration costs no more than the window. Each window is searched by a fixed number of slots; the best is taken.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np

from klynge.planning.budget import Budget

from .crew import Crew
from .dispatch import carry_out, setups
from .kernels import dispatch as kernels
from .part import Edge, Part, cut
from .problem import ShopProblem
from .search import shares
from .slots import Slot, tuning_of
from .tables import Sequence, job_of, shop_tables

SLOTS = 2
WINDOW_CLASSIC, WINDOW_FLEXIBLE = 2000, 600
PATIENCE, LONGEST = 1500, 30_000


class Windows:
    """The best plan known, and sweeps over it."""

    def __init__(self, problem: ShopProblem, plan: Sequence, seed: int) -> None:
        self.problem, self.plan, self.job = problem, plan, job_of(problem)
        self.best = carry_out(problem, plan)[2]
        self.rng = np.random.default_rng([seed, SLOTS])
        self.tuning = tuning_of(problem)
        self.window = WINDOW_CLASSIC if self.tuning.classic else WINDOW_FLEXIBLE
        self.patience, self.iterations = PATIENCE, 0

    def run(self, budget: Budget, goal: int, crew: Crew) -> None:
        """Sweep until the budget is spent or the goal is met."""
        backward = False
        while self.best > goal and not budget.spent(self.iterations, (self.best,)):
            before = self.best
            self.sweep(crew, budget, goal, backward)
            backward = not backward
            if self.best > before - max(1, before // 1000):
                self.patience *= 2

    def sweep(self, crew: Crew, budget: Budget, goal: int, backward: bool) -> None:
        """Improve every window once, from the start of the plan to its end or back."""
        p, n = self.problem, self.problem.operations
        start, _, _ = carry_out(p, self.plan)
        self.plan = Sequence(self.plan.chosen, self.plan.order[np.argsort(start[self.plan.order], kind="stable")])
        offset = int(self.rng.integers(self.window // 4, self.window + 1))
        cuts = [0, *range(offset, n - self.window // 4, self.window), n]
        stretches = list(pairwise(cuts))
        if backward:
            far, near = self.fronts(stretches), Edge.back(p)
            stretches.reverse()
            far.reverse()
        else:
            far, near = self.backs(stretches), Edge.front(p)
        for (low, high), edge in zip(stretches, far, strict=True):
            if self.best <= goal or budget.spent(self.iterations, (self.best,)):
                return
            part = cut(p, self.job, self.plan, low, high, *((edge, near) if backward else (near, edge)))
            found = self.improve(part, crew, budget, goal)
            if found is not None:
                self.take(low, high, part, found, budget)
            (self.go_back if backward else self.go_on)(near, low, high)

    def take(self, low: int, high: int, part: Part, found: Sequence, budget: Budget) -> None:
        """Put what was found for a part into the plan, unless that makes the plan longer."""
        order, chosen = self.plan.order.copy(), self.plan.chosen.copy()
        order[low:high], alternatives = part.back_in_whole(found)
        chosen[order[low:high]] = alternatives
        plan = Sequence(chosen, order)
        makespan = carry_out(self.problem, plan)[2]
        if makespan <= self.best:
            self.plan = plan
        if makespan < self.best:
            self.best = makespan
            budget.better(self.iterations, (makespan,))

    def improve(self, part: Part, crew: Crew, budget: Budget, goal: int) -> Sequence | None:
        """Search a part from several seeds; the best plan of it if any is shorter."""
        shop = shop_tables(part.problem, part.frame)
        seeds = self.rng.integers(1, 2**31, SLOTS)
        slots = [Slot(part.problem, shop, int(seed), number) for number, seed in enumerate(seeds)]
        for slot in slots:
            slot.start(part.plan)
        began, tuning = slots[0].best, replace(self.tuning, patience=self.patience)
        longest = LONGEST * self.patience // PATIENCE
        done, chunk = 0, self.chunk(part)
        while done < longest and slots and not budget.spent(self.iterations, None):
            going = [slot for slot in slots if not slot.over]
            if not going:
                break
            numbers = shares(budget, self.iterations, chunk, len(going))
            results = crew.all([partial(slot.go, n, tuning, goal) for slot, n in zip(going, numbers, strict=True)])
            lost = [slot for slot, result in zip(going, results, strict=True) if result is None]
            slots = [slot for slot in slots if slot not in lost]
            self.iterations += sum(result or 0 for result in results)
            done += chunk
        if not slots:
            return None
        best = min(slots, key=lambda slot: slot.best)
        return best.plan() if best.best < began else None

    def chunk(self, part: Part) -> int:
        """Iterations of one slot that take some 20 ms."""
        n = part.problem.operations
        return max(1, 2_000_000 // (400 + 4 * n) if self.tuning.classic else 400_000 // (100 + n * n // 100 + 8 * n))

    def go_on(self, edge: Edge, low: int, high: int) -> None:
        """Move the front edge over the places low to high."""
        p = self.problem
        kernels.pass_forward(
            self.job, p.alt_machine, p.alt_time, *setups(p), self.plan.chosen, self.plan.order,
            low, high, edge.job, edge.machine, edge.last,
        )  # fmt: skip

    def go_back(self, edge: Edge, low: int, high: int) -> None:
        """Move the back edge over the places high to low."""
        p = self.problem
        kernels.pass_backward(
            self.job, p.alt_machine, p.alt_time, setups(p)[0], self.plan.chosen, self.plan.order,
            low, high, edge.job, edge.machine, edge.last,
        )  # fmt: skip

    def fronts(self, stretches: list[tuple[int, int]]) -> list[Edge]:
        """The front edge before each stretch."""
        edge, edges = Edge.front(self.problem), []
        for low, high in stretches:
            edges.append(Edge(edge.job.copy(), edge.machine.copy(), edge.last.copy()))
            self.go_on(edge, low, high)
        return edges

    def backs(self, stretches: list[tuple[int, int]]) -> list[Edge]:
        """The back edge behind each stretch."""
        edge, edges = Edge.back(self.problem), []
        for low, high in reversed(stretches):
            edges.append(Edge(edge.job.copy(), edge.machine.copy(), edge.last.copy()))
            self.go_back(edge, low, high)
        return edges[::-1]
