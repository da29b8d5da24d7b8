# SPDX-License-Identifier: Apache-2.0
"""A table seen from the front: its length, leaves put in, a runner over it."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import PAINT, Sheet, Values, number_of, paint_of, text_of
from klynge.server.texts import say

HIGH, TOP, LEG, LEAF = 740.0, 40.0, 70.0, 400.0


def draw(values: Values) -> str:
    """The table; the leaves that belong to it stand beside."""
    length, leaves = number_of(values, "length", 1600), number_of(values, "leaves", 0)
    wood = text_of(values, "material", "oak")
    paint = PAINT["oak"] if wood == "oak" else paint_of(values, "colour", "white")
    sheet = Sheet(f"{say('A table, seen from the front')}: {length} mm")
    sheet.rect((0, -HIGH), (length, TOP), paint, round_mm=8)
    sheet.rect((60, -HIGH + TOP), (length - 120, 90), paint)
    for x in (60.0, length - 60 - LEG):
        sheet.area((x, -HIGH + TOP), (x + LEG, -HIGH + TOP), (x + LEG - 14, 0), (x + 14, 0), fill=paint)
    if text_of(values, "runner", "no") == "yes":
        sheet.rect((-20, -HIGH - 12), (length + 40, 14), PAINT["red"])
        for x in (-20.0, length - 10.0):
            sheet.rect((x, -HIGH), (30, 220), PAINT["red"])
    for leaf in range(leaves):
        x = length + 120 + leaf * 90.0
        sheet.rect((x, -LEAF - 300), (40, LEAF + 300), paint, round_mm=6)
    size = max(length, 1200) / 24
    sheet.across(0, length, size, f"{length} mm", size)
    sheet.upright(-1.4 * size, -HIGH, 0, f"{HIGH:g} mm", size)
    return sheet.svg()
