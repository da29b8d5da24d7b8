# SPDX-License-Identifier: Apache-2.0
"""Calendars laid out day by day, and working time counted in them.

Written from the docstring of `klynge.network.model.Calendar`, apart from the engine's own expansion.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from klynge.network.model import Calendar, Shift

Interval = tuple[int, int]
WHOLE_DAY = Shift(weekdays=(0, 1, 2, 3, 4, 5, 6), start=datetime.min.time(), end=datetime.min.time())


class Hours:
    """Open intervals in engine seconds, apart and in order, and the working time counted through them."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        self.intervals = joined(intervals)
        self._opening = [opening for opening, _ in self.intervals]
        self._worked_before: list[int] = []
        worked = 0
        for opening, closing in self.intervals:
            self._worked_before.append(worked)
            worked += closing - opening
        self.total_s = worked

    def work(self, moment: int) -> int:
        """The open seconds before `moment`."""
        index = bisect_right(self._opening, moment) - 1
        if index < 0:
            return 0
        opening, closing = self.intervals[index]
        return self._worked_before[index] + min(moment, closing) - opening

    def opens(self, worked_s: int) -> int | None:
        """The first open moment with so many open seconds before it; None beyond the calendar's last day."""
        if not 0 <= worked_s < self.total_s:
            return None
        index = bisect_right(self._worked_before, worked_s) - 1
        return self._opening[index] + worked_s - self._worked_before[index]

    def closes(self, worked_s: int) -> int | None:
        """The first moment of all with so many open seconds before it; None beyond the calendar's last day."""
        if not self.intervals or not 0 <= worked_s <= self.total_s:
            return None
        index = max(0, bisect_left(self._worked_before, worked_s) - 1)
        return self._opening[index] + worked_s - self._worked_before[index]

    def is_open(self, moment: int) -> bool:
        """Whether work may begin at `moment`."""
        index = bisect_right(self._opening, moment) - 1
        return index >= 0 and moment < self.intervals[index][1]

    def hold_in_one(self, first: int, last: int) -> bool:
        """Whether one open interval holds all of [first, last]."""
        index = bisect_right(self._opening, first) - 1
        return index >= 0 and last <= self.intervals[index][1]

    def within(self, first: int, last: int) -> Iterator[Interval]:
        """The open parts of [first, last)."""
        index = max(0, bisect_right(self._opening, first) - 1)
        while index < len(self.intervals) and self.intervals[index][0] < last:
            opening, closing = self.intervals[index]
            if max(opening, first) < min(closing, last):
                yield max(opening, first), min(closing, last)
            index += 1


def joined(intervals: Iterable[Interval]) -> list[Interval]:
    """The same open time with touching and overlapping intervals made one."""
    result: list[Interval] = []
    for opening, closing in sorted(intervals):
        if opening >= closing:
            continue
        if result and opening <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], closing))
        else:
            result.append((opening, closing))
    return result


@lru_cache(maxsize=512)
def lay_out(calendar: Calendar, zone: ZoneInfo, epoch: datetime, first: int, last: int) -> tuple[Interval, ...]:
    """Every open interval of `calendar` that begins on a local day from `first` to `last` (engine seconds)."""
    day, end = local_day(first, zone, epoch) - timedelta(days=1), local_day(last, zone, epoch) + timedelta(days=1)
    years = range(day.year, end.year + 1)
    days_off = holidays.country_holidays(calendar.holidays, years=years) if calendar.holidays else None
    intervals: list[Interval] = []
    while day <= end:
        for shift in shifts_of(calendar, day, days_off is not None and day in days_off):
            to = day + timedelta(days=1) if shift.end <= shift.start else day
            opening = seconds(datetime.combine(day, shift.start, zone), epoch)
            intervals.append((opening, seconds(datetime.combine(to, shift.end, zone), epoch)))
        day += timedelta(days=1)
    return tuple(intervals)


def shifts_of(calendar: Calendar, day: date, is_holiday: bool) -> list[Shift]:
    """The shifts that start on `day`."""
    covering = [exception for exception in calendar.exceptions if exception.first <= day <= exception.last]
    instead = [exception for exception in covering if not exception.adds]
    if instead:
        shifts = list(instead[-1].shifts)
    elif is_holiday:
        shifts = []
    else:
        shifts = list(calendar.shifts) if calendar.shifts else [WHOLE_DAY]
    shifts += [shift for exception in covering if exception.adds for shift in exception.shifts]
    return [shift for shift in shifts if day.weekday() in shift.weekdays]


def seconds(moment: datetime, epoch: datetime) -> int:
    """Engine seconds of an aware moment. Both go through UTC: clock changes make and lose nothing."""
    return int((moment.astimezone(UTC) - epoch.astimezone(UTC)).total_seconds())


def local_time(moment: int, zone: ZoneInfo, epoch: datetime) -> datetime:
    """The local clock at an engine second. Raises OverflowError far outside the years 1 to 9999."""
    return (epoch.astimezone(UTC) + timedelta(seconds=moment)).astimezone(zone)


def local_day(moment: int, zone: ZoneInfo, epoch: datetime) -> date:
    """The local day of an engine second."""
    return local_time(moment, zone, epoch).date()
