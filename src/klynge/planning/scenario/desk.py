# SPDX-License-Identifier: Apache-2.0
"""Where one thread plans scenario after scenario, in tables that are used again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.planning.construct import fill, sequence_by
from klynge.planning.figures import Figures, figures
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG, State
from klynge.planning.problem import Problem
from klynge.planning.schedule import Schedule, empty_state, place_reported

from .base import Base
from .draft import Changed
from .patch import Patched, patched, reported_rows

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
            return _answer(base.schedule, Patched(base.problem, base.prices, self._all(), True))
        now = patched(base, found)
        if self._same_places(now):
            return _answer(base.schedule, now)
        schedule = self.schedule(now)
        whole = fill(schedule, self._sequence(now), None if stopped is None else lambda _at, _of: stopped())
        self._keep(schedule.state)
        return _answer(schedule, now) if whole else None

    def _all(self) -> NDArray[np.int64]:
        return np.arange(len(self.base.problem.orders), dtype=np.int64)

    def _sequence(self, now: Patched) -> NDArray[np.int64]:
        return (
            self.base.sequence
            if now.problem.keys is self.base.problem.keys
            else sequence_by(now.problem, self.base.rule)
        )

    def _same_places(self, now: Patched) -> bool:
        """Whether only prices are other ones, which no place depends on."""
        one, other = self.base.problem, now.problem
        if now.whole or one.operations.op is not other.operations.op or one.pool_steps != other.pool_steps:
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
            place_reported(problem, state, reported_rows(base, now.places, problem))
        return schedule

    def _state(self, problem: Problem) -> State:
        """Empty tables, those of the scenario before where they are large enough."""
        state = empty_state(problem)
        again = {}
        for name in KEPT:
            fresh, mine = getattr(state, name), self.tables.get(name)
            if mine is None or len(mine) < len(fresh):
                continue
            again[name] = mine
        if "task" in again:
            again["task"][: len(problem.operations.op) + 4096] = col.TASK_EMPTY
        if "step" in again:
            count = int(state.counter[col.N_STEP])
            again["step"][:count] = state.step[:count]
        reported = sum(len(op.reported) for _, op in self.base.reported)
        for name in ("run", "portion"):
            if name in again:  # entering reported work leaves at zero what it has no use for
                again[name][:reported] = 0
        return state._replace(**again)

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
    kept = [col.N_PORTION, col.N_RUN, col.N_BLOCK, col.N_DIR, col.MONEY_LOW, col.MONEY_HIGH]
    state.counter[kept] = c[kept]


def _answer(schedule: Schedule, now: Patched) -> Answer:
    return Answer(
        figures(_of(schedule, now), now.prices),
        now.problem.orders,
        schedule.arrivals.copy(),
        now.prices.orders.target,
        now.places,
    )


def _of(schedule: Schedule, now: Patched) -> Schedule:
    if schedule.problem is now.problem:
        return schedule
    return Schedule(now.problem, schedule.state, schedule.arrivals, schedule.whys, schedule.failed, schedule.rule)
