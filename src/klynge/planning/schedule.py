# SPDX-License-Identifier: Apache-2.0
"""A plan in the engine's own tables, with what may be tried on it and taken back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .chosen_lanes import lanes_of, tasks_of, with_lanes
from .kernels import columns as col
from .kernels.columns import BIG, State, Table
from .kernels.journal import close_journal, open_journal, roll_back
from .kernels.view import CLOSED, Journal, Tables
from .plan import Plan
from .plan_reader import read_plan
from .problem import Problem
from .reported import place_reported
from .stores import empty_state, longer


@dataclass(frozen=True, slots=True)
class _Before:
    """What a trial is taken back to that kernels do not note; `lanes` is the table itself, which they may write to."""

    arrivals: NDArray[np.int64]
    whys: Table
    failed: Table
    lanes: Table
    lanes_were: Table


@dataclass(slots=True)
class Schedule:
    """State of the engine for one problem, with each order's delivery (BIG = none) and why it failed."""

    problem: Problem
    state: State
    arrivals: NDArray[np.int64]
    whys: Table
    failed: Table
    rule: str = ""
    request_rows: tuple[int, int] = (0, 0)
    journal: Journal = CLOSED
    _view: Tables | None = None
    _before: _Before | None = None

    @classmethod
    def empty(cls, problem: Problem) -> Schedule:
        """Nothing placed but reported portions."""
        n_orders = len(problem.orders)
        schedule = cls(
            problem,
            empty_state(problem),
            np.full(n_orders, BIG, np.int64),
            np.zeros(n_orders, np.int32),
            np.full(n_orders, col.NONE, np.int32),
        )
        op = problem.operations.op
        begun = np.flatnonzero(op[:, col.OP_LEFT] != op[:, col.OP_QUANTITY]).tolist()
        place_reported(problem, schedule.state, [(row, problem.rows[row][1]) for row in begun])
        return schedule

    @property
    def money_ore(self) -> int:
        """What all that was placed costs, as `measure` counts it but for transport and reported portions."""
        counter = self.state.counter
        return (int(counter[col.MONEY_HIGH]) << 30) + int(counter[col.MONEY_LOW])

    def make_room(self, operations: int) -> None:
        """Enlarge the tables that might run full while an order of so many operations is placed.

        As much as `kernels.orders.has_room` asks for, and then twice what there was, so that it happens seldom.
        """
        c = self.state.counter
        room = {
            "portion": int(c[col.N_PORTION]) + 64 * operations + 256,
            "run": int(c[col.N_RUN]) + 64 * operations + 256,
            "use": int(c[col.N_USE]) + 256 * operations + 1024,
            "peg": int(c[col.N_PEG]) + 256 * operations + 1024,
            "lot": int(c[col.N_LOT]) + 64 * operations + 256,
            "task": int(c[col.N_TASK]) + 256 * operations + 1024,
            "block_count": int(c[col.N_BLOCK]) + 16 * operations + 64,
            "step": int(c[col.N_STEP]) + 4 * int(c[col.MOST_STEPS]) + 512 * operations + 16384,
            "deal": int(c[col.N_DEAL]) + 64 * operations + 64 if len(self.state.deal) else 0,
        }
        self.make_room_for(**room)

    def make_room_for(self, **room: int) -> None:
        """Enlarge each named table that has fewer rows than are asked for, to those and what there was."""
        if self._before is not None or self.journal.memory[0] >= 0:
            return  # addresses in the journal must stay true; the kernels stop before a table is full
        grown: dict[str, Table] = {}
        for name, rows in room.items():
            old = getattr(self.state, name)
            if rows > len(old):
                grown[name] = longer(old, rows + len(old))
        if "portion" in grown and len(self.state.portion_terms):
            grown["portion_terms"] = longer(self.state.portion_terms, len(grown["portion"]))
        if "block_count" in grown:
            blocks = len(grown["block_count"])
            grown["block"] = longer(self.state.block, blocks * col.BLOCK)
            grown["directory"] = longer(self.state.directory, 4 * blocks + 8 * len(self.state.unit) + 64)
        if grown:
            self.state = self.state._replace(**grown)

    def request_tasks(self, operations: int) -> int:
        """First of so many task rows for a request, which every request uses anew."""
        self.make_room(operations)
        first, count = self.request_rows
        if count < operations:
            first, count = int(self.state.counter[col.N_TASK]), operations
            self.state.counter[col.N_TASK] += count
            self.request_rows = first, count
        self.state.task[first : first + operations] = col.TASK_EMPTY
        return first

    def view(self) -> Tables:
        """The state for the kernels; valid until the tables grow."""
        view = self._view
        if view is None or view.arrays is not self.state or view.journal is not self.journal:
            view = self._view = Tables(self.state, self.journal)
        return view

    def begin(self, stores: int = 1 << 20) -> None:
        """Begin to note what kernels write, so that `rollback` can take it back; not within another `begin`.

        Tables cannot grow until `keep` or `rollback`: make room first. Deliveries are noted as well.
        """
        if self._before is not None:
            raise RuntimeError("a trial is already under way in this schedule")
        if len(self.journal.memory) < 3 + 2 * stores:
            self.journal = Journal(stores)
        lanes = self.state.task_lanes
        self._before = _Before(self.arrivals.copy(), self.whys.copy(), self.failed.copy(), lanes, lanes.copy())
        open_journal(self.view())

    def keep(self) -> None:
        """End what `begin` began; all that was done stays."""
        close_journal(self.view())
        self._before = None

    def rollback(self) -> None:
        """End what `begin` began; the schedule is, to the bit, as it was then."""
        before = self._before
        if before is None:
            raise RuntimeError("no trial is under way in this schedule")
        whole = roll_back(self.view(), 0)
        close_journal(self.view())
        if not whole:
            raise RuntimeError("more was tried in a schedule than its journal has room for")
        self.arrivals[:], self.whys[:], self.failed[:] = before.arrivals, before.whys, before.failed
        before.lanes[:] = before.lanes_were
        self.state = self.state._replace(task_lanes=before.lanes)
        self._before = None

    def copy(self) -> Schedule:
        """An independent copy: what is done to one does not show in the other."""
        state = State(*(a.copy() for a in self.state))
        return Schedule(
            self.problem,
            state,
            self.arrivals.copy(),
            self.whys.copy(),
            self.failed.copy(),
            self.rule,
            self.request_rows,
        )

    def take(self, other: Schedule) -> None:
        """Become as another schedule of the same problem is; tables that are as large already are used again."""
        fresh = {}
        for name, mine, theirs in zip(self.state._fields, self.state, other.state, strict=True):
            if mine.shape == theirs.shape:
                np.copyto(mine, theirs)
            else:
                fresh[name] = theirs.copy()
        self.state = self.state._replace(**fresh)
        self.arrivals[:], self.whys[:], self.failed[:] = other.arrivals, other.whys, other.failed
        self.rule, self.request_rows = other.rule, other.request_rows

    def choose_lanes(self, order: int, lanes: tuple[str, ...]) -> None:
        """Let the goods of the order in a row go by these of several lanes; none: by those that arrive first.

        It keeps them when it is placed anew. Views taken before this may no longer be valid.
        """
        self.choose_lanes_for(tasks_of(self.problem, order), lanes)

    def choose_lanes_for(self, tasks: range, lanes: tuple[str, ...]) -> None:
        """As `choose_lanes`, for the tasks of an order that is laid beside those of the problem."""
        self.state = with_lanes(self.problem, self.state, tasks, lanes)

    def chosen_lanes(self, order: int) -> tuple[str, ...]:
        """The lanes chosen for the order in a row."""
        return lanes_of(self.problem, self.state, order)

    def plan(self) -> Plan:
        """The plan as plain data."""
        return read_plan(self)
