# SPDX-License-Identifier: Apache-2.0
"""Offers become orders of the plan, one at a time.

Taking in an order gives the schedule a problem with one order more, whose tables grow in place (`growing`). What was
placed is told as plain data (portions and lots), which is all that a log needs to place it again; the set-ups of the
runs beside them follow from the set-up rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from klynge.job import Job, Status

from ..chosen_lanes import lane_names
from ..kernels import columns as col
from ..kernels.columns import BIG
from ..kernels.journal import close_journal, mark, open_journal, roll_back
from ..kernels.view import Journal, Tables
from ..plan import Portion
from ..problem import Problem
from ..schedule import Schedule
from .entry import Entry, read_entry
from .errors import PromiseError
from .growing import Rows, with_order
from .kernels import standing
from .request import STORES, Choice, Found, Request, is_trying, request_of

TASKS_TO_SPARE = 4096

Step = Callable[[Tables], None]


class HoldError(PromiseError):
    """An offer no longer fits: what was offered of `operation` (of `job`) is taken by now; nothing was changed."""

    def __init__(self, entry: Entry, job: str, operation: str) -> None:
        self.entry, self.job, self.operation = entry, job, operation
        super().__init__("lost_place", order=entry.order, job=job, operation=operation)


@dataclass(frozen=True, slots=True)
class Reserved:
    """An order taken into the plan: what stands there now, with its price, its promised moment, and its row."""

    entry: Entry
    promised: datetime
    row: int


def reserve(
    schedule: Schedule,
    entry: Entry,
    status: Status = Status.HELD,
    promised: datetime | None = None,
    prepare: Step | None = None,
    settle: Step | None = None,
) -> Reserved:
    """Take an offer into the plan exactly as offered, as an order with a status and a promised moment.

    The offered modes, lanes and starts are placed again on the schedule as it is now: they still fit, or HoldError says
    which operation does not and nothing is changed. Another unit of the same work centre, pool or batch at the same
    times counts as the same. `promised` is by default the end of the day of delivery. Raises PlanningError when the
    plan has the order already, RuntimeError within a trial of the schedule. `prepare` is done to the plan before and
    `settle` after the order is placed; when either raises, or the offer does not fit, all of it is taken back.
    """
    moment = end_of_day(entry.delivered, schedule.problem) if promised is None else promised
    request = _asked_again(schedule, entry, tuple(job.standing(status, moment) for job in entry.jobs))
    state = opened(schedule)
    try:
        if prepare is not None:
            prepare(state)
        now = _placed_as_offered(request, entry, state)
        if settle is not None:
            settle(state)
    except BaseException:
        taken_back(state)
        raise
    close_journal(state)
    join(schedule, request, round((now.delivered - schedule.problem.zero).total_seconds()), now.lanes)
    told = {name: getattr(entry, name) for name in ("names", "extra_ore", "later_s", "kept")}
    return Reserved(replace(now, **told), moment, len(schedule.problem.orders) - 1)


@contextmanager
def reserving(
    schedule: Schedule,
    entry: Entry,
    status: Status,
    promised: datetime,
    keep: bool = False,
    found: Found | None = None,
) -> Iterator[tuple[Request, Entry]]:
    """An offer as it stands when `reserve` takes it in, in a request's rows; at the end all is taken back, or with
    `keep` the order is one of the plan's. Where nothing was done in the schedule since the entry was `found`, it is
    placed as it was.

    Meanwhile the journal tells what was written. Raises as `reserve`.
    """
    jobs = tuple(job.standing(status, promised) for job in entry.jobs)
    if found is not None and found.still(schedule) and has_task_room(schedule, found.request.size):
        _may_be_taken_in(schedule, entry)
        request = found.request.standing(jobs)
    else:
        request, found = _asked_again(schedule, entry, jobs), None
    state = opened(schedule)
    try:
        if found is not None and request.place(state, found.choice, entry.not_before) == col.OK:
            now = entry
        else:
            if not roll_back(state, 0):  # of what could not be placed, something is
                raise RuntimeError("more was tried in a schedule than its journal has room for")
            now = _placed_as_offered(request, entry, state)
        yield request, now
    except BaseException:
        taken_back(state)
        raise
    if keep:
        close_journal(state)
        join(schedule, request, round((now.delivered - schedule.problem.zero).total_seconds()), now.lanes)
    else:
        taken_back(state)


def _asked_again(schedule: Schedule, entry: Entry, jobs: Sequence[Job]) -> Request:
    """The order of an entry beside a schedule that has room for it."""
    _may_be_taken_in(schedule, entry)
    make_task_room(schedule, sum(len(job.operations) for job in jobs))
    return request_of(schedule, jobs)


def _may_be_taken_in(schedule: Schedule, entry: Entry) -> None:
    if is_trying(schedule):
        raise RuntimeError("an order cannot be taken in while a trial is under way in the schedule")
    if row_of(schedule.problem, entry.order) is not None:
        raise PromiseError("has_order", order=entry.order)


def _placed_as_offered(request: Request, entry: Entry, state: Tables) -> Entry:
    """The entry as it stands when it was placed again; HoldError when no way to place it gives what it was.

    First as it was found; where room has come free before it since then, no operation earlier than was offered.
    """
    choice = choice_of(request, entry)
    open_modes = [(first, *([first] * (request.size - 1)), *choice[request.size :]) for first in (-1, -2)]
    lost: tuple[str, str] | None = None
    for way, least in (
        (choice, entry.not_before),
        (choice, starts_of(request, entry)),
        *((free, entry.not_before) for free in open_modes),
    ):
        begun, money = int(mark(state)), request.schedule.money_ore
        now = None
        if request.place(state, way, least) == col.OK:
            now = read_entry(request, way, request.value(state, money), entry.not_before)
        missing = first_lost(entry, now)
        if now is not None and missing is None:
            return now
        lost = lost or missing
        if not roll_back(state, begun):
            raise RuntimeError("more was tried in a schedule than its journal has room for")
    raise HoldError(entry, *(lost or (entry.jobs[0].id, entry.jobs[0].operations[0].id)))


def row_of(problem: Problem, order: str) -> int | None:
    """The row of an order that the plan has; None for one that it has not, or no more."""
    row = problem.numbers.get(order)
    return None if row is None or is_gone(problem, row) else row


def listing(problem: Problem, name: str, new: Callable[[], Any]) -> Any:
    """What is listed of a problem's orders under a name, shared by the problems grown from it; new for any other."""
    orders = problem.orders
    anchor = orders.blocks if isinstance(orders, Rows) else orders
    of, listed = problem.kept.get(name, (None, None))
    if of is not anchor:
        listed = new()
        problem.kept[name] = anchor, listed
    return listed


