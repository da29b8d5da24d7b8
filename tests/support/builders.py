# SPDX-License-Identifier: Apache-2.0
"""Small clusters by hand: one member "M" with one site "S", a day shift, and whatever a test adds.

Times are written as local clock times in Oslo: "05T07:00" is seven in the morning of 5 January 2026, a Monday.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from klynge.job import Job, Mode, Operation, Precedence, Supply, Work
from klynge.network.model import Calendar, Kind, Lane, Member, Network, Shift, Site, WorkCentre
from klynge.planning.check import Finding, check
from klynge.planning.plan import Lot, Outcome, Plan, Portion

OSLO = ZoneInfo("Europe/Oslo")
WEEK = (0, 1, 2, 3, 4, 5, 6)
WORKDAYS = (0, 1, 2, 3, 4)


def moment(text: str) -> datetime:
    """ "05T07:00" (January 2026) or "03-29T01:00" (2026) or a whole ISO moment, in local time."""
    missing = "2026-01-05T07:00"[: 16 - len(text)]
    return datetime.fromisoformat(missing + text).replace(tzinfo=OSLO)


START = moment("05T00:00")
DAY = Calendar("day", (Shift(WORKDAYS, time(7), time(15)),))
ALWAYS = Calendar("always")


def at(text: str, epoch: datetime = START) -> int:
    """A local clock time in engine seconds."""
    return int((moment(text).astimezone(UTC) - epoch.astimezone(UTC)).total_seconds())


def by_id(things: Iterable[Any]) -> dict[str, Any]:
    """The things by their identifier."""
    return {thing.id: thing for thing in things}


def machine(name: str = "cut", **more: Any) -> WorkCentre:
    """A work centre at site S with one unit and a day shift."""
    usual: dict[str, Any] = {"site": "S", "name": name, "kind": Kind.MACHINE, "units": 1, "calendar": "day"}
    return WorkCentre(name, **(usual | more))


def lane(origin: str, destination: str, lead_s: int = 3600, **more: Any) -> Lane:
    """A lane named after its ends."""
    return Lane(f"{origin}-{destination}", origin, destination, lead_s, **more)


def network(*centres: WorkCentre, calendars: Iterable[Calendar] = (), **more: Any) -> Network:
    """A cluster with these work centres; other tables as iterables of things with an `id`."""
    usual: dict[str, Any] = {
        "members": [Member("M", "Member")],
        "sites": [Site("S", "M", "Site")],
        "setup_matrices": [],
        "pools": [],
        "people": [],
        "items": [],
        "stock": [],
        "lanes": [lane("S", "Oslo")],
        "agreements": [],
    }
    plain = {key: more.pop(key) for key in ("start", "end", "epoch") if key in more}
    start = plain.get("start", START)
    tables: dict[str, Any] = {name: by_id(things) for name, things in (usual | more).items()}
    return Network(
        name="test",
        epoch=plain.get("epoch", start),
        start=start,
        end=plain.get("end", moment("19T00:00")),
        time_zone="Europe/Oslo",
        calendars=by_id([DAY, ALWAYS, *calendars]),
        work_centres=by_id(centres),
        routings={},
        orders={},
        regions=("Oslo",),
        **tables,
    )


def mode(work_centre: str = "cut", fixed_s: int = 3600, site: str = "S", **more: Any) -> Mode:
    """An hour on the machine."""
    return Mode(work_centre, site, fixed_s, **more)


def operation(name: str = "a", *modes: Mode, quantity: int = 1, **more: Any) -> Operation:
    """An operation of one piece; an hour on the machine when no mode is given."""
    return Operation(name, quantity, modes or (mode(),), **more)


def job(*operations: Operation, links: Iterable[Precedence] = (), **more: Any) -> Job:
    """Job J of order O of member M, released from the start, delivered to Oslo."""
    usual: dict[str, Any] = {"id": "J", "order": "O", "owner": "M", "item": "thing", "quantity": 1, "release": START}
    usual |= {"due": moment("12T00:00"), "region": "Oslo"}
    return Job(operations=operations, precedence=tuple(links), **(usual | more))


def portion(name: str, start: str, end: str, setup: str = "", epoch: datetime = START, **more: Any) -> Portion:
    """One piece of an operation of job J on the machine, by local clock times."""
    usual: dict[str, Any] = {"order": "O", "job": "J", "mode": 0, "work_centre": "cut", "unit": 0, "quantity": 1}
    times = {"setup_start": at(setup or start, epoch), "start": at(start, epoch), "end": at(end, epoch)}
    return Portion(operation=name, **(usual | times | more))


@dataclass(frozen=True)
class World:
    """A network, its work and a plan, to be broken."""

    network: Network
    work: Work
    plan: Plan

    def findings(self) -> list[Finding]:
        return check(self.network, self.work, self.plan)

    def rules(self) -> set[str]:
        return {finding.rule for finding in self.findings()}

    def but(self, index: int = 0, **changes: Any) -> World:
        """The same with one portion changed; what is delivered stays as told."""
        portions = list(self.plan.portions)
        portions[index] = replace(portions[index], **changes)
        return self.having(portions=tuple(portions))

    def moved(self, index: int, seconds: int) -> World:
        """The same with one portion moved in time."""
        one = self.plan.portions[index]
        times = {"setup_start": one.setup_start + seconds, "start": one.start + seconds, "end": one.end + seconds}
        return self.but(index, **times)

    def having(self, **changes: Any) -> World:
        """The same with the plan changed."""
        return replace(self, plan=replace(self.plan, **changes))

    def where(self, **changes: Any) -> World:
        """The same with the network changed."""
        return replace(self, network=replace(self.network, **changes))


def world(
    network: Network,
    jobs: Job | Iterable[Job],
    portions: Iterable[Portion],
    lots: Iterable[Lot] = (),
    supplies: Iterable[Supply] = (),
    delivered: str = "",
) -> World:
    """A plan with these portions; every order arrives an hour after its last portion, or when told."""
    jobs = (jobs,) if isinstance(jobs, Job) else tuple(jobs)
    portions, outcomes = tuple(portions), {}
    for order in {job.order for job in jobs}:
        last = max((each.end for each in portions if each.order == order), default=0)
        outcomes[order] = Outcome(order, at(delivered, network.epoch) if delivered else last + 3600)
    start, end = (int((when - network.epoch).total_seconds()) for when in (network.start, network.end))
    plan = Plan(network.epoch, start, end, portions, tuple(lots), outcomes)
    return World(network, Work(jobs, tuple(supplies)), plan)
