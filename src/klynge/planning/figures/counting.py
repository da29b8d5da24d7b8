# SPDX-License-Identifier: Apache-2.0
"""The measures that decide, counted in the engine's tables: equal to `measure` of the same plan, in milliseconds."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klynge.network.model import Kind
from klynge.planning.kernels import columns as engine
from klynge.planning.kernels.clock import work_at
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.view import Tables
from klynge.planning.measure.hours import open_times
from klynge.planning.measure.result import Carbon, Costs, LeadTime, Service
from klynge.planning.problem import Problem
from klynge.planning.schedule import Schedule

from .kernels import columns as col
from .kernels.moves import count_setups, count_shipments
from .kernels.orders import orders_ore
from .kernels.work import count_portions, count_runs
from .prices import Numbers, OrderFacts, Prices, prices_of

HOUR = 3600
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Load:
    """A work centre's hours in the window, as `WorkCentreUse` has them."""

    work_centre: str
    open_h: float
    run_h: float
    setup_h: float
    occupied_h: float

    @property
    def utilisation(self) -> float:
        """Occupied hours as a share of open hours of all units."""
        return self.occupied_h / self.open_h if self.open_h else 0.0


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """One member's money, as `MemberMeasures` has it."""

    member: str
    value_ore: int
    costs: Costs
    agreement_received_ore: int
    agreement_paid_ore: int

    @property
    def contribution_ore(self) -> int:
        """What its planned orders sell for, less its costs, plus what agreements bring it and less what they take."""
        return self.value_ore - self.costs.total_ore + self.agreement_received_ore - self.agreement_paid_ore


@dataclass(frozen=True, slots=True)
class Figures:
    """Service, money, CO2 and load of one plan; `bottleneck` is the work centre with the highest utilisation."""

    service: Service
    objective: tuple[int, int, int]
    lead_time: LeadTime
    costs: Costs
    agreement_transfers_ore: int
    carbon: Carbon
    value_ore: int
    members: tuple[MemberFigures, ...]
    work_centres: tuple[Load, ...]

    @property
    def money_ore(self) -> int:
        """Costs and agreement transfers: the third part of the objective."""
        return self.objective[2]

    @property
    def bottleneck(self) -> str:
        """The most used work centre, the first by name among equals; "" when none has anything to do."""
        used = [load for load in self.work_centres if load.occupied_h > 0]
        return min(used, key=lambda load: (-load.utilisation, load.work_centre)).work_centre if used else ""

    def as_json(self) -> dict[str, Any]:
        """The same as nested dicts and lists, with the totals written out."""
        tree = asdict(self)
        tree["costs"]["total_ore"] = self.costs.total_ore
        tree["carbon"]["total_g"] = self.carbon.total_g
        for row, member in zip(tree["members"], self.members, strict=True):
            row["costs"]["total_ore"] = member.costs.total_ore
            row["contribution_ore"] = member.contribution_ore
        for row, load in zip(tree["work_centres"], self.work_centres, strict=True):
            row["utilisation"] = load.utilisation
        return tree | {"bottleneck": self.bottleneck}


