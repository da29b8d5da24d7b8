# SPDX-License-Identifier: Apache-2.0
"""Due dates for shops whose files have none, as the literature sets them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .problem import Ints, ShopProblem


def shortest_work(problem: ShopProblem) -> Ints:
    """For each job the sum of its operations' shortest times."""
    shortest = np.minimum.reduceat(problem.alt_time, problem.alt0[:-1]) if problem.operations else problem.alt_time[:0]
    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(shortest)])
    return np.asarray(sums[problem.job0[1:]] - sums[problem.job0[:-1]], np.int64)


def with_due_dates(problem: ShopProblem, factor: float) -> ShopProblem:
    """Each job due at its release plus `factor` times its shortest work, rounded down.

    The first fifth of the jobs weighs 4, the last fifth 1, those between 2, unless the problem has weights of its own
    (Pinedo & Singer 1999, "A shifting bottleneck heuristic for minimizing the total weighted tardiness in a job shop").
    """
    due = problem.release + np.floor(factor * shortest_work(problem) + 1e-9).astype(np.int64)
    weight = problem.weight
    if np.all(weight == 1):
        fifth = problem.jobs // 5
        weight = np.full(problem.jobs, 2, np.int64)
        weight[:fifth] = 4
        weight[problem.jobs - fifth :] = 1
    return replace(problem, due=due, weight=weight)
