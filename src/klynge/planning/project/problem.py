# SPDX-License-Identifier: Apache-2.0
"""A resource-constrained project in flat arrays, and a schedule of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.planning.project.texts import REASONS

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ProjectProblem:
    """n activities on R renewable resources; work is not interrupted, and the last end is to be early.

    `duration` (n) and `demand` (n, R) of the activities, `capacity` (R) of the resources. Arcs from activity i are
    `arc_to[arc0[i]:arc0[i + 1]]` with lags `arc_lag`: start[to] >= start[i] + lag. A lag below zero is a maximum lag
    the other way: start[i] <= start[to] - lag. No start is before 0. `first` is the number of activity 0 in words.
    """

    duration: Ints
    demand: Ints
    capacity: Ints
    arc0: Ints
    arc_to: Ints
    arc_lag: Ints
    first: int = 1

    @property
    def activities(self) -> int:
        """How many activities, with the source and the sink of the file."""
        return len(self.duration)

    @property
    def resources(self) -> int:
        """How many renewable resources."""
        return len(self.capacity)


@dataclass(frozen=True, slots=True)
class ProjectSchedule:
    """The start and end of each activity."""

    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no schedule: a code of `texts.REASONS` and what to fill in. `str` says it in English."""

    code: str
    facts: tuple[tuple[str, object], ...] = ()

    def told(self, language: str = "en") -> str:
        """The reason in words. Raises KeyError for a language other than "nb" and "en"."""
        return REASONS[language][self.code].format(**dict(self.facts))

    def __str__(self) -> str:
        return self.told()


@dataclass(frozen=True, slots=True)
class ProjectResult:
    """The best schedule found, its makespan, a lower bound that is proven, and what it took.

    Without a schedule `objective` is -1 and `reason` says why; `proven` tells a problem that has no schedule from one
    for which none was found in time.
    """

    schedule: ProjectSchedule | None
    objective: int
    lower_bound: int
    seconds: float
    iterations: int
    reason: Reason | None = None
    proven: bool = False
