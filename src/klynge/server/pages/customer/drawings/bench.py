# SPDX-License-Identifier: Apache-2.0
"""A bench seen from the front: its length, its legs, and the pad on it."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import Sheet, Values, number_of, paint_of, text_of
from klynge.server.texts import say

HIGH, TOP = 450.0, 45.0


def draw(values: Values) -> str:
    """The bench."""
    length = number_of(values, "length", 1200)
    paint = paint_of(values, "finish", "raw")
    sheet = Sheet(f"{say('A bench, seen from the front')}: {length} mm")
    sheet.rect((0, -HIGH), (length, TOP), paint, round_mm=8)
    if text_of(values, "legs", "wood") == "chrome":
        for x in (90.0, length - 90.0):
            sheet.line((x - 40, -HIGH + TOP), (x - 40, 0), (x + 40, 0), (x + 40, -HIGH + TOP), kind="thick")
    else:
        for x in (60.0, length - 130.0):
            sheet.area((x, -HIGH + TOP), (x + 70, -HIGH + TOP), (x + 58, 0), (x + 12, 0), fill=paint)
    if text_of(values, "padded", "no") == "yes":
        pad = paint_of(values, "pad-colour", "grey")
        sheet.rect((20, -HIGH - 60), (length - 40, 60), pad, round_mm=24)
    size = max(length, 900) / 24
    sheet.across(0, length, size, f"{length} mm", size)
    sheet.upright(-1.4 * size, -HIGH, 0, f"{HIGH:g} mm", size)
    return sheet.svg()
