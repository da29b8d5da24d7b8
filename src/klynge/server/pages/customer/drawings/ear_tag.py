# SPDX-License-Identifier: Apache-2.0
"""An ear tag laid flat, as large as it is among the others: shape, colour, print and chip."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import PAINT, Sheet, Values, number_of, text_of
from klynge.server.texts import say

COLOUR = {"yellow": "#e8c93a", "salmon": "#e69a80", "orange": "#d9822b", "white": PAINT["white"], "blue": "#4d7fb3",
          "green": "#5c9a5f", "red": "#c04a3d"}  # fmt: skip
CODE = {"norway": "NO", "sweden": "SE", "germany": "DE"}
SIZE = {
    "mini": (26.0, 9.0),
    "loop": (36.0, 11.0),
    "button": (29.0, 29.0),
    "medium": (45.0, 52.0),
    "large": (58.0, 76.0),
}
"""Width and height in millimetres, of the kind; what is delivered may differ by some."""


def draw(values: Values) -> str:
    """The tag's outside."""
    series = text_of(values, "series", "medium")
    wide, high = SIZE.get(series, SIZE["medium"])
    paint = COLOUR.get(text_of(values, "colour", "yellow"), COLOUR["yellow"])
    sheet = Sheet(say("An ear tag, laid flat"))
    flag = series in ("medium", "large")
    if series == "button":
        sheet.disc((wide / 2, high / 2), wide / 2, paint)
    elif flag:
        neck = wide * 0.26
        sheet.area((wide / 2 - neck, 0), (wide / 2 + neck, 0), (wide, high * 0.34), (wide, high), (0, high),
                   (0, high * 0.34), fill=paint)  # fmt: skip
        sheet.disc((wide / 2, high * 0.16), 4.5, "#8d9396")
    else:
        sheet.rect((0, 0), (wide, high), paint, round_mm=3)
        sheet.disc((4.5, high / 2), 2.2, "#8d9396")
    if text_of(values, "rfid", "none") != "none":
        at = (wide / 2, high * 0.16) if flag else (wide - 6, high / 2) if series != "button" else (wide / 2, high / 2)
        for radius in (5.6, 6.6) if flag else (2.6, 3.4):
            sheet.disc(at, radius, kind="hidden")
        sheet.tell(say("with a chip"))
    _print(sheet, values, series, (wide, high))
    letters = max(wide, high) / 16
    sheet.upright(-letters, 0, high, f"{high:g} mm", letters)
    sheet.across(0, wide, high + letters, f"{wide:g} mm", letters)
    return sheet.svg(margin=6)


def _print(sheet: Sheet, values: Values, series: str, size: tuple[float, float]) -> None:
    wide, high = size
    code, number = CODE.get(text_of(values, "country", "norway"), "NO"), number_of(values, "first-number", 1)
    numbered = text_of(values, "numbering", "range") != "none"
    animal = f"{number:04d}" if numbered else ""
    holding = str(values.get("holding") or ("1234567" if numbered else ""))
    if series in ("medium", "large"):
        sheet.words((wide / 2, high * 0.46), f"{code} {holding}".strip(), wide / 9, paint=INK)
        sheet.words((wide / 2, high * 0.46 + wide * 0.33), animal, wide / 3.6, paint=INK)
        if text_of(values, "code-side", "none") == "data-matrix":
            _matrix(sheet, (wide / 2 - wide * 0.1, high - wide * 0.25), wide * 0.2)
    elif series == "button":
        sheet.words((wide / 2, high * 0.3), code, 4, paint=INK)
        sheet.words((wide / 2, high * 0.86), animal, 4, paint=INK)
    else:
        sheet.words((wide / 2 + 3, high / 2 + 1.1), f"{code} {animal}".strip(), 3.2, paint=INK)


INK = "#1d2022"


def _matrix(sheet: Sheet, at: tuple[float, float], side: float) -> None:
    """The look of a Data Matrix, not a code of anything."""
    cell = side / 8
    for row in range(8):
        for column in range(8):
            if column == 0 or row == 7 or (row * 5 + column * 3 + row * column) % 3 == 0:
                sheet.rect((at[0] + column * cell, at[1] + row * cell), (cell, cell), INK, kind="soft")
