# SPDX-License-Identifier: Apache-2.0
"""Local calendars as moments: when a calendar is open, who is present in a pool, when a lane departs.

What is given in the local time of a site comes out as UTC datetimes. A time of day that a clock change skips is moved
on by the change; one that comes twice means the first. The semantics are those of `klynge.network.model.Calendar`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from zoneinfo import ZoneInfo

from klynge.network.model import Calendar, Lane, Network, Pool, PoolPart, Shift

Interval = tuple[datetime, datetime]

_DAY = timedelta(days=1)
_WHOLE_DAY = (Shift(tuple(range(7)), time(0), time(0)),)


def open_intervals(calendar: Calendar, time_zone: str, first: datetime, last: datetime) -> list[Interval]:
    """The merged open intervals of a calendar inside [first, last), as UTC datetimes.

    The calendar's holiday country must be one that the `holidays` library knows, which reading a folder makes sure of.
    """
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    if first >= last:
        return []
    zone = ZoneInfo(time_zone)
    if not (calendar.shifts or calendar.holidays or calendar.exceptions):
        return [(first, last)]
    # A shift is at most a day long, so one that reaches `first` began the day before at the earliest.
    merged = _merged(calendar, time_zone, first.astimezone(zone).date() - _DAY, last.astimezone(zone).date())
    begin = bisect_right(merged, first, key=itemgetter(1))
    end = bisect_left(merged, last, key=itemgetter(0))
    inside = list(merged[begin:end])
    if inside:
        inside[0] = (max(inside[0][0], first), inside[0][1])
        inside[-1] = (inside[-1][0], min(inside[-1][1], last))
    return inside


def pool_profile(pool: Pool, network: Network, first: datetime, last: datetime) -> list[tuple[datetime, int]]:
    """Thousandths present in the pool from each moment on: a step function over [first, last), from `first`."""
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    zone = network.sites[pool.site].time_zone
    change: dict[datetime, int] = {first: 0}
    for part in pool.parts:
        for start, end in present(part, network.calendars[part.calendar], zone, first, last):
            change[start] = change.get(start, 0) + part.amount
            change[end] = change.get(end, 0) - part.amount
    profile: list[tuple[datetime, int]] = []
    amount = 0
    for moment in sorted(change):
        amount += change[moment]
        if moment < last and (not profile or profile[-1][1] != amount):
            profile.append((moment, amount))
    return profile


def present(part: PoolPart, calendar: Calendar, time_zone: str, first: datetime, last: datetime) -> list[Interval]:
    """When a part of a pool is there: its calendar is open and the local day is in none of its absences."""
    intervals = open_intervals(calendar, time_zone, first, last)
    if not part.absences:
        return intervals
    zone = ZoneInfo(time_zone)
    away = _join((_utc(begin, time(0), zone), _utc(end + _DAY, time(0), zone)) for begin, end in part.absences)
    return _without(intervals, away)


def departures(lane: Lane, time_zone: str, first: datetime, last: datetime) -> list[datetime]:
    """The lane's departures in [first, last), in order, as UTC datetimes; `time_zone` is that of its origin."""
    first, last = first.astimezone(UTC), last.astimezone(UTC)
    zone = ZoneInfo(time_zone)
    # A skipped time of day moves to later the same day, so whole local days around the range are enough.
    days = _days(first.astimezone(zone).date() - _DAY, last.astimezone(zone).date() + _DAY)
    moments = {
        _utc(day, leaving.at, zone) for day in days for leaving in lane.departures if day.weekday() == leaving.weekday
    }
    return sorted(moment for moment in moments if first <= moment < last)


@lru_cache(maxsize=4096)
def _merged(calendar: Calendar, time_zone: str, first: date, last: date) -> Sequence[Interval]:
    """The merged open intervals of the shifts that start on the local days from `first` to `last`."""
    zone = ZoneInfo(time_zone)
    intervals: list[Interval] = []
    for day in _days(first, last):
        for shift in shifts_on(calendar, day):
            until = day if shift.end > shift.start else day + _DAY
            intervals.append((_utc(day, shift.start, zone), _utc(until, shift.end, zone)))
    return tuple(_join(intervals))


def shifts_on(calendar: Calendar, day: date) -> list[Shift]:
    """The shifts that start on a local day, by the order of precedence in `Calendar`."""
    covering = [exception for exception in calendar.exceptions if exception.first <= day <= exception.last]
    replacing = [exception for exception in covering if not exception.adds]
    if replacing:
        shifts = list(replacing[-1].shifts)
    elif calendar.holidays and day in _holidays(calendar.holidays, day.year):
        shifts = []
    else:
        shifts = list(calendar.shifts or _WHOLE_DAY)
    for exception in covering:
        if exception.adds:
            shifts += exception.shifts
    return [shift for shift in shifts if day.weekday() in shift.weekdays]


@lru_cache(maxsize=512)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays  # loading it takes longer than reading most clusters, and few calendars ask for it

    return frozenset(holidays.country_holidays(country, years=year))


def _utc(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _join(intervals: Iterable[Interval]) -> list[Interval]:
    """Sorted, with those that touch or overlap made one, and those that a clock change swallowed left out."""
    joined: list[Interval] = []
    for start, end in sorted(intervals):
        if end <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _without(intervals: list[Interval], away: list[Interval]) -> list[Interval]:
    """What is left of some intervals outside others; both lists merged and sorted."""
    left: list[Interval] = []
    for start, end in intervals:
        # Between two absences (and outside the first and the last) lies what remains of the interval.
        overlapping = [gap for gap in away if gap[0] < end and gap[1] > start]
        edges = [(start, start), *overlapping, (end, end)]
        left += [(max(a, start), min(b, end)) for (_, a), (b, _) in pairwise(edges) if a < b]
    return left


def shifts_overlap(one: Shift, other: Shift) -> bool:
    """Whether two shifts of a week are ever open at the same moment."""
    week = 7 * 1440
    for start, end in _week_minutes(one):
        for begin, until in _week_minutes(other):
            if any(start < until + turn and begin + turn < end for turn in (-week, 0, week)):
                return True
    return False


def _week_minutes(shift: Shift) -> list[tuple[int, int]]:
    start, end = (at.hour * 60 + at.minute for at in (shift.start, shift.end))
    length = (end - start) % 1440 or 1440
    return [(day * 1440 + start, day * 1440 + start + length) for day in shift.weekdays]
