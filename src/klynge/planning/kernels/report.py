# SPDX-License-Identifier: Apache-2.0
"""Reading results out of the tables."""

from __future__ import annotations

from .clock import opens
from .columns import POR_NEXT, POR_RUN, RUN_FROM, RUN_FROZEN, RUN_SETUP, RUN_START, RUN_WC, TASK_HEAD, WC_CAL
from .compiled import kernel


@kernel
def setup_start(res, st, run):  # type: ignore[no-untyped-def]
    """The moment at which the set-up before a run starts (its start when there is none)."""
    s = st.run[run, RUN_SETUP]
    if s == 0 or st.run[run, RUN_FROZEN] == 1:
        return st.run[run, RUN_START]
    return opens(res, res.wc[st.run[run, RUN_WC], WC_CAL], st.run[run, RUN_FROM] - s)


@kernel
def setup_starts(res, st, out):  # type: ignore[no-untyped-def]
    """`setup_start` of every run."""
    for run in range(out.shape[0]):
        out[run] = setup_start(res, st, run)


@kernel
def tasks_in(st, wanted, out):  # type: ignore[no-untyped-def]
    """The tasks, of the first that `out` has room for, with a portion in a run that is wanted (1, by run); how many."""
    n = 0
    for task in range(out.shape[0]):
        p = st.task[task, TASK_HEAD]
        while p >= 0:
            if wanted[st.portion[p, POR_RUN]] == 1:
                out[n] = task
                n += 1
                break
            p = st.portion[p, POR_NEXT]
    return n
