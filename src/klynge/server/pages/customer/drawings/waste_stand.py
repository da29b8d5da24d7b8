# SPDX-License-Identifier: Apache-2.0
"""A stand for waste seen from the front: its bays and sacks, lids in the fraction's colour, feet, and what is on it."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import PAINT, Sheet, Values, number_of, paint_of, text_of
from klynge.server.texts import say

LID = {"grey": "#9a9d9c", "black": "#26282a", "white": "#f4f2ec", "blue": "#41658a", "purple": "#7a5a92",
       "green": "#4f7350", "turquoise": "#3f9a9a", "yellow": "#e0bf3a", "none": "#9a9d9c"}  # fmt: skip
BAY = {"none": (420.0, 620.0), "s60": (420.0, 640.0), "s125": (520.0, 820.0), "s160": (600.0, 900.0)}
"""Width and height of a bay by its sack, in millimetres, about."""
SACK, METAL = "#3c4144", "#b9c0c4"


def draw(values: Values) -> str:
    """The stand."""
    kind, bays = text_of(values, "kind", "trolley"), {"two": 2, "three": 3}.get(text_of(values, "bays", "one"), 1)
    wide, high = BAY.get(text_of(values, "sack", "s125"), BAY["s125"])
    total = wide * bays
    paint = (
        PAINT["steel"] if text_of(values, "material", "steel") == "galvanised" else paint_of(values, "colour", "grey")
    )
    sheet = Sheet(f"{say('A waste stand, seen from the front')}: {bays}")
    foot = 120.0
    if kind == "hygiene-stand":
        top = float(number_of(values, "plate-height", 1100) or 1100)
        sheet.rect((-20, -top), (total + 40, top - foot), paint, round_mm=10)
        sheet.upright(-110, -top, 0, f"{top:g} mm", 62)
    else:
        top = high + foot + 40
    for bay in range(bays):
        _bay(sheet, values, kind, bay * wide, wide, high, foot, paint)
    if text_of(values, "handle", "no") == "yes":
        sheet.line(
            (total, -high - foot), (total + 110, -high - foot - 90), (total + 110, -high - foot + 40), kind="thick"
        )
    if text_of(values, "shelf", "no") == "yes":
        sheet.rect((-20, -foot - 30), (total + 40, 24), METAL, round_mm=4)
    if text_of(values, "dispenser", "none") != "none":
        sheet.rect((total / 2 - 90, -top - 260), (180, 240), PAINT["white"], round_mm=16)
        sheet.rect((total / 2 - 50, -top - 90), (100, 40), METAL, round_mm=6)
    _feet(sheet, text_of(values, "feet", "castors"), total)
    sheet.across(0, total, 110, f"{total:g} mm", max(total, 1000.0) / 20)
    return sheet.svg()


def _bay(sheet: Sheet, values: Values, kind: str, x: float, wide: float, high: float, foot: float, paint: str) -> None:
    lid = text_of(values, "lid", "open")
    if text_of(values, "sack", "s125") != "none":
        fill = paint if kind == "outdoor-bin" else SACK
        mouth, floor = -foot - high, -foot - 30
        right = x + wide
        sheet.area((x + 40, mouth), (right - 40, mouth), (right - 60, floor), (x + 60, floor), fill=fill)
    sheet.rect((x, -foot - high), (24, high), paint)
    sheet.rect((x + wide - 24, -foot - high), (24, high), paint)
    sheet.rect((x, -foot - 24), (wide, 24), paint)
    sheet.rect((x, -foot - high - 24), (wide, 40), paint, round_mm=8)
    if lid != "open":
        colour = LID.get(text_of(values, "lid-colour", "grey"), LID["grey"])
        sheet.area((x - 6, -foot - high - 24), (x + wide + 6, -foot - high - 24), (x + wide - 30, -foot - high - 84),
                   (x + 30, -foot - high - 84), fill=colour)  # fmt: skip
        if lid == "lockable":
            sheet.disc((x + wide / 2, -foot - high - 46), 18, METAL)
        if lid in ("pedal", "soft-pedal"):
            sheet.rect((x + wide / 2 - 60, -foot + 8), (120, 40), METAL, round_mm=8)
    if text_of(values, "marking", "none") != "none":
        sheet.rect((x + wide / 2 - 60, -foot - high * 0.62), (120, 120), PAINT["white"], round_mm=8)
        sheet.line((x + wide / 2 - 30, -foot - high * 0.62 + 60), (x + wide / 2 - 6, -foot - high * 0.62 + 88),
                   (x + wide / 2 + 36, -foot - high * 0.62 + 32))  # fmt: skip


def _feet(sheet: Sheet, feet: str, total: float) -> None:
    ends = (60.0, total - 60.0)
    if feet in ("castors", "braked", "transport"):
        radius = 60.0 if feet != "transport" else 100.0
        for n, x in enumerate(ends):
            if feet == "transport" and n == 0:
                sheet.rect((x - 15, -120), (30, 120), METAL)
            else:
                sheet.disc(
                    (x, -radius if feet != "transport" else -100), radius, SACK if feet != "braked" else "#a63a2f"
                )
    elif feet == "floor-plate":
        sheet.rect((-40, -30), (total + 80, 30), METAL)
        for x in ends:
            sheet.rect((x - 15, -120), (30, 95), METAL)
    elif feet == "bolts":
        for x in ends:
            sheet.rect((x - 15, -120), (30, 120), METAL)
            sheet.rect((x - 50, -18), (100, 18), METAL)
    else:  # on the wall
        sheet.line((-60, 0), (total + 60, 0), kind="hidden")
