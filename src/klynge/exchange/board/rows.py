# SPDX-License-Identifier: Apache-2.0
"""The rows of the board: one a unit, by member, site and work centre; external work gets as many as it needs."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np

from klynge.network.model import Kind
from klynge.planning.measure import Reading

MOST_EXTERNAL_ROWS = 12


@dataclass(frozen=True)
class Rows:
    """`centre` and `unit` of each row, and the row of each portion of the plan."""

    centre: list[str]
    unit: list[int]
    of_portion: list[int]


def board_rows(reading: Reading) -> Rows:
    """Rows in the order in which the network lists members, sites and work centres."""
    network = reading.network
    members, sites = list(network.members), list(network.sites)
    ordered = sorted(
        network.work_centres.values(),
        key=lambda c: (members.index(network.sites[c.site].member), sites.index(c.site)),
    )
    centres: list[str] = []
    units: list[int] = []
    of_portion = [0] * len(reading.plan.portions)
    for centre in ordered:
        numbers = reading.rows_of_centre.get(centre.id, np.zeros(0, dtype=np.int64)).tolist()
        external = centre.kind is Kind.EXTERNAL
        lines = _side_by_side(reading, numbers) if external else {n: reading.plan.portions[n].unit for n in numbers}
        count = max([0 if external else centre.units - 1, *lines.values()]) + 1
        for n, line in lines.items():
            of_portion[n] = len(centres) + line
        centres += [centre.id] * count
        units += range(count)
    return Rows(centres, units, of_portion)


def _side_by_side(reading: Reading, numbers: list[int]) -> dict[int, int]:
    """External work runs at the same time without limit: each portion takes the first line that is free."""
    free: list[tuple[int, int]] = []
    lines: dict[int, int] = {}
    for n in sorted(numbers, key=lambda n: reading.plan.portions[n].setup_start):
        portion = reading.plan.portions[n]
        if free and (free[0][0] <= portion.setup_start or len(free) >= MOST_EXTERNAL_ROWS):
            _, line = heappop(free)
        else:
            line = len(free)
        lines[n] = line
        heappush(free, (portion.end, line))
    return lines
