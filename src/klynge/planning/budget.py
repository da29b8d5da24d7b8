# SPDX-License-Identifier: Apache-2.0
"""When a search ends, and who hears of its progress: the same for every search of this room.

A search asks its `Budget` between chunks of work and always hands back the best it has found. Where only iterations
are limited the result does not depend on the clock, so it is the same again on any machine and number of threads.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

Objective = tuple[int, ...]
"""Lexicographic, smaller is better: (makespan,), (weighted tardiness,), (broken, lateness, money, ...)."""


@dataclass(frozen=True, slots=True)
class Point:
    """The best objective that a search knew after so many seconds (wall) and iterations."""

    seconds: float
    iterations: int
    objective: Objective


Progress = Callable[[Point], None]


class Budget:
    """A search stops after `seconds`, after `iterations`, at `target` or better, or when `stop` is called.

    `stop` may be called from a signal handler or any thread. With neither seconds nor iterations nor target a search
    runs until it is stopped or has a proof. Raises ValueError for a limit below zero.
    """

    def __init__(
        self,
        seconds: float | None = None,
        iterations: int | None = None,
        target: Objective | None = None,
        progress: Progress | None = None,
    ) -> None:
        for name, limit in (("seconds", seconds), ("iterations", iterations)):
            if limit is not None and not limit >= 0:
                raise ValueError(f"{name} is {limit}; it must be 0 or more")
        self.seconds, self.iterations, self.target = seconds, iterations, target
        self.points: list[Point] = []
        self._progress = progress
        self._began = time.perf_counter()
        self._stopped = threading.Event()

    def begin(self) -> None:
        """Start the clock, which otherwise runs from when the budget was made."""
        self._began = time.perf_counter()

    def elapsed(self) -> float:
        """Wall seconds since it began."""
        return time.perf_counter() - self._began

    def left(self) -> float:
        """Wall seconds that remain; infinity without a limit."""
        return float("inf") if self.seconds is None else max(0.0, self.seconds - self.elapsed())

    def stop(self) -> None:
        """End the search at its next look."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether somebody called `stop`."""
        return self._stopped.is_set()

    def spent(self, iterations: int, best: Objective | None) -> bool:
        """Whether the search that has done so many iterations and found `best` has to end."""
        if self._stopped.is_set() or self.left() <= 0.0:
            return True
        if self.iterations is not None and iterations >= self.iterations:
            return True
        return self.target is not None and best is not None and best <= self.target

    def better(self, iterations: int, objective: Objective) -> None:
        """Note a better objective, and tell whoever listens."""
        point = Point(self.elapsed(), iterations, objective)
        self.points.append(point)
        if self._progress is not None:
            self._progress(point)
