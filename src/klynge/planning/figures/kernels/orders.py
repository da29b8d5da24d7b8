# SPDX-License-Identifier: Apache-2.0
"""The money of single orders, for searches that weigh one order's place against another.

An order bears its portions, its share of batches (by load, of what they cost at the rate of the dearest mode in them,
and of each agreement with those alone that are under it) and of the supply lots it uses (by quantity), its own
shipments, and the change of family before each run of its own.
"""

from __future__ import annotations

from klynge.planning.kernels.clock import lane_taken
from klynge.planning.kernels.columns import (
    BLOCK,
    DIR_BLOCK,
    EDGE_PRED,
    ENT_RUN,
    FROM_LOT,
    LOT_SUPPLY,
    LOT_TASK0,
    MAT_ITEM,
    MODE_AGREEMENT,
    MODE_ORE_H,
    MODE_PAUSE,
    OP_DEST,
    OP_EDGE0,
    OP_EDGE1,
    ORD_OP0,
    ORD_OP1,
    PEG_KIND,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    PEG_ROW,
    POR_LOAD,
    POR_NEXT,
    POR_PEG,
    POR_QUANTITY,
    POR_RUN,
    RUN_COUNT,
    RUN_END,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_START,
    RUN_UNIT,
    RUN_USE0,
    RUN_USES,
    RUN_WC,
    SETUP,
    SUP_LOT,
    SUP_OP0,
    SUP_OP1,
    TASK_END,
    TASK_HEAD,
    TASK_MODE,
    TASK_SITE,
    UNATTENDED,
    UNIT_DIR0,
    USE_AMOUNT,
    USE_PHASE,
    USE_POOL,
    WC_FAMILIES,
    WC_MATRIX,
)
from klynge.planning.kernels.deals import load_under
from klynge.planning.kernels.runs import ore_an_hour
from klynge.planning.kernels.units import family_before, locate, row_before

from .columns import (
    FROZEN_WORKED,
    HOUR_ORE,
    ITEM_ORE,
    LANE_KG_ORE,
    LANE_ORE,
    POOL_ORE,
    PORTION_ORE,
    RATE_ORE,
    UNIT_ORE,
)
from .compiled import kernel
from .work import HOUR


@kernel
def change_ore(res, st, run, setup_ore):  # type: ignore[no-untyped-def]
    """What the change of family before a run costs; nothing before reported work."""
    u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
    if u < 0 or res.wc[wc, WC_MATRIX] < 0 or st.run[run, RUN_FROZEN] == 1:
        return 0
    di, k = locate(st, u, st.run[run, RUN_FROM] - 1)
    first = st.unit[u, UNIT_DIR0] + di
    while st.block[st.directory[first, DIR_BLOCK] * BLOCK + k, ENT_RUN] != run:
        k += 1
        if k == st.block_count[st.directory[first, DIR_BLOCK]]:
            first, di, k = first + 1, di + 1, 0
    before = family_before(st, u, row_before(st, u, di, k))
    return setup_ore[res.wc[wc, WC_MATRIX] + before * res.wc[wc, WC_FAMILIES] + st.run[run, RUN_FAMILY]]


@kernel
def share(whole, load, loads, count):  # type: ignore[no-untyped-def]
    """A portion's share of what `count` portions cost together: by load, or alike where nothing has a load."""
    if count == 1:
        return whole
    return whole * load // loads if loads > 0 else whole // count


