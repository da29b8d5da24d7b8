# SPDX-License-Identifier: Apache-2.0
"""Placing one operation in what is free: best mode, unit, split and batch, its materials and supply lots."""

from __future__ import annotations

import numpy as np

from .clock import opens, setup_between, work_at
from .columns import (
    AGR_CEILING,
    AGR_FROM,
    AGR_TO,
    BATCH,
    BIG,
    EXTERNAL,
    FOUND_BY,
    FOUND_END,
    FOUND_JOIN,
    FOUND_LATEST,
    FOUND_LEAST,
    FOUND_READY,
    FOUND_UNIT,
    FOUND_WORK,
    FREE_PORTION,
    FROM_LOT,
    LAG_PRED,
    LAG_SHIFT,
    LOT_ALIVE,
    LOT_EXPIRES,
    LOT_KEY,
    LOT_LEFT,
    LOT_NEXT,
    LOT_SUPPLY,
    LOT_TASK0,
    LOT_TIME,
    MAT_ITEM,
    MAT_LOT,
    MODE_AGREEMENT,
    MODE_FAMILY,
    MODE_FIXED,
    MODE_LOAD,
    MODE_NEED0,
    MODE_NEED1,
    MODE_PAUSE,
    MODE_SIGNATURE,
    MODE_UNIT_MS,
    MODE_WC,
    N_LOT,
    N_TASK,
    NEEDS,
    NO_LAG,
    NO_LANE,
    NO_MATERIAL,
    NO_MODE,
    NO_SUPPLY,
    NO_TIME,
    OK,
    OP_FORCED,
    OP_LEFT,
    OP_LOTS,
    OP_MAT0,
    OP_MAT1,
    OP_MIN_LOT,
    OP_MODE0,
    OP_MODE1,
    OP_QUANTITY,
    OVERFLOW,
    PEG_KIND,
    PEG_NEXT,
    PEG_ROW,
    POR_LOAD,
    POR_NEXT,
    POR_PEG,
    POR_RUN,
    POR_START,
    RUN_COUNT,
    RUN_END,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_START,
    SUP_LOT,
    SUP_OP0,
    SUP_OP1,
    SUP_SHELF,
    SUP_WORK,
    TASK_BOUND,
    TASK_END,
    TASK_FIRST_END,
    TASK_HEAD,
    TASK_MODE,
    TASK_SITE,
    WC_CAL,
    WC_CAPACITY,
    WC_FAMILIES,
    WC_KIND,
    WC_MATRIX,
    WC_SITE,
    WC_UNIT0,
    WC_UNITS,
)
from .compiled import FLAG, INT, OPS, RES, ST, apart, kernel
from .materials import link_lot, materials_ready, needed, new_peg, peg_materials, unlink_lot, unpeg
from .pools import choose_pools
from .ready import ready_for, transport_ahead
from .runs import add_portion, can_leave, free_run, new_run, put_on_unit, refresh_task, take_off_unit
from .slots import find_batch, find_slot, fit_in_gap, run_end
from .units import family_before, locate, row_before

MOST_LOTS = 64  # lots of one item that are looked at for one portion, the latest ones


@kernel
def window_of(res, ops, mode, cal):  # type: ignore[no-untyped-def]
    """(first working second for a set-up, moment before which a run ends) of a mode: start, agreement, horizon."""
    agreement = ops.mode[mode, MODE_AGREEMENT]
    if agreement < 0:
        return work_at(res, cal, res.span[0]), BIG
    first = max(res.span[0], res.agreement[agreement, AGR_FROM])
    return work_at(res, cal, first), res.agreement[agreement, AGR_TO] + 1


@kernel
def best_place(res, ops, st, mode, d, load, ready, least, end_before):  # type: ignore[no-untyped-def]
    """(end, unit, working second, batch to join) of the earliest end before a moment; end BIG when there is none."""
    wc = ops.mode[mode, MODE_WC]
    cal, kind = res.wc[wc, WC_CAL], res.wc[wc, WC_KIND]
    pause, need0, need1 = ops.mode[mode, MODE_PAUSE], ops.mode[mode, MODE_NEED0], ops.mode[mode, MODE_NEED1]
    c_ready = max(work_at(res, cal, ready), least)
    floor, window_end = window_of(res, ops, mode, cal)
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


@kernel
def start_of(res, ops, st, mode, c, join):  # type: ignore[no-untyped-def]
    """Clock start of a place that `best_place` found."""
    if join >= 0:
        return st.run[join, RUN_START]
    return opens(res, res.wc[ops.mode[mode, MODE_WC], WC_CAL], c)


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


