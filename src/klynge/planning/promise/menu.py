# SPDX-License-Identifier: Apache-2.0
"""The promise menu: not one day but every way that no other beats in day, cost and CO2 alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from klynge.job import Job

from ..kernels import columns as col
from ..schedule import REASONS, Schedule
from .entry import Entry, entry_of
from .front import Front, Way, best, thinned
from .request import Request, request_of

EARLIEST, CHEAPEST, GREENEST, BETWEEN = "earliest", "cheapest", "greenest", "between"
EFFORT = 96
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
    effort: int = EFFORT,
    most: int = MOST,
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
    effort
        How many ways are placed at most. The same effort gives the same menu.
    most
        How many entries are told at most: the earliest, cheapest and greenest, and those most unlike them.

    Raises
    ------
    PlanningError
        When the jobs are not of one order, are reported in part, or do not fit the network.
    """
    request = request_of(schedule, jobs)
    front = Front(request, effort)
    ways = front.search()
    if not ways:
        job, op = request.rows[front.why[1]]
        return Menu((), wanted, None if wanted is None else False, REASONS[front.why[0]], f"{job.id} {op.id}", effort)
    told = thinned(ways, most)
    entries = [entry_of(request, way.choice) for way in told]
    return finished(request, told, entries, wanted, effort - front.left)


def finished(
    request: Request, ways: Sequence[Way], entries: Sequence[Entry], wanted: datetime | None, tried: int
) -> Menu:
    """The entries named and compared."""
    names: list[list[str]] = [[] for _ in entries]
    for name, number in zip((EARLIEST, CHEAPEST, GREENEST), best(ways), strict=True):
        names[number].append(name)
    first, least = min(way.value[0] for way in ways), min(way.value[1] for way in ways)
    latest = None if wanted is None else request.seconds(wanted)
    done = tuple(
        replace(
            entry,
            names=tuple(names[number]) or (BETWEEN,),
            extra_ore=way.value[1] - least,
            later_s=way.value[0] - first,
            kept=None if latest is None else way.value[0] <= latest,
        )
        for number, (way, entry) in enumerate(zip(ways, entries, strict=True))
    )
    kept = None if wanted is None else any(entry.kept for entry in done)
    return Menu(done, wanted, kept, tried=tried)
