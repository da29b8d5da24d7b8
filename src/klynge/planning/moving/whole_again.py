# SPDX-License-Identifier: Apache-2.0
"""The plan made whole again round what was set down, and what it was set down to in the end."""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.clock import opens
from klynge.planning.kernels.columns import BIG
from klynge.planning.placing.kernels import columns as want
from klynge.planning.replan.bump import keep_promises
from klynge.planning.replan.carry import off
from klynge.planning.replan.mend import Mender
from klynge.planning.schedule import Schedule

from .asked import Asked, Numbers
from .data import Moved, MoveError, Reason


def mended(
    asked: Asked, schedule: Schedule, rows: Numbers, whys: Numbers, gone: dict[int, int], dead: list[int]
) -> Moved:
    """The plan made whole again round what was set down; `gone` is off already."""
    out = (whys != want.FITS) & (rows[:, want.W_SUPPLY] == 0)
    broken = dict(zip(rows[out, want.W_TASK].tolist(), whys[out].tolist(), strict=True))
    mender = Mender(schedule, gone | (off(schedule, broken, dead) if broken or dead else {}))
    moved = set(rows[asked.moved][rows[asked.moved, want.W_SUPPLY] == 0, want.W_TASK].tolist())
    wish = schedule.state.task[:, col.TASK_WISH]
    wish[list(moved | (asked.kept - mender.why.keys()))] = col.STAYS
    touched = {int(mender.order_of[task]) for task in {*mender.why, *moved}}
    late = set(np.flatnonzero(schedule.arrivals > asked.problem.keys.due).tolist())
    schedule.arrivals[list(touched)] = BIG
    mender.mend(touched)
    place = _place(asked, schedule, rows)
    newly = [
        int(o)
        for o in np.flatnonzero((asked.problem.keys.promised == 1) & (schedule.arrivals > asked.problem.keys.due))
        if int(o) not in late
    ]
    if newly:
        keep_promises(mender, newly)
        place = _place(asked, schedule, rows)
    mender.drop_unused_lots()
    schedule.state.task[:, col.TASK_WISH] = -1
    _check_kept(asked, schedule)
    return Moved(schedule, *place)


def _check_kept(asked: Asked, schedule: Schedule) -> None:
    """Raises MoveError when something that stays would have to move."""
    tasks = np.array(sorted(asked.kept), np.int64)
    before, after = _places(asked.old, tasks), _places(schedule, tasks)
    elsewhere = (before != after).any(axis=1)
    if elsewhere.any():
        raise MoveError(Reason.LOCKED, other=asked.name(int(tasks[np.flatnonzero(elsewhere)[0]])))


def _place(asked: Asked, schedule: Schedule, rows: Numbers) -> tuple[int, int, int]:
    """Set-up, start and end of what was set down. Raises MoveError when it could not stay there."""
    first = asked.moved[0]
    unit, start = (int(rows[first, column]) for column in (want.W_UNIT, want.W_START))
    state, zero = schedule.state, asked.problem.zero_s
    begins: list[int] = []
    portion = int(state.task[asked.task, col.TASK_HEAD])
    while portion >= 0:
        run = state.run[int(state.portion[portion, col.POR_RUN])]
        if (int(run[col.RUN_UNIT]), int(run[col.RUN_START])) == (unit, start):
            cal = int(asked.problem.resources.wc[int(run[col.RUN_WC]), col.WC_CAL])
            setup = int(run[col.RUN_SETUP])
            res = asked.problem.views[0]
            begun = int(opens(res, cal, int(run[col.RUN_FROM]) - setup)) if setup else start
            return begun + zero, start + zero, int(run[col.RUN_END]) + zero
        begins.append(int(run[col.RUN_START]))
        portion = int(state.portion[portion, col.POR_NEXT])
    if not begins:
        raise MoveError(Reason.BEFORE)
    later = min(begins) > start
    raise MoveError(Reason.BEFORE if later else Reason.AFTER, nearest=min(begins) + zero)


def _places(schedule: Schedule, tasks: Numbers) -> Numbers:
    """What tells where tasks are: mode, first and last end, and the unit and start of one of their portions."""
    st = schedule.state
    head = st.task[tasks, col.TASK_HEAD]
    run = np.where(head >= 0, st.portion[head, col.POR_RUN], -1)
    found = np.column_stack(
        [
            st.task[tasks][:, [col.TASK_MODE, col.TASK_FIRST_END, col.TASK_END]],
            st.run[run][:, [col.RUN_UNIT, col.RUN_START]],
        ]
    ).astype(np.int64)
    found[head < 0] = -1
    return found
