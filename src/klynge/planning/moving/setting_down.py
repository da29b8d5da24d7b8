# SPDX-License-Identifier: Apache-2.0
"""A portion put exactly where it is wanted, the rest of the plan round it: what it displaces is placed again, its order
follows, and promises that would be late take the place of unpromised work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from klynge.job import Mode, Operation
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.clock import opens, work_at
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.search import run_seconds
from klynge.planning.kernels.slots import run_end, whole_start
from klynge.planning.patch import Patched, patched
from klynge.planning.placing.kernels import columns as want
from klynge.planning.placing.kernels.put import make_lots, open_lots
from klynge.planning.placing.words import KINDS, who_has
from klynge.planning.replan.bump import keep_promises
from klynge.planning.replan.carry import keep_deliveries, keep_lanes, off, read_rows, widen
from klynge.planning.replan.kernels.carry import put_what_fits
from klynge.planning.replan.mend import Mender
from klynge.planning.schedule import Schedule

from .data import Move, Moved, MoveError, Reason

Numbers = NDArray[np.int64]
Kept = Collection[tuple[str, str]]
Tried = tuple[Schedule, Numbers, Numbers, dict[int, int], list[int]]
"""A schedule, why each row is not in it, what was said of the moved, the operations that are off, supply lots too."""
MOST_TRIES, MOST_WAYS = 24, 16
REASONS = {
    "closed": Reason.CLOSED, "duration": Reason.CLOSED, "whole_interval": Reason.SHIFT,
    "before_planning": Reason.SET_UP, "outside_agreement": Reason.AGREEMENT, "ceiling": Reason.AGREEMENT,
    "busy": Reason.BUSY, "forbidden": Reason.SET_UP, "next_setup": Reason.SET_UP, "setup_differs": Reason.SET_UP,
    "pool_used": Reason.PEOPLE, "pool_strange": Reason.PEOPLE, "batch_unlike": Reason.BATCH,
    "batch_full": Reason.BATCH, "batch_holds": Reason.BATCH, "stock_late": Reason.MATERIAL,
    "stock_used": Reason.MATERIAL, "lot_window": Reason.MATERIAL, "lot_used": Reason.MATERIAL,
    "purchase_late": Reason.MATERIAL, "strange_peg": Reason.MATERIAL, "several_modes": Reason.LOTS,
}  # fmt: skip


def set_down(schedule: Schedule, move: Move, now: datetime, kept: Kept = ()) -> Moved:
    """The plan after a move; what is given stays as it is. Nothing new begins before `now`.

    `kept` are operations, as (job, operation), that stay where they are. Raises MoveError when it cannot be there.
    """
    problem = schedule.problem
    now_s = round((now - problem.zero).total_seconds()) + problem.zero_s
    if (move.job, move.operation) in kept:
        raise MoveError(Reason.LOCKED)
    if move.to_start < now_s:
        raise MoveError(Reason.PAST, nearest=now_s)
    patch = patched(problem, problem.network, {}, now_s)
    setting = _Setting(schedule, patch, move, frozenset(kept))
    refused: MoveError | None = None
    for mode in setting.modes():
        try:
            return setting.down(mode)
        except MoveError as error:
            refused = refused or error
    raise refused or MoveError(Reason.OTHER_CENTRE)


class _Setting:
    """One move on a plan that was read out as rows."""

    def __init__(self, old: Schedule, patch: Patched, move: Move, kept: frozenset[tuple[str, str]]) -> None:
        self.old, self.patch, self.problem, self.move = old, patch, patch.problem, move
        self.read = read_rows(old, patch)
        self.task = self._task()
        self.kept = (
            {row for row, (job, op) in enumerate(self.problem.rows) if (job.id, op.id) in kept} if kept else set()
        )
        self.moved = self._found()

    def _task(self) -> int:
        number = self.problem.numbers.get(self.move.order)
        first, last = (0, 0) if number is None else self._span(number)
        for row in range(first, last):
            job, op = self.problem.rows[row]
            if (job.id, op.id) == (self.move.job, self.move.operation):
                return row
        raise MoveError(Reason.GONE)

    def _span(self, order: int) -> tuple[int, int]:
        first, last = self.problem.operations.order[order, [col.ORD_OP0, col.ORD_OP1]].tolist()
        return first, last

    @property
    def operation(self) -> Operation:
        """The operation that moves."""
        return self.problem.rows[self.task][1]

    def _unit(self, work_centre: str, unit: int) -> int:
        """The row of a unit, -1 for external work."""
        kind, first, count = self.problem.resources.wc[self.problem.names.work_centre[work_centre], :3]
        if kind == col.EXTERNAL:
            return -1
        if not 0 <= unit < count:
            raise MoveError(Reason.OTHER_CENTRE)
        return int(first) + unit

    def _found(self) -> Numbers:
        """Where the rows are that move: those of the portion, and of the batch that it is in."""
        rows, move = self.read.portions, self.move
        if move.work_centre not in self.problem.names.work_centre:
            raise MoveError(Reason.GONE)
        unit, start = self._unit(move.work_centre, move.unit), move.start - self.problem.zero_s
        here = (rows[:, want.W_UNIT] == unit) & (rows[:, want.W_START] == start)
        mine = here & (rows[:, want.W_TASK] == self.task) & (rows[:, want.W_SUPPLY] == 0)
        if not mine.any():
            raise MoveError(Reason.GONE)
        kind = self.problem.resources.wc[self.problem.names.work_centre[move.work_centre], col.WC_KIND]
        found = np.flatnonzero(here if kind == col.BATCH else mine)
        elsewhere = move.to_work_centre != move.work_centre
        if len(found) > 1 and (elsewhere or (rows[found, want.W_SUPPLY] == 1).any()):
            raise MoveError(Reason.BATCH)
        if self.kept & set(rows[found][rows[found, want.W_SUPPLY] == 0, want.W_TASK].tolist()):
            raise MoveError(Reason.LOCKED)
        return found

    def modes(self) -> list[int]:
        """The modes, by number, that the work can be done in where it is to go: the one that it has first."""
        first = int(self.problem.operations.op[self.task, col.OP_MODE0])
        now = int(self.read.portions[self.moved[0], want.W_MODE]) - first
        if self.move.to_work_centre == self.move.work_centre:
            return [now]
        return [n for n, mode in enumerate(self.operation.modes) if mode.work_centre == self.move.to_work_centre]

    def down(self, number: int) -> Moved:
        """Set it down in a mode. Raises MoveError."""
        mode, rows = self.operation.modes[number], self.read.portions.copy()
        unit = self._unit(self.move.to_work_centre, self.move.to_unit)
        start, end = self._times(number, mode, rows)
        elsewhere = mode.work_centre != self.move.work_centre
        rows[self.moved, want.W_UNIT], rows[self.moved, want.W_START] = unit, start
        rows[self.moved, want.W_END] = end
        if elsewhere:
            rows[self.moved, want.W_MODE] = int(self.problem.operations.op[self.task, col.OP_MODE0]) + number
        aside = self._in_the_way(rows, unit, start, end)
        refused = MoveError(Reason.BUSY)
        for pools, pool0 in self._pools(mode, rows, elsewhere):
            rows[self.moved, want.W_POOL0] = pool0
            try:
                return self._tried(rows, pools, set(aside))
            except MoveError as error:
                refused = error
                if error.reason is not Reason.PEOPLE:
                    break
        raise refused

    def _times(self, number: int, mode: Mode, rows: Numbers) -> tuple[int, int]:
        """When the run begins (not before the work centre opens) and ends, in the engine's seconds."""
        res, ops, _ = self.problem.views
        cal = int(self.problem.resources.wc[self.problem.names.work_centre[mode.work_centre], col.WC_CAL])
        row = int(self.problem.operations.op[self.task, col.OP_MODE0]) + number
        c = int(work_at(res, cal, self.move.to_start - self.problem.zero_s))
        start = int(opens(res, cal, c))
        batch = self.move.to_work_centre == self.move.work_centre and len(self.moved) > 1
        seconds = max(
            int(run_seconds(ops, int(rows[n, want.W_MODE]) if batch else row, int(rows[n, want.W_QUANTITY])))
            for n in self.moved
            if rows[n, want.W_SUPPLY] == 0
        )
        pause = int(self.problem.operations.mode[row, col.MODE_PAUSE])
        end = int(run_end(res, cal, c, seconds, pause)) if start < BIG else BIG
        if end == BIG:
            raise MoveError(Reason.OUTSIDE_PLAN)
        if pause == col.WHOLE and (fits := int(whole_start(res, cal, c, 0, seconds))) != c:
            nearest = None if fits == BIG else int(opens(res, cal, fits)) + self.problem.zero_s
            raise MoveError(Reason.SHIFT, nearest=nearest)
        return start, end

    def _in_the_way(self, rows: Numbers, unit: int, start: int, end: int) -> set[int]:
        """The rows of other work on the unit in that time. Raises MoveError for such as stays where it is."""
        if unit < 0:
            return set()
        here = (rows[:, want.W_UNIT] == unit) & (rows[:, want.W_START] < end) & (rows[:, want.W_END] > start)
        here[self.moved] = False
        if self.problem.resources.wc[int(self.problem.units[unit, col.UNIT_WC]), col.WC_KIND] == col.BATCH:
            here &= rows[:, want.W_START] != start  # it may join the batch that begins then
        return self._aside(rows, set(np.flatnonzero(here).tolist()))

    def _aside(self, rows: Numbers, found: set[int]) -> set[int]:
        for n in found:
            task = int(rows[n, want.W_TASK])
            if rows[n, want.W_SUPPLY] == 0 and task in self.kept:
                raise MoveError(Reason.LOCKED, other=self._name(task))
        return found

    def _name(self, task: int) -> str:
        job, op = self.problem.rows[task]
        return f"{job.id} {op.id}"

    def _pools(self, mode: Mode, rows: Numbers, elsewhere: bool) -> list[tuple[Numbers, int]]:
        """The ways to meet the needs of a mode, as it is now first: pools, and where those of the moved begin."""
        known, names = self.read.pools, self.problem.names.pool
        ways: list[tuple[Numbers, int]] = []
        if not elsewhere:
            ways.append((known, int(rows[self.moved[0], want.W_POOL0])))
        if mode.needs:
            for chosen in islice(product(*(need.pools for need in mode.needs)), MOST_WAYS):
                added = np.array([names[pool] for pool in chosen], np.int64)
                ways.append((np.concatenate([known, added]), len(known)))
        return ways or [(known, 0)]

    def _tried(self, rows: Numbers, pools: Numbers, aside: set[int]) -> Moved:
        """Put it where it is wanted; what stands in its way by set-up or batch goes aside too, one by one.

        That is done in the plan as it stands. Where someone needs the same people or material later on, who is to give
        way is found by putting everything anew, in the order of time.
        """
        by_itself, most = True, MOST_TRIES
        for _ in range(2 * most):
            schedule, whys, said, gone, dead = (self._set_in if by_itself else self._put)(rows, pools, aside)
            why = int(whys[self.moved].max())
            if why == want.FITS:
                return self._mended(schedule, rows, whys, gone, dead)
            kind = KINDS.get(why, "")
            if by_itself and kind not in ("busy", "next_setup", "batch_unlike", "batch_full"):
                by_itself = False
                continue
            more = self._blocking(schedule, rows, kind, said) - aside
            if not more:
                raise self._refusal(schedule, kind, said)
            aside |= self._aside(rows, more)
        raise MoveError(Reason.BUSY)

    def _blocking(self, schedule: Schedule, rows: Numbers, kind: str, said: Numbers) -> set[int]:
        """The rows of the run that a kernel found in the way, if it is planned work."""
        run = int(said[want.SAID_RUN])
        if kind not in ("busy", "next_setup", "batch_unlike", "batch_full") or run < 0:
            return set()
        if schedule.state.run[run, col.RUN_FROZEN] == 1:
            return set()
        unit, start = (int(schedule.state.run[run, column]) for column in (col.RUN_UNIT, col.RUN_START))
        here = (rows[:, want.W_UNIT] == unit) & (rows[:, want.W_START] == start)
        here[self.moved] = False
        return set(np.flatnonzero(here).tolist())

    def _refusal(self, schedule: Schedule, kind: str, said: Numbers) -> MoveError:
        reason, other, pool = REASONS.get(kind, Reason.BUSY), "", ""
        if kind in ("busy", "next_setup", "batch_unlike") and int(said[want.SAID_RUN]) >= 0:
            run = int(said[want.SAID_RUN])
            other = who_has(schedule, run) if schedule.state.run[run, col.RUN_TASK] >= 0 else ""
        elif kind in ("pool_used", "pool_strange"):
            pool = list(self.problem.network.pools)[int(said[want.SAID_B])]
        return MoveError(reason, other, pool)

    def _set_in(self, rows: Numbers, pools: Numbers, aside: set[int]) -> Tried:
        """The moved put in the plan as it stands, without those aside and what cannot do without them."""
        schedule = self.old.copy()
        schedule.problem = self.problem
        schedule.make_room(64)
        alive = np.flatnonzero(schedule.state.lot[: int(schedule.state.counter[col.N_LOT]), col.LOT_ALIVE] == 1)
        out = np.array(sorted(aside), np.int64)
        of_supply = rows[out, want.W_SUPPLY] == 1
        tasks = set(rows[self.moved, want.W_TASK].tolist())
        off_it = dict.fromkeys([*tasks, *rows[out[~of_supply], want.W_TASK].tolist()], want.BUSY)
        gone = off(schedule, off_it, sorted(set(alive[rows[out[of_supply], want.W_TASK]].tolist())))
        mine = np.isin(rows[:, want.W_TASK], list(tasks)) & (rows[:, want.W_SUPPLY] == 0)
        part = np.flatnonzero(mine)
        part = part[np.lexsort((rows[part, want.W_UNIT], rows[part, want.W_START]))]
        pegs = self.read.pegs.copy()
        from_lot = (pegs[:, want.G_KIND] == col.FROM_LOT) & (pegs[:, want.G_ROW] < 0)
        from_lot[from_lot] = -pegs[from_lot, want.G_ROW] <= len(alive)
        pegs[from_lot, want.G_ROW] = alive[-1 - pegs[from_lot, want.G_ROW]]
        dead = (schedule.state.lot[:, col.LOT_ALIVE] != 1).astype(np.int64)
        made, why, said = np.full(len(part), -1, np.int64), np.zeros(len(part), np.int64), np.full(8, -1, np.int64)
        res, ops, sup = self.problem.views
        lot_rows = np.full(len(part), -1, np.int64)
        put_what_fits(res, ops, sup, schedule.view(), rows[part], pools, pegs, lot_rows, made, why, dead, said)
        whys = np.zeros(len(rows), np.int64)
        whys[part] = why
        return schedule, whys, said, {task: each for task, each in gone.items() if task not in tasks}, []

    def _put(self, rows: Numbers, pools: Numbers, aside: set[int]) -> Tried:
        """All rows put as far as they fit but those aside; why each does not, what was said of the moved, dead lots."""
        rows = rows.copy()
        pegs, lots = self.read.pegs.copy(), self.read.lots
        rows[list(aside), want.W_START] = -1  # this never fits
        more = 1
        while True:
            schedule = Schedule.empty(self.problem)
            widen(schedule, self.old, more)
            found = self._filled(schedule, rows.copy(), pools, pegs.copy(), lots)
            if not schedule.state.counter[col.OVERFLOW]:
                break
            more *= 4
        whys, said, dead = found
        schedule.arrivals[:] = BIG
        keep_deliveries(self.old, schedule, self.patch)
        keep_lanes(self.old, schedule, self.patch)
        return schedule, whys, said, {}, dead

    def _filled(
        self, schedule: Schedule, rows: Numbers, pools: Numbers, pegs: Numbers, lots: Numbers
    ) -> tuple[Numbers, Numbers, list[int]]:
        res, ops, sup = self.problem.views
        view, state = schedule.view(), schedule.state
        placed = np.full(len(lots), -1, np.int64)
        make_lots(res, view, lots, placed)
        of_supply = rows[:, want.W_SUPPLY] == 1
        lot_rows = np.full(len(rows), -1, np.int64)
        lot_rows[of_supply] = placed[rows[of_supply, want.W_TASK]]
        rows[of_supply, want.W_TASK] = state.lot[lot_rows[of_supply], col.LOT_TASK0] + rows[of_supply, want.W_OP]
        new = (pegs[:, want.G_KIND] == col.FROM_LOT) & (pegs[:, want.G_ROW] < 0)
        new[new] = -pegs[new, want.G_ROW] <= len(placed)
        pegs[new, want.G_ROW] = placed[-1 - pegs[new, want.G_ROW]]
        order = np.lexsort((rows[:, want.W_UNIT], rows[:, want.W_START]))
        until = 1 + int(np.flatnonzero(np.isin(order, self.moved)).max())
        whys, dead = np.zeros(len(rows), np.int64), np.zeros(len(state.lot), np.int64)
        said = np.full((2, 8), -1, np.int64)
        for number, part in enumerate((order[:until], order[until:])):  # up to the moved, and what comes after
            made, why = np.full(len(part), -1, np.int64), np.zeros(len(part), np.int64)
            put_what_fits(res, ops, sup, view, rows[part], pools, pegs, lot_rows[part], made, why, dead, said[number])
            whys[part] = why
        open_lots(view, placed[np.argsort(lots[:, want.L_TIME], kind="stable")], len(placed))
        return whys, said[0], np.flatnonzero(dead).tolist()

    def _mended(self, schedule: Schedule, rows: Numbers, whys: Numbers, gone: dict[int, int], dead: list[int]) -> Moved:
        """The plan made whole again round what was set down; `gone` is off already."""
        out = (whys != want.FITS) & (rows[:, want.W_SUPPLY] == 0)
        broken = dict(zip(rows[out, want.W_TASK].tolist(), whys[out].tolist(), strict=True))
        mender = Mender(schedule, gone | (off(schedule, broken, dead) if broken or dead else {}))
        moved = set(rows[self.moved][rows[self.moved, want.W_SUPPLY] == 0, want.W_TASK].tolist())
        wish = schedule.state.task[:, col.TASK_WISH]
        wish[list(moved | (self.kept - mender.why.keys()))] = col.STAYS
        touched = {int(mender.order_of[task]) for task in {*mender.why, *moved}}
        late = set(np.flatnonzero(schedule.arrivals > self.problem.keys.due).tolist())
        schedule.arrivals[list(touched)] = BIG
        mender.mend(touched)
        place = self._place(schedule, rows)
        newly = [
            int(o)
            for o in np.flatnonzero((self.problem.keys.promised == 1) & (schedule.arrivals > self.problem.keys.due))
            if int(o) not in late
        ]
        if newly:
            keep_promises(mender, newly)
            place = self._place(schedule, rows)
        mender.drop_unused_lots()
        schedule.state.task[:, col.TASK_WISH] = -1
        self._check_kept(schedule)
        return Moved(schedule, *place)

    def _check_kept(self, schedule: Schedule) -> None:
        """Raises MoveError when something that stays would have to move."""
        tasks = np.array(sorted(self.kept), np.int64)
        before, after = _places(self.old, tasks), _places(schedule, tasks)
        elsewhere = (before != after).any(axis=1)
        if elsewhere.any():
            raise MoveError(Reason.LOCKED, other=self._name(int(tasks[np.flatnonzero(elsewhere)[0]])))

    def _place(self, schedule: Schedule, rows: Numbers) -> tuple[int, int, int]:
        """Set-up, start and end of what was set down. Raises MoveError when it could not stay there."""
        first = self.moved[0]
        unit, start = (int(rows[first, column]) for column in (want.W_UNIT, want.W_START))
        state, zero = schedule.state, self.problem.zero_s
        begins: list[int] = []
        portion = int(state.task[self.task, col.TASK_HEAD])
        while portion >= 0:
            run = state.run[int(state.portion[portion, col.POR_RUN])]
            if (int(run[col.RUN_UNIT]), int(run[col.RUN_START])) == (unit, start):
                cal = int(self.problem.resources.wc[int(run[col.RUN_WC]), col.WC_CAL])
                setup = int(run[col.RUN_SETUP])
                res = self.problem.views[0]
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
