# SPDX-License-Identifier: Apache-2.0
"""The exact part of a search by the clock: bounds and proofs of the whole, and windows of the best schedule.

It works in slices that grow, half of the time on the whole project and half on windows, and posts what it finds.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from klynge.planning.project.exact import Model
from klynge.planning.project.islands import Best
from klynge.planning.project.prepare import Case
from klynge.planning.project.windows import chained, window

MOST_WHOLE = 1_500  # activities; above, only windows are tried
MOST_AT_ALL = 5_000  # activities of a model; its building alone takes a second
FIRST_SLICE_S = 0.25
WINDOW_EFFORT = 0.2  # CP-SAT's deterministic time
FIRST_WINDOW, LEAST_WINDOW = 30, 10  # activities


@dataclass
class Post:
    """What the islands and the prover tell each other, under one lock."""

    bound: int
    best: Best | None = None
    closed: bool = False
    fault: Exception | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def offer(self, start: np.ndarray[Any, np.dtype[np.int64]], makespan: int) -> None:
        """Post a schedule, kept if it is better."""
        with self.lock:
            if self.best is None or makespan < self.best.makespan:
                self.best = Best(start.copy(), makespan)

    def prove(self, bound: int) -> None:
        """Post a lower bound."""
        with self.lock:
            self.bound = max(self.bound, bound)


class Prover:
    """Call `slice` again and again, from one thread; `stop` from any."""

    def __init__(self, case: Case, post: Post, seed: int) -> None:
        self.case, self.post, self.seed = case, post, seed
        self.slice_s = FIRST_SLICE_S
        self.window_size = FIRST_WINDOW
        self.chance = np.random.default_rng(seed)
        self._stopped = threading.Event()
        self._solver: Any = None

    def stop(self) -> None:
        """End the solve that runs, and all later ones; to be called until the thread has ended."""
        self._stopped.set()
        if self._solver is not None:
            self._solver.stop_search()

    def wait(self, seconds: float) -> None:
        """Sleep so long, or until stopped."""
        self._stopped.wait(seconds)

    def done(self) -> bool:
        """Whether there is nothing left to do."""
        best = self.post.best
        if self._stopped.is_set() or self.post.closed or self.post.fault is not None:
            return True
        return best is not None and best.makespan <= self.post.bound

    def work(self) -> None:
        """Slices until stopped or proven."""
        while not self.done():
            self.slice(float("inf"))

    def slice(self, most_s: float) -> None:
        """One slice on the whole and one on windows, both together at most so long; what it raises is posted."""
        try:
            self._slice(most_s)
        except Exception as fault:  # whatever it is, what the islands do is not lost
            self.post.fault = fault

    def _slice(self, most_s: float) -> None:
        length = min(self.slice_s, most_s / 2)
        if self.case.problem.activities <= MOST_WHOLE or not self.case.searchable:
            self.whole(length)
        until = time.perf_counter() + length
        while not self.done() and self.post.best is not None and time.perf_counter() < until:
            self.part(self.post.best, until - time.perf_counter())
        if self.post.best is None and not self.done():
            self.wait(0.01)
        self.slice_s *= 2

    def whole(self, seconds: float | None, effort: float | None = None) -> None:
        """Look for a better schedule of the whole, or the proof that there is none; limited as `Model.solver` is."""
        case, best = self.case, self.post.best
        upper = case.upper if best is None else best.makespan - 1
        model = self._model(upper, None if best is None else best)
        if model is None:
            return self._close(upper)
        answer = self._solve(model, model.solver(self._next_seed(), seconds=seconds, effort=effort))
        if answer.closed and answer.starts is None:
            return self._close(upper)
        self.post.prove(min(answer.bound, upper + 1))
        return None

    def _close(self, upper: int) -> None:
        """There is no schedule within `upper`."""
        if self.post.best is None and upper >= self.case.upper:
            self.post.closed = True
        self.post.prove(upper + 1)

    def part(self, best: Best, seconds: float) -> None:
        """Look for a better schedule that differs from the best in a window only."""
        problem = self.case.problem
        size = min(self.window_size, problem.activities)
        free = window(problem, best.start, int(self.chance.integers(0, best.makespan + 1)), size)
        model = self._model(best.makespan - 1, best)
        if model is None:
            return self._close(best.makespan - 1)
        model.ask(chained(problem, best.start, set(range(problem.activities)) - free))
        solver = model.solver(self._next_seed(), seconds=max(0.01, seconds), effort=WINDOW_EFFORT)
        answer = self._solve(model, solver)
        if answer.closed and answer.starts is None:
            if size == problem.activities:
                return self._close(best.makespan - 1)
            self.window_size = min(problem.activities, self.window_size + 1)
        elif answer.starts is None:
            self.window_size = max(LEAST_WINDOW, self.window_size - 1)
        return None

    def _model(self, upper: int, hint: Best | None) -> Model | None:
        """The whole with a makespan of at most `upper`; None when the windows alone rule that out."""
        case = self.case
        last = np.minimum(upper - case.ends.tail, case.latest)
        if upper < self.post.bound or (last < case.ends.head).any():
            return None
        model = Model(case.problem, (case.ends.head, last), self.post.bound, upper)
        if hint is not None:
            model.hint(hint.start)
        return model

    def _solve(self, model: Model, solver: Any) -> Any:
        self._solver = solver
        if self._stopped.is_set():
            solver.parameters.max_time_in_seconds = 0.0
        try:
            return model.solve(solver, self.post.offer)
        finally:
            self._solver = None

    def _next_seed(self) -> int:
        return int(self.chance.integers(1, 1 << 30))
