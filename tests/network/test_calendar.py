# SPDX-License-Identifier: Apache-2.0
"""Calendars as moments, against a twin that looks at every minute of the local clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.builders import network

from klynge.network.calendar import departures, open_intervals, pool_profile
from klynge.network.folder import read_folder
from klynge.network.model import Calendar, CalendarException, Departure, Lane, Pool, PoolKind, PoolPart, Shift

OSLO = ZoneInfo("Europe/Oslo")
WEEKDAYS = (0, 1, 2, 3, 4)
EVERY_DAY = tuple(range(7))
FIRST = datetime(2026, 4, 28, tzinfo=OSLO)  # 1 and 17 May are holidays in Norway, 14 May is Ascension Day
DAY = Calendar("day", (Shift(WEEKDAYS, time(7), time(15)),), "NO")

# The clock changes at 03:00 on 29 March; times from 05:00 keep the twin out of what is skipped then.
times = st.builds(time, st.integers(5, 23), st.sampled_from([0, 15, 30]))
days = st.dates(date(2026, 3, 24), date(2026, 4, 8))
shifts = st.builds(Shift, st.sets(st.integers(0, 6), min_size=1).map(lambda found: tuple(sorted(found))), times, times)
exceptions = st.builds(
    lambda first, length, extra, adds: CalendarException(first, first + timedelta(length), tuple(extra), adds),
    days,
    st.integers(0, 3),
    st.lists(shifts, max_size=2),
    st.booleans(),
)
calendars = st.builds(
    lambda weekly, country, special: Calendar("c", tuple(weekly), country, tuple(special)),
    st.lists(shifts, max_size=3),
    st.sampled_from(["", "NO"]),
    st.lists(exceptions, max_size=3),
)
EASTER = {date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 5), date(2026, 4, 6)}


def shifts_of_day(calendar: Calendar, day: date) -> list[Shift]:
    """The twin's reading of the order of precedence in `Calendar`."""
    found = list(calendar.shifts) or [Shift(EVERY_DAY, time(0), time(0))]
    if calendar.holidays and day in EASTER:
        found = []
    for exception in calendar.exceptions:
        if exception.first <= day <= exception.last and not exception.adds:
            found = list(exception.shifts)
    for exception in calendar.exceptions:
        if exception.first <= day <= exception.last and exception.adds:
            found = found + list(exception.shifts)
    return [shift for shift in found if day.weekday() in shift.weekdays]


def open_at(calendar: Calendar, moment: datetime) -> bool:
    """Whether some shift of this local day or the day before covers the local time."""
    local = moment.astimezone(OSLO)
    today, now = local.date(), local.time()
    for shift in shifts_of_day(calendar, today):
        if shift.start <= now and (now < shift.end or shift.end <= shift.start):
            return True
    before = shifts_of_day(calendar, today - timedelta(days=1))
    return any(shift.end <= shift.start and now < shift.end for shift in before)


@given(calendars)
@settings(deadline=None, max_examples=60)
def test_open_just_when_a_look_at_every_minute_says_so(calendar: Calendar) -> None:
    """Quarter by quarter over a fortnight with Easter and a clock change."""
    first, last = datetime(2026, 3, 27, 11, tzinfo=OSLO), datetime(2026, 4, 7, 3, tzinfo=OSLO)
    intervals = open_intervals(calendar, "Europe/Oslo", first, last)
    moment = first.astimezone(UTC)
    while moment < last:
        expected = any(start <= moment < end for start, end in intervals)
        assert open_at(calendar, moment) == expected, moment
        moment += timedelta(minutes=15)


@given(calendars)
@settings(deadline=None, max_examples=30)
def test_intervals_are_apart_and_inside(calendar: Calendar) -> None:
    """Sorted, not touching, not empty, and cut at both ends."""
    first, last = datetime(2026, 3, 27, 11, tzinfo=UTC), datetime(2026, 4, 7, 3, tzinfo=UTC)
    edges = [edge for interval in open_intervals(calendar, "Europe/Oslo", first, last) for edge in interval]
    assert edges == sorted(set(edges))
    assert all(first <= edge <= last for edge in edges)


def test_no_shifts_at_all_is_always_open() -> None:
    """From the first moment asked for to the last."""
    last = FIRST + timedelta(days=3)
    assert open_intervals(Calendar("c"), "Europe/Oslo", FIRST, last) == [(FIRST, last)]


def test_holidays_are_closed() -> None:
    """On 1 May nobody works, and the week has four days."""
    intervals = open_intervals(DAY, "Europe/Oslo", FIRST, FIRST + timedelta(days=7))
    assert [start.day for start, _ in intervals] == [28, 29, 30, 4]


def test_a_night_shift_loses_an_hour_in_march() -> None:
    """From 22 to 06 local time are seven hours when the clock is put forward."""
    night = Calendar("night", (Shift((5,), time(22), time(6)),))
    ((start, end),) = open_intervals(
        night, "Europe/Oslo", datetime(2026, 3, 28, tzinfo=OSLO), datetime(2026, 3, 30, tzinfo=OSLO)
    )
    assert end - start == timedelta(hours=7)


def test_a_night_shift_gains_an_hour_in_october() -> None:
    """From 22 to 06 local time are nine hours when the clock is put back."""
    night = Calendar("night", (Shift((5,), time(22), time(6)),))
    ((start, end),) = open_intervals(
        night, "Europe/Oslo", datetime(2026, 10, 24, tzinfo=OSLO), datetime(2026, 10, 26, tzinfo=OSLO)
    )
    assert end - start == timedelta(hours=9)


def test_a_pool_has_those_who_are_there() -> None:
    """The parts add up; who is away on a local day is not counted then."""
    pool = Pool("p", "S", PoolKind.PEOPLE, (PoolPart("day", 1000), PoolPart("day", 500, ((date(2026, 4, 29),) * 2,))))
    cluster = network(calendars=[DAY])
    profile = pool_profile(pool, cluster, FIRST, FIRST + timedelta(days=2))
    assert [(moment.astimezone(OSLO).strftime("%d %H"), amount) for moment, amount in profile] == [
        ("28 00", 0), ("28 07", 1500), ("28 15", 0), ("29 07", 1000), ("29 15", 0),
    ]  # fmt: skip


def test_departures_keep_the_local_clock() -> None:
    """Every Monday at 16, before and after the clock is put forward."""
    lane = Lane("l", "a", "b", 0, (Departure(0, time(16)),))
    found = departures(lane, "Europe/Oslo", datetime(2026, 3, 23, tzinfo=OSLO), datetime(2026, 4, 6, tzinfo=OSLO))
    assert found == [datetime(2026, 3, 23, 15, tzinfo=UTC), datetime(2026, 3, 30, 14, tzinfo=UTC)]


def test_the_examples_absences_reach_the_pool(small: object) -> None:
    """Anne is away for a week, so her pool is empty then."""
    cluster = read_folder(str(small))
    pool = cluster.pools["fjell-nord:operator"]
    week = datetime(2026, 1, 19, tzinfo=OSLO)
    assert pool_profile(pool, cluster, week, week + timedelta(days=5)) == [(week, 0)]
