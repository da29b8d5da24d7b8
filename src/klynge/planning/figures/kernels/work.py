# SPDX-License-Identifier: Apache-2.0
"""Time, people, power, material and agreements of portions and runs, in øre and grams.

First the portions, which note what an hour of their run costs; then each run once, a batch at the highest rate of its
portions. Each is one loop: handing arrays on to other functions for every row would take longer than the counting.
"""

from __future__ import annotations

from klynge.planning.kernels.clock import work_at
from klynge.planning.kernels.columns import (
    BIG,
    DEAL_AGREEMENT,
    DEAL_NEXT,
    EXTERNAL,
    FROM_LOT,
    FROM_STOCK,
    LISTED,
    MAT_ITEM,
    MODE_AGREEMENT,
    MODE_PAUSE,
    NONE,
    PEG_KIND,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    POR_NEXT,
    POR_PEG,
    POR_QUANTITY,
    POR_RUN,
    RUN_AGREEMENT,
    RUN_COUNT,
    RUN_END,
    RUN_FROZEN,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_START,
    RUN_UNIT,
    RUN_USE0,
    RUN_USES,
    RUN_WC,
    SETUP,
    TASK_HEAD,
    TASK_MODE,
    UNATTENDED,
    USE_AMOUNT,
    USE_PHASE,
    USE_POOL,
    WC_CAL,
    WC_KIND,
    WC_SITE,
)

from .columns import (
    EXTERNAL_ORE,
    FROZEN_OCCUPIED,
    FROZEN_WORKED,
    HOUR_G,
    HOUR_ORE,
    ITEM_G,
    ITEM_ORE,
    MACHINE_ORE,
    MATERIAL_G,
    NOTE_AGREEMENT,
    NOTE_G,
    NOTE_HOW,
    NOTE_ORE,
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
def count_portions(  # type: ignore[no-untyped-def]
    res, ops, st, tasks, owners, price, item, centres, out, notes, rows, sites
):
    """Add what the portions of tasks cost by the piece and take of material; note their runs' hourly rates.

    `rows` are the tasks' operations. Where the first portion of each to start is done goes into `sites`, -1 for none.
    """
    for i in range(tasks.shape[0]):
        p, mode, owner = st.task[tasks[i], TASK_HEAD], st.task[tasks[i], TASK_MODE], owners[rows[i]]
        sites[rows[i]] = -1
        first, first_unit = BIG, BIG
        while p >= 0:
            run, quantity = st.portion[p, POR_RUN], st.portion[p, POR_QUANTITY]
            wc, start, unit = st.run[run, RUN_WC], st.run[run, RUN_START], st.run[run, RUN_UNIT]
            if start < first or (start == first and unit < first_unit):
                sites[rows[i]], first, first_unit = res.wc[wc, WC_SITE], start, unit
            once = price[mode, PORTION_ORE] + price[mode, UNIT_ORE] * quantity
            if res.wc[wc, WC_KIND] == EXTERNAL:
                out[owner, EXTERNAL_ORE] += once
            else:
                out[centres[wc], MACHINE_ORE] += once
            out[owner, WORK_G] += price[mode, PORTION_G] + price[mode, UNIT_G] * quantity
            bearer = owner if st.run[run, RUN_COUNT] == 1 else centres[wc]
            notes[run, NOTE_HOW] = 1 + ops.mode[mode, MODE_PAUSE] + 4 * bearer
            notes[run, NOTE_ORE] = max(notes[run, NOTE_ORE], price[mode, HOUR_ORE])
            notes[run, NOTE_G] = max(notes[run, NOTE_G], price[mode, HOUR_G])
            notes[run, NOTE_AGREEMENT] = ops.mode[mode, MODE_AGREEMENT]
            peg = st.portion[p, POR_PEG]
            while peg >= 0:
                kind, taken = st.peg[peg, PEG_KIND], st.peg[peg, PEG_QUANTITY]
                if kind != FROM_LOT:
                    what = ops.material[st.peg[peg, PEG_MATERIAL], MAT_ITEM]
                    out[owner, STOCK_ORE if kind == FROM_STOCK else PURCHASE_ORE] += item[what, ITEM_ORE] * taken
                    out[owner, MATERIAL_G] += item[what, ITEM_G] * taken
                peg = st.peg[peg, PEG_NEXT]
            p = st.portion[p, POR_NEXT]


@kernel
def count_runs(res, st, notes, pool, agreement, centres, frozen, out, load):  # type: ignore[no-untyped-def]
    """Add the hours, people, power and agreement rates of the runs that were noted, and their work centres' load.

    A run takes working time; the time by the clock if it is unattended, or reported in closed hours. Returns the last
    end, -1 when there is no run.
    """
    last = -1
    for run in range(notes.shape[0]):
        how = notes[run, NOTE_HOW]
        if how == 0:
            continue
        wc, start, end = st.run[run, RUN_WC], st.run[run, RUN_START], st.run[run, RUN_END]
        last = max(last, end)
        pause, owner, centre = (how - 1) & 3, (how - 1) >> 2, centres[wc]
        s, d = st.run[run, RUN_SETUP], st.run[run, RUN_SECONDS]
        occupied = s + d
        if st.run[run, RUN_FROZEN] == 1:
            s, d, occupied = 0, frozen[run, FROZEN_WORKED], frozen[run, FROZEN_OCCUPIED]
            if pause == UNATTENDED or d == 0:
                d = end - start
        elif pause == UNATTENDED:
            cal = res.wc[wc, WC_CAL]
            d, occupied = end - start, s + work_at(res, cal, end) - work_at(res, cal, start)
        load[wc, RUN_S] += d
        load[wc, SETUP_S] += s
        load[wc, OCCUPIED_S] += occupied
        ore = notes[run, NOTE_ORE] * (s + d) // HOUR
        if res.wc[wc, WC_KIND] == EXTERNAL:
            out[owner, EXTERNAL_ORE] += ore
        else:
            out[centre, MACHINE_ORE] += ore
        out[owner, WORK_G] += notes[run, NOTE_G] * (s + d) // HOUR
        for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
            p = st.use[j, USE_POOL]
            seconds = s if st.use[j, USE_PHASE] == SETUP else d
            kind = PEOPLE_ORE if pool[p, POOL_PEOPLE] == 1 else POWER_ORE
            out[pool[p, POOL_MEMBER], kind] += pool[p, POOL_ORE] * st.use[j, USE_AMOUNT] * seconds // (1000 * HOUR)
        own = notes[run, NOTE_AGREEMENT] if st.run[run, RUN_FROZEN] == 1 else st.run[run, RUN_AGREEMENT]
        deal = LISTED - own
        while own >= 0 or deal >= 0:
            if deal >= 0:
                own, deal = st.deal[deal, DEAL_AGREEMENT], st.deal[deal, DEAL_NEXT]
            paid = agreement[own, RATE_ORE] * (s + d) // HOUR
            out[agreement[own, RATE_TAKER], PAID_ORE] += paid
            out[agreement[own, RATE_GIVER], RECEIVED_ORE] += paid
            own = NONE
    return last
