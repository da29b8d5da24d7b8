# SPDX-License-Identifier: Apache-2.0
"""Good ways to make an order by what is known before any capacity is looked at: the first guesses of a menu."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from klynge.job import Phase

from ..kernels import columns as col
from .kernels.guess import guess
from .request import Choice, Request

WEIGHTS = np.array(
    [(1, 1e-6, 1e-6), (1e-6, 1, 1e-6), (1e-6, 1e-6, 1), (1, 1e-6, 1), (1, 10, 1e-6)], np.float64
)  # of an øre, a gram and a second
MOST_SITES = 8


@dataclass(slots=True)
class Guesses:
    """What each operation costs, emits and takes in each of its modes, by operation and mode."""

    request: Request
    first: NDArray[np.int64]
    figures: NDArray[np.float64]
    mode0: list[int]
    sites: list[list[int]]

    @classmethod
    def of(cls, request: Request) -> Guesses:
        """The figures of a request's modes."""
        operations = request.operations
        counts = operations.op[:, col.OP_MODE1] - operations.op[:, col.OP_MODE0]
        first = np.zeros(request.size + 1, np.int64)
        np.cumsum(counts, out=first[1:])
        figures = [_figures(request, row, i) for row, n in enumerate(counts.tolist()) for i in range(n)]
        mode0 = operations.op[:, col.OP_MODE0].tolist()
        site = request.schedule.problem.resources.wc[operations.mode[:, col.MODE_WC], col.WC_SITE].tolist()
        sites = [site[a : a + n] for a, n in zip(mode0, counts.tolist(), strict=True)]
        return cls(request, first, np.array(figures, np.float64), mode0, sites)

    def figure(self, row: int, mode: int) -> float:
        """What an operation costs in a mode row, by these figures, in øre."""
        return float(self.figures[self.first[row] + mode - self.mode0[row], 0])

    def site(self, row: int, mode: int) -> int:
        """The site of an operation's mode row."""
        return self.sites[row][mode - self.mode0[row]]

    def at(self, row: int, site: int) -> list[int]:
        """An operation's mode rows at a site."""
        return [self.mode0[row] + i for i, there in enumerate(self.sites[row]) if there == site]

    def all(self) -> Iterator[Choice]:
        """The best for several weightings, at every combination of sites for same-site groups."""
        request = self.request
        resources = request.schedule.problem.views[0]
        choice = np.zeros(request.size + len(request.pairs), np.int64)
        for allowed in self._by_sites():
            for weights in WEIGHTS:
                found = guess(
                    resources, request.view, self.first, self.figures, allowed, request.rates.lane, request.goods,
                    weights, request.pairs, choice,
                )  # fmt: skip
                if found:
                    yield tuple(choice.tolist())

    def _by_sites(self) -> Iterator[NDArray[np.int64]]:
        """The modes allowed, for each way to bind the same-site groups to sites."""
        groups: dict[int, list[int]] = {}
        for row, group in enumerate(self.request.operations.op[:, col.OP_GROUP].tolist()):
            if group >= 0:
                groups.setdefault(group, []).append(row)
        common = [sorted(set.intersection(*(set(self.sites[row]) for row in rows))) for rows in groups.values()]
        for number, sites in enumerate(product(*common)):
            if number == MOST_SITES:
                return
            allowed = np.ones(self.first[-1], np.int64)
            for rows, site in zip(groups.values(), sites, strict=True):
                for row in rows:
                    allowed[self.first[row] : self.first[row + 1]] = [there == site for there in self.sites[row]]
            yield allowed


def _figures(request: Request, row: int, index: int) -> tuple[float, float, float]:
    operation = request.rows[row][1]
    mode, network = operation.modes[index], request.schedule.problem.network
    seconds = mode.fixed_s + mode.unit_ms * operation.quantity // 1000
    hours = seconds / 3600
    if mode.load_per_unit:  # in a batch it pays for its share
        capacity = network.work_centres[mode.work_centre].capacity or 1
        hours *= min(1.0, mode.load_per_unit * operation.quantity / capacity)
    ore = mode.cost_ore + mode.cost_ore_unit * operation.quantity + mode.cost_ore_h * hours
    for need in mode.needs:
        if need.phase is Phase.RUN:
            ore += network.pools[need.pools[0]].cost_ore_h * need.amount / 1000 * hours
    if mode.agreement:
        ore += network.agreements[mode.agreement].rate_ore_h * hours
    return ore, mode.co2_g + mode.co2_g_unit * operation.quantity + mode.co2_g_h * hours, float(seconds)
