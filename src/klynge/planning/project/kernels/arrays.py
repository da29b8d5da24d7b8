# SPDX-License-Identifier: Apache-2.0
"""What the kernels work on: a project as arrays in one direction of time, and room to build a schedule in.

What is free of all resources lies packed in as few 64-bit words as hold it: each resource has a field with a guard bit
above its capacity, so one subtraction and one mask tell whether an activity fits all resources of a word.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from klynge.planning.project.problem import Ints, ProjectProblem

FIELD_BITS = 62  # of a word; the sign bit stays free


class Net(NamedTuple):
    """A project whose arcs point from what comes before; `need`, `full` and `guard` are packed."""

    duration: Ints
    need: Ints
    full: Ints
    guard: Ints
    in0: Ints
    in_from: Ints
    in_lag: Ints


class Draft(NamedTuple):
    """A profile as a linked list of moments with what is free from each on, and a schedule in the making."""

    time: Ints
    next: Ints
    free: Ints
    end_node: Ints
    start: Ints
    order: Ints
    place: Ints


def packed(demand: Ints, capacity: Ints) -> tuple[Ints, Ints, Ints]:
    """Needs (n, words), full free capacity with guard bits (words), and the guard bits (words).

    Raises OverflowError for a capacity that no word holds even when cut to what all activities need.
    """
    capacity = np.minimum(capacity, demand.sum(axis=0))
    fields: list[tuple[int, int, int]] = []  # word, position of the lowest bit, width without the guard
    word, position = 0, 0
    for limit in capacity:
        width = max(1, int(limit).bit_length())
        if width >= FIELD_BITS:
            raise OverflowError(f"capacity {limit} is too large")
        if position + width + 1 > FIELD_BITS:
            word, position = word + 1, 0
        fields.append((word, position, width))
        position += width + 1
    need = np.zeros((len(demand), word + 1), np.int64)
    full, guard = np.zeros(word + 1, np.int64), np.zeros(word + 1, np.int64)
    for resource, (at, position, width) in enumerate(fields):
        need[:, at] += demand[:, resource] << position
        full[at] += (int(capacity[resource]) + (1 << width)) << position
        guard[at] += 1 << (position + width)
    return need, full, guard


def arcs_in(problem: ProjectProblem) -> tuple[Ints, Ints, Ints]:
    """The arcs by the activity they point to: in0, in_from, in_lag."""
    tail = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    order = np.argsort(problem.arc_to, kind="stable")
    in0 = np.zeros(problem.activities + 1, np.int64)
    np.cumsum(np.bincount(problem.arc_to, minlength=problem.activities), out=in0[1:])
    return in0, tail[order].astype(np.int64), problem.arc_lag[order].astype(np.int64)


def net_of(problem: ProjectProblem) -> Net:
    """The project as time runs."""
    return Net(problem.duration, *packed(problem.demand, problem.capacity), *arcs_in(problem))


def mirror_of(problem: ProjectProblem, net: Net) -> Net:
    """The project as time runs backward: an end becomes a start, so a lag to a start becomes one from an end."""
    tail = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    lag = problem.arc_lag + problem.duration[problem.arc_to] - problem.duration[tail]
    return Net(net.duration, net.need, net.full, net.guard, problem.arc0, problem.arc_to, lag.astype(np.int64))


def draft_for(net: Net) -> Draft:
    """Scratch for schedules of a project."""
    activities, words = net.need.shape
    nodes = 2 * activities + 2
    return Draft(
        np.zeros(nodes, np.int64), np.zeros(nodes, np.int64), np.zeros((nodes, words), np.int64),
        *(np.zeros(activities, np.int64) for _ in range(4)),
    )  # fmt: skip


def seeded(seed: int) -> NDArray[np.uint64]:
    """The state of a random number generator: never zero, and far from that of the next seed."""
    return np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1)
