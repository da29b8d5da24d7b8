# SPDX-License-Identifier: Apache-2.0
"""One order asked for, laid beside a schedule: its tables, the lanes it may choose, and trials that leave no trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation
from klynge.network.model import Source

from ..kernels import columns as col
from ..kernels.columns import BIG, Operations, Table
from ..kernels.journal import close_journal, mark, open_journal, roll_back
from ..kernels.view import Journal, Tables
from ..problem import Problem
from ..schedule import Schedule
from .asked import asked
from .errors import PromiseError
from .kernels.choices import NO_ROOM, TRY_G, TRY_ORE, TRY_WIDTH, place_choice, price, try_choices
from .kernels.parts import PART_WIDTH
from .rates import Figures, Rates, rates_of

STORES = 1 << 19  # of the journal: what trying one order may write, many times over
PARTS = 4096

Choice = tuple[int, ...]
"""A mode row for each operation, then a lane row (or -1) for each pair of places."""


@dataclass(slots=True)
class Request:
    """An order's jobs beside a schedule. Valid until the schedule changes; uses its request rows."""

    schedule: Schedule
    jobs: tuple[Job, ...]
    operations: Operations
    rows: tuple[tuple[Job, Operation], ...]
    view: Tables
    resources: Tables  # with a lane table of its own
    task0: int
    pairs: NDArray[np.int64]
    lane_of: NDArray[np.int64]
    rates: Rates
    mode_g: Figures
    goods: Figures
    there: NDArray[np.int64]
    parts: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many operations are to be placed."""
        return len(self.rows)

    @property
    def weight(self) -> int:
        """How much work placing it once is, in plain operations: those that split or use supply lots are several."""
        lots = self.schedule.problem.network.items
        return self.size + sum(
            6 * (op.max_lots > 1) + 6 * any(lots[m.item].source is Source.LOT for m in op.materials)
            for _, op in self.rows
        )

    def standing(self, jobs: Sequence[Job]) -> Request:
        """The same request for the same work, of which promises stand otherwise."""
        found = asked(self.schedule.problem, jobs)
        return replace(self, jobs=found.jobs, operations=found.operations, rows=found.rows)

    @property
    def guest(self) -> bool:
        """Whether some operation may be done at another member's, by agreement."""
        return bool(self.operations.order[0, col.ORD_AGREEMENTS])

    def seconds(self, moment: datetime) -> int:
        """A moment in the engine's seconds, at most the largest it knows."""
        return min(BIG, round((moment - self.schedule.problem.zero).total_seconds()))

    def tried(self, choices: NDArray[np.int64], least: Sequence[int] | None = None) -> NDArray[np.int64]:
        """Why not, delivery, øre and grams of each choice, which is filled in where it left the modes open."""
        found = np.zeros((len(choices), TRY_WIDTH), np.int64)
        bounds = self._bounds(least)
        _, _, supplies = self.schedule.problem.views
        at = 0
        while at < len(choices):
            with trial(self.schedule) as state:
                reached = try_choices(
                    self.resources, self.schedule.problem.views[0], self.view, supplies, state, self.task0, choices,
                    at, self.pairs, bounds, self.there, self.parts, self.mode_g, self.goods, self.rates.supply_g,
                    self.rates.item_g, self.rates.centre_g_h, self.rates.lane, self.lane_of, found,
                )  # fmt: skip
            if reached == at:
                self._more_room()
            at = reached
        if (found[:, 0] == NO_ROOM).any():
            self.parts = np.zeros((4 * len(self.parts), PART_WIDTH), np.int64)
            return self.tried(choices, least)
        return found

    def place(self, state: Tables, choice: Choice, least: Sequence[int] | None = None) -> int:
        """Place the order as chosen, within a trial or for good: why not, or `columns.OK`."""
        resources, _, supplies = self.schedule.problem.views
        task = self.schedule.state.task
        task[self.task0 : self.task0 + self.size] = col.TASK_EMPTY
        task[self.task0 : self.task0 + self.size, col.TASK_LEAST] = self._bounds(least)
        row = np.array(choice, np.int64)
        why = place_choice(
            self.resources, resources, self.view, supplies, state, self.task0, 0, row, self.pairs, self.lane_of
        )
        return int(why)

    def value(self, state: Tables, money_before: int) -> tuple[int, int, int]:
        """Delivery, øre and grams of the order that was placed last, and stands."""
        delivered = int(self.schedule.state.found[col.FOUND_END])
        told = np.zeros(TRY_WIDTH, np.int64)
        supplies = self.schedule.problem.views[2]
        low, high = money_before & ((1 << 30) - 1), money_before >> 30
        while not price(
            self.resources, self.view, supplies, state, self.task0, 0, low, high, self.there, self.parts, self.mode_g,
            self.goods, self.rates.supply_g, self.rates.item_g, self.rates.centre_g_h, self.rates.lane, self.lane_of,
            told,
        ):  # fmt: skip
            self.parts = np.zeros((4 * len(self.parts), PART_WIDTH), np.int64)
        return delivered, int(told[TRY_ORE]), int(told[TRY_G])

    def _bounds(self, least: Sequence[int] | None) -> NDArray[np.int64]:
        return np.array(least, np.int64) if least else np.zeros(self.size, np.int64)

    def _more_room(self) -> None:
        if is_trying(self.schedule):
            raise RuntimeError("the engine's tables are too small for a promise within a trial: make room before it")
        self.schedule.make_room(2 * self.size + 64)


