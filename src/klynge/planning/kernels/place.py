# SPDX-License-Identifier: Apache-2.0
"""Placing one operation in what is free: best mode, unit, split and batch, its materials and supply lots."""

from __future__ import annotations

from .columns import (
    BATCH,
    BIG,
    FOUND_BY,
    FOUND_END,
    FOUND_JOIN,
    FOUND_LATEST,
    FOUND_LEAST,
    FOUND_READY,
    FOUND_UNIT,
    FOUND_WORK,
    LAG_PRED,
    LAG_SHIFT,
    MAT_LOT,
    MODE_AGREEMENT,
    MODE_LOAD,
    MODE_WC,
    NO_LAG,
    NO_LANE,
    NO_MODE,
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
    POR_START,
    TASK_END,
    TASK_HEAD,
    TASK_WISH,
    WC_CAPACITY,
    WC_KIND,
    WC_SITE,
    WC_UNITS,
)
from .compiled import FLAG, INT, OPS, RES, ST, apart, kernel
from .lots import place_with_lots
from .ready import ready_for, transport_ahead
from .search import place_with_stock, run_seconds, start_of
from .tasks import commit, remove_task


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
    if forced < 0:
        forced = st.task[task, TASK_WISH]
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
        if ops.mode[mode, MODE_AGREEMENT] >= 0 and not agreements and ops.op[op, OP_FORCED] < 0:
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
