# SPDX-License-Identifier: Apache-2.0
"""Texts of cells as values."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klynge.network import values as v
from klynge.network.problem import UnfitError


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("15m", 900), ("1h30m", 5400), ("3d", 259_200), ("2w", 1_209_600), ("1.5h", 5400), ("0", 0)],
)
def test_durations_of_the_reference(text: str, seconds: int) -> None:
    """The forms of the reference mean what they say."""
    assert v.duration_s(text) == seconds


@given(st.tuples(*(st.integers(0, most) for most in (3, 6, 23, 59, 59, 999))))
@settings(deadline=None)
def test_every_duration_reads_back(parts: tuple[int, ...]) -> None:
    """Weeks to milliseconds, written out in order, add up exactly."""
    *whole, ms = parts
    weeks, days, hours, minutes, seconds = whole
    text = f"{weeks}w{days}d{hours}h{minutes}m{seconds}.{ms:03}s"
    total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
    assert v.duration_ms(text) == total * 1000 + ms


READERS = (
    v.duration_ms, v.ore, v.amount, v.day_or_moment, v.time_of_day, v.weekdays, v.departure, v.need, v.absence,
    v.organisation_number, v.time_zone, v.identifier, v.setup_time,
)  # fmt: skip


@given(st.text(max_size=12), st.sampled_from(READERS))
@settings(deadline=None)
def test_any_text_is_a_value_or_unfit(text: str, parse: Callable[[str], object]) -> None:
    """No text makes a reader stumble in another way than saying so."""
    with suppress(UnfitError):
        parse(text)


@given(st.integers(0, 10**9))
@settings(deadline=None)
def test_money_keeps_every_ore(ore: int) -> None:
    """Kroner with two decimals come out as the same øre."""
    assert v.ore(f"{ore // 100}.{ore % 100:02}") == ore


@given(st.integers(0, 99_999_999))
@settings(deadline=None)
def test_one_check_digit_fits_at_most(digits: int) -> None:
    """Of the ten last digits one makes an organisation number, or none where the check digit would be ten."""
    weights = (3, 2, 7, 6, 5, 4, 3, 2)
    rest = -sum(int(digit) * weight for digit, weight in zip(f"{digits:08}", weights, strict=True)) % 11
    right = [last for last in range(10) if fits(f"{digits:08}{last}")]
    assert right == ([rest] if rest < 10 else [])


def fits(text: str) -> bool:
    try:
        return v.organisation_number(text) == text
    except UnfitError:
        return False


def test_days_and_moments() -> None:
    """A day stays a day, a moment keeps its offset or has none."""
    assert v.day_or_moment("2026-03-02") == date(2026, 3, 2)
    assert v.day_or_moment("2026-03-02T14:00") == datetime(2026, 3, 2, 14)
    moment = v.day_or_moment("2026-03-02T14:00+02:00")
    assert isinstance(moment, datetime)
    assert moment.utcoffset() is not None


def test_lists_of_words() -> None:
    """Days of the week, departures and needs as the reference writes them."""
    assert v.weekdays("mon-fri") == (0, 1, 2, 3, 4)
    assert v.weekdays("sat-mon,wed") == (0, 2, 5, 6)
    assert v.listed(v.departure)("mon 16:00|thu 09:30") == ((0, time(16)), (3, time(9, 30)))
    assert v.listed(v.need)("operator:0.33|crane") == (("operator", 330), ("crane", 1000))
    assert v.need("fjell:operator+setter:2") == ("fjell:operator+setter", 2000)
