# SPDX-License-Identifier: Apache-2.0
"""A door seen from outside: frame, leaf or leaves, hinges and handle on their sides, glass, and what it opens to."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import Point, Sheet, Values, number_of, paint_of, text_of
from klynge.server.texts import say

FRAME = 60.0
GLASS = "#bcd3da"
FITTING = "#8d9396"


def draw(values: Values) -> str:
    """The door; sizes are of the frame."""
    width, height = number_of(values, "width", 990), number_of(values, "height", 2090)
    hand = text_of(values, "hand", "left-in")
    sheet = Sheet(f"{say('A door, seen from outside')}: {width} × {height} mm")
    paint = paint_of(values, "colour", "white") if values.get("colour") else paint_of(values, "wood", "pine")
    sheet.rect((0, 0), (width, height), paint)
    inner = width - 2 * FRAME
    top, leaf_height = FRAME, height - FRAME - 25
    threshold = paint_of({"t": "oak" if text_of(values, "threshold", "oak") == "oak" else "steel"}, "t", "oak")
    sheet.rect((FRAME, height - 25), (inner, 25), threshold)
    if text_of(values, "leaves", "single") == "double":
        first = inner * 0.62
        left = hand.startswith("left")
        main, small = (FRAME, first) if left else (FRAME + inner - first, first), inner - first
        _leaf(sheet, values, (main[0], top), (main[1], leaf_height), paint, hand)
        _leaf(sheet, values, (FRAME + first if left else FRAME, top), (small, leaf_height), paint, "", plain=True)
    else:
        _leaf(sheet, values, (FRAME, top), (inner, leaf_height), paint, hand)
    size = max(height, width) / 26
    sheet.across(0, width, height + size, f"{width} mm", size)
    sheet.upright(-size, 0, height, f"{height} mm", size)
    opens = say("opens outward") if hand.endswith("out") else say("opens inward")
    side = say("hinges left") if hand.startswith("left") else say("hinges right")
    sheet.words((width / 2, -size), f"{side}, {opens}", size)
    sheet.tell(f"{side}, {opens}")
    return sheet.svg()


def _leaf(sheet: Sheet, values: Values, at: Point, size: Point, paint: str, hand: str, *, plain: bool = False) -> None:
    (x, y), (wide, high) = at, size
    sheet.rect(at, size, paint)
    look = text_of(values, "leaf", "panel")
    light = "full" if look == "glazed" else text_of(values, "light", "none")
    rim = min(110.0, wide / 5)
    glass_end = y
    if light != "none" and not (plain and light == "small"):
        share = {"small": 0.14, "upper": 0.4, "full": 0.78}.get(light, 0.4)
        pane = (wide * 0.3 if light == "small" else wide - 2 * rim, high * share)
        place = (x + (wide - pane[0]) / 2, y + rim + (high * 0.06 if light == "small" else 0))
        sheet.rect(place, pane, GLASS, round_mm=6)
        if text_of(values, "glass", "") == "frosted-safety":
            for step in range(1, 6):
                level = place[1] + pane[1] * step / 6
                sheet.line((place[0], level), (place[0] + pane[0], level), kind="faint")
        glass_end = place[1] + pane[1]
    if look == "boarded":
        for board in range(1, max(2, round(wide / 120))):
            at_x = x + board * wide / max(2, round(wide / 120))
            sheet.line((at_x, max(y, glass_end)), (at_x, y + high), kind="faint")
    elif look == "panel":
        first = max(glass_end, y) + rim
        below = y + high - rim - first
        for row in range(2 if below > 700 else 1):
            tall = below / 2 - rim / 2 if below > 700 else below
            sheet.rect((x + rim, first + row * (tall + rim)), (wide - 2 * rim, tall), kind="faint")
    if hand:
        _fittings(sheet, values, at, size, hand)


def _fittings(sheet: Sheet, values: Values, at: Point, size: Point, hand: str) -> None:
    """Hinges on their side (seen when it opens outward), the handle on the other, and the swing as on a plan."""
    (x, y), (wide, high) = at, size
    left, out = hand.startswith("left"), hand.endswith("out")
    hinge_x, lock_x = (x, x + wide) if left else (x + wide, x)
    for share in (0.1, 0.5, 0.9):
        sheet.rect((hinge_x - 9, y + high * share - 45), (18, 90), FITTING, kind="edge" if out else "hidden")
    sheet.line((lock_x, y), (hinge_x, y + high / 2), (lock_x, y + high), kind="swing" if out else "swing inward")
    grip = lock_x - 75 if left else lock_x + 75
    level = y + high * 0.52
    sheet.rect((grip - 16, level - 60), (32, 170), FITTING, round_mm=10)
    sheet.rect((grip - 110 if left else grip, level - 12), (110, 22), FITTING, round_mm=10)
    if text_of(values, "letter-slot", "no") == "yes":
        sheet.rect((x + wide / 2 - 130, y + high * 0.62), (260, 50), FITTING, round_mm=8)
    if text_of(values, "peephole", "no") == "yes":
        sheet.disc((x + wide / 2, y + high * 0.28), 14, FITTING)
    if text_of(values, "closer", "none") in ("arm", "automatic"):
        sheet.rect((hinge_x if left else hinge_x - 240, y + 15), (240, 60), FITTING, round_mm=8)
