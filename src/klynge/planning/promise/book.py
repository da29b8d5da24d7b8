# SPDX-License-Identifier: Apache-2.0
"""The promises that stand on a plan: held until a moment, committed, withdrawn, expired.

Nothing here reads a clock: `expire` is told what time it is. What a hold placed is plain data (`Promised.entry` has the
jobs, portions and lots), enough for a log to place it again on another replica.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from klynge.job import Job, Status, Work

from ..errors import PlanningError
from ..schedule import Schedule
from .entry import Entry
from .errors import PromiseError
from .reserving import is_gone, reserve
from .withdrawing import Withdrawn, withdraw


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise for an order: by when it arrives, and until when a hold stands (None: until it is withdrawn)."""

    order: str
    status: Status
    promised: datetime
    entry: Entry
    until: datetime | None = None


@dataclass(slots=True)
class Book:
    """A schedule with the promises made on it; what it does is done to the schedule."""

    schedule: Schedule
    promises: dict[str, Promised] = field(default_factory=dict)

    def hold(self, entry: Entry, until: datetime | None = None, promised: datetime | None = None) -> Promised:
        """Reserve an offer's day, exactly as offered, until a moment (None: without end).

        Raises HoldError when the offer no longer fits, PlanningError when the plan has such an order already; nothing
        is changed then. `promised` is by default the end of the day of delivery.
        """
        reserved = reserve(self.schedule, entry, Status.HELD, promised)
        made = Promised(entry.order, Status.HELD, reserved.promised, reserved.entry, until)
        self.promises[entry.order] = made
        return made

    def commit(self, order: str) -> Promised:
        """Make a held order a committed one. PlanningError when it is not held."""
        held = self._held(order)
        made = self.promises[order] = replace(held, status=Status.COMMITTED, until=None)
        return made

    def withdraw(self, order: str, moving: bool = False) -> Withdrawn:
        """Take any order of the plan off it: see `withdrawing.withdraw`."""
        gone = withdraw(self.schedule, order, moving)
        self.promises.pop(order, None)
        return gone

    def expire(self, now: datetime) -> tuple[str, ...]:
        """Take off the holds that ended by now, the first to end first; their names.

        Orders beside one are placed anew where they must be, none later for it; a hold that cannot leave so stays.
        """
        over = sorted(
            (held.until, order)
            for order, held in self.promises.items()
            if held.status is Status.HELD and held.until is not None and held.until <= now
        )
        return tuple(order for _, order in over if self._left(order))

    def work(self, given: Work) -> Work:
        """The work that the schedule's plan is a plan of: what was given at first, less what was withdrawn, and the
        jobs of the promises with their status."""
        problem = self.schedule.problem
        here = {order for row, order in enumerate(problem.orders) if not is_gone(problem, row)}
        jobs = [job for job in given.jobs if job.order in here and job.order not in self.promises]
        return Work((*jobs, *(job for made in self.promises.values() for job in jobs_of(made))), given.supplies)

    def _held(self, order: str) -> Promised:
        held = self.promises.get(order)
        if held is None or held.status is not Status.HELD:
            raise PromiseError("not_held", order=order)
        return held

    def _left(self, order: str) -> bool:
        try:
            self.withdraw(order, moving=True)
        except PlanningError:
            return False
        return True


def jobs_of(made: Promised) -> Sequence[Job]:
    """The jobs of a promise, as the work has them."""
    return [job.standing(made.status, made.promised) for job in made.entry.jobs]
