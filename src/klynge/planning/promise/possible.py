# SPDX-License-Identifier: Apache-2.0
"""What is the cheapest thing that makes a wanted day possible? Each answer is planned for real on the schedule.

Another way to make it (site, agreement, lane), overtime at a work centre, an order put off whose customer agreed to
that, or a part of the quantity by the day and the rest later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from klynge.job import Job, Mode

from ..kernels.columns import OK
from ..kernels.view import Tables
from ..schedule import Schedule
from .entry import Entry, moment_of, read_entry
from .front import Front, Way
from .menu import menu
from .overtime import Overtime, hours_free, priced, used_of, working_over
from .putting_off import PutOff, orders_to_put_off, put_off
from .request import Request, request_of
from .reserving import reserve

ANOTHER_WAY, OVERTIME, PUT_OFF, PARTIAL = "another way", "overtime", "put off", "partial"
EFFORT = 400
MOST_CENTRES = 6
MOST_WINDOWS = 40


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that makes a wanted day possible.

    `kind` is "another way" (the offer itself), "overtime", "put off" or "partial". `extra_ore` is what it costs in all
    beyond the cheapest way to make the order without a wanted day: for the order, overtime, and what others' orders
    come to cost more. `entry` is the offer that keeps the day (with "partial" of the first part, then `rest` is the
    other).
    """

    kind: str
    extra_ore: int
    entry: Entry
    overtime: tuple[Overtime, ...] = ()
    put_off: tuple[PutOff, ...] = ()
    rest: Entry | None = None


@dataclass(frozen=True, slots=True)
class Possible:
    """Remedies by cost, the cheapest first; none when nothing was found.

    `earliest` is when it arrives without any, and `cheapest_ore` what the cheapest way costs when the day is left open.
    """

    wanted: datetime
    earliest: datetime | None
    cheapest_ore: int
    remedies: tuple[Remedy, ...]


def possible(
    schedule: Schedule,
    jobs: Sequence[Job],
    wanted: datetime,
    *,
    smaller: Callable[[int], Sequence[Job]] | None = None,
    most: int = 5,
    effort: int = EFFORT,
    kept: Collection[tuple[str, str]] = (),
) -> Possible:
    """The cheapest things that make it possible for an order to arrive by a wanted moment; nothing is changed.

    Parameters
    ----------
    schedule, jobs, wanted
        A plan, all jobs of the order, and the moment by which it should have arrived.
    smaller
        Gives the order's jobs for a smaller quantity (of the job that goes to the customer), to look for partial
        deliveries; without it none are looked for.
    most
        How many remedies are told at most.
    effort
        How many operations are placed for each idea, about. The same effort gives the same answer.
    kept
        Operations, as (job, operation), that are to stay where they are: no order that has one is put off.

    Raises
    ------
    PlanningError
        When the jobs are not of one order, are reported in part, or do not fit the network.
    """
    told = menu(schedule, jobs, wanted, effort=effort, most=64)
    cheapest = min((entry.cost_ore for entry in told.entries), default=0)
    latest = round((wanted - schedule.problem.zero).total_seconds())
    ideas = [Remedy(ANOTHER_WAY, entry.cost_ore - cheapest, entry) for entry in told.entries if entry.kept]
    least = min((idea.extra_ore for idea in ideas), default=None)
    if least != 0:  # else the cheapest way of all keeps the day, and nothing else is needed
        others = [
            *_overtimes(schedule, jobs, latest, cheapest, told.entries, effort),
            *_put_off(schedule, jobs, latest, cheapest, effort, kept),
        ]
        ideas += [idea for idea in others if least is None or idea.extra_ore < least]
    if smaller is not None and not told.kept:
        ideas += _partial(schedule, jobs, latest, cheapest, smaller, effort)
    ideas = [replace(idea, entry=replace(idea.entry, kept=True, names=())) for idea in ideas]
    order = sorted(ideas, key=lambda idea: (idea.extra_ore, idea.entry.delivered, idea.kind))
    earliest = told.entries[0].delivered if told.entries else None
    return Possible(wanted, earliest, cheapest, tuple(_distinct(order)[:most]))


def _distinct(ideas: Sequence[Remedy]) -> list[Remedy]:
    """Without what costs more and asks the same of the same."""
    found: dict[tuple[object, ...], Remedy] = {}
    for idea in ideas:
        asks = (
            idea.kind,
            idea.entry.work_centres if idea.kind == ANOTHER_WAY else (),
            idea.entry.ways if idea.kind == ANOTHER_WAY else (),
            tuple(sorted({each.work_centre for each in idea.overtime})),
            tuple(each.order for each in idea.put_off),
        )
        found.setdefault(asks, idea)
    return list(found.values())


def cheapest_in_time(request: Request, latest: int, effort: int) -> Way | None:
    """The cheapest way of a small front that arrives in time."""
    ways = [way for way in Front(request, effort).search() if way.value[0] <= latest]
    return min(ways, key=lambda way: (way.value[1], way.value[0], way.value[2]), default=None)


def _modes_at(jobs: Sequence[Job]) -> dict[str, list[Mode]]:
    """The modes of the jobs by work centre."""
    found: dict[str, list[Mode]] = {}
    for job in jobs:
        for operation in job.operations:
            for mode in operation.modes:
                found.setdefault(mode.work_centre, []).append(mode)
    return found


