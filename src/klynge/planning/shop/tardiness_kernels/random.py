# SPDX-License-Identifier: Apache-2.0
"""Random numbers of an island's own state, whichever thread runs it (splitmix64, Steele et al. 2014)."""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import kernel

STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S30, S27, S31, S11, S33 = (np.uint64(bits) for bits in (30, 27, 31, 11, 33))


@kernel
def draw(state: Any) -> Any:
    """64 random bits."""
    state[0] += STEP
    z = state[0]
    z = (z ^ (z >> S30)) * FIRST
    z = (z ^ (z >> S27)) * SECOND
    return z ^ (z >> S31)


@kernel
def below(state: Any, count: int) -> Any:
    """A random whole number from 0 to count - 1 (count up to 2^31)."""
    return np.int64(draw(state) >> S33) * count >> 31


@kernel
def unit(state: Any) -> float:
    """A random number from 0 to 1, never 0."""
    return (np.int64(draw(state) >> S11) + 1) * (1.0 / 9007199254740993.0)
