# SPDX-License-Identifier: Apache-2.0
"""A window seen from outside: frame, sash, glazing bars, figure of the glass, and how and on which side it opens.

Opening is drawn as is usual on elevations: lines from the ends of the free edge meet at the hinges, whole where it
opens outward and dashed where it opens inward.
"""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import Sheet, Values, number_of, paint_of, text_of
from klynge.server.texts import say

GLASS, METAL, SILL = "#bcd3da", "#8d9396", 45.0
FRAME = {"modern": 55.0, "classic": 70.0, "antique": 85.0}


def draw(values: Values) -> str:
    """The window; sizes are of the frame."""
    width, height = number_of(values, "width", 990), number_of(values, "height", 1190)
    opening, side = text_of(values, "opening", "turn"), text_of(values, "hinge-side", "left")
    sheet = Sheet(f"{say('A window, seen from outside')}: {width} × {height} mm")
    paint = paint_of(values, "colour", "white")
    rim = FRAME.get(text_of(values, "profile", "classic"), 70.0)
    sheet.rect((0, 0), (width, height), paint, round_mm=6 if text_of(values, "cladding", "wood") == "aluminium" else 0)
    at, pane = (rim, rim), (width - 2 * rim, height - 2 * rim)
    if opening != "fixed":
        sheet.rect((rim * 0.5, rim * 0.5), (width - rim, height - rim), paint)
    sheet.rect(at, pane, GLASS)
    _figure(sheet, text_of(values, "figure", "clear"), at, pane)
    _bars(sheet, text_of(values, "bars", "none"), at, pane, paint)
    _opening(sheet, opening, side, at, pane)
    if text_of(values, "vent", "no") == "yes":
        sheet.rect((width * 0.3, rim * 0.15), (width * 0.4, 18), METAL, round_mm=8)
    sheet.rect((-30, height), (width + 60, SILL), paint)
    size = max(height, width) / 22
    sheet.across(0, width, height + SILL + size, f"{width} mm", size)
    sheet.upright(-30 - size, 0, height, f"{height} mm", size)
    if told := _told(opening, side):
        sheet.words((width / 2, -size * 0.7), told, size)
        sheet.tell(told)
    return sheet.svg()


def _told(opening: str, side: str) -> str:
    if opening in ("turn", "tilt-and-turn"):
        hinges = say("hinges right") if side == "right" else say("hinges left")
        return f"{hinges}, {say('opens inward') if opening == 'tilt-and-turn' else say('opens outward')}"
    return {"top-hung": say("hinges at the top, opens outward"), "tilt": say("swings over the top")}.get(opening, "")


def _opening(sheet: Sheet, opening: str, side: str, at: tuple[float, float], pane: tuple[float, float]) -> None:
    (x, y), (wide, high) = at, pane
    left, right, top, foot, middle = x, x + wide, y, y + high, (x + wide / 2, y + high / 2)
    if opening in ("turn", "tilt-and-turn"):
        hinge, lock = (right, left) if side == "right" else (left, right)
        kind = "swing inward" if opening == "tilt-and-turn" else "swing"
        sheet.line((lock, top), (hinge, middle[1]), (lock, foot), kind=kind)
        for share in (0.15, 0.85):
            sheet.rect(
                (hinge - 9, y + high * share - 40), (18, 80), METAL, kind="edge" if kind == "swing" else "hidden"
            )
    if opening == "tilt-and-turn":
        sheet.line((left, foot), (middle[0], top), (right, foot), kind="swing inward")
    elif opening == "top-hung":
        sheet.line((left, foot), (middle[0], top), (right, foot), kind="swing")
    elif opening == "tilt":
        sheet.line((left, foot), (middle[0], top), (right, foot), kind="swing")
        sheet.line((left, top), (middle[0], foot), (right, top), kind="swing inward")


def _figure(sheet: Sheet, figure: str, at: tuple[float, float], pane: tuple[float, float]) -> None:
    (x, y), (wide, high) = at, pane
    if figure == "frosted":
        for step in range(1, 9):
            sheet.line((x, y + high * step / 9), (x + wide, y + high * step / 9), kind="faint")
    elif figure == "antique":  # the waves of drawn glass
        for step in range(1, 4):
            points = [(x + wide * n / 12, y + high * step / 4 + (12 if n % 2 else -12)) for n in range(13)]
            sheet.line(*points, kind="faint")


def _bars(sheet: Sheet, bars: str, at: tuple[float, float], pane: tuple[float, float], paint: str) -> None:
    (x, y), (wide, high) = at, pane
    across, up = {"cross": (1, 1), "between": (1, 1), "six": (2, 1)}.get(bars, (0, 0))
    thick, kind = (14.0, "hidden") if bars == "between" else (26.0, "edge")
    for n in range(across):
        sheet.rect((x, y + high * (n + 1) / (across + 1) - thick / 2), (wide, thick), paint, kind=kind)
    for n in range(up):
        sheet.rect((x + wide * (n + 1) / (up + 1) - thick / 2, y), (thick, high), paint, kind=kind)