@dataclass(frozen=True, slots=True)
class Counted:
    """What some orders and work centres of a plan add up to; parts of a plan that share neither add up to the whole.

    `money` is øre and grams by (member, kind), the last row no member's; `load` seconds by (work centre, kind);
    `last_end` engine seconds, -1 when nothing is planned.
    """

    money: Numbers
    load: Numbers
    last_end: int

    @property
    def carbon_g(self) -> int:
        """Grams of work, material and transport."""
        return int(self.money[:, [col.WORK_G, col.MATERIAL_G, col.TRANSPORT_G]].sum())

    def __add__(self, other: Counted) -> Counted:
        """Both together."""
        return Counted(self.money + other.money, self.load + other.load, max(self.last_end, other.last_end))


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a plan: rows of operations, and whether each work centre and supply belongs to it."""

    rows: Numbers
    work_centres: NDArray[np.bool_]
    supplies: NDArray[np.bool_]


def figures(schedule: Schedule, prices: Prices | None = None) -> Figures:
    """Count a schedule at the given prices; without them, at those of its network, which are looked up first."""
    prices = prices_of(schedule.problem) if prices is None else prices
    return figures_of(schedule.problem, prices, schedule.arrivals, count(schedule, prices))


def figures_of(problem: Problem, prices: Prices, arrivals: NDArray[np.int64], counted: Counted) -> Figures:
    """The figures of a plan that was counted, with each order's arrival in engine seconds."""
    met, lead, value = served(problem, arrivals, prices.orders, len(prices.members))
    total = counted.money.sum(axis=0)
    costs = _costs(total)
    paid = int(total[col.PAID_ORE])
    return Figures(
        service=met,
        objective=(met.promises - met.promises_kept, met.weighted_lateness_s, costs.total_ore + paid),
        lead_time=lead,
        costs=costs,
        agreement_transfers_ore=paid,
        carbon=Carbon(int(total[col.WORK_G]), int(total[col.MATERIAL_G]), int(total[col.TRANSPORT_G])),
        value_ore=int(value.sum()),
        members=tuple(
            MemberFigures(
                member,
                int(value[row]),
                _costs(counted.money[row]),
                int(counted.money[row, col.RECEIVED_ORE]),
                int(counted.money[row, col.PAID_ORE]),
            )
            for row, member in enumerate(prices.members)
        ),
        work_centres=_loads(problem, counted),
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """An order that stands in a schedule and is not one of its problem's: its tables, its tasks from row `task0` on.

    `mode` are the prices of its modes, `owner` and `goods_g` are by operation.
    """

    tables: Tables
    task0: int
    mode: Numbers
    owner: Numbers
    goods_g: Numbers


def count(schedule: Schedule, prices: Prices, part: Part | None = None, beside: Sequence[Beside] = ()) -> Counted:
    """Add up a schedule, or a part of it, and orders that stand beside its own."""
    problem, state = schedule.problem, schedule.state
    res, ops, sup = problem.views
    st = schedule.view()
    p, resources = prices, problem.resources
    money = np.zeros((len(p.members) + 1, col.COUNTED), np.int64)
    load = np.zeros((len(resources.wc), col.LOADS), np.int64)
    notes = _scratch("notes", int(state.counter[engine.N_RUN]), col.NOTES)
    notes[:] = 0
    n = len(problem.operations.op)
    rows = np.arange(n, dtype=np.int64) if part is None else part.rows
    sites = _scratch("sites", n, 1).reshape(-1)
    sites[:] = -1
    count_portions(res, ops, st, rows, p.owner, p.mode, p.item, p.centres, money, notes, rows, sites)
    count_shipments(res, ops, st, 0, rows, sites, p.goods_g, p.owner, p.lane, money)
    for one in beside:
        own = np.arange(len(one.owner), dtype=np.int64)
        there = np.empty(len(own), np.int64)
        count_portions(
            res, one.tables, st, one.task0 + own, one.owner, one.mode, p.item, p.centres, money, notes, own, there
        )
        count_shipments(res, one.tables, st, one.task0, own, there, one.goods_g, one.owner, p.lane, money)
    tasks, made = _lot_tasks(schedule, part)
    count_portions(
        res, sup, st, tasks, p.supply_owner, p.supply_mode, p.item, p.centres, money, notes, made,
        np.empty(len(problem.supplies.op), np.int64),
    )  # fmt: skip
    last = count_runs(res, st, notes, p.pool, p.agreement, p.centres, _frozen(schedule, p), money, load)
    here = np.ones(len(resources.wc), np.bool_) if part is None else part.work_centres
    count_setups(res, st, p.setup_ore, p.centres, here, money)
    return Counted(money, load, int(last))


def _frozen(schedule: Schedule, prices: Prices) -> Numbers:
    """The hours of reported runs, by their rows in the schedule."""
    if not len(prices.frozen):
        return prices.frozen
    runs = schedule.state.run[: int(schedule.state.counter[engine.N_RUN])]
    rows = np.flatnonzero((runs[:, engine.RUN_FROZEN] == 1) & (runs[:, engine.RUN_TASK] >= 0))
    rows = rows[np.lexsort(runs[rows][:, [engine.RUN_TASK, engine.RUN_END, engine.RUN_START]].T)]
    found = np.zeros((len(runs), col.FROZEN), np.int64)
    found[rows] = prices.frozen
    return found


def _scratch(name: str, rows: int, width: int) -> Numbers:
    """A table that this thread has used before, if it is large enough: fresh memory takes longer than the counting."""
    tables: dict[str, Numbers] = _local.__dict__
    if name not in tables or len(tables[name]) < rows:
        tables[name] = np.empty((rows + rows // 4, width), np.int64)
    return tables[name][:rows]


def order_money(schedule: Schedule, prices: Prices, rows: NDArray[np.int64]) -> Numbers:
    """Øre of each of some orders: its portions, shares of batches and supply lots, shipments, set-ups before its runs.

    Over all orders that is what the plan costs with its transfers, but for the rounding of shares, set-ups and
    reported work of unplanned orders included, and parts of supply lots that nobody uses left out.
    """
    problem, p = schedule.problem, prices
    res, ops, sup = problem.views
    found = np.zeros(len(rows), np.int64)
    orders_ore(
        res, ops, sup, schedule.view(), rows, p.mode, p.supply_mode, p.item, p.pool, p.agreement, p.setup_ore,
        _frozen(schedule, p), p.goods_g, p.lane, found,
    )  # fmt: skip
    return found


def _lot_tasks(schedule: Schedule, part: Part | None) -> tuple[Numbers, Numbers]:
    """The tasks of the plan's supply lots, and the rows of `Problem.supplies` that they are."""
    state, supply = schedule.state, schedule.problem.resources.supply.astype(np.int64)
    lots = state.lot[: int(state.counter[engine.N_LOT])].astype(np.int64)
    lots = lots[lots[:, engine.LOT_ALIVE] == 1]
    if part is not None:
        lots = lots[part.supplies[lots[:, engine.LOT_SUPPLY]]]
    first, last = (supply[lots[:, engine.LOT_SUPPLY], c] for c in (engine.SUP_OP0, engine.SUP_OP1))
    count = last - first
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    rows = np.repeat(first, count) + within
    return np.repeat(lots[:, engine.LOT_TASK0], count) + rows, rows


def served(
    problem: Problem, arrivals: NDArray[np.int64], orders: OrderFacts, members: int
) -> tuple[Service, LeadTime, Numbers]:
    """How orders meet their days, lead times, and what each member's planned orders sell for."""
    end = int(problem.resources.span[1])
    planned = arrivals < BIG
    late = np.maximum(0, np.where(planned, arrivals, end) - orders.target)
    in_time = planned & (arrivals <= orders.target)
    n, promises = len(planned), int(orders.promised.sum())
    kept = int((in_time & (orders.promised == 1)).sum())
    value = np.zeros(members + 1, np.int64)
    np.add.at(value, orders.owner[planned], orders.value[planned])
    met = Service(
        orders=n,
        planned=int(planned.sum()),
        unplanned=n - int(planned.sum()),
        promises=promises,
        promises_kept=kept,
        promises_kept_share=kept / promises if promises else None,
        on_time=int(in_time.sum()),
        on_time_in_full_share=int(in_time.sum()) / n if n else None,
        late=int((planned & (late > 0)).sum()),
        weighted_lateness_s=int((orders.weight * late).sum()),
        worst_lateness_s=int(late.max()) if n else 0,
    )
    return met, _lead_time(arrivals[planned] - orders.release[planned]), value


def _lead_time(times: NDArray[np.int64]) -> LeadTime:
    if not len(times):
        return LeadTime(None, None, None)
    return LeadTime(float(np.mean(times)), float(np.median(times)), float(np.percentile(times, 90)))


def _costs(row: Numbers) -> Costs:
    return Costs(*(int(x) for x in row[: col.COSTS]))


def _loads(problem: Problem, counted: Counted) -> tuple[Load, ...]:
    open_s, load = _open_s(problem, counted.last_end), counted.load
    return tuple(
        Load(
            centre.id,
            open_s[row] / HOUR * centre.units,
            int(load[row, col.RUN_S]) / HOUR,
            int(load[row, col.SETUP_S]) / HOUR,
            int(load[row, col.OCCUPIED_S]) / HOUR,
        )
        for row, centre in enumerate(problem.network.work_centres.values())
        if centre.kind is not Kind.EXTERNAL
    )


def _open_s(problem: Problem, last_end: int) -> list[int]:
    """Open seconds of every work centre from the planning start to the end of the last portion.

    To the horizon's end when there is no portion, as `measure` has it.
    """
    begin, end = (int(t) for t in problem.resources.span[:2])
    last = max(end if last_end < 0 else last_end, begin + 1)
    if last <= end:
        calendars = problem.resources.wc[:, engine.WC_CAL].tolist()
        res = problem.views[0]
        found = {c: int(work_at(res, c, last) - work_at(res, c, begin)) for c in set(calendars)}
        return [found[c] for c in calendars]
    opened = open_times(problem.network, problem.zero_s + begin, problem.zero_s + last)
    window = np.array([begin, last], dtype=np.int64) + problem.zero_s
    return [int(np.diff(opened[centre].work(window))[0]) for centre in problem.network.work_centres]
