# SPDX-License-Identifier: Apache-2.0
"""Which orders to take off together: those that stand in one another's way, found on the units' timelines.

The neighbourhoods are those of ruin and recreate (Schrimpf et al. 2000) and of adjacent string removal (Christiaens &
Vanden Berghe 2020), with the order for the customer and the run for the visit.
"""

from __future__ import annotations

from klynge.planning.kernels.clock import work_at
from klynge.planning.kernels.columns import (
    ENT_RUN,
    MODE_WC,
    OP_LEFT,
    OP_MODE0,
    OP_MODE1,
    ORD_OP0,
    ORD_OP1,
    POR_RUN,
    POR_START,
    RUN_FAMILY,
    RUN_FROZEN,
    RUN_SETUP,
    RUN_TASK,
    RUN_UNIT,
    TASK_END,
    TASK_HEAD,
    UNIT_COUNT,
    UNIT_WC,
    WC_CAL,
    WC_SITE,
    WC_UNIT0,
    WC_UNITS,
)
from klynge.planning.kernels.units import last_of, locate, run_at

from .compiled import kernel
from .draw import below, share

NEAR, BLOCKERS, FAMILY, ALONE = 0, 1, 2, 3


@kernel
def add_order(picked, n, o):  # type: ignore[no-untyped-def]
    """Add an order to those picked, once; how many there are then."""
    if n >= picked.shape[0]:
        return n
    for i in range(n):
        if picked[i] == o:
            return n
    picked[n] = o
    return n + 1


@kernel
def order_of_run(st, order_of, run):  # type: ignore[no-untyped-def]
    """The order that a run works for; -1 for reported work and supply lots."""
    task = st.run[run, RUN_TASK]
    if st.run[run, RUN_FROZEN] == 1 or task >= order_of.shape[0]:
        return -1
    return order_of[task]


@kernel
def around(st, order_of, u, w, back, on, limit, picked, n):  # type: ignore[no-untyped-def]
    """Pick the orders of the last `back` runs before working second w of a unit and of the first `on` runs after it."""
    di, k = locate(st, u, w)
    first_di, first_k = di, k
    for _ in range(back):
        if k > 0:
            k -= 1
        elif di > 0:
            di -= 1
            k = last_of(st, u, di)
        else:
            break
        o = order_of_run(st, order_of, st.block[run_at(st, u, di, k), ENT_RUN])
        if o >= 0 and n < limit:
            n = add_order(picked, n, o)
    di, k = first_di, first_k
    for _ in range(on):
        row = run_at(st, u, di, k)
        if row < 0:
            if di + 1 >= st.unit[u, UNIT_COUNT]:
                break
            di, k = di + 1, 0
            row = run_at(st, u, di, k)
            if row < 0:
                break
        o = order_of_run(st, order_of, st.block[row, ENT_RUN])
        if o >= 0 and n < limit:
            n = add_order(picked, n, o)
        k += 1
    return n


@kernel
def some_unit(res, ops, st, rng, op):  # type: ignore[no-untyped-def]
    """A unit at which an operation is or could be done, -1 for none (external work)."""
    p = st.task[op, TASK_HEAD]
    if p >= 0 and below(rng, 2) == 0:
        u = st.run[st.portion[p, POR_RUN], RUN_UNIT]
        if u >= 0:
            return u
    mode = ops.op[op, OP_MODE0] + below(rng, ops.op[op, OP_MODE1] - ops.op[op, OP_MODE0])
    wc = ops.mode[mode, MODE_WC]
    if res.wc[wc, WC_UNITS] == 0:
        return -1
    return res.wc[wc, WC_UNIT0] + below(rng, res.wc[wc, WC_UNITS])


@kernel
def some_moment(res, st, rng, op):  # type: ignore[no-untyped-def]
    """A moment that matters to an operation: its start, or the start of the operation before it in the table."""
    p = st.task[op, TASK_HEAD]
    if p < 0:
        return res.span[0] + below(rng, res.span[1] - res.span[0])
    if below(rng, 2) == 0 and op > 0 and st.task[op - 1, TASK_HEAD] >= 0:
        return min(st.portion[p, POR_START], st.task[op - 1, TASK_END])
    return st.portion[p, POR_START]


