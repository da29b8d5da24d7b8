# SPDX-License-Identifier: Apache-2.0
"""Numbers as people read them: kroner, times, weights and quantities, in Norwegian and English."""

from __future__ import annotations

from fractions import Fraction

from klynge.configure.evaluate import shown_number

from .fault import Language

_NARROW = "\u202f"  # a narrow space that no line breaks at


def kroner(ore: int, language: Language) -> str:
    """Øre as kroner, "1 250,50 kr" or "NOK 1 250.50"."""
    whole, rest = divmod(abs(ore), 100)
    amount = f"{_grouped(whole)}{',' if language == 'nb' else '.'}{rest:02d}"
    sign = "-" if ore < 0 else ""
    return f"{sign}{amount} kr" if language == "nb" else f"{sign}NOK {amount}"


def duration(milliseconds: int, language: Language) -> str:
    """A time in the largest units that say it."""
    if milliseconds < 60_000:
        return f"{shown_number(Fraction(milliseconds, 1000), language, 1)} s"
    seconds = -(-milliseconds // 1000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    hour = "t" if language == "nb" else "h"
    parts = [(hours, hour), (minutes, "min"), (seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def weight(grams: int, language: Language) -> str:
    """Grams, or kilograms from one on."""
    return f"{grams} g" if grams < 1000 else f"{shown_number(Fraction(grams, 1000), language, 2)} kg"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", _NARROW) if whole >= 10_000 else str(whole)
