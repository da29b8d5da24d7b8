# SPDX-License-Identifier: Apache-2.0
"""One constraint: which values it still supports.

A cell of a row is a value, ANY, or `-2 - s` for the set s, whose flags begin at `set_first[s]`. An allowed table
supports the values of its rows that can still hold (simple tabular reduction, J. Ullmann, Partition search for
non-binary constraint satisfaction, 2007; with short rows). Of a forbidden row, when all cells but one must hold, that
one must not.
"""

from __future__ import annotations

from typing import Any

from .compiled import kernel

Array = Any
ANY = -1


@kernel
def holds(cell: int, begin: int, end: int, flags: Array, set_first: Array, in_set: Array) -> bool:
    """Whether a cell has a value that is left; a variable has literals `begin` to `end`."""
    if cell >= 0:
        return bool(flags[begin + cell])
    if cell == ANY:
        return True
    start = set_first[-2 - cell]
    for value in range(end - begin):
        if in_set[start + value] and flags[begin + value]:
            return True
    return False


@kernel
def covers(cell: int, begin: int, end: int, left: int, flags: Array, set_first: Array, in_set: Array) -> bool:
    """Whether a cell has all values that are left, `left` of them."""
    if cell >= 0:
        return left == 1 and bool(flags[begin + cell])
    if cell == ANY:
        return True
    start = set_first[-2 - cell]
    for value in range(end - begin):
        if flags[begin + value] and not in_set[start + value]:
            return False
    return True


@kernel
def support(
    scope: Array, cells: Array, first: Array, flags: Array, left: Array, set_first: Array, in_set: Array, found: Array
) -> None:
    """Set `found[place, value]` for the values of each variable of the scope that an allowed table supports."""
    arity = len(scope)
    missing = 0
    for place in range(arity):
        variable = scope[place]
        missing += left[variable]
        for value in range(first[variable + 1] - first[variable]):
            found[place, value] = False
    for row in range(len(cells) // arity):
        alive = True
        for place in range(arity):
            variable = scope[place]
            cell = cells[row * arity + place]
            if not holds(cell, first[variable], first[variable + 1], flags, set_first, in_set):
                alive = False
                break
        if not alive:
            continue
        for place in range(arity):
            begin = first[scope[place]]
            cell = cells[row * arity + place]
            if cell >= 0:
                if not found[place, cell]:
                    found[place, cell] = True
                    missing -= 1
                continue
            start = -1 if cell == ANY else set_first[-2 - cell]
            for value in range(first[scope[place] + 1] - begin):
                if flags[begin + value] and not found[place, value] and (start < 0 or in_set[start + value]):
                    found[place, value] = True
                    missing -= 1
        if missing == 0:
            return


@kernel
def open_place(
    scope: Array, cells: Array, row: int, first: Array, flags: Array, left: Array, set_first: Array, in_set: Array
) -> int:
    """Of a forbidden row the one place whose cell need not hold yet; -1: none, all must; -2: two, or it cannot hold."""
    arity, found = len(scope), -1
    for place in range(arity):
        variable = scope[place]
        cell = cells[row * arity + place]
        begin, end = first[variable], first[variable + 1]
        if covers(cell, begin, end, left[variable], flags, set_first, in_set):
            continue
        if found >= 0 or not holds(cell, begin, end, flags, set_first, in_set):
            return -2
        found = place
    return found
