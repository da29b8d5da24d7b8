# SPDX-License-Identifier: Apache-2.0
"""What was written into a schedule since its journal was opened, as rows of its tables."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .kernels import columns as col
from .kernels.report import tasks_in
from .kernels.view import address_of
from .schedule import Schedule

Rows = NDArray[np.int64]


def rows_written(schedule: Schedule, table: str) -> Rows:
    """The rows of a table in which the open journal notes a cell, in order.

    For tables whose rows are never moved (all but blocks, directory and steps). Raises RuntimeError when the journal
    is closed or was too small.
    """
    memory, array = schedule.journal.memory, getattr(schedule.state, table)
    count = int(memory[0])
    if count < 0 or memory[2] == 1:
        raise RuntimeError("what was written is known only of an open journal that had room for it")
    cells = memory[3 : 3 + 2 * count : 2] - address_of(array)
    cells = cells[(cells >= 0) & (cells < array.nbytes) & (cells & 1 == 0)]
    found: Rows = np.unique(cells // (array.strides[0]))
    return found


def tasks_of_runs(schedule: Schedule, runs: Rows) -> Rows:
    """The tasks that have a portion in some runs, in order."""
    state = schedule.state
    there = runs[state.run[runs, col.RUN_COUNT] > 0]
    # a run of one portion mostly names its task; of others all portions are looked through
    named = state.run[there, col.RUN_TASK].astype(np.int64)
    single = state.run[there, col.RUN_COUNT] == 1
    heads = state.task[named, col.TASK_HEAD].astype(np.int64)
    single &= heads >= 0
    single[single] = state.portion[heads[single], col.POR_RUN] == there[single]
    found = named[single]
    if not single.all():
        found = np.concatenate((found, tasks_in_runs(schedule, there[~single])))
    return np.unique(found)


def tasks_in_runs(schedule: Schedule, runs: Rows) -> Rows:
    """The tasks that have a portion in some runs, in order, looked for in all there are."""
    wanted = np.zeros(int(schedule.state.counter[col.N_RUN]), np.int64)
    wanted[runs] = 1
    found: Rows = np.empty(int(schedule.state.counter[col.N_TASK]), np.int64)
    return found[: tasks_in(schedule.view(), wanted, found)]
