# SPDX-License-Identifier: Apache-2.0
"""What things cost and emit, as arrays in the engine's row order: money integer øre, CO2 integer grams.

The meaning of every figure is that of `planning.measure`: what a promise is said to cost is what the measures of the
plan with it are more than those of the plan without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Mode, Operation

from ..kernels import columns as col
from ..problem import Problem

Money = NDArray[np.int64]
MODE_FIELDS = ("cost_ore", "cost_ore_unit", "cost_ore_h", "co2_g", "co2_g_unit", "co2_g_h")


@dataclass(frozen=True, slots=True)
class Rates:
    """Of a network: an hour at each work centre (øre, grams, 1 where all modes there cost the same), of each pool and
    agreement; each cell of the set-up matrices; a unit of each item (øre, grams); each lane (øre a shipment, øre a kg,
    grams a kg). `supply_mode` are the prices of the modes that make supply lots."""

    centre: Money
    pool: Money
    setup: Money
    item: Money
    lane: Money
    agreement: Money
    supply_mode: Money

    @property
    def uniform(self) -> bool:
        """Whether an hour at a work centre costs the same for every mode, at all of them."""
        return bool(self.centre[:, 2].all())


def rates_of(problem: Problem) -> Rates:
    """The rates of a problem's network and work, made when first asked for."""
    kept = problem.kept.get("rates")
    if kept is None:
        kept = problem.kept["rates"] = _made(problem)
    assert isinstance(kept, Rates)
    return kept


def mode_prices(operations: Iterable[Operation], rows: int, first: Sequence[int]) -> Money:
    """Prices of modes by row, `first` the row of each operation's first mode."""
    prices = np.zeros((rows, len(MODE_FIELDS)), np.int64)
    seen: set[int] = set()
    for operation, row in zip(operations, first, strict=True):
        if row in seen:
            continue
        seen.add(row)
        for i, mode in enumerate(operation.modes):
            prices[row + i] = _prices(mode)
    return prices


def goods_g(rows: Sequence[tuple[Job, Operation]]) -> Money:
    """What is sent on after each operation weighs: all of its job's goods, as measures count it."""
    return np.array([job.weight_g * job.quantity for job, _ in rows], np.int64)


def _prices(mode: Mode) -> tuple[int, ...]:
    return (mode.cost_ore, mode.cost_ore_unit, mode.cost_ore_h, mode.co2_g, mode.co2_g_unit, mode.co2_g_h)


def _table(rows: Sequence[Sequence[int]], width: int) -> Money:
    return np.array(rows, np.int64).reshape(-1, width)


def _made(problem: Problem) -> Rates:
    network, names = problem.network, problem.names
    cells = [
        matrix.cost_ore.get((before, after), 0)
        for matrix in network.setup_matrices.values()
        for before in matrix.families
        for after in matrix.families
    ]
    n_dest, ends = len(names.site) + len(names.region), {**names.region, **names.site}
    lanes = sorted(network.lanes.values(), key=lambda x: names.site[x.origin] * n_dest + ends[x.destination])
    supply_op = problem.supplies.op
    return Rates(
        centre=_centres(problem),
        pool=np.array([pool.cost_ore_h for pool in network.pools.values()], np.int64),
        setup=np.array(cells, np.int64),
        item=_table([[item.cost_ore, item.co2_g] for item in network.items.values()], 2),
        lane=_table([[lane.cost_ore, lane.cost_ore_kg, lane.co2_g_kg] for lane in lanes], 3),
        agreement=np.array([agreement.rate_ore_h for agreement in network.agreements.values()], np.int64),
        supply_mode=mode_prices(
            (op for _, op in problem.supply_rows),
            len(problem.supplies.mode),
            [int(row) for row in supply_op[:, col.OP_MODE0]],
        ),
    )


def _centres(problem: Problem) -> Money:
    """An hour at each work centre by the modes there."""
    table = np.zeros((len(problem.names.work_centre), 3), np.int64)
    table[:, 2] = 1
    met: dict[str, tuple[int, int]] = {}
    seen: set[int] = set()
    for source in (problem.rows, problem.supply_rows):
        pair: tuple[Any, Operation]
        for pair in source:
            modes = pair[1].modes
            if id(modes) in seen:
                continue
            seen.add(id(modes))
            _meet(problem, table, met, modes)
    return table


def _meet(problem: Problem, table: Money, met: dict[str, tuple[int, int]], modes: Iterable[Mode]) -> None:
    for mode in modes:
        hour = mode.cost_ore_h, mode.co2_g_h
        row = problem.names.work_centre[mode.work_centre]
        if met.setdefault(mode.work_centre, hour) != hour:
            table[row, 2] = 0
        table[row, :2] = met[mode.work_centre]


def with_modes(problem: Problem, rates: Rates, rows: Sequence[tuple[Job, Operation]]) -> Rates:
    """The rates when a further order's modes are met too: the same object when they change nothing."""
    table, names = rates.centre, problem.names.work_centre
    for _, operation in rows:
        for mode in operation.modes:
            row = names[mode.work_centre]
            hour = (mode.cost_ore_h, mode.co2_g_h, 1)
            if tuple(table[row]) != hour and _in_use(problem, row):
                if table is rates.centre:
                    table = table.copy()
                table[row, 2] = 0
    if table is rates.centre:
        return rates
    return Rates(table, rates.pool, rates.setup, rates.item, rates.lane, rates.agreement, rates.supply_mode)


def _in_use(problem: Problem, centre: int) -> bool:
    return bool(
        (problem.operations.mode[:, col.MODE_WC] == centre).any()
        or (problem.supplies.mode[:, col.MODE_WC] == centre).any()
    )
