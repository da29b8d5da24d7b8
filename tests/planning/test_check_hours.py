# SPDX-License-Identifier: Apache-2.0
"""What `check` says of working hours: duration and calendar, the three pause policies, holidays and clock changes."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.support.builders import (
    OSLO,
    WEEK,
    WORKDAYS,
    World,
    at,
    job,
    lane,
    machine,
    mode,
    moment,
    network,
    operation,
    portion,
    world,
)

from klynge.job import Job, Pause
from klynge.network.model import Calendar, CalendarException, Shift, Site
from klynge.planning.check.hours import Hours, lay_out

HOUR = 3600


def lasting(hours: float, pause: Pause) -> Job:
    """Job J with one operation of so many hours."""
    return job(operation("a", mode(fixed_s=int(hours * HOUR), pause=pause)))


@pytest.fixture
def over_night() -> World:
    """Two hours of resumable work over the night."""
    return world(network(machine()), lasting(2, Pause.RESUMABLE), [portion("a", "05T14:00", "06T08:00")])


def test_resumable_pauses_over_the_night(over_night: World) -> None:
    """Resumable work counts working time only."""
    assert over_night.rules() == set()
    assert over_night.but(end=at("06T08:01")).having(outcomes=over_night.plan.outcomes).rules() >= {"duration"}


def test_duration() -> None:
    """Run seconds are exactly the mode's."""
    right = world(network(machine()), lasting(1, Pause.RESUMABLE), [portion("a", "05T07:00", "05T08:00")])
    longer = world(network(machine()), lasting(1, Pause.RESUMABLE), [portion("a", "05T07:00", "05T08:01")])
    shorter = world(network(machine()), lasting(1, Pause.RESUMABLE), [portion("a", "05T07:00", "05T07:59")])
    assert [right.rules(), longer.rules(), shorter.rules()] == [set(), {"duration"}, {"duration"}]


def test_start_when_closed() -> None:
    """A run that begins exactly when a shift ends begins at the next opening."""
    at_closing = world(network(machine()), lasting(1, Pause.RESUMABLE), [portion("a", "05T15:00", "06T08:00")])
    before_opening = world(network(machine()), lasting(1, Pause.RESUMABLE), [portion("a", "06T06:00", "06T08:00")])
    assert at_closing.rules() == before_opening.rules() == {"calendar"}


def test_end_when_closed() -> None:
    """A run that ends exactly when a shift ends, ends then and not at the next opening."""
    right = world(network(machine()), lasting(1, Pause.RESUMABLE), [portion("a", "05T14:00", "05T15:00")])
    wrong = world(network(machine()), lasting(1, Pause.RESUMABLE), [portion("a", "05T14:00", "06T07:00")])
    assert (right.rules(), wrong.rules()) == (set(), {"calendar"})


def test_whole_stays_in_one_interval(over_night: World) -> None:
    """Whole work is never split by a break, not even from its set-up."""
    broken = world(over_night.network, lasting(2, Pause.WHOLE), over_night.plan.portions)
    assert broken.rules() == {"calendar"}
    fits = world(over_night.network, lasting(8, Pause.WHOLE), [portion("a", "05T07:00", "05T15:00")])
    assert fits.rules() == set()


def test_unattended_runs_on_by_the_clock() -> None:
    """Unattended work starts in working time and ends by the clock."""
    right = world(network(machine()), lasting(4, Pause.UNATTENDED), [portion("a", "05T14:59", "05T18:59")])
    assert right.rules() == set()
    paused = world(network(machine()), lasting(4, Pause.UNATTENDED), [portion("a", "05T14:00", "06T10:00")])
    assert paused.rules() == {"duration"}
    at_night = world(network(machine()), lasting(4, Pause.UNATTENDED), [portion("a", "05T16:00", "05T20:00")])
    assert at_night.rules() == {"calendar"}


def test_nothing_ends_after_the_horizon() -> None:
    """Nothing ends after the horizon's end."""
    short = network(machine(calendar="always"), end=moment("06T00:00"))
    inside = world(short, lasting(4, Pause.RESUMABLE), [portion("a", "05T20:00", "06T00:00")])
    outside = world(short, lasting(4, Pause.RESUMABLE), [portion("a", "05T20:01", "06T00:01")])
    assert (inside.rules(), outside.rules()) == (set(), {"calendar"})


