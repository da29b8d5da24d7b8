# SPDX-License-Identifier: Apache-2.0
"""Numbers of solutions, modulo a number: enough of them tell a count of any size exactly."""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import kernel

Array = Any


@kernel
def _times(one: int, other: int, modulus: int) -> int:
    product = one * other
    return product % modulus if modulus else product


@kernel
def _plus(one: int, other: int, modulus: int) -> int:
    total = one + other
    return total % modulus if modulus else total


@kernel
def below(
    edge_first: Array,
    literal_first: Array,
    literal: Array,
    child_first: Array,
    child: Array,
    allowed: Array,
    modulus: int,
    node: Array,
) -> None:
    """`node[n]`: in how many ways n and all below it can be decided, modulo a number below 2^32 (0: 2^64)."""
    for n in range(len(edge_first) - 1):
        total = np.uint64(0)
        for e in range(edge_first[n], edge_first[n + 1]):
            ways = np.uint64(0)
            for i in range(literal_first[e], literal_first[e + 1]):
                if allowed[literal[i]]:
                    ways += np.uint64(1)
            for i in range(child_first[e], child_first[e + 1]):
                ways = _times(ways, node[child[i]], modulus)
            total = _plus(total, ways, modulus)
        node[n] = total


@kernel
def around(
    edge_first: Array,
    literal_first: Array,
    literal: Array,
    child_first: Array,
    child: Array,
    roots: Array,
    allowed: Array,
    modulus: int,
    node: Array,
    outside: Array,
    found: Array,
) -> None:
    """`found[l]`: how many solutions have l and their other variables within `allowed`, modulo as in `below`."""
    outside[:] = np.uint64(0)
    found[:] = np.uint64(0)
    before = np.uint64(1)
    for i in range(len(roots)):
        outside[roots[i]] = before
        before = _times(before, node[roots[i]], modulus)
    after = np.uint64(1)
    for i in range(len(roots) - 1, -1, -1):
        outside[roots[i]] = _times(outside[roots[i]], after, modulus)
        after = _times(after, node[roots[i]], modulus)
    parts = np.empty(len(edge_first) + 1, np.uint64)
    for n in range(len(edge_first) - 2, -1, -1):
        for e in range(edge_first[n], edge_first[n + 1]):
            begin, end = child_first[e], child_first[e + 1]
            through = np.uint64(0)
            whole = outside[n]
            for i in range(begin, end):
                parts[i - begin] = whole
                whole = _times(whole, node[child[i]], modulus)
            for i in range(literal_first[e], literal_first[e + 1]):
                found[literal[i]] = _plus(found[literal[i]], whole, modulus)
                if allowed[literal[i]]:
                    through += np.uint64(1)
            after = through
            for i in range(end - 1, begin - 1, -1):
                one = child[i]
                outside[one] = _plus(outside[one], _times(parts[i - begin], after, modulus), modulus)
                after = _times(after, node[one], modulus)
