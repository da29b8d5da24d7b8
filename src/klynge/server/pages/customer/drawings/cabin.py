# SPDX-License-Identifier: Apache-2.0
"""A log cabin seen from its front: logs, notches, roof, windows, chimney and what it stands on. The plan's exact sizes
are the architect's; the drawing is in proportion to its area.
"""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import PAINT, Sheet, Values, paint_of, text_of
from klynge.server.texts import say

AREA = {"p40": 40, "p75": 75, "p120": 120}
LONG = {"p40": 7200.0, "p75": 10200.0, "p120": 13600.0}
WALL, DEEP, EAVES = 2600.0, 5600.0, 500.0
LOG = {"six": 150.0, "seven": 175.0, "eight": 200.0}  # inches, as they are called
TIMBER = {"raw": "#d5b384", "stain": "#8a5a34", "tar": "#4a3526"}
ROOF = {"turf": "#7a8a4f", "board": "#9c7a55", "tiles": "#a5523a", "slate": "#5c6468"}
GLASS, STONE, METAL = "#bcd3da", "#a9a7a1", "#45484b"


def draw(values: Values) -> str:
    """The cabin."""
    plan, change = text_of(values, "plan", "p75"), text_of(values, "plan-change", "none")
    long = LONG.get(plan, LONG["p75"]) + (1200 if change == "longer" else 0)
    sheet = Sheet(f"{say('A cabin, seen from the front')}: {AREA.get(plan, 75)} m²")
    rise = {"none": 1500.0, "small": 2100.0, "large": 2700.0}.get(text_of(values, "loft", "small"), 2100.0)
    _ground(sheet, text_of(values, "foundation", "ring-wall"), long)
    _walls(sheet, values, long)
    _openings(sheet, values, plan, long, mirrored=change == "mirrored")
    _chimney(sheet, text_of(values, "heating", "fireplace"), long, rise)
    _roof(sheet, values, long, rise)
    size = long / 24
    sheet.words((long / 2, 900 + size), f"{AREA.get(plan, 75)} m²", size)
    return sheet.svg(margin=200)


def _ground(sheet: Sheet, foundation: str, long: float) -> None:
    if foundation == "pillars":
        for n in range(5):
            sheet.rect((long * n / 4 - 150 + (150 if n == 0 else -150 if n == 4 else 0), 0), (300, 500), STONE)
    else:
        over = 250.0 if foundation == "slab" else 0.0
        sheet.rect((-over, 0), (long + 2 * over, 250 if foundation == "slab" else 500), STONE)
    sheet.line((-900, 500), (long + 900, 500), kind="faint")


def _walls(sheet: Sheet, values: Values, long: float) -> None:
    timber = TIMBER.get(text_of(values, "surface", "stain"), TIMBER["stain"])
    log = LOG.get(text_of(values, "log", "seven"), 175.0)
    sheet.rect((0, -WALL), (long, WALL), timber)
    rows = int(WALL / log)
    for row in range(1, rows + 1):
        sheet.line((0, -row * log), (long, -row * log), kind="faint")
        if text_of(values, "notch", "machine") == "traditional" and row % 2:
            for x in (-log, long):  # the heads of the logs that run the other way
                sheet.rect((x, -row * log), (log, log), timber, round_mm=log / 2)


def _openings(sheet: Sheet, values: Values, plan: str, long: float, *, mirrored: bool) -> None:
    frame = paint_of(values, "window-colour", "oxide-red")
    places = {"p40": (0.22, 0.78), "p75": (0.16, 0.36, 0.82), "p120": (0.12, 0.28, 0.44, 0.72, 0.88)}[
        plan if plan in AREA else "p75"
    ]
    door = {"p40": 0.5, "p75": 0.6, "p120": 0.58}[plan if plan in AREA else "p75"]
    large = text_of(values, "large-windows", "no") == "yes"
    for n, share in enumerate(places):
        wide, high = (1800.0, 2000.0) if large and n == 0 else (1000.0, 1200.0)
        balcony = n == len(places) - 1 and text_of(values, "balcony-door", "no") == "yes"
        if balcony:
            wide, high = 900.0, 2050.0
        centre = long * (1 - share if mirrored else share)
        foot = -100.0 if balcony else -2200 + high if high > 1500 else -900.0
        sheet.rect((centre - wide / 2 - 80, foot - high - 80), (wide + 160, high + 160), frame)
        sheet.rect((centre - wide / 2, foot - high), (wide, high), GLASS)
        if text_of(values, "window-profile", "classic") == "antique":
            sheet.rect((centre - wide / 2, foot - high * 0.66 - 25), (wide, 50), frame)
        sheet.rect((centre - 25, foot - high), (50, high), frame)
    centre = long * (1 - door if mirrored else door)
    sheet.rect((centre - 500, -2100), (1000, 2100), PAINT["heart-pine"])
    sheet.disc((centre + (-360 if mirrored else 360), -1000), 45, METAL)


def _chimney(sheet: Sheet, heating: str, long: float, rise: float) -> None:
    if heating == "stove":
        sheet.rect((long * 0.7 - 120, -WALL - rise - 700), (240, 1600), METAL)
    else:
        sheet.rect((long * 0.7 - 350, -WALL - rise - 800), (700, 1700), STONE)


def _roof(sheet: Sheet, values: Values, long: float, rise: float) -> None:
    kind = text_of(values, "roof", "turf")
    paint, top = ROOF.get(kind, ROOF["turf"]), -WALL - rise
    sheet.area((-EAVES, -WALL + 80), (long + EAVES, -WALL + 80), (long + EAVES, top), (-EAVES, top), fill=paint)
    if kind == "turf":
        for n in range(40):
            x = -EAVES + (long + 2 * EAVES) * (n + 0.5) / 40
            sheet.line((x - 60, top), (x, top - 160 - 60 * (n % 3)), (x + 60, top), kind="yarn")
        sheet.rect((-EAVES, -WALL - 60), (long + 2 * EAVES, 140), PAINT["heart-pine"])  # the log that holds the turf
    else:
        rows = {"board": 0, "tiles": 7, "slate": 9}.get(kind, 0)
        for row in range(1, rows):
            y = top + (rise + 80) * row / rows
            sheet.line((-EAVES, y), (long + EAVES, y), kind="faint")
        for n in range(1, 30 if kind != "slate" else 20):
            x = -EAVES + (long + 2 * EAVES) * n / (30 if kind != "slate" else 20)
            sheet.line((x, top), (x, -WALL + 80), kind="faint")
    if text_of(values, "power", "grid") == "sun":
        for n in range(3):
            sheet.rect((long * 0.15 + n * 1100, top + rise * 0.25), (1000, rise * 0.45), "#2c3e5c")
