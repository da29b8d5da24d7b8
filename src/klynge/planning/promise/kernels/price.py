# SPDX-License-Identifier: Apache-2.0
"""What a placed order adds to the plan's money and CO2, exactly as the measures of the plan count them."""

from __future__ import annotations

from klynge.planning.kernels.clock import setup_between
from klynge.planning.kernels.columns import (
    ENT_RUN,
    EXTERNAL,
    FROM_STOCK,
    FROM_SUPPLIER,
    MAT_ITEM,
    MODE_AGREEMENT,
    PEG_KIND,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    POR_PEG,
    POR_QUANTITY,
    RUN_AGREEMENT,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_UNIT,
    RUN_USE0,
    RUN_USES,
    RUN_WC,
    SETUP,
    TASK_MODE,
    LOT_TASK0,
    USE_AMOUNT,
    USE_PHASE,
    USE_POOL,
    WC_FAMILIES,
    WC_KIND,
    WC_MATRIX,
)
from klynge.planning.kernels.units import family_before, locate, row_before, run_at

from .compiled import kernel
from .parts import PART_FIRST, PART_LOT, PART_OP, PART_OWN, PART_PORTION, PART_RUN, mark_runs
from .ways import ship

HOUR = 3600
COST, COST_UNIT, COST_H, CO2, CO2_UNIT, CO2_H = range(6)


@kernel
def pools_ore(st, pool_ore, run, setup_s, run_s, setup_only):  # type: ignore[no-untyped-def]
    """What the pools of a run cost with so many seconds of set-up and run."""
    ore = 0
    for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
        setup = st.use[j, USE_PHASE] == SETUP
        if setup or not setup_only:
            seconds = setup_s if setup else run_s
            ore += pool_ore[st.use[j, USE_POOL]] * st.use[j, USE_AMOUNT] * seconds // (1000 * HOUR)
    return ore


@kernel
def setup_cell(res, wc, before, after):  # type: ignore[no-untyped-def]
    """Where the change of families is in the table of set-ups."""
    return res.wc[wc, WC_MATRIX] + before * res.wc[wc, WC_FAMILIES] + after


@kernel
def is_own(parts, n, run):  # type: ignore[no-untyped-def]
    """Whether a run was put on the plan by the order."""
    for i in range(n):
        if parts[i, PART_RUN] == run:
            return parts[i, PART_OWN] == 1
    return False


@kernel
def part_mode(ops, sup, st, task0, parts, i):  # type: ignore[no-untyped-def]
    """The row of a part's mode, among the supplies' when it makes a lot."""
    if parts[i, PART_LOT] >= 0:
        return st.task[st.lot[parts[i, PART_LOT], LOT_TASK0] + parts[i, PART_OP], TASK_MODE]
    return st.task[task0 + parts[i, PART_OP], TASK_MODE]


@kernel
def after_price(res, st, parts, n, run, centre, pool_ore, setup_ore, agreement_ore, run_hour, total):  # type: ignore[no-untyped-def]
    """Add what the set-up of the run after an own one costs more than it did."""
    u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
    if u < 0 or res.wc[wc, WC_MATRIX] < 0:
        return
    di, k = locate(st, u, st.run[run, RUN_FROM])
    after = run_at(st, u, di, k)
    if after < 0:
        return
    neighbour = st.block[after, ENT_RUN]
    if st.run[neighbour, RUN_FROZEN] == 1 or is_own(parts, n, neighbour):
        return
    row = row_before(st, u, di, k)
    while row >= 0 and is_own(parts, n, st.block[row, ENT_RUN]):
        # entries of a unit are found by their start: the one before this row starts earlier
        bi, bk = locate(st, u, st.run[st.block[row, ENT_RUN], RUN_FROM] - 1)
        row = row_before(st, u, bi, bk)
    before, family = family_before(st, u, row), st.run[neighbour, RUN_FAMILY]
    matrix, families = res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES]
    s_old, s_new = setup_between(res, matrix, families, before, family), st.run[neighbour, RUN_SETUP]
    d = st.run[neighbour, RUN_SECONDS]
    total[0] += setup_ore[setup_cell(res, wc, st.run[run, RUN_FAMILY], family)]
    total[0] -= setup_ore[setup_cell(res, wc, before, family)]
    ore_h, g_h = centre[wc, 0], centre[wc, 1]
    if centre[wc, 2] == 0:
        ore_h, g_h = run_hour[neighbour, 0], run_hour[neighbour, 1]
    total[0] += ore_h * (s_new + d) // HOUR - ore_h * (s_old + d) // HOUR
    total[1] += g_h * (s_new + d) // HOUR - g_h * (s_old + d) // HOUR
    total[0] += pools_ore(st, pool_ore, neighbour, s_new, 0, True) - pools_ore(st, pool_ore, neighbour, s_old, 0, True)
    own = st.run[neighbour, RUN_AGREEMENT]
    if own >= 0:
        total[0] += agreement_ore[own] * (s_new + d) // HOUR - agreement_ore[own] * (s_old + d) // HOUR


