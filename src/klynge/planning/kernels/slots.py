# SPDX-License-Identifier: Apache-2.0
"""The earliest place for a run on a unit: gap, set-ups on both sides, pause policy, pools, agreement ceiling."""

from __future__ import annotations

from .clock import closes, interval_of, opens, setup_between, work_at
from .columns import (
    AGR_CEILING,
    AGR_FROM,
    BIG,
    CAL_LONGEST,
    CAL_TOTAL,
    ENT_FROM,
    ENT_RUN,
    ENT_TO,
    RUN_AGREEMENT,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_PAUSE,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_SIGNATURE,
    RUN_START,
    RUN_USE0,
    RUN_USES,
    RUN_WC,
    SETUP,
    UNATTENDED,
    USE_AMOUNT,
    USE_PHASE,
    USE_POOL,
    WC_CAL,
    WC_CAPACITY,
    WC_FAMILIES,
    WC_MATRIX,
    WHOLE,
)
from .compiled import kernel
from .deals import agreed_from, ceilings_hold
from .pools import choose_pools, phase_blocked_until
from .units import family_before, locate, next_gap, row_before, run_at


@kernel
def run_end(res, cal, c, d, pause):  # type: ignore[no-untyped-def]
    """Clock end of a run of d seconds that starts at working second c; BIG beyond the horizon."""
    if pause == UNATTENDED:
        begin = opens(res, cal, c)
        end = BIG if begin == BIG else begin + d
    else:
        end = closes(res, cal, c + d)
    return end if end <= res.span[1] else BIG


@kernel
def whole_start(res, cal, c, s, d):  # type: ignore[no-untyped-def]
    """The first c' >= c for which set-up and run lie in one open interval; BIG when there is none."""
    if s + d > res.cal[cal, CAL_LONGEST]:
        return BIG
    while True:
        if c - s >= res.cal[cal, CAL_TOTAL]:
            return BIG
        i = interval_of(res, cal, c - s)
        if c + d <= res.iv_work[i] + res.iv_close[i] - res.iv_open[i]:
            return c
        c = res.iv_work[i] + res.iv_close[i] - res.iv_open[i] + s


@kernel
def first_moment(res, agreement):  # type: ignore[no-untyped-def]
    """The moment from which set-ups may be done: now, or that of the agreement (-1: none)."""
    return res.span[4] if agreement < 0 else max(res.span[4], res.agreement[agreement, AGR_FROM])


@kernel
def setup_change_fits(res, st, run, s_new, agreement, used):  # type: ignore[no-untyped-def]
    """Whether the set-up before a placed run may become s_new seconds: floor, interval, pools, ceiling.

    `used` seconds of `agreement` are about to be used by the run that is put before it.
    """
    s_old = st.run[run, RUN_SETUP]
    if s_new <= s_old:
        return True
    c = st.run[run, RUN_FROM]
    cal = res.wc[st.run[run, RUN_WC], WC_CAL]
    if c - s_new < work_at(res, cal, agreed_from(res, st, run)):
        return False
    if st.run[run, RUN_PAUSE] == WHOLE and whole_start(res, cal, c, s_new, st.run[run, RUN_SECONDS]) != c:
        return False
    if not ceilings_hold(res, st, run, s_new - s_old, agreement, used):
        return False
    use0, uses = st.run[run, RUN_USE0], st.run[run, RUN_USES]
    for j in range(use0, use0 + uses):
        if st.use[j, USE_PHASE] != SETUP:
            continue
        amount = 0
        for i in range(use0, use0 + uses):
            if st.use[i, USE_PHASE] == SETUP and st.use[i, USE_POOL] == st.use[j, USE_POOL]:
                amount += st.use[i, USE_AMOUNT]
        if phase_blocked_until(res, st, st.use[j, USE_POOL], cal, c - s_new, c - s_old, amount) >= 0:
            return False
    return True


@kernel
def gives_way(res, st, neighbour, s_new, cal, c, s, d, pause, agreement):  # type: ignore[no-untyped-def]
    """Whether the run after a gap lets a run at c into it.

    Reported work may lie in closed time, where it has no length in working time: only work that runs on unattended
    could meet it there, so that is compared by the clock.
    """
    if st.run[neighbour, RUN_FROZEN] == 0:
        return setup_change_fits(res, st, neighbour, s_new, agreement, s + d)
    return pause != UNATTENDED or run_end(res, cal, c, d, pause) <= st.run[neighbour, RUN_START]