@kernel
def tasks_ore(res, ops, st, task0, op0, op1, price, item, pool, agreement, setup_ore, frozen):  # type: ignore[no-untyped-def]
    """Portions, their share of their runs, and material from stock and suppliers, of the operations op0..op1-1."""
    total = 0
    for op in range(op0, op1):
        p, mode = st.task[task0 + op, TASK_HEAD], st.task[task0 + op, TASK_MODE]
        while p >= 0:
            run = st.portion[p, POR_RUN]
            total += price[mode, PORTION_ORE] + price[mode, UNIT_ORE] * st.portion[p, POR_QUANTITY]
            s, d = st.run[run, RUN_SETUP], st.run[run, RUN_SECONDS]
            by_clock = st.run[run, RUN_END] - st.run[run, RUN_START]
            if st.run[run, RUN_FROZEN] == 1:
                s, d = 0, frozen[run, FROZEN_WORKED]
            if ops.mode[mode, MODE_PAUSE] == UNATTENDED or d == 0:
                d = by_clock
            dearer = 0 if st.run[run, RUN_FROZEN] == 1 else ore_an_hour(st, run) - ops.mode[mode, MODE_ORE_H]
            whole = (price[mode, HOUR_ORE] + dearer) * (s + d) // HOUR + change_ore(res, st, run, setup_ore)
            for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
                seconds = s if st.use[j, USE_PHASE] == SETUP else d
                whole += pool[st.use[j, USE_POOL], POOL_ORE] * st.use[j, USE_AMOUNT] * seconds // (1000 * HOUR)
            load = st.portion[p, POR_LOAD]
            total += share(whole, load, st.run[run, RUN_LOAD], st.run[run, RUN_COUNT])
            own = ops.mode[mode, MODE_AGREEMENT]
            if own >= 0:
                under, count = load_under(st, run, own)
                total += share(agreement[own, RATE_ORE] * (s + d) // HOUR, load, under, count)
            peg = st.portion[p, POR_PEG]
            while peg >= 0:
                if st.peg[peg, PEG_KIND] != FROM_LOT:
                    what = ops.material[st.peg[peg, PEG_MATERIAL], MAT_ITEM]
                    total += item[what, ITEM_ORE] * st.peg[peg, PEG_QUANTITY]
                peg = st.peg[peg, PEG_NEXT]
            p = st.portion[p, POR_NEXT]
    return total


@kernel
def lots_ore(res, sup, st, op0, op1, price, item, pool, agreement, setup_ore, frozen):  # type: ignore[no-untyped-def]
    """What the operations op0..op1-1 use of supply lots, at what making the lots costs; `price` is of their modes."""
    total = 0
    for op in range(op0, op1):
        p = st.task[op, TASK_HEAD]
        while p >= 0:
            peg = st.portion[p, POR_PEG]
            while peg >= 0:
                if st.peg[peg, PEG_KIND] == FROM_LOT:
                    lot = st.peg[peg, PEG_ROW]
                    supply = st.lot[lot, LOT_SUPPLY]
                    first, last = res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]
                    whole = tasks_ore(
                        res, sup, st, st.lot[lot, LOT_TASK0], first, last, price, item, pool, agreement, setup_ore,
                        frozen,
                    )  # fmt: skip
                    total += whole * st.peg[peg, PEG_QUANTITY] // res.supply[supply, SUP_LOT]
                peg = st.peg[peg, PEG_NEXT]
            p = st.portion[p, POR_NEXT]
    return total


@kernel
def shipments_ore(res, ops, st, op0, op1, grams, price):  # type: ignore[no-untyped-def]
    """Transport into the operations op0..op1-1 and from them to customers."""
    total = 0
    for op in range(op0, op1):
        if st.task[op, TASK_HEAD] < 0:
            continue
        first, last = ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]
        for e in range(first, last + 1):
            goods = ops.edge[e, EDGE_PRED] if e < last else op
            dest = st.task[op, TASK_SITE] if e < last else ops.op[op, OP_DEST]
            origin = st.task[goods, TASK_SITE]
            if dest < 0 or origin == dest or st.task[goods, TASK_HEAD] < 0:
                continue
            lane = lane_taken(res, st, goods, origin, dest, st.task[goods, TASK_END])
            if lane >= 0:
                total += price[lane, LANE_ORE] - (-price[lane, LANE_KG_ORE] * grams[goods] // 1000)
    return total


@kernel
def order_ore(  # type: ignore[no-untyped-def]
    res, ops, sup, st, o, mode, supply_mode, item, pool, agreement, setup_ore, frozen, grams, lane
):
    """All money of an order, agreement rates as the taker pays them."""
    op0, op1 = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]
    return (
        tasks_ore(res, ops, st, 0, op0, op1, mode, item, pool, agreement, setup_ore, frozen)
        + lots_ore(res, sup, st, op0, op1, supply_mode, item, pool, agreement, setup_ore, frozen)
        + shipments_ore(res, ops, st, op0, op1, grams, lane)
    )


@kernel
def orders_ore(  # type: ignore[no-untyped-def]
    res, ops, sup, st, rows, mode, supply_mode, item, pool, agreement, setup_ore, frozen, grams, lane, out
):
    """`order_ore` of each of `rows`."""
    for i in range(rows.shape[0]):
        out[i] = order_ore(
            res, ops, sup, st, rows[i], mode, supply_mode, item, pool, agreement, setup_ore, frozen, grams, lane
        )
