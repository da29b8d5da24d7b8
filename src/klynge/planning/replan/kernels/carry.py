# SPDX-License-Identifier: Apache-2.0
"""A state read out as wanted portions, and put into another state as far as it still fits there."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    FROM_LOT,
    FROM_STOCK,
    LOT_ALIVE,
    LOT_KEY,
    LOT_SUPPLY,
    LOT_TASK0,
    LOT_TIME,
    N_LOT,
    OP_MAT0,
    OP_MODE0,
    OP_MODE1,
    PEG_KIND,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    PEG_ROW,
    POR_END,
    POR_NEXT,
    POR_PEG,
    POR_QUANTITY,
    POR_RUN,
    POR_START,
    RUN_COUNT,
    RUN_FROZEN,
    RUN_UNIT,
    RUN_USE0,
    SUP_OP0,
    SUP_OP1,
    TASK_HEAD,
    TASK_MODE,
)
from klynge.planning.kernels.materials import unpeg
from klynge.planning.kernels.runs import refresh_task
from klynge.planning.kernels.tasks import remove_head
from klynge.planning.placing.kernels.columns import (
    ANY,
    FITS,
    G_KIND,
    G_MATERIAL,
    G_QUANTITY,
    G_ROW,
    L_KEY,
    L_SUPPLY,
    L_TIME,
    LOT_WINDOW,
    STOCK_USED,
    W_END,
    W_MODE,
    W_OP,
    W_PEG0,
    W_PEG1,
    W_PLACE,
    W_POOL0,
    W_QUANTITY,
    W_SETUP,
    W_START,
    W_SUPPLY,
    W_TASK,
    W_UNIT,
)
from klynge.planning.placing.kernels.put import put_portion, share_until
from klynge.planning.placing.kernels.runs import put_run, tables_for

from .compiled import kernel


@kernel
def read_portion(st, p, want, n, pegs, g, stock_map, lot_index, material_shift):  # type: ignore[no-untyped-def]
    """A portion's own fields and its pegs, in the order in which they were hung; past the last peg."""
    run = st.portion[p, POR_RUN]
    want[n, W_QUANTITY], want[n, W_SETUP] = st.portion[p, POR_QUANTITY], ANY
    want[n, W_START], want[n, W_END] = st.portion[p, POR_START], st.portion[p, POR_END]
    want[n, W_UNIT], want[n, W_POOL0], want[n, W_PEG0], want[n, W_PLACE] = (
        st.run[run, RUN_UNIT],
        st.run[run, RUN_USE0],
        g,
        n,
    )
    q = st.portion[p, POR_PEG]
    while q >= 0:
        kind, row = st.peg[q, PEG_KIND], st.peg[q, PEG_ROW]
        if kind == FROM_STOCK:
            row = stock_map[row]
        elif kind == FROM_LOT:
            row = -1 - lot_index[row]
        else:
            row = ANY  # bought when it can be bought now
        pegs[g, G_KIND], pegs[g, G_ROW], pegs[g, G_QUANTITY] = kind, row, st.peg[q, PEG_QUANTITY]
        pegs[g, G_MATERIAL] = st.peg[q, PEG_MATERIAL] + material_shift
        g += 1
        q = st.peg[q, PEG_NEXT]
    want[n, W_PEG1] = g
    return g


@kernel
def read_lots(st, lots, lot_index):  # type: ignore[no-untyped-def]
    """The supply lots on the plan; how many."""
    k = 0
    for lot in range(st.counter[N_LOT]):
        lot_index[lot] = -1
        if st.lot[lot, LOT_ALIVE] == 1:
            lots[k, L_SUPPLY], lots[k, L_KEY], lots[k, L_TIME] = (
                st.lot[lot, LOT_SUPPLY],
                st.lot[lot, LOT_KEY],
                st.lot[lot, LOT_TIME],
            )
            lot_index[lot] = k
            k += 1
    return k


@kernel
def read_all(res, ops, new_ops, st, task_map, stock_map, lot_index, want, pegs):  # type: ignore[no-untyped-def]
    """All planned portions as rows for the operations that `task_map` leads to; how many."""
    n, g = 0, 0
    for t in range(task_map.shape[0]):
        to = task_map[t]
        p = st.task[t, TASK_HEAD]
        while p >= 0 and to >= 0:
            if st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0:
                mode = st.task[t, TASK_MODE] - ops.op[t, OP_MODE0] + new_ops.op[to, OP_MODE0]
                if mode < new_ops.op[to, OP_MODE1]:
                    shift = new_ops.op[to, OP_MAT0] - ops.op[t, OP_MAT0]
                    want[n, W_TASK], want[n, W_OP], want[n, W_MODE], want[n, W_SUPPLY] = to, to, mode, 0
                    g = read_portion(st, p, want, n, pegs, g, stock_map, lot_index, shift)
                    n += 1
            p = st.portion[p, POR_NEXT]
    for lot in range(st.counter[N_LOT]):
        if lot_index[lot] < 0:
            continue
        supply = st.lot[lot, LOT_SUPPLY]
        for op in range(res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]):
            t = st.lot[lot, LOT_TASK0] + op
            p = st.task[t, TASK_HEAD]
            while p >= 0:
                want[n, W_TASK], want[n, W_OP], want[n, W_SUPPLY] = lot_index[lot], op, 1
                want[n, W_MODE] = st.task[t, TASK_MODE]
                g = read_portion(st, p, want, n, pegs, g, stock_map, lot_index, 0)
                n += 1
                p = st.portion[p, POR_NEXT]
    return n


@kernel
def pegs_stand(want, pegs, p, dead):  # type: ignore[no-untyped-def]
    """Whether what a portion pegs is still there: no stock lot gone, no supply lot that cannot be made."""
    for g in range(want[p, W_PEG0], want[p, W_PEG1]):
        if pegs[g, G_KIND] == FROM_LOT and dead[pegs[g, G_ROW]] == 1:
            return LOT_WINDOW
        if pegs[g, G_KIND] == FROM_STOCK and pegs[g, G_ROW] < 0:
            return STOCK_USED
    return FITS


@kernel
def drop_portion(res, st, want, made, p):  # type: ignore[no-untyped-def]
    """Take the portion that was put last off again."""
    unpeg(st, made[p])
    remove_head(res, st, want[p, W_TASK])
    refresh_task(st, want[p, W_TASK])
    made[p] = -1


@kernel
def put_what_fits(res, ops, sup, st, want, pools, pegs, lot_rows, made, whys, dead, said):  # type: ignore[no-untyped-def]
    """Put wanted portions in order of start, leaving out those that do not fit any more; why each does not.

    A supply lot of which a portion is left out is dead: nothing more is pegged on it.
    """
    i = 0
    while i < want.shape[0]:
        j = share_until(res, ops, sup, want, i)
        why = FITS
        for p in range(i, j):
            if why == FITS:
                why = pegs_stand(want, pegs, p, dead)
        run = -1
        if why == FITS:
            run = put_run(res, ops, sup, st, want, i, j, pools, said)
            why = FITS if run >= 0 else -run
        for p in range(i, j):
            whys[p] = why
            if run >= 0:
                whys[p] = put_portion(res, tables_for(ops, sup, want, p), st, want, p, run, pegs, made, said)
                if whys[p] != FITS and made[p] >= 0:
                    alone = st.run[run, RUN_COUNT] == 1
                    drop_portion(res, st, want, made, p)
                    if alone:  # the run is gone with it, and those that would have joined it stay out
                        run, why = -1, whys[p]
            if whys[p] != FITS and want[p, W_SUPPLY] == 1:
                dead[lot_rows[p]] = 1
        i = j
    return 0
