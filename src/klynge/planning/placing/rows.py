# SPDX-License-Identifier: Apache-2.0
"""Portions and supply lots as rows for the kernels, with all that they name looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from klynge.job import Operation
from klynge.planning.kernels import columns as col
from klynge.planning.plan import Lot, Peg, Portion
from klynge.planning.problem import Problem

from .kernels import columns as want
from .misfit import Misfit

Rows = NDArray[np.int64]
Place = tuple[str, str]
"""(job or lot, operation)."""

_KINDS = {"stock": col.FROM_STOCK, "lot": col.FROM_LOT, "purchase": col.FROM_SUPPLIER}


def operation_rows(problem: Problem, orders: Iterable[int]) -> dict[Place, int]:
    """The row of every operation of these orders."""
    found = {}
    for order in orders:
        first, last = problem.operations.order[order, [col.ORD_OP0, col.ORD_OP1]]
        for row in range(int(first), int(last)):
            job, op = problem.rows[row]
            found[job.id, op.id] = row
    return found


@dataclass(slots=True)
class Wanted:
    """Rows of portions sorted by start (`portions` maps them back), their pools and pegs, and the new supply lots."""

    portions: Sequence[Portion]
    lots: Sequence[Lot]
    rows: Rows
    pools: Rows
    pegs: Rows
    lot_rows: Rows
    misfits: list[Misfit]

    def settle(self, placed: Rows, task0: Rows) -> None:
        """Write where the new lots are: their rows, and the task that each lot's operations count from."""
        of_supply = self.rows[:, want.W_SUPPLY] == 1
        self.rows[of_supply, want.W_TASK] = task0[self.rows[of_supply, want.W_TASK]] + self.rows[of_supply, want.W_OP]
        new = (self.pegs[:, want.G_KIND] == col.FROM_LOT) & (self.pegs[:, want.G_ROW] < 0)
        self.pegs[new, want.G_ROW] = placed[-1 - self.pegs[new, want.G_ROW]]


