# SPDX-License-Identifier: Apache-2.0
"""Work that is otherwise now, reported work, new stops of units and other stock, brought into a schedule as it stands.

Every operation keeps its row, so that nothing else is looked at. What cannot be told so (other modes, links or
materials, calendars, pools) is a matter for `patch`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Operation, Reported, Work
from klynge.network.model import Network

from .changed_network import with_network
from .kernels import columns as col
from .kernels.columns import State, Table
from .kernels.view import Tables
from .patch import only_stops
from .placing.kernels.columns import BUSY, NEXT_SETUP
from .placing.kernels.leave import users_outside
from .placing.kernels.stops import follower_stands, is_told, runs_in, take_reports
from .problem import OrderKey, Problem, order_keys
from .promise.growing import rows_of
from .reported import ReportAt, StopAt, place_report, place_stop, report_at, stop_at
from .resources import Clock
from .schedule import Schedule

InTheWay = Callable[[list[int], int], None]
"""What takes runs off, told why: they are in the way, or cannot take the set-up that they need."""

ROWS = (col.OP_MODE0, col.OP_MODE1, col.OP_EDGE0, col.OP_EDGE1, col.OP_MAT0, col.OP_MAT1, col.OP_FORCED)
TOLD = ("id", "order", "owner", "precedence", "same_site", "region")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A problem with all rows where they were: the operations that are otherwise (`tasks`), those of them of which
    other work is reported, by row as it was before, and the stops that are new. Stock lots may change their rows:
    `stock` says where each is now, and `there` from when and until when it is (2 by lots, in their old rows); None when
    all are there for as long as they were."""

    problem: Problem
    tasks: tuple[int, ...]
    reported: Mapping[int, Operation]
    stops: tuple[StopAt, ...]
    stock: NDArray[np.int32]
    there: NDArray[np.int64] | None


def exchange_of(problem: Problem, network: Network, orders: Mapping[str, Sequence[Job]]) -> Exchange | None:
    """The exchange that makes orders of a problem what their jobs are now, in another network; None when that takes
    more than an exchange. Raises PlanningError when a job names what the network does not have."""
    stops = _new_stops(problem.network, network)
    rows = {name: _rows(problem, name, jobs) for name, jobs in orders.items()}
    if stops is None or any(found is None for found in rows.values()):
        return None
    new = replace(problem, network=replace(network, stock=problem.network.stock))  # stops are in no table
    new, _ = with_network(new, network)
    tasks: list[int] = []
    reported: dict[int, Operation] = {}
    for name, jobs in orders.items():
        now = rows[name]
        assert now is not None
        first, last = problem.operations.order[problem.numbers[name], [col.ORD_OP0, col.ORD_OP1]].tolist()
        before = problem.operations.op[first:last].copy()
        new = _with_order(new, name, jobs, now)
        for row, old, (_, op) in zip(range(first, last), before, now, strict=True):
            was = problem.rows[row][1]
            if was.reported != op.reported:
                if not _goes_on(was.reported, op.reported):
                    return None
                reported[row] = was
            if row in reported or not np.array_equal(old, new.operations.op[row]):
                tasks.append(row)
    told = tuple(stop_at(new, number, stop) for number, stop in stops)
    return Exchange(new, tuple(tasks), reported, told, *_stock(problem, new))


def _stock(before: Problem, after: Problem) -> tuple[NDArray[np.int32], NDArray[np.int64] | None]:
    """Where each of the stock lots is now, and from when and until when, if one is there for shorter."""
    now = np.arange(len(before.stock_ids), dtype=np.int32)
    if before.resources.stock is after.resources.stock:
        return now, None
    if before.stock_ids != after.stock_ids:
        rows = {name: row for row, name in enumerate(after.stock_ids)}
        now = np.array([rows[name] for name in before.stock_ids], np.int32)
    old, new = _there(before.resources.stock), _there(after.resources.stock[now])
    return now, new if (new[0] > old[0]).any() or (new[1] < old[1]).any() else None


def _there(stock: Table) -> NDArray[np.int64]:
    until = stock[:, col.STOCK_EXPIRES]
    return np.array([stock[:, col.STOCK_TIME], np.where(until < 0, col.BIG, until)], np.int64)