@kernel
def fit_in_gap(  # type: ignore[no-untyped-def]
    res, ops, st, cal, c, s, d, pause, need0, need1, c_last
):
    """The first c' >= c at which the run itself can be done and ends by c_last; BIG when it cannot."""
    while True:
        if pause == WHOLE:
            c = whole_start(res, cal, c, s, d)
            if c == BIG:
                return BIG
        if pause == UNATTENDED:
            begin = opens(res, cal, c)
            if begin == BIG or begin + d > res.span[1]:
                return BIG
            stop = max(c + 1, work_at(res, cal, begin + d))
        else:
            stop = c + d
        if stop > c_last:
            return BIG
        if need0 == need1:
            return c
        retry = choose_pools(res, ops, st, cal, c, s, d, pause, need0, need1)
        if retry == c or retry == BIG:
            return retry
        c = retry


@kernel
def find_slot(  # type: ignore[no-untyped-def]
    res, ops, st, u, wc, fam, d, pause, need0, need1, agreement, c_ready, floor, end_before
):
    """Earliest working second c >= c_ready at which a run of d seconds fits on unit u; BIG when none does.

    The set-up before it starts no earlier than `floor` (working time); the run ends before the moment
    `end_before` (clock), so that a search stops as soon as it cannot beat what is known.
    """
    cal = res.wc[wc, WC_CAL]
    matrix, families = res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES]
    total = res.cal[cal, CAL_TOTAL]
    shortest = 1 if pause == UNATTENDED else d
    c_stop = min(total, work_at(res, cal, end_before) + 1)
    di, k = locate(st, u, c_ready)
    while True:
        before = row_before(st, u, di, k)
        after = run_at(st, u, di, k)
        free_from = 0 if before < 0 else st.block[before, ENT_TO]
        if max(c_ready, free_from) + shortest > c_stop:
            return BIG
        s = setup_between(res, matrix, families, family_before(st, u, before), fam)
        if s >= 0:
            c_last, s_after, neighbour = total, 0, -1
            if after >= 0:
                neighbour = st.block[after, ENT_RUN]
                if st.run[neighbour, RUN_FROZEN] == 0:
                    s_after = setup_between(res, matrix, families, fam, st.run[neighbour, RUN_FAMILY])
                c_last = st.block[after, ENT_FROM] - s_after if s_after >= 0 else -1
            c = max(c_ready, free_from + s, floor + s)
            if c + shortest <= c_last:
                c = fit_in_gap(res, ops, st, cal, c, s, d, pause, need0, need1, c_last)
                if c != BIG and run_end(res, cal, c, d, pause) < end_before:
                    allowed = agreement < 0 or (
                        st.agreement_used[agreement] + s + d <= res.agreement[agreement, AGR_CEILING]
                    )
                    if allowed and (
                        neighbour < 0 or gives_way(res, st, neighbour, s_after, cal, c, s, d, pause, agreement)
                    ):
                        return c
        if after < 0:
            return BIG
        di, k = next_gap(st, u, di, k, shortest)


@kernel
def find_batch(  # type: ignore[no-untyped-def]
    res, st, u, wc, fam, d, pause, signature, load, c_ready, ready, latest_start
):
    """A batch already on unit u that the portion can join: its run, or -1. It starts at ready or later."""
    di, k = locate(st, u, c_ready - 1)
    while True:
        row = run_at(st, u, di, k)
        if row < 0:
            return -1
        run = st.block[row, ENT_RUN]
        if st.run[run, RUN_START] > latest_start:
            return -1
        if (
            st.run[run, RUN_START] >= ready
            and st.run[run, RUN_FROZEN] == 0
            and st.run[run, RUN_FAMILY] == fam
            and st.run[run, RUN_SECONDS] == d
            and st.run[run, RUN_PAUSE] == pause
            and st.run[run, RUN_SIGNATURE] == signature
            and st.run[run, RUN_AGREEMENT] < 0
            and st.run[run, RUN_LOAD] + load <= res.wc[wc, WC_CAPACITY]
        ):
            return run
        di, k = next_gap(st, u, di, k, -BIG)
