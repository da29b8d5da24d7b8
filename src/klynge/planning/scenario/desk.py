# SPDX-License-Identifier: Apache-2.0
"""Where one thread plans scenario after scenario, in tables that are used again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from klynge.planning.constructing import fill, sequence_by
from klynge.planning.figures import Counted, Figures, OrderFacts, Part, count, figures_of
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, State
from klynge.planning.problem import OrderKey, Problem
from klynge.planning.reported import place_reported
from klynge.planning.schedule import Schedule
from klynge.planning.stores import empty_state, first_deals, has_batches

from .base import Base
from .draft import Changed
from .patch import Patched, patched
from .tables import ranges

SPARE_TASKS = 4096  # for supply lots
STOP_RUNS = 64  # so many pieces a stop may be in, around reported work
KEPT = ("task", "portion", "run", "use", "peg", "lot", "block", "block_count", "directory", "step")
Stopped = Callable[[], bool]


@dataclass(slots=True)
class Answer:
    """What a scenario's plan is: figures, when each order arrives, and which of the base's orders they are."""

    figures: Figures
    orders: tuple[str, ...]
    arrivals: NDArray[np.int64]  # engine seconds, BIG for none
    targets: NDArray[np.int64]
    places: NDArray[np.int64]  # the base's order, -1 for another


class Desk:
    """One thread's tables."""

    def __init__(self, base: Base) -> None:
        self.base = base
        self.tables: dict[str, NDArray[np.int32]] = {}

    def answer(self, found: Changed, stopped: Stopped | None = None) -> Answer | None:
        """Plan what a scenario makes of the base, and measure it; None when it was stopped.

        Raises PlanningError for numbers the engine cannot hold.
        """
        base = self.base
        if found.network is base.problem.network and not found.touches_work:
            return Answer(
                base.figures, base.problem.orders, base.schedule.arrivals, base.prices.orders.target, self._all()
            )
        now = patched(base, found)
        if self._same_places(now):
            counted = count(_of(base.schedule, now), now.prices)
            return _answer(now, base.schedule.arrivals, counted)
        schedule = self.schedule(now)
        here = now.present.copy()
        if not now.whole:
            known = np.flatnonzero(now.origin >= 0)
            here[known] &= now.touched[base.islands.orders[now.origin[known]]]
        sequence = self._sequence(now)
        whole = fill(schedule, sequence[here[sequence]], None if stopped is None else lambda _at, _of: stopped())
        self._keep(schedule.state)
        if not whole:
            return None
        if here.all():
            return _answer(now, schedule.arrivals, count(schedule, now.prices))
        elsewhere = now.present & ~here
        schedule.arrivals[elsewhere] = base.schedule.arrivals[now.origin[elsewhere]]
        return _answer(now, schedule.arrivals, self._count(schedule, now, here))

    def _count(self, schedule: Schedule, now: Patched, here: NDArray[np.bool_]) -> Counted:
        """The islands that were planned, and the others as they are in the base."""
        base, order = self.base, now.problem.operations.order[here]
        there = base.islands
        centres = np.ones(len(now.problem.resources.wc), np.bool_)
        centres[: len(there.work_centres)] = (there.work_centres < 0) | now.touched[there.work_centres]
        supplies = (there.supplies < 0) | now.touched[there.supplies]
        counted = count(
            schedule, now.prices, Part(ranges(order[:, col.ORD_OP0], order[:, col.ORD_OP1]), centres, supplies)
        )
        for island in np.flatnonzero(~now.touched).tolist():
            part = base.parts[island]
            more = len(counted.load) - len(part.load)
            counted += Counted(part.money, np.pad(part.load, ((0, more), (0, 0))), part.last_end)
        return counted

    def _all(self) -> NDArray[np.int64]:
        return np.arange(len(self.base.problem.orders), dtype=np.int64)

    def _sequence(self, now: Patched) -> NDArray[np.int64]:
        """All orders as the rule sorts those that are present."""
        problem, base = now.problem, self.base
        if base.rule == "tardiness" and not now.present.all():  # it looks at the mean of those that are there
            rows = np.flatnonzero(now.present)
            keys = OrderKey(*(getattr(problem.keys, name)[rows] for name in OrderKey.__slots__))
            return rows[sequence_by(replace(problem, keys=keys), base.rule)]
        return base.sequence if problem.keys is base.problem.keys else sequence_by(problem, base.rule)

    def _same_places(self, now: Patched) -> bool:
        """Whether only prices are other ones, which no place depends on."""
        one, other = self.base.problem, now.problem
        if (
            now.whole
            or not now.present.all()
            or one.operations.op is not other.operations.op
            or one.pool_steps != other.pool_steps
        ):
            return False
        priced = {"mode": slice(0, col.MODE_ORE), "lane": slice(0, col.LANE_ORE), "item": slice(0, col.ITEM_ORE)}
        priced |= {"agreement": slice(0, col.AGR_ORE_H)}
        for before, after in ((one.resources, other.resources), (one.operations, other.operations),
                              (one.supplies, other.supplies)):  # fmt: skip
            for name, a, b in zip(before._fields, before, after, strict=True):
                if a is b or name in ("setup_ore", "pool_ore_h"):
                    continue
                part = priced.get(name, slice(None))
                same = (
                    np.array_equal(a[:, part], b[:, part])
                    if a.ndim == 2 and a.shape == b.shape
                    else np.array_equal(a, b)
                )
                if not same:
                    return False
        return one.stock_left is other.stock_left or np.array_equal(one.stock_left, other.stock_left)

    def schedule(self, now: Patched) -> Schedule:
        """An empty schedule of a problem, but for reported work."""
        problem, base = now.problem, self.base
        n = len(problem.orders)
        state = self._state(problem)
        schedule = Schedule(
            problem, state, np.full(n, BIG, np.int64), np.zeros(n, np.int32), np.full(n, col.NONE, np.int32), base.rule
        )
        if now.whole:
            reported = [(row, op) for row, (_, op) in enumerate(problem.rows) if op.reported]
            place_reported(problem, state, reported)
        elif now.template:
            _stand(base.template, state)
        else:
            place_reported(problem, state, base.reported)
        return schedule

    def _state(self, problem: Problem) -> State:
        """Empty tables: those of the scenario before, which grow where they are too small."""
        n = len(problem.operations.op)
        if not self.tables:
            return empty_state(problem)
        mine = self.tables
        if len(mine["task"]) < n + SPARE_TASKS:
            mine["task"] = np.empty((n + 2 * SPARE_TASKS, col.TASK_WIDTH), np.int32)
        mine["task"][: n + SPARE_TASKS] = col.TASK_EMPTY
        stops = sum(len(centre.stops) for centre in problem.network.work_centres.values())
        standing = int(self.base.template.counter[col.N_RUN]) + STOP_RUNS * stops
        for name in ("run", "portion"):  # entering reported work leaves at zero what it has no use for
            mine[name][:standing] = 0
        counter = np.zeros(col.COUNTERS, np.int32)
        counter[[col.FREE_PORTION, col.FREE_RUN, col.FREE_PEG, col.FREE_BLOCK]] = col.NONE
        counter[col.N_TASK] = n
        pool = self._pools(problem, counter)
        resources = problem.resources
        return State(
            key_lot=np.full(len(resources.key_supply), col.NONE, np.int32),
            free_lot=np.full(max(1, len(resources.supply)), col.NONE, np.int32),
            unit=problem.units.copy(),
            pool=pool,
            stock_left=problem.stock_left.copy(),
            agreement_used=np.zeros(len(resources.agreement), np.int32),
            counter=counter,
            found=np.zeros(8, np.int32),
            chosen=np.zeros(col.NEEDS, np.int32),
            group_site=np.full(col.GROUPS, col.NONE, np.int32),
            portion_terms=np.zeros((len(mine["portion"]) if has_batches(problem) else 0, col.TERM_WIDTH), np.int32),
            deal=np.zeros((first_deals(problem), col.DEAL_WIDTH), np.int32),
            task_lanes=np.zeros(0, np.int32),
            lane_pick=np.zeros((0, col.PICK_WIDTH), np.int32),
            **mine,
        )

    def _pools(self, problem: Problem, counter: NDArray[np.int32]) -> NDArray[np.int32]:
        """The steps of every pool, each with room to grow."""
        template = self.base.template
        same = problem.pool_steps is self.base.problem.pool_steps
        rows, count = [], 0
        for profile in () if same else problem.pool_steps:
            rows.append((count, len(profile), 2 * len(profile) + 16))
            count += rows[-1][2]
        pool = template.pool.copy() if same else np.array(rows, np.int32).reshape(-1, col.POOL_WIDTH)
        count = len(self._first_steps) if same else count
        if len(self.tables["step"]) < count:
            self.tables["step"] = np.empty((2 * count, col.STEP_WIDTH), np.int32)
        step = self.tables["step"]
        if same:
            step[:count] = self._first_steps
        else:
            old = self.base.problem.pool_steps
            for row, (first, length, _) in enumerate(rows):
                was = int(template.pool[row, col.POOL_0])
                as_before = row < len(old) and problem.pool_steps[row] is old[row]
                step[first : first + length] = (
                    self._first_steps[was : was + length] if as_before else problem.pool_steps[row]
                )
        counter[col.N_STEP] = count
        counter[col.MOST_STEPS] = max((length for _, length, _ in pool.tolist()), default=0)
        return pool

    @cached_property
    def _first_steps(self) -> NDArray[np.int32]:
        template = self.base.template
        return template.step[: int(template.counter[col.N_STEP])]

    def _keep(self, state: State) -> None:
        for name in KEPT:
            self.tables[name] = getattr(state, name)


