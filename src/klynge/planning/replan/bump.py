# SPDX-License-Identifier: Apache-2.0
"""Promised orders that would be late take the place of unpromised ones, which are placed again after them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.schedule import Schedule

from .mend import Mender

Numbers = NDArray[np.int64]
SIZES = (4, 16)  # so many orders give way at a time
MOST_ORDERS = 40  # promised orders that are tried
MOST_IN_VAIN = 4  # after so many without success the rest is left to the search
STORES = 1 << 21


def keep_promises(mender: Mender, late: Sequence[int]) -> set[int]:
    """Let unpromised orders give way to promised ones that would be late; those that did.

    What comes out is kept when it breaks fewer promises, or the same ones by less; else all is as it was.
    """
    schedule, gave_way = mender.schedule, set[int]()
    due, in_vain = schedule.problem.keys.due, 0
    for o in mender.sequence(late)[:MOST_ORDERS]:
        if in_vain == MOST_IN_VAIN:
            break
        in_vain += 1
        for size in SIZES:
            if schedule.arrivals[o] <= due[o]:
                break
            gave = _try(mender, o, size)
            gave_way |= gave
            in_vain = 0 if gave else in_vain
    return gave_way


def _try(mender: Mender, o: int, size: int) -> set[int]:
    schedule = mender.schedule
    others = _in_the_way(mender, o)[:size]
    if not others:
        return set()
    schedule.make_room(sum(len(mender.tasks_of(p)) for p in (o, *others)) * 4)
    before, wishes = _broken(mender), schedule.state.task[:, col.TASK_WISH].copy()
    schedule.begin(STORES)
    try:
        lost = mender.clear([*others, o])
        lost |= mender.place(o)
        mender.mend(lost | set(others))
    except RuntimeError:  # more was tried than there is room to take back
        _take_back(schedule, wishes)
        return set()
    if _broken(mender) < before:
        schedule.keep()
        return set(others)
    _take_back(schedule, wishes)
    return set()


def _take_back(schedule: Schedule, wishes: NDArray[np.int32]) -> None:
    """All as it was, and what was to stay is to stay again (that was not written by kernels)."""
    schedule.rollback()
    schedule.state.task[:, col.TASK_WISH] = wishes


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