def _new_stops(before: Network, after: Network) -> list[tuple[int, Any]] | None:
    """The stops that are new; None when more of the network is otherwise than they and the same lots of stock."""
    if before is after:
        return []
    for each in fields(before):
        if each.name not in ("stock", "work_centres") and getattr(before, each.name) is not getattr(after, each.name):
            return None
    if before.stock is not after.stock and (
        before.stock.keys() != after.stock.keys()
        or any((lot.item, lot.site) != (after.stock[name].item, after.stock[name].site)
               for name, lot in before.stock.items() if lot is not after.stock[name])
    ):  # fmt: skip
        return None
    if before.work_centres is after.work_centres:
        return []
    if not only_stops(replace(before, stock=after.stock), after):
        return None
    found = []
    for number, (name, centre) in enumerate(after.work_centres.items()):
        known = before.work_centres[name].stops
        if centre.stops[: len(known)] != known:
            return None
        found += [(number, stop) for stop in centre.stops[len(known) :]]
    return found


def _rows(problem: Problem, name: str, jobs: Sequence[Job]) -> list[tuple[Job, Operation]] | None:
    """An order's operations as they are now, row by row; None when they are other ones, or done in other ways."""
    number = problem.numbers.get(name)
    if number is None or not jobs:
        return None
    first, last = problem.operations.order[number, [col.ORD_OP0, col.ORD_OP1]].tolist()
    there = {job.id: job for job in jobs}
    if sum(len(job.operations) for job in jobs) != last - first:
        return None
    found = []
    for row in range(first, last):
        job, op = problem.rows[row]
        other = there.get(job.id)
        if other is None or any(getattr(job, field) != getattr(other, field) for field in TOLD):
            return None
        now = next((each for each in other.operations if each.id == op.id), None)
        if now is None or now.modes != op.modes or now.materials != op.materials:
            return None
        found.append((other, now))
    return found


def _goes_on(before: Sequence[Reported], after: Sequence[Reported]) -> bool:
    """Whether all that was reported is still, or goes on otherwise from when and where it began."""
    begun = {(told.work_centre, told.unit, told.start) for told in after}
    return all((told.work_centre, told.unit, told.start) in begun for told in before)


def _with_order(problem: Problem, name: str, jobs: Sequence[Job], now: list[tuple[Job, Operation]]) -> Problem:
    """The problem with an order's rows as they are now."""
    number = problem.numbers[name]
    old = problem.operations
    first, last = old.order[number, [col.ORD_OP0, col.ORD_OP1]].tolist()
    told, rows = problem.request(jobs)
    place = {(job.id, op.id): row for row, (job, op) in enumerate(rows)}
    fresh = told.op[[place[job.id, op.id] for job, op in now]]
    forced = fresh[:, col.OP_FORCED] - fresh[:, col.OP_MODE0] + old.op[first:last, col.OP_MODE0]
    forced = np.where(fresh[:, col.OP_FORCED] >= 0, forced, col.NONE)
    fresh[:, ROWS] = old.op[first:last, ROWS]
    fresh[:, col.OP_FORCED] = forced
    op, order = old.op.copy(), old.order.copy()
    op[first:last], order[number, col.ORD_DUE] = fresh, told.order[0, col.ORD_DUE]
    operations = old._replace(op=op, order=order)
    added = order_keys({name: jobs}, told, Clock(problem.zero, problem.network.end))
    keys = {each: getattr(problem.keys, each).copy() for each in OrderKey.__dataclass_fields__}
    for each, column in keys.items():
        column[number] = getattr(added, each)[0]
    by_id, there = {job.id: job for job in jobs}, rows_of(problem.work.jobs)
    for row, job in enumerate(problem.work.jobs):
        if job.order == name:
            there = there.with_others(row, [by_id[job.id]])
    return replace(
        problem,
        operations=operations,
        rows=cast(Any, rows_of(problem.rows).with_others(first, now)),
        keys=OrderKey(**keys),
        work=Work(cast(Any, there), problem.work.supplies),
        views=(problem.views[0], Tables(operations, like=problem.views[1]), problem.views[2]),
    )