@apart(RES, OPS, ST, INT, INT, INT, INT, INT, INT, INT, INT, INT)
def commit(res, ops, st, task, op, mode, unit, c, join, d, quantity, q_from):  # type: ignore[no-untyped-def]
    """Make the portion at a found place, with its pegs on stock and purchases; its row, or -1 when tables are full."""
    wc = ops.mode[mode, MODE_WC]
    run = join
    if join < 0:
        cal = res.wc[wc, WC_CAL]
        floor, _ = window_of(res, ops, mode, cal)
        need0, need1 = ops.mode[mode, MODE_NEED0], ops.mode[mode, MODE_NEED1]
        if unit < 0:
            need1 = need0
        elif need1 > need0:
            di, k = locate(st, unit, c)
            before = family_before(st, unit, row_before(st, unit, di, k))
            s = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], before, ops.mode[mode, MODE_FAMILY])
            choose_pools(res, ops, st, cal, c, s, d, ops.mode[mode, MODE_PAUSE], need0, need1)
        run = new_run(
            res, ops, st, unit, wc, c, d, ops.mode[mode, MODE_PAUSE], ops.mode[mode, MODE_FAMILY], floor,
            ops.mode[mode, MODE_AGREEMENT], ops.mode[mode, MODE_SIGNATURE], need0, need1,
        )  # fmt: skip
        if run < 0:
            return -1
    portion = add_portion(st, task, run, quantity, ops.mode[mode, MODE_LOAD] * quantity)
    if portion < 0:
        return -1
    st.task[task, TASK_MODE], st.task[task, TASK_SITE] = mode, res.wc[wc, WC_SITE]
    if ops.op[op, OP_MAT1] > ops.op[op, OP_MAT0]:
        site = res.wc[wc, WC_SITE]
        peg_materials(res, ops, st, op, site, res.span[3], q_from, q_from + quantity, portion, st.run[run, RUN_START])
    return portion


@kernel
def forget_head(st, task):  # type: ignore[no-untyped-def]
    """Free the newest portion of a task, and its run when that is empty (it must be off its unit by then)."""
    p = st.task[task, TASK_HEAD]
    run = st.portion[p, POR_RUN]
    st.run[run, RUN_COUNT] -= 1
    st.run[run, RUN_LOAD] -= st.portion[p, POR_LOAD]
    st.task[task, TASK_HEAD] = st.portion[p, POR_NEXT]
    st.portion[p, POR_NEXT] = st.counter[FREE_PORTION]
    st.counter[FREE_PORTION] = p
    if st.run[run, RUN_COUNT] == 0:
        free_run(st, run)


@kernel
def remove_head(res, st, task):  # type: ignore[no-untyped-def]
    """Take the newest portion of a task off the plan (its pegs are the caller's)."""
    run = st.portion[st.task[task, TASK_HEAD], POR_RUN]
    if st.run[run, RUN_COUNT] == 1:
        take_off_unit(res, st, run)
    forget_head(st, task)


@apart(RES, ST, INT)
def drop_lot(res, st, lot):  # type: ignore[no-untyped-def]
    """Take a supply lot that nobody uses off the plan, unless a run after one of its runs cannot do without it."""
    supply, task0 = st.lot[lot, LOT_SUPPLY], st.lot[lot, LOT_TASK0]
    op0, op1 = res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]
    for op in range(op1 - 1, op0 - 1, -1):
        run = st.portion[st.task[task0 + op, TASK_HEAD], POR_RUN]
        if st.run[run, RUN_COUNT] > 1:
            continue
        if not can_leave(res, st, run):
            for back in range(op + 1, op1):
                run = st.portion[st.task[task0 + back, TASK_HEAD], POR_RUN]
                if st.run[run, RUN_COUNT] == 1:
                    put_on_unit(res, st, run)
            return 0
        take_off_unit(res, st, run)
    for op in range(op1 - 1, op0 - 1, -1):
        p = st.task[task0 + op, TASK_HEAD]
        unpeg(st, p)
        forget_head(st, task0 + op)
    st.lot[lot, LOT_ALIVE] = 0
    unlink_lot(st, lot)
    st.lot[lot, LOT_NEXT] = st.free_lot[supply]
    st.free_lot[supply] = lot
    return 1


