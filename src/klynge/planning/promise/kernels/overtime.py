# SPDX-License-Identifier: Apache-2.0
"""A work centre open for longer: what stands on its units stays by the clock and is counted in the new working time."""

from __future__ import annotations

from klynge.planning.kernels.clock import work_at
from klynge.planning.kernels.columns import (
    BLOCK,
    DIR_BLOCK,
    ENT_FROM,
    ENT_RUN,
    ENT_TO,
    RUN_END,
    RUN_FROM,
    RUN_FROZEN,
    RUN_PAUSE,
    RUN_SECONDS,
    RUN_START,
    UNATTENDED,
    UNIT_COUNT,
    UNIT_DIR0,
    WC_CAL,
    WC_UNIT0,
    WC_UNITS,
)
from klynge.planning.kernels.report import setup_start
from klynge.planning.kernels.runs import worked_to
from klynge.planning.kernels.units import _refresh, locate, row_before, run_at

from .compiled import kernel


@kernel
def is_under_way(res, st, wc, first, last):  # type: ignore[no-untyped-def]
    """Whether some work at a work centre is interrupted by the closed hours [first, last): it would go on in them."""
    w = work_at(res, res.wc[wc, WC_CAL], first)
    for u in range(res.wc[wc, WC_UNIT0], res.wc[wc, WC_UNIT0] + res.wc[wc, WC_UNITS]):
        di, k = locate(st, u, w - 1)
        before, after = row_before(st, u, di, k), run_at(st, u, di, k)
        if before >= 0:
            run = st.block[before, ENT_RUN]
            pauses = st.run[run, RUN_FROZEN] == 0 and st.run[run, RUN_PAUSE] != UNATTENDED
            if pauses and st.run[run, RUN_END] > first:
                return True
        if after >= 0 and setup_start(res, st, st.block[after, ENT_RUN]) < last:
            return True
    return False


@kernel
def rebase(res, st, wc):  # type: ignore[no-untyped-def]
    """Count what stands on a work centre's units in the working time that `res` gives it now."""
    cal = res.wc[wc, WC_CAL]
    for u in range(res.wc[wc, WC_UNIT0], res.wc[wc, WC_UNIT0] + res.wc[wc, WC_UNITS]):
        free_from = 0
        for di in range(st.unit[u, UNIT_COUNT]):
            b = st.directory[st.unit[u, UNIT_DIR0] + di, DIR_BLOCK]
            for row in range(b * BLOCK, b * BLOCK + st.block_count[b]):
                run = st.block[row, ENT_RUN]
                c = max(free_from, work_at(res, cal, st.run[run, RUN_START]))
                st.run[run, RUN_FROM] = c
                if st.run[run, RUN_FROZEN] == 1:
                    free_from = max(c, work_at(res, cal, st.run[run, RUN_END]))
                    st.run[run, RUN_SECONDS] = free_from - c
                else:
                    free_from = worked_to(res, st, run)
                st.block[row, ENT_FROM], st.block[row, ENT_TO] = c, free_from
        for di in range(st.unit[u, UNIT_COUNT]):
            _refresh(st, u, di)
