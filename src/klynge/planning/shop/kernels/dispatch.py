# SPDX-License-Identifier: Apache-2.0
"""Dispatching: schedules of any size, built in the order in which machines come free.

Operations whose job lets them start stand in the waiting lists of their machines; a tournament tree over the machines
names the one that can start something first. Cost: O(length of the list + log machines) an operation.
"""

from __future__ import annotations

import numpy as np

from .compiled import kernel

NEVER = 2**62


@kernel
def set_key(tree, leaves, machine, key):  # type: ignore[no-untyped-def]
    """The machine can start something at `key`; the tree holds the number of the earliest machine at each node."""
    tree[0, leaves + machine] = key
    i = (leaves + machine) >> 1
    while i >= 1:
        left, right = 2 * i, 2 * i + 1
        best = left if tree[0, left] <= tree[0, right] else right
        if tree[0, i] == tree[0, best] and tree[1, i] == tree[1, best] and tree[1, best] != machine:
            return
        tree[0, i] = tree[0, best]
        tree[1, i] = tree[1, best]
        i >>= 1


@kernel
def arrive(x, ready, alt0, alt_machine, alt_time, free, queued, seq0, waiting, length, tree, leaves, shortest_queue):  # type: ignore[no-untyped-def]
    """Let x wait at its machines from `ready` on: at all of them, or where it would be done first."""
    low, high = alt0[x], alt0[x + 1]
    if shortest_queue:
        best, done = low, NEVER
        for alt in range(low, high):
            machine = alt_machine[alt]
            end = max(free[machine] + queued[machine], ready) + alt_time[alt]
            if end < done:
                best, done = alt, end
        low, high = best, best + 1
    for alt in range(low, high):
        machine = alt_machine[alt]
        waiting[seq0[machine] + length[machine]] = alt
        length[machine] += 1
        queued[machine] += alt_time[alt]
        key = max(free[machine], ready)
        if key < tree[0, leaves + machine]:
            set_key(tree, leaves, machine, key)


@kernel
def dispatch(  # type: ignore[no-untyped-def]
    job0, alt0, alt_machine, alt_time, alt_op, release, seq0, setup, first_setup,
    score, fifo, patience, setup_weight, shortest_queue, chosen, order,
):  # fmt: skip
    """Fill `chosen` and `order`; the makespan.

    A machine takes the operation with the greatest `score` - `fifo` x arrival - `setup_weight` x set-up of those that
    can start at most `patience` later than the first (0: it never waits while there is work).
    """
    n, machines = len(alt0) - 1, len(seq0)
    leaves = 1
    while leaves < machines:
        leaves *= 2
    tree = np.full((2, 2 * leaves), NEVER, np.int64)
    for i in range(leaves):
        tree[1, leaves + i] = i
    for i in range(leaves - 1, 0, -1):
        tree[1, i] = tree[1, 2 * i]
    free, queued = np.zeros(machines, np.int64), np.zeros(machines, np.int64)
    last = np.full(machines, -1, np.int64)
    length = np.zeros(machines, np.int64)
    waiting = np.empty(len(alt_machine), np.int64)
    ready = np.empty(n, np.int64)
    placed = np.zeros(n, np.bool_)
    after = np.full(n, -1, np.int64)
    for j in range(len(job0) - 1):
        for x in range(job0[j], job0[j + 1] - 1):
            after[x] = x + 1
        x = job0[j]
        if x < job0[j + 1]:
            ready[x] = release[j]
            arrive(
                x, ready[x], alt0, alt_machine, alt_time, free, queued, seq0, waiting, length, tree, leaves,
                shortest_queue,
            )  # fmt: skip
    setups, first_setups = len(setup) > 0, len(first_setup) > 0
    makespan, done = 0, 0
    while done < n:
        machine = tree[1, 1]
        key = tree[0, 1]
        base, now, i = seq0[machine], NEVER, 0
        while i < length[machine]:
            x = alt_op[waiting[base + i]]
            if placed[x]:
                length[machine] -= 1
                waiting[base + i] = waiting[base + length[machine]]
                continue
            now = min(now, ready[x])
            i += 1
        now = max(now, free[machine]) if i > 0 else NEVER
        if now > key:
            set_key(tree, leaves, machine, now)
            continue
        best, most = -1, -np.inf
        for i in range(length[machine]):
            alt = waiting[base + i]
            x = alt_op[alt]
            if ready[x] <= now + patience:
                value = score[alt] - fifo * ready[x]
                if setups and last[machine] >= 0:
                    value -= setup_weight * setup[(machine * n + last[machine]) * n + x]
                if value > most:
                    best, most = i, value
        alt = waiting[base + best]
        x = alt_op[alt]
        length[machine] -= 1
        waiting[base + best] = waiting[base + length[machine]]
        queued[machine] -= alt_time[alt]
        if setups and last[machine] >= 0:
            free[machine] += setup[(machine * n + last[machine]) * n + x]
        if first_setups and last[machine] < 0:
            free[machine] += first_setup[machine * n + x]
        end = max(free[machine], ready[x]) + alt_time[alt]
        free[machine] = end
        last[machine] = x
        placed[x] = True
        chosen[x] = alt
        order[done] = x
        done += 1
        makespan = max(makespan, end)
        now = NEVER
        for i in range(length[machine]):
            if not placed[alt_op[waiting[base + i]]]:
                now = min(now, ready[alt_op[waiting[base + i]]])
        set_key(tree, leaves, machine, max(now, end) if now < NEVER else NEVER)
        if after[x] >= 0:
            ready[after[x]] = end
            arrive(
                after[x], end, alt0, alt_machine, alt_time, free, queued, seq0, waiting, length, tree, leaves,
                shortest_queue,
            )  # fmt: skip
    return makespan


