# SPDX-License-Identifier: Apache-2.0
"""Improving any feasible plan, anytime: the best that is found within a budget, never worse than what came in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from klynge.planning.budget import Budget, Objective, Point
from klynge.planning.kernels import columns as col
from klynge.planning.receipts import rows_of_makers
from klynge.planning.schedule import Schedule

from .annealing import Annealing, Stability
from .facts import Facts
from .lanes import take_cheaper_lanes

ISLANDS = 2  # searches side by side, whatever the number of threads: so the plan does not depend on it
SIZE = 14  # orders taken off together, at most about so many
LARGE = 300  # orders of a plan in which the islands work on one plan together
EXCHANGES = 16  # how often in a budget the islands compare


@dataclass(frozen=True, slots=True)
class Improved:
    """The best schedule, its objective and that of the one it started from, and how it went.

    An objective is (broken commitments, weighted lateness in seconds, money in øre without reported work, orders that
    stand elsewhere than in the published plan).
    """

    schedule: Schedule
    objective: Objective
    start: Objective
    points: tuple[Point, ...]
    iterations: int
    seconds: float


def objective_of(schedule: Schedule) -> Objective:
    """The objective of a schedule as it is."""
    return Annealing.of(schedule.copy(), Facts.of(schedule.problem), Stability.none(), 1).objective


def improve(
    schedule: Schedule,
    budget: Budget,
    *,
    workers: int = 2,
    seed: int = 1,
    stability: Stability | None = None,
) -> Improved:
    """The best plan found by ruin and recreate under annealing, from a feasible one, which stays as it is.

    Lexicographic: broken commitments, weighted lateness, money, orders moved. No member's orders get later in all for
    another's gain. The same schedule, seed and budget of iterations give the same plan on any number of `workers`.
    Raises ValueError for a schedule without orders or fewer than one worker.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}; it must be 1 or more")
    makers = rows_of_makers(schedule)
    loose = makers[schedule.state.task[makers, col.TASK_WISH] != col.STAYS]
    if len(loose):
        schedule = schedule.copy()
        schedule.state.task[loose, col.TASK_WISH] = col.STAYS
    run = _Run(schedule, budget, seed, stability or Stability.none())
    with ThreadPoolExecutor(min(workers, ISLANDS)) as pool:
        while not budget.spent(run.iterations, run.best.objective):
            run.round(pool)
    run.by_cheaper_lanes()
    run.best.schedule.state.task[loose, col.TASK_WISH] = -1
    return Improved(
        run.best.schedule, run.best.objective, run.start, tuple(budget.points), run.iterations, budget.elapsed()
    )


class _Run:
    """The islands, the best of them so far, and how much of the budget is spent."""

    def __init__(self, schedule: Schedule, budget: Budget, seed: int, stability: Stability) -> None:
        facts = Facts.of(schedule.problem)
        self.budget = budget
        self.islands = [
            Annealing.of(schedule.copy(), facts, stability, ISLANDS * seed + i) for i in range(ISLANDS)
        ]  # fmt: skip
        self.best = Annealing.of(schedule.copy(), facts, stability, seed)
        self.start = self.best.objective
        self.seed, self.stability, self.iterations, self.exchanges = seed, stability, 0, 0
        self.joint = len(facts.due) >= LARGE
        self.chunk = 1000 if len(facts.order_of) < 2000 else 200

    def share(self) -> float:
        """How much of the budget is spent, from 0 to 1; without a limit the search cools and is heated again."""
        limit = self.budget.iterations
        by_count = self.iterations / limit if limit else 0.0
        by_clock = self.budget.elapsed() / self.budget.seconds if self.budget.seconds else 0.0
        if not limit and not self.budget.seconds:
            return (self.iterations % 200_000) / 200_000
        return min(1.0, max(by_count, by_clock))

    def round(self, pool: ThreadPoolExecutor) -> None:
        """A chunk on every island, then a look at what came out; what one island loses the others keep."""
        share = self.share()
        chunk = self.chunk
        if self.budget.iterations is not None:
            chunk = max(1, min(chunk, (self.budget.iterations - self.iterations) // ISLANDS))
        whole = list(pool.map(lambda island: island.run(share, SIZE, chunk), self.islands))
        self.iterations += ISLANDS * chunk
        for island, is_whole in zip(self.islands, whole, strict=True):
            if not is_whole:
                island.take(self.best)
        if self.joint:
            self._join()
        for island in self.islands:
            if island.fair and island.objective < self.best.objective:
                self.best.take(island)
                self.budget.better(self.iterations, self.best.objective)
        if share * EXCHANGES >= self.exchanges + 1:
            self.exchanges += 1
            for island in self.islands:
                if not island.fair or island.objective > self.best.objective:
                    island.take(self.best)

    def by_cheaper_lanes(self) -> None:
        """Send the goods of the best plan by cheaper lanes where nothing is late for it, and it is worth a change."""
        schedule, facts = self.best.schedule.copy(), self.best.facts
        if take_cheaper_lanes(schedule, facts, self.stability.move_ore):
            cheaper = Annealing.of(schedule, facts, self.stability, self.seed)
            if cheaper.objective < self.best.objective:
                self.best = cheaper
                self.budget.better(self.iterations, self.best.objective)

    def _join(self) -> None:
        """In a large plan gains rarely meet: the first island repeats those of the others, who go on from there."""
        first = self.islands[0]
        for island in self.islands[1:]:
            if not first.repeat(island):
                first.take(self.best)
            island.take(first)
