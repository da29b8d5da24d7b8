# SPDX-License-Identifier: Apache-2.0
"""A plan carried over into what has become of its problem: what still fits stays where it is, the rest is off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.view import Tables
from klynge.planning.patch import Patched
from klynge.planning.placing.kernels import columns as want
from klynge.planning.placing.kernels.columns import FITS, STRANGE_PEG
from klynge.planning.placing.kernels.leave import forget_lots, set_aside, users_of
from klynge.planning.placing.kernels.put import make_lots, open_lots
from klynge.planning.placing.kernels.stops import works_in
from klynge.planning.placing.single import tasks_off
from klynge.planning.schedule import Schedule
from klynge.planning.written import tasks_in_runs

from .kernels.carry import put_what_fits, read_all, read_lots

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """A schedule read out by the numbers of a new problem: portions by start, their pools and pegs, supply lots."""

    portions: Numbers
    pools: Numbers
    pegs: Numbers
    lots: Numbers


@dataclass(slots=True)
class Carried:
    """The new schedule, and why each operation that is off (by row) no longer fits: a code of placing.kernels."""

    schedule: Schedule
    broken: dict[int, int]


def carried(old: Schedule, patch: Patched) -> Carried:
    """Carry a schedule over. In the new one an operation is placed whole or not at all, and no rule is broken but those
    between the operations of an order that is not whole."""
    read = read_rows(old, patch)
    more = 1
    while True:
        schedule = Schedule.empty(patch.problem)
        widen(schedule, old, more)
        found = _put(schedule, read.portions.copy(), read.pools, read.pegs.copy(), read.lots)
        if not schedule.state.counter[col.OVERFLOW]:
            break
        more *= 4
    broken, dead = found
    schedule.arrivals[:] = BIG
    keep_deliveries(old, schedule, patch)
    keep_lanes(old, schedule, patch)
    taken = off(schedule, broken, dead)
    return Carried(schedule, taken)


def off_runs(schedule: Schedule, runs: list[int], why: int) -> dict[int, int]:
    """Take the work of runs off: the operations that are off by it, and why."""
    if not runs:
        return {}
    view, n_ops = schedule.view(), len(schedule.problem.rows)
    tasks: dict[int, int] = {}
    lots: set[int] = set()
    for run in runs:
        for each in _works_of(schedule, view, run):
            _enter(schedule, each, n_ops, tasks, lots, why)
    return off(schedule, tasks, sorted(lots))


def read_rows(old: Schedule, patch: Patched) -> Rows:
    """All portions, pools, pegs and supply lots of a schedule, by the numbers of the new problem."""
    counter, problem = old.state.counter, old.problem
    lots = np.zeros((int(counter[col.N_LOT]), want.L_WIDTH), np.int64)
    lot_index = np.full(len(lots), -1, np.int64)
    rows = np.empty((int(counter[col.N_PORTION]), want.W_WIDTH), np.int64)
    pegs = np.empty((int(counter[col.N_PEG]) + 1, want.G_WIDTH), np.int64)
    res, ops, _ = problem.views
    view = old.view()
    lots = lots[: read_lots(view, lots, lot_index)]
    n = read_all(res, ops, patch.problem.views[1], view, patch.task, patch.stock, lot_index, rows, pegs)
    rows = rows[:n]
    external = rows[:, want.W_UNIT] < 0
    rows[~external, want.W_UNIT] = patch.unit[rows[~external, want.W_UNIT]]
    later = problem.zero_s - patch.problem.zero_s
    if later:
        rows[:, [want.W_START, want.W_END]] += later
        lots[:, want.L_TIME] += later
    gone = ~external & (rows[:, want.W_UNIT] < 0)
    rows[gone, want.W_START] = -1  # a unit that is no more holds nothing: this never fits
    key = (rows[:, want.W_START] << 24) + rows[:, want.W_UNIT]
    uses = old.state.use[: int(counter[col.N_USE]), col.USE_POOL]
    return Rows(rows[np.argsort(key, kind="stable")], np.append(uses, 0).astype(np.int64), pegs, lots)


def widen(schedule: Schedule, old: Schedule, more: int) -> None:
    """Room for as much as there was."""
    c = old.state.counter
    spare = 4096
    schedule.make_room_for(
        portion=int(c[col.N_PORTION]) + spare,
        run=int(c[col.N_RUN]) + spare,
        use=int(c[col.N_USE]) + spare,
        peg=int(c[col.N_PEG]) + spare,
        lot=int(c[col.N_LOT]) + spare,
        task=int(schedule.state.counter[col.N_TASK]) + int(c[col.N_TASK]) + spare,
        block_count=int(c[col.N_PORTION]) // 24 + len(schedule.problem.units) + spare,
        deal=int(c[col.N_PORTION]) + spare if len(schedule.state.deal) else 0,
        step=int(schedule.state.counter[col.N_STEP]) + more * (2 * int(c[col.N_STEP]) + spare),
    )


def _put(
    schedule: Schedule, rows: Numbers, pools: Numbers, pegs: Numbers, lots: Numbers
) -> tuple[dict[int, int], list[int]]:
    """Put what fits; the operations and supply lots of which something does not."""
    res, ops, sup = schedule.problem.views
    view, state = schedule.view(), schedule.state
    of_supply = rows[:, want.W_SUPPLY] == 1
    placed, lot_rows = put_lots(schedule, rows, pegs, lots)
    made, whys = np.full(len(rows), -1, np.int64), np.zeros(len(rows), np.int64)
    dead, said = np.zeros(len(state.lot), np.int64), np.zeros(8, np.int64)
    put_what_fits(res, ops, sup, view, rows, pools, pegs, lot_rows, made, whys, dead, said)
    open_lots(view, placed[np.argsort(lots[:, want.L_TIME], kind="stable")], len(placed))
    out = (made < 0) & ~of_supply
    return dict(zip(rows[out, want.W_TASK].tolist(), whys[out].tolist(), strict=True)), np.flatnonzero(dead).tolist()


def put_lots(schedule: Schedule, rows: Numbers, pegs: Numbers, lots: Numbers) -> tuple[Numbers, Numbers]:
    """Make supply lots, and let the rows of their work and the pegs on them, which name them by number, name them where
    they are: their rows, and that of each row's lot (-1: it is of an order)."""
    state = schedule.state
    placed = np.full(len(lots), -1, np.int64)
    make_lots(schedule.problem.views[0], schedule.view(), lots, placed)
    of_supply = rows[:, want.W_SUPPLY] == 1
    lot_rows = np.full(len(rows), -1, np.int64)
    lot_rows[of_supply] = placed[rows[of_supply, want.W_TASK]]
    rows[of_supply, want.W_TASK] = state.lot[lot_rows[of_supply], col.LOT_TASK0] + rows[of_supply, want.W_OP]
    new = (pegs[:, want.G_KIND] == col.FROM_LOT) & (pegs[:, want.G_ROW] < 0)
    new[new] = -pegs[new, want.G_ROW] <= len(placed)
    pegs[new, want.G_ROW] = placed[-1 - pegs[new, want.G_ROW]]
    return placed, lot_rows


