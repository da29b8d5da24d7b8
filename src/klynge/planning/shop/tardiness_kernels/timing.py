# SPDX-License-Identifier: Apache-2.0
"""A linear order of operations made a schedule: each as early as its job, its machine and the set-up let it."""

from __future__ import annotations

from typing import Any

from .compiled import kernel
from .tables import (
    ALT0,
    BEFORE,
    BEST,
    BEST_MACHINE,
    BEST_ORDER,
    DUE,
    END,
    ENDS,
    HEAD,
    LAST,
    LEFT,
    MACHINE,
    NOW,
    ORDER,
    PLACE,
    RELEASE,
    RIGHT,
    TAIL,
    TIME,
    TRIAL,
    WEIGHT,
)


@kernel
def time_on(ops: Any, alts: Any, operation: int, machine: int) -> int:
    """How long an operation takes on one of its machines; -1 on another."""
    best = -1
    for a in range(ops[ALT0, operation], ops[ALT0, operation + 1]):
        if alts[0, a] == machine and (best < 0 or alts[1, a] < best):
            best = alts[1, a]
    return best


@kernel
def settle(ops: Any, alts: Any, jobs: Any, setup: Any, walk: Any, rows: Any, cost: Any, numbers: Any) -> int:
    """Neighbours, ends and costs of the walk's order and machines, all anew; the total, noted as now and as best."""
    none = ops.shape[1] - 1
    rows[:] = none
    walk[PLACE, none], walk[MACHINE, none], walk[LEFT, none], walk[RIGHT, none] = -1, 0, none, none
    walk[END, none], walk[TRIAL, none], walk[TIME, none] = 0, 0, 0
    for k in range(none):
        v = walk[ORDER, k]
        m = walk[MACHINE, v]
        u = rows[TAIL, m]
        walk[PLACE, v], walk[LEFT, v], walk[RIGHT, v] = k, u, none
        walk[TIME, v] = time_on(ops, alts, v, m)
        if u == none:
            rows[HEAD, m] = v
        else:
            walk[RIGHT, u] = v
        rows[TAIL, m] = v
        free = walk[END, u] + (setup[m, u, v] if setup.shape[0] > 0 else 0)
        walk[END, v] = max(max(walk[END, ops[BEFORE, v]], ops[RELEASE, v]), free) + walk[TIME, v]
        walk[TRIAL, v] = walk[END, v]
    total = 0
    for job in range(jobs.shape[1]):
        cost[job] = jobs[WEIGHT, job] * max(0, walk[END, jobs[LAST, job]] - jobs[DUE, job])
        total += cost[job]
    numbers[NOW] = total
    if numbers[BEST] < 0 or total < numbers[BEST]:
        remember(walk, numbers)
    return total


@kernel
def remember(walk: Any, numbers: Any) -> None:
    """The schedule as it is now becomes the best."""
    numbers[BEST] = numbers[NOW]
    for k in range(walk.shape[1] - 1):
        walk[BEST_ORDER, k] = walk[ORDER, k]
        walk[BEST_MACHINE, k] = walk[MACHINE, k]


@kernel
def retime(ops: Any, jobs: Any, setup: Any, walk: Any, cost: Any, begin: int, most: int) -> Any:
    """`TRIAL` from place `begin` on, and what it costs in all; some value above `most` as soon as that is certain."""
    none = ops.shape[1] - 1
    total = 0
    for job in range(jobs.shape[1]):
        if cost[job] > 0 and walk[PLACE, jobs[LAST, job]] < begin:
            total += cost[job]
    has_setup = setup.shape[0] > 0
    for k in range(begin, none):
        v = walk[ORDER, k]
        u = walk[LEFT, v]
        free = walk[TRIAL, u]
        if has_setup:
            free += setup[walk[MACHINE, v], u, v]
        end = max(max(walk[TRIAL, ops[BEFORE, v]], ops[RELEASE, v]), free) + walk[TIME, v]
        walk[TRIAL, v] = end
        job = ops[ENDS, v]
        if job >= 0 and end > jobs[DUE, job]:
            total += jobs[WEIGHT, job] * (end - jobs[DUE, job])
            if total > most:
                return total
    return total


@kernel
def keep(ops: Any, jobs: Any, walk: Any, cost: Any, begin: int) -> None:
    """What was tried becomes the schedule."""
    for k in range(begin, ops.shape[1] - 1):
        v = walk[ORDER, k]
        walk[END, v] = walk[TRIAL, v]
        job = ops[ENDS, v]
        if job >= 0:
            cost[job] = jobs[WEIGHT, job] * max(0, walk[END, v] - jobs[DUE, job])


@kernel
def forget(walk: Any, begin: int) -> None:
    """What was tried is as it was; whether `ORDER` is back or not, it holds the same operations from `begin` on."""
    for k in range(begin, walk.shape[1] - 1):
        v = walk[ORDER, k]
        walk[TRIAL, v] = walk[END, v]
