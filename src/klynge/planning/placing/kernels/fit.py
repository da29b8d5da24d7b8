# SPDX-License-Identifier: Apache-2.0
"""Whether what is placed of an order or a supply lot keeps the rules of its own: quantity, links, sites, material."""

from __future__ import annotations

from klynge.planning.kernels.clock import arrive
from klynge.planning.kernels.columns import (
    BATCH,
    BIG,
    FOUND_LATEST,
    FOUND_LEAST,
    FOUND_READY,
    LOT_SUPPLY,
    LOT_TASK0,
    LOT_TIME,
    MAT_PER,
    MAT_QUANTITY,
    MODE_LOAD,
    MODE_WC,
    OK,
    OP_DEST,
    OP_GROUP,
    OP_LEFT,
    OP_LOTS,
    OP_MAT0,
    OP_MAT1,
    OP_MIN_LOT,
    OP_QUANTITY,
    ORD_OP0,
    ORD_OP1,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    POR_NEXT,
    POR_PEG,
    POR_QUANTITY,
    POR_RUN,
    POR_START,
    RUN_FROM,
    RUN_FROZEN,
    SUP_OP0,
    SUP_OP1,
    TASK_END,
    TASK_HEAD,
    TASK_MODE,
    TASK_SITE,
    WC_CAPACITY,
    WC_KIND,
)
from klynge.planning.kernels.materials import needed
from klynge.planning.kernels.ready import ready_for

from .columns import (
    FITS,
    LOT_TIME_DIFFERS,
    LOTS,
    MATERIAL,
    NO_WAY,
    QUANTITY,
    SAID_A,
    SAID_B,
    SAID_PLACE,
    SAID_RUN,
    SITES,
    TOO_EARLY,
    TOO_LATE,
)
from .compiled import kernel


