# SPDX-License-Identifier: Apache-2.0
"""What units of quantity are called in Norwegian and in English; others as they are written."""

from __future__ import annotations

UNITS: dict[str, tuple[str, str]] = {
    "pcs": ("stk", "pcs"),
    "set": ("sett", "set"),
    "pair": ("par", "pair"),
    "roll": ("rull", "roll"),
    "sheet": ("ark", "sheet"),
    "box": ("eske", "box"),
    "bag": ("sekk", "bag"),
    "bottle": ("flaske", "bottle"),
    "can": ("spann", "can"),
    "pallet": ("pall", "pallet"),
    "reel": ("snelle", "reel"),
    "h": ("t", "h"),
    "m2": ("m²", "m²"),
    "dm2": ("dm²", "dm²"),
    "cm2": ("cm²", "cm²"),
    "mm2": ("mm²", "mm²"),
    "m3": ("m³", "m³"),
    "dm3": ("dm³", "dm³"),
    "cm3": ("cm³", "cm³"),
}
"""In Norwegian bokmål and in English, by what is written in the tables."""
_AS_WRITTEN = {"pc": "pcs", "piece": "pcs", "pieces": "pcs", "ea": "pcs", "stk.": "pcs", "hour": "h", "hours": "h"}
_BY_WORD = _AS_WRITTEN | {word: code for code, (nb, en) in UNITS.items() for word in (code, nb, en) if word != "t"}


def unit_name(unit: str, language: str) -> str:
    """What a unit is called in "nb" or "en", whichever of the two it is written in."""
    code = _BY_WORD.get(unit.casefold())
    return unit if code is None else UNITS[code][language == "en"]
