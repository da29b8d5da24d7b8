# SPDX-License-Identifier: Apache-2.0
"""Rows that are equal get one number: the hash-consing behind every merge."""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import kernel

Array = Any


@kernel
def alike(first: Array, keys: Array) -> tuple[Array, Array]:
    """The class of each row, numbered as they first come, and for each class its first row.

    Row r is `keys[first[r]:first[r + 1]]`, int64. Rows are compared whole, so equal hashes merge nothing by mistake.
    """
    rows = len(first) - 1
    room = 16
    while room < 2 * rows:
        room *= 2
    slots = np.full(room, -1, np.int32)
    found = np.empty(rows, np.int32)
    firsts = np.empty(rows, np.int32)
    hashes = np.empty(rows, np.uint64)
    classes = 0
    for row in range(rows):
        hashed = np.uint64(14695981039346656037)
        for i in range(first[row], first[row + 1]):
            hashed = (hashed ^ np.uint64(keys[i])) * np.uint64(0x9E3779B97F4A7C15)
            hashed ^= hashed >> np.uint64(29)
        slot = np.int64(hashed & np.uint64(room - 1))
        while slots[slot] >= 0:
            one = slots[slot]
            if hashes[one] == hashed and _equal(first, keys, firsts[one], row):
                break
            slot = (slot + 1) & (room - 1)
        if slots[slot] < 0:
            slots[slot] = classes
            hashes[classes] = hashed
            firsts[classes] = row
            classes += 1
        found[row] = slots[slot]
    return found, firsts[:classes].copy()


@kernel
def _equal(first: Array, keys: Array, one: int, other: int) -> bool:
    if first[one + 1] - first[one] != first[other + 1] - first[other]:
        return False
    for i in range(first[one + 1] - first[one]):
        if keys[first[one] + i] != keys[first[other] + i]:
            return False
    return True
