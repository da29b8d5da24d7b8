# SPDX-License-Identifier: Apache-2.0
"""Earliest starts and latest ends by the lags alone, lower bounds, and why lags can be impossible."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from klynge.planning.project.kernels.paths import longest
from klynge.planning.project.problem import Ints, ProjectProblem, Reason

MOST_THRESHOLDS = 200  # of heads tried for the work bound; each costs a sort


class ImpossibleError(Exception):
    """No schedule can hold, for this reason."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


@dataclass(frozen=True, slots=True)
class Ends:
    """`head` (n): no start is earlier; `tail` (n): no less lies between a start and the last end."""

    head: Ints
    tail: Ints


def ends_of(problem: ProjectProblem) -> Ends:
    """Heads and tails. Raises ImpossibleError, naming the activities, where lags make a round trip longer than 0."""
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    head, via = np.zeros(problem.activities, np.int64), np.full(problem.activities, -1, np.int64)
    turn = longest(before, problem.arc_to, problem.arc_lag, head, via)
    if turn >= 0:
        raise ImpossibleError(_cycle(problem, before, via, turn))
    tail, via = problem.duration.copy(), np.full(problem.activities, -1, np.int64)
    longest(problem.arc_to, before, problem.arc_lag, tail, via)
    return Ends(head, tail)


def _cycle(problem: ProjectProblem, before: Ints, via: Ints, turn: int) -> Reason:
    """The round trip that an activity which is raised without end lies behind."""
    at = turn
    for _ in range(problem.activities):
        at = int(before[via[at]])
    arcs, first = [], at
    while True:
        arcs.append(int(via[at]))
        at = int(before[arcs[-1]])
        if at == first:
            break
    arcs.reverse()
    chain = f"{int(before[arcs[0]]) + problem.first}"
    for arc in arcs:
        chain += f" → {int(problem.arc_to[arc]) + problem.first} ({int(problem.arc_lag[arc]):+d})"
    return Reason("cycle", (("chain", chain), ("excess", int(problem.arc_lag[arcs].sum()))))


def check_capacity(problem: ProjectProblem) -> None:
    """Raises ImpossibleError for an activity that needs more than there is."""
    over = np.argwhere((problem.demand > problem.capacity) & (problem.duration > 0)[:, None])
    if len(over):
        activity, resource = map(int, over[0])
        facts = {
            "activity": activity + problem.first,
            "resource": resource + 1,
            "demand": int(problem.demand[activity, resource]),
            "capacity": int(problem.capacity[resource]),
        }
        raise ImpossibleError(Reason("capacity", tuple(facts.items())))


def lower_bound(problem: ProjectProblem, ends: Ends) -> int:
    """The longest path, and for each resource the work of those that cannot start before a moment.

    Work that starts at h or later takes at least h + work / capacity, and from where the last of it ends at least the
    least tail beyond; over sets by head and tail (the bound of one machine, for a resource that several share).
    """
    bound = int((ends.head + ends.tail).max(initial=0))
    beyond = ends.tail - problem.duration
    for resource, capacity in enumerate(problem.capacity.tolist()):
        users = np.flatnonzero((problem.demand[:, resource] > 0) & (problem.duration > 0))
        if not len(users):
            continue
        users = users[np.argsort(-beyond[users], kind="stable")]
        work = problem.duration[users] * problem.demand[users, resource]
        thresholds = np.unique(ends.head[users])
        step = -(-len(thresholds) // MOST_THRESHOLDS)
        for moment in thresholds[::step]:
            late = ends.head[users] >= moment
            total = moment - (-np.cumsum(work[late]) // capacity) + beyond[users][late]
            bound = max(bound, int(total.max()))
    return bound
