# SPDX-License-Identifier: Apache-2.0
"""A plan read out of the engine's tables as plain data: portions, supply lots, outcomes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np

from klynge.job import Job, Operation

from .kernels import columns as col
from .kernels.columns import BIG, Operations, Table
from .kernels.report import setup_start, setup_starts
from .plan import Lot, Outcome, Peg, Plan, PoolUse, Portion

if TYPE_CHECKING:  # a schedule is read by what is here
    from .schedule import Schedule

REASONS = {
    col.NO_MODE: "no_mode",
    col.NO_TIME: "no_time",
    col.NO_LANE: "no_lane",
    col.NO_MATERIAL: "no_material",
    col.NO_LAG: "max_lag",
    col.NO_SUPPLY: "no_supply",
}


def read_plan(schedule: Schedule, only: Collection[str] | None = None) -> Plan:
    """All placed portions, supply lots that are used, and outcomes, in engine-independent form; with `only`, those of
    these orders and of all supply lots."""
    problem, operations = schedule.problem, schedule.problem.operations
    gone = operations.order[:, col.ORD_OP0] == operations.order[:, col.ORD_OP1]
    wanted = range(len(problem.orders)) if only is None else sorted(problem.numbers[name] for name in only)
    rows = [number for number in wanted if not gone[number]]  # the others were withdrawn
    reader = PlanReader(schedule, whole=only is None)
    portions = [
        portion
        for number in rows
        for row in range(*operations.order[number, [col.ORD_OP0, col.ORD_OP1]].tolist())
        for portion in reader.portions(row, problem.rows[row], operations, row)
    ]
    lots = reader.lots()
    portions += [p for lot in lots for p in reader.lot_portions(lot)]
    portions.sort(key=lambda p: (p.order, p.job, p.operation, p.start, p.unit))
    outcomes = {}
    for i in rows:
        order = problem.orders[i]
        if schedule.arrivals[i] < BIG:
            delivered = int(schedule.arrivals[i]) + problem.zero_s
            outcomes[order] = Outcome(order, delivered, lanes=schedule.chosen_lanes(i))
        else:
            job, op = problem.rows[int(schedule.failed[i])]
            outcomes[order] = Outcome(order, None, REASONS[int(schedule.whys[i])], f"{job.id} {op.id}")
    span = problem.resources.span
    return Plan(
        problem.network.epoch, int(span[0]) + problem.zero_s, int(span[1]) + problem.zero_s, tuple(portions),
        tuple(lot for _, lot in lots), outcomes,
    )  # fmt: skip


class PlanReader:
    """Turns rows of the state into portions and lots; `whole` when most of them will be asked for.

    `lots` are names for rows of supply lots; others are named by their row.
    """

    def __init__(self, schedule: Schedule, whole: bool = True, lots: Mapping[int, str] | None = None) -> None:
        self.schedule = schedule
        self.problem = schedule.problem
        self.state = schedule.state
        network, names = self.problem.kept.get("names", (None, ()))
        if network is not self.problem.network:  # a problem made from another may be of a changed cluster
            network = self.problem.network
            names = [tuple(each) for each in (network.work_centres, network.sites, network.pools, network.items)]
            self.problem.kept["names"] = network, names
        self.centres, self.sites, self.pools, self.items = names
        self.view = schedule.view()
        self.setup_start = np.zeros(int(self.state.counter[col.N_RUN]) if whole else 0, np.int64)
        setup_starts(self.problem.views[0], self.view, self.setup_start)
        self.lot_ids: dict[int, str] = dict(lots or {})

    def _heads(self, task: int) -> list[int]:
        found = []
        p = int(self.state.task[task, col.TASK_HEAD])
        while p >= 0:
            found.append(p)
            p = int(self.state.portion[p, col.POR_NEXT])
        return found

    def portions(self, task: int, named: tuple[Job, Operation], tables: Operations, row: int) -> list[Portion]:
        """Portions of a task, which is row `row` of `tables` and stands for the named job's operation."""
        job, op = named
        mode0 = int(tables.op[row, col.OP_MODE0])
        return [self._portion(p, task, (job.order, job.id, op), mode0, tables.material) for p in self._heads(task)]

    def _portion(self, p: int, task: int, name: tuple[str, str, Operation], mode0: int, items: Table) -> Portion:
        st, zero = self.state, self.problem.zero_s
        order, job, op = name
        portion: list[int] = st.portion[p].tolist()
        run = portion[col.POR_RUN]
        row: list[int] = st.run[run].tolist()
        wc, frozen = row[col.RUN_WC], row[col.RUN_FROZEN] != 0
        centre = self.problem.network.work_centres[self.centres[wc]]
        mode = int(st.task[task, col.TASK_MODE]) - mode0
        first = int(self.problem.resources.wc[wc, col.WC_UNIT0])
        batch = centre.kind == "batch" and not frozen
        return Portion(
            order, job, op.id, mode, centre.id, max(0, row[col.RUN_UNIT] - first),
            portion[col.POR_QUANTITY], self._setup_start(run) + zero, row[col.RUN_START] + zero,
            row[col.RUN_END] + zero, op.modes[mode].family, f"{centre.id}#{run}" if batch else "",
            self._pools(row), self._pegs(portion[col.POR_PEG], items), frozen,
        )  # fmt: skip

    def _setup_start(self, run: int) -> int:
        if len(self.setup_start):
            return int(self.setup_start[run])
        return int(setup_start(self.problem.views[0], self.view, run))

    def _pools(self, row: list[int]) -> tuple[PoolUse, ...]:
        """Who is taken by the run of that row."""
        first, count = row[col.RUN_USE0], row[col.RUN_USES]
        if not count:
            return ()
        return tuple(
            PoolUse(use[col.USE_NEED], self.pools[use[col.USE_POOL]], use[col.USE_AMOUNT])
            for use in self.state.use[first : first + count].tolist()
        )

    def _pegs(self, peg: int, items: Table) -> tuple[Peg, ...]:
        zero = self.problem.zero_s
        found = []
        while peg >= 0:
            kind, row, quantity, after, material = (int(x) for x in self.state.peg[peg])
            item = self.items[int(items[material, col.MAT_ITEM])]
            if kind == col.FROM_STOCK:
                at = int(self.problem.resources.stock[row, col.STOCK_TIME])
                found.append(Peg(item, quantity, "stock", self.problem.stock_ids[row], at + zero))
            elif kind == col.FROM_LOT:
                at = int(self.state.lot[row, col.LOT_TIME])
                found.append(Peg(item, quantity, "lot", self._lot_id(row), at + zero))
            else:
                found.append(Peg(item, quantity, "purchase", "", row + zero))
            peg = after
        return tuple(reversed(found))

    def _lot_id(self, row: int) -> str:
        if row not in self.lot_ids:
            supply = self.problem.work.supplies[int(self.state.lot[row, col.LOT_SUPPLY])]
            self.lot_ids[row] = f"{supply.item}@{supply.site}#{row}"
        return self.lot_ids[row]

    def lots(self) -> list[tuple[int, Lot]]:
        """Supply lots that stand on the plan, by row."""
        rows = np.flatnonzero(self.state.lot[: int(self.state.counter[col.N_LOT]), col.LOT_ALIVE])
        return [(row, self.lot(row)) for row in rows.tolist()]

    def lot(self, row: int) -> Lot:
        """The supply lot in a row."""
        lot, zero = self.state.lot[row], self.problem.zero_s
        number = int(lot[col.LOT_SUPPLY])
        supply = self.problem.work.supplies[number]
        expires = None if supply.shelf_life_s is None else int(lot[col.LOT_EXPIRES]) + zero
        available = int(lot[col.LOT_TIME]) + zero
        return Lot(self._lot_id(row), number, supply.item, supply.site, supply.lot, available, expires)

    def lot_portions(self, entry: tuple[int, Lot]) -> list[Portion]:
        """Portions of the operations that make a supply lot."""
        row, lot = entry
        task0 = int(self.state.lot[row, col.LOT_TASK0])
        supply = self.problem.resources.supply[int(self.state.lot[row, col.LOT_SUPPLY])]
        found = []
        for op in range(int(supply[col.SUP_OP0]), int(supply[col.SUP_OP1])):
            operation = self.problem.supply_rows[op][1]
            mode0 = int(self.problem.supplies.op[op, col.OP_MODE0])
            name, items = ("", lot.id, operation), self.problem.supplies.material
            found += [self._portion(p, task0 + op, name, mode0, items) for p in self._heads(task0 + op)]
        return found
