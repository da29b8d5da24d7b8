# SPDX-License-Identifier: Apache-2.0
"""Charts as SVG, computed here and drawn by a template: bars, lines, sparklines, with a table of the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor, log10

from klynge.server.pages.frame.formats import number
from klynge.server.pages.frame.wording import worded

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 48, 8, 10, 24


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers; None where there is none. `colour` is 1 to 8, else its place."""

    name: str
    values: Sequence[float | None]
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: a title, a label for each place, its series, a unit, and a limit to be drawn across."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    decimals: int = 0
    limit: float | None = None
    limit_name: str = ""
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar or a point: where, of which colour, and what it says."""

    x: float
    y: float
    width: float
    height: float
    colour: int
    says: str


@dataclass
class Drawn:
    """A chart in the picture's own units."""

    chart: Chart
    ticks: list[tuple[float, str]]
    labels: list[tuple[float, str]]
    marks: list[Mark] = field(default_factory=list)
    lines: list[tuple[int, str]] = field(default_factory=list)
    limit: float | None = None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def base(self) -> int:
        """Where the axis lies."""
        return HEIGHT - BOTTOM

    @property
    def title(self) -> str:
        """In the reader's language."""
        return worded(self.chart.title)

    @property
    def unit(self) -> str:
        """Of its values, in the reader's language."""
        return worded(self.chart.unit)

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Each colour with its name; empty when there is but one."""
        named = [(colour_of(s, n), worded(s.name)) for n, s in enumerate(self.chart.series)]
        return named if len(named) > 1 else []

    @property
    def table(self) -> list[tuple[str, list[str]]]:
        """The same numbers as rows."""
        return [
            (label, [number(s.values[place], self.chart.decimals) for s in self.chart.series])
            for place, label in enumerate(self.chart.labels)
        ]

    @property
    def names(self) -> list[str]:
        """The heads of the table."""
        return [worded(series.name) for series in self.chart.series]


def colour_of(series: Series, place: int) -> int:
    """Its own colour, or that of its place."""
    return series.colour or place % 8 + 1


def bars(chart: Chart) -> Drawn:
    """Bars side by side, or on one another when the chart is stacked."""
    places, many = len(chart.labels), 1 if chart.stacked else max(len(chart.series), 1)
    tops = [sum(s.values[n] or 0 for s in chart.series) for n in range(places)] if chart.stacked else _known(chart)
    drawn, up = _frame(chart, tops)
    step = (WIDTH - LEFT - RIGHT) / max(places, 1)
    wide = min(step * 0.72, 56 * many) / many
    for place in range(places):
        below = 0.0
        for order, series in enumerate(chart.series):
            value = series.values[place]
            if value is None:
                continue
            shift = 0.0 if chart.stacked else order * wide
            start = below if chart.stacked else 0.0
            y, foot = sorted((up(start + value), up(start)))
            below += value if chart.stacked else 0.0
            left = LEFT + step * place + (step - wide * many) / 2 + shift
            says = _says(chart, chart.labels[place], series, value)
            drawn.marks.append(
                Mark(round(left, 1), round(y, 1), round(wide, 1), round(foot - y, 1), colour_of(series, order), says)
            )
    return drawn


def lines(chart: Chart) -> Drawn:
    """Lines; a place without a value breaks its line."""
    drawn, up = _frame(chart, _known(chart))
    step = (WIDTH - LEFT - RIGHT) / max(len(chart.labels), 1)
    for order, series in enumerate(chart.series):
        colour, part = colour_of(series, order), list[str]()
        for place, value in enumerate(series.values):
            if value is None:
                part = _ended(drawn, colour, part)
                continue
            x, y = round(LEFT + step * (place + 0.5), 1), round(up(value), 1)
            part.append(f"{x},{y}")
            drawn.marks.append(Mark(x, y, 0, 0, colour, _says(chart, chart.labels[place], series, value)))
        _ended(drawn, colour, part)
    return drawn


def spark(values: Sequence[float]) -> str:
    """The points of a small line in a box of 100 by 24."""
    if not values:
        return ""
    low, high = min(values), max(values)
    wide, tall = 100 / max(len(values) - 1, 1), (high - low) or 1
    return " ".join(f"{n * wide:.1f},{22 - 20 * (value - low) / tall:.1f}" for n, value in enumerate(values))


def _ended(drawn: Drawn, colour: int, part: list[str]) -> list[str]:
    if len(part) > 1:
        drawn.lines.append((colour, " ".join(part)))
    return []


def _known(chart: Chart) -> list[float]:
    return [value for series in chart.series for value in series.values if value is not None]


def _frame(chart: Chart, values: Sequence[float]) -> tuple[Drawn, _Up]:
    """The axis, its ticks at round numbers, and the way from a value to a height."""
    both = [*values, *([chart.limit] if chart.limit is not None else [])]
    ticks = round_ticks(min([0.0, *both]), max([0.0, *both]) or 1.0)
    up = _Up(ticks[0], ticks[-1])
    step = (WIDTH - LEFT - RIGHT) / max(len(chart.labels), 1)
    every = max(ceil(len(chart.labels) / 13), 1)
    labels = [(LEFT + step * (n + 0.5), label) for n, label in enumerate(chart.labels) if n % every == 0]
    decimals = max(-floor(log10(_step(ticks))), 0)
    drawn = Drawn(chart, [(round(up(t), 1), number(t, decimals)) for t in ticks], labels)
    drawn.limit = None if chart.limit is None else round(up(chart.limit), 1)
    return drawn, up


@dataclass(frozen=True, slots=True)
class _Up:
    low: float
    high: float

    def __call__(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.low) / (self.high - self.low) * (HEIGHT - BOTTOM - TOP)


def round_ticks(low: float, high: float) -> list[float]:
    """About five round numbers that hold `low` and `high`. Source: Heckbert, Nice Numbers for Graph Labels (1990)."""
    rough = (high - low) / 4
    size = 10.0 ** floor(log10(rough))
    step = next(size * nice for nice in (1, 2, 5, 10) if size * nice >= rough * 0.999)
    first, last = floor(low / step), ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def _step(ticks: Sequence[float]) -> float:
    return min(b - a for a, b in pairwise(ticks))


def _says(chart: Chart, label: str, series: Series, value: float) -> str:
    return f"{label}: {worded(series.name)} {number(value, chart.decimals, worded(chart.unit))}".replace("  ", " ")