def enter(schedule: Schedule, exchange: Exchange, way: InTheWay) -> bool:
    """Bring an exchange into a schedule in which nothing is planned of its `tasks`, nor of what `users_of_late` names;
    `way` takes off what is in the way.

    False when it cannot be brought in so: then the schedule is of no more use.
    """
    before, problem = schedule.problem, exchange.problem
    schedule.problem = problem
    state = schedule.state
    _move_stock(state, exchange.stock)
    state.stock_left[exchange.stock] += problem.stock_left[exchange.stock] - before.stock_left
    if (state.stock_left < 0).any():
        return False
    reports = _reports(before, schedule, exchange)
    count = len(reports) + 8 * len(exchange.stops)
    c = state.counter
    schedule.make_room_for(
        run=int(c[col.N_RUN]) + 8 * count,
        portion=int(c[col.N_PORTION]) + count,
        block_count=int(c[col.N_BLOCK]) + 8 * count,
    )
    return all(_report(schedule, each, way) for each in reports) and all(
        _stop(schedule, each, way) for each in exchange.stops
    )


def _move_stock(state: State, now: NDArray[np.int32]) -> None:
    """Let stock lots have other rows."""
    if (now == np.arange(len(now))).all():
        return
    state.stock_left[now] = state.stock_left.copy()
    pegs = state.peg[: int(state.counter[col.N_PEG])]
    of_stock = pegs[:, col.PEG_KIND] == col.FROM_STOCK
    pegs[of_stock, col.PEG_ROW] = now[pegs[of_stock, col.PEG_ROW]]


def users_of_late(schedule: Schedule, exchange: Exchange) -> list[int]:
    """The tasks of a schedule into which an exchange is to come that use stock when it is not there any more."""
    if exchange.there is None:
        return []
    out = np.empty(int(schedule.state.counter[col.N_TASK]) + 1, np.int64)
    found: list[int] = out[: users_outside(schedule.view(), *exchange.there, out)].tolist()
    return found


def _reports(before: Problem, schedule: Schedule, exchange: Exchange) -> list[ReportAt]:
    """The work that is reported of operations now, by start, when all that was reported of them is off."""
    problem, found = schedule.problem, []
    for row, was in exchange.reported.items():
        for told in was.reported:
            at = report_at(before, row, was, told)
            agreement = problem.operations.mode[at.mode, col.MODE_AGREEMENT]
            if agreement >= 0:
                schedule.state.agreement_used[agreement] -= at.agreed_s
        take_reports(problem.views[0], schedule.view(), row)
        found += [report_at(problem, row, problem.rows[row][1], told) for told in problem.rows[row][1].reported]
    return sorted(found, key=lambda at: (at.start, at.end, at.row))


def _report(schedule: Schedule, at: ReportAt, way: InTheWay) -> bool:
    """Enter reported work; False where other reported work or a stop is in its place, or it has no length."""
    problem = schedule.problem
    if at.unit >= 0:
        if at.c_to == at.c_from or is_told(schedule.view(), at.unit, at.c_from, at.c_to):
            return False
        family = int(problem.operations.mode[at.mode, col.MODE_FAMILY])
        clear(schedule, (at.unit, at.c_from, at.c_to, at.start, family), way)
    place_report(problem, schedule.view(), at)
    return True


def _stop(schedule: Schedule, stop: StopAt, way: InTheWay) -> bool:
    clear(schedule, (stop.unit, stop.c_from, stop.c_to, stop.start, stop.family), way)
    place_stop(schedule.problem, schedule.view(), stop)
    return True


def clear(schedule: Schedule, at: tuple[int, int, int, int, int], way: InTheWay) -> None:
    """Have all taken off that is in the way of what holds a unit between two working seconds and sets its family (at:
    unit, seconds, clock moment at which it begins, family), and what could not follow it."""
    unit, c_from, c_to, start, family = at
    runs = np.empty(int(schedule.state.counter[col.N_RUN]) + 1, np.int64)
    if n := int(runs_in(schedule.view(), unit, c_from, c_to, start, runs)):
        way(runs[:n].tolist(), BUSY)
    while (run := _cannot_follow(schedule, unit, c_from, c_to, family)) >= 0:
        way([run], NEXT_SETUP)


def _cannot_follow(schedule: Schedule, unit: int, c_from: int, c_to: int, family: int) -> int:
    return int(follower_stands(schedule.problem.views[0], schedule.view(), unit, c_from, c_to, family))