def _overtimes(
    schedule: Schedule, jobs: Sequence[Job], latest: int, cheapest: int, entries: Sequence[Entry], effort: int
) -> Iterator[Remedy]:
    """Overtime at each work centre where the order could be done, and if none does, at all those of the best ways."""
    modes = _modes_at(jobs)
    used = [centre for entry in entries[:2] for centre in entry.work_centres]
    likely = list(dict.fromkeys([*used, *modes]))[:MOST_CENTRES]
    free = {centre: hours_free(schedule, centre, latest, modes[centre])[-MOST_WINDOWS:] for centre in likely}
    found = False
    for hours in [*free.values(), [each for centre in dict.fromkeys(used) for each in free.get(centre, [])]]:
        if not hours or (found and len({each.work_centre for each in hours}) > 1):
            continue
        remedy = _worked_over(schedule, jobs, latest, cheapest, hours, effort)
        if remedy is not None:
            found = True
            yield remedy


def _worked_over(
    schedule: Schedule, jobs: Sequence[Job], latest: int, cheapest: int, hours: Sequence[Overtime], effort: int
) -> Remedy | None:
    """The remedy with these hours, cut down to those that are used; None when they do not help."""
    entry = _with_hours(schedule, jobs, latest, hours, effort)
    if entry is None:
        return None
    for _ in range(2):
        fewer = used_of(hours, entry.portions)
        if fewer == hours or not fewer:
            break
        again = _with_hours(schedule, jobs, latest, fewer, effort)
        if again is None:
            break
        hours, entry = fewer, again
    if not used_of(hours, entry.portions):
        return None  # it can be kept without
    modes = {(job.id, operation.id): operation.modes for job in jobs for operation in job.operations}
    supplies = schedule.problem.work.supplies
    modes |= {(lot.id, op.id): op.modes for lot in entry.lots for op in supplies[lot.supply].operations}
    costed = priced(schedule.problem.network, hours, entry.portions, modes)
    extra = entry.cost_ore - cheapest + sum(each.extra_ore for each in costed)
    return Remedy(OVERTIME, extra, entry, overtime=tuple(costed))


def _with_hours(
    schedule: Schedule, jobs: Sequence[Job], latest: int, hours: Sequence[Overtime], effort: int
) -> Entry | None:
    """The cheapest way that arrives in time with overtime, read as it stands there."""
    schedule.make_room(16 * sum(len(job.operations) for job in jobs) + 256)
    request = request_of(schedule, jobs)
    with working_over(schedule, hours) as (state, resources):
        request.resources = Tables(resources._replace(lane=resources.lane.copy()))
        way = cheapest_in_time(request, latest, effort)
        if way is None:
            return None
        money = schedule.money_ore
        if request.place(state, way.choice) != OK:
            return None
        return read_entry(request, way.choice, request.value(state, money))


def _put_off(
    schedule: Schedule,
    jobs: Sequence[Job],
    latest: int,
    cheapest: int,
    effort: int,
    kept: Collection[tuple[str, str]],
) -> Iterator[Remedy]:
    """One flexible order put off, and where one is not enough, several of those that stand in the way most."""
    rows = orders_to_put_off(schedule, set(_modes_at(jobs)), latest, kept)
    found = False
    for off in [*([row] for row in rows), *(rows[:n] for n in (2, 3, 4) if n <= len(rows))]:
        if found and len(off) > 1:
            return
        made = put_off(schedule, jobs, off, lambda request: cheapest_in_time(request, latest, effort))
        if made is not None:
            found = True
            yield Remedy(PUT_OFF, made.entry.cost_ore - cheapest + made.extra_ore, made.entry, put_off=made.put_off)


def _partial(
    schedule: Schedule,
    jobs: Sequence[Job],
    latest: int,
    cheapest: int,
    smaller: Callable[[int], Sequence[Job]],
    effort: int,
) -> Iterator[Remedy]:
    """As much as can arrive by the day, and the rest as soon as it can then."""
    whole = max(job.quantity for job in jobs if job.region or len(jobs) == 1)
    low, high = 0, whole
    while high - low > 1:
        middle = (low + high) // 2
        if cheapest_in_time(request_of(schedule, smaller(middle)), latest, 1) is None:
            high = middle
        else:
            low = middle
    if low == 0:
        return
    told = menu(schedule, smaller(low), moment_of(schedule.problem, latest), effort=effort, most=64)
    first = min((entry for entry in told.entries if entry.kept), key=lambda entry: entry.cost_ore, default=None)
    if first is None:
        return
    beside = schedule.copy()
    reserve(beside, first)
    others = [_renamed(job) for job in smaller(whole - low)]
    rest = menu(beside, others, effort=effort).entries
    if rest:
        last = rest[0]
        yield Remedy(PARTIAL, first.cost_ore + last.cost_ore - cheapest, first, rest=last)


def _renamed(job: Job) -> Job:
    """The same work as another order."""
    links = tuple(
        replace(link, before_job=f"{link.before_job} rest") if link.before_job else link for link in job.precedence
    )
    return replace(job, id=f"{job.id} rest", order=f"{job.order} rest", precedence=links)
