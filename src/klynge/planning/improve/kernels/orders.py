# SPDX-License-Identifier: Apache-2.0
"""An order off the plan and on it again, and what that does to the objective."""

from __future__ import annotations

from klynge.planning.kernels.clock import lane_taken
from klynge.planning.kernels.columns import (
    BIG,
    EDGE_PRED,
    LANE_ORE,
    LANE_ORE_KG,
    OK,
    OP_DEST,
    OP_EDGE0,
    OP_EDGE1,
    OP_LEFT,
    ORD_AGREEMENTS,
    ORD_OP0,
    ORD_OP1,
    POR_NEXT,
    POR_QUANTITY,
    POR_RUN,
    POR_START,
    RUN_COUNT,
    RUN_FROZEN,
    RUN_UNIT,
    STAYS,
    TASK_BOUND,
    TASK_END,
    TASK_HEAD,
    TASK_LEAST,
    TASK_MODE,
    TASK_SITE,
    TASK_WISH,
)
from klynge.planning.kernels.journal import mark, roll_back
from klynge.planning.kernels.orders import place_best
from klynge.planning.kernels.runs import can_leave, refresh_task
from klynge.planning.kernels.tasks import give_back, remove_head

from .compiled import INT, OPS, RES, ST, apart, kernel


@kernel
def forget_wishes(ops, st, o):  # type: ignore[no-untyped-def]
    """Ask nothing of an order's operations any more, but of those that stay."""
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        if st.task[op, TASK_WISH] != STAYS:
            st.task[op, TASK_LEAST], st.task[op, TASK_WISH] = 0, -1


@apart(RES, OPS, ST, INT)
def lift_off(res, ops, st, o):  # type: ignore[no-untyped-def]
    """`take_off`, but what its operations were asked to do stays; where each started is left in TASK_BOUND."""
    for op in range(ops.order[o, ORD_OP1] - 1, ops.order[o, ORD_OP0] - 1, -1):
        if ops.op[op, OP_LEFT] == 0 or st.task[op, TASK_WISH] == STAYS:
            continue
        if st.task[op, TASK_HEAD] >= 0:
            st.task[op, TASK_BOUND] = st.portion[st.task[op, TASK_HEAD], POR_START]
        while st.task[op, TASK_HEAD] >= 0:
            p = st.task[op, TASK_HEAD]
            run = st.portion[p, POR_RUN]
            if st.run[run, RUN_FROZEN] == 1:
                break
            if st.run[run, RUN_COUNT] == 1 and not can_leave(res, st, run):
                return 0
            remove_head(res, st, op)
            give_back(res, st, p)
        refresh_task(st, op)
    return 1


@apart(RES, OPS, ST, INT)
def take_off(res, ops, st, o):  # type: ignore[no-untyped-def]
    """Take an order's planned portions off; 0 when a run after one of them cannot do without (then half is off)."""
    forget_wishes(ops, st, o)
    return lift_off(res, ops, st, o)


@kernel
def is_begun(ops, st, o):  # type: ignore[no-untyped-def]
    """Whether something of an order stays where it is, whatever becomes of the rest."""
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        if st.task[op, TASK_WISH] == STAYS and ops.op[op, OP_LEFT] > 0:
            return True
    return False


@kernel
def has_lanes(ops, st, o):  # type: ignore[no-untyped-def]
    """Whether an order has chosen a lane among several."""
    op = ops.order[o, ORD_OP0]
    return op < len(st.task_lanes) and st.task_lanes[op] != 0


@kernel
def take_lanes(ops, st, o, sign):  # type: ignore[no-untyped-def]
    """Let an order's goods take the lanes that it has chosen (1), or put those aside for the first to arrive (-1)."""
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        if st.task_lanes[op] * sign < 0:
            st.task_lanes[op] = -st.task_lanes[op]


