# SPDX-License-Identifier: Apache-2.0
"""Reading results out of the tables."""

from __future__ import annotations

from .clock import opens
from .columns import RUN_FROM, RUN_FROZEN, RUN_SETUP, RUN_START, RUN_WC, WC_CAL
from .compiled import kernel


@kernel
def setup_starts(res, st, out):  # type: ignore[no-untyped-def]
    """Write the moment at which the set-up before every run starts (its start when there is none)."""
    for run in range(out.shape[0]):
        s = st.run[run, RUN_SETUP]
        out[run] = st.run[run, RUN_START]
        if s > 0 and st.run[run, RUN_FROZEN] == 0:
            out[run] = opens(res, res.wc[st.run[run, RUN_WC], WC_CAL], st.run[run, RUN_FROM] - s)
