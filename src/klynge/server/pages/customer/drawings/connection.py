# SPDX-License-Identifier: Apache-2.0
"""A connection to the grid as a cut through the ground: substation, cable with its length and route, cabinet, site."""

from __future__ import annotations

from klynge.server.pages.customer.drawings.sheet import PAINT, Sheet, Values, number_of, text_of
from klynge.server.texts import say

WIDE, GROUND = 1000.0, {"soil": "#a58a63", "rock": "#9aa0a3", "bog": "#6f6a4c"}
ROUTE, METAL, DARK = 620.0, "#b9c0c4", "#45484b"
THICK = {"c25": 6.0, "c50": 9.0, "c95": 13.0, "c240": 18.0}


def draw(values: Values) -> str:
    """The connection, not to scale but for what is written on it."""
    long, line = number_of(values, "distance", 60), text_of(values, "line", "trench")
    sheet = Sheet(f"{say('A connection, seen from the side')}: {long} m")
    sheet.rect((0, 0), (WIDE, 200), GROUND.get(text_of(values, "ground", "soil"), GROUND["soil"]), kind="soft")
    sheet.line((0, 0), (WIDE, 0))
    _station(sheet, text_of(values, "transformer", "none"))
    _site(sheet, text_of(values, "site", "cabin"), solar=text_of(values, "production", "none") == "solar")
    thick = THICK.get(text_of(values, "cable", "c50"), 9.0)
    y = -260.0 if line == "overhead" else 90.0
    if line == "overhead":
        for x in (240.0, 500.0, 740.0):
            sheet.rect((x - 6, -280), (12, 280), PAINT["brown"])
    if line == "pipe":
        sheet.rect((170, y - 22), (ROUTE, 44), METAL, round_mm=22)
    sheet.rect((170, y - thick / 2), (ROUTE, thick), PAINT["orange"])
    if line != "overhead":
        for x in (170.0, 170 + ROUTE - thick):
            sheet.rect((x, -40), (thick, y + 40 + thick / 2), PAINT["orange"])
    crossing = text_of(values, "crossing", "none")
    if crossing == "road":
        sheet.rect((440, -8), (140, 16), DARK)
    elif crossing == "stream":
        sheet.area((440, 0), (580, 0), (550, 46), (470, 46), fill="#86aecb")
    _cabinet(sheet, text_of(values, "cabinet", "wall"))
    sheet.across(170, 170 + ROUTE, 240, f"{long} m", 34)
    return sheet.svg()


def _station(sheet: Sheet, station: str) -> None:
    for n in range({"none": 1, "t315": 1, "two-t315": 2}.get(station, 1)):
        kind = "hidden" if station == "none" else "edge"
        sheet.rect((20 + n * 70, -110), (66, 110), PAINT["green"] if station != "none" else "none", kind=kind)
        sheet.area((16 + n * 70, -110), (90 + n * 70, -110), (53 + n * 70, -146), fill=DARK, kind=kind)


def _site(sheet: Sheet, site: str, *, solar: bool) -> None:
    at = 850.0
    if site == "charger":
        for n in range(2):
            sheet.rect((at + n * 60, -110), (34, 110), PAINT["white"], round_mm=6)
            sheet.rect((at + 6 + n * 60, -98), (22, 24), PAINT["blue"])
    elif site == "industry":
        sheet.rect((at - 20, -130), (160, 130), METAL)
        for n in range(3):
            left = at - 20 + n * 53
            sheet.area((left, -130), (left + 53, -130), (left, -170), fill=DARK)
    else:
        for n in range(3 if site == "cabin-field" else 1):
            left, wide = at - 10 + n * 50, 46 if site == "cabin-field" else 140
            high = {"house": 120.0, "cabin": 84.0}.get(site, 50.0)
            sheet.rect((left, -high), (wide, high), PAINT["brown"] if site != "house" else PAINT["white"])
            sheet.area((left - 8, -high), (left + wide + 8, -high), (left + wide / 2, -high - wide * 0.4), fill=DARK)
    if solar:
        sheet.rect((at - 4, -210), (110, 20), "#2c3e5c")


def _cabinet(sheet: Sheet, cabinet: str) -> None:
    if cabinet == "post":
        sheet.rect((782, -60), (10, 60), PAINT["brown"])
        sheet.rect((768, -112), (38, 54), METAL)
    elif cabinet == "wall":
        sheet.rect((806, -84), (34, 50), METAL)
    else:
        sheet.rect((852, -60), (30, 50), METAL)
