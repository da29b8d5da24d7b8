# SPDX-License-Identifier: Apache-2.0
"""Reproducible draws: the same seed gives the same numbers in every version of Python.

Only `random.Random.random` is used, the one draw whose sequence the standard library promises to keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of draws of its own for each purpose, so that switching one feature on leaves the rest as it was."""

    def __init__(self, seed: int, purpose: str) -> None:
        self._random = Random(f"{seed} {purpose}").random

    def real(self, low: float, high: float) -> float:
        """Uniform between two numbers."""
        return low + (high - low) * self._random()

    def number(self, low: int, high: int) -> int:
        """Uniform among the whole numbers from low to high, both included."""
        return low + int((high - low + 1) * self._random())

    def one(self, options: Sequence[T]) -> T:
        """Any of them."""
        return options[int(len(options) * self._random())]


class Deck:
    """Yes for a share of the questions, as exactly as cards allow: `permille` yes cards of a thousand, well mixed.

    A card that cannot be played, because the one asked is not eligible, is played on the next that is.
    """

    def __init__(self, draw: Draw, permille: int) -> None:
        self._draw = draw
        self._permille = permille
        self._yes, self._left, self._owed = 0, 0, 0

    def yes(self, eligible: bool = True) -> bool:
        """Draw a card."""
        if not self._permille:
            return False
        if not self._left:
            # packs of twenty keep the share even in a small cluster
            self._left = 20
            self._yes += self._permille
        whole = self._yes // 50
        if self._draw.number(1, self._left) <= whole:
            self._yes -= 50
            self._owed += 1
        self._left -= 1
        if not (eligible and self._owed):
            return False
        self._owed -= 1
        return True