def is_gone(problem: Problem, row: int) -> bool:
    """Whether an order was withdrawn: its row has no operations any more."""
    order = problem.operations.order[row]
    return bool(order[col.ORD_OP0] == order[col.ORD_OP1])


def end_of_day(moment: datetime, problem: Problem) -> datetime:
    """The midnight that ends the moment's day in the cluster's time zone."""
    zone = ZoneInfo(problem.network.time_zone)
    local = (moment - timedelta(seconds=1)).astimezone(zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), zone)


def choice_of(request: Request, entry: Entry) -> Choice:
    """The modes and lanes of an entry as rows of a request's tables."""
    names = lane_names(request.schedule.problem) if entry.lanes else []
    rows = [names.index(name) for name in entry.lanes]
    lanes = [next((row for row in rows if first <= row < last), -1) for first, last, _ in request.pairs.tolist()]
    mode = {(portion.job, portion.operation): portion.mode for portion in entry.portions}
    before = request.operations.op[:, col.OP_MODE0].tolist()
    modes = [first + mode[job.id, op.id] for first, (job, op) in zip(before, request.rows, strict=True)]
    return (*modes, *lanes)


def starts_of(request: Request, entry: Entry) -> list[int]:
    """The engine second at which each operation of an entry first starts."""
    zero = request.schedule.problem.zero_s
    first: dict[tuple[str, str], int] = {}
    for portion in entry.portions:
        key = portion.job, portion.operation
        first[key] = min(portion.start, first.get(key, portion.start))
    return [first[job.id, op.id] - zero for job, op in request.rows]


def first_lost(offered: Entry, now: Entry | None) -> tuple[str, str] | None:
    """The job and operation of the first offered portion that does not stand as offered; None when all do."""
    stands = {} if now is None else _slots(now.portions)
    return next((key for key, slots in _slots(offered.portions).items() if stands.get(key) != slots), None)


