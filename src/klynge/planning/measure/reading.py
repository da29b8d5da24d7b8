# SPDX-License-Identifier: Apache-2.0
"""A plan laid beside its network and work: which operation, mode, owner and order each portion has, and what stood
before it on its unit. Measuring, explaining and showing a plan all start here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from klynge.job import Job, Mode, Operation, Pause, Status, Supply, Work
from klynge.network.model import Kind, Network
from klynge.planning.measure.hours import Clock, OpenTime, Seconds, Weeks, open_times, weeks_between
from klynge.planning.plan import Plan, Portion

PROMISED = frozenset({Status.HELD, Status.COMMITTED, Status.STARTED})


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order as its jobs tell it; moments in seconds from the epoch. `target` is promised, else due."""

    id: str
    owner: str
    customer: str
    item: str
    quantity: int
    value_ore: int
    weight: int
    status: Status
    release: int
    due: int
    promised: int | None
    delivered: int | None

    @property
    def target(self) -> int:
        """The moment it is judged against."""
        return self.due if self.promised is None else self.promised

    def late_s(self, horizon_end: int) -> int:
        """Seconds late; not planned counts until the horizon's end."""
        return max(0, (horizon_end if self.delivered is None else self.delivered) - self.target)


@dataclass(frozen=True)
class Reading:
    """Look-ups and columns of one plan. Columns follow `plan.portions`."""

    network: Network
    work: Work
    plan: Plan

    @cached_property
    def clock(self) -> Clock:
        return Clock.of(self.network)

    @cached_property
    def jobs(self) -> dict[str, Job]:
        return {job.id: job for job in self.work.jobs}

    @cached_property
    def supplies(self) -> dict[str, Supply]:
        """The way each lot of the plan is made, by lot."""
        return {lot.id: self.work.supplies[lot.supply] for lot in self.plan.lots}

    @cached_property
    def operations(self) -> dict[tuple[str, str], Operation]:
        """By (job or lot, operation)."""
        makers: dict[str, Job | Supply] = {**self.jobs, **self.supplies}
        return {(name, operation.id): operation for name, maker in makers.items() for operation in maker.operations}

    @cached_property
    def modes(self) -> list[Mode]:
        """The mode of each portion."""
        return [self.mode_of(portion) for portion in self.plan.portions]

    def mode_of(self, portion: Portion) -> Mode:
        """The mode that a portion is in."""
        return self.operations[portion.job, portion.operation].modes[portion.mode]

    def owner(self, job: str) -> str:
        """The member that owns a job or supply lot."""
        return self.jobs[job].owner if job in self.jobs else self.supplies[job].owner

    def maker(self, portion: Portion) -> str:
        """The member at whose site a portion is done."""
        return self.network.sites[self.network.work_centres[portion.work_centre].site].member

    @cached_property
    def orders(self) -> dict[str, OrderFacts]:
        """Every order of the work."""
        return {order: self.facts_of(order) for order in self.jobs_of}

    @cached_property
    def jobs_of(self) -> dict[str, list[Job]]:
        """The jobs of each order."""
        jobs: dict[str, list[Job]] = defaultdict(list)
        for job in self.work.jobs:
            jobs[job.order].append(job)
        return dict(jobs)

    def facts_of(self, order: str) -> OrderFacts:
        """One order of the work. Raises KeyError when it has no such order."""
        jobs = self.jobs_of[order]
        lines = [job for job in jobs if job.region] or jobs
        outcome = self.plan.outcomes.get(order)
        promised = [self.clock.seconds(job.promised) for job in lines if job.promised is not None]
        return OrderFacts(
            id=order,
            owner=lines[0].owner,
            customer=lines[0].customer,
            item=lines[0].item,
            quantity=lines[0].quantity,
            value_ore=sum(job.value_ore for job in lines),
            weight=max(job.weight for job in lines),
            status=lines[0].status,
            release=min(self.clock.seconds(job.release) for job in jobs),
            due=max(self.clock.seconds(job.due) for job in lines),
            promised=max(promised, default=None),
            delivered=outcome.delivered if outcome else None,
        )

    @cached_property
    def starts(self) -> Seconds:
        return np.array([p.start for p in self.plan.portions], dtype=np.int64)

    @cached_property
    def ends(self) -> Seconds:
        return np.array([p.end for p in self.plan.portions], dtype=np.int64)

    @cached_property
    def setup_starts(self) -> Seconds:
        return np.array([p.setup_start for p in self.plan.portions], dtype=np.int64)

    @cached_property
    def leaders(self) -> list[int]:
        """Portions that stand for themselves or, first of its mates, for a whole batch."""
        seen: set[tuple[str, int, str]] = set()
        leaders = []
        for n, p in enumerate(self.plan.portions):
            key = (p.work_centre, p.unit, p.batch)
            if p.batch and key in seen:
                continue
            seen.add(key)
            leaders.append(n)
        return leaders

    @cached_property
    def on_unit(self) -> dict[tuple[str, int], list[int]]:
        """Leaders of each unit in order of time; external work centres have no units."""
        units: dict[tuple[str, int], list[int]] = defaultdict(list)
        inside = {name for name, centre in self.network.work_centres.items() if centre.kind is not Kind.EXTERNAL}
        leaders = np.array(self.leaders, dtype=np.int64)
        by_time = leaders[np.lexsort((self.ends[leaders], self.setup_starts[leaders]))]
        for n in by_time.tolist():
            p = self.plan.portions[n]
            if p.work_centre in inside:
                units[p.work_centre, p.unit].append(n)
        return dict(units)

    @cached_property
    def portions_of(self) -> dict[tuple[str, str], list[int]]:
        """Portions by (job or lot, operation), in the plan's order."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, p in enumerate(self.plan.portions):
            found[p.job, p.operation].append(n)
        return dict(found)

    @cached_property
    def span(self) -> tuple[int, int]:
        """From the first moment anything of the plan touches to its horizon's end, with a week to spare."""
        first = min([self.plan.start, *(p.setup_start for p in self.plan.portions)])
        last = max([self.plan.end, *(p.end for p in self.plan.portions)])
        return first - 8 * 86_400, last + 8 * 86_400

    @cached_property
    def window(self) -> tuple[int, int]:
        """From the planning start to the end of the last portion."""
        last = int(self.ends.max()) if len(self.ends) else self.plan.end
        return self.plan.start, max(last, self.plan.start + 1)

    @cached_property
    def open(self) -> dict[str, OpenTime]:
        """Open time by work centre."""
        return open_times(self.network, *self.span)

    @cached_property
    def weeks(self) -> Weeks:
        """The ISO weeks of the window."""
        return weeks_between(self.network, *self.window)

    @cached_property
    def setup_work_s(self) -> Seconds:
        """Open seconds of set-up of each portion."""
        return self._worked(self.setup_starts, self.starts)

    @cached_property
    def run_work_s(self) -> Seconds:
        """Seconds of run of each portion: working time; by the clock if unattended, or reported in closed hours."""
        worked = self._worked(self.starts, self.ends)
        clock = np.array([m.pause is Pause.UNATTENDED for m in self.modes], dtype=bool)
        return np.where(clock | (worked == 0), self.ends - self.starts, worked)

    def _worked(self, first: Seconds, last: Seconds) -> Seconds:
        worked = np.zeros(len(first), dtype=np.int64)
        for centre, rows in self.rows_of_centre.items():
            worked[rows] = self.open[centre].between(first[rows], last[rows])
        return worked

    @cached_property
    def rows_of_centre(self) -> dict[str, Seconds]:
        """Portion numbers of each work centre."""
        rows: dict[str, list[int]] = defaultdict(list)
        for n, p in enumerate(self.plan.portions):
            rows[p.work_centre].append(n)
        return {centre: np.array(found, dtype=np.int64) for centre, found in rows.items()}