def test_holidays_and_exceptions() -> None:
    """Public holidays are closed; an exception closes, opens instead, or adds."""
    exceptions = (
        CalendarException(date(2026, 1, 6), date(2026, 1, 6)),
        CalendarException(date(2026, 1, 1), date(2026, 1, 1), (Shift(WEEK, time(10), time(11)),), adds=True),
        CalendarException(date(2026, 1, 7), date(2026, 1, 7), (Shift(WEEK, time(12), time(14)),)),
        CalendarException(date(2026, 1, 7), date(2026, 1, 7), (Shift(WEEK, time(14), time(16)),), adds=True),
    )
    calendar = Calendar("c", (Shift(WORKDAYS, time(7), time(15)),), "NO", exceptions)
    days = lay_out(calendar, OSLO, moment("05T00:00"), at("01T00:00"), at("08T00:00"))
    hours = Hours(days)
    assert not hours.is_open(at("01T08:00"))  # New Year's Day
    assert hours.is_open(at("01T10:30"))
    assert not hours.is_open(at("06T08:00"))
    assert not hours.is_open(at("07T08:00"))
    assert hours.hold_in_one(at("07T12:00"), at("07T16:00"))


def test_shift_past_midnight_belongs_to_the_day_it_starts() -> None:
    """A Friday night shift works into Saturday, and touching shifts are one interval."""
    night = Calendar("n", (Shift((4,), time(22), time(6)), Shift((5,), time(6), time(8))))
    hours = Hours(lay_out(night, OSLO, moment("05T00:00"), at("05T00:00"), at("12T00:00")))
    assert hours.intervals == [(at("09T22:00"), at("10T08:00"))]


@pytest.mark.parametrize(
    ("night", "work_h"), [("2026-03-28T22:00", 7), ("2026-10-24T22:00", 9), ("2026-03-21T22:00", 8)]
)
def test_clock_change(night: str, work_h: int) -> None:
    """A night shift over a clock change is an hour shorter or longer; work neither gains nor loses a second."""
    start = moment(f"{night[:8]}20T00:00")
    end = moment(f"{night[:8]}31T00:00")
    calendar = Calendar("night", (Shift(WEEK, time(22), time(6)),))
    morning = f"{night[:8]}{int(night[8:10]) + 1}T06:00"
    cluster = network(machine(calendar="night"), calendars=[calendar], start=start, end=end)
    doing = job(operation("a", mode(fixed_s=work_h * HOUR, pause=Pause.WHOLE)), release=start, due=end)
    right = world(cluster, doing, [portion("a", night, morning, epoch=start)])
    assert right.rules() == set()
    assert right.moved(0, HOUR).rules() >= {"calendar"}


def test_time_zone_of_the_site() -> None:
    """Shifts follow the local clock of the site: seven in Helsinki is six in Oslo."""
    sites = [Site("S", "M", "Site", time_zone="Europe/Helsinki")]
    cluster = network(machine(), sites=sites, lanes=[lane("S", "Oslo")])
    assert world(cluster, lasting(1, Pause.WHOLE), [portion("a", "05T06:00", "05T07:00")]).rules() == set()
    oslo = world(cluster, lasting(1, Pause.UNATTENDED), [portion("a", "05T14:30", "05T15:30")])
    assert oslo.rules() == {"calendar"}


def test_working_time_both_ways() -> None:
    """`opens` is the first open moment, `closes` the first moment of all, with so much work behind it."""
    hours = Hours([(10, 20), (30, 40), (20, 22)])
    assert hours.intervals == [(10, 22), (30, 40)]
    assert [hours.opens(w) for w in (0, 11, 12, 21, 22)] == [10, 21, 30, 39, None]
    assert [hours.closes(w) for w in (0, 11, 12, 13, 22, 23)] == [10, 21, 22, 31, 40, None]
    assert [hours.work(t) for t in (0, 10, 15, 25, 35, 99)] == [0, 0, 5, 12, 17, 22]
    assert list(hours.within(15, 35)) == [(15, 22), (30, 35)]
