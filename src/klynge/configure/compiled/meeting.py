# SPDX-License-Identifier: Apache-2.0
"""Which numbers meet, so that they must be cut into classes together, and which are taken value by value."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from ..model import NumberVariable
from .domains import FEW, size
from .planes import POINTS

MANY = 20_000  # points of a plane of numbers that each have few values


def united(parts: list[frozenset[str]], meetings: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Parts joined where a meeting has members of several."""
    for names in meetings:
        touched = [part for part in parts if part & names]
        if len(touched) > 1:
            parts = [part for part in parts if not part & names] + [frozenset(chain.from_iterable(touched))]
    return parts


def points(numbers: Sequence[NumberVariable]) -> float:
    """How many combinations of values some numbers have."""
    return float(np.prod([size(one) for one in numbers], dtype=float))


def in_planes(numbers: Sequence[NumberVariable], meetings: Sequence[frozenset[str]]) -> list[NumberVariable]:
    """The numbers that are not taken value by value: those with many values, and the few-valued that meet others.

    Where those that meet would span too large a plane, the ones with the fewest values are taken value by value.
    """
    found: list[NumberVariable] = []
    for part in united([frozenset({one.id}) for one in numbers], meetings):
        own = sorted((one for one in numbers if one.id in part), key=size, reverse=True)
        if size(own[0]) <= FEW and (len(own) == 1 or points(own) > MANY):
            continue
        while points(own) > POINTS and size(own[-1]) <= FEW:
            own.pop()
        found += own
    return [one for one in numbers if one in found]