@kernel
def some_op(ops, rng, o):  # type: ignore[no-untyped-def]
    """An operation of an order that is not all reported, if a few tries find one."""
    first, n = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1] - ops.order[o, ORD_OP0]
    op = first + below(rng, n)
    for _ in range(4):
        if ops.op[op, OP_LEFT] > 0:
            break
        op = first + below(rng, n)
    return op


@kernel
def pick_blockers(res, ops, st, rng, order_of, size, picked, n):  # type: ignore[no-untyped-def]
    """Orders before and beside the first picked one on the units that it uses or could use."""
    for _ in range(4 * size):
        if n >= size:
            break
        op = some_op(ops, rng, picked[0])
        u = some_unit(res, ops, st, rng, op)
        if u < 0:
            continue
        t = some_moment(res, st, rng, op)
        w = work_at(res, res.wc[st.unit[u, UNIT_WC], WC_CAL], t)
        n = around(st, order_of, u, w, 1 + below(rng, size), below(rng, 3), size, picked, n)
    return n


@kernel
def pick_near(res, ops, st, rng, order_of, size, picked, n):  # type: ignore[no-untyped-def]
    """Orders at work at the same time at the site of one operation of the first picked order."""
    op = some_op(ops, rng, picked[0])
    t = some_moment(res, st, rng, op)
    site = res.wc[ops.mode[ops.op[op, OP_MODE0], MODE_WC], WC_SITE]
    n_units = len(st.unit)
    for _ in range(6 * size):
        if n >= size:
            break
        u = below(rng, n_units)
        wc = st.unit[u, UNIT_WC]
        if res.wc[wc, WC_SITE] != site and below(rng, 4) > 0:
            continue
        n = around(
            st, order_of, u, work_at(res, res.wc[wc, WC_CAL], t), 1 + below(rng, 2), below(rng, 2), size, picked, n
        )
    return n


@kernel
def pick_family(res, ops, st, rng, order_of, size, picked, n):  # type: ignore[no-untyped-def]
    """Orders of one family on one work centre near in time, so that set-ups between them may fall away."""
    op = some_op(ops, rng, picked[0])
    p = st.task[op, TASK_HEAD]
    if p < 0:
        return n
    run = st.portion[p, POR_RUN]
    u = st.run[run, RUN_UNIT]
    if u < 0:
        return n
    wc, fam = st.unit[u, UNIT_WC], st.run[run, RUN_FAMILY]
    w = work_at(res, res.wc[wc, WC_CAL], st.portion[p, POR_START])
    for i in range(res.wc[wc, WC_UNITS]):
        v = res.wc[wc, WC_UNIT0] + i
        di, k = locate(st, v, w)
        for _ in range(24):
            row = run_at(st, v, di, k)
            if row < 0:
                if di + 1 >= st.unit[v, UNIT_COUNT]:
                    break
                di, k = di + 1, 0
                continue
            other = st.block[row, ENT_RUN]
            same = st.run[other, RUN_FAMILY] == fam
            if (same or st.run[other, RUN_SETUP] > 0) and share(rng) < (0.5 if same else 0.2) and n < size:
                o = order_of_run(st, order_of, other)
                if o >= 0:
                    n = add_order(picked, n, o)
            k += 1
    return n


@kernel
def pick(res, ops, st, rng, order_of, seed, size, how, picked):  # type: ignore[no-untyped-def]
    """Pick up to `size` orders around the order `seed`, which is the first; how many."""
    picked[0] = seed
    n = 1
    if how == BLOCKERS:
        n = pick_blockers(res, ops, st, rng, order_of, size, picked, n)
    elif how == NEAR:
        n = pick_near(res, ops, st, rng, order_of, size, picked, n)
    elif how == FAMILY:
        n = pick_family(res, ops, st, rng, order_of, size, picked, n)
    return n
