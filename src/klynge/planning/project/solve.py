# SPDX-License-Identifier: Apache-2.0
"""The shortest schedule of a project that is found within a budget.

Populations of activity lists are bred in compiled kernels, on fixed islands that meet after fixed numbers of children,
so iterations alone give the same result on any number of threads. In a search by the clock one worker (of one: half of
its time) belongs to CP-SAT, if OR-Tools is installed: for bounds, proofs, and windows of the best schedule.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from klynge.planning.budget import Budget
from klynge.planning.project import exact
from klynge.planning.project.bounds import ImpossibleError
from klynge.planning.project.islands import ISLANDS, Best, Islands
from klynge.planning.project.prepare import Case, prepare
from klynge.planning.project.problem import ProjectProblem, ProjectResult, ProjectSchedule, Reason
from klynge.planning.project.prover import MOST_AT_ALL, Post, Prover

ROUNDS_ALONE = 20  # between exchanges of the best
LOOK_S = 0.05  # how often a waiting search looks at its budget
EFFORT_WITHOUT_CLOCK = 20.0  # CP-SAT's deterministic time, where lists have found no schedule at all


def solve_project(problem: ProjectProblem, budget: Budget, *, workers: int = 2, seed: int = 1) -> ProjectResult:
    """The best schedule found, or why there is none. One iteration is one list scheduled and justified.

    A schedule is built even when the budget is spent at once, where lags let one be built. Ctrl-C ends the search as
    `budget.stop` does. Raises ValueError for fewer than 1 worker and for numbers too large to add up.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}; it must be 1 or more")
    if problem.activities == 0:
        nothing = np.zeros(0, np.int64)
        return ProjectResult(ProjectSchedule(nothing, nothing), 0, 0, budget.elapsed(), 0)
    try:
        case = prepare(problem)
    except ImpossibleError as impossible:
        return ProjectResult(None, -1, 0, budget.elapsed(), 0, impossible.reason, True)
    return Search(case, budget, workers, seed).run()


def warm_up() -> None:
    """Load all kernels of this room, or compile them: half a minute once."""
    one, two = np.ones(1, np.int64), np.ones(2, np.int64)
    forward = (np.array([0, 1, 1]), np.array([1]), one)
    both_ways = (np.array([0, 1, 2]), np.array([1, 0]), np.array([1, -3]))
    for arcs in (forward, both_ways):
        solve_project(ProjectProblem(two, two.reshape(2, 1), one, *arcs), Budget(iterations=10), workers=1)


