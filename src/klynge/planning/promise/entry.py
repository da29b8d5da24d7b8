# SPDX-License-Identifier: Apache-2.0
"""One way to keep a promise, with the concrete capacity behind it, read off a schedule on which it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from klynge.job import Job
from klynge.planning.kernels.clock import lane_taken

from ..chosen_lanes import lane_names
from ..kernels import columns as col
from ..plan import Lot, Portion
from ..plan_reader import PlanReader
from ..problem import Problem
from .kernels.parts import PART_LOT, list_parts
from .request import Choice, Request, trial


@dataclass(frozen=True, slots=True)
class Entry:
    """An offer: when the order arrives, what it adds to the plan's money and CO2, and the capacity behind it.

    `names` says what it is the best of ("earliest", "cheapest", "greenest"), or "between". `portions` are the order's
    and those that make the new supply `lots`. Of several lanes between two places the order takes those in `lanes`,
    else the one that arrives first; `ways` are all lanes that its goods go by. `extra_ore` is against the cheapest,
    `later_s` against the earliest of the menu. `kept` answers a wanted day.
    """

    names: tuple[str, ...]
    delivered: datetime
    cost_ore: int
    co2_g: int
    jobs: tuple[Job, ...]
    portions: tuple[Portion, ...]
    lots: tuple[Lot, ...]
    lanes: tuple[str, ...]
    ways: tuple[str, ...]
    not_before: tuple[int, ...] = ()  # of each operation in the order's tables, engine seconds: how it was placed
    extra_ore: int = 0
    later_s: int = 0
    kept: bool | None = None

    @property
    def order(self) -> str:
        """The order that it is an offer for."""
        return self.jobs[0].order

    @property
    def work_centres(self) -> tuple[str, ...]:
        """Where the order's operations are done, in the order in which they begin."""
        return tuple(dict.fromkeys(portion.work_centre for portion in self.portions if portion.order))

    @property
    def agreements(self) -> tuple[str, ...]:
        """The agreements that it uses."""
        modes = {(job.id, op.id): op.modes for job in self.jobs for op in job.operations}
        used = (modes[p.job, p.operation][p.mode].agreement for p in self.portions if p.order)
        return tuple(dict.fromkeys(name for name in used if name))

    @property
    def begins(self) -> int:
        """The first moment at which anything of it occupies a unit, in seconds after the epoch."""
        return min(portion.setup_start for portion in self.portions)


def entry_of(request: Request, choice: Choice, least: Sequence[int] = ()) -> Entry:
    """The entry for a choice that can be placed; the schedule is as before."""
    with trial(request.schedule) as state:
        money = request.schedule.money_ore
        if request.place(state, choice, least) != col.OK:
            raise RuntimeError("a way that was found cannot be placed again")
        return read_entry(request, choice, request.value(state, money), least)


def read_entry(request: Request, choice: Choice, value: tuple[int, int, int], least: Sequence[int] = ()) -> Entry:
    """The entry as it stands on the schedule in the request's rows."""
    problem = request.schedule.problem
    reader = PlanReader(request.schedule, whole=False)
    portions = [
        portion
        for row, named in enumerate(request.rows)
        for portion in reader.portions(request.task0 + row, named, request.operations, row)
    ]
    lots = new_lots(request, reader)
    for lot in lots:
        portions += reader.lot_portions(lot)
    portions.sort(key=lambda p: (p.start, p.job, p.operation))
    ways = _ways(request)
    return Entry(
        (),
        moment_of(problem, value[0]),
        value[1],
        value[2],
        request.jobs,
        tuple(portions),
        tuple(lot for _, lot in lots),
        _chosen(request, choice, ways),
        tuple(ways),
        tuple(least),
    )


def new_lots(request: Request, reader: PlanReader) -> list[tuple[int, Lot]]:
    """The supply lots that were made for the order, by row."""
    resources, _, _ = request.schedule.problem.views
    n = list_parts(resources, request.view, reader.view, request.task0, 0, request.there, request.parts)
    rows = sorted({int(row) for row in request.parts[:n, PART_LOT] if row >= 0})
    return [(row, reader.lot(row)) for row in rows]


def moment_of(problem: Problem, seconds: int) -> datetime:
    """Engine seconds as a moment in the cluster's time zone."""
    return (problem.zero + timedelta(seconds=seconds)).astimezone(ZoneInfo(problem.network.time_zone))


def _ways(request: Request) -> list[str]:
    """The lanes that the order's goods take, each once."""
    operations, task, view = request.operations, request.schedule.state.task, request.schedule.view()
    names, found = lane_names(request.schedule.problem), []
    for row, op in enumerate(operations.op):
        site = int(task[request.task0 + row, col.TASK_SITE])
        sent = [(int(p), site) for p in operations.edge[op[col.OP_EDGE0] : op[col.OP_EDGE1], col.EDGE_PRED]]
        if op[col.OP_DEST] >= 0:
            sent.append((row, int(op[col.OP_DEST])))
        for before, dest in sent:
            origin, _, ready = (
                int(task[request.task0 + before, c]) for c in (col.TASK_SITE, col.TASK_MODE, col.TASK_END)
            )
            if origin != dest:
                lane = int(lane_taken(request.resources, view, request.task0 + before, origin, dest, ready))
                found.append(names[int(request.lane_of[lane])])
    return list(dict.fromkeys(found))


def _chosen(request: Request, choice: Choice, ways: Sequence[str]) -> tuple[str, ...]:
    names = lane_names(request.schedule.problem)
    return tuple(names[lane] for lane in choice[request.size :] if lane >= 0 and names[lane] in ways)
