# SPDX-License-Identifier: Apache-2.0
"""A remedy carried out: the plan is changed as it says, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from klynge.job import Status

from ..kernels.view import Tables
from ..schedule import Schedule
from .kernels import standing
from .overtime import call_in, problem_with
from .possible import Remedy
from .putting_off import PLACES, placed_anew
from .reserving import HoldError, Reserved, reserve, row_of
from .withdrawing import withdraw


def carry_out(
    schedule: Schedule, remedy: Remedy, status: Status = Status.HELD, promised: datetime | None = None
) -> Reserved:
    """Take the order into the plan as a remedy says: with overtime, with others put off, or in two parts.

    With overtime the schedule's problem is then of a cluster that has it in its calendars (`schedule.problem.network`).
    Raises HoldError when the plan has changed so that the remedy no longer fits; nothing is changed then.
    """
    given, carrying = schedule.problem, _Carrying(schedule, remedy)
    if remedy.overtime:
        schedule.problem = problem_with(given, remedy.overtime)
    try:
        reserved = reserve(schedule, remedy.entry, status, promised, carrying.prepare, carrying.settle)
    except BaseException:
        schedule.problem = given
        raise
    for row, when in carrying.comes.items():
        schedule.arrivals[row] = when
    if remedy.rest is not None:
        try:
            reserve(schedule, remedy.rest, status)
        except HoldError:
            withdraw(schedule, remedy.entry.order)
            raise
    return reserved


@dataclass(slots=True)
class _Carrying:
    """What is done to the plan before and after the order is placed; when the orders put off arrive then."""

    schedule: Schedule
    remedy: Remedy
    comes: dict[int, int] = field(default_factory=dict)

    def prepare(self, state: Tables) -> None:
        """Open work centres longer and take the orders off that are put off."""
        if self.remedy.overtime:
            call_in(self.schedule, state, self.remedy.overtime)
        resources, operations, _ = self.schedule.problem.views
        rows, places = np.array(self._rows(), np.int64), np.zeros((2, PLACES), np.int64)
        if len(rows) and standing.take_off(resources, operations, state, rows, *places) != standing.STANDS:
            raise self._lost()

    def settle(self, state: Tables) -> None:
        """Place the orders put off behind it."""
        for row in self._rows():
            moved = placed_anew(self.schedule, state, row)
            if moved is None:
                raise self._lost()
            self.comes[row] = round((moved.arrives - self.schedule.problem.zero).total_seconds())

    def _rows(self) -> list[int]:
        rows = [row_of(self.schedule.problem, each.order) for each in self.remedy.put_off]
        if None in rows:
            raise self._lost()
        return [row for row in rows if row is not None]

    def _lost(self) -> HoldError:
        job = self.remedy.entry.jobs[0]
        return HoldError(self.remedy.entry, job.id, job.operations[0].id)
