# SPDX-License-Identifier: Apache-2.0
"""Jobs and supply templates as the engine's `Operations` tables."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from klynge.job import Job, Material, Mode, Operation, Pause, Phase, Precedence, Supply
from klynge.network.model import Kind, Source

from .errors import PlanningError
from .kernels import columns as col
from .kernels.columns import Operations, Table
from .resources import Names

_PAUSE = {Pause.RESUMABLE: col.RESUMABLE, Pause.WHOLE: col.WHOLE, Pause.UNATTENDED: col.UNATTENDED}
_LIMIT = 2**31 - 2


def table(rows: Sequence[Sequence[int]], width: int) -> Table:
    """Rows as an int32 matrix; a PlanningError when a number is too large for the engine."""
    if not rows:
        return np.zeros((0, width), np.int32)
    wide = np.array(rows, dtype=np.int64)
    if np.abs(wide).max() > _LIMIT + 1:
        raise PlanningError("a quantity or time is larger than 2 147 483 647: use a larger unit for the item")
    return wide.astype(np.int32)


def matrix(cells: array[int], width: int) -> Table:
    """Cells written row by row as an int32 matrix."""
    return np.frombuffer(cells, np.int32).reshape(-1, width).copy() if cells else np.zeros((0, width), np.int32)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The rows of an order of one job, with edges counted from its own first one, and its operations in that order."""

    ops: array[int]
    edges: array[int]
    sequence: tuple[Operation, ...]
    groups: int
    guest: bool