@dataclass(frozen=True, slots=True)
class Found:
    """How an offer was found: it stands so again, without being looked for, while the schedule is as it was then."""

    request: Request
    choice: Choice
    problem: Problem

    def still(self, schedule: Schedule) -> bool:
        """Whether it was found in this schedule, which has taken in or let go no order since."""
        return self.problem is schedule.problem and self.request.schedule is schedule


def request_of(schedule: Schedule, jobs: Sequence[Job]) -> Request:
    """An order's jobs beside a schedule.

    Raises PlanningError when the jobs are not of one order, are partly reported, or do not fit the network.
    """
    if not jobs or len({job.order for job in jobs}) != 1:
        raise PromiseError("one_order")
    problem = schedule.problem
    found = asked(problem, jobs)
    if any(op.reported for _, op in found.rows):
        raise PromiseError("reported_in_part", order=jobs[0].order)
    lanes = problem.resources.lane
    return Request(
        schedule,
        found.jobs,
        found.operations,
        found.rows,
        Tables(found.operations),
        Tables(problem.resources._replace(lane=lanes.copy()), like=problem.views[0]),
        schedule.request_tasks(len(found.rows)),
        found.pairs,
        np.arange(len(lanes), dtype=np.int64),
        rates_of(problem),
        found.mode_g,
        found.goods,
        alive_lots(schedule),
        np.zeros((PARTS, PART_WIDTH), np.int64),
    )


def alive_lots(schedule: Schedule) -> NDArray[np.int64]:
    """Which supply lots stand on the plan now, by row."""
    alive: Table = schedule.state.lot[: int(schedule.state.counter[col.N_LOT]), col.LOT_ALIVE]
    return alive.astype(np.int64)


def is_trying(schedule: Schedule) -> bool:
    """Whether the schedule's journal is open, so that its tables cannot grow."""
    return int(schedule.journal.memory[0]) >= 0


@contextmanager
def trial(schedule: Schedule) -> Iterator[Tables]:
    """The state for kernels, whose stores are taken back at the end: within a trial of the caller's too."""
    within = is_trying(schedule)
    if not within and len(schedule.journal.memory) < 3 + 2 * STORES:
        schedule.journal = Journal(STORES)
    state = schedule.view()
    if not within:
        open_journal(state)
    begun = int(mark(state))
    try:
        yield state
    finally:
        whole = roll_back(state, begun)
        if not within:
            close_journal(state)
        if not whole:
            raise RuntimeError("more was tried in a schedule than its journal has room for")
