# SPDX-License-Identifier: Apache-2.0
"""Simulated annealing over moves on the critical paths of late jobs, each move timed exactly.

A late job ends when it does because of a chain of operations without waiting (its critical path). Only a change that
breaks a machine arc of the chain, or takes one of its operations elsewhere, can end it sooner (Kreipl 1999; Mati,
Dauzere-Peres & Lahlou 2011; Bierwirth & Kuhpfahl 2017): an operation is exchanged with the one before it, brought
further forward within its block, put off behind its block, or given to another machine.
"""

from __future__ import annotations

import math
from typing import Any

from .compiled import kernel
from .job_moves import drop, lift, undo
from .moves import move, put_back
from .random import below, unit
from .tables import (
    ALT0,
    ARC,
    BEFORE,
    BEST,
    END,
    FIRST,
    JOB,
    LAST,
    LEFT,
    MACHINE,
    NOW,
    PATH,
    PLACE,
    RELEASE,
    TAIL,
    TAKEN,
    TIME,
    TRIED,
)
from .timing import forget, keep, remember, retime


@kernel
def pick_job(cost: Any, total: int, random: Any) -> int:
    """A late job, drawn by what it costs; -1 when none is late."""
    at = int(unit(random) * total)
    job = -1
    for j in range(len(cost)):
        if cost[j] > 0:
            job = j
            at -= cost[j]
            if at < 0:
                break
    return job


@kernel
def trace(ops: Any, setup: Any, walk: Any, last: int, coin: int) -> tuple[int, int]:
    """A critical path from operation `last` back, in `PATH`; `ARC` is 1 where a machine arc leads to the next.

    How many operations and how many machine arcs it has. The coin's bits decide where both ways are critical.
    """
    none = walk.shape[1] - 1
    v = last
    count = arcs = 0
    while True:
        walk[PATH, count] = v
        walk[ARC, count] = 0
        begin = walk[END, v] - walk[TIME, v]
        u, p = walk[LEFT, v], ops[BEFORE, v]
        by_machine = u != none
        if by_machine:
            free = walk[END, u]
            if setup.shape[0] > 0:
                free += setup[walk[MACHINE, v], u, v]
            by_machine = free == begin
        by_job = p != none and walk[END, p] == begin
        if by_machine and by_job:
            by_machine = (coin >> (count & 31)) & 1 == 1
        if by_machine:
            walk[ARC, count] = 1
            arcs += 1
            v = u
        elif by_job:
            v = p
        else:
            return count + 1, arcs
        count += 1


@kernel
def arc_at(walk: Any, which: int) -> int:
    """Where in the path its machine arc number `which` is."""
    k = -1
    for _ in range(which + 1):
        k += 1
        while walk[ARC, k] == 0:
            k += 1
    return k


@kernel
def elsewhere(ops: Any, alts: Any, walk: Any, rows: Any, random: Any, v: int) -> tuple[int, int, int, int]:
    """Another machine for `v`: as `choose` answers."""
    none = walk.shape[1] - 1
    a0 = ops[ALT0, v]
    options = ops[ALT0, v + 1] - a0
    a = a0 + below(random, options)
    if alts[0, a] == walk[MACHINE, v]:
        a = a0 + (a - a0 + 1) % options
    machine = alts[0, a]
    if machine == walk[MACHINE, v]:
        return -1, none, 0, 0
    ready = walk[END, ops[BEFORE, v]]
    u = rows[TAIL, machine]
    while u != none and walk[PLACE, u] > walk[PLACE, v]:
        u = walk[LEFT, u]
    # as it stands in the order now, or up to some steps earlier while what is passed ends after the work can begin
    steps = below(random, 4)
    while steps > 0 and u != none and walk[END, u] > ready:
        u = walk[LEFT, u]
        steps -= 1
    return v, u, machine, alts[1, a]


@kernel
def within(walk: Any, random: Any, arcs: int) -> tuple[int, int, int, int]:
    """A move within a block of the path that `trace` has left: as `choose` answers."""
    k = arc_at(walk, below(random, arcs))
    v, u = walk[PATH, k], walk[PATH, k + 1]
    kind = below(random, 100)
    if kind < 60:
        return v, walk[LEFT, u], walk[MACHINE, v], walk[TIME, v]
    if kind < 80:  # further forward within the block
        far = k + 1
        while walk[ARC, far] == 1:
            far += 1
        u = walk[PATH, k + 1 + below(random, far - k)]
        return v, walk[LEFT, u], walk[MACHINE, v], walk[TIME, v]
    far = k  # put off behind some operation of the block
    while far > 0 and walk[ARC, far - 1] == 1:
        far -= 1
    v = walk[PATH, k - below(random, k - far + 1)]
    return u, v, walk[MACHINE, u], walk[TIME, u]


