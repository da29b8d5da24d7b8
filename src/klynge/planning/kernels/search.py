# SPDX-License-Identifier: Apache-2.0
"""Searching the best place for one portion in a mode, over units, batches, stock and purchases; nothing is changed."""

from __future__ import annotations

from .clock import opens, work_at
from .columns import (
    AGR_CEILING,
    AGR_TO,
    BATCH,
    BIG,
    EXTERNAL,
    FOUND_END,
    FOUND_JOIN,
    FOUND_UNIT,
    FOUND_WORK,
    MODE_AGREEMENT,
    MODE_FAMILY,
    MODE_FIXED,
    MODE_NEED0,
    MODE_NEED1,
    MODE_PAUSE,
    MODE_SIGNATURE,
    MODE_UNIT_MS,
    MODE_WC,
    NO_MATERIAL,
    NO_TIME,
    OK,
    OP_MAT0,
    OP_MAT1,
    RUN_END,
    RUN_START,
    WC_CAL,
    WC_KIND,
    WC_SITE,
    WC_UNIT0,
    WC_UNITS,
)
from .compiled import INT, OPS, RES, ST, apart, kernel
from .materials import materials_ready
from .slots import find_batch, find_slot, first_moment, fit_in_gap, run_end


@kernel
def window_of(res, ops, mode, cal):  # type: ignore[no-untyped-def]
    """(first working second for a set-up, moment before which a run ends) of a mode: now, agreement, horizon."""
    agreement = ops.mode[mode, MODE_AGREEMENT]
    first = work_at(res, cal, first_moment(res, agreement))
    return first, BIG if agreement < 0 else res.agreement[agreement, AGR_TO] + 1


@kernel
def start_of(res, ops, st, mode, c, join):  # type: ignore[no-untyped-def]
    """Clock start of a place that `best_place` found."""
    if join >= 0:
        return st.run[join, RUN_START]
    return opens(res, res.wc[ops.mode[mode, MODE_WC], WC_CAL], c)


@kernel
def run_seconds(ops, mode, quantity):  # type: ignore[no-untyped-def]
    """Run time of a portion in a mode."""
    return ops.mode[mode, MODE_FIXED] + -(-ops.mode[mode, MODE_UNIT_MS] * quantity // 1000)


@kernel
def best_place(res, ops, st, mode, d, load, ready, least, end_before):  # type: ignore[no-untyped-def]
    """(end, unit, working second, batch to join) of the earliest end before a moment; end BIG when there is none."""
    wc = ops.mode[mode, MODE_WC]
    cal, kind = res.wc[wc, WC_CAL], res.wc[wc, WC_KIND]
    pause, need0, need1 = ops.mode[mode, MODE_PAUSE], ops.mode[mode, MODE_NEED0], ops.mode[mode, MODE_NEED1]
    floor, window_end = window_of(res, ops, mode, cal)
    c_ready = max(work_at(res, cal, ready), least, floor)
    end_before = min(end_before, window_end)
    best_end, best_unit, best_c, best_join = BIG, -1, BIG, -1
    if kind == EXTERNAL:
        agreement = ops.mode[mode, MODE_AGREEMENT]
        if agreement >= 0 and st.agreement_used[agreement] + d > res.agreement[agreement, AGR_CEILING]:
            return BIG, -1, BIG, -1
        c = fit_in_gap(res, ops, st, cal, max(c_ready, floor), 0, d, pause, 0, 0, BIG)
        end = BIG if c == BIG else run_end(res, cal, c, d, pause)
        if end >= end_before:
            return BIG, -1, BIG, -1
        return end, -1, c, -1
    first = res.wc[wc, WC_UNIT0]
    limit = end_before
    for u in range(first, first + res.wc[wc, WC_UNITS]):
        c = find_slot(
            res, ops, st, u, wc, ops.mode[mode, MODE_FAMILY], d, pause, need0, need1, ops.mode[mode, MODE_AGREEMENT],
            c_ready, floor, limit,
        )  # fmt: skip
        if c != BIG:
            best_end, best_unit, best_c = run_end(res, cal, c, d, pause), u, c
            limit = best_end
    if kind == BATCH and ops.mode[mode, MODE_AGREEMENT] < 0:
        # a batch that starts within one run's length of the earliest new one is worth waiting for
        latest = BIG if best_end == BIG else best_end
        begin = max(ready, opens(res, cal, c_ready))
        for u in range(first, first + res.wc[wc, WC_UNITS]):
            run = find_batch(
                res,
                st,
                u,
                wc,
                ops.mode[mode, MODE_FAMILY],
                d,
                pause,
                ops.mode[mode, MODE_SIGNATURE],
                load,
                c_ready,
                begin,
                latest,
            )
            if run >= 0 and st.run[run, RUN_END] < end_before and st.run[run, RUN_START] <= latest:
                if best_join < 0 or st.run[run, RUN_START] < st.run[best_join, RUN_START]:
                    best_join = run
        if best_join >= 0:
            return st.run[best_join, RUN_END], -1, -1, best_join
    return best_end, best_unit, best_c, -1


@apart(RES, OPS, ST, INT, INT, INT, INT, INT, INT, INT, INT, INT)
def place_with_stock(res, ops, st, op, mode, d, load, q_from, q_to, ready, least, end_before):  # type: ignore[no-untyped-def]
    """`best_place` at which stock, receipts and purchases cover the units q_from..q_to, into `State.found`; why not."""
    site, n_sites = res.wc[ops.mode[mode, MODE_WC], WC_SITE], res.span[3]
    stocked = ops.op[op, OP_MAT1] > ops.op[op, OP_MAT0]
    st.found[FOUND_END] = BIG
    while True:
        if stocked:
            ready = materials_ready(res, ops, st, op, site, n_sites, q_from, q_to, ready)
            if ready == BIG:
                return NO_MATERIAL
        end, unit, c, join = best_place(res, ops, st, mode, d, load, ready, least, end_before)
        if end == BIG:
            return NO_TIME
        if stocked:
            start = start_of(res, ops, st, mode, c, join)
            again = materials_ready(res, ops, st, op, site, n_sites, q_from, q_to, start)
            if again != start:
                ready = again
                continue
        st.found[FOUND_END], st.found[FOUND_UNIT], st.found[FOUND_WORK], st.found[FOUND_JOIN] = end, unit, c, join
        return OK
