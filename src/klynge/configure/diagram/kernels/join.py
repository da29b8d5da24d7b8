# SPDX-License-Identifier: Apache-2.0
"""One variable's step of all constraints at once: from states above it to states below."""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import kernel

Array = Any
TRUE, DEAD = -1, -2


@kernel
def steps(states: Array, source: Array, offset: Array, values: int, tables: Array, most: int) -> tuple[Array, Array]:
    """The (row, value) pairs that break no constraint; those of one row more than `most` at the most.

    `states[row, source[q]]` is the state of constraint q (source -1: it starts here, state 0). Its table at this
    variable begins at `tables[offset[q]]`, a row of `values` next states for each state; offset -1: the variable is
    not in its scope.
    """
    rows = len(states)
    room = max(rows, 16)
    row_of, value_of = np.empty(room, np.int32), np.empty(room, np.int32)
    count = 0
    begin = np.empty(len(source), np.int64)
    for row in range(rows):
        if count > most:
            break
        binding = 0
        for q in range(len(source)):
            if offset[q] >= 0:
                state = 0 if source[q] < 0 else states[row, source[q]]
                if state != TRUE:
                    begin[binding] = offset[q] + state * values
                    binding += 1
        for value in range(values):
            alive = True
            for i in range(binding):
                if tables[begin[i] + value] == DEAD:
                    alive = False
                    break
            if alive:
                if count == room:
                    room *= 2
                    longer = np.empty(room, np.int32)
                    longer[:count] = row_of
                    row_of = longer
                    longer = np.empty(room, np.int32)
                    longer[:count] = value_of
                    value_of = longer
                row_of[count] = row
                value_of[count] = value
                count += 1
    return row_of[:count].copy(), value_of[:count].copy()


@kernel
def below(
    states: Array, row_of: Array, value_of: Array, source: Array, offset: Array, values: int, tables: Array
) -> Array:
    """For each step, the states of these constraints after it (as int64, one row after the other)."""
    count, wide = len(row_of), len(source)
    found = np.empty(count * wide, np.int64)
    for i in range(count):
        for q in range(wide):
            state = 0 if source[q] < 0 else states[row_of[i], source[q]]
            if offset[q] >= 0 and state != TRUE:
                state = tables[offset[q] + state * values + value_of[i]]
            found[i * wide + q] = state
    return found
