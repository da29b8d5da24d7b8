# SPDX-License-Identifier: Apache-2.0
"""Parts of orders moved: an operation and what follows it in its order, the rest of the order staying where it is.

The operations that stay are marked so while the change is tried, so that orders are taken off and placed as ever, with
the same exact evaluation and undo; whether a part can stand behind what stays is what placing it finds out.
"""

from __future__ import annotations

from klynge.planning.kernels.clock import work_at
from klynge.planning.kernels.columns import (
    BIG,
    EDGE_PRED,
    ENT_RUN,
    OP_EDGE0,
    OP_EDGE1,
    OP_LEFT,
    OP_RELEASE,
    ORD_OP0,
    ORD_OP1,
    POR_START,
    RUN_COUNT,
    RUN_TASK,
    STAYS,
    TASK_END,
    TASK_HEAD,
    TASK_WISH,
    UNIT_WC,
    WC_CAL,
)
from klynge.planning.kernels.units import last_of, locate, run_at

from .compiled import kernel
from .draw import below
from .ruin import order_of_run, some_op, some_unit


@kernel
def waiting_op(ops, st, rng, o):  # type: ignore[no-untyped-def]
    """The operation of an order that starts longest after all before it have ended, or any."""
    if below(rng, 2) == 0:
        return some_op(ops, rng, o)
    best, longest = some_op(ops, rng, o), -1
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        p = st.task[op, TASK_HEAD]
        if p < 0 or ops.op[op, OP_LEFT] == 0 or st.task[op, TASK_WISH] == STAYS:
            continue
        ready = ops.op[op, OP_RELEASE]
        for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
            ready = max(ready, st.task[ops.edge[e, EDGE_PRED], TASK_END])
        if st.portion[p, POR_START] - ready > longest:
            best, longest = op, st.portion[p, POR_START] - ready
    return best


@kernel
def pick_operations(res, ops, st, rng, order_of, arrivals, o, size, t):  # type: ignore[no-untyped-def]
    """Pick an operation of an order, and up to size - 1 that are done before it on a unit that it uses or could use.

    How many; `t.picked` are their orders, which are all planned, `t.first` the operations, at most one of an order.
    """
    op = waiting_op(ops, st, rng, o)
    t.picked[0], t.first[0] = o, op
    n, p = 1, st.task[op, TASK_HEAD]
    if size == 1 or p < 0:
        return n
    u = some_unit(res, ops, st, rng, op)
    if u < 0:
        return n
    di, k = locate(st, u, work_at(res, res.wc[st.unit[u, UNIT_WC], WC_CAL], st.portion[p, POR_START]))
    for _ in range(2 * size):
        if k > 0:
            k -= 1
        elif di > 0:
            di -= 1
            k = last_of(st, u, di)
        else:
            break
        run = st.block[run_at(st, u, di, k), ENT_RUN]
        other = order_of_run(st, order_of, run)
        known = other < 0 or st.run[run, RUN_COUNT] != 1
        if not known:  # a batch may be told by an operation that has left it
            known = arrivals[other] == BIG or st.task[st.run[run, RUN_TASK], TASK_HEAD] < 0
        for i in range(n):
            known = known or t.picked[i] == other
        if not known:
            t.picked[n], t.first[n] = other, st.run[run, RUN_TASK]
            n += 1
        if n == size:
            break
    return n


@kernel
def hold(ops, st, t, n):  # type: ignore[no-untyped-def]
    """Mark what stays of orders that move in part: all but the operation from which on they do, and what follows it.

    How many are marked, or -1 when there is no room to remember what was asked of them.
    """
    h = 0
    for i in range(n):
        first = t.first[i]
        if first < 0:
            continue
        for op in range(ops.order[t.picked[i], ORD_OP0], ops.order[t.picked[i], ORD_OP1]):
            moves = op == first
            for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
                moves = moves or st.task[ops.edge[e, EDGE_PRED], TASK_WISH] != STAYS
            if not moves and st.task[op, TASK_WISH] != STAYS:
                if 2 * h + 2 > t.held.shape[0]:
                    return -1
                t.held[2 * h], t.held[2 * h + 1] = op, st.task[op, TASK_WISH]
                st.task[op, TASK_WISH] = STAYS
                h += 1
    return h


@kernel
def let_go(st, t, h):  # type: ignore[no-untyped-def]
    """Give the first h operations that `hold` marked the wishes that they had."""
    for i in range(h):
        st.task[t.held[2 * i], TASK_WISH] = t.held[2 * i + 1]
