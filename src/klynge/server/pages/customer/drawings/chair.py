# SPDX-License-Identifier: Apache-2.0
"""A chair seen from the side: seat, back, arms, column and base, castors or glides, in the chosen colours."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import Sheet, Values, paint_of, text_of
from klynge.server.texts import say

LIFT = {"none": 0, "lift-150": 0, "lift-200": 60, "lift-265": 180}
BACK = {"low": 380, "high": 560, "cross": 470}


def draw(values: Values) -> str:
    """The chair, as it is sold with the choices made so far."""
    sheet = Sheet(say("A chair, seen from the side"))
    cover, frame = paint_of(values, "fabric-colour", "charcoal"), paint_of(values, "frame", "black")
    base = text_of(values, "base", "five-star")
    feet = text_of(values, "castors", "hard-tread")
    seat_y = -(460 + LIFT.get(text_of(values, "gas-lift", "lift-150"), 0))
    _base(sheet, base, feet, frame, seat_y, foot_ring=text_of(values, "foot-ring", "no") == "yes")
    seat = text_of(values, "seat", "flat")
    if seat == "saddle":
        sheet.area((-230, seat_y - 20), (-150, seat_y - 85), (0, seat_y - 45), (160, seat_y - 90), (230, seat_y - 10),
                   (120, seat_y + 20), (-150, seat_y + 20), fill=cover)  # fmt: skip
    else:
        wide = 270 if seat == "wide" else 240
        sheet.rect((-wide + 10, seat_y - 70), (2 * wide, 80), cover, round_mm=32)
    back = text_of(values, "back", "high")
    if back != "none":
        tall = BACK.get(back, 470)
        foot = seat_y - 90
        sheet.line((-150, seat_y), (-235, foot), (-250, foot - tall * 0.4), kind="thick")
        sheet.area((-225, foot), (-185, foot), (-230, foot - tall), (-285, foot - tall), fill=cover)
        if back == "cross":
            sheet.area((-330, foot - tall * 0.72), (-120, foot - tall * 0.72), (-120, foot - tall * 0.5),
                       (-330, foot - tall * 0.5), fill=cover)  # fmt: skip
        if text_of(values, "lumbar", "no") == "yes":
            sheet.rect((-205, foot - 150), (40, 110), cover, round_mm=18)
        if text_of(values, "headrest", "no") == "yes":
            sheet.line((-270, foot - tall), (-285, foot - tall - 80), kind="thick")
            sheet.rect((-325, foot - tall - 190), (60, 120), cover, round_mm=24)
    _arms(sheet, values, seat_y, frame)
    sheet.across(-300, 300, 70, "600 mm", 52)
    sheet.upright(-420, seat_y - 70, 0, f"{-seat_y + 70} mm", 52)
    return sheet.svg()


def _arms(sheet: Sheet, values: Values, seat_y: float, frame: str) -> None:
    arms = text_of(values, "arms", "none")
    if arms == "none":
        return
    pad = {"leather": "#6b4a33", "soft": "#45484b"}.get(text_of(values, "arm-pad", "plastic"), "#26282a")
    level = seat_y - 270
    if arms == "fixed":
        sheet.line((-190, seat_y - 30), (-200, level), (130, level), (140, seat_y - 30), kind="thick")
    else:
        sheet.rect((-30, level), (50, 250), frame, round_mm=8)
        sheet.line((-5, level + 70), (-5, level + 200), kind="size")
    sheet.rect((-160, level - 30), (300, 36), pad, round_mm=16)


def _base(sheet: Sheet, base: str, feet: str, frame: str, seat_y: float, *, foot_ring: bool) -> None:
    if base == "sled":
        sheet.line((-210, seat_y), (-250, -10), (270, -10), (200, seat_y), kind="thick")
        return
    if base == "four-star":
        sheet.line((-190, seat_y), (-240, 0), kind="thick")
        sheet.line((190, seat_y), (240, 0), kind="thick")
        return
    sheet.rect((-28, seat_y), (56, -seat_y - 130), "#8d9396", round_mm=4)
    sheet.rect((-40, -260), (80, 150), frame, round_mm=8)
    if foot_ring:
        sheet.rect((-210, -330), (420, 24), "#c3c8cb", round_mm=12)
    if base == "disc":
        sheet.area((-40, -110), (40, -110), (270, -10), (-270, -10), fill=frame)
        return
    sheet.area(
        (-36, -120), (36, -120), (300, -75), (300, -50), (30, -85), (-30, -85), (-300, -50), (-300, -75), fill=frame
    )
    for x in (-285, -110, 110, 285):
        if feet in ("glides", "felt", "none"):
            sheet.rect((x - 20, -50), (40, 50), "#45484b", round_mm=6)
        else:
            sheet.disc((x, -30), 30, "#45484b" if feet != "braked" else "#a63a2f")