def _stand(template: State, state: State) -> None:
    """Reported work as it stands in the base."""
    c = template.counter
    if int(c[col.N_RUN]) == 0:
        return
    for name, rows in (
        ("run", c[col.N_RUN]),
        ("portion", c[col.N_PORTION]),
        ("block", int(c[col.N_BLOCK]) * col.BLOCK),
        ("block_count", c[col.N_BLOCK]),
        ("directory", c[col.N_DIR]),
    ):
        getattr(state, name)[: int(rows)] = getattr(template, name)[: int(rows)]
    with_work = np.flatnonzero(template.task[:, col.TASK_HEAD] >= 0)
    state.task[with_work] = template.task[with_work]
    filled = [col.UNIT_DIR0, col.UNIT_COUNT, col.UNIT_ROOM]
    state.unit[: len(template.unit), filled] = template.unit[:, filled]
    state.agreement_used[: len(template.agreement_used)] = template.agreement_used
    kept = [col.N_PORTION, col.N_RUN, col.N_BLOCK, col.N_DIR, col.MONEY_LOW, col.MONEY_HIGH]
    state.counter[kept] = c[kept]


def _answer(now: Patched, arrivals: NDArray[np.int64], counted: Counted) -> Answer:
    orders, facts, places = now.problem.orders, now.prices.orders, now.places
    if not now.present.all():
        rows = np.flatnonzero(now.present)
        orders, arrivals, places = tuple(orders[row] for row in rows.tolist()), arrivals[rows], places[rows]
        facts = OrderFacts(*(getattr(facts, name)[rows] for name in OrderFacts.__slots__))
    prices = replace(now.prices, orders=facts)
    return Answer(figures_of(now.problem, prices, arrivals, counted), orders, arrivals, facts.target, places)


def _of(schedule: Schedule, now: Patched) -> Schedule:
    if schedule.problem is now.problem:
        return schedule
    return Schedule(now.problem, schedule.state, schedule.arrivals, schedule.whys, schedule.failed, schedule.rule)
