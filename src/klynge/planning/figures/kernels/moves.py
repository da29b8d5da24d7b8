# SPDX-License-Identifier: Apache-2.0
"""Set-ups between families and shipments between places, in øre and grams."""

from __future__ import annotations

from klynge.planning.kernels.clock import lane_taken
from klynge.planning.kernels.columns import (
    BLOCK,
    DIR_BLOCK,
    EDGE_PRED,
    ENT_RUN,
    OP_DEST,
    OP_EDGE0,
    OP_EDGE1,
    RUN_FAMILY,
    RUN_FROZEN,
    TASK_END,
    UNIT_COUNT,
    UNIT_DIR0,
    UNIT_STATE,
    UNIT_WC,
    WC_FAMILIES,
    WC_MATRIX,
)

from .columns import (
    LANE_KG_G,
    LANE_KG_ORE,
    LANE_ORE,
    SETUP_ORE,
    TRANSPORT_G,
    TRANSPORT_ORE,
)
from .compiled import kernel


@kernel
def count_setups(res, st, setup_ore, centres, here, out):  # type: ignore[no-untyped-def]
    """Add what changes of family cost on every unit of the work centres that are `here`, in the order of its runs."""
    for u in range(len(st.unit)):
        wc = st.unit[u, UNIT_WC]
        matrix, families = res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES]
        if matrix < 0 or not here[wc]:
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
def count_shipments(res, ops, st, task0, rows, sites, grams, owners, price, out):  # type: ignore[no-untyped-def]
    """Add the transport into the operations `rows`, whose tasks begin at `task0`, and from them to customers.

    `sites` is where each operation is done.
    """
    for i in range(rows.shape[0]):
        op = rows[i]
        here = sites[op]
        if here < 0:
            continue
        first, last = ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]
        for e in range(first, last + 1):
            goods = ops.edge[e, EDGE_PRED] if e < last else op
            origin = sites[goods]
            dest = here if e < last else ops.op[op, OP_DEST]
            if origin < 0 or dest < 0 or origin == dest:
                continue
            lane = lane_taken(res, st, task0 + goods, origin, dest, st.task[task0 + goods, TASK_END])
            if lane < 0:
                continue
            out[owners[goods], TRANSPORT_ORE] += price[lane, LANE_ORE] - (
                -price[lane, LANE_KG_ORE] * grams[goods] // 1000
            )
            out[owners[goods], TRANSPORT_G] += price[lane, LANE_KG_G] * grams[goods] // 1000
