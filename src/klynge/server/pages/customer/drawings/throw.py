# SPDX-License-Identifier: Apache-2.0
"""A woven throw laid flat: its size, the pattern in its colours, and the edge."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import PAINT, Sheet, Values, text_of
from klynge.server.texts import say

SIZES = {"cot": (750, 1000), "classic": (1350, 2000), "wide": (1500, 2100), "bed": (2000, 2600)}
LIGHT = "#ece4d4"


def draw(values: Values) -> str:
    """The throw, as seen from above."""
    wide, long = SIZES.get(text_of(values, "size", "classic"), SIZES["classic"])
    sheet = Sheet(f"{say('A throw, laid flat')}: {wide // 10} × {long // 10} cm")
    colour = PAINT.get(text_of(values, "colourway", "grey"), PAINT["grey"])
    sheet.rect((0, 0), (wide, long), LIGHT)
    _pattern(sheet, text_of(values, "design", "mountain"), colour, float(wide), float(long))
    _edge(sheet, text_of(values, "edge", "fringe"), float(wide), float(long))
    size = long / 28
    sheet.across(0, wide, long + 3.2 * size, f"{wide // 10} cm", size)
    sheet.upright(-size, 0, long, f"{long // 10} cm", size)
    return sheet.svg()


def _pattern(sheet: Sheet, design: str, colour: str, wide: float, long: float) -> None:
    if design == "mountain":
        for row in range(8):
            y, step = long * (row + 0.7) / 8, wide / 6
            points = [(x * step / 2, y - (long / 22 if x % 2 else 0)) for x in range(13)]
            sheet.area(*points, (wide, y + long / 30), (0, y + long / 30), fill=colour, kind="soft")
    elif design == "river":
        for row in range(10):
            y = long * (row + 0.5) / 10
            points = [(wide * x / 16, y + (long / 60) * (1 if (x + row) % 4 < 2 else -1)) for x in range(17)]
            sheet.line(*points, kind="yarn")
            sheet.rect((0, y + long / 45), (wide, long / 60), colour, kind="soft")
    elif design == "winter":
        for row in range(9):
            for column in range(6):
                x, y = wide * (column + 0.5 + (row % 2) / 2) / 6.5, long * (row + 0.5) / 9
                sheet.area((x, y - 40), (x + 30, y), (x, y + 40), (x - 30, y), fill=colour, kind="soft")
    elif design == "mining-town":
        for row in range(6):
            for column in range(5):
                x, y = wide * column / 5 + wide / 40, long * row / 6 + long / 14
                side = wide / 7
                sheet.area((x, y), (x + side / 2, y - side / 2), (x + side, y), (x + side, y + side * 0.8),
                           (x, y + side * 0.8), fill=colour, kind="soft")  # fmt: skip
    else:
        for band in range(7):
            sheet.rect((0, long * band / 7), (wide, long / 16), colour, kind="soft")


def _edge(sheet: Sheet, edge: str, wide: float, long: float) -> None:
    if edge in ("fringe", "short-fringe"):
        deep = 90 if edge == "fringe" else 45
        for thread in range(41):
            x = wide * thread / 40
            sheet.line((x, -deep), (x, 0), kind="yarn")
            sheet.line((x, long), (x, long + deep), kind="yarn")
    elif edge == "leather":
        for y in (0.0, long - 40):
            sheet.rect((0, y), (wide, 40), PAINT["cognac"])
    else:
        sheet.rect((12, 12), (wide - 24, long - 24), kind="stitch")
