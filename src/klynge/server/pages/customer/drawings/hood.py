# SPDX-License-Identifier: Apache-2.0
"""A cooker hood seen from the front, over its stove: body, chimney, glass, lights, in the chosen surface."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import Sheet, Values, number_of, paint_of, text_of
from klynge.server.texts import say

ABOVE = 550  # from the stove to the hood, as it is hung


def draw(values: Values) -> str:
    """The hood; sizes are its own."""
    width, chimney = number_of(values, "width", 600), number_of(values, "chimney", 700)
    model = text_of(values, "model", "wall")
    paint = paint_of(values, "finish", "white")
    sheet = Sheet(f"{say('A cooker hood, seen from the front')}: {width} mm")
    tall = {"built-in": 120, "slimline": 60}.get(model, 260)
    if model in ("wall", "island") and chimney:
        sheet.rect((width / 2 - 150, -tall - chimney), (300, chimney), paint)
        if model == "island":
            sheet.line((width / 2 - 260, -tall - chimney), (width / 2 + 260, -tall - chimney), kind="thick")
        sheet.upright(width / 2 - 240, -tall - chimney, -tall, f"{chimney} mm", 56)
    if model in ("wall", "island"):
        sheet.area(
            (width / 2 - 160, -tall), (width / 2 + 160, -tall), (width, -70), (width, 0), (0, 0), (0, -70), fill=paint
        )
    else:
        if model == "built-in":
            sheet.rect((-40, -620), (width + 80, 500), "none", kind="faint")
        sheet.rect((0, -tall), (width, tall), paint, round_mm=6)
    glass = text_of(values, "glass", "none")
    if glass != "none":
        sheet.rect((-30, -62), (width + 60, 44), "#bcd3da" if glass == "clear" else "#2b2f33", round_mm=4)
    lights = {"two": (0.3, 0.7), "four": (0.2, 0.4, 0.6, 0.8)}.get(text_of(values, "light", "two"))
    if lights is None:
        sheet.rect((width * 0.15, -8), (width * 0.7, 12), "#f6e7a8", round_mm=6)
    for share in lights or ():
        sheet.disc((width * share, 0), 16, "#f6e7a8")
    control = text_of(values, "control", "push")
    for step in range({"knob": 1, "push": 4, "touch": 5, "automatic": 0}.get(control, 3)):
        sheet.disc((width - 60 - step * 34, -35), 12 if control == "knob" else 8, "#8d9396")
    sheet.rect((width / 2 - 300, ABOVE), (600, 40), "#8d9396", kind="faint")
    for x in (-170, 170):
        sheet.rect((width / 2 + x - 90, ABOVE - 12), (180, 12), "#45484b", kind="faint")
    sheet.across(0, width, 90, f"{width} mm", 56)
    if text_of(values, "stove-guard", "no") == "yes":
        sheet.disc((width / 2, 6), 10, "#a63a2f")
    return sheet.svg()
