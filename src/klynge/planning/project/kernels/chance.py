# SPDX-License-Identifier: Apache-2.0
"""Random numbers whose state the caller keeps, so that they do not depend on which thread draws."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compiled import kernel

States = NDArray[np.uint64]


@kernel
def draw(state: States) -> Any:
    """64 random bits (xorshift64*, Vigna 2016)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return x * np.uint64(2685821657736338717)


@kernel
def below(state: States, bound: int) -> Any:
    """A whole number from 0 to bound - 1 (bound at least 1, under 2^31)."""
    return np.int64(((draw(state) >> np.uint64(33)) * np.uint64(bound)) >> np.uint64(31))


@kernel
def fraction(state: States) -> float:
    """A number from 0 up to, not including, 1."""
    return np.float64(np.int64(draw(state) >> np.uint64(11))) / 9007199254740992.0