class Search:
    """One search: islands in rounds, the prover beside them, and the best of both."""

    def __init__(self, case: Case, budget: Budget, workers: int, seed: int) -> None:
        self.case, self.budget, self.workers = case, budget, workers
        self.islands = Islands(case, seed)
        self.post = Post(case.bound)
        self.iterations, self.rounds = 0, 0
        self.best: Best | None = None
        self.by_clock = budget.iterations is None
        small = case.problem.activities <= MOST_AT_ALL
        self.prover = Prover(case, self.post, seed) if small and exact.available() else None

    def run(self) -> ProjectResult:
        """Search until the budget is spent or the best is proven to be that."""
        beside = self.by_clock and self.prover is not None
        thread = None
        if beside and self.prover is not None and self.workers > 1:
            thread = threading.Thread(target=self.prover.work, daemon=True)
            thread.start()
        threads = min(ISLANDS, max(1, self.workers - (thread is not None)))
        pool = ThreadPoolExecutor(threads)
        try:
            while self._round(pool) and not self._over():
                if beside and thread is None and self.prover is not None:
                    self._take_turn(self.prover)
            if self.best is None and not self.by_clock and self.prover is not None and not self.budget.stopped:
                self._last_resort(self.prover)
        except KeyboardInterrupt:
            self.budget.stop()
        finally:
            pool.shutdown(wait=True)
            while thread is not None and thread.is_alive() and self.prover is not None:
                self.prover.stop()
                thread.join(LOOK_S)
        self._gather(self.islands.alive)
        return self._result()

    def _over(self) -> bool:
        """Whether to end; at the latest when the best meets the bound."""
        best = self.best
        if self.post.closed or (best is not None and best.makespan <= self.post.bound):
            return True
        return self.budget.spent(self.iterations, None if best is None else (best.makespan,))

    def _round(self, pool: ThreadPoolExecutor) -> bool:
        """A chunk on each island; whether any island is still at work. One that raises is left alone from then on."""
        if not self.case.searchable:
            return self._wait()
        alive = self.islands.alive
        shares = self._shares(len(alive))
        calls = {
            number: pool.submit(self.islands.run, number, share, self.post.bound)
            for number, share in zip(alive, shares, strict=True)
        }
        fault: Exception | None = None
        for number, call in calls.items():
            try:
                self.iterations += call.result()
            except Exception as raised:  # whatever it is, the others' work is not lost
                fault = raised
                self.islands.alive = [one for one in self.islands.alive if one != number]
        self.rounds += 1
        self._gather(self.islands.alive)
        if not self.islands.alive and self.best is None and fault is not None:
            raise fault
        if self.rounds % ROUNDS_ALONE == 0:
            self._exchange()
        return bool(self.islands.alive)

    def _gather(self, islands: list[int]) -> None:
        """Take over what islands and prover have found."""
        for number in islands:
            if (found := self.islands.best_of(number)) is not None:
                self.post.offer(found.start, found.makespan)
        self._look()

    def _shares(self, count: int) -> list[int]:
        """Children for each island this round: full chunks, or what the iterations leave; at first at least one."""
        chunk = self.islands.chunk if self.rounds else 1
        if self.budget.iterations is None:
            return [chunk] * count
        left = max(self.budget.iterations - self.iterations, 0 if self.rounds else 1)
        return [min(chunk, left // count + (number < left % count)) for number in range(count)]

    def _wait(self) -> bool:
        """Without islands: let the prover go on."""
        if self.prover is None or not self.by_clock:
            return False
        if self.post.fault is not None:
            raise self.post.fault
        if self.workers > 1:
            self.prover.wait(LOOK_S)
        self._look()
        return True

    def _look(self) -> None:
        """See whether anybody has found a better schedule."""
        posted = self.post.best
        if posted is not None and (self.best is None or posted.makespan < self.best.makespan):
            self.best = posted
            self.budget.better(self.iterations, (posted.makespan,))

    def _exchange(self) -> None:
        """Each island hears of the next one's best; the first of the best of all, which the prover may have found."""
        alive = self.islands.alive
        bests = {number: self.islands.best_of(number) for number in alive}
        for place, number in enumerate(alive):
            best = self.best if place == 0 else bests[alive[place - 1]]
            own = bests[number]
            if best is not None and (own is None or best.makespan < own.makespan):
                self.islands.send(best, number)

    def _take_turn(self, prover: Prover) -> None:
        """On a single worker: give the prover as much time as the islands have had."""
        if self.budget.elapsed() > 4 * prover.slice_s or not self.case.searchable:
            self._await(threading.Thread(target=prover.slice, args=(self.budget.left(),), daemon=True), prover)

    def _last_resort(self, prover: Prover) -> None:
        """Without a clock and a schedule: CP-SAT with an effort that is the same on every machine."""
        self._await(threading.Thread(target=prover.whole, args=(None, EFFORT_WITHOUT_CLOCK), daemon=True), prover)

    def _await(self, thread: threading.Thread, prover: Prover) -> None:
        """Let a thread of the prover run to its end, and hear a stop meanwhile."""
        thread.start()
        try:
            while thread.is_alive():
                thread.join(LOOK_S)
                if self.budget.spent(0, None):
                    prover.stop()
        except KeyboardInterrupt:
            prover.stop()
            raise
        finally:
            self._look()

    def _result(self) -> ProjectResult:
        seconds, post = self.budget.elapsed(), self.post
        if self.best is None:
            code = "proven" if post.closed else "not_found"
            return ProjectResult(None, -1, post.bound, seconds, self.iterations, Reason(code), post.closed)
        start = self.best.start
        schedule = ProjectSchedule(start, start + self.case.problem.duration)
        bound = min(post.bound, self.best.makespan)
        return ProjectResult(schedule, self.best.makespan, bound, seconds, self.iterations)
