# SPDX-License-Identifier: Apache-2.0
"""A portion put exactly where it is wanted, the rest of the plan round it: what it displaces is placed again, its order
follows, and promises that would be late take the place of unpromised work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import numpy as np

from klynge.planning.kernels import columns as col
from klynge.planning.patch import patched
from klynge.planning.placing.kernels import columns as want
from klynge.planning.placing.words import KINDS
from klynge.planning.schedule import Schedule

from .asked import Asked, Numbers, opening
from .data import Move, Moved, MoveError, Reason
from .putting import put_anew, set_in
from .refusing import IN_THE_WAY, blocking, refusal
from .whole_again import mended

Kept = Collection[tuple[str, str]]
MOST_TRIES = 24


def set_down(schedule: Schedule, move: Move, now: datetime, kept: Kept = ()) -> Moved:
    """The plan after a move; what is given stays as it is. Nothing new begins before `now`.

    `kept` are operations, as (job, operation), that stay where they are. Raises MoveError when it cannot be there.
    """
    problem = schedule.problem
    now_s = round((now - problem.zero).total_seconds()) + problem.zero_s
    if (move.job, move.operation) in kept:
        raise MoveError(Reason.LOCKED)
    if move.to_start < now_s:
        raise MoveError(Reason.PAST, nearest=opening(problem, move.to_work_centre, now_s))
    patch = patched(problem, problem.network, {}, now_s)
    asked = Asked(schedule, patch, move, frozenset(kept))
    refused: MoveError | None = None
    for mode in asked.modes():
        try:
            return _down(asked, mode)
        except MoveError as error:
            refused = refused or error
    raise refused or MoveError(Reason.OTHER_CENTRE)


def _down(asked: Asked, number: int) -> Moved:
    """Set it down in a mode. Raises MoveError."""
    mode, rows = asked.operation.modes[number], asked.read.portions.copy()
    unit = asked.unit(asked.move.to_work_centre, asked.move.to_unit)
    start, end = asked.times(number, mode, rows)
    elsewhere = mode.work_centre != asked.move.work_centre
    rows[asked.moved, want.W_UNIT], rows[asked.moved, want.W_START] = unit, start
    rows[asked.moved, want.W_END] = end
    if elsewhere:
        rows[asked.moved, want.W_MODE] = int(asked.problem.operations.op[asked.task, col.OP_MODE0]) + number
    aside = _in_the_way(asked, rows, unit, start, end)
    refused = MoveError(Reason.BUSY)
    for pools, pool0 in asked.pools(mode, rows, elsewhere):
        rows[asked.moved, want.W_POOL0] = pool0
        try:
            return _tried(asked, rows, pools, set(aside))
        except MoveError as error:
            refused = error
            if error.reason is not Reason.PEOPLE:
                break
    try:
        raise refused
    finally:
        del refused  # or it would hold this frame, and the frame it, with the whole plan


def _in_the_way(asked: Asked, rows: Numbers, unit: int, start: int, end: int) -> set[int]:
    """The rows of other work on the unit in that time. Raises MoveError for such as stays where it is."""
    if unit < 0:
        return set()
    here = (rows[:, want.W_UNIT] == unit) & (rows[:, want.W_START] < end) & (rows[:, want.W_END] > start)
    here[asked.moved] = False
    if asked.problem.resources.wc[int(asked.problem.units[unit, col.UNIT_WC]), col.WC_KIND] == col.BATCH:
        here &= rows[:, want.W_START] != start  # it may join the batch that begins then
    return _aside(asked, rows, set(np.flatnonzero(here).tolist()))


def _aside(asked: Asked, rows: Numbers, found: set[int]) -> set[int]:
    for n in found:
        task = int(rows[n, want.W_TASK])
        if rows[n, want.W_SUPPLY] == 0 and task in asked.kept:
            raise MoveError(Reason.LOCKED, other=asked.name(task))
    return found


def _tried(asked: Asked, rows: Numbers, pools: Numbers, aside: set[int]) -> Moved:
    """Put it where it is wanted; what stands in its way by set-up or batch goes aside too, one by one.

    That is done in the plan as it stands. Where someone needs the same people or material later on, who is to give
    way is found by putting everything anew, in the order of time.
    """
    by_itself, most = True, MOST_TRIES
    for _ in range(2 * most):
        schedule, whys, said, gone, dead = (set_in if by_itself else put_anew)(asked, rows, pools, aside)
        why = int(whys[asked.moved].max())
        if why == want.FITS:
            return mended(asked, schedule, rows, whys, gone, dead)
        kind = KINDS.get(why, "")
        if by_itself and kind not in IN_THE_WAY:
            by_itself = False
            continue
        more = blocking(asked, schedule, rows, kind, said) - aside
        if not more:
            raise refusal(schedule, kind, said)
        aside |= _aside(asked, rows, more)
    raise MoveError(Reason.BUSY)
