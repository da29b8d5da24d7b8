# SPDX-License-Identifier: Apache-2.0
"""What the engine's tables do not hold: what things emit and what lanes cost, as arrays in the engine's row order.

Money is integer øre, CO2 integer grams, and every figure means what it means to `planning.measure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation

from ..kernels import columns as col
from ..problem import Problem

Figures = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rates:
    """Of a network: grams an hour at each work centre (by its first mode), grams of a unit of each item, each lane
    (øre a shipment, øre a kg, grams a kg), and grams of the modes that make supply lots (as `mode_grams`)."""

    centre_g_h: Figures
    item_g: Figures
    lane: Figures
    supply_g: Figures


def rates_of(problem: Problem) -> Rates:
    """The rates of a problem's network and work, made when first asked for."""
    network, rates = problem.kept.get("rates", (None, None))
    if network is not problem.network:  # a problem made from another may be of a changed cluster
        rates = _made(problem)
        problem.kept["rates"] = problem.network, rates
    assert isinstance(rates, Rates)
    return rates


def mode_grams(operations: Iterable[Operation], rows: int, first: Sequence[int]) -> Figures:
    """Grams a portion, a unit and an hour of modes by row; `first` is the row of each operation's first mode."""
    grams = np.zeros((rows, 3), np.int64)
    for operation, row in zip(operations, first, strict=True):
        for i, mode in enumerate(operation.modes):
            grams[row + i] = mode.co2_g, mode.co2_g_unit, mode.co2_g_h
    return grams


def goods_g(rows: Sequence[tuple[Job, Operation]]) -> Figures:
    """What is sent on after each operation weighs: all of its job's goods, as measures count it."""
    return np.array([job.weight_g * job.quantity for job, _ in rows], np.int64)


def _made(problem: Problem) -> Rates:
    network, names = problem.network, problem.names
    n_dest, ends = len(names.site) + len(names.region), {**names.region, **names.site}
    lanes = sorted(network.lanes.values(), key=lambda x: names.site[x.origin] * n_dest + ends[x.destination])
    lane_rows = [[lane.cost_ore, lane.cost_ore_kg, lane.co2_g_kg] for lane in lanes]
    first = [int(row) for row in problem.supplies.op[:, col.OP_MODE0]]
    return Rates(
        centre_g_h=_centres(problem),
        item_g=np.array([item.co2_g for item in network.items.values()], np.int64),
        lane=np.array(lane_rows, np.int64).reshape(-1, 3),
        supply_g=mode_grams((op for _, op in problem.supply_rows), len(problem.supplies.mode), first),
    )


def _centres(problem: Problem) -> Figures:
    """Grams an hour at each work centre: all modes of a folder's work centre emit alike."""
    grams = np.zeros(len(problem.names.work_centre), np.int64)
    met: set[str] = set()
    seen: set[int] = set()
    for operation in (*(op for _, op in problem.rows), *(op for _, op in problem.supply_rows)):
        if id(operation.modes) in seen:
            continue
        seen.add(id(operation.modes))
        for mode in operation.modes:
            if mode.work_centre not in met:
                met.add(mode.work_centre)
                grams[problem.names.work_centre[mode.work_centre]] = mode.co2_g_h
    return grams