@apart(RES, ST, INT)
def remove_task(res, st, task):  # type: ignore[no-untyped-def]
    """Take all portions of a task but the reported ones off the plan, and the supply lots only they used."""
    while st.task[task, TASK_HEAD] >= 0:
        p = st.task[task, TASK_HEAD]
        if st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 1:
            break
        peg = st.portion[p, POR_PEG]
        lots = np.full(NEEDS, -1, np.int64)
        n = 0
        while peg >= 0:
            if st.peg[peg, PEG_KIND] == FROM_LOT and n < NEEDS:
                lots[n] = st.peg[peg, PEG_ROW]
                n += 1
            peg = st.peg[peg, PEG_NEXT]
        unpeg(st, p)
        remove_head(res, st, task)
        for i in range(n):
            lot = lots[i]
            if st.lot[lot, LOT_ALIVE] == 1 and st.lot[lot, LOT_LEFT] == res.supply[st.lot[lot, LOT_SUPPLY], SUP_LOT]:
                drop_lot(res, st, lot)
    refresh_task(st, task)
    return 0


@kernel
def run_seconds(ops, mode, quantity):  # type: ignore[no-untyped-def]
    """Run time of a portion in a mode."""
    return ops.mode[mode, MODE_FIXED] + -(-ops.mode[mode, MODE_UNIT_MS] * quantity // 1000)


@apart(RES, OPS, ST, INT, INT, INT)
def add_lot(res, sup, st, supply, key, bound):  # type: ignore[no-untyped-def]
    """Make one more lot of a supply, its operations starting no earlier than `bound`; its row, or -1."""
    op0, op1 = res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]
    lot = st.free_lot[supply]
    if lot < 0:
        lot = st.counter[N_LOT]
        if lot >= len(st.lot) or st.counter[N_TASK] + op1 - op0 > len(st.task):
            st.counter[OVERFLOW] = 1
            return -1
        st.lot[lot, LOT_TASK0], st.lot[lot, LOT_SUPPLY] = st.counter[N_TASK] - op0, supply
        st.lot[lot, LOT_ALIVE], st.lot[lot, LOT_NEXT] = 0, -1
        st.counter[N_LOT] = lot + 1
        st.counter[N_TASK] += op1 - op0
        st.free_lot[supply] = lot
    task0 = st.lot[lot, LOT_TASK0]
    end = 0
    for op in range(op0, op1):
        task = task0 + op
        st.task[task, TASK_HEAD], st.task[task, TASK_MODE], st.task[task, TASK_END] = -1, -1, 0
        st.task[task, TASK_FIRST_END], st.task[task, TASK_BOUND], st.task[task, TASK_SITE] = BIG, bound, -1
    for op in range(op0, op1):
        quantity = sup.op[op, OP_QUANTITY]
        best_end, best_mode, best_unit, best_c, best_join = BIG, -1, -1, BIG, -1
        for mode in range(sup.op[op, OP_MODE0], sup.op[op, OP_MODE1]):
            if ready_for(res, sup, st, task0, op, mode, quantity, True) != OK:
                continue
            ready, least, latest = st.found[FOUND_READY], st.found[FOUND_LEAST], st.found[FOUND_LATEST]
            d = run_seconds(sup, mode, quantity)
            load = sup.mode[mode, MODE_LOAD] * quantity
            if place_with_stock(res, sup, st, op, mode, d, load, 0, quantity, ready, least, best_end) != OK:
                continue
            c, join = st.found[FOUND_WORK], st.found[FOUND_JOIN]
            if start_of(res, sup, st, mode, c, join) <= latest:
                best_end, best_mode = st.found[FOUND_END], mode
                best_unit, best_c, best_join = st.found[FOUND_UNIT], c, join
        if best_mode < 0:
            for back in range(op - 1, op0 - 1, -1):
                while st.task[task0 + back, TASK_HEAD] >= 0:
                    unpeg(st, st.task[task0 + back, TASK_HEAD])
                    remove_head(res, st, task0 + back)
            return -1
        d = run_seconds(sup, best_mode, quantity)
        commit(res, sup, st, task0 + op, op, best_mode, best_unit, best_c, best_join, d, quantity, 0)
        end = max(end, best_end)
    shelf = res.supply[supply, SUP_SHELF]
    st.free_lot[supply] = st.lot[lot, LOT_NEXT]
    st.lot[lot, LOT_TIME], st.lot[lot, LOT_LEFT] = end, res.supply[supply, SUP_LOT]
    st.lot[lot, LOT_EXPIRES] = BIG if shelf < 0 else min(BIG, end + shelf)
    st.lot[lot, LOT_ALIVE], st.lot[lot, LOT_KEY] = 1, key
    link_lot(st, lot)
    return lot


