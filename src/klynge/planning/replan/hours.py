# SPDX-License-Identifier: Apache-2.0
"""More or fewer hours and people: overtime, people called in, and the end of what was said of them or of a stop."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from klynge.network.model import Calendar, CalendarException, Kind, Network, Pool, PoolPart, Shift, Stop, WorkCentre
from klynge.planning.promise import Overtime as Hours
from klynge.planning.promise.overtime import network_with

from .draft import Disturbed
from .events import Ended, More, Overtime

LONGEST = timedelta(hours=24)
CALLED_IN, MORE = "overtime ", "more "  # how the calendars of pools' parts begin that are there for a while
FAR = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """A stop, overtime, or fewer or more of a pool for a while. `id` tells it from others as long as it is the same.
    Those of a pool who are away on the same days are away together, however they were entered.

    `unit` counts from 0 (None: not of a unit), `amount` is thousandths; days are from midnight to midnight.
    """

    id: str
    kind: Literal["stop", "overtime", "absence", "more"]
    place: str  # work centre or pool
    start: datetime
    end: datetime
    unit: int | None = None
    amount: int = 0


def changes_in(network: Network) -> tuple[NetworkChange, ...]:
    """All that changes a network for a while, in the order of time."""
    found = [*_stops(network), *_overtime(network), *_pools(network)]
    return tuple(sorted(found, key=lambda one: (one.start, one.kind, one.place, one.unit or 0, one.id)))


def _named(kind: Literal["stop", "overtime", "absence", "more"], place: str, start: datetime, end: datetime,
           unit: int | None = None, amount: int = 0) -> NetworkChange:  # fmt: skip
    said = "|".join(map(str, (kind, place, int(start.timestamp()), int(end.timestamp()), unit, amount)))
    return NetworkChange(hashlib.sha256(said.encode()).hexdigest()[:20], kind, place, start, end, unit, amount)


def _stops(network: Network) -> Iterator[NetworkChange]:
    for centre in network.work_centres.values():
        for stop in centre.stops:
            yield _stop(centre, stop)


def _stop(centre: WorkCentre, stop: Stop) -> NetworkChange:
    return _named("stop", centre.id, stop.start, stop.end, stop.unit)


def _overtime(network: Network) -> Iterator[NetworkChange]:
    for centre in network.work_centres.values():
        for exception in network.calendars[centre.calendar].exceptions:
            if exception.adds and exception.note == "overtime":
                yield _over(network, centre, exception)


def _over(network: Network, centre: WorkCentre, exception: CalendarException) -> NetworkChange:
    zone, shift = ZoneInfo(network.sites[centre.site].time_zone), exception.shifts[0]
    start = datetime.combine(exception.first, shift.start, zone)
    last = exception.first if shift.end > shift.start else exception.first + timedelta(days=1)
    return _named("overtime", centre.id, start, datetime.combine(last, shift.end, zone))


def _pools(network: Network) -> Iterator[NetworkChange]:
    for pool in network.pools.values():
        away: dict[tuple[date, date], int] = {}
        for part in pool.parts:
            if part.calendar.startswith(CALLED_IN):
                continue
            if part.calendar.startswith(MORE):
                yield _extra(network, pool, part)
                continue
            for days in part.absences:
                away[days] = away.get(days, 0) + part.amount
        for (first, last), amount in away.items():
            yield _days("absence", network, pool, first, last, amount)


def _extra(network: Network, pool: Pool, part: PoolPart) -> NetworkChange:
    (_, before), (after, _) = part.absences
    return _days("more", network, pool, before + timedelta(days=1), after - timedelta(days=1), part.amount)


def _days(
    kind: Literal["absence", "more"], network: Network, pool: Pool, first: date, last: date, amount: int
) -> NetworkChange:
    zone = ZoneInfo(network.sites[pool.site].time_zone)
    start, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    return _named(kind, pool.id, start, end, None, amount)


def overtime(draft: Disturbed, one: Overtime, _: datetime) -> None:
    """Open a work centre for longer."""
    network = draft.network
    centre = network.work_centres.get(one.work_centre)
    if centre is None:
        draft.unknown("work_centre", one.work_centre, network.work_centres)
        return
    if centre.kind is Kind.EXTERNAL:
        draft.amiss("no_hours", name=centre.id)
    if one.end <= one.start:
        draft.amiss("ends_first")
    elif one.end - one.start > LONGEST:
        draft.amiss("too_long")
    if one.end <= network.start:
        draft.amiss("over_already")
    if one.start >= network.end:
        draft.amiss("after_horizon")
    for name in one.people:
        if name not in network.pools:
            draft.unknown("pool", name, network.pools)
    if draft.troubles:
        return
    first, last = (round((moment - network.epoch).total_seconds()) for moment in (one.start, one.end))
    draft.network = network_with(network, (Hours(centre.id, first, last, tuple(sorted(one.people.items()))),))


def more(draft: Disturbed, one: More, _: datetime) -> None:
    """Call in more of a pool for some days, in the hours of its largest part."""
    network = draft.network
    pool = network.pools.get(one.pool)
    if pool is None:
        draft.unknown("pool", one.pool, network.pools)
        return
    if one.last < one.first:
        draft.amiss("ends_first")
        return
    usual = max((part for part in pool.parts if not is_for_a_while(part)), key=lambda part: part.amount)
    name = f"{MORE}{pool.id} {one.first} {one.last}"
    calendars = {**network.calendars, name: replace(network.calendars[usual.calendar], id=name)}
    there = sum(part.amount for part in pool.parts if part.calendar == name)  # called in before, for the same days
    part = PoolPart(name, there + one.amount, _outside(one.first, one.last))
    parts = (*(each for each in pool.parts if each.calendar != name), part)
    pools = {**network.pools, pool.id: replace(pool, parts=parts)}
    draft.network = replace(network, calendars=calendars, pools=pools)


def _outside(first: date, last: date) -> tuple[tuple[date, date], tuple[date, date]]:
    day = timedelta(days=1)
    return (first - FAR, first - day), (last + day, last + FAR)


def is_for_a_while(part: PoolPart) -> bool:
    """Whether it was called in, for overtime or for some days."""
    return part.calendar.startswith((CALLED_IN, MORE))


def alike_together(parts: Iterable[PoolPart]) -> tuple[PoolPart, ...]:
    """Parts of a pool that have the same hours and are away on the same days as one."""
    found: dict[tuple[str, tuple[tuple[date, date], ...]], PoolPart] = {}
    for part in parts:
        there = found.get(key := (part.calendar, tuple(sorted(part.absences))))
        found[key] = part if there is None else replace(there, amount=there.amount + part.amount)
    return tuple(found.values())


def ended(draft: Disturbed, one: Ended, _: datetime) -> None:
    """End a stop, overtime, or fewer or more people, or let it not come."""
    found = next((each for each in changes_in(draft.network) if each.id == one.change), None)
    if found is None:
        draft.amiss("no_change", name=one.change)
    elif one.at >= found.end:
        draft.amiss("ended_already")
    elif found.kind == "stop":
        _end_stop(draft, found, one.at)
    elif found.kind == "overtime":
        _end_overtime(draft, found, one.at)
    else:
        _end_days(draft, found, one.at)


def _end_stop(draft: Disturbed, found: NetworkChange, at: datetime) -> None:
    network = draft.network
    centre = network.work_centres[found.place]
    stops = []
    for stop in centre.stops:
        if _stop(centre, stop).id != found.id:
            stops.append(stop)
        elif at > stop.start:
            stops.append(replace(stop, end=at))
    draft.network = replace(
        network, work_centres={**network.work_centres, centre.id: replace(centre, stops=tuple(stops))}
    )


def _end_overtime(draft: Disturbed, found: NetworkChange, at: datetime) -> None:
    network = draft.network
    centre = network.work_centres[found.place]
    calendar, calendars = network.calendars[centre.calendar], dict(network.calendars)
    calendars[calendar.id] = _shortened(network, centre, calendar, found, at)
    first, last = (round((moment - network.epoch).total_seconds()) for moment in (found.start, found.end))
    pools = dict(network.pools)
    for pool in network.pools.values():
        name = f"{CALLED_IN}{pool.id} {first} {last}"
        if name in calendars and at <= found.start:
            parts = tuple(part for part in pool.parts if part.calendar != name)
            pools[pool.id] = replace(pool, parts=parts)
            del calendars[name]
    draft.network = replace(network, calendars=calendars, pools=pools)


def _shortened(
    network: Network, centre: WorkCentre, calendar: Calendar, found: NetworkChange, at: datetime
) -> Calendar:
    zone = ZoneInfo(network.sites[centre.site].time_zone)
    exceptions = []
    for exception in calendar.exceptions:
        mine = exception.adds and exception.note == "overtime" and _over(network, centre, exception).id == found.id
        if not mine:
            exceptions.append(exception)
        elif at > found.start:
            shift = exception.shifts[0]
            until = at.astimezone(zone).time()
            exceptions.append(replace(exception, shifts=(Shift(shift.weekdays, shift.start, until),)))
    return replace(calendar, exceptions=tuple(exceptions))


def _end_days(draft: Disturbed, found: NetworkChange, at: datetime) -> None:
    """Whole days: the day on which it ends is the first that is as usual."""
    network = draft.network
    pool = network.pools[found.place]
    zone = ZoneInfo(network.sites[pool.site].time_zone)
    last = at.astimezone(zone).date() - timedelta(days=1)
    parts: list[PoolPart] = []
    gone: list[str] = []
    for part in pool.parts:
        if part.calendar.startswith(MORE):
            same = _extra(network, pool, part).id == found.id
            if not same:
                parts.append(part)
            elif last >= (first := found.start.astimezone(zone).date()):
                parts.append(replace(part, absences=_outside(first, last)))
            else:
                gone.append(part.calendar)
            continue
        absences = []
        for first, until in part.absences:
            days = _days("absence", network, pool, first, until, part.amount)
            if (days.kind, days.start, days.end) != (found.kind, found.start, found.end):
                absences.append((first, until))
            elif last >= first:
                absences.append((first, last))
        parts.append(replace(part, absences=tuple(absences)))
    used = {part.calendar for part in parts}
    calendars = {name: each for name, each in network.calendars.items() if name not in gone or name in used}
    draft.network = replace(
        network, calendars=calendars, pools={**network.pools, pool.id: replace(pool, parts=alike_together(parts))}
    )
