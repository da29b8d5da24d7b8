# SPDX-License-Identifier: Apache-2.0
"""Small things of cloth laid flat: a runner with its pattern, a seat pad."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import PAINT, Sheet, Values, number_of, paint_of, text_of
from klynge.server.texts import say

LIGHT, WIDE, PAD = "#ece4d4", 400.0, 380.0


def runner(values: Values) -> str:
    """A runner, seen from above."""
    long = number_of(values, "length", 2000)
    sheet = Sheet(f"{say('A runner, laid flat')}: {long} mm")
    sheet.rect((0, 0), (long, WIDE), LIGHT)
    pattern = text_of(values, "pattern", "star")
    if pattern == "band":
        for n in range(3):
            for x in (60 + n * 70.0, long - 90 - n * 70.0):
                sheet.rect((x, 0), (30, WIDE), PAINT["red"], kind="soft")
    elif pattern == "star":
        stars = max(1, round(long / 300))
        for n in range(stars):
            x, y = long * (n + 0.5) / stars, WIDE / 2
            sheet.area((x - 70, y), (x, y - 18), (x + 70, y), (x, y + 18), fill=PAINT["red"], kind="soft")
            sheet.area((x, y - 70), (x + 18, y), (x, y + 70), (x - 18, y), fill=PAINT["red"], kind="soft")
    return _sized(sheet, long, WIDE)


def pad(values: Values) -> str:
    """A pad for a bench, seen from above."""
    long = number_of(values, "length", 1150)
    sheet = Sheet(f"{say('A seat pad, laid flat')}: {long} mm")
    sheet.rect((0, 0), (long, PAD), paint_of(values, "colour", "grey"), round_mm=40)
    sheet.rect((24, 24), (long - 48, PAD - 48), kind="stitch", round_mm=24)
    return _sized(sheet, long, PAD)


def _sized(sheet: Sheet, long: float, wide: float) -> str:
    size = max(long, 900) / 26
    sheet.across(0, long, wide + size, f"{long:g} mm", size)
    sheet.upright(-size, 0, wide, f"{wide:g} mm", size)
    return sheet.svg()
