# SPDX-License-Identifier: Apache-2.0
"""Where changes are tried: a copy of the schedule, used again for each, on which the order is really placed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation
from klynge.planning.figures import Prices, prices_of
from klynge.planning.improve.kernels.orders import freight, order_freight
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, Operations, State
from klynge.planning.kernels.orders import ask
from klynge.planning.kernels.view import Tables
from klynge.planning.plan import Portion
from klynge.planning.plan_reader import PlanReader
from klynge.planning.problem import Problem
from klynge.planning.promise.overtime import Overtime, call_in, priced, with_hours
from klynge.planning.replan import fix_before_fixed
from klynge.planning.schedule import Schedule

from .data import Change
from .kernels.off import all_off, off_again, orders_at
from .overtime import across
from .transfers import move_stock

Numbers = NDArray[np.int64]
ROUNDS = 8  # taking one order off may be what another cannot do without, or move its set-up into added hours
MOST_ASIDE = 64


@dataclass(frozen=True, slots=True)
class Part:
    """What the order, or a part of it, became: its own tables (none: the schedule's) from task row `task0` on."""

    jobs: tuple[Job, ...]
    rows: tuple[tuple[Job, Operation], ...]
    tables: Operations | None
    task0: int
    arrival: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A change that could be made: the schedule as it is then (until the next trial), the order's parts, its money."""

    schedule: Schedule
    parts: tuple[Part, ...]
    cost_ore: int
    given_way: tuple[int, ...]
    overtime: tuple[Overtime, ...]
    portions: tuple[Portion, ...]


class Desk:
    """Tries changes to one order of a schedule, which stays as it is; operations that are `kept`, as (job, operation),
    and what comes before them, stay where they are in each."""

    def __init__(self, schedule: Schedule, row: int, kept: Collection[tuple[str, str]] = ()) -> None:
        self.base, self.row = schedule, row
        self.problem: Problem = schedule.problem
        self.schedule = schedule.copy()
        self.numbers = {order: i for i, order in enumerate(self.problem.orders)}
        self.jobs = self.jobs_of(row)
        self.last: Tried | None = None
        self._stays = self._kept(kept)
        self._waiting: list[int] = []
        self._goods_g: Numbers | None = None
        self._shown: tuple[State, Tables] | None = None
        self._prices: Prices | None = None

    def jobs_of(self, row: int) -> tuple[Job, ...]:
        """The jobs of an order."""
        first, last = self.problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
        return tuple({job.id: job for job, _ in self.problem.rows[first:last]}.values())

    def _kept(self, kept: Collection[tuple[str, str]]) -> Numbers:
        """The rows of the operations that stay, of those that are planned."""
        if not kept:
            return np.zeros(0, np.int64)
        rows, task = self.problem.rows, self.base.state.task
        wish = np.full(len(rows), -1, task.dtype)
        for n, (job, op) in enumerate(rows):
            if (job.id, op.id) in kept and task[n, col.TASK_HEAD] >= 0:
                wish[n] = col.STAYS
        fix_before_fixed(self.problem, wish)
        return np.flatnonzero(wish == col.STAYS)

    def _keeps(self, rows: Sequence[int]) -> bool:
        """Whether any of these operations stays."""
        return bool((self.schedule.state.task[list(rows), col.TASK_WISH] == col.STAYS).any())

    @property
    def prices(self) -> Prices:
        """What things emit and cost, looked up when first asked for."""
        if self._prices is None:
            self._prices = prices_of(self.problem)
        return self._prices

    def tried(self, change: Change) -> Tried | None:
        """Make a change on the copy; None when it cannot be made, or leaves an order unplanned that was planned."""
        self.last = self._tried(change)
        return self.last

    def _view(self) -> Tables:
        """The copy for kernels, the same as long as no table has grown."""
        if self._shown is None or self._shown[0] is not self.schedule.state:
            self._shown = self.schedule.state, self.schedule.view()
        return self._shown[1]

    def _tried(self, change: Change) -> Tried | None:
        schedule = self.schedule
        schedule.problem = self.problem
        schedule.take(self.base)
        schedule.state.task[self._stays, col.TASK_WISH] = col.STAYS
        tried = self._made(change)
        self.schedule.state.task[self._stays, col.TASK_WISH] = -1
        return tried

    def _made(self, change: Change) -> Tried | None:
        schedule = self.schedule
        first, last = self.problem.operations.order[self.row, [col.ORD_OP0, col.ORD_OP1]].tolist()
        if change.parts and self._keeps(range(first, last)):
            return None  # its operations become others
        self._waiting = []
        aside = [self.numbers[order] for order in change.aside]
        gone = self._off([self.row, *aside], change)
        if gone is None:
            return None
        others = [row for row in gone if row != self.row]
        before = self._freight(self.base, gone)
        if change.overtime:
            resources = with_hours(self.problem, change.overtime)
            views = (Tables(resources), *self.problem.views[1:])
            schedule.problem = replace(self.problem, resources=resources, views=views)
            schedule.make_room(MOST_ASIDE)
            call_in(schedule, self._view(), change.overtime)
        if change.transfers:
            move_stock(schedule, change.transfers)
        early = [row for row in others if change.promised_first and self.problem.keys.promised[row]]
        if not self._all_on(early):
            return None
        parts = self._parts(change)
        if parts is None or not self._all_on([row for row in others if row not in early]):
            return None
        now = self._freight(schedule, others) + sum(self._part_freight(part) for part in parts)
        money = schedule.money_ore - self.base.money_ore + now - before
        portions = self._portions(parts, others) if change.overtime else ()
        overtime = self._priced(change, portions)
        money += sum(over.extra_ore for over in overtime)
        money += sum(transfer.cost_ore for transfer in change.transfers)
        return Tried(schedule, parts, money, tuple(others), overtime, portions)

    def _portions(self, parts: Sequence[Part], others: Sequence[int]) -> tuple[Portion, ...]:
        """Where the order and those that gave way are done now, with the supply lots of the plan."""
        reader, problem = PlanReader(self.schedule, whole=False), self.problem
        found = [p for lot in reader.lots() for p in reader.lot_portions(lot)]
        for part in parts:
            tables = part.tables or problem.operations
            first = int(tables.order[0 if part.tables else self.row, col.ORD_OP0])
            for n, named in enumerate(part.rows, first):
                found += reader.portions(part.task0 + n, named, tables, n)
        for row in others:
            first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
            for n in range(first, last):
                found += reader.portions(n, problem.rows[n], problem.operations, n)
        return tuple(portion for portion in found if not portion.frozen)

    def _priced(self, change: Change, portions: Sequence[Portion]) -> tuple[Overtime, ...]:
        if not change.overtime:
            return ()
        own = [portion for portion in portions if portion.order]
        jobs = {job.id: job for part in change.parts for job in part}
        jobs |= {job.id: job for row in {self.numbers[p.order] for p in own if p.order in self.numbers}
                 for job in self.jobs_of(row)}  # fmt: skip
        modes = {(job.id, op.id): op.modes for job in jobs.values() for op in job.operations}
        return tuple(priced(self.problem.network, change.overtime, own, modes))

    def _off(self, rows: list[int], change: Change) -> list[int] | None:
        """Take off the order, those that give way, those that lie across added hours, and those that cannot do without
        one of them (their set-ups would not fit); all of them, or None."""
        schedule, gone = self.schedule, list(dict.fromkeys(rows))
        new = gone
        for _ in range(ROUNDS):
            found = self._need(new)
            if found is not None:
                schedule.arrivals[new] = BIG
                if not found and change.overtime:
                    found = across(schedule, change.overtime)
            if found is None or len(gone) > MOST_ASIDE:
                return None
            new = [row for row in found if row not in gone]
            if not new:
                return gone if not found else None
            gone += new
        return None

    def _need(self, rows: list[int]) -> list[int] | None:
        """Take orders off: the orders that need one that could not leave, none when all did; None when others do."""
        schedule, (res, ops, _) = self.schedule, self.problem.views
        self._waiting = [*self._waiting, *rows]
        needed = np.zeros(int(schedule.state.counter[col.N_RUN]), np.int8)
        if not all_off(res, ops, self._view(), np.array(self._waiting, np.int64), needed):
            self._waiting = []
            return []
        orders = np.zeros(len(self.problem.orders), np.int8)
        portions = int(orders_at(ops, self._view(), needed, orders))
        whole = portions >= int(schedule.state.run[: len(needed)][needed == 1, col.RUN_COUNT].sum())
        return [int(row) for row in np.flatnonzero(orders)] if whole else None

    def _all_on(self, rows: Sequence[int]) -> bool:
        """Place orders, promised ones first and then by due moment; False when one that was planned finds no place."""
        keys = self.problem.keys
        return all(
            self._on(row)
            for row in sorted(rows, key=lambda row: (1 - int(keys.promised[row]), int(keys.due[row]), row))
        )

    def _on(self, row: int) -> bool:
        schedule = self.schedule
        first, last, _, _, guest = self.problem.operations.order[row].tolist()
        when = self._best(self.problem.views[1], row, 0, last - first, bool(guest), int(self.problem.keys.due[row]))
        schedule.arrivals[row] = when
        if when < BIG:
            schedule.whys[row], schedule.failed[row] = col.OK, col.NONE
        return when < BIG or int(self.base.arrivals[row]) == BIG

    def _best(
        self, ops: Tables, row: int, task0: int, size: int, guest: bool, due: int, only_guest: bool = False
    ) -> int:
        """Place an order: its delivery, BIG when it cannot be. One that would be late may use agreements."""
        schedule, (res, _, sup) = self.schedule, self.schedule.problem.views
        schedule.make_room(size)
        view = self._view()
        why, when = ask(res, ops, sup, view, task0, row, only_guest and guest)
        when = int(when) if why == col.OK else BIG
        if when > due and guest and not only_guest:
            if when < BIG:
                off_again(res, ops, view, task0, row)
            schedule.make_room(size)
            view = self._view()
            why, other = ask(res, ops, sup, view, task0, row, True)
            if why == col.OK and int(other) < when:
                return int(other)
            if why == col.OK:
                off_again(res, ops, view, task0, row)
            why, when = ask(res, ops, sup, view, task0, row, False)
            when = int(when) if why == col.OK else BIG
        if schedule.state.counter[col.OVERFLOW]:
            raise RuntimeError("the engine's tables ran full while a repair was tried")
        if why != col.OK:
            schedule.whys[self.row], schedule.failed[self.row] = why, schedule.state.counter[col.FAILED_OP]
        return when

    def _parts(self, change: Change) -> tuple[Part, ...] | None:
        """Place the order as the change has it."""
        return self._changed(change) if change.parts else self._itself(change)

    def _itself(self, change: Change) -> tuple[Part, ...] | None:
        if change.lanes_aside:
            self.schedule.choose_lanes(self.row, ())
        problem, task = self.problem, self.schedule.state.task
        first, last, _, _, guest = problem.operations.order[self.row].tolist()
        at = {(job.id, op.id): row for row, (job, op) in enumerate(problem.rows[first:last], first)}
        wished = [at[wish.job, wish.operation] for wish in change.wishes]
        if self._keeps(wished):
            return None
        for row, wish in zip(wished, change.wishes, strict=True):
            task[row, col.TASK_WISH] = int(problem.operations.op[row, col.OP_MODE0]) + wish.mode
        due = int(problem.keys.due[self.row])
        when = self._best(problem.views[1], self.row, 0, last - first, bool(guest), due, change.agreements)
        self.schedule.state.task[wished, col.TASK_WISH] = -1
        self.schedule.arrivals[self.row] = when
        if when == BIG:
            return None
        self.schedule.whys[self.row], self.schedule.failed[self.row] = col.OK, col.NONE
        return (Part(self.jobs, problem.rows[first:last], None, 0, when),)

    def _changed(self, change: Change) -> tuple[Part, ...] | None:
        asked = [self.problem.request(jobs) for jobs in change.parts]
        task0 = self.schedule.request_tasks(sum(len(rows) for _, rows in asked))
        lanes = self.lanes_kept(change)
        parts: list[Part] = []
        for jobs, (tables, rows) in zip(change.parts, asked, strict=True):
            guest, due = bool(tables.order[0, col.ORD_AGREEMENTS]), int(tables.order[0, col.ORD_DUE])
            self.schedule.choose_lanes_for(range(task0, task0 + len(rows)), lanes)
            when = self._best(Tables(tables), 0, task0, len(rows), guest, due, change.agreements)
            if when == BIG:
                return None
            parts.append(Part(jobs, rows, tables, task0, when))
            task0 += len(rows)
        return tuple(parts)

    def lanes_kept(self, change: Change) -> tuple[str, ...]:
        """The lanes that the order, or each of its parts, goes by of those that it has chosen."""
        return () if change.lanes_aside else self.base.chosen_lanes(self.row)

    def _freight(self, schedule: Schedule, rows: Sequence[int]) -> int:
        """What the shipments of orders cost."""
        if self._goods_g is None:
            self._goods_g = np.array([job.weight_g * job.quantity for job, _ in self.problem.rows], np.int64)
        res, ops, _ = schedule.problem.views
        view = self._view() if schedule is self.schedule else schedule.view()
        there = [row for row in rows if schedule.arrivals[row] < BIG]
        return sum(int(order_freight(res, ops, view, self._goods_g, row)) for row in there)

    def _part_freight(self, part: Part) -> int:
        tables = part.tables
        if tables is None:
            return self._freight(self.schedule, [self.row])
        res, task, ore = self.schedule.problem.views[0], self.schedule.state.task[part.task0 :], 0
        view, task0 = self._view(), part.task0
        for row, op in enumerate(tables.op):
            site, end = int(task[row, col.TASK_SITE]), int(task[row, col.TASK_END])
            for before in tables.edge[op[col.OP_EDGE0] : op[col.OP_EDGE1], col.EDGE_PRED].tolist():
                goods = part.rows[before][0].weight_g * part.rows[before][0].quantity
                origin, ready = int(task[before, col.TASK_SITE]), int(task[before, col.TASK_END])
                ore += int(freight(res, view, task0 + before, origin, site, ready, goods))
            goods = part.rows[row][0].weight_g * part.rows[row][0].quantity
            ore += int(freight(res, view, task0 + row, site, int(op[col.OP_DEST]), end, goods))
        return ore