@kernel
def run_price(res, ops, sup, st, parts, n, i, mode, prices, centre, pool_ore, setup_ore, agreement_ore, run_hour, total):  # type: ignore[no-untyped-def]  # noqa: E501
    """Add what the run of a part that is the first of the order's in it costs by the hour, with its set-ups."""
    run = parts[i, PART_RUN]
    wc, d = st.run[run, RUN_WC], st.run[run, RUN_SECONDS]
    s = st.run[run, RUN_SETUP]
    if parts[i, PART_OWN] == 0:
        # the batch was there: its hours are counted by its first portion, which may be another one now
        if centre[wc, 2] == 0 and run_hour[run, 2] == 0:
            total[0] += prices[mode, COST_H] * (s + d) // HOUR - run_hour[run, 0] * (s + d) // HOUR
            total[1] += prices[mode, CO2_H] * (s + d) // HOUR - run_hour[run, 1] * (s + d) // HOUR
        return
    total[0] += prices[mode, COST_H] * (s + d) // HOUR
    total[1] += prices[mode, CO2_H] * (s + d) // HOUR
    total[0] += pools_ore(st, pool_ore, run, s, d, False)
    own = st.run[run, RUN_AGREEMENT]
    if own >= 0:
        total[0] += agreement_ore[own] * (s + d) // HOUR
    u = st.run[run, RUN_UNIT]
    if u >= 0 and res.wc[wc, WC_MATRIX] >= 0:
        di, k = locate(st, u, st.run[run, RUN_FROM] - 1)
        before = family_before(st, u, row_before(st, u, di, k))
        total[0] += setup_ore[setup_cell(res, wc, before, st.run[run, RUN_FAMILY])]
        after_price(res, st, parts, n, run, centre, pool_ore, setup_ore, agreement_ore, run_hour, total)


@kernel
def pegs_price(st, material, portion, item, total):  # type: ignore[no-untyped-def]
    """Add what a portion takes from stock or buys."""
    peg = st.portion[portion, POR_PEG]
    while peg >= 0:
        kind = st.peg[peg, PEG_KIND]
        if kind in (FROM_STOCK, FROM_SUPPLIER):
            row = material[st.peg[peg, PEG_MATERIAL], MAT_ITEM]
            total[0] += item[row, 0] * st.peg[peg, PEG_QUANTITY]
            total[1] += item[row, 1] * st.peg[peg, PEG_QUANTITY]
        peg = st.peg[peg, PEG_NEXT]


@kernel
def price(  # type: ignore[no-untyped-def]
    res, ops, sup, st, task0, o, parts, n, rank, mode_price, supply_price, goods, centre, pool_ore, setup_ore, item,
    lane_rate, lane_of, agreement_ore, run_hour, total,
):  # fmt: skip
    """Write what a placed order adds to the plan's øre and grams into `total`; `parts` are what it put there."""
    total[0], total[1] = 0, 0
    mark_runs(st, parts, n, rank)
    for i in range(n):
        mode = part_mode(ops, sup, st, task0, parts, i)
        prices, material = (supply_price, sup.material) if parts[i, PART_LOT] >= 0 else (mode_price, ops.material)
        portion = parts[i, PART_PORTION]
        quantity = st.portion[portion, POR_QUANTITY]
        total[0] += prices[mode, COST] + prices[mode, COST_UNIT] * quantity
        total[1] += prices[mode, CO2] + prices[mode, CO2_UNIT] * quantity
        pegs_price(st, material, portion, item, total)
        if parts[i, PART_FIRST] == 1:
            run_price(
                res, ops, sup, st, parts, n, i, mode, prices, centre, pool_ore, setup_ore, agreement_ore, run_hour,
                total,
            )  # fmt: skip
    ship(res, ops, st, task0, o, goods, lane_rate, lane_of, total)
