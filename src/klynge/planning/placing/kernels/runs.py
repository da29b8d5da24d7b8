# SPDX-License-Identifier: Apache-2.0
"""One run put exactly where it is wanted, if unit, set-ups, pools, calendar and agreement let it be there."""

from __future__ import annotations

from klynge.planning.kernels.clock import opens, setup_between, work_at
from klynge.planning.kernels.columns import (
    AGR_CEILING,
    AGR_FROM,
    AGR_TO,
    BATCH,
    BIG,
    ENT_FROM,
    ENT_RUN,
    ENT_TO,
    MODE_AGREEMENT,
    MODE_FAMILY,
    MODE_LOAD,
    MODE_NEED0,
    MODE_NEED1,
    MODE_ORE_H,
    MODE_PAUSE,
    MODE_SIGNATURE,
    MODE_WC,
    NEED_AMOUNT,
    NEED_PHASE,
    NEED_POOL0,
    NEED_POOL1,
    NONE,
    OVERFLOW,
    RUN_END,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_PAUSE,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_SIGNATURE,
    RUN_UNIT,
    RUN_USE0,
    RUN_USES,
    RUN_WC,
    SETUP,
    UNATTENDED,
    USE_POOL,
    WC_CAL,
    WC_CAPACITY,
    WC_FAMILIES,
    WC_KIND,
    WC_MATRIX,
    WHOLE,
)
from klynge.planning.kernels.deals import is_under
from klynge.planning.kernels.pools import blocked_until, phase_blocked_until
from klynge.planning.kernels.runs import new_run, set_setup
from klynge.planning.kernels.search import run_seconds
from klynge.planning.kernels.slots import gives_way, run_end, whole_start
from klynge.planning.kernels.units import family_before, locate, row_before, run_at

from .columns import (
    ANY,
    BATCH_FULL,
    BATCH_UNLIKE,
    BEFORE_PLANNING,
    BUSY,
    CEILING,
    CLOSED,
    DURATION,
    FITS,
    FORBIDDEN,
    FULL,
    NEXT_SETUP,
    OUTSIDE_AGREEMENT,
    POOL_STRANGE,
    POOL_USED,
    SAID_A,
    SAID_B,
    SAID_RUN,
    SETUP_DIFFERS,
    W_END,
    W_MODE,
    W_POOL0,
    W_QUANTITY,
    W_SETUP,
    W_START,
    W_SUPPLY,
    W_UNIT,
    WHOLE_INTERVAL,
)
from .compiled import kernel

MIXED = -2  # signatures are 0 and more, so MIXED - signature tells a mixed batch, which no kernel lets others join


@kernel
def tables_for(ops, sup, want, p):  # type: ignore[no-untyped-def]
    """The operations' tables that a wanted portion belongs to."""
    if want[p, W_SUPPLY] == 1:
        return sup
    return ops


@kernel
def batch_at(res, st, wc, u, c):  # type: ignore[no-untyped-def]
    """The planned batch that starts at working second c of unit u, or -1."""
    if u < 0 or res.wc[wc, WC_KIND] != BATCH:
        return -1
    di, k = locate(st, u, c)
    before = row_before(st, u, di, k)
    if before < 0 or st.block[before, ENT_FROM] != c:
        return -1
    run = st.block[before, ENT_RUN]
    return -1 if st.run[run, RUN_FROZEN] == 1 else run


@kernel
def take_pools(res, ops, st, mode, c, s, d, start, pools, at, said):  # type: ignore[no-untyped-def]
    """Whether the pools wanted for a run have room for it, into `State.chosen`."""
    need0, need1 = ops.mode[mode, MODE_NEED0], ops.mode[mode, MODE_NEED1]
    pause = ops.mode[mode, MODE_PAUSE]
    cal = res.wc[ops.mode[mode, MODE_WC], WC_CAL]
    for j in range(need0, need1):
        pool = pools[at + j - need0]
        if pool < 0 and s == 0 and ops.need[j, NEED_PHASE] == SETUP:
            st.chosen[j - need0] = ops.need_pool[ops.need[j, NEED_POOL0]]  # nobody is asked for a set-up of no time
            continue
        known = False
        for row in range(ops.need[j, NEED_POOL0], ops.need[j, NEED_POOL1]):
            known = known or ops.need_pool[row] == pool
        said[SAID_A], said[SAID_B] = j - need0, pool
        if not known:
            return POOL_STRANGE
        amount = ops.need[j, NEED_AMOUNT]
        for i in range(need0, j):
            if st.chosen[i - need0] == pool and ops.need[i, NEED_PHASE] == ops.need[j, NEED_PHASE]:
                amount += ops.need[i, NEED_AMOUNT]
        if ops.need[j, NEED_PHASE] == SETUP:
            until = phase_blocked_until(res, st, pool, cal, c - s, c, amount)
        elif pause == UNATTENDED:
            until = blocked_until(st, pool, start, start + d, amount)
        else:
            until = phase_blocked_until(res, st, pool, cal, c, c + d, amount)
        if until >= 0:
            return POOL_USED
        st.chosen[j - need0] = pool
    return FITS


