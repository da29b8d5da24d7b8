# SPDX-License-Identifier: Apache-2.0
"""Making the portions of an operation and taking them off again, with supply lots that nobody needs any more."""

from __future__ import annotations

import numpy as np

from .clock import setup_between
from .columns import (
    FREE_PORTION,
    FROM_LOT,
    LOT_ALIVE,
    LOT_LEFT,
    LOT_NEXT,
    LOT_SUPPLY,
    LOT_TASK0,
    MODE_AGREEMENT,
    MODE_FAMILY,
    MODE_LOAD,
    MODE_NEED0,
    MODE_NEED1,
    MODE_ORE,
    MODE_ORE_H,
    MODE_ORE_UNIT,
    MODE_PAUSE,
    MODE_SIGNATURE,
    MODE_WC,
    NEEDS,
    OP_MAT0,
    OP_MAT1,
    PEG_KIND,
    PEG_NEXT,
    PEG_ROW,
    POR_LOAD,
    POR_NEXT,
    POR_ORE,
    POR_PEG,
    POR_RUN,
    RUN_COUNT,
    RUN_FROZEN,
    RUN_LOAD,
    RUN_START,
    SUP_LOT,
    SUP_OP0,
    SUP_OP1,
    TASK_HEAD,
    TASK_MODE,
    TASK_SITE,
    WC_CAL,
    WC_FAMILIES,
    WC_MATRIX,
    WC_SITE,
)
from .compiled import INT, OPS, RES, ST, apart, kernel
from .materials import material_ore, peg_materials, unlink_lot, unpeg
from .pools import choose_pools
from .runs import (
    add_portion,
    book,
    can_leave,
    free_run,
    leave_run,
    new_run,
    put_on_unit,
    refresh_task,
    take_off_unit,
)
from .units import family_before, locate, row_before


@apart(RES, OPS, ST, INT, INT, INT, INT, INT, INT, INT, INT, INT)
def commit(res, ops, st, task, op, mode, unit, c, join, d, quantity, q_from):  # type: ignore[no-untyped-def]
    """Make the portion at a found place, with its pegs on stock and purchases; its row, or -1 when tables are full."""
    wc = ops.mode[mode, MODE_WC]
    run = join
    if join < 0:
        cal = res.wc[wc, WC_CAL]
        need0, need1 = ops.mode[mode, MODE_NEED0], ops.mode[mode, MODE_NEED1]
        if unit < 0:
            need1 = need0
        elif need1 > need0:
            di, k = locate(st, unit, c)
            before = family_before(st, unit, row_before(st, unit, di, k))
            s = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], before, ops.mode[mode, MODE_FAMILY])
            choose_pools(res, ops, st, cal, c, s, d, ops.mode[mode, MODE_PAUSE], need0, need1)
        run = new_run(
            res, ops, st, unit, wc, c, d, ops.mode[mode, MODE_PAUSE], ops.mode[mode, MODE_FAMILY],
            ops.mode[mode, MODE_AGREEMENT], ops.mode[mode, MODE_SIGNATURE], need0, need1, ops.mode[mode, MODE_ORE_H],
        )  # fmt: skip
        if run < 0:
            return -1
    load, ore_h = ops.mode[mode, MODE_LOAD] * quantity, ops.mode[mode, MODE_ORE_H]
    portion = add_portion(res, st, task, run, quantity, load, ore_h, ops.mode[mode, MODE_AGREEMENT])
    if portion < 0:
        return -1
    st.task[task, TASK_MODE], st.task[task, TASK_SITE] = mode, res.wc[wc, WC_SITE]
    ore = ops.mode[mode, MODE_ORE] + ops.mode[mode, MODE_ORE_UNIT] * quantity
    ore += material_ore(res, ops, op, q_from, q_from + quantity)
    st.portion[portion, POR_ORE] = ore
    book(st, ore)
    if ops.op[op, OP_MAT1] > ops.op[op, OP_MAT0]:
        site = res.wc[wc, WC_SITE]
        peg_materials(res, ops, st, op, site, res.span[3], q_from, q_from + quantity, portion, st.run[run, RUN_START])
    return portion


