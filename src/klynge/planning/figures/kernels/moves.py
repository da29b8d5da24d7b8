# SPDX-License-Identifier: Apache-2.0
"""Set-ups between families and shipments between places, in øre and grams."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    BIG,
    BLOCK,
    DIR_BLOCK,
    EDGE_PRED,
    ENT_RUN,
    LANE_DEP0,
    LANE_DEP1,
    LANE_LEAD,
    OP_DEST,
    OP_EDGE0,
    OP_EDGE1,
    POR_NEXT,
    POR_RUN,
    POR_START,
    RUN_FAMILY,
    RUN_FROZEN,
    RUN_UNIT,
    RUN_WC,
    TASK_END,
    TASK_HEAD,
    UNIT_COUNT,
    UNIT_DIR0,
    UNIT_STATE,
    UNIT_WC,
    WC_FAMILIES,
    WC_MATRIX,
    WC_SITE,
)

from .columns import (
    GOODS_G,
    GOODS_OWNER,
    LANE_KG_G,
    LANE_KG_ORE,
    LANE_ORE,
    SETUP_ORE,
    TRANSPORT_G,
    TRANSPORT_ORE,
)
from .compiled import kernel


@kernel
def count_setups(res, st, setup_ore, centres, out):  # type: ignore[no-untyped-def]
    """Add what the changes of family on every unit cost, in the order of its runs."""
    for u in range(len(st.unit)):
        wc = st.unit[u, UNIT_WC]
        matrix, families = res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES]
        if matrix < 0:
            continue
        before = st.unit[u, UNIT_STATE]
        for di in range(st.unit[u, UNIT_DIR0], st.unit[u, UNIT_DIR0] + st.unit[u, UNIT_COUNT]):
            b = st.directory[di, DIR_BLOCK]
            for i in range(b * BLOCK, b * BLOCK + st.block_count[b]):
                run = st.block[i, ENT_RUN]
                family = st.run[run, RUN_FAMILY]
                if st.run[run, RUN_FROZEN] == 0:
                    out[centres[wc], SETUP_ORE] += setup_ore[matrix + before * families + family]
                before = family


@kernel
def site_of(res, st, task):  # type: ignore[no-untyped-def]
    """Where the first of a task's portions to start is done; -1 when it has none."""
    p = st.task[task, TASK_HEAD]
    if p < 0:
        return -1
    first = p
    p = st.portion[p, POR_NEXT]
    while p >= 0:
        earlier = st.portion[p, POR_START] - st.portion[first, POR_START]
        unit = st.run[st.portion[p, POR_RUN], RUN_UNIT]
        if earlier < 0 or (earlier == 0 and unit < st.run[st.portion[first, POR_RUN], RUN_UNIT]):
            first = p
        p = st.portion[p, POR_NEXT]
    return res.wc[st.run[st.portion[first, POR_RUN], RUN_WC], WC_SITE]


@kernel
def lane_between(res, origin, dest, t):  # type: ignore[no-untyped-def]
    """The lane by which goods ready at t arrive first; -1 when there is none."""
    pair = origin * res.span[2] + dest
    best, found = BIG, -1
    for lane in range(res.pair_lane0[pair], res.pair_lane0[pair + 1]):
        lo, hi = res.lane[lane, LANE_DEP0], res.lane[lane, LANE_DEP1]
        leaves = t
        if hi > lo:
            end = hi
            while lo < hi:
                mid = (lo + hi) >> 1
                if res.departure[mid] < t:
                    lo = mid + 1
                else:
                    hi = mid
            if lo == end:
                continue
            leaves = res.departure[lo]
        if leaves + res.lane[lane, LANE_LEAD] < best:
            best, found = leaves + res.lane[lane, LANE_LEAD], lane
    return found


@kernel
def count_shipment(res, st, task, origin, dest, goods, lane_price, out):  # type: ignore[no-untyped-def]
    """Add the transport of a task's goods between two places."""
    if origin < 0 or dest < 0 or origin == dest:
        return
    lane = lane_between(res, origin, dest, st.task[task, TASK_END])
    if lane < 0:
        return
    owner, grams = goods[task, GOODS_OWNER], goods[task, GOODS_G]
    out[owner, TRANSPORT_ORE] += lane_price[lane, LANE_ORE] - (-lane_price[lane, LANE_KG_ORE] * grams // 1000)
    out[owner, TRANSPORT_G] += lane_price[lane, LANE_KG_G] * grams // 1000


@kernel
def count_shipments(res, ops, st, op0, op1, goods, lane_price, out):  # type: ignore[no-untyped-def]
    """Add the transport into and to customers after the operations op0..op1-1."""
    for op in range(op0, op1):
        here = site_of(res, st, op)
        if here < 0:
            continue
        for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
            pred = ops.edge[e, EDGE_PRED]
            count_shipment(res, st, pred, site_of(res, st, pred), here, goods, lane_price, out)
        count_shipment(res, st, op, here, ops.op[op, OP_DEST], goods, lane_price, out)
