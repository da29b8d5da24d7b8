# SPDX-License-Identifier: Apache-2.0
"""Placing whole orders: all operations or none, maximum lags repaired, shared sites tried."""

from __future__ import annotations

import numpy as np

from .clock import arrive, opens, work_at
from .columns import (
    BIG,
    FAILED_OP,
    FAILED_WHY,
    FOUND_END,
    GROUPS,
    LAG_PRED,
    LAG_SHIFT,
    MOST_STEPS,
    N_BLOCK,
    N_LOT,
    N_PEG,
    N_PORTION,
    N_RUN,
    N_STEP,
    N_TASK,
    N_USE,
    NO_LAG,
    NO_LANE,
    NO_MODE,
    NO_TIME,
    OK,
    OP_DEST,
    OP_GROUP,
    OP_LEFT,
    ORD_GROUPS,
    ORD_OP0,
    ORD_OP1,
    OVERFLOW,
    POR_END,
    POR_NEXT,
    POR_RUN,
    POR_START,
    RUN_FROZEN,
    RUN_PAUSE,
    RUN_SECONDS,
    RUN_WC,
    STAYS,
    TASK_BOUND,
    TASK_END,
    TASK_FIRST_END,
    TASK_HEAD,
    TASK_SITE,
    TASK_WISH,
    UNATTENDED,
    WC_CAL,
)
from .compiled import FLAG, INT, OPS, RES, ST, apart, kernel
from .place import place_op
from .sites import MOST_VARIANTS, can_be_at, group_sites, pick_variant, settled_site
from .tasks import remove_task

MOST_REPAIRS = 400
LAG_STEP_S = 900  # at least so much later: a second more would leave a second of work for the next morning


@kernel
def delivered(res, ops, st, task0, o):  # type: ignore[no-untyped-def]
    """When a placed order's last goods arrive; BIG when they cannot."""
    last = 0
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        dest = ops.op[op, OP_DEST]
        if dest != -1:
            t = arrive(res, st, task0 + op, st.task[task0 + op, TASK_SITE], dest, st.task[task0 + op, TASK_END])
            if t < 0:
                return BIG
            last = max(last, t)
    return last


@kernel
def remove_ops(res, ops, st, task0, first, last):  # type: ignore[no-untyped-def]
    """Take the operations first..last-1 off the plan, the latest placed first."""
    for op in range(last - 1, first - 1, -1):
        if ops.op[op, OP_LEFT] > 0 and st.task[task0 + op, TASK_WISH] != STAYS:
            remove_task(res, st, task0 + op)


@kernel
def bound_to_end_by(res, st, task, end):  # type: ignore[no-untyped-def]
    """The least start with which the first of a task's portions to end would not end before `end`; BIG for none."""
    first, bound, present = BIG, BIG, BIG
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        run = st.portion[p, POR_RUN]
        if st.run[run, RUN_FROZEN] == 0 and st.portion[p, POR_END] < first:
            first, present = st.portion[p, POR_END], st.portion[p, POR_START]
            d = st.run[run, RUN_SECONDS]
            if st.run[run, RUN_PAUSE] == UNATTENDED:
                bound = end - d
            else:
                cal = res.wc[st.run[run, RUN_WC], WC_CAL]
                bound = opens(res, cal, max(0, work_at(res, cal, end) - d))
        p = st.portion[p, POR_NEXT]
    return BIG if bound == BIG else max(bound, present + LAG_STEP_S)


@apart(RES, OPS, OPS, ST, INT, INT, FLAG, INT)
def place_order(res, ops, sup, st, task0, o, agreements, site_all):  # type: ignore[no-untyped-def]
    """Place an order whole, operations in topological order: why not, or OK; its delivery into `State.found`.

    A maximum lag that cannot hold sends planning back to the operation it counts from, which is placed later by
    what was missed: bounds only grow, so this ends. On failure nothing of the order is left on the plan.
    """
    op0, op1 = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]
    for op in range(op0, op1):
        st.task[task0 + op, TASK_BOUND] = 0
    op, repairs = op0, 0
    while op < op1:
        if ops.op[op, OP_LEFT] == 0 or st.task[task0 + op, TASK_WISH] == STAYS:
            op += 1
            continue
        group = ops.op[op, OP_GROUP]
        site = st.group_site[group] if group >= 0 else site_all
        why = place_op(res, ops, sup, st, task0, op, site, agreements)
        if why == OK:
            op += 1
            continue
        if why == NO_LAG and repairs < MOST_REPAIRS:
            pred = st.counter[LAG_PRED]
            bound = BIG
            if pred >= 0 and st.task[task0 + pred, TASK_WISH] != STAYS:
                end = st.task[task0 + pred, TASK_FIRST_END] + st.counter[LAG_SHIFT]
                bound = bound_to_end_by(res, st, task0 + pred, end)
            if bound < res.span[1]:
                st.task[task0 + pred, TASK_BOUND] = bound
                remove_ops(res, ops, st, task0, pred, op)
                op = pred
                repairs += 1
                continue
        st.counter[FAILED_OP], st.counter[FAILED_WHY] = op, why
        remove_ops(res, ops, st, task0, op0, op)
        return why
    when = delivered(res, ops, st, task0, o)
    if when == BIG:
        st.counter[FAILED_OP], st.counter[FAILED_WHY] = op1 - 1, NO_LANE
        remove_ops(res, ops, st, task0, op0, op1)
        return NO_LANE
    st.found[FOUND_END] = when
    return OK


