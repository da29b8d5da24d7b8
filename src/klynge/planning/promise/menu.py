# SPDX-License-Identifier: Apache-2.0
"""The promise menu: not one day but every way that no other beats in day, cost and CO2 alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from klynge.job import Job

from ..plan_reader import REASONS
from ..schedule import Schedule
from .backward import just_in_time as latest_starts
from .entry import Entry, entry_of
from .front import Front, Way, best, dominates, thinned
from .kernels.choices import TRY_DELIVERED, TRY_G, TRY_ORE
from .request import Found, Request, request_of

EARLIEST, CHEAPEST, GREENEST, BETWEEN = "earliest", "cheapest", "greenest", "between"
EFFORT = 500
MOST = 8


@dataclass(frozen=True, slots=True)
class Menu:
    """Offers for one order, by delivery; none dominates another in (delivery, cost, CO2).

    With a wanted day, `kept` says whether some offer keeps it. Without any, `reason` says why, at `operation`.
    `tried` is how many ways were placed to find them.
    """

    entries: tuple[Entry, ...]
    wanted: datetime | None = None
    kept: bool | None = None
    reason: str = ""
    operation: str = ""
    tried: int = 0
    found: Found | None = field(default=None, compare=False, repr=False)
    """How the only entry was found, for who takes it in at once."""

    def named(self, name: str) -> Entry:
        """The "earliest", "cheapest" or "greenest" entry; LookupError when there is none."""
        for entry in self.entries:
            if name in entry.names:
                return entry
        raise LookupError(f"the menu has no {name} entry")


def menu(
    schedule: Schedule,
    jobs: Sequence[Job],
    wanted: datetime | None = None,
    *,
    just_in_time: bool = False,
    effort: int = EFFORT,
    most: int = MOST,
    only: str = "",
) -> Menu:
    """The ways to deliver one order in what the plan leaves free, over alternatives, sites, agreements and lanes.

    Parameters
    ----------
    schedule
        A plan in the engine's form; as before when this returns, nothing is moved and nothing reserved.
    jobs
        All jobs of the order.
    wanted
        The moment by which it should have arrived; every entry is then marked as keeping it or not.
    just_in_time
        Make what keeps the wanted moment as late as it may be, instead of as early: only then is arriving earlier than
        wanted no gain, and of ways that all keep it the cheapest and the greenest are told.
    effort
        How many operations are placed to find the ways, about. The same effort gives the same menu.
    most
        How many entries are told at most: the earliest, cheapest and greenest, and those most unlike them.
    only
        The name of an entry ("earliest", "cheapest", "greenest") that alone is told, compared with the others all the
        same.

    Raises
    ------
    PlanningError
        When the jobs are not of one order, are reported in part, or do not fit the network.
    """
    request = request_of(schedule, jobs)
    front = Front(request, effort)
    ways = front.search()
    if just_in_time and wanted is not None:
        ways = as_late_as_may_be(request, ways, request.seconds(wanted))
    if not ways:
        job, op = request.rows[front.why[1]]
        return Menu(
            (), wanted, None if wanted is None else False, REASONS[front.why[0]], f"{job.id} {op.id}", front.tried
        )
    told = thinned(ways, most)
    named = dict(zip((EARLIEST, CHEAPEST, GREENEST), best(told), strict=True))
    entries = {
        number: entry_of(request, way.choice, way.least)
        for number, way in enumerate(told)
        if not only or number == named[only]
    }
    found = Found(request, told[named[only]].choice, schedule.problem) if only else None
    return replace(finished(request, told, entries, wanted, front.tried), found=found)


def as_late_as_may_be(request: Request, ways: Sequence[Way], latest: int) -> list[Way]:
    """The ways, those that arrive in time as late as they may be; the ones that others dominate are dropped.

    By when it arrives a way is judged at the wanted moment at the earliest.
    """
    found: list[Way] = []
    for way in ways:
        least = latest_starts(request, way.choice, latest) if way.value[0] <= latest else None
        if least is None:
            found.append(way)
            continue
        tried = request.tried(np.array([way.choice], np.int64), least)[0].tolist()
        found.append(replace(way, value=(tried[TRY_DELIVERED], tried[TRY_ORE], tried[TRY_G]), least=tuple(least)))
    judged = {(max(way.value[0], latest), *way.value[1:]): way for way in reversed(found)}
    kept = [way for value, way in judged.items() if not any(dominates(other, value) for other in judged)]
    return sorted(kept, key=lambda way: way.value)


def finished(
    request: Request, ways: Sequence[Way], entries: Mapping[int, Entry], wanted: datetime | None, tried: int
) -> Menu:
    """The entries, by the numbers of their ways, named and compared."""
    names: list[list[str]] = [[] for _ in ways]
    for name, number in zip((EARLIEST, CHEAPEST, GREENEST), best(ways), strict=True):
        names[number].append(name)
    first, least = min(way.value[0] for way in ways), min(way.value[1] for way in ways)
    latest = None if wanted is None else request.seconds(wanted)
    done = tuple(
        replace(
            entry,
            names=tuple(names[number]) or (BETWEEN,),
            extra_ore=ways[number].value[1] - least,
            later_s=ways[number].value[0] - first,
            kept=None if latest is None else ways[number].value[0] <= latest,
        )
        for number, entry in entries.items()
    )
    kept = None if latest is None else any(way.value[0] <= latest for way in ways)
    return Menu(done, wanted, kept, tried=tried)
