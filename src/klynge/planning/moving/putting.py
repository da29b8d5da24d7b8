# SPDX-License-Identifier: Apache-2.0
"""What moves put where it is wanted: in the plan as it stands, or with everything put anew in the order of time."""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.placing.kernels import columns as want
from klynge.planning.placing.kernels.put import open_lots
from klynge.planning.replan.carry import keep_deliveries, keep_lanes, off, put_lots, widen
from klynge.planning.replan.kernels.carry import put_what_fits
from klynge.planning.schedule import Schedule

from .asked import Asked, Numbers

Tried = tuple[Schedule, Numbers, Numbers, dict[int, int], list[int]]
"""A schedule, why each row is not in it, what was said of the moved, the operations that are off, supply lots too."""


def set_in(asked: Asked, rows: Numbers, pools: Numbers, aside: set[int]) -> Tried:
    """The moved put in the plan as it stands, without those aside and what cannot do without them."""
    schedule = asked.old.copy()
    schedule.problem = asked.problem
    schedule.make_room(64)
    alive = np.flatnonzero(schedule.state.lot[: int(schedule.state.counter[col.N_LOT]), col.LOT_ALIVE] == 1)
    out = np.array(sorted(aside), np.int64)
    of_supply = rows[out, want.W_SUPPLY] == 1
    tasks = set(rows[asked.moved, want.W_TASK].tolist())
    off_it = dict.fromkeys([*tasks, *rows[out[~of_supply], want.W_TASK].tolist()], want.BUSY)
    gone = off(schedule, off_it, sorted(set(alive[rows[out[of_supply], want.W_TASK]].tolist())))
    mine = np.isin(rows[:, want.W_TASK], list(tasks)) & (rows[:, want.W_SUPPLY] == 0)
    part = np.flatnonzero(mine)
    part = part[np.lexsort((rows[part, want.W_UNIT], rows[part, want.W_START]))]
    pegs = asked.read.pegs.copy()
    from_lot = (pegs[:, want.G_KIND] == col.FROM_LOT) & (pegs[:, want.G_ROW] < 0)
    from_lot[from_lot] = -pegs[from_lot, want.G_ROW] <= len(alive)
    pegs[from_lot, want.G_ROW] = alive[-1 - pegs[from_lot, want.G_ROW]]
    dead = (schedule.state.lot[:, col.LOT_ALIVE] != 1).astype(np.int64)
    made, why, said = np.full(len(part), -1, np.int64), np.zeros(len(part), np.int64), np.full(8, -1, np.int64)
    res, ops, sup = asked.problem.views
    lot_rows = np.full(len(part), -1, np.int64)
    put_what_fits(res, ops, sup, schedule.view(), rows[part], pools, pegs, lot_rows, made, why, dead, said)
    whys = np.zeros(len(rows), np.int64)
    whys[part] = why
    return schedule, whys, said, {task: each for task, each in gone.items() if task not in tasks}, []


def put_anew(asked: Asked, rows: Numbers, pools: Numbers, aside: set[int]) -> Tried:
    """All rows put as far as they fit but those aside; why each does not, what was said of the moved, dead lots."""
    rows = rows.copy()
    pegs, lots = asked.read.pegs.copy(), asked.read.lots
    rows[list(aside), want.W_START] = -1  # this never fits
    more = 1
    while True:
        schedule = Schedule.empty(asked.problem)
        widen(schedule, asked.old, more)
        found = _filled(asked, schedule, rows.copy(), pools, pegs.copy(), lots)
        if not schedule.state.counter[col.OVERFLOW]:
            break
        more *= 4
    whys, said, dead = found
    schedule.arrivals[:] = BIG
    keep_deliveries(asked.old, schedule, asked.patch)
    keep_lanes(asked.old, schedule, asked.patch)
    return schedule, whys, said, {}, dead


def _filled(
    asked: Asked, schedule: Schedule, rows: Numbers, pools: Numbers, pegs: Numbers, lots: Numbers
) -> tuple[Numbers, Numbers, list[int]]:
    res, ops, sup = asked.problem.views
    view, state = schedule.view(), schedule.state
    placed, lot_rows = put_lots(schedule, rows, pegs, lots)
    order = np.lexsort((rows[:, want.W_UNIT], rows[:, want.W_START]))
    until = 1 + int(np.flatnonzero(np.isin(order, asked.moved)).max())
    whys, dead = np.zeros(len(rows), np.int64), np.zeros(len(state.lot), np.int64)
    said = np.full((2, 8), -1, np.int64)
    for number, part in enumerate((order[:until], order[until:])):  # up to the moved, and what comes after
        made, why = np.full(len(part), -1, np.int64), np.zeros(len(part), np.int64)
        put_what_fits(res, ops, sup, view, rows[part], pools, pegs, lot_rows[part], made, why, dead, said[number])
        whys[part] = why
    open_lots(view, placed[np.argsort(lots[:, want.L_TIME], kind="stable")], len(placed))
    return whys, said[0], np.flatnonzero(dead).tolist()
