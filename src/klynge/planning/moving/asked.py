# SPDX-License-Identifier: Apache-2.0
"""What a move asks for, on a plan that was read out as rows: which rows move, in which mode, when, with whom."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from klynge.job import Mode, Operation
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.clock import opens, work_at
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.search import run_seconds
from klynge.planning.kernels.slots import run_end, whole_start
from klynge.planning.patch import Patched
from klynge.planning.placing.kernels import columns as want
from klynge.planning.problem import Problem
from klynge.planning.replan.carry import read_rows
from klynge.planning.schedule import Schedule

from .data import Move, MoveError, Reason

Numbers = NDArray[np.int64]
MOST_WAYS = 16


def opening(problem: Problem, work_centre: str, moment_s: int) -> int | None:
    """The first moment (seconds after the epoch) from another on at which a work centre is open; None without one."""
    number = problem.names.work_centre.get(work_centre)
    if number is None:
        return None
    resources, cal = problem.views[0], int(problem.resources.wc[number, col.WC_CAL])
    found = int(opens(resources, cal, work_at(resources, cal, moment_s - problem.zero_s)))
    return None if found >= BIG else found + problem.zero_s


class Asked:
    """One move on a plan; `moved` are the rows that go, `kept` the operations that stay. Raises MoveError."""

    def __init__(self, old: Schedule, patch: Patched, move: Move, kept: Collection[tuple[str, str]]) -> None:
        self.old, self.patch, self.problem, self.move = old, patch, patch.problem, move
        self.read = read_rows(old, patch)
        self.task = self._task()
        self.kept = (
            {row for row, (job, op) in enumerate(self.problem.rows) if (job.id, op.id) in kept} if kept else set()
        )
        self.moved = self._found()

    def _task(self) -> int:
        number = self.problem.numbers.get(self.move.order)
        first, last = (0, 0) if number is None else self._span(number)
        for row in range(first, last):
            job, op = self.problem.rows[row]
            if (job.id, op.id) == (self.move.job, self.move.operation):
                return row
        raise MoveError(Reason.GONE)

    def _span(self, order: int) -> tuple[int, int]:
        first, last = self.problem.operations.order[order, [col.ORD_OP0, col.ORD_OP1]].tolist()
        return first, last

    @property
    def operation(self) -> Operation:
        """The operation that moves."""
        return self.problem.rows[self.task][1]

    def unit(self, work_centre: str, unit: int) -> int:
        """The row of a unit, -1 for external work."""
        kind, first, count = self.problem.resources.wc[self.problem.names.work_centre[work_centre], :3]
        if kind == col.EXTERNAL:
            return -1
        if not 0 <= unit < count:
            raise MoveError(Reason.OTHER_CENTRE)
        return int(first) + unit

    def _found(self) -> Numbers:
        """Where the rows are that move: those of the portion, and of the batch that it is in."""
        rows, move = self.read.portions, self.move
        if move.work_centre not in self.problem.names.work_centre:
            raise MoveError(Reason.GONE)
        unit, start = self.unit(move.work_centre, move.unit), move.start - self.problem.zero_s
        here = (rows[:, want.W_UNIT] == unit) & (rows[:, want.W_START] == start)
        mine = here & (rows[:, want.W_TASK] == self.task) & (rows[:, want.W_SUPPLY] == 0)
        if not mine.any():
            raise MoveError(Reason.GONE)
        kind = self.problem.resources.wc[self.problem.names.work_centre[move.work_centre], col.WC_KIND]
        found = np.flatnonzero(here if kind == col.BATCH else mine)
        elsewhere = move.to_work_centre != move.work_centre
        if len(found) > 1 and (elsewhere or (rows[found, want.W_SUPPLY] == 1).any()):
            raise MoveError(Reason.BATCH)
        if self.kept & set(rows[found][rows[found, want.W_SUPPLY] == 0, want.W_TASK].tolist()):
            raise MoveError(Reason.LOCKED)
        return found

    def modes(self) -> list[int]:
        """The modes, by number, that the work can be done in where it is to go: the one that it has first."""
        first = int(self.problem.operations.op[self.task, col.OP_MODE0])
        now = int(self.read.portions[self.moved[0], want.W_MODE]) - first
        if self.move.to_work_centre == self.move.work_centre:
            return [now]
        return [n for n, mode in enumerate(self.operation.modes) if mode.work_centre == self.move.to_work_centre]

    def times(self, number: int, mode: Mode, rows: Numbers) -> tuple[int, int]:
        """When the run begins (not before the work centre opens) and ends, in the engine's seconds."""
        res, ops, _ = self.problem.views
        cal = int(self.problem.resources.wc[self.problem.names.work_centre[mode.work_centre], col.WC_CAL])
        row = int(self.problem.operations.op[self.task, col.OP_MODE0]) + number
        c = int(work_at(res, cal, self.move.to_start - self.problem.zero_s))
        start = int(opens(res, cal, c))
        batch = self.move.to_work_centre == self.move.work_centre and len(self.moved) > 1
        seconds = max(
            int(run_seconds(ops, int(rows[n, want.W_MODE]) if batch else row, int(rows[n, want.W_QUANTITY])))
            for n in self.moved
            if rows[n, want.W_SUPPLY] == 0
        )
        pause = int(self.problem.operations.mode[row, col.MODE_PAUSE])
        end = int(run_end(res, cal, c, seconds, pause)) if start < BIG else BIG
        if end == BIG:
            raise MoveError(Reason.OUTSIDE_PLAN)
        if pause == col.WHOLE and (fits := int(whole_start(res, cal, c, 0, seconds))) != c:
            nearest = None if fits == BIG else int(opens(res, cal, fits)) + self.problem.zero_s
            raise MoveError(Reason.SHIFT, nearest=nearest)
        return start, end

    def name(self, task: int) -> str:
        """Job and operation of a row."""
        job, op = self.problem.rows[task]
        return f"{job.id} {op.id}"

    def pools(self, mode: Mode, rows: Numbers, elsewhere: bool) -> list[tuple[Numbers, int]]:
        """The ways to meet the needs of a mode, as it is now first: pools, and where those of the moved begin."""
        known, names = self.read.pools, self.problem.names.pool
        ways: list[tuple[Numbers, int]] = []
        if not elsewhere:
            ways.append((known, int(rows[self.moved[0], want.W_POOL0])))
        if mode.needs:
            for chosen in islice(product(*(need.pools for need in mode.needs)), MOST_WAYS):
                added = np.array([names[pool] for pool in chosen], np.int64)
                ways.append((np.concatenate([known, added]), len(known)))
        return ways or [(known, 0)]