@kernel
def count_hours(ops, sup, st, want, i, j, run, seconds):  # type: ignore[no-untyped-def]
    """Add so many seconds to each agreement of the portions i..j-1, once, unless the run that they join (-1: none)
    takes hours of it already."""
    for p in range(i, j):
        agreement = tables_for(ops, sup, want, p).mode[want[p, W_MODE], MODE_AGREEMENT]
        counted = agreement < 0 or (run >= 0 and is_under(st, run, agreement))
        for q in range(i, p):
            counted = counted or tables_for(ops, sup, want, q).mode[want[q, W_MODE], MODE_AGREEMENT] == agreement
        if not counted:
            st.agreement_used[agreement] += seconds


@kernel
def agreed(res, ops, sup, st, want, i, j, run, cal, c, s, d, end, said):  # type: ignore[no-untyped-def]
    """Whether the portions i..j-1, which join a run (-1: none), lie in their windows and agreements have the hours."""
    why = FITS
    count_hours(ops, sup, st, want, i, j, run, s + d)
    for p in range(i, j):
        table, mode = tables_for(ops, sup, want, p), want[p, W_MODE]
        agreement = table.mode[mode, MODE_AGREEMENT]
        first, window_end = res.span[0], BIG
        if agreement >= 0:
            first, window_end = max(first, res.agreement[agreement, AGR_FROM]), res.agreement[agreement, AGR_TO] + 1
        if c - s < work_at(res, cal, first):
            why = BEFORE_PLANNING if agreement < 0 else OUTSIDE_AGREEMENT
        elif end >= window_end:
            why = OUTSIDE_AGREEMENT
        elif agreement >= 0 and st.agreement_used[agreement] > res.agreement[agreement, AGR_CEILING]:
            said[SAID_A], said[SAID_B] = st.agreement_used[agreement], agreement
            why = CEILING
    count_hours(ops, sup, st, want, i, j, run, -s - d)
    return why


@kernel
def signature_of(st, run):  # type: ignore[no-untyped-def]
    """What a run needs, whether or not it is marked as mixed."""
    signature = st.run[run, RUN_SIGNATURE]
    return signature if signature >= NONE else MIXED - signature


@kernel
def mark_mixed(ops, sup, st, want, i, j, run):  # type: ignore[no-untyped-def]
    """Mark a batch whose portions have not all one run time: it would get shorter without its longest."""
    for p in range(i, j):
        d = run_seconds(tables_for(ops, sup, want, p), want[p, W_MODE], want[p, W_QUANTITY])
        if d != st.run[run, RUN_SECONDS] and st.run[run, RUN_SIGNATURE] >= 0:
            st.run[run, RUN_SIGNATURE] = MIXED - st.run[run, RUN_SIGNATURE]


@kernel
def join_batch(res, ops, sup, st, want, i, j, run, pools, said):  # type: ignore[no-untyped-def]
    """Let the portions i..j-1 join a batch that is already there, if they may."""
    load = st.run[run, RUN_LOAD]
    said[SAID_RUN] = run
    for p in range(i, j):
        table, mode = tables_for(ops, sup, want, p), want[p, W_MODE]
        load += table.mode[mode, MODE_LOAD] * want[p, W_QUANTITY]
        if (
            table.mode[mode, MODE_FAMILY] != st.run[run, RUN_FAMILY]
            or table.mode[mode, MODE_PAUSE] != st.run[run, RUN_PAUSE]
            or table.mode[mode, MODE_SIGNATURE] != signature_of(st, run)
            or run_seconds(table, mode, want[p, W_QUANTITY]) > st.run[run, RUN_SECONDS]
            or want[p, W_END] != st.run[run, RUN_END]
        ):
            return BATCH_UNLIKE
        for k in range(st.run[run, RUN_USES]):
            pool = pools[want[p, W_POOL0] + k]
            if pool >= 0 and pool != st.use[st.run[run, RUN_USE0] + k, USE_POOL]:
                return BATCH_UNLIKE
    wc = st.run[run, RUN_WC]
    if load > res.wc[wc, WC_CAPACITY]:
        said[SAID_A], said[SAID_B] = load, res.wc[wc, WC_CAPACITY]
        return BATCH_FULL
    s, d = st.run[run, RUN_SETUP], st.run[run, RUN_SECONDS]
    c, end = st.run[run, RUN_FROM], st.run[run, RUN_END]
    why = agreed(res, ops, sup, st, want, i, j, run, res.wc[wc, WC_CAL], c, s, d, end, said)
    if why == FITS:
        mark_mixed(ops, sup, st, want, i, j, run)
    return why