@kernel
def open_lot(st, key, amount, start, delay):  # type: ignore[no-untyped-def]
    """A lot with `amount` left usable at `start` (the fullest used first), or with `delay` the next one after it.

    Lots are listed latest first and all of a key have one shelf life, so those after the first expired one are expired.
    """
    best, lot, steps = -1, st.key_lot[key], 0
    while lot >= 0 and steps < MOST_LOTS:
        at = st.lot[lot, LOT_TIME]
        if at > start:
            if delay and st.lot[lot, LOT_LEFT] >= amount:
                best = lot
        elif delay or start > st.lot[lot, LOT_EXPIRES]:
            break
        else:
            steps += 1
            if st.lot[lot, LOT_LEFT] >= amount and (best < 0 or st.lot[lot, LOT_LEFT] < st.lot[best, LOT_LEFT]):
                best = lot
        lot = st.lot[lot, LOT_NEXT]
    return best


@kernel
def forget(res, st, picks, n_new, i):  # type: ignore[no-untyped-def]
    """Drop the lots that were made for material i of a portion that is still being placed."""
    for j in range(n_new[i] - 1, -1, -1):
        drop_lot(res, st, picks[i, j])
    n_new[i] = 0
    picks[i, 0] = -1


@kernel
def pick_lots(res, sup, st, key, supply, amount, start, bound, picks, n_new, i):  # type: ignore[no-untyped-def]
    """Choose or make the lots for material i near `start`; the moment from which they all are there, or BIG."""
    size, shelf = res.supply[supply, SUP_LOT], res.supply[supply, SUP_SHELF]
    n_new[i] = 0
    waits = -1
    if amount <= size:
        picks[i, 0] = open_lot(st, key, amount, start, False)
        if picks[i, 0] >= 0:
            return st.lot[picks[i, 0], LOT_TIME]
        waits = open_lot(st, key, amount, start, True)
    wanted = -(-amount // size)
    if wanted > NEEDS:
        return BIG
    if shelf >= 0:
        bound = max(bound, start - shelf - res.supply[supply, SUP_WORK])
    last = 0
    for j in range(wanted):
        lot = add_lot(res, sup, st, supply, key, bound)
        if lot < 0:
            forget(res, st, picks, n_new, i)
            last = BIG
            break
        picks[i, j] = lot
        n_new[i] = j + 1
        last = max(last, st.lot[lot, LOT_TIME])
    if waits >= 0 and st.lot[waits, LOT_TIME] <= last:
        forget(res, st, picks, n_new, i)
        picks[i, 0] = waits
        return st.lot[waits, LOT_TIME]
    return last


@kernel
def window_missed(st, picks, n_new, i, start):  # type: ignore[no-untyped-def]
    """Seconds by which `start` is after the window of material i's lots; 0 inside, negative before."""
    missed = -BIG
    for j in range(max(1, n_new[i])):
        lot = picks[i, j]
        if start < st.lot[lot, LOT_TIME]:
            return start - st.lot[lot, LOT_TIME]
        missed = max(missed, start - st.lot[lot, LOT_EXPIRES])
    return max(missed, 0)


@kernel
def peg_lots(ops, st, portion, m, amount, picks, n_new, i):  # type: ignore[no-untyped-def]
    """Peg a portion's material on the lots picked for it."""
    if ops.material[m, MAT_LOT] == 0:
        return
    for j in range(max(1, n_new[i])):
        if amount <= 0:
            return
        lot = picks[i, j]
        used = min(amount, st.lot[lot, LOT_LEFT])
        st.lot[lot, LOT_LEFT] -= used
        amount -= used
        if st.lot[lot, LOT_LEFT] == 0:
            unlink_lot(st, lot)
        new_peg(st, portion, FROM_LOT, lot, used, m)


@apart(RES, OPS, OPS, ST, INT, INT, INT, INT, INT, INT, INT, INT, INT)
def place_with_lots(res, ops, sup, st, task, op, mode, d, load, quantity, q_from, ready, least):  # type: ignore[no-untyped-def]
    """Place and commit a portion together with supply lots whose windows hold its start: why not, or OK."""
    site, n_sites = res.wc[ops.mode[mode, MODE_WC], WC_SITE], res.span[3]
    mat0, n = ops.op[op, OP_MAT0], ops.op[op, OP_MAT1] - ops.op[op, OP_MAT0]
    picks = np.full((n, NEEDS), -1, np.int64)
    n_new = np.zeros(n, np.int64)
    bounds = np.zeros(n, np.int64)
    why = NO_SUPPLY
    for _ in range(60):
        why = place_with_stock(res, ops, st, op, mode, d, load, q_from, q_from + quantity, ready, least, BIG)
        if why != OK:
            break
        why = NO_SUPPLY
        unit, c, join = st.found[FOUND_UNIT], st.found[FOUND_WORK], st.found[FOUND_JOIN]
        start = start_of(res, ops, st, mode, c, join)
        settled = True
        for i in range(n):
            m = mat0 + i
            amount = needed(ops, m, q_from, q_from + quantity)
            if ops.material[m, MAT_LOT] == 0 or amount <= 0:
                continue
            key = ops.material[m, MAT_ITEM] * n_sites + site
            if picks[i, 0] >= 0:
                missed = window_missed(st, picks, n_new, i, start)
                if missed == 0:
                    continue
                settled = False
                if missed < 0:
                    ready = max(ready, start - missed)
                    continue
                bounds[i] += missed
                forget(res, st, picks, n_new, i)
            supply = res.key_supply[key]
            if supply < 0:
                settled, why = False, NO_MATERIAL
                ready = BIG
                break
            there = pick_lots(res, sup, st, key, supply, amount, start, bounds[i], picks, n_new, i)
            # the lots may have taken the very place that was found for the portion, so it is looked for once more
            settled = False
            ready = max(ready, there) if there > start else ready
            if there == BIG:
                ready = BIG
                break
        if ready == BIG or st.counter[OVERFLOW] == 1:
            break
        if settled:
            portion = commit(res, ops, st, task, op, mode, unit, c, join, d, quantity, q_from)
            if portion < 0:
                break
            for i in range(n):
                peg_lots(ops, st, portion, mat0 + i, needed(ops, mat0 + i, q_from, q_from + quantity), picks, n_new, i)
            return OK
    for i in range(n):
        if n_new[i] > 0:
            forget(res, st, picks, n_new, i)
    return why


@apart(RES, OPS, OPS, ST, INT, INT, INT, INT, FLAG)
def place_split(res, ops, sup, st, task0, op, mode, lots, has_lots):  # type: ignore[no-untyped-def]
    """Place and commit an operation in a mode in so many equal lots: why not, or OK.

    After NO_LAG the counters LAG_SHIFT and LAG_PRED say by how much a maximum lag is missed, and from where it counts.
    """
    task = task0 + op
    left = ops.op[op, OP_LEFT]
    taken = ops.op[op, OP_QUANTITY] - left
    planned = 0
    for j in range(lots):
        quantity = left // lots + (1 if j < left % lots else 0)
        d = run_seconds(ops, mode, quantity)
        load = ops.mode[mode, MODE_LOAD] * quantity
        single = lots == 1 and taken == 0
        why = ready_for(res, ops, st, task0, op, mode, taken + planned + quantity, single)
        ready, least = st.found[FOUND_READY], st.found[FOUND_LEAST]
        latest, latest_by = st.found[FOUND_LATEST], st.found[FOUND_BY]
        if why == OK and has_lots:
            why = place_with_lots(res, ops, sup, st, task, op, mode, d, load, quantity, planned, ready, least)
        elif why == OK:
            why = place_with_stock(res, ops, st, op, mode, d, load, planned, planned + quantity, ready, least, BIG)
            if why == OK:
                unit, c, join = st.found[FOUND_UNIT], st.found[FOUND_WORK], st.found[FOUND_JOIN]
                commit(res, ops, st, task, op, mode, unit, c, join, d, quantity, planned)
        if st.counter[OVERFLOW] == 1:
            why = NO_TIME
        if why == OK:
            start = st.portion[st.task[task, TASK_HEAD], POR_START]
            if start > latest:
                why = NO_LAG
                st.counter[LAG_PRED], st.counter[LAG_SHIFT] = latest_by, start - latest
        if why != OK:
            remove_task(res, st, task)
            return why
        planned += quantity
    return OK


@kernel
def has_lot_material(ops, op):  # type: ignore[no-untyped-def]
    """Whether an operation uses an item that is made in supply lots."""
    for m in range(ops.op[op, OP_MAT0], ops.op[op, OP_MAT1]):
        if ops.material[m, MAT_LOT] == 1:
            return True
    return False


@kernel
def split_range(res, ops, op, mode):  # type: ignore[no-untyped-def]
    """(fewest, most) portions an operation may have in a mode; fewest 0 when the batch capacity cannot hold a unit."""
    left = ops.op[op, OP_LEFT]
    fewest = 1
    wc = ops.mode[mode, MODE_WC]
    if res.wc[wc, WC_KIND] == BATCH and ops.mode[mode, MODE_LOAD] > 0:
        per_batch = res.wc[wc, WC_CAPACITY] // ops.mode[mode, MODE_LOAD]
        if per_batch == 0:
            return 0, 0
        fewest = -(-left // per_batch)
    most = min(ops.op[op, OP_LOTS], max(1, left // max(1, ops.op[op, OP_MIN_LOT])))
    return fewest, max(fewest, most)


@apart(RES, OPS, OPS, ST, INT, INT, INT, FLAG)
def place_op(res, ops, sup, st, task0, op, site_only, agreements):  # type: ignore[no-untyped-def]
    """Place an operation where it ends earliest, counting the transport that must follow; why not, or OK.

    After NO_LAG the counters LAG_PRED and LAG_SHIFT say which operation before would have to be how much later.
    """
    task = task0 + op
    forced = ops.op[op, OP_FORCED]
    has_lots = has_lot_material(ops, op)
    left = ops.op[op, OP_LEFT]
    taken = ops.op[op, OP_QUANTITY] - left
    best_key, best_mode, best_lots = BIG, -1, 0
    best_unit, best_c, best_join = -1, BIG, -1
    reason, least_missed, missed_by = NO_MODE, BIG, -1
    for mode in range(ops.op[op, OP_MODE0], ops.op[op, OP_MODE1]):
        if forced >= 0 and mode != forced:
            continue
        wc = ops.mode[mode, MODE_WC]
        site = res.wc[wc, WC_SITE]
        if site_only >= 0 and site != site_only:
            continue
        if ops.mode[mode, MODE_AGREEMENT] >= 0 and not agreements and forced < 0:
            continue
        ahead = transport_ahead(res, ops, op, site) if res.span[2] > 1 else 0
        if ahead == BIG:
            reason = max(reason, NO_LANE)
            continue
        fewest, most = split_range(res, ops, op, mode)
        if fewest == 0:
            continue
        first = fewest
        if fewest == 1 and not has_lots:
            # one portion, nothing else to make: a search is enough, and stops where it cannot win
            first = 2
            why = ready_for(res, ops, st, task0, op, mode, taken + left, taken == 0)
            if why == OK:
                latest, latest_by = st.found[FOUND_LATEST], st.found[FOUND_BY]
                d = run_seconds(ops, mode, left)
                bound = BIG if best_key == BIG else best_key - ahead
                why = place_with_stock(
                    res, ops, st, op, mode, d, ops.mode[mode, MODE_LOAD] * left, 0, left,
                    st.found[FOUND_READY], st.found[FOUND_LEAST], bound,
                )  # fmt: skip
            if why == OK:
                end, c, join = st.found[FOUND_END], st.found[FOUND_WORK], st.found[FOUND_JOIN]
                missed = start_of(res, ops, st, mode, c, join) - latest
                if missed > 0:
                    reason = NO_LAG
                    if missed < least_missed:
                        least_missed, missed_by = missed, latest_by
                elif end + ahead < best_key:
                    best_key, best_mode, best_lots = end + ahead, mode, 0
                    best_unit, best_c, best_join = st.found[FOUND_UNIT], c, join
            else:
                reason = max(reason, why)
        for lots in range(first, most + 1):
            if first < lots < most and lots != res.wc[wc, WC_UNITS]:
                continue
            why = place_split(res, ops, sup, st, task0, op, mode, lots, has_lots)
            if why == OK:
                key = st.task[task, TASK_END] + ahead
                remove_task(res, st, task)
                if key < best_key:
                    best_key, best_mode, best_lots = key, mode, lots
            elif why == NO_LAG:
                reason = NO_LAG
                if st.counter[LAG_SHIFT] < least_missed:
                    least_missed, missed_by = st.counter[LAG_SHIFT], st.counter[LAG_PRED]
            else:
                reason = max(reason, why)
    if best_mode < 0:
        st.counter[LAG_PRED], st.counter[LAG_SHIFT] = missed_by, least_missed
        return NO_LAG if missed_by >= 0 else reason
    if best_lots > 0:
        return place_split(res, ops, sup, st, task0, op, best_mode, best_lots, has_lots)
    d = run_seconds(ops, best_mode, left)
    commit(res, ops, st, task, op, best_mode, best_unit, best_c, best_join, d, left, 0)
    return OK
