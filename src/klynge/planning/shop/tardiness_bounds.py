# SPDX-License-Identifier: Apache-2.0
"""What no schedule can beat in total (weighted) tardiness."""

from __future__ import annotations

import heapq

import numpy as np

from .problem import Ints, ShopProblem
from .tardiness_kernels.tables import shortest_times

MOST_LAYERS = 64
MOST_OPERATIONS = 20_000


def lower_bound(problem: ShopProblem, weighted: bool) -> int:
    """The larger of two bounds, layer by layer of the weights.

    Alone in the shop, a job ends at its release plus its shortest work. On one machine, the operations that can be
    nowhere else are relaxed to pre-emptive jobs with heads and tails: with the completion times of shortest remaining
    time first and the due dates less the tails, each sorted, no order has less total tardiness than they have
    pairwise (Chu 1992, "A branch- and-bound algorithm to minimize total tardiness with different release dates"). A
    job of weight w counts in the layers 1 to w, and the bounds of layers add up. Set-ups are left out, which keeps it
    a bound.
    """
    assert problem.due is not None
    weight = problem.weight if weighted else np.ones(problem.jobs, np.int64)
    least = np.maximum(0, problem.release + _sums(problem) - problem.due)
    alone = int((weight * least).sum())
    levels = np.unique(weight[weight > 0])
    if problem.operations > MOST_OPERATIONS or len(levels) > MOST_LAYERS:
        return alone
    machines = _machines(problem)
    total, below = 0, 0
    for level in levels.tolist():
        chosen = weight >= level
        layer = max([int(least[chosen].sum()), *(_one_machine(each, chosen, least) for each in machines)])
        total += (level - below) * layer
        below = level
    return max(total, alone)


def _sums(problem: ShopProblem) -> Ints:
    """For each job its shortest work."""
    sums = np.append(0, np.cumsum(shortest_times(problem)))
    return np.asarray(sums[problem.job0[1:]] - sums[problem.job0[:-1]], np.int64)


def _machines(problem: ShopProblem) -> list[list[tuple[int, int, int, int]]]:
    """For each machine job, head, time and due date less tail of the operations that are its own."""
    assert problem.due is not None
    shortest = shortest_times(problem)
    sums = np.append(0, np.cumsum(shortest))
    found: list[list[tuple[int, int, int, int]]] = [[] for _ in range(problem.machines)]
    alt0, machine = problem.alt0.tolist(), problem.alt_machine.tolist()
    for job in range(problem.jobs):
        begin, after = int(problem.job0[job]), int(problem.job0[job + 1])
        for number in range(begin, after):
            own = {machine[a] for a in range(alt0[number], alt0[number + 1])}
            if len(own) == 1:
                head = int(problem.release[job] + sums[number] - sums[begin])
                due = int(problem.due[job] - (sums[after] - sums[number + 1]))
                found[own.pop()].append((job, head, int(shortest[number]), due))
    return found


def _one_machine(work: list[tuple[int, int, int, int]], chosen: Ints, least: Ints) -> int:
    """Total tardiness that a machine's chosen operations cause at least; a job counts once."""
    seen: set[int] = set()
    kept = []
    for job, head, time, due in work:
        if chosen[job] and job not in seen:
            seen.add(job)
            kept.append((head, time, due))
    ends = _shortest_remaining(kept)
    dues = sorted(due for _, _, due in kept)
    rest = sum(int(least[job]) for job in np.flatnonzero(chosen).tolist() if job not in seen)
    return rest + sum(max(0, end - due) for end, due in zip(ends, dues, strict=True))


def _shortest_remaining(work: list[tuple[int, int, int]]) -> list[int]:
    """When the operations end, in order, if the one with the least work left always goes on."""
    order = sorted(work)
    waiting: list[int] = []
    ends, now, at = [], 0, 0
    while at < len(order) or waiting:
        if not waiting:
            now = max(now, order[at][0])
        while at < len(order) and order[at][0] <= now:
            heapq.heappush(waiting, order[at][1])
            at += 1
        left = heapq.heappop(waiting)
        until = order[at][0] if at < len(order) else now + left
        if now + left <= until:
            now += left
            ends.append(now)
        else:
            heapq.heappush(waiting, left - (until - now))
            now = until
    return ends
