# SPDX-License-Identifier: Apache-2.0
"""Lower bounds on the makespan that hold for every plan. Set-ups between operations are left out of them."""

from __future__ import annotations

import numpy as np

from .kernels.bound import jackson
from .problem import Ints, ShopProblem
from .tables import job_of

MOST_CELLS = 20_000_000


def lower_bound(problem: ShopProblem) -> int:
    """The best of: the longest job, Jackson's schedule of what only one machine can do, work shared by machines."""
    time = np.minimum.reduceat(problem.alt_time, problem.alt0[:-1])
    head, tail = heads_and_tails(problem, time)
    bound = int((head + time + tail).max())
    only = np.diff(problem.alt0) == 1
    machine = np.where(only, problem.alt_machine[problem.alt0[:-1]], -1)
    by_head = np.argsort(head, kind="stable")
    by_head = by_head[np.argsort(machine[by_head], kind="stable")]
    ends = np.searchsorted(machine[by_head], np.arange(problem.machines + 1))
    for k in range(problem.machines):
        mine = by_head[ends[k] : ends[k + 1]]
        if len(mine):
            bound = max(bound, int(jackson(np.arange(len(mine)), head[mine], time[mine], tail[mine])))
    return max(bound, shared(problem, head, time, tail)) if problem.flexible else bound


def heads_and_tails(problem: ShopProblem, time: Ints) -> tuple[Ints, Ints]:
    """The work of the job, with its release, before and after each operation when every operation takes this time."""
    total = np.concatenate([[0], np.cumsum(time)])
    job = job_of(problem)
    head = total[:-1] - total[problem.job0[:-1]][job] + problem.release[job]
    return head, total[problem.job0[1:]][job] - total[1:]


def shared(problem: ShopProblem, head: Ints, time: Ints, tail: Ints) -> int:
    """For the machines of each alternative set, and for all: what only they can do, spread over them evenly.

    m machines begin no earlier than the m smallest heads let them, and end no later than the m smallest tails do
    (Carlier 1987).
    """
    everything = np.ones((1, problem.machines), bool)
    sets, masks = everything, np.zeros((problem.operations, 0), bool)
    if problem.operations * problem.machines <= MOST_CELLS:
        masks = np.zeros((problem.operations, problem.machines), bool)
        masks[np.repeat(np.arange(problem.operations), np.diff(problem.alt0)), problem.alt_machine] = True
        sets = np.vstack([everything, np.unique(masks, axis=0)[: MOST_CELLS // masks.size]])
    bound = 0
    for machines in sets:
        m = int(machines.sum())
        theirs = np.ones(problem.operations, bool) if m == problem.machines else ~masks[:, ~machines].any(axis=1)
        if m <= int(theirs.sum()):
            work = int(time[theirs].sum() + np.sort(head[theirs])[:m].sum() + np.sort(tail[theirs])[:m].sum())
            bound = max(bound, -(-work // m))
    return bound
