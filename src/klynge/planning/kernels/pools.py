# SPDX-License-Identifier: Apache-2.0
"""Pools as step functions of what is free: (time, free from then on), sorted by time."""

from __future__ import annotations

from .clock import interval_of, opens, work_at
from .columns import (
    BIG,
    MOST_STEPS,
    N_STEP,
    NEED_AMOUNT,
    NEED_PHASE,
    NEED_POOL0,
    NEED_POOL1,
    OVERFLOW,
    POOL_0,
    POOL_COUNT,
    POOL_ROOM,
    SETUP,
    STEP_FREE,
    STEP_TIME,
    UNATTENDED,
)
from .compiled import kernel
from .journal import shift_down, shift_up


@kernel
def last_step(st, pool, t):  # type: ignore[no-untyped-def]
    """The row of the step in force at t."""
    lo = st.pool[pool, POOL_0]
    hi = lo + st.pool[pool, POOL_COUNT]
    while lo < hi:
        mid = (lo + hi) >> 1
        if st.step[mid, STEP_TIME] <= t:
            lo = mid + 1
        else:
            hi = mid
    return lo - 1


@kernel
def blocked_until(st, pool, a, b, amount):  # type: ignore[no-untyped-def]
    """-1 when `amount` is free all through [a, b); else the end of the last stretch in which it is not."""
    end = st.pool[pool, POOL_0] + st.pool[pool, POOL_COUNT]
    j = last_step(st, pool, a)
    last = -1
    while j < end and st.step[j, STEP_TIME] < b:
        if st.step[j, STEP_FREE] < amount:
            last = j
        j += 1
    if last < 0:
        return -1
    j = last + 1
    while j < end and st.step[j, STEP_FREE] < amount:
        j += 1
    return st.step[j, STEP_TIME] if j < end else BIG


@kernel
def _cut(st, pool, t):  # type: ignore[no-untyped-def]
    """Make t a step of the pool and return its row, or -1 when the steps are full."""
    j = last_step(st, pool, t)
    if st.step[j, STEP_TIME] == t:
        return j
    first, count = st.pool[pool, POOL_0], st.pool[pool, POOL_COUNT]
    if count == st.pool[pool, POOL_ROOM]:
        room = 2 * count
        top = st.counter[N_STEP]
        if top + room > len(st.step):
            st.counter[OVERFLOW] = 1
            return -1
        for i in range(count):
            st.step[top + i, STEP_TIME] = st.step[first + i, STEP_TIME]
            st.step[top + i, STEP_FREE] = st.step[first + i, STEP_FREE]
        j += top - first
        st.counter[N_STEP] = top + room
        st.pool[pool, POOL_0] = top
        st.pool[pool, POOL_ROOM] = room
        first = top
    shift_up(st.step, j + 1, first + count)
    st.step[j + 1, STEP_TIME] = t
    st.step[j + 1, STEP_FREE] = st.step[j, STEP_FREE]
    st.pool[pool, POOL_COUNT] = count + 1
    st.counter[MOST_STEPS] = max(st.counter[MOST_STEPS], count + 1)
    return j + 1


@kernel
def _join(st, pool, t):  # type: ignore[no-untyped-def]
    """Drop the step at t when it changes nothing, so that taking and giving back leaves no trace."""
    j = last_step(st, pool, t)
    first, count = st.pool[pool, POOL_0], st.pool[pool, POOL_COUNT]
    if j <= first or st.step[j, STEP_TIME] != t or st.step[j, STEP_FREE] != st.step[j - 1, STEP_FREE]:
        return
    shift_down(st.step, j + 1, first + count)
    st.pool[pool, POOL_COUNT] = count - 1


@kernel
def take(st, pool, a, b, amount):  # type: ignore[no-untyped-def]
    """Use `amount` in [a, b); a negative amount gives it back."""
    if b <= a or amount == 0:
        return
    if _cut(st, pool, a) < 0 or _cut(st, pool, b) < 0:
        return
    i, j = last_step(st, pool, a), last_step(st, pool, b)
    for k in range(i, j):
        st.step[k, STEP_FREE] -= amount
    _join(st, pool, b)
    _join(st, pool, a)


@kernel
def phase_blocked_until(res, st, pool, cal, a, b, amount):  # type: ignore[no-untyped-def]
    """As `blocked_until`, over the open time between the working seconds a and b."""
    if b <= a:
        return -1
    i = interval_of(res, cal, a)
    last = -1
    while True:
        lo = res.iv_open[i] + max(0, a - res.iv_work[i])
        hi = min(res.iv_close[i], res.iv_open[i] + b - res.iv_work[i])
        until = blocked_until(st, pool, lo, hi, amount)
        last = max(last, until)
        i += 1
        if hi == res.iv_open[i - 1] + b - res.iv_work[i - 1]:
            return last


@kernel
def take_phase(res, st, pool, cal, a, b, amount):  # type: ignore[no-untyped-def]
    """As `take`, over the open time between the working seconds a and b."""
    if b <= a:
        return
    i = interval_of(res, cal, a)
    while True:
        lo = res.iv_open[i] + max(0, a - res.iv_work[i])
        hi = min(res.iv_close[i], res.iv_open[i] + b - res.iv_work[i])
        take(st, pool, lo, hi, amount)
        i += 1
        if hi == res.iv_open[i - 1] + b - res.iv_work[i - 1]:
            return


@kernel
def choose_pools(res, ops, st, cal, c, s, d, pause, need0, need1):  # type: ignore[no-untyped-def]
    """Pools for every need of a run with set-up s before working second c, into `chosen`.

    Returns c when they all have room, else the next c worth trying (BIG for never). The first pool of a need
    that has room is chosen; needs of the same phase that fall on one pool add up.
    """
    for j in range(need0, need1):
        setup = ops.need[j, NEED_PHASE] == SETUP
        retry = BIG
        found = False
        for row in range(ops.need[j, NEED_POOL0], ops.need[j, NEED_POOL1]):
            pool = ops.need_pool[row]
            amount = ops.need[j, NEED_AMOUNT]
            for i in range(need0, j):
                if st.chosen[i - need0] == pool and ops.need[i, NEED_PHASE] == ops.need[j, NEED_PHASE]:
                    amount += ops.need[i, NEED_AMOUNT]
            if setup:
                until = phase_blocked_until(res, st, pool, cal, c - s, c, amount)
            elif pause == UNATTENDED:
                begin = opens(res, cal, c)
                until = blocked_until(st, pool, begin, begin + d, amount)
            else:
                until = phase_blocked_until(res, st, pool, cal, c, c + d, amount)
            if until < 0:
                st.chosen[j - need0] = pool
                found = True
                break
            retry = min(retry, until)
        if not found:
            if retry == BIG:
                return BIG
            w = work_at(res, cal, retry) + (s if setup else 0)
            return max(w, c + 1)
    return c
