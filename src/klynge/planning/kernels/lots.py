# SPDX-License-Identifier: Apache-2.0
"""Supply lots: made when a portion needs one, shared by those after it, within their shelf life or pouring window."""

from __future__ import annotations

import numpy as np

from .columns import (
    BIG,
    FOUND_END,
    FOUND_JOIN,
    FOUND_LATEST,
    FOUND_LEAST,
    FOUND_READY,
    FOUND_UNIT,
    FOUND_WORK,
    FROM_LOT,
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
    MODE_LOAD,
    MODE_WC,
    N_LOT,
    N_TASK,
    NEEDS,
    NO_MATERIAL,
    NO_SUPPLY,
    OK,
    OP_MAT0,
    OP_MAT1,
    OP_MODE0,
    OP_MODE1,
    OP_QUANTITY,
    OVERFLOW,
    SUP_LOT,
    SUP_OP0,
    SUP_OP1,
    SUP_SHELF,
    SUP_WORK,
    TASK_BOUND,
    TASK_END,
    TASK_FIRST_END,
    TASK_HEAD,
    TASK_LEAST,
    TASK_MODE,
    TASK_SITE,
    TASK_WISH,
    WC_SITE,
)
from .compiled import INT, OPS, RES, ST, apart, kernel
from .materials import link_lot, needed, new_peg, unlink_lot, unpeg
from .ready import ready_for
from .search import place_with_stock, run_seconds, start_of
from .tasks import commit, drop_lot, remove_head

MOST_LOTS = 64  # lots of one item that are looked at for one portion, the latest ones


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
        st.task[task, TASK_LEAST], st.task[task, TASK_WISH] = 0, -1
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
