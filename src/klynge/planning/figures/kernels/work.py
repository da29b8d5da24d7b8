# SPDX-License-Identifier: Apache-2.0
"""Time, people, power, material and agreements of portions and runs, in øre and grams.

A batch takes its hours and its people once, at the highest rate of its portions: its portions are only noted first.
"""

from __future__ import annotations

from klynge.planning.kernels.clock import work_at
from klynge.planning.kernels.columns import (
    EXTERNAL,
    FROM_LOT,
    FROM_STOCK,
    LOT_ALIVE,
    LOT_SUPPLY,
    LOT_TASK0,
    MAT_ITEM,
    MODE_AGREEMENT,
    MODE_PAUSE,
    N_LOT,
    PEG_KIND,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    POR_NEXT,
    POR_PEG,
    POR_QUANTITY,
    POR_RUN,
    RUN_COUNT,
    RUN_END,
    RUN_FROZEN,
    RUN_PAUSE,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_START,
    RUN_USE0,
    RUN_USES,
    RUN_WC,
    SETUP,
    SUP_OP0,
    SUP_OP1,
    TASK_HEAD,
    TASK_MODE,
    UNATTENDED,
    USE_AMOUNT,
    USE_PHASE,
    USE_POOL,
    WC_CAL,
    WC_KIND,
)

from .columns import (
    BATCH_G,
    BATCH_ORE,
    BATCH_PORTIONS,
    EXTERNAL_ORE,
    FROZEN_OCCUPIED,
    FROZEN_WORKED,
    GOODS_OWNER,
    HOUR_G,
    HOUR_ORE,
    ITEM_G,
    ITEM_ORE,
    MACHINE_ORE,
    MATERIAL_G,
    OCCUPIED_S,
    PAID_ORE,
    PEOPLE_ORE,
    POOL_MEMBER,
    POOL_ORE,
    POOL_PEOPLE,
    PORTION_G,
    PORTION_ORE,
    POWER_ORE,
    PURCHASE_ORE,
    RATE_GIVER,
    RATE_ORE,
    RATE_TAKER,
    RECEIVED_ORE,
    RUN_S,
    SETUP_S,
    STOCK_ORE,
    UNIT_G,
    UNIT_ORE,
    WORK_G,
)
from .compiled import kernel

HOUR = 3600


@kernel
def run_s(st, frozen, run, pause):  # type: ignore[no-untyped-def]
    """Seconds of run: working time; by the clock if unattended, or reported in closed hours."""
    by_clock = st.run[run, RUN_END] - st.run[run, RUN_START]
    if st.run[run, RUN_FROZEN] == 1:
        worked = frozen[run, FROZEN_WORKED]
        return by_clock if pause == UNATTENDED or worked == 0 else worked
    return by_clock if pause == UNATTENDED else st.run[run, RUN_SECONDS]


@kernel
def setup_s(st, run):  # type: ignore[no-untyped-def]
    """Seconds of set-up before a run."""
    return st.run[run, RUN_SETUP] if st.run[run, RUN_FROZEN] == 0 else 0


@kernel
def count_load(res, st, frozen, run, pause, load):  # type: ignore[no-untyped-def]
    """Add a run to its work centre's hours."""
    wc = st.run[run, RUN_WC]
    s, d = setup_s(st, run), run_s(st, frozen, run, pause)
    load[wc, RUN_S] += d
    load[wc, SETUP_S] += s
    if st.run[run, RUN_FROZEN] == 1:
        load[wc, OCCUPIED_S] += frozen[run, FROZEN_OCCUPIED]
    elif pause == UNATTENDED:
        cal = res.wc[wc, WC_CAL]
        load[wc, OCCUPIED_S] += s + work_at(res, cal, st.run[run, RUN_END]) - work_at(res, cal, st.run[run, RUN_START])
    else:
        load[wc, OCCUPIED_S] += s + d


@kernel
def count_hours(res, st, run, s, d, ore, grams, owner, centres, pool, out):  # type: ignore[no-untyped-def]
    """Add a run's hours and pools: s seconds of set-up and d of run at `ore` and `grams` an hour."""
    wc = st.run[run, RUN_WC]
    if res.wc[wc, WC_KIND] == EXTERNAL:
        out[owner, EXTERNAL_ORE] += ore * (s + d) // HOUR
    else:
        out[centres[wc], MACHINE_ORE] += ore * (s + d) // HOUR
    out[owner, WORK_G] += grams * (s + d) // HOUR
    for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
        p = st.use[j, USE_POOL]
        seconds = s if st.use[j, USE_PHASE] == SETUP else d
        kind = PEOPLE_ORE if pool[p, POOL_PEOPLE] == 1 else POWER_ORE
        out[pool[p, POOL_MEMBER], kind] += pool[p, POOL_ORE] * st.use[j, USE_AMOUNT] * seconds // (1000 * HOUR)


