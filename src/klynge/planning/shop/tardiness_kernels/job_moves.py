# SPDX-License-Identifier: Apache-2.0
"""A job's operations from one on are taken out together and put in again, each about when the one before ends.

What a swap at a time would need many steps through worse schedules for. All other operations keep their order, so the
linear order stays topological wherever the job's operations are put in, as long as they come one after the other.
"""

from __future__ import annotations

from typing import Any

from .compiled import kernel
from .moves import put_after, take_out
from .tables import (
    AFTER,
    ALT0,
    BEFORE,
    CHAIN,
    CHAIN_LEFT,
    CHAIN_MACHINE,
    CHAIN_TIME,
    END,
    LEFT,
    MACHINE,
    ORDER,
    PLACE,
    RELEASE,
    RIGHT,
    SAVED,
    TAIL,
    TARGET,
    TIME,
)


@kernel
def lift(ops: Any, walk: Any, rows: Any, v: int) -> int:
    """Take `v` and what follows it in its job off their machines, and note where they were; how many."""
    none = walk.shape[1] - 1
    count = 0
    while v != none:
        walk[CHAIN, count] = v
        walk[CHAIN_LEFT, count] = walk[LEFT, v]
        walk[CHAIN_MACHINE, count] = walk[MACHINE, v]
        walk[CHAIN_TIME, count] = walk[TIME, v]
        take_out(walk, rows, v)
        count += 1
        v = ops[AFTER, v]
    return count


@kernel
def gap_for(walk: Any, rows: Any, machine: int, ready: int, least: int, patience: int) -> Any:
    """The operation on a machine to put work before that can begin at `ready`: the first whose middle lies after that.

    Not before place `least`; `patience` of those that could be passed are let go first. None: behind the last.
    """
    none = walk.shape[1] - 1
    w = rows[TAIL, machine]
    found = none
    while w != none and walk[PLACE, w] >= least and 2 * walk[END, w] - walk[TIME, w] > 2 * ready:
        found = w
        w = walk[LEFT, w]
    while patience > 0 and found != none:
        found = walk[RIGHT, found]
        patience -= 1
    return found


@kernel
def soonest(ops: Any, alts: Any, walk: Any, rows: Any, v: int, ready: int, least: int) -> tuple[int, int]:
    """The alternative that can end `v` first in the gap that each machine has for it: machine and time."""
    none = walk.shape[1] - 1
    best, machine, time = -1, -1, 0
    for a in range(ops[ALT0, v], ops[ALT0, v + 1]):
        y = gap_for(walk, rows, alts[0, a], ready, least, 0)
        u = rows[TAIL, alts[0, a]] if y == none else walk[LEFT, y]
        end = max(ready, walk[END, u]) + alts[1, a]
        if best < 0 or end < best:
            best, machine, time = end, alts[0, a], alts[1, a]
    return machine, time


@kernel
def drop(ops: Any, alts: Any, walk: Any, rows: Any, count: int, behind: int, patience: int, choosy: bool) -> Any:
    """Put the lifted operations in again and reorder; the first place changed.

    The first comes right behind an operation `behind` of its own machine or, for -1, where it can begin at once, with
    patience. Each stays on its machine, or takes the one that ends it first where `choosy`. `TARGET` of an operation
    is the place before which it comes, in terms of the old order.
    """
    none = walk.shape[1] - 1
    v = walk[CHAIN, 0]
    first = walk[PLACE, v]
    ready = max(walk[END, ops[BEFORE, v]], ops[RELEASE, v])
    least = walk[PLACE, ops[BEFORE, v]] + 1
    for i in range(count):
        v = walk[CHAIN, i]
        machine, time = walk[CHAIN_MACHINE, i], walk[CHAIN_TIME, i]
        if i == 0 and behind >= 0:
            u = behind
            free = walk[END, u] - time if walk[PLACE, u] > first else walk[END, u]
        else:
            if choosy:
                machine, time = soonest(ops, alts, walk, rows, v, ready, least)
            y = gap_for(walk, rows, machine, ready, least, patience if i == 0 else 0)
            u = rows[TAIL, machine] if y == none else walk[LEFT, y]
            free = walk[END, u]
        put_after(walk, rows, v, u, machine)
        walk[TIME, v] = time
        least = max(least, walk[PLACE, u] + 1)
        walk[TARGET, i] = least
        walk[PLACE, v] = least - 1  # a later operation of the job on this machine comes behind it
        ready = max(ready, free) + time
    return merge(walk, count, min(first, walk[TARGET, 0]))


@kernel
def merge(walk: Any, count: int, a: int) -> Any:
    """The order, from place `a` on, with the chain's operations before their targets; `a`."""
    none = walk.shape[1] - 1
    for k in range(a, none):
        walk[SAVED, k] = walk[ORDER, k]
    for i in range(count):
        walk[PLACE, walk[CHAIN, i]] = -2
    at, i = a, 0
    for k in range(a, none + 1):
        while i < count and walk[TARGET, i] <= k:
            v = walk[CHAIN, i]
            walk[ORDER, at] = v
            at += 1
            i += 1
        if k < none:
            w = walk[SAVED, k]
            if walk[PLACE, w] != -2:
                walk[ORDER, at] = w
                at += 1
    for k in range(a, none):
        walk[PLACE, walk[ORDER, k]] = k
    return a


@kernel
def undo(walk: Any, rows: Any, count: int, a: int) -> None:
    """Lifted and dropped operations go back to where they were."""
    none = walk.shape[1] - 1
    for i in range(count):
        take_out(walk, rows, walk[CHAIN, i])
    for i in range(count - 1, -1, -1):
        v = walk[CHAIN, i]
        put_after(walk, rows, v, walk[CHAIN_LEFT, i], walk[CHAIN_MACHINE, i])
        walk[TIME, v] = walk[CHAIN_TIME, i]
    for k in range(a, none):
        w = walk[SAVED, k]
        walk[ORDER, k] = w
        walk[PLACE, w] = k
