# SPDX-License-Identifier: Apache-2.0
"""Lower bounds on the makespan that hold for every plan."""

from __future__ import annotations

import numpy as np

from .problem import ShopProblem


def lower_bound(problem: ShopProblem) -> int:
    """The longest job, and the machine with the most work that only it can do."""
    shortest = np.minimum.reduceat(problem.alt_time, problem.alt0[:-1])
    jobs = int((problem.release + np.add.reduceat(shortest, problem.job0[:-1])).max())
    return max(jobs, loads(problem))


def loads(problem: ShopProblem) -> int:
    """Work that only one machine can do, and all work spread over all machines."""
    only = np.diff(problem.alt0) == 1
    first = problem.alt0[:-1][only]
    load = np.bincount(problem.alt_machine[first], problem.alt_time[first], problem.machines)
    shortest = np.minimum.reduceat(problem.alt_time, problem.alt0[:-1])
    return max(int(load.max()), -(-int(shortest.sum()) // problem.machines))