@kernel
def carry_out(job0, job, alt_machine, alt_time, release, machines, setup, first_setup, chosen, order, start, end):  # type: ignore[no-untyped-def]
    """Exact earliest times of the operations in their order, in 64 bits; the makespan."""
    n = len(order)
    free, last = np.zeros(machines, np.int64), np.full(machines, -1, np.int64)
    makespan = 0
    for i in range(n):
        x = order[i]
        alt = chosen[x]
        machine = alt_machine[alt]
        t = release[job[x]] if x == job0[job[x]] else end[x - 1]
        earliest = free[machine]
        if last[machine] >= 0:
            if len(setup) > 0:
                earliest += setup[(machine * n + last[machine]) * n + x]
        elif len(first_setup) > 0:
            earliest += first_setup[machine * n + x]
        start[x] = max(t, earliest)
        end[x] = start[x] + alt_time[alt]
        free[machine], last[machine] = end[x], x
        makespan = max(makespan, end[x])
    return makespan


@kernel
def tails(job0, job, alt_machine, alt_time, machines, setup, chosen, order, tail):  # type: ignore[no-untyped-def]
    """The longest path after the end of every operation, in 64 bits."""
    n = len(order)
    after_machine, following = np.zeros(machines, np.int64), np.full(machines, -1, np.int64)
    for i in range(n - 1, -1, -1):
        x = order[i]
        alt = chosen[x]
        machine = alt_machine[alt]
        t = 0
        if x + 1 < job0[job[x] + 1]:
            t = tail[x + 1] + alt_time[chosen[x + 1]]
        m = after_machine[machine]
        if len(setup) > 0 and following[machine] >= 0:
            m += setup[(machine * n + x) * n + following[machine]]
        tail[x] = max(t, m)
        after_machine[machine], following[machine] = tail[x] + alt_time[alt], x


@kernel
def pass_forward(job, alt_machine, alt_time, setup, first_setup, chosen, order, low, high, job_free, free, last):  # type: ignore[no-untyped-def]
    """Carry out the places low to high of an order from the front edge, which moves on behind them."""
    n = len(order)
    for i in range(low, high):
        x = order[i]
        alt = chosen[x]
        machine = alt_machine[alt]
        earliest = free[machine]
        if last[machine] >= 0:
            if len(setup) > 0:
                earliest += setup[(machine * n + last[machine]) * n + x]
        elif len(first_setup) > 0:
            earliest += first_setup[machine * n + x]
        end = max(job_free[job[x]], earliest) + alt_time[alt]
        job_free[job[x]], free[machine], last[machine] = end, end, x


@kernel
def pass_backward(job, alt_machine, alt_time, setup, chosen, order, low, high, job_free, free, following):  # type: ignore[no-untyped-def]
    """The same from the back edge, against the order."""
    n = len(order)
    for i in range(high - 1, low - 1, -1):
        x = order[i]
        alt = chosen[x]
        machine = alt_machine[alt]
        after = free[machine]
        if len(setup) > 0 and following[machine] >= 0:
            after += setup[(machine * n + x) * n + following[machine]]
        end = max(job_free[job[x]], after) + alt_time[alt]
        job_free[job[x]], free[machine], following[machine] = end, end, x