@kernel
def count_material(ops, st, p, item, owner, out):  # type: ignore[no-untyped-def]
    """Add what a portion took from stock and from suppliers."""
    peg = st.portion[p, POR_PEG]
    while peg >= 0:
        kind, quantity = st.peg[peg, PEG_KIND], st.peg[peg, PEG_QUANTITY]
        if kind != FROM_LOT:
            what = ops.material[st.peg[peg, PEG_MATERIAL], MAT_ITEM]
            out[owner, STOCK_ORE if kind == FROM_STOCK else PURCHASE_ORE] += item[what, ITEM_ORE] * quantity
            out[owner, MATERIAL_G] += item[what, ITEM_G] * quantity
        peg = st.peg[peg, PEG_NEXT]


@kernel
def count_task(  # type: ignore[no-untyped-def]
    res, ops, st, task, owner, mode_price, item, pool, agreement, centres, frozen, out, load, batch
):
    """Add the portions of a task; those of a batch of several are noted in `batch` and their hours left."""
    p, mode = st.task[task, TASK_HEAD], st.task[task, TASK_MODE]
    while p >= 0:
        run, quantity = st.portion[p, POR_RUN], st.portion[p, POR_QUANTITY]
        wc = st.run[run, RUN_WC]
        once = mode_price[mode, PORTION_ORE] + mode_price[mode, UNIT_ORE] * quantity
        if res.wc[wc, WC_KIND] == EXTERNAL:
            out[owner, EXTERNAL_ORE] += once
        else:
            out[centres[wc], MACHINE_ORE] += once
        out[owner, WORK_G] += mode_price[mode, PORTION_G] + mode_price[mode, UNIT_G] * quantity
        count_material(ops, st, p, item, owner, out)
        ore, grams = mode_price[mode, HOUR_ORE], mode_price[mode, HOUR_G]
        if st.run[run, RUN_COUNT] > 1:
            batch[run, BATCH_ORE] = max(batch[run, BATCH_ORE], ore)
            batch[run, BATCH_G] = max(batch[run, BATCH_G], grams)
            batch[run, BATCH_PORTIONS] += 1
        else:
            pause = ops.mode[mode, MODE_PAUSE]
            s, d = setup_s(st, run), run_s(st, frozen, run, pause)
            count_hours(res, st, run, s, d, ore, grams, owner, centres, pool, out)
            count_load(res, st, frozen, run, pause, load)
            deal = ops.mode[mode, MODE_AGREEMENT]
            if deal >= 0:
                paid = agreement[deal, RATE_ORE] * (s + d) // HOUR
                out[agreement[deal, RATE_TAKER], PAID_ORE] += paid
                out[agreement[deal, RATE_GIVER], RECEIVED_ORE] += paid
        p = st.portion[p, POR_NEXT]


@kernel
def count_tasks(  # type: ignore[no-untyped-def]
    res, ops, st, tasks, goods, mode_price, item, pool, agreement, centres, frozen, out, load, batch
):
    """`count_task` of the first `tasks` tasks."""
    for task in range(tasks):
        owner = goods[task, GOODS_OWNER]
        count_task(res, ops, st, task, owner, mode_price, item, pool, agreement, centres, frozen, out, load, batch)


@kernel
def count_lots(  # type: ignore[no-untyped-def]
    res, sup, st, goods, mode_price, item, pool, agreement, centres, frozen, out, load, batch
):
    """`count_task` of the tasks of every supply lot of the plan."""
    for lot in range(st.counter[N_LOT]):
        if st.lot[lot, LOT_ALIVE] == 0:
            continue
        supply = st.lot[lot, LOT_SUPPLY]
        for op in range(res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]):
            task, owner = st.lot[lot, LOT_TASK0] + op, goods[op, GOODS_OWNER]
            count_task(res, sup, st, task, owner, mode_price, item, pool, agreement, centres, frozen, out, load, batch)


@kernel
def count_batches(res, st, pool, centres, frozen, out, load, batch):  # type: ignore[no-untyped-def]
    """Add the hours of the batches that were noted."""
    for run in range(batch.shape[0]):
        if batch[run, BATCH_PORTIONS] == 0:
            continue
        pause = st.run[run, RUN_PAUSE]
        s, d = setup_s(st, run), run_s(st, frozen, run, pause)
        owner = centres[st.run[run, RUN_WC]]
        count_hours(res, st, run, s, d, batch[run, BATCH_ORE], batch[run, BATCH_G], owner, centres, pool, out)
        count_load(res, st, frozen, run, pause, load)
