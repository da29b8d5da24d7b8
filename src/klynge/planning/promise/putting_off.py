# SPDX-License-Identifier: Apache-2.0
"""Orders put off to make room for another, no further than their customers agreed to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from klynge.job import Job

from ..kernels import columns as col
from ..kernels.columns import BIG, OK
from ..kernels.orders import ask
from ..kernels.view import Tables
from ..plan import Portion
from ..problem import Problem
from ..schedule import Schedule
from .entry import Entry, moment_of, read_entry
from .front import Way
from .kernels import standing
from .kernels.ways import ship
from .rates import goods_g
from .request import Request, alive_lots, request_of, trial
from .reserving import is_gone, listing
from .withdrawing import portions_of

MOST_TRIED = 16
PLACES = 4096


@dataclass(frozen=True, slots=True)
class PutOff:
    """An order that arrives at another time than it did, as its customer agreed it may: its new portions."""

    order: str
    was: datetime
    arrives: datetime
    portions: tuple[Portion, ...]


@dataclass(frozen=True, slots=True)
class RoomMade:
    """An offer in the room that others made, and what these cost more than before."""

    entry: Entry
    put_off: tuple[PutOff, ...]
    extra_ore: int


def orders_to_put_off(
    schedule: Schedule, centres: set[str], latest: int, kept: Collection[tuple[str, str]] = ()
) -> list[int]:
    """Rows of orders that may be put off, those first that hold the work centres longest before an engine second.

    An order of which an operation, as (job, operation), is to be `kept` where it is may not.
    """
    problem, state = schedule.problem, schedule.state
    wanted = {problem.names.work_centre[centre] for centre in centres}
    held: list[tuple[int, int]] = []
    for row in _flexible(problem):
        first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
        if kept and any((job.id, op.id) in kept for job, op in problem.rows[first:last]):
            continue
        if is_gone(problem, row) or schedule.arrivals[row] == BIG:
            continue
        seconds = 0
        for task in range(first, last):
            p = int(state.task[task, col.TASK_HEAD])
            while p >= 0:
                run = state.run[state.portion[p, col.POR_RUN]]
                if int(run[col.RUN_WC]) in wanted and run[col.RUN_START] < latest and not run[col.RUN_FROZEN]:
                    seconds += int(run[col.RUN_SECONDS])
                p = int(state.portion[p, col.POR_NEXT])
        if seconds:
            held.append((-seconds, row))
    return [row for _, row in sorted(held)[:MOST_TRIED]]


def _flexible(problem: Problem) -> list[int]:
    """Rows of all orders that are not begun and may be put off."""
    rows: list[int] = listing(problem, "flexible", lambda: [-1])  # the last of all orders looked at comes first
    for row in range(rows[0] + 1, len(problem.orders)):
        first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
        begun = any(problem.rows[i][1].reported for i in range(first, last))
        if first < last and not begun and problem.rows[first][0].flexible is not None:
            rows.append(row)
    rows[0] = max(rows[0], len(problem.orders) - 1)
    return [row for row in rows[1:] if row < len(problem.orders)]


def put_off(
    schedule: Schedule, jobs: Sequence[Job], rows: Sequence[int], choose: Callable[[Request], Way | None]
) -> RoomMade | None:
    """Take orders off, place the one asked for as `choose` says, and place them anew behind it; nothing stays changed.

    None when one of them cannot leave, would arrive later than agreed, or the one asked for has no way then.
    """
    problem = schedule.problem
    schedule.make_room(32 * (sum(len(job.operations) for job in jobs) + _operations(problem, rows)) + 256)
    request = request_of(schedule, jobs)
    resources, operations, _ = problem.views
    with trial(schedule) as state:
        before = schedule.money_ore + _transport_ore(request, state, rows)
        places = np.zeros((2, PLACES), np.int64)
        if standing.take_off(resources, operations, state, np.array(rows, np.int64), *places) != standing.STANDS:
            return None
        request.there = alive_lots(schedule)
        way = choose(request)
        if way is None:
            return None
        off = schedule.money_ore
        if request.place(state, way.choice) != OK:
            return None
        entry = read_entry(request, way.choice, request.value(state, off))
        placed = schedule.money_ore
        moved = [placed_anew(schedule, state, row) for row in rows]
        found = tuple(each for each in moved if each is not None)
        if len(found) < len(rows):
            return None
        after = schedule.money_ore - (placed - off) + _transport_ore(request, state, rows)
        return RoomMade(entry, found, after - before)


def _operations(problem: Problem, rows: Sequence[int]) -> int:
    order = problem.operations.order[list(rows)]
    return int((order[:, col.ORD_OP1] - order[:, col.ORD_OP0]).sum())


def _transport_ore(request: Request, state: Tables, rows: Sequence[int]) -> int:
    """What the transports of some orders of the plan cost."""
    problem, total = request.schedule.problem, np.zeros(2, np.int64)
    lanes = np.arange(len(problem.resources.lane), dtype=np.int64)
    for row in rows:
        first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
        goods = goods_g([problem.rows[i] for i in range(first, last)])
        ship(problem.views[0], problem.views[1], state, 0, row, goods, request.rates.lane, lanes, total)
    return int(total[0])


def placed_anew(schedule: Schedule, state: Tables, row: int) -> PutOff | None:
    """An order that was taken off, placed again; None when it would arrive later than its customer agreed to."""
    problem = schedule.problem
    resources, operations, supplies = problem.views
    first, last = problem.operations.order[row, [col.ORD_OP0, col.ORD_OP1]].tolist()
    flexible = problem.rows[first][0].flexible
    assert flexible is not None
    allowed = round((flexible - problem.zero).total_seconds())
    for guest in (False, True) if problem.operations.order[row, col.ORD_AGREEMENTS] else (False,):
        why, when = (int(x) for x in ask(resources, operations, supplies, state, 0, row, guest))
        if why == OK and when <= max(allowed, int(schedule.arrivals[row])):
            was = moment_of(problem, int(schedule.arrivals[row]))
            return PutOff(problem.orders[row], was, moment_of(problem, when), portions_of(schedule, first, last))
        if why == OK:
            standing.take_off(resources, operations, state, np.array([row], np.int64), *np.zeros((2, PLACES), np.int64))
    return None
