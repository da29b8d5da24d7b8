# SPDX-License-Identifier: Apache-2.0
"""Good ways to make an order by what is known before any capacity is looked at: the first guesses of a menu.

For each weighting of øre, grams and seconds, the best modes and lanes by dynamic programming from the first operations
to the last, which is exact where every operation goes into one other (an in-tree), queues and set-ups left aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from klynge.job import Phase

from ..kernels import columns as col
from .request import Choice, Request

Weights = tuple[float, float, float]  # of an øre, a gram and a second


@dataclass(slots=True)
class Guesses:
    """What each operation costs, emits and takes in each mode, and each transport between places."""

    request: Request
    modes: list[range] = field(default_factory=list)
    work: dict[int, tuple[dict[int, float], ...]] = field(default_factory=dict)
    into: list[list[int]] = field(default_factory=list)
    site: dict[int, int] = field(default_factory=dict)
    figures: list[dict[int, tuple[float, float, float]]] = field(default_factory=list)
    routes: dict[tuple[int, int, float], list[tuple[int, float, float, float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        operations, resources = self.request.operations, self.request.schedule.problem.resources
        self.site = {row: int(resources.wc[mode[col.MODE_WC], col.WC_SITE]) for row, mode in enumerate(operations.mode)}
        for row, op in enumerate(operations.op):
            first = int(op[col.OP_MODE0])
            self.modes.append(range(first, int(op[col.OP_MODE1])))
            self.into.append([int(p) for p in operations.edge[op[col.OP_EDGE0] : op[col.OP_EDGE1], col.EDGE_PRED]])
            self.figures.append({mode: self._figures(row, mode, mode - first) for mode in self.modes[-1]})

    def _figures(self, row: int, number: int, index: int) -> tuple[float, float, float]:
        operation = self.request.rows[row][1]
        mode, network = operation.modes[index], self.request.schedule.problem.network
        seconds = mode.run_s(operation.quantity)
        hours = seconds / 3600
        if mode.load_per_unit:  # in a batch it pays for its share
            capacity = network.work_centres[mode.work_centre].capacity or 1
            hours *= min(1.0, mode.load_per_unit * operation.quantity / capacity)
        ore = mode.cost_ore + mode.cost_ore_unit * operation.quantity + mode.cost_ore_h * hours
        ore += sum(
            network.pools[need.pools[0]].cost_ore_h * need.amount / 1000 * hours
            for need in mode.needs
            if need.phase is Phase.RUN
        )
        if mode.agreement:
            ore += network.agreements[mode.agreement].rate_ore_h * hours
        grams = mode.co2_g + mode.co2_g_unit * operation.quantity + mode.co2_g_h * hours
        return ore, grams, float(seconds)

    def ways(self, origin: int, dest: int, goods_g: int) -> list[tuple[int, float, float, float]]:
        """Lanes between two places: row, øre, grams and seconds for so much goods."""
        key = origin, dest, float(goods_g)
        if key not in self.routes:
            resources, lane = self.request.schedule.problem.resources, self.request.rates.lane
            pair = origin * int(resources.span[2]) + dest
            rows = range(int(resources.pair_lane0[pair]), int(resources.pair_lane0[pair + 1]))
            kg = goods_g / 1000
            self.routes[key] = [
                (
                    row,
                    float(lane[row, 0] + lane[row, 1] * kg),
                    float(lane[row, 2] * kg),
                    float(resources.lane[row, col.LANE_LEAD]) + _wait(resources.lane[row]),
                )
                for row in rows
            ]
        return self.routes[key]

    def best(self, weights: Weights, allowed: Sequence[Sequence[int]]) -> Choice | None:
        """The modes and lanes with the least weighted sum, None where no lanes join what is allowed."""
        request = self.request
        value: list[dict[int, float]] = []
        taken: list[dict[int, dict[int, int]]] = []
        lanes: dict[tuple[int, int], int] = {}
        for row in range(request.size):
            value.append({})
            taken.append({})
            for mode in allowed[row]:
                total = _weigh(weights, self.figures[row][mode])
                chosen: dict[int, int] = {}
                for pred in self.into[row]:
                    ways = [
                        (value[pred][m] + way, m)
                        for m in value[pred]
                        if (way := self._way(weights, m, self.site[mode], int(request.goods[pred]), lanes)) is not None
                    ]
                    if not ways:
                        break
                    least, chosen[pred] = min(ways)
                    total += least
                else:
                    dest = int(request.operations.op[row, col.OP_DEST])
                    last = self._way(weights, mode, dest, int(request.goods[row]), lanes) if dest >= 0 else 0.0
                    if last is not None:
                        value[row][mode], taken[row][mode] = total + last, chosen
            if not value[row]:
                return None
        return self._picked(value, taken, lanes)

    def _way(
        self, weights: Weights, mode: int, dest: int, goods_g: int, lanes: dict[tuple[int, int], int]
    ) -> float | None:
        origin = self.site[mode]
        if origin == dest:
            return 0.0
        ways = [(_weigh(weights, way[1:]), way[0]) for way in self.ways(origin, dest, goods_g)]
        if not ways:
            return None
        least, lanes[origin, dest] = min(ways)
        return least

    def _picked(
        self, value: list[dict[int, float]], taken: list[dict[int, dict[int, int]]], lanes: dict[tuple[int, int], int]
    ) -> Choice:
        picked: dict[int, int] = {}
        for row in range(self.request.size - 1, -1, -1):
            if row not in picked:
                picked[row] = min(value[row], key=lambda mode: (value[row][mode], mode))
            for pred, mode in taken[row][picked[row]].items():
                picked.setdefault(pred, mode)
        rows = set(lanes.values())
        chosen = [next((x for x in range(int(a), int(b)) if x in rows), -1) for a, b in self.request.pairs]
        return (*(picked[row] for row in range(self.request.size)), *chosen)


def _weigh(weights: Weights, figures: Sequence[float]) -> float:
    return sum(weight * figure for weight, figure in zip(weights, figures, strict=True))


def _wait(lane: np.ndarray) -> float:
    """Half the mean time between departures of a lane."""
    count = int(lane[col.LANE_DEP1] - lane[col.LANE_DEP0])
    return 0.0 if count == 0 else 43_200.0
