# SPDX-License-Identifier: Apache-2.0
"""Promised orders that would be late take the place of unpromised ones, which are placed again after them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG

from .mend import Mender

Numbers = NDArray[np.int64]
SIZES = (4, 16)  # so many orders give way at a time
MOST_ORDERS = 40  # promised orders that are tried
STORES = 1 << 21


def keep_promises(mender: Mender, late: Sequence[int]) -> set[int]:
    """Let unpromised orders give way to promised ones that would be late; those that did.

    What comes out is kept when it breaks fewer promises, or the same ones by less; else all is as it was.
    """
    schedule, gave_way = mender.schedule, set[int]()
    due = schedule.problem.keys.due
    for o in mender.sequence(late)[:MOST_ORDERS]:
        for size in SIZES:
            if schedule.arrivals[o] <= due[o]:
                break
            gave_way |= _try(mender, o, size)
    return gave_way


def _try(mender: Mender, o: int, size: int) -> set[int]:
    schedule = mender.schedule
    others = _in_the_way(mender, o)[:size]
    if not others:
        return set()
    schedule.make_room(sum(len(mender.tasks_of(p)) for p in (o, *others)) * 4)
    before = _broken(mender)
    schedule.begin(STORES)
    try:
        lost = mender.clear([*others, o])
        lost |= mender.place(o)
        mender.mend(lost | set(others))
    except RuntimeError:  # more was tried than there is room to take back
        schedule.rollback()
        return set()
    if _broken(mender) < before:
        schedule.keep()
        return set(others)
    schedule.rollback()
    return set()


def _broken(mender: Mender) -> tuple[int, int]:
    """(promised orders that are late, weighted seconds by which promised orders are)."""
    keys, schedule = mender.schedule.problem.keys, mender.schedule
    end = int(schedule.problem.resources.span[1])
    late = np.maximum(0, np.minimum(schedule.arrivals, end) - keys.due)[keys.promised == 1]
    return int((late > 0).sum()), int((late * keys.weight[keys.promised == 1]).sum())


def _in_the_way(mender: Mender, o: int) -> list[int]:
    """Unpromised orders on the units that an order could use before it is due, those with most time first."""
    problem, st = mender.schedule.problem, mender.schedule.state
    keys, ops = problem.keys, problem.operations
    tasks = mender.tasks_of(o)
    modes = np.concatenate([np.arange(ops.op[t, col.OP_MODE0], ops.op[t, col.OP_MODE1]) for t in tasks])
    centres = np.unique(ops.mode[modes, col.MODE_WC])
    runs = st.run[: int(st.counter[col.N_RUN])]
    here = np.isin(runs[:, col.RUN_WC], centres) & (runs[:, col.RUN_COUNT] > 0) & (runs[:, col.RUN_FROZEN] == 0)
    here &= (runs[:, col.RUN_START] < keys.due[o]) & (runs[:, col.RUN_END] > problem.resources.span[4])
    owner = runs[here][:, col.RUN_TASK]
    owner = owner[(owner >= 0) & (owner < len(mender.order_of))]
    owner = owner[st.task[owner, col.TASK_WISH] != col.STAYS]
    found = np.unique(mender.order_of[owner])
    found = found[(keys.promised[found] == 0) & (found != o) & (mender.schedule.arrivals[found] < BIG)]
    slack = keys.due[found].astype(np.int64) - mender.schedule.arrivals[found]
    return [int(p) for p in found[np.lexsort((found, -slack))]]
