# SPDX-License-Identifier: Apache-2.0
"""An order that is to be mended, with what its lateness comes from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from klynge.job import Job, Mode, Phase
from klynge.network.model import Network
from klynge.planning.explain import Cause, Explainer, Explanation, Fact
from klynge.planning.explain.near import near
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.measure.hours import Clock
from klynge.planning.measure.reading import Reading
from klynge.planning.plan import Portion
from klynge.planning.schedule import Schedule

from .desk import Desk

IN_FRONT = (Cause.BUSY, Cause.TOO_SHORT, Cause.BATCH)
WAITS = (*IN_FRONT, Cause.SHIFT, Cause.POOL, Cause.SETUP)
MOST_DAYS = 28


@dataclass(frozen=True)
class Case:
    """The order (by row), by when it should arrive (seconds after the epoch), and the desk to try changes on."""

    schedule: Schedule
    row: int
    target: int
    desk: Desk
    reading: Reading
    explanation: Explanation
    portions: tuple[Portion, ...]

    @classmethod
    def of(cls, schedule: Schedule, row: int, wanted: int | None, kept: Collection[tuple[str, str]] = ()) -> Case:
        """Look at an order of a schedule; `wanted` instead of its promised or due moment; what is `kept` stays."""
        reading = near(schedule, row)
        order = schedule.problem.orders[row]
        told = Explainer(reading).explain(order)
        mine = tuple(portion for portion in reading.plan.portions if portion.order == order)
        return cls(
            schedule, row, told.target if wanted is None else wanted, Desk(schedule, row, kept), reading, told, mine
        )

    @property
    def network(self) -> Network:
        """The network as it is."""
        return self.schedule.problem.network

    @property
    def order(self) -> str:
        """Its identifier."""
        return self.schedule.problem.orders[self.row]

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The order's jobs."""
        return self.desk.jobs

    @property
    def begun(self) -> bool:
        """Whether some of it is reported."""
        return any(op.reported for job in self.jobs for op in job.operations)

    @cached_property
    def modes(self) -> dict[tuple[str, str], Mode]:
        """The mode in which each operation is planned, or its first."""
        used = {(p.job, p.operation): p.mode for p in self.portions}
        return {(job.id, op.id): op.modes[used.get((job.id, op.id), 0)] for job in self.jobs for op in job.operations}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of its own steps (not those of supply lots), from the planning start on."""
        return tuple(fact for fact in self.explanation.facts if (fact.job, fact.operation) in self.modes)

    @cached_property
    def centres(self) -> tuple[str, ...]:
        """Its work centres, those for which it waits the longest first."""
        waited = dict.fromkeys((mode.work_centre for mode in self.modes.values()), 0)
        for fact in self.facts:
            if fact.cause in WAITS or fact.cause is Cause.CLOSED:
                waited[fact.work_centre] = waited.get(fact.work_centre, 0) + fact.seconds
        return tuple(sorted(waited, key=lambda name: -waited[name]))

    @cached_property
    def in_front(self) -> dict[str, int]:
        """The orders that stand in front of it, with the seconds for which they do."""
        found: dict[str, int] = {}
        for fact in self.facts:
            if fact.cause in IN_FRONT and fact.order and fact.order != self.order:
                found[fact.order] = found.get(fact.order, 0) + fact.seconds
        return found

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Local days from when it first waits (or planning begins) until it arrives, at most so many."""
        start, end = (int(x) + self.schedule.problem.zero_s for x in self.schedule.problem.resources.span[:2])
        waits = [fact.first for fact in self.facts if fact.cause in WAITS or fact.cause is Cause.CLOSED]
        first = max(start, min(waits, default=start))
        last = min(self.explanation.delivered or end, end)
        begin = Clock.of(self.network).moment(first, self.network.time_zone).date()
        count = min(MOST_DAYS, (last - first) // 86_400 + 1)
        return tuple(begin + timedelta(days=n) for n in range(count))

    def people(self, work_centre: str) -> dict[str, int]:
        """Whom (and what else) the order needs at a work centre at once: thousandths of pools."""
        most: dict[str, int] = {}
        for mode in self.modes.values():
            if mode.work_centre != work_centre:
                continue
            for phase in Phase:
                now: dict[str, int] = {}
                for need in mode.needs:
                    if need.phase is phase:
                        now[need.pools[0]] = now.get(need.pools[0], 0) + need.amount
                most |= {pool: max(much, most.get(pool, 0)) for pool, much in now.items()}
        return most

    def slack_s(self, order: str) -> int:
        """How much later another order might arrive and still be in time; below zero when it is late."""
        row = self.desk.numbers[order]
        arrival = int(self.schedule.arrivals[row])
        return -BIG if arrival == BIG else int(self.schedule.problem.keys.due[row]) - arrival

    def is_promised(self, order: str) -> bool:
        """Whether another order is promised."""
        return bool(self.schedule.problem.keys.promised[self.desk.numbers[order]])

    def may_move(self, order: str) -> bool:
        """Whether another order is planned."""
        row = self.desk.numbers.get(order)
        return (
            row is not None
            and int(self.schedule.arrivals[row]) < BIG
            and int(self.schedule.problem.operations.order[row, col.ORD_OP1])
            > int(self.schedule.problem.operations.order[row, col.ORD_OP0])
        )