@dataclass(slots=True)
class TableBuilder:
    """Collects rows; modes and materials that several operations share are written once.

    Operations, edges and orders go into flat arrays of machine integers: a million rows of Python lists would need
    ten times the memory of the plan.
    """

    names: Names
    modes: list[list[int]] = field(default_factory=list)
    needs: list[list[int]] = field(default_factory=list)
    need_pools: list[int] = field(default_factory=list)
    materials: list[list[int]] = field(default_factory=list)
    ops: array[int] = field(default_factory=lambda: array("i"))
    edges: array[int] = field(default_factory=lambda: array("i"))
    orders: array[int] = field(default_factory=lambda: array("i"))
    _mode_rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    _need_rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    _material_rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)
    _patterns: dict[tuple[int, int, int, bool], Pattern] = field(default_factory=dict)
    _copied: array[int] = field(default_factory=lambda: array("i"))  # a copy's rows, edges, release, destination

    def pattern(self, job: Job) -> Pattern | None:
        """The pattern of an earlier order of one job with the same work, if there was one."""
        return self._patterns.get((id(job.operations), id(job.precedence), id(job.same_site), bool(job.region)))

    def keep_pattern(self, job: Job, op0: int, edge0: int, sequence: Sequence[Operation], groups: int) -> None:
        """Remember the order of one job that was written from row op0 and edge edge0 on."""
        ops, edges = self.ops[op0 * col.OP_WIDTH :], self.edges[edge0 * col.EDGE_WIDTH :]
        for row in range(0, len(ops), col.OP_WIDTH):
            ops[row + col.OP_EDGE0] -= edge0
            ops[row + col.OP_EDGE1] -= edge0
        for row in range(0, len(edges), col.EDGE_WIDTH):
            edges[row + col.EDGE_PRED] -= op0
        guest = any(mode.agreement is not None for op in sequence for mode in op.modes)
        key = (id(job.operations), id(job.precedence), id(job.same_site), bool(job.region))
        self._patterns[key] = Pattern(ops, edges, tuple(sequence), groups, guest)
        self._kept.append(job)

    def copy(self, pattern: Pattern, release: int, dest: int) -> None:
        """Write a pattern once more; where its rows and edges begin is added when the tables are built."""
        op0, edge0 = self.rows, len(self.edges) // col.EDGE_WIDTH
        self.ops.extend(pattern.ops)
        self.edges.extend(pattern.edges)
        self._copied.extend((op0, self.rows, edge0, len(self.edges) // col.EDGE_WIDTH, release, dest))

    def _settle(self, op: Table, edge: Table) -> None:
        """Add to copied rows what they count from."""
        copies = matrix(self._copied, 6)
        ops, edges = copies[:, 1] - copies[:, 0], copies[:, 3] - copies[:, 2]
        rows = np.repeat(copies[:, 0] - np.cumsum(ops) + ops, ops) + np.arange(ops.sum())
        op[rows, col.OP_EDGE0] += np.repeat(copies[:, 2], ops)
        op[rows, col.OP_EDGE1] += np.repeat(copies[:, 2], ops)
        op[rows, col.OP_RELEASE] = np.repeat(copies[:, 4], ops)
        op[rows, col.OP_DEST] = np.where(
            op[rows, col.OP_DEST] >= 0, np.repeat(copies[:, 5], ops), op[rows, col.OP_DEST]
        )
        rows = np.repeat(copies[:, 2] - np.cumsum(edges) + edges, edges) + np.arange(edges.sum())
        edge[rows, col.EDGE_PRED] += np.repeat(copies[:, 0], edges)

    def mode_rows(self, modes: tuple[Mode, ...], where: str) -> tuple[int, int]:
        """First and last row of an operation's modes."""
        found = self._mode_rows.get(id(modes))
        if found is None:
            first = len(self.modes)
            for mode in modes:
                self.modes.append(self._mode_row(mode, where))
            found = self._mode_rows[id(modes)] = first, len(self.modes)
            self._kept.append(modes)  # an id is only unique while its object lives
        return found

    def _mode_row(self, mode: Mode, where: str) -> list[int]:
        names = self.names
        wc = names.work_centre.get(mode.work_centre)
        if wc is None:
            raise PlanningError(f"{where}: the network has no work centre {mode.work_centre!r}")
        if mode.run_s(1) < 1:
            raise PlanningError(f"{where}: the run time at {mode.work_centre!r} is zero; give at least one second")
        centre = names.network.work_centres[mode.work_centre]
        external = centre.kind is Kind.EXTERNAL
        need0, need1 = self._needs_of(mode, where) if mode.needs and not external else (0, 0)
        return [
            wc,
            mode.fixed_s,
            mode.unit_ms,
            _PAUSE[mode.pause],
            names.family_row(centre, mode.family, where),
            mode.load_per_unit if centre.kind is Kind.BATCH else 0,
            need0,
            need1,
            col.NONE if mode.agreement is None else names.agreement[mode.agreement],
            names.signature.setdefault(mode.needs, len(names.signature)),
            mode.cost_ore,
            mode.cost_ore_unit,
            mode.cost_ore_h,
        ]

    def _needs_of(self, mode: Mode, where: str) -> tuple[int, int]:
        found = self._need_rows.get(id(mode.needs))
        if found is None:
            if len(mode.needs) > 16:
                raise PlanningError(f"{where}: more than 16 needs in one mode")
            first = len(self.needs)
            for need in mode.needs:
                pool0 = len(self.need_pools)
                for pool in need.pools:
                    if pool not in self.names.pool:
                        raise PlanningError(f"{where}: the network has no pool {pool!r}")
                # those who can do least else are asked first, so that people of many skills stay free for others
                pools = self.names.network.pools
                for pool in sorted(need.pools, key=lambda name: len(pools[name].skills)):
                    self.need_pools.append(self.names.pool[pool])
                phase = col.SETUP if need.phase is Phase.SETUP else col.RUN
                self.needs.append([phase, need.amount, pool0, len(self.need_pools)])
            found = self._need_rows[id(mode.needs)] = first, len(self.needs)
            self._kept.append(mode.needs)
        return found

    def material_rows(self, materials: tuple[Material, ...], where: str) -> tuple[int, int]:
        """First and last row of an operation's materials."""
        if not materials:
            return 0, 0
        found = self._material_rows.get(id(materials))
        if found is None:
            first = len(self.materials)
            if len({m.item for m in materials}) < len(materials):
                raise PlanningError(f"{where}: an item is listed twice among the materials; add the quantities")
            for m in materials:
                if m.item not in self.names.item:
                    raise PlanningError(f"{where}: the network has no item {m.item!r}")
                lot = self.names.network.items[m.item].source is Source.LOT
                self.materials.append([self.names.item[m.item], m.quantity, m.per, int(lot)])
            found = self._material_rows[id(materials)] = first, len(self.materials)
            self._kept.append(materials)
        return found

    def operation(
        self, op: Operation, where: str, release: int, dest: int, group: int, edges: Iterable[Sequence[int]]
    ) -> int:
        """Write an operation with its edges from operations before; its row."""
        mode0, mode1 = self.mode_rows(op.modes, where)
        mat0, mat1 = self.material_rows(op.materials, where)
        left, forced = op.quantity, col.NONE
        if op.reported:
            left = max(0, op.quantity - sum(r.quantity for r in op.reported))
            centres = [m.work_centre for m in op.modes]
            if op.reported[0].work_centre in centres:
                forced = mode0 + centres.index(op.reported[0].work_centre)
        edge0 = len(self.edges) // col.EDGE_WIDTH
        try:
            for edge in edges:
                self.edges.extend(edge)
            self.ops.extend(
                (op.quantity, mode0, mode1, edge0, len(self.edges) // col.EDGE_WIDTH, mat0, mat1, op.max_lots,
                 op.min_lot, group, release, left, forced, dest)
            )  # fmt: skip
        except OverflowError:
            raise PlanningError(f"{where}: a quantity or time is larger than {_LIMIT}: use a larger unit") from None
        return self.rows - 1

    @property
    def rows(self) -> int:
        """Operations written so far."""
        return len(self.ops) // col.OP_WIDTH

    def build(self) -> Operations:
        """The tables, with each operation's successors."""
        edge = matrix(self.edges, col.EDGE_WIDTH)
        op = matrix(self.ops, col.OP_WIDTH)
        if self._copied:
            self._settle(op, edge)
        after = np.repeat(np.arange(len(op)), op[:, col.OP_EDGE1] - op[:, col.OP_EDGE0])
        order = np.argsort(edge[:, col.EDGE_PRED], kind="stable")
        counts = np.bincount(edge[:, col.EDGE_PRED], minlength=len(op)) if len(edge) else np.zeros(len(op), np.int64)
        succ0 = np.zeros(len(op) + 1, np.int32)
        np.cumsum(counts, out=succ0[1:])
        return Operations(
            mode=table(self.modes, col.MODE_WIDTH),
            need=table(self.needs, col.NEED_WIDTH),
            need_pool=np.array(self.need_pools, np.int32),
            op=op,
            edge=edge,
            succ0=succ0,
            succ=after[order].astype(np.int32),
            material=table(self.materials, col.MAT_WIDTH),
            order=matrix(self.orders, col.ORD_WIDTH),
        )


def edge_row(link: Precedence, pred: int) -> list[int]:
    """A link as a row for the operation after it."""
    longest = col.NONE if link.max_lag_s is None else link.max_lag_s
    return [pred, link.min_lag_s, longest, link.transfer_quantity or 0]


def write_order(builder: TableBuilder, jobs: Sequence[Job], zero: datetime) -> list[tuple[Job, Operation]]:
    """Write all jobs of an order, operations in topological order; what each row is.

    An order of one job with the work of an earlier one is copied: its operations and links are the same objects.
    """
    if len(jobs) > 1:
        return _write_jobs(builder, jobs, zero)
    job = jobs[0]
    release = round((job.release - zero).total_seconds())
    op0, edge0 = builder.rows, len(builder.edges) // col.EDGE_WIDTH
    pattern = builder.pattern(job)
    if pattern is not None and abs(release) <= _LIMIT:
        dest = builder.names.destination(job.region, job.id) if job.region else col.NONE
        builder.copy(pattern, release, dest)
        builder.orders.extend((op0, builder.rows, due_second(jobs, zero), pattern.groups, int(pattern.guest)))
        return [(job, op) for op in pattern.sequence]
    placed = _write_jobs(builder, jobs, zero)
    builder.keep_pattern(job, op0, edge0, [op for _, op in placed], len(job.same_site))
    return placed


def _write_jobs(builder: TableBuilder, jobs: Sequence[Job], zero: datetime) -> list[tuple[Job, Operation]]:
    followed = {(link.before_job or job.id, link.before) for job in jobs for link in job.precedence}
    inner = {(job.id, link.before) for job in jobs for link in job.precedence if not link.before_job}
    consumed = {job_id for job in jobs for link in job.precedence if (job_id := link.before_job)}
    into: dict[tuple[str, str], list[Precedence]] = {}
    for job in jobs:
        for link in job.precedence:
            into.setdefault((job.id, link.after), []).append(link)
    groups = {
        (job.id, op): number
        for number, (job, group) in enumerate((job, g) for job in jobs for g in job.same_site)
        for op in group
    }
    n_groups = sum(len(job.same_site) for job in jobs)
    rows: dict[tuple[str, str], int] = {}
    placed: list[tuple[Job, Operation]] = []
    first = builder.rows
    regional = any(job.region for job in jobs)
    for job, op in sorted_operations(jobs, into):
        key = (job.id, op.id)
        dest = col.NONE
        if job.region and key not in inner:
            dest = builder.names.destination(job.region, job.id)
        elif not regional and key not in followed and job.id not in consumed:
            dest = -2
        release = round((job.release - zero).total_seconds())
        edges = [edge_row(link, rows[link.before_job or job.id, link.before]) for link in into.get(key, ())]
        rows[key] = builder.operation(op, f"{job.id} {op.id}", release, dest, groups.get(key, col.NONE), edges)
        placed.append((job, op))
    guest = any(mode.agreement is not None for _, op in placed for mode in op.modes)
    builder.orders.extend((first, builder.rows, due_second(jobs, zero), n_groups, int(guest)))
    return placed


def due_second(jobs: Sequence[Job], zero: datetime) -> int:
    """When the jobs of an order are due at its customer's: engine seconds of the promised day, if there is one."""
    regional = any(job.region for job in jobs)
    due = min((job.promised or job.due) for job in jobs if job.region or not regional)
    return min(_LIMIT, round((due - zero).total_seconds()))


def sorted_operations(
    jobs: Sequence[Job], into: dict[tuple[str, str], list[Precedence]]
) -> list[tuple[Job, Operation]]:
    """Operations of an order so that each comes after all it follows; as written where that is already so."""
    waiting = [(job, op) for job in jobs for op in job.operations]
    done: set[tuple[str, str]] = set()
    result: list[tuple[Job, Operation]] = []
    while waiting:
        later = []
        for job, op in waiting:
            before = into.get((job.id, op.id), ())
            if all((link.before_job or job.id, link.before) in done for link in before):
                done.add((job.id, op.id))
                result.append((job, op))
            else:
                later.append((job, op))
        if len(later) == len(waiting):
            names = ", ".join(f"{job.id} {op.id}" for job, op in later[:5])
            raise PlanningError(f"operations wait for one another or for one that is not there: {names}")
        waiting = later
    return result


def write_supply(builder: TableBuilder, supply: Supply) -> tuple[list[int], list[Operation]]:
    """Write a supply's operations; its row of `Resources.supply` and the operations in the order written."""
    first = builder.rows
    written: list[Operation] = []
    rows: dict[str, int] = {}
    into: dict[str, list[Precedence]] = {}
    for link in supply.precedence:
        into.setdefault(link.after, []).append(link)
    waiting = list(supply.operations)
    work = 0
    while waiting:
        later = []
        for op in waiting:
            before = into.get(op.id, [])
            if all(link.before in rows for link in before):
                edges = [edge_row(link, rows[link.before]) for link in before]
                rows[op.id] = builder.operation(op, f"{supply.item} {op.id}", 0, col.NONE, col.NONE, edges)
                written.append(op)
                work += min(mode.run_s(op.quantity) for mode in op.modes)
            else:
                later.append(op)
        if len(later) == len(waiting):
            raise PlanningError(f"supply of {supply.item}: its operations wait for one another")
        waiting = later
    shelf = col.NONE if supply.shelf_life_s is None else supply.shelf_life_s
    return [first, builder.rows, supply.lot, shelf, work], written
