# SPDX-License-Identifier: Apache-2.0
"""A plan in the engine's own tables: made empty, grown when full, copied, and read out as a `Plan`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation
from klynge.network.model import Stop

from .chosen_lanes import lanes_of, with_lanes
from .errors import PlanningError
from .handles import Handle
from .kernels import columns as col
from .kernels.clock import work_at
from .kernels.columns import BIG, Operations, State, Table
from .kernels.journal import close_journal, open_journal, roll_back
from .kernels.report import setup_start, setup_starts
from .kernels.runs import add_portion, put_on_unit
from .kernels.units import locate, row_before, run_at
from .kernels.view import CLOSED, Journal, Tables
from .plan import Lot, Outcome, Peg, Plan, PoolUse, Portion
from .problem import Problem

REASONS = {
    col.NO_MODE: "no_mode",
    col.NO_TIME: "no_time",
    col.NO_LANE: "no_lane",
    col.NO_MATERIAL: "no_material",
    col.NO_LAG: "max_lag",
    col.NO_SUPPLY: "no_supply",
}


@dataclass(frozen=True, slots=True)
class _Before:
    """What a trial is taken back to that kernels do not note; `lanes` is the table itself, which they may write to."""

    arrivals: NDArray[np.int64]
    whys: Table
    failed: Table
    lanes: Table
    lanes_were: Table


@dataclass(slots=True)
class Schedule:
    """State of the engine for one problem, with each order's delivery (BIG = none) and why it failed."""

    problem: Problem
    state: State
    arrivals: NDArray[np.int64]
    whys: Table
    failed: Table
    rule: str = ""
    request_rows: tuple[int, int] = (0, 0)
    journal: Journal = CLOSED
    _view: Handle | None = None
    _before: _Before | None = None

    @classmethod
    def empty(cls, problem: Problem) -> Schedule:
        """Nothing placed but reported portions."""
        n_orders = len(problem.orders)
        schedule = cls(
            problem,
            empty_state(problem),
            np.full(n_orders, BIG, np.int64),
            np.zeros(n_orders, np.int32),
            np.full(n_orders, col.NONE, np.int32),
        )
        op = problem.operations.op
        begun = np.flatnonzero(op[:, col.OP_LEFT] != op[:, col.OP_QUANTITY]).tolist()
        place_reported(problem, schedule.state, [(row, problem.rows[row][1]) for row in begun])
        return schedule

    @property
    def money_ore(self) -> int:
        """What all that was placed costs, as `measure` counts it but for transport and reported portions."""
        counter = self.state.counter
        return (int(counter[col.MONEY_HIGH]) << 30) + int(counter[col.MONEY_LOW])

    def make_room(self, operations: int) -> None:
        """Enlarge the tables that might run full while an order of so many operations is placed.

        As much as `kernels.orders.has_room` asks for, and then twice what there was, so that it happens seldom.
        """
        c = self.state.counter
        room = {
            "portion": int(c[col.N_PORTION]) + 64 * operations + 256,
            "run": int(c[col.N_RUN]) + 64 * operations + 256,
            "use": int(c[col.N_USE]) + 256 * operations + 1024,
            "peg": int(c[col.N_PEG]) + 256 * operations + 1024,
            "lot": int(c[col.N_LOT]) + 64 * operations + 256,
            "task": int(c[col.N_TASK]) + 256 * operations + 1024,
            "block_count": int(c[col.N_BLOCK]) + 16 * operations + 64,
            "step": int(c[col.N_STEP]) + 4 * int(c[col.MOST_STEPS]) + 512 * operations + 16384,
        }
        self.make_room_for(**room)

    def make_room_for(self, **room: int) -> None:
        """Enlarge each named table that has fewer rows than are asked for, to those and what there was."""
        if self._before is not None or self.journal.memory[0] >= 0:
            return  # addresses in the journal must stay true; the kernels stop before a table is full
        grown: dict[str, Table] = {}
        for name, rows in room.items():
            old = getattr(self.state, name)
            if rows > len(old):
                grown[name] = _longer(old, rows + len(old))
        if "portion" in grown and len(self.state.portion_ore_h):
            grown["portion_ore_h"] = _longer(self.state.portion_ore_h, len(grown["portion"]))
        if "block_count" in grown:
            blocks = len(grown["block_count"])
            grown["block"] = _longer(self.state.block, blocks * col.BLOCK)
            grown["directory"] = _longer(self.state.directory, 4 * blocks + 8 * len(self.state.unit) + 64)
        if grown:
            self.state = self.state._replace(**grown)

    def request_tasks(self, operations: int) -> int:
        """First of so many task rows for a request, which every request uses anew."""
        self.make_room(operations)
        first, count = self.request_rows
        if count < operations:
            first, count = int(self.state.counter[col.N_TASK]), operations
            self.state.counter[col.N_TASK] += count
            self.request_rows = first, count
        self.state.task[first : first + operations] = col.TASK_EMPTY
        return first

    def view(self) -> Tables:
        """The state for the kernels; valid until the tables grow."""
        view = self._view
        if view is None or view.arrays is not self.state or view.journal is not self.journal:
            view = self._view = Handle(self.state, self.journal)
        return view

    def begin(self, stores: int = 1 << 20) -> None:
        """Begin to note what kernels write, so that `rollback` can take it back; not within another `begin`.

        Tables cannot grow until `keep` or `rollback`: make room first. Deliveries are noted as well.
        """
        if self._before is not None:
            raise RuntimeError("a trial is already under way in this schedule")
        if len(self.journal.memory) < 3 + 2 * stores:
            self.journal = Journal(stores)
        lanes = self.state.task_lanes
        self._before = _Before(self.arrivals.copy(), self.whys.copy(), self.failed.copy(), lanes, lanes.copy())
        open_journal(self.view())

    def keep(self) -> None:
        """End what `begin` began; all that was done stays."""
        close_journal(self.view())
        self._before = None

    def rollback(self) -> None:
        """End what `begin` began; the schedule is, to the bit, as it was then."""
        before = self._before
        if before is None:
            raise RuntimeError("no trial is under way in this schedule")
        whole = roll_back(self.view(), 0)
        close_journal(self.view())
        if not whole:
            raise RuntimeError("more was tried in a schedule than its journal has room for")
        self.arrivals[:], self.whys[:], self.failed[:] = before.arrivals, before.whys, before.failed
        before.lanes[:] = before.lanes_were
        self.state = self.state._replace(task_lanes=before.lanes)
        self._before = None

    def copy(self) -> Schedule:
        """An independent copy: what is done to one does not show in the other."""
        state = State(*(a.copy() for a in self.state))
        return Schedule(
            self.problem,
            state,
            self.arrivals.copy(),
            self.whys.copy(),
            self.failed.copy(),
            self.rule,
            self.request_rows,
        )

    def take(self, other: Schedule) -> None:
        """Become as another schedule of the same problem is; tables that are as large already are used again."""
        fresh = {}
        for name, mine, theirs in zip(self.state._fields, self.state, other.state, strict=True):
            if mine.shape == theirs.shape:
                np.copyto(mine, theirs)
            else:
                fresh[name] = theirs.copy()
        self.state = self.state._replace(**fresh)
        self.arrivals[:], self.whys[:], self.failed[:] = other.arrivals, other.whys, other.failed
        self.rule, self.request_rows = other.rule, other.request_rows

    def choose_lanes(self, order: int, lanes: tuple[str, ...]) -> None:
        """Let the goods of the order in a row go by these of several lanes; none: by those that arrive first.

        It keeps them when it is placed anew. Views taken before this may no longer be valid.
        """
        self.state = with_lanes(self.problem, self.state, order, lanes)

    def chosen_lanes(self, order: int) -> tuple[str, ...]:
        """The lanes chosen for the order in a row."""
        return lanes_of(self.problem, self.state, order)

    def plan(self) -> Plan:
        """The plan as plain data."""
        return read_plan(self)


