# SPDX-License-Identifier: Apache-2.0
"""Lanes that orders have chosen where there are several between two places: kept in the state, read back as names.

An order keeps its lanes when it is placed anew; whoever places it takes them from it when it would be late by them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .kernels import columns as col
from .kernels.columns import State
from .problem import Problem

MOST_PICKS = 256  # rows of the table of lanes at first


def lane_names(problem: Problem) -> list[str]:
    """Identifiers of the lanes in the engine's row order."""
    network, names = problem.kept.get("lanes", (None, []))
    if network is not problem.network:
        sites, regions = problem.names.site, problem.names.region
        ends = {**regions, **sites}
        by_pair = sorted(
            problem.network.lanes.values(),
            key=lambda lane: sites[lane.origin] * (len(sites) + len(regions)) + ends[lane.destination],
        )
        names = [lane.id for lane in by_pair]
        problem.kept["lanes"] = problem.network, names
    assert isinstance(names, list)
    return names


def tasks_of(problem: Problem, order: int) -> range:
    """The task rows of the order in a row."""
    first, last = problem.operations.order[order, [col.ORD_OP0, col.ORD_OP1]].tolist()
    return range(first, last)


def with_lanes(problem: Problem, state: State, tasks: range, lanes: Sequence[str]) -> State:
    """The state in which an order's tasks have chosen these lanes, none: their goods take those that arrive first.

    Lanes that the network does not have are left out. Tables are made or made longer where they must be.
    """
    if not lanes and not len(state.task_lanes):
        return state
    names = lane_names(problem) if lanes else []
    rows = [names.index(name) for name in lanes if name in names]
    if len(state.task_lanes) < len(state.task):
        longer = np.zeros(len(state.task), np.int32)
        longer[: len(state.task_lanes)] = state.task_lanes
        state = state._replace(task_lanes=longer)
    state, head = _listed(state, rows)
    state.task_lanes[tasks.start : tasks.stop] = head
    return state


def _listed(state: State, rows: Sequence[int]) -> tuple[State, int]:
    """The state in which some lanes are listed one after the other, and 1 + the row of the first; 0 for none."""
    head, count = 0, int(state.counter[col.N_PICK])
    for lane in reversed(rows):
        known = np.flatnonzero((state.lane_pick[:count] == (lane, head)).all(axis=1))
        if len(known):
            head = int(known[0]) + 1
            continue
        if count == len(state.lane_pick):
            longer = np.zeros((max(MOST_PICKS, 2 * count), col.PICK_WIDTH), np.int32)
            longer[:count] = state.lane_pick
            state = state._replace(lane_pick=longer)
        state.lane_pick[count] = lane, head
        count += 1
        head = count
    state.counter[col.N_PICK] = count
    return state, head


def lanes_of(problem: Problem, state: State, order: int) -> tuple[str, ...]:
    """The lanes that the order in a row has chosen."""
    tasks = tasks_of(problem, order)
    if not tasks or tasks.start >= len(state.task_lanes):
        return ()
    names, found = lane_names(problem), []
    pick = int(state.task_lanes[tasks.start])
    while pick > 0:
        lane, pick = state.lane_pick[pick - 1].tolist()
        found.append(names[lane])
    return tuple(found)