@kernel
def forget_head(res, st, task):  # type: ignore[no-untyped-def]
    """Free the newest portion of a task, and its run when that is empty (it must be off its unit by then)."""
    p = st.task[task, TASK_HEAD]
    run = st.portion[p, POR_RUN]
    st.run[run, RUN_COUNT] -= 1
    st.run[run, RUN_LOAD] -= st.portion[p, POR_LOAD]
    book(st, -st.portion[p, POR_ORE])
    st.task[task, TASK_HEAD] = st.portion[p, POR_NEXT]
    st.portion[p, POR_NEXT] = st.counter[FREE_PORTION]
    st.counter[FREE_PORTION] = p
    if st.run[run, RUN_COUNT] == 0:
        free_run(st, run)
    else:
        leave_run(res, st, run, p)


@kernel
def remove_head(res, st, task):  # type: ignore[no-untyped-def]
    """Take the newest portion of a task off the plan (its pegs are the caller's)."""
    run = st.portion[st.task[task, TASK_HEAD], POR_RUN]
    if st.run[run, RUN_COUNT] == 1:
        take_off_unit(res, st, run)
    forget_head(res, st, task)


@apart(RES, ST, INT)
def drop_lot(res, st, lot):  # type: ignore[no-untyped-def]
    """Take a supply lot that nobody uses off the plan, unless a run after one of its runs cannot do without it."""
    supply, task0 = st.lot[lot, LOT_SUPPLY], st.lot[lot, LOT_TASK0]
    op0, op1 = res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]
    for op in range(op1 - 1, op0 - 1, -1):
        run = st.portion[st.task[task0 + op, TASK_HEAD], POR_RUN]
        if st.run[run, RUN_COUNT] > 1:
            continue
        if not can_leave(res, st, run):
            for back in range(op + 1, op1):
                run = st.portion[st.task[task0 + back, TASK_HEAD], POR_RUN]
                if st.run[run, RUN_COUNT] == 1:
                    put_on_unit(res, st, run)
            return 0
        take_off_unit(res, st, run)
    for op in range(op1 - 1, op0 - 1, -1):
        p = st.task[task0 + op, TASK_HEAD]
        unpeg(st, p)
        forget_head(res, st, task0 + op)
    st.lot[lot, LOT_ALIVE] = 0
    unlink_lot(st, lot)
    st.lot[lot, LOT_NEXT] = st.free_lot[supply]
    st.free_lot[supply] = lot
    return 1


@kernel
def give_back(res, st, p):  # type: ignore[no-untyped-def]
    """Give back what a portion that is off the plan had pegged, and drop the supply lots that only it used."""
    lots = np.full(NEEDS, -1, np.int64)
    n, peg = 0, st.portion[p, POR_PEG]
    while peg >= 0:
        if st.peg[peg, PEG_KIND] == FROM_LOT and n < NEEDS:
            lots[n] = st.peg[peg, PEG_ROW]
            n += 1
        peg = st.peg[peg, PEG_NEXT]
    unpeg(st, p)
    for i in range(n):
        lot = lots[i]
        if st.lot[lot, LOT_ALIVE] == 1 and st.lot[lot, LOT_LEFT] == res.supply[st.lot[lot, LOT_SUPPLY], SUP_LOT]:
            drop_lot(res, st, lot)


@apart(RES, ST, INT)
def remove_task(res, st, task):  # type: ignore[no-untyped-def]
    """Take all portions of a task but the reported ones off the plan, and the supply lots only they used."""
    while st.task[task, TASK_HEAD] >= 0:
        p = st.task[task, TASK_HEAD]
        if st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 1:
            break
        remove_head(res, st, task)
        give_back(res, st, p)
    refresh_task(st, task)
    return 0
