# SPDX-License-Identifier: Apache-2.0
"""Cheaper ways to the customer: of several lanes the cheapest by which an order's goods still come in time.

The last transport holds no capacity, so what an order gains by another lane costs no one anything.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.planning.chosen_lanes import lane_names
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, Resources
from klynge.planning.schedule import Schedule

from .facts import Facts


@dataclass(frozen=True, slots=True)
class _Way:
    """A lane (its row) for goods of one operation: when they are there, and what it costs."""

    lane: int
    arrives: int
    ore: int


def take_cheaper_lanes(schedule: Schedule, facts: Facts, worth_ore: int = 0) -> int:
    """Choose lanes for orders that have chosen none and save more than `worth_ore` so; how many.

    Whoever was in time still is, and no other order is later.
    """
    names, changed = lane_names(schedule.problem), 0
    for order in np.unique(facts.order_of[_several(schedule)]).tolist():
        arrives = int(schedule.arrivals[order])
        if arrives >= BIG or _has_chosen(schedule, order):
            continue
        legs = _legs(schedule, facts, order)
        if not all(legs.values()) or max(_first(ways).arrives for ways in legs.values()) != arrives:
            continue  # not all of it goes by lanes that can still be told
        limit = max(int(facts.due[order]), arrives)
        best = {pair: min((way for way in ways if way.arrives <= limit), key=_price) for pair, ways in legs.items()}
        saved = sum(_first(ways).ore for ways in legs.values()) - sum(way.ore for way in best.values())
        if saved > worth_ore:
            chosen = tuple(names[way.lane] for pair, way in best.items() if len(legs[pair]) > 1)
            schedule.choose_lanes(order, chosen)
            schedule.arrivals[order] = max(way.arrives for way in best.values())
            changed += 1
    return changed


def _first(ways: list[_Way]) -> _Way:
    """The one that goods take where nothing is chosen: of those that are there first, the first."""
    return min(ways, key=lambda way: way.arrives)


def _price(way: _Way) -> tuple[int, int]:
    return way.ore, way.arrives


def _several(schedule: Schedule) -> NDArray[np.bool_]:
    """The operations after which goods go to the customer by one of several lanes."""
    resources, ops, task = schedule.problem.resources, schedule.problem.operations.op, schedule.state.task
    n = len(ops)
    dest, site = ops[:, col.OP_DEST].astype(np.int64), task[:n, col.TASK_SITE].astype(np.int64)
    goes = (dest >= 0) & (task[:n, col.TASK_HEAD] >= 0) & (site >= 0) & (site != dest)
    pair = np.where(goes, site * int(resources.span[2]) + dest, 0)
    found: NDArray[np.bool_] = goes & (resources.pair_lane0[pair + 1] - resources.pair_lane0[pair] > 1)
    return found


def _legs(schedule: Schedule, facts: Facts, order: int) -> dict[int, list[_Way]]:
    """The ways of all that goes to the customer, by pair of places; of goods that end where they are, one for nothing.

    A lane chosen is chosen for all goods of the order between its places: they are there when the last of them is.
    """
    problem, task = schedule.problem, schedule.state.task
    found: dict[int, list[_Way]] = {}
    for op in range(*problem.operations.order[order, [col.ORD_OP0, col.ORD_OP1]].tolist()):
        dest, site = int(problem.operations.op[op, col.OP_DEST]), int(task[op, col.TASK_SITE])
        if dest == -1:
            continue
        ready, pair = int(task[op, col.TASK_END]), site * int(problem.resources.span[2]) + dest
        if dest < 0 or dest == site:
            ways, pair = [_Way(-1, ready, 0)], -1
        else:
            ways = _ways(problem.resources, pair, ready, int(facts.weight_g[op]))
        found[pair] = _together(found[pair], ways) if pair in found else ways
    return found


def _together(some: list[_Way], others: list[_Way]) -> list[_Way]:
    """The ways that both can take, at what both cost."""
    by_lane = {way.lane: way for way in others}
    return [
        _Way(way.lane, max(way.arrives, by_lane[way.lane].arrives), way.ore + by_lane[way.lane].ore)
        for way in some
        if way.lane in by_lane
    ]


def _has_chosen(schedule: Schedule, order: int) -> bool:
    lanes, first = schedule.state.task_lanes, int(schedule.problem.operations.order[order, col.ORD_OP0])
    return first < len(lanes) and int(lanes[first]) != 0


def _ways(resources: Resources, pair: int, ready: int, weight_g: int) -> list[_Way]:
    """The lanes of a pair of places that goods can take."""
    found = []
    for row in range(int(resources.pair_lane0[pair]), int(resources.pair_lane0[pair + 1])):
        lane = resources.lane[row].tolist()
        leaves, first, last = ready, lane[col.LANE_DEP0], lane[col.LANE_DEP1]
        if last > first:
            at = first + int(np.searchsorted(resources.departure[first:last], ready))
            if at == last:
                continue
            leaves = int(resources.departure[at])
        ore = lane[col.LANE_ORE] - (-lane[col.LANE_ORE_KG] * weight_g // 1000)
        found.append(_Way(row, leaves + lane[col.LANE_LEAD], ore))
    return found