def keep_deliveries(old: Schedule, new: Schedule, patch: Patched) -> None:
    """Orders that were delivered are, until it is found that they are broken."""
    later = old.problem.zero_s - new.problem.zero_s
    was = np.flatnonzero(patch.order >= 0)
    now = patch.order[was]
    new.arrivals[now] = np.where(old.arrivals[was] < BIG, old.arrivals[was] + later, BIG)
    new.whys[now] = old.whys[was]
    failed = old.failed[was]
    new.failed[now] = np.where(failed >= 0, patch.task[failed], failed)


def keep_lanes(old: Schedule, new: Schedule, patch: Patched) -> None:
    """Orders have chosen the lanes that they had, those that are there still."""
    if not len(old.state.task_lanes):
        return
    first = old.problem.operations.order[:, col.ORD_OP0]
    there = (patch.order >= 0) & (first < len(old.state.task_lanes))
    for i in np.flatnonzero(there)[old.state.task_lanes[first[there]] > 0].tolist():
        if lanes := old.chosen_lanes(i):
            new.choose_lanes(int(patch.order[i]), lanes)


def off(schedule: Schedule, broken: dict[int, int], dead: list[int]) -> dict[int, int]:
    """Take operations (those of supply lots: with all of the lot) and supply lots off, and with them what cannot do
    without: the operations that are off, and why."""
    found, lots = dict[int, int](), set(dead)
    view, state = schedule.view(), schedule.state
    n_ops = len(schedule.problem.rows)
    for task, why in broken.items():
        _enter(schedule, task, n_ops, found, lots, why)
    out = np.empty(int(state.counter[col.N_TASK]) + 1, np.int64)
    asked: set[int] = set()
    while True:
        for lot in lots - asked:
            asked.add(lot)
            for task in out[: users_of(view, lot, out)].tolist():
                _enter(schedule, task, n_ops, found, lots, STRANGE_PEG)
        tasks = [*found, *(task for lot in lots for task in _tasks_of(schedule, lot))]
        rows = np.array(sorted(lots), np.int64)
        set_aside(view, rows, 2)
        said, why = tasks_off(schedule, np.array(tasks, np.int64))
        if why == FITS:
            forget_lots(view, rows)
            return found
        set_aside(view, rows, 1)
        for task in _works_of(schedule, view, int(said[want.SAID_RUN])):
            _enter(schedule, task, n_ops, found, lots, why)


def _works_of(schedule: Schedule, view: Tables, run: int) -> list[int]:
    """The tasks that have a portion in a run.

    Who works alone in it is told by the run; those of a batch are looked for in all tasks.
    """
    runs = schedule.state.run
    task = int(runs[run, col.RUN_TASK])
    if runs[run, col.RUN_COUNT] == 1 and works_in(view, task, run):
        return [task]
    found: list[int] = tasks_in_runs(schedule, np.array([run])).tolist()
    return found


def _enter(schedule: Schedule, task: int, n_ops: int, found: dict[int, int], lots: set[int], why: int) -> None:
    """Note that a task is off as well: an operation's, or a supply lot's and so the lot."""
    if task < n_ops:
        found.setdefault(task, why)
        return
    for lot in range(int(schedule.state.counter[col.N_LOT])):
        if task in _tasks_of(schedule, lot) and schedule.state.lot[lot, col.LOT_ALIVE]:
            lots.add(lot)


def _tasks_of(schedule: Schedule, lot: int) -> range:
    row = schedule.state.lot[lot]
    first, last = schedule.problem.resources.supply[int(row[col.LOT_SUPPLY]), [col.SUP_OP0, col.SUP_OP1]].tolist()
    task0 = int(row[col.LOT_TASK0])
    return range(task0 + first, task0 + last)
