# SPDX-License-Identifier: Apache-2.0
"""Many portions and supply lots put on a plan as they are wanted, or none of them."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    BATCH,
    BIG,
    ENT_RUN,
    FROM_LOT,
    FROM_STOCK,
    ITEM_LEAD,
    LOT_ALIVE,
    LOT_EXPIRES,
    LOT_KEY,
    LOT_LEFT,
    LOT_NEXT,
    LOT_SUPPLY,
    LOT_TASK0,
    LOT_TIME,
    MAT_ITEM,
    MODE_AGREEMENT,
    MODE_LOAD,
    MODE_ORE,
    MODE_ORE_H,
    MODE_ORE_UNIT,
    MODE_WC,
    N_LOT,
    N_TASK,
    NONE,
    OP_MAT0,
    OP_MAT1,
    OVERFLOW,
    POR_NEXT,
    POR_ORE,
    POR_QUANTITY,
    POR_RUN,
    RUN_FROM,
    RUN_FROZEN,
    STOCK_EXPIRES,
    STOCK_TIME,
    SUP_LOT,
    SUP_OP0,
    SUP_OP1,
    SUP_SHELF,
    TASK_BOUND,
    TASK_END,
    TASK_FIRST_END,
    TASK_HEAD,
    TASK_LEAST,
    TASK_MODE,
    TASK_SITE,
    TASK_WISH,
    WC_KIND,
    WC_SITE,
)
from klynge.planning.kernels.materials import bought_from, link_lot, material_ore, new_peg, unlink_lot, unpeg
from klynge.planning.kernels.runs import add_portion, book, refresh_task
from klynge.planning.kernels.tasks import remove_head
from klynge.planning.kernels.units import locate, row_before

from .columns import (
    ANY,
    FITS,
    FULL,
    G_KIND,
    G_MATERIAL,
    G_QUANTITY,
    G_ROW,
    L_KEY,
    L_SUPPLY,
    L_TIME,
    LOT_USED,
    LOT_WINDOW,
    PURCHASE_LATE,
    SAID_A,
    SAID_B,
    SAID_PLACE,
    SEVERAL_MODES,
    STOCK_LATE,
    STOCK_USED,
    STRANGE_PEG,
    W_MODE,
    W_OP,
    W_PEG0,
    W_PEG1,
    W_PLACE,
    W_QUANTITY,
    W_START,
    W_TASK,
    W_UNIT,
)
from .compiled import kernel
from .runs import follower_of, put_run, tables_for


@kernel
def make_lots(res, st, lots, rows):  # type: ignore[no-untyped-def]
    """Rows for supply lots whose portions are still to be put; False when the tables are full."""
    for i in range(lots.shape[0]):
        supply = lots[i, L_SUPPLY]
        op0, op1 = res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]
        lot = st.free_lot[supply]
        if lot >= 0:
            st.free_lot[supply] = st.lot[lot, LOT_NEXT]
        else:
            lot = st.counter[N_LOT]
            if lot >= len(st.lot) or st.counter[N_TASK] + op1 - op0 > len(st.task):
                st.counter[OVERFLOW] = 1
                return False
            st.lot[lot, LOT_TASK0], st.lot[lot, LOT_SUPPLY] = st.counter[N_TASK] - op0, supply
            st.counter[N_LOT] = lot + 1
            st.counter[N_TASK] += op1 - op0
        shelf = res.supply[supply, SUP_SHELF]
        st.lot[lot, LOT_TIME], st.lot[lot, LOT_LEFT] = lots[i, L_TIME], res.supply[supply, SUP_LOT]
        st.lot[lot, LOT_EXPIRES] = BIG if shelf < 0 else min(BIG, lots[i, L_TIME] + shelf)
        st.lot[lot, LOT_ALIVE], st.lot[lot, LOT_KEY], st.lot[lot, LOT_NEXT] = 0, lots[i, L_KEY], NONE
        for op in range(op0, op1):
            task = st.lot[lot, LOT_TASK0] + op
            st.task[task, TASK_HEAD], st.task[task, TASK_MODE], st.task[task, TASK_END] = -1, -1, 0
            st.task[task, TASK_FIRST_END], st.task[task, TASK_BOUND], st.task[task, TASK_SITE] = BIG, 0, -1
            st.task[task, TASK_LEAST], st.task[task, TASK_WISH] = 0, -1
        rows[i] = lot
    return True


@kernel
def open_lots(st, rows, n):  # type: ignore[no-untyped-def]
    """Let further work find the first n new lots, those that have something left; `rows` is sorted by time."""
    for i in range(n):
        st.lot[rows[i], LOT_ALIVE] = 1
        if st.lot[rows[i], LOT_LEFT] > 0:
            link_lot(st, rows[i])


@kernel
def peg(res, table, st, op, site, n_sites, portion, start, wanted, g, said):  # type: ignore[no-untyped-def]
    """Hang a wanted peg on a portion, if what it names is there for it."""
    kind, row, quantity, m = wanted[g, G_KIND], wanted[g, G_ROW], wanted[g, G_QUANTITY], wanted[g, G_MATERIAL]
    if m < table.op[op, OP_MAT0] or m >= table.op[op, OP_MAT1] or quantity < 0:
        return STRANGE_PEG
    item = table.material[m, MAT_ITEM]
    key = item * n_sites + site
    said[SAID_A], said[SAID_B] = row, quantity
    if kind == FROM_STOCK:
        if row < res.key_stock0[key] or row >= res.key_stock0[key + 1]:
            return STRANGE_PEG
        expires = res.stock[row, STOCK_EXPIRES]
        if res.stock[row, STOCK_TIME] > start or 0 <= expires < start:
            return STOCK_LATE
        if st.stock_left[row] < quantity:
            return STOCK_USED
        st.stock_left[row] -= quantity
    elif kind == FROM_LOT:
        if st.lot[row, LOT_KEY] != key:
            return STRANGE_PEG
        if start < st.lot[row, LOT_TIME] or start > st.lot[row, LOT_EXPIRES]:
            return LOT_WINDOW
        if st.lot[row, LOT_LEFT] < quantity:
            return LOT_USED
        st.lot[row, LOT_LEFT] -= quantity
        if st.lot[row, LOT_LEFT] == 0 and st.lot[row, LOT_ALIVE] == 1 and quantity > 0:
            unlink_lot(st, row)
    else:
        if res.item[item, ITEM_LEAD] < 0:
            return STRANGE_PEG
        bought = bought_from(res, table, op, item)
        if row == ANY:
            row = bought
        if row != bought or row > start:
            return PURCHASE_LATE
    new_peg(st, portion, kind, row, quantity, m)
    return FULL if st.counter[OVERFLOW] == 1 else FITS


@kernel
def planned_of(st, task):  # type: ignore[no-untyped-def]
    """How much of an operation is placed, beside what is reported."""
    total, p = 0, st.task[task, TASK_HEAD]
    while p >= 0 and st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0:
        total += st.portion[p, POR_QUANTITY]
        p = st.portion[p, POR_NEXT]
    return total


@kernel
def put_portion(res, table, st, want, p, run, pegs, made, said):  # type: ignore[no-untyped-def]
    """A wanted portion in its run, with its pegs."""
    task, op, mode, quantity = want[p, W_TASK], want[p, W_OP], want[p, W_MODE], want[p, W_QUANTITY]
    wc = table.mode[mode, MODE_WC]
    if st.task[task, TASK_HEAD] >= 0 and st.task[task, TASK_MODE] != mode:
        return SEVERAL_MODES
    before = planned_of(st, task)
    load, ore_h = table.mode[mode, MODE_LOAD] * quantity, table.mode[mode, MODE_ORE_H]
    portion = add_portion(res, st, task, run, quantity, load, ore_h, table.mode[mode, MODE_AGREEMENT])
    if portion < 0:
        return FULL
    made[p] = portion
    ore = table.mode[mode, MODE_ORE] + table.mode[mode, MODE_ORE_UNIT] * quantity
    ore += material_ore(res, table, op, before, before + quantity)
    st.portion[portion, POR_ORE] = ore
    book(st, ore)
    st.task[task, TASK_MODE], st.task[task, TASK_SITE], st.task[task, TASK_BOUND] = mode, res.wc[wc, WC_SITE], 0
    for g in range(want[p, W_PEG0], want[p, W_PEG1]):
        why = peg(res, table, st, op, res.wc[wc, WC_SITE], res.span[3], portion, want[p, W_START], pegs, g, said)
        if why != FITS:
            return why
    return FITS


@kernel
def share_until(res, ops, sup, want, i):  # type: ignore[no-untyped-def]
    """Past the last of the wanted portions after i that are in one batch with it."""
    n, u = want.shape[0], want[i, W_UNIT]
    j = i + 1
    wc = tables_for(ops, sup, want, i).mode[want[i, W_MODE], MODE_WC]
    if u < 0 or res.wc[wc, WC_KIND] != BATCH:
        return j
    while j < n and want[j, W_UNIT] == u and want[j, W_START] == want[i, W_START]:
        j += 1
    return j


@kernel
def put_all(res, ops, sup, st, want, pools, pegs, made, said):  # type: ignore[no-untyped-def]
    """Put the wanted portions, sorted by start and unit, and write their rows into `made` (-1: not put); why not."""
    i = 0
    while i < want.shape[0]:
        j = share_until(res, ops, sup, want, i)
        said[SAID_PLACE] = want[i, W_PLACE]
        if st.task[want[i, W_TASK], TASK_HEAD] >= 0 and st.task[want[i, W_TASK], TASK_MODE] != want[i, W_MODE]:
            return SEVERAL_MODES
        run = put_run(res, ops, sup, st, want, i, j, pools, said)
        if run < 0:
            return -run
        for p in range(i, j):
            said[SAID_PLACE] = want[p, W_PLACE]
            why = put_portion(res, tables_for(ops, sup, want, p), st, want, p, run, pegs, made, said)
            if why != FITS:
                return why
        i = j
    return FITS


@kernel
def follower_after(st, want, made, p):  # type: ignore[no-untyped-def]
    """The planned run after that of a portion that leaves, when the run before it was put with it; else -1."""
    u, run = want[p, W_UNIT], st.portion[made[p], POR_RUN]
    if u < 0:
        return -1
    di, k = locate(st, u, st.run[run, RUN_FROM] - 1)
    before = row_before(st, u, di, k)
    if before < 0:
        return -1
    for q in range(p):
        if made[q] >= 0 and st.portion[made[q], POR_RUN] == st.block[before, ENT_RUN]:
            return follower_of(st, u, st.run[run, RUN_FROM])
    return -1


@kernel
def take_back(res, st, want, made, rows, opened):  # type: ignore[no-untyped-def]
    """Undo `put_all` and `make_lots`, the last put first, so that every set-up is again what it was."""
    if not opened:
        open_lots(st, rows, rows.shape[0])
    for p in range(want.shape[0] - 1, -1, -1):
        if made[p] >= 0:
            unpeg(st, made[p])
            after = follower_after(st, want, made, p)
            if after >= 0:
                st.run[after, RUN_FROZEN] = 1  # the one before this leaves as well, and then it is asked
            remove_head(res, st, want[p, W_TASK])
            if after >= 0:
                st.run[after, RUN_FROZEN] = 0
            refresh_task(st, want[p, W_TASK])
    for i in range(rows.shape[0] - 1, -1, -1):
        lot = rows[i]
        unlink_lot(st, lot)
        st.lot[lot, LOT_ALIVE] = 0
        st.lot[lot, LOT_NEXT] = st.free_lot[st.lot[lot, LOT_SUPPLY]]
        st.free_lot[st.lot[lot, LOT_SUPPLY]] = lot