@kernel
def capacity_needs(res, ops, st, task, op):  # type: ignore[no-untyped-def]
    """How many portions the capacity of a batch work centre asks for."""
    mode = st.task[task, TASK_MODE]
    wc, load = ops.mode[mode, MODE_WC], ops.mode[mode, MODE_LOAD]
    if res.wc[wc, WC_KIND] != BATCH or load == 0 or res.wc[wc, WC_CAPACITY] < load:
        return 1
    return -(-ops.op[op, OP_QUANTITY] // (res.wc[wc, WC_CAPACITY] // load))


@kernel
def whole(res, ops, st, task, op, said):  # type: ignore[no-untyped-def]
    """Whether the portions of an operation that are not reported hold all that is left, in allowed lots."""
    total, count, smallest = 0, 0, BIG
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        if st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0:
            total, count = total + st.portion[p, POR_QUANTITY], count + 1
            smallest = min(smallest, st.portion[p, POR_QUANTITY])
        p = st.portion[p, POR_NEXT]
    said[SAID_A], said[SAID_B] = total, ops.op[op, OP_LEFT]
    if total != ops.op[op, OP_LEFT]:
        return QUANTITY
    if count <= 1:
        return FITS
    fewest = capacity_needs(res, ops, st, task, op)
    said[SAID_A], said[SAID_B] = count, smallest
    if count > max(fewest, ops.op[op, OP_LOTS]) or (count > fewest and smallest < ops.op[op, OP_MIN_LOT]):
        return LOTS
    return FITS


@kernel
def pegged(st, p, m):  # type: ignore[no-untyped-def]
    """How much of a material a portion has pegged."""
    total = 0
    g = st.portion[p, POR_PEG]
    while g >= 0:
        if st.peg[g, PEG_MATERIAL] == m:
            total += st.peg[g, PEG_QUANTITY]
        g = st.peg[g, PEG_NEXT]
    return total


@kernel
def has_material(ops, st, task, op, said):  # type: ignore[no-untyped-def]
    """Whether the pegs of an operation are just what it needs, each portion having its part."""
    for m in range(ops.op[op, OP_MAT0], ops.op[op, OP_MAT1]):
        total = 0
        p = st.task[task, TASK_HEAD]
        while p >= 0:
            if st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0:
                has = pegged(st, p, m)
                total += has
                least = ops.material[m, MAT_QUANTITY] * st.portion[p, POR_QUANTITY] // ops.material[m, MAT_PER]
                said[SAID_A], said[SAID_B] = has, least
                if has < least:
                    return MATERIAL
            p = st.portion[p, POR_NEXT]
        said[SAID_A], said[SAID_B] = total, needed(ops, m, 0, ops.op[op, OP_LEFT])
        if said[SAID_A] != said[SAID_B]:
            return MATERIAL
    return FITS


@kernel
def taken_by(st, task, p):  # type: ignore[no-untyped-def]
    """The units that the portions not reported have taken when portion p starts."""
    total, start = 0, st.portion[p, POR_START]
    q = st.task[task, TASK_HEAD]
    while q >= 0:
        if st.run[st.portion[q, POR_RUN], RUN_FROZEN] == 0 and st.portion[q, POR_START] <= start:
            total += st.portion[q, POR_QUANTITY]
        q = st.portion[q, POR_NEXT]
    return total


@kernel
def in_time(res, ops, st, task0, op, said):  # type: ignore[no-untyped-def]
    """Whether every portion of an operation starts when what comes before lets it."""
    task = task0 + op
    left = ops.op[op, OP_LEFT]
    taken = ops.op[op, OP_QUANTITY] - left
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        run = st.portion[p, POR_RUN]
        if st.run[run, RUN_FROZEN] == 0:
            single = taken == 0 and st.portion[p, POR_QUANTITY] == left
            to = taken + taken_by(st, task, p)
            if ready_for(res, ops, st, task0, op, st.task[task, TASK_MODE], to, single) != OK:
                return NO_WAY
            start = st.portion[p, POR_START]
            said[SAID_A], said[SAID_B] = start, st.found[FOUND_READY]
            if start < st.found[FOUND_READY] or st.run[run, RUN_FROM] < st.found[FOUND_LEAST]:
                return TOO_EARLY
            said[SAID_B] = st.found[FOUND_LATEST]
            if start > st.found[FOUND_LATEST]:
                return TOO_LATE
        p = st.portion[p, POR_NEXT]
    return FITS


@kernel
def at_one_site(ops, st, task0, op0, op1, said):  # type: ignore[no-untyped-def]
    """Whether the operations of each same-site group of an order are at one site."""
    for a in range(op0, op1):
        group = ops.op[a, OP_GROUP]
        if group < 0 or ops.op[a, OP_LEFT] == 0:
            continue
        for b in range(op0, op1):
            if ops.op[b, OP_GROUP] == group and st.task[task0 + b, TASK_SITE] != st.task[task0 + a, TASK_SITE]:
                said[SAID_A], said[SAID_B] = a, b
                return SITES
    return FITS


@kernel
def operations_fit(res, ops, st, task0, op0, op1, said):  # type: ignore[no-untyped-def]
    """Whether operations that are all placed fit one another; what does not, and at which one, `said[SAID_PLACE]`."""
    for op in range(op0, op1):
        why = whole(res, ops, st, task0 + op, op, said)
        if why != FITS:
            said[SAID_PLACE] = op
            return why
    for op in range(op0, op1):
        if ops.op[op, OP_LEFT] == 0:
            continue
        why = has_material(ops, st, task0 + op, op, said)
        if why == FITS:
            why = in_time(res, ops, st, task0, op, said)
        if why != FITS:
            said[SAID_PLACE] = op
            return why
    said[SAID_PLACE] = op0
    return at_one_site(ops, st, task0, op0, op1, said)


@kernel
def arrives(res, ops, st, task0, op0, op1):  # type: ignore[no-untyped-def]
    """When the last goods of placed operations arrive; BIG when they cannot."""
    last = 0
    for op in range(op0, op1):
        if ops.op[op, OP_DEST] != -1:
            task = task0 + op
            t = arrive(res, st, task, st.task[task, TASK_SITE], ops.op[op, OP_DEST], st.task[task, TASK_END])
            if t < 0:
                return BIG
            last = max(last, t)
    return last


@kernel
def orders_fit(res, ops, st, task0, orders, arrivals, said):  # type: ignore[no-untyped-def]
    """Whether orders that are all placed fit, writing when they arrive; what does not."""
    for i in range(orders.shape[0]):
        o = orders[i]
        op0, op1 = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]
        why = operations_fit(res, ops, st, task0, op0, op1, said)
        when = arrives(res, ops, st, task0, op0, op1) if why == FITS else BIG
        if why == FITS and when == BIG:
            said[SAID_PLACE], why = op1 - 1, NO_WAY
        if why != FITS:
            return why
        arrivals[o] = when
    return FITS


@kernel
def lots_fit(res, sup, st, rows, said):  # type: ignore[no-untyped-def]
    """Whether supply lots that are all placed fit, and are there when their last operation ends."""
    for i in range(rows.shape[0]):
        lot = rows[i]
        supply, task0 = st.lot[lot, LOT_SUPPLY], st.lot[lot, LOT_TASK0]
        op0, op1 = res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]
        why = operations_fit(res, sup, st, task0, op0, op1, said)
        end = 0
        for op in range(op0, op1):
            end = max(end, st.task[task0 + op, TASK_END])
            if why == FITS and st.portion[st.task[task0 + op, TASK_HEAD], POR_NEXT] >= 0:
                said[SAID_PLACE], said[SAID_A], said[SAID_B], why = op, 2, 0, LOTS
        if why == FITS and end != st.lot[lot, LOT_TIME]:
            said[SAID_A], said[SAID_B] = end, st.lot[lot, LOT_TIME]
            said[SAID_PLACE], why = op0, LOT_TIME_DIFFERS
        if why != FITS:
            said[SAID_RUN] = i
            return why
    return FITS