@kernel
def choose(ops: Any, alts: Any, jobs: Any, setup: Any, walk: Any, rows: Any, cost: Any, total: int, random: Any) -> Any:
    """A move: operation, the one to put it after, machine, time there; an operation of -1 when there is none to try."""
    none = walk.shape[1] - 1
    flexible = alts.shape[1] > ops.shape[1] - 1
    job = pick_job(cost, total, random)
    if job < 0:
        return -1, none, 0, 0
    count, arcs = trace(ops, setup, walk, jobs[LAST, job], below(random, 1 << 31))
    if flexible and (arcs == 0 or below(random, 100) < 50):
        v = walk[PATH, below(random, count)]
        return elsewhere(ops, alts, walk, rows, random, v)
    if arcs == 0:
        return -1, none, 0, 0
    return within(walk, random, arcs)


@kernel
def together(
    ops: Any, alts: Any, jobs: Any, setup: Any, walk: Any, rows: Any, cost: Any, numbers: Any, random: Any, heat: float
) -> bool:
    """Move a job's operations from one of them on; whether the schedule has changed.

    A late job is brought forward from an operation that waits, or the operation before it on its critical path gives
    way with all that follows it in its job.
    """
    none = walk.shape[1] - 1
    job = pick_job(cost, numbers[NOW], random)
    kind = below(random, 16)
    behind, patience = -1, 0
    if kind < 10:
        first, last = jobs[FIRST, job], jobs[LAST, job]
        v = first + below(random, last - first + 1)
        while v <= last and walk[END, v] - walk[TIME, v] <= max(walk[END, ops[BEFORE, v]], ops[RELEASE, v]):
            v += 1
        if v > last:
            return False
        patience = 1 if kind >= 7 else 0
    else:
        _, arcs = trace(ops, setup, walk, jobs[LAST, job], below(random, 1 << 31))
        if arcs == 0:
            return False
        k = arc_at(walk, below(random, arcs))
        if kind < 14:
            v, behind = walk[PATH, k + 1], walk[PATH, k]
        else:
            v, u = walk[PATH, k], walk[PATH, k + 1]
            behind = walk[LEFT, u] if walk[LEFT, u] != none else -1
            if walk[PLACE, ops[BEFORE, v]] >= walk[PLACE, u]:
                return False
        if behind >= 0 and ops[JOB, behind] == ops[JOB, v]:
            return False
    count = lift(ops, walk, rows, v)
    choosy = alts.shape[1] > ops.shape[1] - 1 and kind & 1 == 1
    a = drop(ops, alts, walk, rows, count, behind, patience, choosy)
    most = numbers[NOW] + int(heat * -math.log(unit(random)))
    total = retime(ops, jobs, setup, walk, cost, a, most)
    if total > most:
        forget(walk, a)
        undo(walk, rows, count, a)
        return False
    keep(ops, jobs, walk, cost, a)
    numbers[NOW] = total
    return True


@kernel
def exchange(
    ops: Any, alts: Any, jobs: Any, setup: Any, walk: Any, rows: Any, cost: Any, numbers: Any, random: Any, heat: float
) -> bool:
    """Move one operation; whether the schedule has changed."""
    v, u, machine, time = choose(ops, alts, jobs, setup, walk, rows, cost, numbers[NOW], random)
    if v < 0 or u == v:
        return False
    x, home, was = walk[LEFT, v], walk[MACHINE, v], walk[TIME, v]
    a, b = move(ops, walk, rows, numbers, v, u, machine, time)
    if a < 0:
        return False
    most = numbers[NOW] + int(heat * -math.log(unit(random)))
    total = retime(ops, jobs, setup, walk, cost, a, most)
    if total > most:
        forget(walk, a)
        put_back(walk, rows, v, x, home, was, a, b)
        return False
    keep(ops, jobs, walk, cost, a)
    numbers[NOW] = total
    return True


@kernel
def anneal(
    ops: Any,
    alts: Any,
    jobs: Any,
    setup: Any,
    walk: Any,
    rows: Any,
    cost: Any,
    numbers: Any,
    random: Any,
    moves: int,
    heat: float,
    jointly: int,
) -> int:
    """Try so many moves at a temperature (of the cost); the best cost known. The walk is changed in place.

    Of a thousand moves `jointly` move several operations of a job.
    """
    for _ in range(moves):
        if numbers[NOW] == 0:
            break
        numbers[TRIED] += 1
        if below(random, 1000) < jointly:
            taken = together(ops, alts, jobs, setup, walk, rows, cost, numbers, random, heat)
        else:
            taken = exchange(ops, alts, jobs, setup, walk, rows, cost, numbers, random, heat)
        if taken:
            numbers[TAKEN] += 1
            if numbers[NOW] < numbers[BEST]:
                remember(walk, numbers)
    return int(numbers[BEST])
