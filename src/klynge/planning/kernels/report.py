# SPDX-License-Identifier: Apache-2.0
"""Reading results out of the tables."""

from __future__ import annotations

from .clock import opens
from .columns import RUN_FROM, RUN_FROZEN, RUN_SETUP, RUN_START, RUN_WC, WC_CAL
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
