# SPDX-License-Identifier: Apache-2.0
"""What drawings are made of: shapes in millimetres, sizes with arrows, a frame that fits them.

Colours of materials are attributes; lines and letters follow the page's theme by classes (customer.css).
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

Values = Mapping[str, int | str]
Point = tuple[float, float]

PAINT: Mapping[str, str] = {
    "white": "#f4f2ec", "black": "#26282a", "grey": "#9a9d9c", "light-grey": "#c9cac6", "charcoal": "#45484b",
    "silver": "#c3c8cb", "polished": "#d9dee1", "steel": "#b9c0c4", "red": "#a63a2f", "oxide-red": "#8f3a2b",
    "blue": "#41658a", "navy": "#2c3e5c", "sky": "#86aecb", "petrol": "#1f5c66", "green": "#4f7350", "moss": "#6d7446",
    "lime": "#a4ad47", "ochre": "#c2913a", "orange": "#c96a2c", "plum": "#6b3a52", "brown": "#6b4a33",
    "cognac": "#9a5b32", "sand": "#cdbb97", "natural": "#d8cbb0", "oak": "#c39a62", "pine": "#dcbc85",
    "heart-pine": "#cf9f62", "wood": "#c39a62", "raw": "#d5b384", "chrome": "#c3c8cb", "own": "#7f8f96",
    "special": "#7f8f96", "none": "#cf9f62",
}  # fmt: skip


def text_of(values: Values, name: str, usual: str) -> str:
    """The value of a choice, or what is usual while it is open."""
    return str(values.get(name) or usual)


def number_of(values: Values, name: str, usual: int) -> int:
    """The value of a number, or what is usual while it is open."""
    value = values.get(name)
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 7:
        return int(value)
    return value if isinstance(value, int) else usual


def paint_of(values: Values, name: str, usual: str) -> str:
    """The colour that a value stands for."""
    return PAINT.get(text_of(values, name, usual), PAINT[usual])


class Sheet:
    """A drawing in the making; y grows downward, all in millimetres."""

    def __init__(self, title: str) -> None:
        """Take what the drawing shows, for those who do not see it."""
        self.title = title
        self._told: list[str] = []
        self._parts: list[str] = []
        self._box = [0.0, 0.0, 0.0, 0.0]
        self._empty = True

    def tell(self, text: str) -> None:
        """Say more of it to those who do not see it."""
        self._told.append(text)

    def rect(self, at: Point, size: Point, fill: str = "none", kind: str = "edge", round_mm: float = 0) -> None:
        """A rectangle from its upper left corner."""
        self._reach(at, (at[0] + size[0], at[1] + size[1]))
        self._parts.append(
            f'<rect class="{kind}" x="{at[0]:g}" y="{at[1]:g}" width="{size[0]:g}" height="{size[1]:g}" '
            f'rx="{round_mm:g}" fill="{fill}"/>'
        )

    def line(self, *points: Point, kind: str = "edge") -> None:
        """A line through points."""
        self._reach(*points)
        self._parts.append(f'<polyline class="{kind}" points="{_points(points)}" fill="none"/>')

    def area(self, *points: Point, fill: str, kind: str = "edge") -> None:
        """An area within points."""
        self._reach(*points)
        self._parts.append(f'<polygon class="{kind}" points="{_points(points)}" fill="{fill}"/>')

    def disc(self, at: Point, radius: float, fill: str = "none", kind: str = "edge") -> None:
        """A circle."""
        self._reach((at[0] - radius, at[1] - radius), (at[0] + radius, at[1] + radius))
        self._parts.append(f'<circle class="{kind}" cx="{at[0]:g}" cy="{at[1]:g}" r="{radius:g}" fill="{fill}"/>')

    def words(self, at: Point, text: str, size: float, paint: str = "") -> None:
        """Words centred at a point; in the page's ink, or as printed on the thing (`paint`)."""
        half = 0.3 * size * len(text)  # letters are some 0.6 of the size wide
        x, y = at
        self._reach((x - half, y - size), (x + half, y))
        printed = f' class="printed" fill="{paint}"' if paint else ""
        place = f'x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="middle"'
        self._parts.append(f"<text {place}{printed}>{escape(text)}</text>")

    def across(self, left: float, right: float, y: float, text: str, size: float) -> None:
        """A size across, with arrows."""
        self.line((left, y), (right, y), kind="size")
        for x in (left, right):
            self.line((x, y - size / 2), (x, y + size / 2), kind="size")
        self.words(((left + right) / 2, y + size * 1.4), text, size)
        self._reach((left, y + size * 1.8))

    def upright(self, x: float, top: float, bottom: float, text: str, size: float) -> None:
        """A size upward, with arrows."""
        self.line((x, top), (x, bottom), kind="size")
        for y in (top, bottom):
            self.line((x - size / 2, y), (x + size / 2, y), kind="size")
        self.words((x - size * (0.9 + 0.3 * len(text)), (top + bottom) / 2 + 0.35 * size), text, size)
        self._reach((x - size * 1.8, top))

    def svg(self, margin: float = 40) -> str:
        """The whole drawing."""
        left, top, right, bottom = self._box
        box = f"{left - margin:g} {top - margin:g} {right - left + 2 * margin:g} {bottom - top + 2 * margin:g}"
        thin = max(right - left, bottom - top) / 400
        told = f"<desc>{escape('; '.join(self._told))}</desc>" if self._told else ""
        return (
            f'<svg class="drawing" viewBox="{box}" role="img" aria-label="{escape(self.title)}" '
            f'stroke-width="{thin:.2f}">{told}{"".join(self._parts)}</svg>'
        )

    def _reach(self, *points: Point) -> None:
        for x, y in points:
            if self._empty:
                self._box, self._empty = [x, y, x, y], False
            self._box = [min(self._box[0], x), min(self._box[1], y), max(self._box[2], x), max(self._box[3], y)]


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
