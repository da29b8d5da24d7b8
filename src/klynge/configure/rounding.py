# SPDX-License-Identifier: Apache-2.0
"""Exact numbers to the whole numbers that the rest of Klynge counts in; what is needed is rounded up."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

Exact = int | Fraction


def half_away(value: Exact) -> int:
    """The nearest whole number; halves away from zero."""
    if isinstance(value, int):
        return value
    return floor(value + Fraction(1, 2)) if value >= 0 else -floor(-value + Fraction(1, 2))


def ore(kroner: Exact) -> int:
    """Kroner as øre, to the nearest."""
    return half_away(kroner * 100)


def gram(grams: Exact) -> int:
    """Grams, to the nearest."""
    return half_away(grams)


def seconds(value: Exact) -> int:
    """Seconds, rounded up."""
    return ceil(value)


def milliseconds(value_s: Exact) -> int:
    """Seconds as milliseconds, rounded up."""
    return ceil(value_s * 1000)


def quantity(value: Exact) -> int:
    """An item's smallest units, rounded up."""
    return ceil(value)


def thousandths(value: Exact) -> int:
    """Thousandths, to the nearest."""
    return half_away(value * 1000)
