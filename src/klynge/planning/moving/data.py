# SPDX-License-Identifier: Apache-2.0
"""A move as data, what came of it, and why it cannot be. Moments are seconds after the network's epoch; units count
from 0."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from klynge.planning.errors import PlanningError
from klynge.planning.improve.annealing import hashes
from klynge.planning.kernels.columns import BIG, ORD_OP0, ORD_OP1
from klynge.planning.plan import Portion
from klynge.planning.plan_reader import PlanReader
from klynge.planning.schedule import Schedule


class Reason(StrEnum):
    """Why work cannot be set down somewhere."""

    GONE = "gone"  # it does not stand where it is said to
    OTHER_CENTRE = "other-centre"  # it cannot be done there, or there is no such unit
    PAST = "past"  # nothing begins before now
    OUTSIDE_PLAN = "outside-plan"  # after the horizon
    CLOSED = "closed"  # the work centre is not open long enough
    SHIFT = "shift"  # it may not pause, and too little is left of the shift
    SET_UP = "set-up"  # the unit cannot be set up for it, or for what follows
    BUSY = "busy"  # reported work or a stop is in the way
    LOCKED = "locked"  # what is in the way, or itself, stays where it is
    PEOPLE = "people"  # people, power or fixtures are taken
    AGREEMENT = "agreement"  # the agreement is not in force, or its hours are used
    MATERIAL = "material"  # its material is not there
    BATCH = "batch"  # it does not go with the batch that is there
    BEFORE = "before"  # what comes before it cannot be done in time
    AFTER = "after"  # something would have to follow it sooner than it can
    LOTS = "lots"  # one part of an operation in several lots cannot go elsewhere alone


@dataclass(frozen=True, slots=True)
class Move:
    """The portion of an operation that starts at `start` on a unit is to start at `to_start` on another, or the same.

    A batch moves whole.
    """

    order: str
    job: str
    operation: str
    work_centre: str
    unit: int
    start: int
    to_work_centre: str
    to_unit: int
    to_start: int


@dataclass(frozen=True, slots=True)
class Moved:
    """The plan with the work set down: when its set-up and its run begin, and its end. It begins when the work centre
    opens, if it was to begin while that is closed."""

    schedule: Schedule
    setup_start: int
    start: int
    end: int

    @property
    def arrivals(self) -> dict[str, int | None]:
        """When each order arrives; None: it is not planned."""
        problem = self.schedule.problem
        pairs = zip(problem.orders, self.schedule.arrivals.tolist(), strict=True)
        return {name: None if at == BIG else at + problem.zero_s for name, at in pairs}

    def elsewhere(self, before: Schedule) -> dict[str, tuple[Portion, ...]]:
        """The orders that stand otherwise than in the schedule that it was made of, each with its portions now."""
        problem, reader = self.schedule.problem, PlanReader(self.schedule, whole=False)
        found = {}
        for row in np.flatnonzero(hashes(self.schedule) != hashes(before)).tolist():
            first, last = problem.operations.order[row, [ORD_OP0, ORD_OP1]].tolist()
            found[problem.orders[row]] = tuple(
                portion
                for task in range(first, last)
                for portion in reader.portions(task, problem.rows[task], problem.operations, task)
            )
        return found


class MoveError(PlanningError):
    """Work that cannot be set down there. `other` ("job operation") is what is in the way, `pool` what is short,
    `nearest` a moment at which it could begin."""

    def __init__(self, reason: Reason, other: str = "", pool: str = "", nearest: int | None = None) -> None:
        self.reason, self.other, self.pool, self.nearest = reason, other, pool, nearest
        super().__init__(f"it cannot be there: {reason.value}" + (f" ({other or pool})" if other or pool else ""))