@apart(RES, OPS, OPS, ST, INT, INT)
def put_by_lanes(res, ops, sup, st, o, due):  # type: ignore[no-untyped-def]
    """Place an order in what is free, by the lanes it has: its delivery, or BIG. A late one may use agreements."""
    before = mark(st)
    why = place_best(res, ops, sup, st, 0, o, False)
    when = st.found[0] if why == OK else BIG
    if when <= due or ops.order[o, ORD_AGREEMENTS] == 0:
        return when
    if not roll_back(st, before):
        return BIG
    why = place_best(res, ops, sup, st, 0, o, True)
    by_agreement = st.found[0] if why == OK else BIG
    if by_agreement < when:
        return by_agreement
    if not roll_back(st, before):
        return BIG
    why = place_best(res, ops, sup, st, 0, o, False)
    return st.found[0] if why == OK else BIG


@kernel
def put_on(res, ops, sup, st, o, due):  # type: ignore[no-untyped-def]
    """Place an order in what is free: its delivery, or BIG. One that would be late by the lanes that it has chosen
    takes those that arrive first."""
    if not has_lanes(ops, st, o):
        return put_by_lanes(res, ops, sup, st, o, due)
    before = mark(st)
    take_lanes(ops, st, o, 1)
    when = put_by_lanes(res, ops, sup, st, o, due)
    if when <= due:
        return when
    if not roll_back(st, before):
        return BIG
    take_lanes(ops, st, o, -1)
    by_first = put_by_lanes(res, ops, sup, st, o, due)
    if by_first < when:
        return by_first
    if not roll_back(st, before):
        return BIG
    take_lanes(ops, st, o, 1)
    return put_by_lanes(res, ops, sup, st, o, due)


@kernel
def freight(res, st, task, origin, dest, t, weight_g):  # type: ignore[no-untyped-def]
    """What one shipment costs, as `measure` counts it."""
    if origin == dest or dest < 0:
        return 0
    lane = lane_taken(res, st, task, origin, dest, t)
    if lane < 0:
        return 0
    return res.lane[lane, LANE_ORE] + -(-res.lane[lane, LANE_ORE_KG] * weight_g // 1000)


@kernel
def order_freight(res, ops, st, weight_g, o):  # type: ignore[no-untyped-def]
    """What all shipments of a placed order cost."""
    ore = 0
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        site = st.task[op, TASK_SITE]
        for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
            pred = ops.edge[e, EDGE_PRED]
            ore += freight(res, st, pred, st.task[pred, TASK_SITE], site, st.task[pred, TASK_END], weight_g[pred])
        ore += freight(res, st, op, site, ops.op[op, OP_DEST], st.task[op, TASK_END], weight_g[op])
    return ore


@kernel
def place_hash(ops, st, o):  # type: ignore[no-untyped-def]
    """A number that tells where and when an order is placed: another one when any portion is elsewhere."""
    mixed = 0
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        p = st.task[op, TASK_HEAD]
        while p >= 0:
            x = op * 1000003 + st.portion[p, POR_START]
            x = x * 1000003 + st.run[st.portion[p, POR_RUN], RUN_UNIT] * 31 + st.task[op, TASK_MODE]
            x = x * 1000003 + st.portion[p, POR_QUANTITY]
            mixed += x ^ (x >> 29)
            p = st.portion[p, POR_NEXT]
    return mixed


@kernel
def place_hashes(ops, st, arrivals, out):  # type: ignore[no-untyped-def]
    """`place_hash` of every order, 0 for those that are not planned."""
    for o in range(out.shape[0]):
        out[o] = place_hash(ops, st, o) if arrivals[o] < BIG else 0


@kernel
def transport_of(res, ops, st, weight_g, arrivals):  # type: ignore[no-untyped-def]
    """What all shipments of the plan cost."""
    ore = 0
    for o in range(arrivals.shape[0]):
        if arrivals[o] < BIG:
            ore += order_freight(res, ops, st, weight_g, o)
    return ore
