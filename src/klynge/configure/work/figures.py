# SPDX-License-Identifier: Apache-2.0
"""Numbers as people read them: kroner, times, weights and quantities, in Norwegian and English."""

from __future__ import annotations

from fractions import Fraction

from .fault import Language

_NARROW = "\u202f"  # a narrow space that no line breaks at


def decimal(number: Fraction | int, places: int, language: Language) -> str:
    """A number with at most so many decimals."""
    scaled = round(abs(number) * 10**places)
    whole, rest = divmod(scaled, 10**places)
    fraction = f"{rest:0{places}d}".rstrip("0") if places else ""
    sign = "−" if number < 0 and scaled else ""
    point = "," if language == "nb" else "."
    return f"{sign}{_grouped(whole)}{point if fraction else ''}{fraction}"


def kroner(ore: int, language: Language) -> str:
    """Øre as kroner, "1 250,50 kr" or "NOK 1 250.50"."""
    whole, rest = divmod(abs(ore), 100)
    amount = f"{_grouped(whole)}{',' if language == 'nb' else '.'}{rest:02d}"
    sign = "−" if ore < 0 else ""
    return f"{sign}{amount} kr" if language == "nb" else f"{sign}NOK {amount}"


def duration(milliseconds: int, language: Language) -> str:
    """A time in the largest units that say it."""
    if milliseconds < 60_000:
        return f"{decimal(Fraction(milliseconds, 1000), 1, language)} s"
    seconds = -(-milliseconds // 1000)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    hour = "t" if language == "nb" else "h"
    parts = [(hours, hour), (minutes, "min"), (seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def weight(grams: int, language: Language) -> str:
    """Grams, or kilograms from one on."""
    return f"{grams} g" if grams < 1000 else f"{decimal(Fraction(grams, 1000), 2, language)} kg"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", _NARROW) if whole >= 10_000 else str(whole)
