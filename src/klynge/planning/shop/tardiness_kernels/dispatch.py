# SPDX-License-Identifier: Apache-2.0
"""A first schedule by dispatching: a free machine takes what its rule puts first of all that waits.

The rules know due dates and weights: apparent tardiness cost (ATC, with set-ups ATCS), cost over time (COVERT),
weighted modified due date (WMDD), due date, weighted shortest time. Vepsalainen & Morton 1987; Lee, Bhaskaran &
Pinedo 1997; Kanet & Li 2004.
"""

from __future__ import annotations

import math
from typing import Any

from .compiled import kernel
from .random import unit
from .tables import AFTER, ALT0, DUE, FIRST, JOB, MACHINE, ORDER, RELEASE, REST, WEIGHT

ATC, COVERT, WMDD, DATE, SHORTEST = range(5)
WAIT = 2.0  # an operation waits so many times its own length, as rules guess


@kernel
def push(when: Any, what: Any, size: int, time: int, event: int) -> int:
    """Put an event on the heap, earliest first, the lower number first where times are equal; the new size."""
    at = size
    while at > 0:
        up = (at - 1) >> 1
        if when[up] < time or (when[up] == time and what[up] < event):
            break
        when[at], what[at] = when[up], what[up]
        at = up
    when[at], what[at] = time, event
    return size + 1


@kernel
def pop(when: Any, what: Any, size: int) -> int:
    """Remove the first event; the new size. The caller has read it."""
    size -= 1
    time, event = when[size], what[size]
    at = 0
    while True:
        down = 2 * at + 1
        if down >= size:
            break
        right = down + 1
        if right < size and (when[right] < when[down] or (when[right] == when[down] and what[right] < what[down])):
            down = right
        if time < when[down] or (time == when[down] and event < what[down]):
            break
        when[at], what[at] = when[down], what[down]
        at = down
    when[at], what[at] = time, event
    return size


@kernel
def urgency(
    rule: int, ahead: float, weight: int, due: int, rest: int, time: int, setup: int, now: int, mean: float
) -> float:
    """How urgent an operation is; `ahead` is how many mean operations ahead a rule looks."""
    p = max(1.0, float(time))
    slack = float(due - now - time - setup - rest)
    if rule == ATC:
        slack -= WAIT * rest
        near = math.exp(-max(0.0, slack) / (ahead * mean))
        if setup > 0:
            near *= math.exp(-float(setup) / (0.3 * mean))
        return weight / p * near + 1e-9 * weight / (p + setup)
    if rule == COVERT:
        part = 1.0 - max(0.0, slack) / max(1.0, ahead * (WAIT * (p + rest)))
        return weight / (p + setup) * max(0.0, part) + 1e-9 * weight / (p + setup)
    if rule == WMDD:
        return weight / max(1.0, max(p + setup + rest, float(due - now)))
    if rule == DATE:
        return -(float(due) - ahead * rest) - setup
    return weight / (p + setup)


@kernel
def quickest(ops: Any, alts: Any, v: int, now: int, free: Any, load: Any) -> int:
    """The alternative that is likely to end an operation first, behind what its machine has to do already."""
    best, chosen = -1, 0
    for a in range(ops[ALT0, v], ops[ALT0, v + 1]):
        m = alts[0, a]
        end = max(now, free[m]) + load[m] + alts[1, a]
        if best < 0 or end < best:
            best, chosen = end, a
    return chosen


@kernel
def dispatch(
    ops: Any, alts: Any, jobs: Any, setup: Any, walk: Any, random: Any, rule: int, ahead: float, noise: float, room: Any
) -> int:
    """Fill `ORDER` and `MACHINE` by a rule; how many operations were placed (all).

    `room` has 9 rows of operations + machines + jobs + 1. `noise` up to 1 disturbs the rule by chance.
    """
    count, machines = ops.shape[1] - 1, room.shape[1] - ops.shape[1] - jobs.shape[1]
    free, load, waiting, last, awake, after, took = room[0], room[1], room[2], room[3], room[4], room[5], room[6]
    when, what = room[7], room[8]
    for m in range(machines):
        free[m], load[m], waiting[m], last[m], awake[m] = 0, 0, -1, count, 0
    mean = 1.0
    if count > 0:
        mean = max(1.0, alts[1].sum() / alts.shape[1])
    size = 0
    for job in range(jobs.shape[1]):
        v = jobs[FIRST, job]
        if v < count:
            size = push(when, what, size, ops[RELEASE, v], v)
    placed = 0
    while size > 0:
        now, event = when[0], what[0]
        size = pop(when, what, size)
        if event < count:
            a = quickest(ops, alts, event, now, free, load)
            m = alts[0, a]
            took[event], after[event], waiting[m] = alts[1, a], waiting[m], event
            load[m] += alts[1, a]
            if awake[m] == 0:
                awake[m] = 1
                size = push(when, what, size, max(now, free[m]), count + m)
            continue
        m = event - count
        best, chosen, before, previous = 0.0, -1, -1, -1
        v = waiting[m]
        while v >= 0:
            job = ops[JOB, v]
            change = setup[m, last[m], v] if setup.shape[0] > 0 else 0
            value = urgency(rule, ahead, jobs[WEIGHT, job], jobs[DUE, job], ops[REST, v], took[v], change, now, mean)
            if noise > 0.0:
                value *= 1.0 + noise * (unit(random) - 0.5)
            if chosen < 0 or value > best or (value == best and v < chosen):
                best, chosen, before = value, v, previous
            previous = v
            v = after[v]
        if chosen < 0:
            awake[m] = 0
            continue
        if before < 0:
            waiting[m] = after[chosen]
        else:
            after[before] = after[chosen]
        change = setup[m, last[m], chosen] if setup.shape[0] > 0 else 0
        end = max(now, free[m] + change) + took[chosen]
        load[m] -= took[chosen]
        free[m], last[m] = end, chosen
        walk[ORDER, placed], walk[MACHINE, chosen] = chosen, m
        placed += 1
        if ops[AFTER, chosen] < count:
            size = push(when, what, size, end, ops[AFTER, chosen])
        size = push(when, what, size, end, count + m)
    return placed
