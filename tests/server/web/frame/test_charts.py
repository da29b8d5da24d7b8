# SPDX-License-Identifier: Apache-2.0
"""Charts: everything drawn lies within the picture, at the height of its value."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from klynge.server.pages.frame.charts import HEIGHT, WIDTH, Chart, Series, bars, lines, round_ticks, spark

NUMBERS = st.integers(-(10**9), 10**9).map(lambda n: n / 1000)
VALUES = st.lists(st.one_of(st.none(), NUMBERS), min_size=1, max_size=30)
POSITIVE = st.lists(st.integers(0, 10**9).map(lambda n: n / 1000), min_size=1, max_size=30)


@given(NUMBERS.map(lambda n: -abs(n)), NUMBERS.map(lambda n: abs(n) + 0.001))
def test_ticks_are_few_round_and_hold_all(low: float, high: float) -> None:
    """Between two and about eight, the first below all values, the last above."""
    ticks = round_ticks(low, high)
    assert 2 <= len(ticks) <= 9
    assert ticks[0] <= low
    assert ticks[-1] >= high - 1e-6 * (high - low)


@given(VALUES)
def test_bars_and_points_lie_within_the_picture(values: list[float | None]) -> None:
    """Nothing is drawn outside, whatever the numbers."""
    chart = Chart("t", [str(n) for n in range(len(values))], [Series("a", values)])
    for mark in bars(chart).marks + lines(chart).marks:
        assert 0 <= mark.x <= mark.x + mark.width <= WIDTH
        assert -1 <= mark.y <= mark.y + mark.height <= HEIGHT + 1
    assert len(bars(chart).marks) == sum(value is not None for value in values)


@given(POSITIVE)
def test_a_higher_value_is_never_drawn_lower(values: list[float]) -> None:
    """The order of the heights is that of the values."""
    drawn = lines(Chart("t", [""] * len(values), [Series("a", values)])).marks
    by_value = sorted(zip(values, drawn, strict=True), key=lambda each: each[0])
    assert all(a.y >= b.y - 0.11 for (_, a), (_, b) in pairwise(by_value))


def test_a_gap_breaks_the_line_and_stays_in_the_table() -> None:
    """A place without a value is no zero."""
    drawn = lines(Chart("t", list("abcde"), [Series("s", [1, 2, None, 3, 4])]))
    assert len(drawn.lines) == 2
    assert [row[1] for row in drawn.table][2] == ["–"]


def test_stacked_bars_stand_on_one_another() -> None:
    """The foot of the second is the top of the first."""
    first, second = bars(Chart("t", ["a"], [Series("x", [2]), Series("y", [3])], stacked=True)).marks
    assert abs(second.y + second.height - first.y) < 0.2


@given(st.lists(NUMBERS, max_size=50))
def test_a_spark_stays_in_its_box(values: list[float]) -> None:
    """A hundred wide, 24 high."""
    points = [tuple(map(float, point.split(","))) for point in spark(values).split()]
    assert len(points) == len(values)
    assert all(-0.1 <= x <= 100.1 and 0 <= y <= 24 for x, y in points)
