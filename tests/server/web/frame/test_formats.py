# SPDX-License-Identifier: Apache-2.0
"""Days, money and numbers as they are written in either language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from klynge.server.pages.frame import formats
from klynge.server.pages.frame.templatetags.frame import day

WINTER = datetime(2026, 2, 12, 23, 30, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [("nb", ["1 234,50 kr", "12 345,7 kg", "93 %", "-1 kr"]), ("en", ["NOK 1,234.50", "12,345.7 kg", "93%", "NOK -1"])],
)
def test_numbers_are_written_as_the_language_does(language: str, written: list[str]) -> None:
    """Separators, units and their places; spaces that do not break."""
    with translation.override(language):
        found = [
            formats.money(123_450),
            formats.number(12_345.67, 1, "kg"),
            formats.share(0.931),
            formats.money(-100, 0),
        ]
    assert [text.replace(formats.NBSP, " ").replace(formats.MINUS, "-") for text in found] == written


@pytest.mark.parametrize(
    ("language", "days"), [("nb", ["fr. 13. feb.", "to. 2. juli"]), ("en", ["Fri 13 Feb", "Thu 2 Jul"])]
)
def test_a_day_is_the_day_in_oslo(language: str, days: list[str]) -> None:
    """Half past eleven in the evening in UTC is the next day in Oslo, in winter and in summer."""
    with translation.override(language):
        assert [formats.day(WINTER, year=False), formats.day(SUMMER, year=False)] == days
        assert [formats.clock(WINTER), formats.clock(SUMMER)] == ["00:30", "00:30"]


def test_weeks_are_iso_weeks() -> None:
    """The first days of January can lie in the last week of the year before."""
    with translation.override("nb"):
        assert formats.week(date(2027, 1, 3)) == "uke 53" or "uke 53, 2026" in formats.week(date(2027, 1, 3))
    assert "2026-W53" in formats.in_full(date(2027, 1, 3))


@pytest.mark.parametrize(
    ("step", "norwegian", "english"),
    [
        (timedelta(days=3), "om 3 dager", "in 3 days"),
        (timedelta(hours=-2), "for 2 timer siden", "2 hours ago"),
        (timedelta(seconds=5), "nå", "now"),
        (timedelta(days=-8), "for 1 uke siden", "1 week ago"),
    ],
)
def test_how_far_from_now(step: timedelta, norwegian: str, english: str) -> None:
    """The largest whole unit, in the singular for one."""
    for language, wanted in (("nb", norwegian), ("en", english)):
        with translation.override(language):
            assert formats.ago(SUMMER + step, SUMMER).replace(formats.NBSP, " ") == wanted


@given(st.integers(-(10**15), 10**15))
def test_money_can_be_read_back(ore: int) -> None:
    """No øre is lost on the way into words."""
    with translation.override("nb"):
        text = formats.money(ore).removesuffix("kr")
    assert int(text.replace(formats.NBSP, "").replace(",", "").replace(formats.MINUS, "-")) == ore


@given(st.floats(0, 10**7))
def test_hours_say_the_minutes_below_ten_hours(seconds: float) -> None:
    """What is written is within half a minute, or within three minutes of a tenth of an hour above."""
    with translation.override("en"):
        text = formats.hours(seconds).replace(formats.NBSP, " ").replace(",", "")
    words = text.split()
    said = sum(float(n) * {"h": 3600, "min": 60}[unit] for n, unit in zip(words[::2], words[1::2], strict=True))
    assert abs(said - seconds) <= (30.1 if seconds < 35_970 else 180.1)


def test_what_is_not_known_is_a_dash() -> None:
    """No format fails for None."""
    ways = [formats.day, formats.moment, formats.week, formats.ago, formats.money, formats.number, formats.share,
            formats.hours, formats.weight, formats.clock, formats.in_full]  # fmt: skip
    assert {way(None) for way in ways} == {formats.NONE}  # type: ignore[operator]


@pytest.mark.parametrize(("language", "on", "ends"), [
    ("nb", date(2026, 12, 10), "des.</time>"), ("nb", date(2026, 5, 6), "mai</time>."),
    ("en", date(2026, 12, 10), "Dec</time>."),
])  # fmt: skip
def test_a_day_that_ends_a_sentence_has_one_full_stop(language: str, on: date, ends: str) -> None:
    """Norwegian months that are cut short have theirs."""
    with translation.override(language):
        shown = str(day(on, stop=True)).replace(f" {on.year}", "")
    assert shown.endswith(ends)
