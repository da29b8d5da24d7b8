# SPDX-License-Identifier: Apache-2.0
"""Capable to promise: the earliest delivery of further work in what a plan leaves free, moving nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from klynge.job import Job, Operation

from ..kernels import columns as col
from ..kernels.columns import Operations
from ..kernels.orders import ask
from ..kernels.view import Tables
from ..plan import Lot, Portion
from ..plan_reader import REASONS, PlanReader
from ..schedule import Schedule
from .errors import PromiseError
from .request import trial


@dataclass(frozen=True, slots=True)
class Promise:
    """What can be promised for one order.

    `delivered` is when its last goods arrive, None when it cannot be placed (`reason`, at `operation`). With a wanted
    day, `kept` says whether that day can be promised and `nearest` is the wanted day or else the first possible one.
    `portions` and `lots` are the concrete capacity behind the answer.
    """

    delivered: datetime | None
    portions: tuple[Portion, ...] = ()
    lots: tuple[Lot, ...] = ()
    reason: str = ""
    operation: str = ""
    wanted: datetime | None = None
    kept: bool | None = None
    nearest: datetime | None = None


def promise(schedule: Schedule, jobs: Sequence[Job], wanted: datetime | None = None) -> Promise:
    """The earliest delivery of one order's jobs over all their alternatives and sites; nothing is reserved.

    `wanted` is the moment by which the order should have arrived (the end of the wanted day). The schedule is as
    before when this returns. Raises PlanningError when the jobs are not of one order or do not fit the network.
    """
    if not jobs or len({job.order for job in jobs}) != 1:
        raise PromiseError("one_order")
    problem = schedule.problem
    request, rows = problem.request(jobs)
    best = _ask(schedule, request, rows, False)
    if request.order[0, col.ORD_AGREEMENTS]:
        other = _ask(schedule, request, rows, True)
        if other.delivered is not None and (best.delivered is None or other.delivered < best.delivered):
            best = other
    if wanted is None:
        return best
    kept = best.delivered is not None and best.delivered <= wanted
    nearest = wanted if kept else best.delivered
    return replace(best, wanted=wanted, kept=kept, nearest=nearest)


def _ask(schedule: Schedule, request: Operations, rows: Sequence[tuple[Job, Operation]], agreements: bool) -> Promise:
    """Place the order, read what came out, and take it back."""
    problem, n = schedule.problem, len(rows)
    task0 = schedule.request_tasks(n)
    res, _, sup = problem.views
    with trial(schedule) as state:
        why, arrival = ask(res, Tables(request), sup, state, task0, 0, agreements)
        if schedule.state.counter[col.OVERFLOW]:
            raise RuntimeError("the engine's tables ran full while a promise was computed")
        if why != col.OK:
            job, op = rows[int(schedule.state.counter[col.FAILED_OP])]
            return Promise(None, reason=REASONS[int(why)], operation=f"{job.id} {op.id}")
        reader = PlanReader(schedule, whole=False)
        portions = [
            portion for row, named in enumerate(rows) for portion in reader.portions(task0 + row, named, request, row)
        ]
        lots = tuple(reader.lot(row) for row in lots_used(schedule, range(task0, task0 + n)))
    moment = problem.zero + timedelta(seconds=int(arrival))
    zone = ZoneInfo(problem.network.time_zone)
    portions.sort(key=lambda p: (p.start, p.job, p.operation))
    return Promise(moment.astimezone(zone), tuple(portions), lots)


def lots_used(schedule: Schedule, tasks: Iterable[int]) -> list[int]:
    """Rows of the supply lots that tasks' portions peg."""
    state, found = schedule.state, set()
    for task in tasks:
        p = int(state.task[task, col.TASK_HEAD])
        while p >= 0:
            peg = int(state.portion[p, col.POR_PEG])
            while peg >= 0:
                if state.peg[peg, col.PEG_KIND] == col.FROM_LOT:
                    found.add(int(state.peg[peg, col.PEG_ROW]))
                peg = int(state.peg[peg, col.PEG_NEXT])
            p = int(state.portion[p, col.POR_NEXT])
    return sorted(found)
