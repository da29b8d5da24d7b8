# SPDX-License-Identifier: Apache-2.0
"""A plan laid open beside what it plans: every portion with its job, operation, mode and work centre.

A portion that names something unknown is a finding here and is left out of the rules that need what it names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from klynge.job import Job, Mode, Operation, Precedence, Reported, Supply, Work
from klynge.network.model import Kind, Network, WorkCentre
from klynge.planning.check.finding import Fact, Finding
from klynge.planning.check.hours import Hours, Interval, lay_out, local_time, seconds
from klynge.planning.check.lanes import Transport
from klynge.planning.plan import Lot, Plan, Portion

MARGIN_S = (
    8 * 86_400
)  # calendars are laid out this far beyond the horizon, so that a run past its end is still measured
PlaceKey = tuple[str, str]  # (order, job); a supply lot is ("", lot)


@dataclass(frozen=True, slots=True)
class Doing:
    """What is to be done together: a job, or one supply lot. `release_s` in engine seconds."""

    order: str
    id: str
    owner: str
    release_s: int
    operations: dict[str, Operation]
    precedence: tuple[Precedence, ...]
    job: Job | None
    supply: Supply | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A portion with what it is a portion of."""

    portion: Portion
    doing: Doing
    operation: Operation
    mode: Mode
    centre: WorkCentre
    hours: Hours

    @property
    def where(self) -> str:
        return f"{self.portion.job} {self.portion.operation}"

    @property
    def in_batch(self) -> bool:
        return self.centre.kind is Kind.BATCH or bool(self.portion.batch)

    @property
    def reported(self) -> bool:
        """A fact; whether it is one that was reported is the rule `frozen`'s to ask."""
        return self.portion.frozen


@dataclass
class Case:
    """What the rules read, and where they write their findings."""

    network: Network
    work: Work
    plan: Plan
    findings: list[Finding] = field(default_factory=list)
    doings: dict[PlaceKey, Doing] = field(default_factory=dict)
    lots: dict[str, Lot] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    of_operation: dict[tuple[str, str, str], list[Placed]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.start_s = seconds(self.network.start, self.network.epoch)
        self.end_s = seconds(self.network.end, self.network.epoch)
        self.first_s, self.last_s = self.start_s - MARGIN_S, self.end_s + MARGIN_S
        self.transport = Transport(self.network)
        self._intervals: dict[tuple[str, str], tuple[Interval, ...]] = {}
        self._hours: dict[tuple[str, str], Hours] = {}
        self._lay_open_doings()
        self._lay_open_portions()

    def found(self, rule: str, where: str, kind: str, **facts: Fact) -> None:
        """Write down that `rule` does not hold."""
        self.findings.append(Finding(rule, where, kind, tuple(facts.items())))

    def zone(self, site: str) -> ZoneInfo:
        known = self.network.sites.get(site)
        return ZoneInfo(known.time_zone if known else self.network.time_zone)

    def clock(self, moment: int, site: str = "") -> datetime:
        """The local time at a site, or the cluster's; the ends of all time for moments out of range."""
        try:
            return local_time(moment, self.zone(site), self.network.epoch)
        except OverflowError:
            return (datetime.max if moment > 0 else datetime.min).replace(tzinfo=UTC)

    def chosen_lanes(self, order: str) -> tuple[str, ...]:
        """The lanes that the plan says an order's goods take."""
        outcome = self.plan.outcomes.get(order)
        return outcome.lanes if outcome else ()

    def seconds(self, moment: datetime) -> int:
        return seconds(moment, self.network.epoch)

    def intervals(self, calendar: str, site: str) -> tuple[Interval, ...]:
        """A calendar's open intervals in a site's time zone."""
        key = calendar, self.zone(site).key
        if key not in self._intervals:
            known = self.network.calendars[calendar]
            self._intervals[key] = lay_out(known, self.zone(site), self.network.epoch, self.first_s, self.last_s)
        return self._intervals[key]

    def hours(self, centre: WorkCentre) -> Hours:
        """A work centre's working time."""
        key = centre.calendar, self.zone(centre.site).key
        if key not in self._hours:
            self._hours[key] = Hours(self.intervals(centre.calendar, centre.site))
        return self._hours[key]

    def operations(self) -> Iterator[tuple[Doing, Operation, list[Placed]]]:
        """Every operation of every job and supply lot with its portions."""
        for (order, job), doing in self.doings.items():
            for operation in doing.operations.values():
                yield doing, operation, self.of_operation.get((order, job, operation.id), [])

    def _lay_open_doings(self) -> None:
        for job in self.work.jobs:
            operations = {operation.id: operation for operation in job.operations}
            release_s = max(self.start_s, self.seconds(job.release))
            self.doings[job.order, job.id] = Doing(
                job.order, job.id, job.owner, release_s, operations, job.precedence, job, None
            )
        for lot in self.plan.lots:
            if lot.id in self.lots:
                self.found("supply", lot.id, "lot_twice")
            elif not 0 <= lot.supply < len(self.work.supplies):
                self.found("supply", lot.id, "lot_of_nothing", supply=lot.supply)
            else:
                supply = self.work.supplies[lot.supply]
                operations = {operation.id: operation for operation in supply.operations}
                self.lots[lot.id] = lot
                self.doings["", lot.id] = Doing(
                    "", lot.id, supply.owner, self.start_s, operations, supply.precedence, None, supply
                )

    def _lay_open_portions(self) -> None:
        for portion in self.plan.portions:
            placed = self._place(portion)
            if placed is not None:
                self.placed.append(placed)
                self.of_operation[portion.order, portion.job, portion.operation].append(placed)

    def _place(self, portion: Portion) -> Placed | None:
        where = f"{portion.job} {portion.operation}"
        doing = self.doings.get((portion.order, portion.job))
        operation = doing.operations.get(portion.operation) if doing else None
        if doing is None or operation is None:
            rule = "completeness" if portion.order else "supply"
            self.found(rule, where, "unknown_operation", order=portion.order)
            return None
        if not 0 <= portion.mode < len(operation.modes):
            self.found("mode", where, "unknown_mode", mode=portion.mode, modes=len(operation.modes))
            return None
        centre = self.network.work_centres.get(portion.work_centre)
        if centre is None:
            self.found("mode", where, "unknown_work_centre", work_centre=portion.work_centre)
            return None
        return Placed(portion, doing, operation, operation.modes[portion.mode], centre, self.hours(centre))


def by_facts(reported: Reported, epoch: datetime) -> tuple[str, int, int, int, int]:
    """A reported portion as what a plan must repeat: work centre, unit, quantity, start, end."""
    start, end = seconds(reported.start, epoch), seconds(reported.end, epoch)
    return reported.work_centre, reported.unit, reported.quantity, start, end


def counted(portions: list[Portion]) -> Counter[tuple[str, int, int, int, int]]:
    """How often each portion's facts occur."""
    return Counter((each.work_centre, each.unit, each.quantity, each.start, each.end) for each in portions)