@apart(RES, OPS, OPS, ST, INT, INT, FLAG)
def place_best(res, ops, sup, st, task0, o, agreements):  # type: ignore[no-untyped-def]
    """Place an order at the sites at which it is delivered first: why not, or OK; its delivery into `State.found`.

    Same-site groups are tried at every site, at most so many combinations. Where the greedy choice of sites ran into
    a place without lanes, everything is tried at one site.
    """
    groups = min(GROUPS, ops.order[o, ORD_GROUPS])
    options = np.full((max(1, groups), MOST_VARIANTS), -1, np.int64)
    counts = np.ones(max(1, groups), np.int64)
    variants = 1
    for g in range(groups):
        bound = settled_site(ops, st, task0, o, g)
        if bound >= 0:
            options[g, 0] = bound
        else:
            counts[g] = group_sites(res, ops, o, g, agreements, options[g])
            if counts[g] == 0 or bound == -2:
                st.counter[FAILED_OP], st.counter[FAILED_WHY] = ops.order[o, ORD_OP0], NO_MODE
                return NO_MODE
        variants = min(MOST_VARIANTS, variants * counts[g])
    one_site = False
    if variants == 1:
        pick_variant(st, 0, counts, options, groups)
        why = place_order(res, ops, sup, st, task0, o, agreements, -1)
        if why != NO_LANE or groups > 0:
            return why
        one_site, variants = True, res.span[3]
    first_failed = st.counter[FAILED_OP]
    best, best_when = -1, BIG
    for v in range(variants):
        if one_site and not can_be_at(res, ops, ops.order[o, ORD_OP0], v, agreements):
            continue
        pick_variant(st, v, counts, options, groups)
        if place_order(res, ops, sup, st, task0, o, agreements, v if one_site else -1) == OK:
            if st.found[FOUND_END] < best_when:
                best, best_when = v, st.found[FOUND_END]
            remove_ops(res, ops, st, task0, ops.order[o, ORD_OP0], ops.order[o, ORD_OP1])
        if st.counter[OVERFLOW] == 1:
            return NO_TIME
    if best < 0 and one_site:
        st.counter[FAILED_OP], st.counter[FAILED_WHY] = first_failed, NO_LANE
        return NO_LANE
    best = max(best, 0)
    pick_variant(st, best, counts, options, groups)
    return place_order(res, ops, sup, st, task0, o, agreements, best if one_site else -1)


@kernel
def has_room(ops, st, o):  # type: ignore[no-untyped-def]
    """Whether the tables surely hold what placing an order may need; otherwise they are made larger first."""
    n = ops.order[o, ORD_OP1] - ops.order[o, ORD_OP0]
    c = st.counter
    return (
        c[N_PORTION] + 64 * n + 256 <= len(st.portion)
        and c[N_RUN] + 64 * n + 256 <= len(st.run)
        and c[N_USE] + 256 * n + 1024 <= len(st.use)
        and c[N_PEG] + 256 * n + 1024 <= len(st.peg)
        and c[N_LOT] + 64 * n + 256 <= len(st.lot)
        and c[N_TASK] + 256 * n + 1024 <= len(st.task)
        and c[N_BLOCK] + 16 * n + 64 <= len(st.block_count)
        and c[N_STEP] + 4 * c[MOST_STEPS] + 512 * n + 16384 <= len(st.step)
    )


@kernel
def place_all(res, ops, sup, st, task0, sequence, at, many, arrivals, whys, failed):  # type: ignore[no-untyped-def]
    """Place up to `many` orders of `sequence` from position `at`, without agreements; the position reached.

    Stops early when the tables could become full.
    """
    last = min(sequence.shape[0], at + many)
    while at < last:
        o = sequence[at]
        if not has_room(ops, st, o):
            return at
        why = place_best(res, ops, sup, st, task0, o, False)
        arrivals[o], whys[o] = st.found[FOUND_END] if why == OK else BIG, why
        failed[o] = st.counter[FAILED_OP] if why != OK else -1
        at += 1
    return at


@kernel
def ask(res, ops, sup, st, task0, o, agreements):  # type: ignore[no-untyped-def]
    """Place one order in what is free, over all its alternatives: (why not or OK, delivery)."""
    why = place_best(res, ops, sup, st, task0, o, agreements)
    return why, st.found[FOUND_END]
