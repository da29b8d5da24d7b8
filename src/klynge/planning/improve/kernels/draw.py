# SPDX-License-Identifier: Apache-2.0
"""Random numbers from a state of one word, the same on every machine: xorshift64* (Vigna 2016)."""

from __future__ import annotations

import numpy as np

from .compiled import kernel


@kernel
def word(rng):  # type: ignore[no-untyped-def]
    """The next 64-bit word; the state rng[0] is never 0."""
    x = rng[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    rng[0] = x
    return x * np.uint64(2685821657736338717)


@kernel
def below(rng, n):  # type: ignore[no-untyped-def]
    """An integer from 0 to n - 1; n is at least 1 and below 2^31."""
    return np.int64(((word(rng) >> np.uint64(33)) * np.uint64(n)) >> np.uint64(31))


@kernel
def share(rng):  # type: ignore[no-untyped-def]
    """A number in [0, 1)."""
    return np.float64(word(rng) >> np.uint64(11)) / 9007199254740992.0
