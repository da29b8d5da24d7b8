# SPDX-License-Identifier: Apache-2.0
"""What a placed order emits more than the plan without it, as the measures of the plan count it."""

from __future__ import annotations

from klynge.planning.kernels.clock import setup_between
from klynge.planning.kernels.columns import (
    ENT_RUN,
    FROM_LOT,
    LOT_TASK0,
    MAT_ITEM,
    PEG_KIND,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    POR_PEG,
    POR_QUANTITY,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_UNIT,
    RUN_WC,
    TASK_MODE,
    WC_FAMILIES,
    WC_MATRIX,
)
from klynge.planning.kernels.units import family_before, locate, row_before, run_at

from .compiled import kernel
from .parts import PART_FIRST, PART_LOT, PART_OP, PART_OWN, PART_PORTION, PART_RUN

HOUR = 3600
PORTION_G, UNIT_G, HOUR_G = range(3)


@kernel
def is_own(parts, n, run):  # type: ignore[no-untyped-def]
    """Whether a run was put on the plan by the order."""
    for i in range(n):
        if parts[i, PART_RUN] == run:
            return parts[i, PART_OWN] == 1
    return False


@kernel
def setup_after_g(res, st, parts, n, run, centre_g_h):  # type: ignore[no-untyped-def]
    """What the set-up of the run after an own one emits more than before."""
    u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
    if u < 0 or res.wc[wc, WC_MATRIX] < 0:
        return 0
    di, k = locate(st, u, st.run[run, RUN_FROM])
    after = run_at(st, u, di, k)
    if after < 0:
        return 0
    neighbour = st.block[after, ENT_RUN]
    if st.run[neighbour, RUN_FROZEN] == 1 or is_own(parts, n, neighbour):
        return 0
    row = row_before(st, u, di, k)
    while row >= 0 and is_own(parts, n, st.block[row, ENT_RUN]):
        # the entry before: past the last that starts earlier
        bi, bk = locate(st, u, st.run[st.block[row, ENT_RUN], RUN_FROM] - 1)
        row = row_before(st, u, bi, bk)
    family = st.run[neighbour, RUN_FAMILY]
    matrix, families = res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES]
    before = setup_between(res, matrix, families, family_before(st, u, row), family)
    seconds, grams = st.run[neighbour, RUN_SECONDS], centre_g_h[wc]
    return grams * (st.run[neighbour, RUN_SETUP] + seconds) // HOUR - grams * (before + seconds) // HOUR


@kernel
def pegs_g(st, material, portion, item_g):  # type: ignore[no-untyped-def]
    """What a portion takes from stock or buys."""
    grams, peg = 0, st.portion[portion, POR_PEG]
    while peg >= 0:
        if st.peg[peg, PEG_KIND] != FROM_LOT:
            grams += item_g[material[st.peg[peg, PEG_MATERIAL], MAT_ITEM]] * st.peg[peg, PEG_QUANTITY]
        peg = st.peg[peg, PEG_NEXT]
    return grams


@kernel
def work_g(res, ops, sup, st, task0, parts, n, mode_g, supply_g, item_g, centre_g_h):  # type: ignore[no-untyped-def]
    """Grams of the work and material of a placed order, whose parts are listed; transport comes on top."""
    total = 0
    for i in range(n):
        run, portion = parts[i, PART_RUN], parts[i, PART_PORTION]
        if parts[i, PART_LOT] >= 0:
            grams = supply_g[st.task[st.lot[parts[i, PART_LOT], LOT_TASK0] + parts[i, PART_OP], TASK_MODE]]
            total += pegs_g(st, sup.material, portion, item_g)
        else:
            grams = mode_g[st.task[task0 + parts[i, PART_OP], TASK_MODE]]
            total += pegs_g(st, ops.material, portion, item_g)
        total += grams[PORTION_G] + grams[UNIT_G] * st.portion[portion, POR_QUANTITY]
        if parts[i, PART_OWN] == 1 and parts[i, PART_FIRST] == 1:
            total += grams[HOUR_G] * (st.run[run, RUN_SETUP] + st.run[run, RUN_SECONDS]) // HOUR
            total += setup_after_g(res, st, parts, n, run, centre_g_h)
    return total