def _longer(old: Table, rows: int) -> Table:
    """The same table with so many rows."""
    new = np.zeros((rows, *old.shape[1:]), np.int32)
    new[: len(old)] = old
    return new


def empty_state(problem: Problem) -> State:
    """Tables for a plan with nothing in them, as large as most plans need."""
    ops = problem.operations
    n, n_units = len(ops.op), len(problem.units)
    lots = int(np.minimum(ops.op[:, col.OP_LOTS] - 1, 3).sum()) if n else 0
    most = int((ops.order[:, col.ORD_OP1] - ops.order[:, col.ORD_OP0]).max()) if n else 0
    size = n + lots // 2 + 64 * most + 1024
    needs = int((ops.mode[:, col.MODE_NEED1] - ops.mode[:, col.MODE_NEED0]).max()) if len(ops.mode) else 0
    blocks = size // 42 + 2 * n_units + 16 * most + 256
    steps: list[tuple[int, int]] = []
    pools = []
    for profile in problem.pool_steps:
        pools.append([len(steps), len(profile), 2 * len(profile) + 16])
        steps += [*profile, *[(0, 0)] * (len(profile) + 16)]
    step = np.zeros((2 * len(steps) + (6 * n if needs else 0) + 32768, col.STEP_WIDTH), np.int32)
    if steps:
        step[: len(steps)] = steps
    has_materials = len(ops.material) > 0
    task = np.zeros((n + 256 * most + (4096 if len(problem.work.supplies) else 2048), col.TASK_WIDTH), np.int32)
    task[:] = col.TASK_EMPTY
    counter = np.zeros(col.COUNTERS, np.int32)
    counter[[col.FREE_PORTION, col.FREE_RUN, col.FREE_PEG, col.FREE_BLOCK]] = col.NONE
    counter[col.N_TASK], counter[col.N_STEP] = n, len(steps)
    counter[col.MOST_STEPS] = max((p[1] for p in pools), default=0)
    unit = problem.units.copy()
    return State(
        task=task,
        portion=np.zeros((size, col.POR_WIDTH), np.int32),
        run=np.zeros((size, col.RUN_WIDTH), np.int32),
        use=np.zeros(((n // 2 * needs if needs else 0) + 2048, col.USE_WIDTH), np.int32),
        peg=np.zeros(((n if has_materials else 0) + 4096, col.PEG_WIDTH), np.int32),
        lot=np.zeros((1024, col.LOT_WIDTH), np.int32),
        key_lot=np.full(len(problem.resources.key_supply), col.NONE, np.int32),
        free_lot=np.full(max(1, len(problem.resources.supply)), col.NONE, np.int32),
        block=np.zeros((blocks * col.BLOCK, col.ENT_WIDTH), np.int32),
        block_count=np.zeros(blocks, np.int32),
        directory=np.zeros((4 * blocks + 8 * n_units + 64, col.DIR_WIDTH), np.int32),
        unit=unit,
        pool=np.array(pools, np.int32).reshape(-1, col.POOL_WIDTH),
        step=step,
        stock_left=problem.stock_left.copy(),
        agreement_used=np.zeros(len(problem.resources.agreement), np.int32),
        counter=counter,
        found=np.zeros(8, np.int32),
        chosen=np.zeros(col.NEEDS, np.int32),
        group_site=np.full(col.GROUPS, col.NONE, np.int32),
        portion_ore_h=np.zeros(size if has_batches(problem) else 0, np.int32),
        task_lanes=np.zeros(0, np.int32),
        lane_pick=np.zeros((0, col.PICK_WIDTH), np.int32),
    )


def has_batches(problem: Problem) -> bool:
    """Whether portions may share a run, so that what an hour of each costs must be known when it leaves."""
    return bool((problem.resources.wc[:, col.WC_KIND] == col.BATCH).any())


def place_reported(problem: Problem, st: State, found: Iterable[tuple[int, Operation]]) -> None:
    """Enter started, finished and frozen portions where they are, and stops: they hold their unit and set its family.

    `found` are the operations that have such portions, with their rows. What stops units is entered after them.
    """
    entries = []
    for row, op in found:
        for r in op.reported:
            start = round((r.start - problem.zero).total_seconds())
            end = round((r.end - problem.zero).total_seconds())
            entries.append((start, end, row, op, r))
    busy_to: dict[int, int] = {}
    resources, view = problem.views[0], Tables(st)
    for start, end, row, op, r in sorted(entries, key=lambda e: (e[0], e[1], e[2])):
        wc = problem.names.work_centre[r.work_centre]
        centre = problem.resources.wc[wc]
        mode = int(problem.operations.op[row, col.OP_MODE0])
        centres = [m.work_centre for m in op.modes]
        if r.work_centre in centres:
            mode += centres.index(r.work_centre)
        unit = -1 if centre[col.WC_KIND] == col.EXTERNAL else int(centre[col.WC_UNIT0]) + r.unit
        cal = int(centre[col.WC_CAL])
        c_from = work_at(resources, cal, start)
        c_to = max(c_from, work_at(resources, cal, end))
        if unit >= 0:
            c_from = max(c_from, busy_to.get(unit, 0))
            c_to = max(c_to, c_from)
            busy_to[unit] = c_to
        run = int(st.counter[col.N_RUN])
        st.counter[col.N_RUN] = run + 1
        values = {
            col.RUN_UNIT: unit, col.RUN_WC: wc, col.RUN_FROM: c_from, col.RUN_START: start,
            col.RUN_END: end, col.RUN_FAMILY: int(problem.operations.mode[mode, col.MODE_FAMILY]),
            col.RUN_SECONDS: c_to - c_from, col.RUN_AGREEMENT: col.NONE, col.RUN_FROZEN: 1, col.RUN_SIGNATURE: col.NONE,
        }  # fmt: skip
        for column, value in values.items():
            st.run[run, column] = value
        put_on_unit(resources, view, run)
        add_portion(view, row, run, r.quantity, 0, 0)
        st.task[row, col.TASK_MODE], st.task[row, col.TASK_SITE] = mode, centre[col.WC_SITE]
        agreement, pause = problem.operations.mode[mode, [col.MODE_AGREEMENT, col.MODE_PAUSE]]
        if agreement >= 0:  # work that is done counts in the agreement's hours like any other
            worked = work_at(resources, cal, end) - work_at(resources, cal, start)
            st.agreement_used[agreement] += end - start if pause == col.UNATTENDED else worked
    _place_stops(problem, st)


def _place_stops(problem: Problem, st: State) -> None:
    """Enter what stops units, in their working time around reported work: they hold their unit and set its family."""
    view = Tables(st)
    for number, centre in enumerate(problem.network.work_centres.values()):
        for stop in sorted(centre.stops, key=lambda stop: (stop.unit, stop.start)):
            place_stop(problem, view, stop_at(problem, number, stop))


@dataclass(frozen=True, slots=True)
class StopAt:
    """A stop in the engine's numbers: working seconds `c_from` to `c_to` of a unit, and by the clock."""

    unit: int
    work_centre: int
    c_from: int
    c_to: int
    start: int
    end: int
    family: int


def stop_at(problem: Problem, number: int, stop: Stop) -> StopAt:
    """A stop of the work centre with that number. Raises PlanningError when it has no such unit."""
    centre = problem.network.work_centres[list(problem.names.work_centre)[number]]
    row = problem.resources.wc[number]
    cal, unit = int(row[col.WC_CAL]), int(row[col.WC_UNIT0]) + stop.unit
    if row[col.WC_KIND] == col.EXTERNAL or not 0 <= stop.unit < centre.units:
        raise PlanningError(f"work centre {centre.id!r}: there is no unit {stop.unit + 1} to be stopped")
    start, end = (round((moment - problem.zero).total_seconds()) for moment in (stop.start, stop.end))
    state = int(problem.units[unit, col.UNIT_STATE])
    family = problem.names.family_row(centre, stop.family, centre.id) if stop.family else state
    resources = problem.views[0]
    return StopAt(unit, number, work_at(resources, cal, start), work_at(resources, cal, end), start, end, family)


def place_stop(problem: Problem, view: Tables, stop: StopAt) -> None:
    """Enter a stop in what is free of its unit in that time; the run after it can take its set-up."""
    st = State(*view.arrays)
    for free_from, free_to in free_between(view, stop.unit, stop.c_from, stop.c_to):
        run = int(st.counter[col.N_RUN])
        st.counter[col.N_RUN] = run + 1
        values = {
            col.RUN_UNIT: stop.unit, col.RUN_WC: stop.work_centre, col.RUN_FROM: free_from, col.RUN_PAUSE: 0,
            col.RUN_START: max(0, stop.start), col.RUN_END: stop.end, col.RUN_FAMILY: stop.family, col.RUN_COUNT: 1,
            col.RUN_SECONDS: free_to - free_from, col.RUN_AGREEMENT: col.NONE, col.RUN_FROZEN: 1, col.RUN_USES: 0,
            col.RUN_SIGNATURE: col.NONE, col.RUN_TASK: col.NONE, col.RUN_ORE: 0, col.RUN_SETUP: 0,
        }  # fmt: skip
        for column, value in values.items():
            st.run[run, column] = value
        put_on_unit(problem.views[0], view, run)


def free_between(view: Tables, unit: int, c_from: int, c_to: int) -> list[tuple[int, int]]:
    """What is free of a unit between two working seconds."""
    st = State(*view.arrays)
    found, at = [], c_from
    while at < c_to:
        di, k = locate(view, unit, at)
        before, after = row_before(view, unit, di, k), run_at(view, unit, di, k)
        at = max(at, int(st.block[before, col.ENT_TO])) if before >= 0 else at
        stop = min(c_to, int(st.block[after, col.ENT_FROM])) if after >= 0 else c_to
        if at < stop:
            found.append((at, stop))
        at = max(stop, at)
        if after < 0 or stop == c_to:
            break
    return found


def read_plan(schedule: Schedule) -> Plan:
    """All placed portions, supply lots that are used, and outcomes, in engine-independent form."""
    reader = PlanReader(schedule)
    operations = schedule.problem.operations
    portions = [
        p for row, named in enumerate(schedule.problem.rows) for p in reader.portions(row, named, operations, row)
    ]
    lots = reader.lots()
    portions += [p for lot in lots for p in reader.lot_portions(lot)]
    portions.sort(key=lambda p: (p.order, p.job, p.operation, p.start, p.unit))
    problem = schedule.problem
    outcomes = {}
    gone = operations.order[:, col.ORD_OP0] == operations.order[:, col.ORD_OP1]
    for i, order in enumerate(problem.orders):
        if gone[i]:
            continue  # withdrawn
        if schedule.arrivals[i] < BIG:
            delivered = int(schedule.arrivals[i]) + problem.zero_s
            outcomes[order] = Outcome(order, delivered, lanes=schedule.chosen_lanes(i))
        else:
            job, op = problem.rows[int(schedule.failed[i])]
            outcomes[order] = Outcome(order, None, REASONS[int(schedule.whys[i])], f"{job.id} {op.id}")
    span = problem.resources.span
    return Plan(
        problem.network.epoch, int(span[0]) + problem.zero_s, int(span[1]) + problem.zero_s, tuple(portions),
        tuple(lot for _, lot in lots), outcomes,
    )  # fmt: skip


class PlanReader:
    """Turns rows of the state into portions and lots; `whole` when most of them will be asked for."""

    def __init__(self, schedule: Schedule, whole: bool = True) -> None:
        self.schedule = schedule
        self.problem = schedule.problem
        self.state = schedule.state
        network = self.problem.network
        self.centres = list(network.work_centres)
        self.sites = list(network.sites)
        self.pools = list(network.pools)
        self.items = list(network.items)
        self.view = schedule.view()
        self.setup_start = np.zeros(int(self.state.counter[col.N_RUN]) if whole else 0, np.int64)
        setup_starts(self.problem.views[0], self.view, self.setup_start)
        self.lot_ids: dict[int, str] = {}

    def _heads(self, task: int) -> list[int]:
        found = []
        p = int(self.state.task[task, col.TASK_HEAD])
        while p >= 0:
            found.append(p)
            p = int(self.state.portion[p, col.POR_NEXT])
        return found

    def portions(self, task: int, named: tuple[Job, Operation], tables: Operations, row: int) -> list[Portion]:
        """Portions of a task, which is row `row` of `tables` and stands for the named job's operation."""
        job, op = named
        mode0 = int(tables.op[row, col.OP_MODE0])
        return [self._portion(p, task, (job.order, job.id, op), mode0, tables.material) for p in self._heads(task)]

    def _portion(self, p: int, task: int, name: tuple[str, str, Operation], mode0: int, items: Table) -> Portion:
        st, zero = self.state, self.problem.zero_s
        order, job, op = name
        portion = st.portion[p]
        run = int(portion[col.POR_RUN])
        row = st.run[run]
        wc = int(row[col.RUN_WC])
        centre = self.problem.network.work_centres[self.centres[wc]]
        mode = int(st.task[task, col.TASK_MODE]) - mode0
        first = int(self.problem.resources.wc[wc, col.WC_UNIT0])
        batch = centre.kind == "batch" and not row[col.RUN_FROZEN]
        return Portion(
            order, job, op.id, mode, centre.id, max(0, int(row[col.RUN_UNIT]) - first),
            int(portion[col.POR_QUANTITY]), self._setup_start(run) + zero, int(row[col.RUN_START]) + zero,
            int(row[col.RUN_END]) + zero, op.modes[mode].family, f"{centre.id}#{run}" if batch else "",
            self._pools(run), self._pegs(int(portion[col.POR_PEG]), items), bool(row[col.RUN_FROZEN]),
        )  # fmt: skip

    def _setup_start(self, run: int) -> int:
        if len(self.setup_start):
            return int(self.setup_start[run])
        return int(setup_start(self.problem.views[0], self.view, run))

    def _pools(self, run: int) -> tuple[PoolUse, ...]:
        row = self.state.run[run]
        first, count = int(row[col.RUN_USE0]), int(row[col.RUN_USES])
        return tuple(
            PoolUse(int(use[col.USE_NEED]), self.pools[int(use[col.USE_POOL])], int(use[col.USE_AMOUNT]))
            for use in self.state.use[first : first + count]
        )

    def _pegs(self, peg: int, items: Table) -> tuple[Peg, ...]:
        zero = self.problem.zero_s
        found = []
        while peg >= 0:
            kind, row, quantity, after, material = (int(x) for x in self.state.peg[peg])
            item = self.items[int(items[material, col.MAT_ITEM])]
            if kind == col.FROM_STOCK:
                at = int(self.problem.resources.stock[row, col.STOCK_TIME])
                found.append(Peg(item, quantity, "stock", self.problem.stock_ids[row], at + zero))
            elif kind == col.FROM_LOT:
                at = int(self.state.lot[row, col.LOT_TIME])
                found.append(Peg(item, quantity, "lot", self._lot_id(row), at + zero))
            else:
                found.append(Peg(item, quantity, "purchase", "", row + zero))
            peg = after
        return tuple(reversed(found))

    def _lot_id(self, row: int) -> str:
        if row not in self.lot_ids:
            supply = self.problem.work.supplies[int(self.state.lot[row, col.LOT_SUPPLY])]
            self.lot_ids[row] = f"{supply.item}@{supply.site}#{row}"
        return self.lot_ids[row]

    def lots(self) -> list[tuple[int, Lot]]:
        """Supply lots that stand on the plan, by row."""
        found = []
        zero = self.problem.zero_s
        for row in range(int(self.state.counter[col.N_LOT])):
            lot = self.state.lot[row]
            if not lot[col.LOT_ALIVE]:
                continue
            number = int(lot[col.LOT_SUPPLY])
            supply = self.problem.work.supplies[number]
            expires = None if supply.shelf_life_s is None else int(lot[col.LOT_EXPIRES]) + zero
            found.append(
                (row, Lot(self._lot_id(row), number, supply.item, supply.site, supply.lot,
                          int(lot[col.LOT_TIME]) + zero, expires))
            )  # fmt: skip
        return found

    def lot_portions(self, entry: tuple[int, Lot]) -> list[Portion]:
        """Portions of the operations that make a supply lot."""
        row, lot = entry
        task0 = int(self.state.lot[row, col.LOT_TASK0])
        supply = self.problem.resources.supply[int(self.state.lot[row, col.LOT_SUPPLY])]
        found = []
        for op in range(int(supply[col.SUP_OP0]), int(supply[col.SUP_OP1])):
            operation = self.problem.supply_rows[op][1]
            mode0 = int(self.problem.supplies.op[op, col.OP_MODE0])
            name, items = ("", lot.id, operation), self.problem.supplies.material
            found += [self._portion(p, task0 + op, name, mode0, items) for p in self._heads(task0 + op)]
        return found
