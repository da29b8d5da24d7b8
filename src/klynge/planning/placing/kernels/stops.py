# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of a stop, or of reported work, on a unit."""

from __future__ import annotations

from klynge.planning.kernels.clock import setup_between
from klynge.planning.kernels.columns import (
    ENT_FROM,
    ENT_RUN,
    ENT_TO,
    FREE_PORTION,
    POR_NEXT,
    POR_RUN,
    RUN_COUNT,
    RUN_END,
    RUN_FAMILY,
    RUN_FROM,
    RUN_FROZEN,
    RUN_PAUSE,
    RUN_SETUP,
    RUN_UNIT,
    RUN_WC,
    TASK_HEAD,
    TASK_MODE,
    TASK_SITE,
    UNATTENDED,
    UNIT_WC,
    WC_FAMILIES,
    WC_MATRIX,
)
from klynge.planning.kernels.runs import free_run, refresh_task, set_setup, take_off_unit
from klynge.planning.kernels.slots import setup_change_fits
from klynge.planning.kernels.units import family_before, locate, next_gap, row_before, run_at

from .compiled import kernel
from .runs import follower_of


@kernel
def runs_in(st, u, c_from, c_to, start, out):  # type: ignore[no-untyped-def]
    """The planned runs of a unit that work, or are set up, between two working seconds; how many.

    What runs on unattended is in the way as well when it goes on past the clock moment `start`.
    """
    if c_to <= c_from:
        return 0
    n = 0
    di, k = locate(st, u, c_from - 1)
    before = row_before(st, u, di, k)
    if before >= 0:
        run = st.block[before, ENT_RUN]
        goes_on = st.run[run, RUN_PAUSE] == UNATTENDED and st.run[run, RUN_END] > start
        if st.run[run, RUN_FROZEN] == 0 and (st.block[before, ENT_TO] > c_from or goes_on):
            out[n] = run
            n += 1
    row = run_at(st, u, di, k)
    while row >= 0:
        run = st.block[row, ENT_RUN]
        if st.block[row, ENT_FROM] - st.run[run, RUN_SETUP] >= c_to:
            break
        if st.run[run, RUN_FROZEN] == 0:
            out[n] = run
            n += 1
        di, k = next_gap(st, u, di, k, -1)
        row = run_at(st, u, di, k)
    return n


@kernel
def follower_stands(res, st, u, c_from, c_to, family):  # type: ignore[no-untyped-def]
    """The planned run after a stop, if it cannot take the set-up that it needs after the stop's family; else -1."""
    wc = st.unit[u, UNIT_WC]
    if c_to <= c_from or res.wc[wc, WC_MATRIX] < 0:
        return -1
    di, k = locate(st, u, c_to - 1)
    row = run_at(st, u, di, k)
    if row < 0:
        return -1
    run = st.block[row, ENT_RUN]
    if st.run[run, RUN_FROZEN] == 1:
        return -1
    wc = st.run[run, RUN_WC]
    s = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], family, st.run[run, RUN_FAMILY])
    fits = s >= 0 and st.run[run, RUN_FROM] - s >= c_to and setup_change_fits(res, st, run, s, -1, 0)
    return -1 if fits else run


@kernel
def followers_of(st, runs, out):  # type: ignore[no-untyped-def]
    """The planned runs that come after runs on their units and are none of them, into `out`; how many."""
    n = 0
    for run in runs:
        u = st.run[run, RUN_UNIT]
        after = follower_of(st, u, st.run[run, RUN_FROM]) if u >= 0 else -1
        known = after < 0
        for other in runs:
            known = known or other == after
        for i in range(n):
            known = known or out[i] == after
        if not known:
            out[n] = after
            n += 1
    return n


@kernel
def settle(res, st, runs, at):  # type: ignore[no-untyped-def]
    """Let planned runs from position `at` on have the set-ups that they need by now: the position of one that cannot,
    or past the last. Those that are off the plan are left out."""
    while at < runs.shape[0]:
        run = runs[at]
        if st.run[run, RUN_COUNT] > 0 and st.run[run, RUN_FROZEN] == 0:
            u, wc = st.run[run, RUN_UNIT], st.run[run, RUN_WC]
            di, k = locate(st, u, st.run[run, RUN_FROM] - 1)
            row = row_before(st, u, di, k)
            family = family_before(st, u, row)
            s = setup_between(res, res.wc[wc, WC_MATRIX], res.wc[wc, WC_FAMILIES], family, st.run[run, RUN_FAMILY])
            free_from = 0 if row < 0 else st.block[row, ENT_TO]
            if s < 0 or st.run[run, RUN_FROM] - s < free_from or not setup_change_fits(res, st, run, s, -1, 0):
                return at
            set_setup(res, st, run, s, family)
        at += 1
    return at


@kernel
def is_told(st, u, c_from, c_to):  # type: ignore[no-untyped-def]
    """Whether reported work or a stop holds a unit somewhere between two working seconds."""
    di, k = locate(st, u, c_from - 1)
    row = row_before(st, u, di, k)
    if row >= 0 and st.run[st.block[row, ENT_RUN], RUN_FROZEN] == 1 and st.block[row, ENT_TO] > c_from:
        return True
    row = run_at(st, u, di, k)
    while row >= 0 and st.block[row, ENT_FROM] < c_to:
        if st.run[st.block[row, ENT_RUN], RUN_FROZEN] == 1:
            return True
        di, k = next_gap(st, u, di, k, -1)
        row = run_at(st, u, di, k)
    return False


@kernel
def take_reports(res, st, task):  # type: ignore[no-untyped-def]
    """Take the reported portions of a task off, which nothing planned of it stands before."""
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        after, run = st.portion[p, POR_NEXT], st.portion[p, POR_RUN]
        take_off_unit(res, st, run)
        st.run[run, RUN_COUNT], st.run[run, RUN_FROZEN] = 0, 0
        free_run(st, run)
        st.portion[p, POR_NEXT] = st.counter[FREE_PORTION]
        st.counter[FREE_PORTION] = p
        p = after
    st.task[task, TASK_HEAD], st.task[task, TASK_MODE], st.task[task, TASK_SITE] = -1, -1, -1
    refresh_task(st, task)


@kernel
def works_in(st, task, run):  # type: ignore[no-untyped-def]
    """Whether a portion of a task is in a run."""
    if task < 0:
        return False
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        if st.portion[p, POR_RUN] == run:
            return True
        p = st.portion[p, POR_NEXT]
    return False