@kernel
def alike(res, ops, sup, want, i, j, pools, said):  # type: ignore[no-untyped-def]
    """Whether the portions i..j-1 may be one batch; the seconds of the longest of them into `said`."""
    first, mode0 = tables_for(ops, sup, want, i), want[i, W_MODE]
    wc = first.mode[mode0, MODE_WC]
    load, d = 0, 0
    for p in range(i, j):
        table, mode = tables_for(ops, sup, want, p), want[p, W_MODE]
        load += table.mode[mode, MODE_LOAD] * want[p, W_QUANTITY]
        d = max(d, run_seconds(table, mode, want[p, W_QUANTITY]))
        if (
            table.mode[mode, MODE_WC] != wc
            or table.mode[mode, MODE_FAMILY] != first.mode[mode0, MODE_FAMILY]
            or table.mode[mode, MODE_PAUSE] != first.mode[mode0, MODE_PAUSE]
            or table.mode[mode, MODE_SIGNATURE] != first.mode[mode0, MODE_SIGNATURE]
            or want[p, W_END] != want[i, W_END]
            or want[p, W_SETUP] != want[i, W_SETUP]
        ):
            return BATCH_UNLIKE
        for k in range(table.mode[mode, MODE_NEED1] - table.mode[mode, MODE_NEED0]):
            if pools[want[p, W_POOL0] + k] != pools[want[i, W_POOL0] + k]:
                return BATCH_UNLIKE
    if res.wc[wc, WC_KIND] == BATCH and load > res.wc[wc, WC_CAPACITY]:
        said[SAID_A], said[SAID_B] = load, res.wc[wc, WC_CAPACITY]
        return BATCH_FULL
    said[SAID_A] = d
    return FITS


@kernel
def another_between(res, want, j, u, cal, c_next):  # type: ignore[no-untyped-def]
    """Whether one of the wanted portions from j on comes on unit u before working second c_next."""
    for p in range(j, want.shape[0]):
        if want[p, W_UNIT] == u:
            return work_at(res, cal, want[p, W_START]) < c_next
    return False


@kernel
def follower_of(st, u, c):  # type: ignore[no-untyped-def]
    """The planned run after working second c of a unit, -1 when there is none or it is reported."""
    di, k = locate(st, u, c)
    after = run_at(st, u, di, k)
    if after < 0 or st.run[st.block[after, ENT_RUN], RUN_FROZEN] == 1:
        return -1
    return st.block[after, ENT_RUN]


@kernel
def family_in_front(st, run):  # type: ignore[no-untyped-def]
    """The family that the unit of a run is set up for when the run's turn comes."""
    u = st.run[run, RUN_UNIT]
    di, k = locate(st, u, st.run[run, RUN_FROM] - 1)
    return family_before(st, u, row_before(st, u, di, k))


@kernel
def gap_holds(res, st, want, j, u, wc, fam, c, s, d, c_to, pause, said):  # type: ignore[no-untyped-def]
    """Whether a run with set-up s before working second c lies free on its unit, and the run after it can follow.

    Where another of the wanted portions comes in between, that run is asked when the last of them is put.
    """
    cal = res.wc[wc, WC_CAL]
    di, k = locate(st, u, c)
    before, after = row_before(st, u, di, k), run_at(st, u, di, k)
    if before >= 0 and c - s < st.block[before, ENT_TO]:
        said[SAID_RUN] = st.block[before, ENT_RUN]
        return BUSY
    if after < 0:
        return FITS
    neighbour = st.block[after, ENT_RUN]
    said[SAID_RUN] = neighbour
    if c_to > st.block[after, ENT_FROM]:
        return BUSY
    s_after = 0
    if st.run[neighbour, RUN_FROZEN] == 0:
        if another_between(res, want, j, u, cal, st.block[after, ENT_FROM]):
            return FITS
        s_after = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], fam, st.run[neighbour, RUN_FAMILY])
        if s_after < 0:
            return FORBIDDEN
    if c_to + s_after > st.block[after, ENT_FROM]:
        return NEXT_SETUP
    if not gives_way(res, st, neighbour, s_after, cal, c, s, d, pause, NONE):
        return NEXT_SETUP
    return FITS


