# SPDX-License-Identifier: Apache-2.0
"""One operation taken out and put elsewhere, on its own or another machine, with the linear order kept topological.

Only the operations between its old place and the neighbour that it has to pass are reordered: those that must come
before (after) it move with it. When the neighbour itself is among these the move would be a cycle and is refused.
"""

from __future__ import annotations

from typing import Any

from .compiled import kernel
from .tables import (
    AFTER,
    BEFORE,
    HEAD,
    LEFT,
    MACHINE,
    MARK,
    ORDER,
    PLACE,
    RIGHT,
    SAVED,
    SPARE,
    TAIL,
    TICK,
    TIME,
)


@kernel
def take_out(walk: Any, rows: Any, v: int) -> None:
    """Unlink an operation from its machine."""
    none = walk.shape[1] - 1
    u, w, m = walk[LEFT, v], walk[RIGHT, v], walk[MACHINE, v]
    if u == none:
        rows[HEAD, m] = w
    else:
        walk[RIGHT, u] = w
    if w == none:
        rows[TAIL, m] = u
    else:
        walk[LEFT, w] = u


@kernel
def put_after(walk: Any, rows: Any, v: int, u: int, machine: int) -> None:
    """Link an operation on a machine after `u`, or first where `u` is none."""
    none = walk.shape[1] - 1
    w = rows[HEAD, machine] if u == none else walk[RIGHT, u]
    walk[LEFT, v], walk[RIGHT, v], walk[MACHINE, v] = u, w, machine
    if u == none:
        rows[HEAD, machine] = v
    else:
        walk[RIGHT, u] = v
    if w == none:
        rows[TAIL, machine] = v
    else:
        walk[LEFT, w] = v


@kernel
def bring_before(ops: Any, walk: Any, v: int, y: int, tick: int) -> bool:
    """Reorder so that `v` (unlinked) comes before `y`, which comes before it now; False, unchanged, for a cycle."""
    a, b = walk[PLACE, y], walk[PLACE, v]
    walk[MARK, ops[BEFORE, v]] = tick
    for k in range(b - 1, a, -1):
        w = walk[ORDER, k]
        if walk[MARK, w] == tick:
            walk[MARK, ops[BEFORE, w]] = tick
            walk[MARK, walk[LEFT, w]] = tick
    if walk[MARK, y] == tick:
        return False
    at, kept = a, 0
    for k in range(a, b):
        w = walk[ORDER, k]
        walk[SAVED, k] = w
        if walk[MARK, w] == tick:
            walk[ORDER, at] = w
            walk[PLACE, w] = at
            at += 1
        else:
            walk[SPARE, kept] = w
            kept += 1
    walk[SAVED, b] = v
    walk[ORDER, at] = v
    walk[PLACE, v] = at
    for k in range(kept):
        at += 1
        w = walk[SPARE, k]
        walk[ORDER, at] = w
        walk[PLACE, w] = at
    return True


@kernel
def bring_after(ops: Any, walk: Any, v: int, x: int, tick: int) -> bool:
    """Reorder so that `v` (unlinked) comes after `x`, which comes after it now; False, unchanged, for a cycle."""
    a, b = walk[PLACE, v], walk[PLACE, x]
    walk[MARK, ops[AFTER, v]] = tick
    for k in range(a + 1, b):
        w = walk[ORDER, k]
        if walk[MARK, w] == tick:
            walk[MARK, ops[AFTER, w]] = tick
            walk[MARK, walk[RIGHT, w]] = tick
    if walk[MARK, x] == tick:
        return False
    at, kept = b, 0
    for k in range(b, a, -1):
        w = walk[ORDER, k]
        walk[SAVED, k] = w
        if walk[MARK, w] == tick:
            walk[ORDER, at] = w
            walk[PLACE, w] = at
            at -= 1
        else:
            walk[SPARE, kept] = w
            kept += 1
    walk[SAVED, a] = v
    walk[ORDER, at] = v
    walk[PLACE, v] = at
    for k in range(kept):
        at -= 1
        w = walk[SPARE, k]
        walk[ORDER, at] = w
        walk[PLACE, w] = at
    return True


@kernel
def move(ops: Any, walk: Any, rows: Any, numbers: Any, v: int, u: int, machine: int, time: int) -> tuple[int, int]:
    """Put `v` after `u` on `machine` (first where `u` is none): the places first and last changed; (-1, -1) if refused.

    `u` is not `v` itself. Ends are not touched.
    """
    none = walk.shape[1] - 1
    x, home = walk[LEFT, v], walk[MACHINE, v]
    take_out(walk, rows, v)
    w = rows[HEAD, machine] if u == none else walk[RIGHT, u]
    a = walk[PLACE, v]
    b = a
    fits = True
    numbers[TICK] += 1
    if w != none and walk[PLACE, w] < b:
        a = walk[PLACE, w]
        fits = bring_before(ops, walk, v, w, numbers[TICK])
    elif u != none and walk[PLACE, u] > a:
        b = walk[PLACE, u]
        fits = bring_after(ops, walk, v, u, numbers[TICK])
    else:
        walk[SAVED, a] = v
    if not fits:
        put_after(walk, rows, v, x, home)
        return -1, -1
    put_after(walk, rows, v, u, machine)
    walk[TIME, v] = time
    return a, b


@kernel
def put_back(walk: Any, rows: Any, v: int, x: int, home: int, time: int, a: int, b: int) -> None:
    """Undo a move: `v` was after `x` on `home`, and places a to b were as `SAVED` says."""
    take_out(walk, rows, v)
    put_after(walk, rows, v, x, home)
    walk[TIME, v] = time
    for k in range(a, b + 1):
        w = walk[SAVED, k]
        walk[ORDER, k] = w
        walk[PLACE, w] = k
