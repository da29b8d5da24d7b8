# SPDX-License-Identifier: Apache-2.0
"""Repeatable chance. Only `random.random` is drawn from: its sequence is the same in every version of Python."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from a stream of its own, named by the seed and a word, so that one firm's change moves no other's data."""

    def __init__(self, seed: int, name: str) -> None:
        self._draw = random.Random(f"{seed}/{name}").random

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._draw() * (high - low + 1))

    def part(self) -> float:
        """A number from 0 up to 1; small ones are far more common, as in order sizes."""
        u = self._draw()
        return u * u

    def chance(self, probability: float) -> bool:
        """True in that share of the draws."""
        return self._draw() < probability

    def pick(self, shares: Mapping[T, float]) -> T:
        """One of the keys, as often as its share says."""
        left = self._draw() * sum(shares.values())
        for option, share in shares.items():
            left -= share
            if left < 0:
                return option
        return next(reversed(list(shares)))
