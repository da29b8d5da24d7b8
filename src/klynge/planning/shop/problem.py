# SPDX-License-Identifier: Apache-2.0
"""A (flexible) job shop in flat arrays, and a schedule of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ShopProblem:
    """n operations of J jobs on M machines; operations are numbered job by job, in the job's order.

    `job0` (J + 1): first operation of each job. `alt0` (n + 1): first alternative of each operation;
    `alt_machine`, `alt_time`: machine and time (at least 0) of every alternative. `release`, `due`, `weight` (J).
    `due` is None where the problem has no due dates. `setup` (M, n, n) is the time on a machine between the end of one
    operation and the start of the next, `first_setup` (M, n) before the first one; None where there are no set-ups.
    """

    job0: Ints
    alt0: Ints
    alt_machine: Ints
    alt_time: Ints
    machines: int
    release: Ints
    due: Ints | None
    weight: Ints
    setup: Ints | None = None
    first_setup: Ints | None = None

    @property
    def jobs(self) -> int:
        """How many jobs."""
        return len(self.job0) - 1

    @property
    def operations(self) -> int:
        """How many operations."""
        return len(self.alt0) - 1

    @property
    def flexible(self) -> bool:
        """Whether some operation has several alternatives."""
        return len(self.alt_machine) > self.operations


@dataclass(frozen=True, slots=True)
class ShopSchedule:
    """For each operation the machine, start and end; set-ups lie before the start."""

    machine: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class ShopResult:
    """The best schedule found, its objective, a lower bound that is proven, and what it took."""

    schedule: ShopSchedule
    objective: int
    lower_bound: int
    seconds: float
    iterations: int
