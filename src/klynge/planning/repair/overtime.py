# SPDX-License-Identifier: Apache-2.0
"""Overtime: which hours a work centre could be open besides, whom they need, and what they cost.

Hours follow the Norwegian Working Environment Act (arbeidsmiljøloven, LOV-2005-06-17-62) § 10-6: at most ten hours of
overtime in seven days. It asks for at least 40 % more pay; the rates here are those usual in manufacturing agreements:
50 % more on weekdays until 21:00, 100 % more later and on Saturdays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from klynge.network.calendar import shifts_on
from klynge.network.model import Calendar, CalendarException, Network, PoolKind, PoolPart, Shift

from .data import Overtime

EVENING_PERMILLE, NIGHT_PERMILLE = 500, 1000  # more than ordinary pay
NIGHT = time(21)
PATTERNS: tuple[tuple[tuple[int, ...], int], ...] = (((0, 1, 2, 3, 4), 2), ((5,), 8), ((1, 3), 5))
"""Weekdays and hours a day, at most ten hours a week each: evenings, Saturdays, two long days."""

_DAY = timedelta(days=1)
_WEEK = tuple(range(7))


def hours_on(
    network: Network, work_centre: str, people: Mapping[str, int], days: Iterable[date], pattern: int
) -> Iterator[Overtime]:
    """Overtime of a pattern at a work centre, after the last shift of a day, or from eight where a Saturday is free."""
    centre = network.work_centres[work_centre]
    calendar = network.calendars[centre.calendar]
    weekdays, hours = PATTERNS[pattern]
    if not (calendar.shifts or calendar.holidays or calendar.exceptions):
        return  # always open
    for day in days:
        shifts = shifts_on(calendar, day)
        if day.weekday() not in weekdays or (not shifts and day.weekday() != 5):
            continue
        over = any(shift.end <= shift.start for shift in shifts)
        first = max((shift.end for shift in shifts), default=time(8))
        minutes = min(60 * hours, 1440 - 60 * first.hour - first.minute)
        if minutes > 0 and not over:
            yield _made(network, work_centre, day, first, minutes, tuple(people.items()))


def shortened(network: Network, over: Overtime, minutes: int) -> Overtime:
    """The same with only its first minutes."""
    return _made(network, over.work_centre, over.day, over.start, minutes, over.people)


def _made(
    network: Network, work_centre: str, day: date, first: time, minutes: int, people: tuple[tuple[str, int], ...]
) -> Overtime:
    begin = datetime.combine(day, first)
    end = (begin + timedelta(minutes=minutes)).time()
    owner = network.sites[network.work_centres[work_centre].site].member
    wage = sum(
        network.pools[pool].cost_ore_h * amount
        for pool, amount in people
        if network.pools[pool].kind is PoolKind.PEOPLE
    )
    night = NIGHT_PERMILLE if day.weekday() >= 5 else 0
    night_minutes = max(0, 60 * first.hour + first.minute + minutes - 60 * NIGHT.hour)
    permille = night or (EVENING_PERMILLE * (minutes - night_minutes) + NIGHT_PERMILLE * night_minutes) // minutes
    premium = -(-wage * minutes * permille // (60 * 1000 * 1000))
    return Overtime(work_centre, owner, day, first, end, minutes / 60, people, premium)


def network_with(network: Network, overtime: Iterable[Overtime]) -> Network:
    """The network with this overtime: calendars of their own for the work centres, people who come in for it."""
    by_centre: dict[str, list[Overtime]] = {}
    for over in overtime:
        by_centre.setdefault(over.work_centre, []).append(over)
    calendars, centres, pools = dict(network.calendars), dict(network.work_centres), dict(network.pools)
    for name, hours in by_centre.items():
        entries = tuple(CalendarException(o.day, o.day, (Shift(_WEEK, o.start, o.end),), adds=True) for o in hours)
        before = calendars[centres[name].calendar]
        own = _unused(calendars, f"{before.id}+{name}")
        calendars[own] = replace(before, id=own, exceptions=(*before.exceptions, *entries))
        centres[name] = replace(centres[name], calendar=own)
        extra = _unused(calendars, f"overtime+{name}")
        calendars[extra] = Calendar(extra, exceptions=(_closed(network), *entries))
        for pool in {pool: None for o in hours for pool, _ in o.people}:
            amount = max(much for o in hours for one, much in o.people if one == pool)
            pools[pool] = replace(pools[pool], parts=(*pools[pool].parts, PoolPart(extra, amount)))
    return replace(network, calendars=calendars, work_centres=centres, pools=pools)


def _closed(network: Network) -> CalendarException:
    """Never open but for what is added."""
    return CalendarException(network.start.date() - 400 * _DAY, network.end.date() + 400 * _DAY)


def _unused(names: Mapping[str, Any], wanted: str) -> str:
    name, number = wanted, 2
    while name in names:
        name, number = f"{wanted}+{number}", number + 1
    return name


def moments(network: Network, over: Overtime) -> tuple[datetime, datetime]:
    """When it begins and ends, in UTC, by the clock of the work centre's site."""
    zone = ZoneInfo(network.sites[network.work_centres[over.work_centre].site].time_zone)
    last = over.day if over.end > over.start else over.day + _DAY
    begin, end = (datetime.combine(day, at, zone) for day, at in ((over.day, over.start), (last, over.end)))
    return begin.astimezone(UTC), end.astimezone(UTC)
