# SPDX-License-Identifier: Apache-2.0
"""A request's portions made those of an order, and an order's portions taken off from among all others'."""

from __future__ import annotations

from klynge.planning.kernels.clock import setup_between, work_at
from klynge.planning.kernels.columns import (
    ENT_RUN,
    ENT_TO,
    NONE,
    ORD_OP0,
    ORD_OP1,
    PEG_MATERIAL,
    PEG_NEXT,
    POR_NEXT,
    POR_PEG,
    POR_RUN,
    RUN_COUNT,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_PAUSE,
    RUN_SECONDS,
    RUN_SETUP,
    RUN_TASK,
    RUN_UNIT,
    RUN_USE0,
    RUN_USES,
    RUN_WC,
    SETUP,
    TASK_BOUND,
    TASK_HEAD,
    TASK_LEAST,
    TASK_MODE,
    TASK_WIDTH,
    TASK_WISH,
    USE_PHASE,
    USE_POOL,
    WC_CAL,
    WC_FAMILIES,
    WC_MATRIX,
    WHOLE,
)
from klynge.planning.kernels.deals import agreed_from, ceilings_hold
from klynge.planning.kernels.pools import phase_blocked_until
from klynge.planning.kernels.runs import refresh_task, take_off_unit
from klynge.planning.kernels.slots import whole_start
from klynge.planning.kernels.tasks import forget_head, give_back
from klynge.planning.kernels.units import family_before, locate, row_before, run_at

from .compiled import kernel

STANDS, FORBIDDEN, TOO_NARROW, TOO_EARLY, NOT_WHOLE, NO_CREW, CEILING = range(7)


@kernel
def adopt(st, task0, n, to, mode_offset, material_offset):  # type: ignore[no-untyped-def]
    """Move n tasks of a request, with their portions, to the task rows `to` on; their rows follow the new tables."""
    for i in range(n):
        task = to + i
        for f in range(TASK_WIDTH):
            st.task[task, f] = st.task[task0 + i, f]
        st.task[task, TASK_MODE] += mode_offset
        st.task[task, TASK_WISH], st.task[task, TASK_LEAST], st.task[task, TASK_BOUND] = -1, 0, 0
        p = st.task[task, TASK_HEAD]
        while p >= 0:
            if st.run[st.portion[p, POR_RUN], RUN_TASK] == task0 + i:
                st.run[st.portion[p, POR_RUN], RUN_TASK] = task
            peg = st.portion[p, POR_PEG]
            while peg >= 0:
                st.peg[peg, PEG_MATERIAL] += material_offset
                peg = st.peg[peg, PEG_NEXT]
            p = st.portion[p, POR_NEXT]
        st.task[task0 + i, TASK_HEAD] = -1


@kernel
def run_after(st, u, c):  # type: ignore[no-untyped-def]
    """The run after working second c on a unit, or -1."""
    di, k = locate(st, u, c)
    row = run_at(st, u, di, k)
    return -1 if row < 0 else st.block[row, ENT_RUN]


@kernel
def stands(res, st, run):  # type: ignore[no-untyped-def]
    """Whether a run can be done with the set-up that it has now: STANDS, or what forbids it."""
    u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
    c, s, d = st.run[run, RUN_FROM], st.run[run, RUN_SETUP], st.run[run, RUN_SECONDS]
    cal = res.wc[wc, WC_CAL]
    di, k = locate(st, u, c - 1)
    row = row_before(st, u, di, k)
    before, fam = family_before(st, u, row), st.run[run, RUN_FAMILY]
    if setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], before, fam) != s:
        return FORBIDDEN
    if row >= 0 and st.block[row, ENT_TO] > c - s:
        return TOO_NARROW
    if s > 0 and c - s < work_at(res, cal, agreed_from(res, st, run)):
        return TOO_EARLY
    if st.run[run, RUN_PAUSE] == WHOLE and whole_start(res, cal, c, s, d) != c:
        return NOT_WHOLE
    if not ceilings_hold(res, st, run, 0, NONE, 0):
        return CEILING
    for j in range(st.run[run, RUN_USE0], st.run[run, RUN_USE0] + st.run[run, RUN_USES]):
        if st.use[j, USE_PHASE] == SETUP:
            if phase_blocked_until(res, st, st.use[j, USE_POOL], cal, c - s, c, 0) >= 0:
                return NO_CREW
    return STANDS


@kernel
def _runs_off(res, ops, st, o, after, taken, n, m):  # type: ignore[no-untyped-def]
    """Take an order's runs off their units: how many places (pairs of unit and second) and portions are noted then."""
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        task = op
        while st.task[task, TASK_HEAD] >= 0:
            p = st.task[task, TASK_HEAD]
            run = st.portion[p, POR_RUN]
            if st.run[run, RUN_FROZEN] == 1:
                break
            if m == taken.shape[0] or 2 * n + 2 > after.shape[0]:
                return n, -1
            if st.run[run, RUN_COUNT] == 1:
                u = st.run[run, RUN_UNIT]
                if u >= 0 and res.wc[st.run[run, RUN_WC], WC_MATRIX] >= 0:
                    after[2 * n], after[2 * n + 1] = u, st.run[run, RUN_FROM]
                    n += 1
                take_off_unit(res, st, run)
            forget_head(res, st, task)
            taken[m] = p
            m += 1
        refresh_task(st, task)
    return n, m


@kernel
def take_off(res, ops, st, orders, after, taken):  # type: ignore[no-untyped-def]
    """Take orders' planned portions off the plan, wherever they are, with the supply lots that only they use.

    Gives STANDS, or why a run that stood after one of theirs cannot take the set-up that it then needs: then `after[0]`
    is that run and the caller rolls back; -1 when the last two arrays are too short.
    """
    n, m = 0, 0
    for o in orders:
        n, m = _runs_off(res, ops, st, o, after, taken, n, m)
        if m < 0:
            return -1
    # only now, when all its runs are gone, can lots that stood among them be dropped
    for i in range(m):
        give_back(res, st, taken[i])
    for i in range(n):
        run = run_after(st, after[2 * i], after[2 * i + 1])
        if run >= 0 and st.run[run, RUN_FROZEN] == 0:
            why = stands(res, st, run)
            if why != STANDS:
                after[0] = run
                return why
    return STANDS