def _slots(portions: Sequence[Portion]) -> dict[tuple[str, str], list[tuple[Any, ...]]]:
    found: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for p in sorted((p for p in portions if p.order), key=lambda p: (p.start, p.job, p.operation, p.quantity)):
        found.setdefault((p.job, p.operation), []).append((p.start, p.end, p.mode, p.quantity))
    return found


def opened(schedule: Schedule) -> Tables:
    """The state with its journal open: what is done then can be taken back until the journal is closed."""
    if len(schedule.journal.memory) < 3 + 2 * STORES:
        schedule.journal = Journal(STORES)
    state = schedule.view()
    open_journal(state)
    return state


def taken_back(state: Tables) -> None:
    """Take back what was done since `opened`, and close the journal."""
    whole = roll_back(state, 0)
    close_journal(state)
    if not whole:
        raise RuntimeError("more was tried in a schedule than its journal has room for")


def has_task_room(schedule: Schedule, operations: int) -> bool:
    """Whether there are so many free task rows right behind the orders'."""
    state = schedule.state
    lots = state.lot[: int(state.counter[col.N_LOT])]
    supply = schedule.problem.resources.supply
    taken = [int(state.counter[col.N_TASK])]
    if len(lots):
        taken.append(int((lots[:, col.LOT_TASK0] + supply[lots[:, col.LOT_SUPPLY], col.SUP_OP0]).min()))
    if schedule.request_rows[1]:
        taken.append(schedule.request_rows[0])
    return min(taken) >= len(schedule.problem.rows) + operations


def make_task_room(schedule: Schedule, operations: int) -> None:
    """Free task rows right behind the orders': rows of lots and requests that stand there move up, seldom and far."""
    if has_task_room(schedule, operations):
        return
    state, first = schedule.state, len(schedule.problem.rows)
    lots = state.lot[: int(state.counter[col.N_LOT])]
    shift, last = operations + max(TASKS_TO_SPARE, first // 8), int(state.counter[col.N_TASK])
    task = np.empty((len(state.task) + shift, col.TASK_WIDTH), np.int32)
    task[:first] = state.task[:first]
    task[first : first + shift] = col.TASK_EMPTY
    task[first + shift :] = state.task[first:]
    lots[:, col.LOT_TASK0] += shift
    runs = state.run[: int(state.counter[col.N_RUN])]
    runs[runs[:, col.RUN_TASK] >= first, col.RUN_TASK] += shift
    state.counter[col.N_TASK] = last + shift
    begun, count = schedule.request_rows
    schedule.request_rows = (begun + shift, count) if count else (0, 0)
    schedule.state = state._replace(task=task)


def admit(schedule: Schedule, jobs: Sequence[Job]) -> int:
    """Make an order one of the plan's that is not placed yet, as when a log says that it was added; its row.

    Raises PlanningError when the plan has it already or its jobs do not fit the network.
    """
    if is_trying(schedule):
        raise RuntimeError("an order cannot be taken in while a trial is under way in the schedule")
    if row_of(schedule.problem, jobs[0].order) is not None:
        raise PromiseError("has_order", order=jobs[0].order)
    make_task_room(schedule, sum(len(job.operations) for job in jobs))
    join(schedule, request_of(schedule, jobs), BIG, ())
    row = len(schedule.problem.orders) - 1
    schedule.whys[row], schedule.failed[row] = col.NO_TIME, schedule.problem.operations.order[row, col.ORD_OP0]
    return row


def join(schedule: Schedule, request: Request, delivered: int, lanes: tuple[str, ...]) -> None:
    """Make the request that stands on the schedule its newest order."""
    problem, offsets = with_order(schedule.problem, request.operations, request.rows)
    standing.adopt(schedule.view(), request.task0, request.size, offsets.operation, offsets.mode, offsets.material)
    schedule.problem = problem
    schedule.arrivals = lengthened(schedule.arrivals, delivered)
    schedule.whys = lengthened(schedule.whys, col.OK)
    schedule.failed = lengthened(schedule.failed, col.NONE)
    schedule.choose_lanes(len(problem.orders) - 1, lanes)


def lengthened(array: NDArray[Any], value: int) -> NDArray[Any]:
    """The array with one row more, in the room behind it when there is some."""
    base, n = array.base, len(array)
    if isinstance(base, np.ndarray) and base.ctypes.data == array.ctypes.data and len(base) > n:
        base[n] = value
        return base[: n + 1]
    longer = np.empty(n + max(64, n // 8), array.dtype)
    longer[:n] = array
    longer[n] = value
    return longer[: n + 1]