@kernel
def ask_unit(res, st, table, want, i, j, pools, c, s, d, end, said):  # type: ignore[no-untyped-def]
    """Whether unit and pools hold a run; the run after it then has its new set-up already, if it gets shorter."""
    mode, u = want[i, W_MODE], want[i, W_UNIT]
    wc, pause, fam = table.mode[mode, MODE_WC], table.mode[mode, MODE_PAUSE], table.mode[mode, MODE_FAMILY]
    c_to = max(c + 1, work_at(res, res.wc[wc, WC_CAL], end)) if pause == UNATTENDED else c + d
    why = gap_holds(res, st, want, j, u, wc, fam, c, s, d, c_to, pause, said)
    if why != FITS:
        return why
    after, old = follower_of(st, u, c), -1
    if after >= 0:
        s_after = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], fam, st.run[after, RUN_FAMILY])
        if 0 <= s_after < st.run[after, RUN_SETUP]:
            old = st.run[after, RUN_SETUP]
            set_setup(res, st, after, s_after, fam)
    why = take_pools(res, table, st, mode, c, s, d, want[i, W_START], pools, want[i, W_POOL0], said)
    if why != FITS and old >= 0:
        set_setup(res, st, after, old, family_in_front(st, after))
    return why


@kernel
def enter_run(res, table, st, want, i, j, c, d, agreement):  # type: ignore[no-untyped-def]
    """The run on its unit, with the pools in `State.chosen`; its row, or -1 when the tables are full."""
    mode, u = want[i, W_MODE], want[i, W_UNIT]
    wc = table.mode[mode, MODE_WC]
    cal = res.wc[wc, WC_CAL]
    need0, need1 = table.mode[mode, MODE_NEED0], table.mode[mode, MODE_NEED1]
    after = -1
    if u < 0:
        need1 = need0
    else:
        after = follower_of(st, u, c)
    if after >= 0 and another_between(res, want, j, u, cal, st.run[after, RUN_FROM]):
        st.run[after, RUN_FROZEN] = 1  # its set-up follows from the one that comes in between
    else:
        after = -1
    run = new_run(
        res, table, st, u, wc, c, d, table.mode[mode, MODE_PAUSE], table.mode[mode, MODE_FAMILY], agreement,
        table.mode[mode, MODE_SIGNATURE], need0, need1, table.mode[mode, MODE_ORE_H],
    )  # fmt: skip
    if after >= 0:
        st.run[after, RUN_FROZEN] = 0
    return run


@kernel
def put_run(res, ops, sup, st, want, i, j, pools, said):  # type: ignore[no-untyped-def]
    """A run for the portions i..j-1, or the batch that they join; its row, or minus what does not fit."""
    table, mode, u = tables_for(ops, sup, want, i), want[i, W_MODE], want[i, W_UNIT]
    wc, pause = table.mode[mode, MODE_WC], table.mode[mode, MODE_PAUSE]
    cal, start = res.wc[wc, WC_CAL], want[i, W_START]
    c = work_at(res, cal, start)
    if start < 0 or opens(res, cal, c) != start:
        return -CLOSED
    run = batch_at(res, st, wc, u, c)
    if run >= 0:
        why = join_batch(res, ops, sup, st, want, i, j, run, pools, said)
        return run if why == FITS else -why
    why = alike(res, ops, sup, want, i, j, pools, said)
    if why != FITS:
        return -why
    d, fam = said[SAID_A], table.mode[mode, MODE_FAMILY]
    s = 0
    if u >= 0 and res.wc[wc, WC_MATRIX] >= 0:
        di, k = locate(st, u, c)
        last = family_before(st, u, row_before(st, u, di, k))
        s = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], last, fam)
        if s < 0:
            return -FORBIDDEN
    if c - s < 0:
        return -BEFORE_PLANNING
    if want[i, W_SETUP] != ANY:
        begins = start if s == 0 else opens(res, cal, c - s)
        if begins != want[i, W_SETUP]:
            said[SAID_A], said[SAID_B] = begins, want[i, W_SETUP]
            return -SETUP_DIFFERS
    end = run_end(res, cal, c, d, pause)
    if end != want[i, W_END] or end == BIG:
        said[SAID_A], said[SAID_B] = end, want[i, W_END]
        return -DURATION
    if pause == WHOLE and whole_start(res, cal, c, s, d) != c:
        return -WHOLE_INTERVAL
    why = agreed(res, ops, sup, st, want, i, j, NONE, cal, c, s, d, end, said)
    if why != FITS:
        return -why
    if u >= 0:
        count_hours(ops, sup, st, want, i, j, NONE, s + d)  # so that the run after it asks for what is left then
        why = ask_unit(res, st, table, want, i, j, pools, c, s, d, end, said)
        count_hours(ops, sup, st, want, i, j, NONE, -s - d)
        if why != FITS:
            return -why
    run = enter_run(res, table, st, want, i, j, c, d, table.mode[mode, MODE_AGREEMENT])
    if run < 0 or st.counter[OVERFLOW] == 1:
        return -FULL
    if j > i + 1:
        mark_mixed(ops, sup, st, want, i, j, run)
    return run