@dataclass(slots=True)
class RowWriter:
    """Looks up what portions name. `lots` says in which row supply lots are that the plan has already."""

    problem: Problem
    operations: Mapping[Place, int]
    lots: Mapping[str, int] = field(default_factory=dict)
    stock: Mapping[str, int] = field(default_factory=dict)
    misfits: list[Misfit] = field(default_factory=list)
    _pools: list[int] = field(default_factory=list)
    _pegs: list[tuple[int, int, int, int]] = field(default_factory=list)
    _pool_rows: dict[tuple[object, ...], int] = field(default_factory=dict)
    _new: dict[str, int] = field(default_factory=dict)
    _supply: dict[tuple[int, str], int] = field(default_factory=dict)

    def write(self, portions: Sequence[Portion], lots: Sequence[Lot]) -> Wanted:
        """All rows; what cannot be looked up is in `misfits`, and then the rows are not to be used."""
        if not self.stock:
            self.stock = {name: row for row, name in enumerate(self.problem.stock_ids)}
        self._supply = {(number, op.id): row for row, (number, op) in enumerate(self.problem.supply_rows)}
        self._new = {lot.id: i for i, lot in enumerate(lots)}
        lot_rows = [row for lot in lots if (row := self._lot(lot)) is not None]
        supply_of = {lot.id: lot.supply for lot in lots}
        rows = [found for i, each in enumerate(portions) if (found := self._portion(i, each, supply_of)) is not None]
        table = np.array(rows, np.int64).reshape(-1, want.W_WIDTH)
        # those of one run in reverse, as the newest portion of a task is read first
        order = np.lexsort((-table[:, want.W_PLACE], table[:, want.W_UNIT], table[:, want.W_START]))
        return Wanted(
            portions, lots, np.ascontiguousarray(table[order]), np.array([*self._pools, 0], np.int64),
            np.array(self._pegs, np.int64).reshape(-1, want.G_WIDTH),
            np.array(lot_rows, np.int64).reshape(-1, want.L_WIDTH), self.misfits,
        )  # fmt: skip

    def _amiss(self, kind: str, where: str, **facts: int | str) -> None:
        self.misfits.append(Misfit(kind, where, tuple(facts.items())))

    def _lot(self, lot: Lot) -> tuple[int, int, int] | None:
        problem, names = self.problem, self.problem.names
        supplies = problem.work.supplies
        if not 0 <= lot.supply < len(supplies) or supplies[lot.supply].item != lot.item:
            self._amiss("unknown_supply", lot.id, supply=lot.supply + 1, item=lot.item)
            return None
        supply = supplies[lot.supply]
        key = names.item[supply.item] * len(names.site) + names.site[supply.site]
        return lot.supply, key, lot.available - problem.zero_s

    def _portion(self, i: int, portion: Portion, supply_of: Mapping[str, int]) -> tuple[int, ...] | None:
        problem = self.problem
        made = portion.job in supply_of and not portion.order
        if made:
            row = self._supply.get((supply_of[portion.job], portion.operation))
        else:
            row = self.operations.get((portion.job, portion.operation))
        where = f"{portion.job} {portion.operation}"
        if row is None:
            self._amiss("unknown_operation", where)
            return None
        operation = problem.supply_rows[row][1] if made else problem.rows[row][1]
        tables = problem.supplies if made else problem.operations
        if not 0 <= portion.mode < len(operation.modes):
            self._amiss("unknown_mode", where, mode=portion.mode + 1)
            return None
        unit = self._unit(portion, operation, where)
        pool0 = self._pool_row(portion, operation, unit, where)
        first = len(self._pegs)
        self._pegs += [
            peg for each in portion.pegs if (peg := self._peg(each, operation, row, made, where)) is not None
        ]
        zero = problem.zero_s
        mode = int(tables.op[row, col.OP_MODE0]) + portion.mode
        task = self._new[portion.job] if made else row
        return (
            task, row, mode, int(made), portion.quantity, unit, portion.setup_start - zero, portion.start - zero,
            portion.end - zero, pool0, first, len(self._pegs), i,
        )  # fmt: skip

    def _unit(self, portion: Portion, operation: Operation, where: str) -> int:
        """The unit's row, -1 for external work."""
        mode, names = operation.modes[portion.mode], self.problem.names
        if portion.work_centre != mode.work_centre:
            self._amiss("other_centre", where, is_at=portion.work_centre, wanted=mode.work_centre)
            return -1
        if portion.family != mode.family:
            self._amiss("other_family", where, family=portion.family, wanted=mode.family)
        kind, first, count = self.problem.resources.wc[names.work_centre[mode.work_centre], :3]
        if kind == col.EXTERNAL:
            if portion.unit or portion.pools:
                self._amiss("external_unit", where, work_centre=portion.work_centre)
            return -1
        if not 0 <= portion.unit < count:
            self._amiss("unknown_unit", where, work_centre=portion.work_centre, unit=portion.unit + 1)
        return int(first) + portion.unit

    def _pool_row(self, portion: Portion, operation: Operation, unit: int, where: str) -> int:
        needs = operation.modes[portion.mode].needs
        if unit < 0 or not (needs or portion.pools):
            return 0
        key = (id(needs), *portion.pools)
        at = self._pool_rows.get(key)
        if at is not None:
            return at
        known = self.problem.names.pool
        pools = [-1] * len(needs)
        for use in portion.pools:
            fits = 0 <= use.need < len(needs) and use.amount == needs[use.need].amount and use.pool in known
            if not fits or pools[use.need] >= 0:
                self._amiss("pools_unlike", where)
                return 0
            pools[use.need] = known[use.pool]
        self._pool_rows[key] = at = len(self._pools)
        self._pools += pools
        return at

    def _peg(
        self, peg: Peg, operation: Operation, row: int, made: bool, where: str
    ) -> tuple[int, int, int, int] | None:
        if not peg.quantity:
            return None
        problem = self.problem
        items = [material.item for material in operation.materials]
        if peg.item not in items:
            self._amiss("no_material", where, item=peg.item)
            return None
        tables = problem.supplies if made else problem.operations
        material = int(tables.op[row, col.OP_MAT0]) + items.index(peg.item)
        source: int | None
        if peg.source == "lot":
            source = -1 - self._new[peg.id] if peg.id in self._new else self.lots.get(peg.id)
        elif peg.source == "stock":
            source = self.stock.get(peg.id)
        else:
            source = peg.available - problem.zero_s if peg.source == "purchase" else None
        if source is None:
            self._amiss("unknown_peg", where, item=peg.item, source=peg.source, id=peg.id)
            return None
        return _KINDS[peg.source], source, peg.quantity, material
