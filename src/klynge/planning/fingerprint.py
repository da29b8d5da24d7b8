# SPDX-License-Identifier: Apache-2.0
"""Whether a schedule is still as it was: a digest of all that an answer about free capacity depends on."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

from .kernels import columns as col
from .schedule import Schedule


def fingerprint(schedule: Schedule) -> bytes:
    """A digest of what is placed and by whom, how units are set up, what is left of lots, stock and agreements.

    Two schedules of one problem with the same digest answer every promise alike; what is free of pools follows from
    what is placed. It reads the whole plan (a few milliseconds for 30 000 portions): who keeps count of changes need
    not call it.
    """
    state, counter = schedule.state, schedule.state.counter
    digest = blake2b(digest_size=16)
    for rows, used in (
        (state.run, int(counter[col.N_RUN])),
        (state.use, int(counter[col.N_USE])),
        (state.lot, int(counter[col.N_LOT])),
        (state.unit, len(state.unit)),
        (state.stock_left, len(state.stock_left)),
        (state.agreement_used, len(state.agreement_used)),
    ):
        digest.update(np.ascontiguousarray(rows[:used]).data)
    return digest.digest()
