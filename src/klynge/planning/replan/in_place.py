# SPDX-License-Identifier: Apache-2.0
"""A plan brought into what has become of its problem without carrying it over: all rows stay where they are.

That is so for breakdowns, reports, scrap, orders that leave or come, and stock that is used or late: only what they
touch is off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from klynge.job import Job, Operation
from klynge.network.model import Network
from klynge.planning.exchange import Exchange, enter, exchange_of, users_of_late
from klynge.planning.kernels import columns as col
from klynge.planning.patch import at
from klynge.planning.placing.kernels.columns import BUSY, NEXT_SETUP, QUANTITY, STOCK_LATE
from klynge.planning.placing.kernels.stops import followers_of, settle
from klynge.planning.promise.reserving import admit
from klynge.planning.promise.shrinking import clear_out, leave
from klynge.planning.schedule import Schedule

from .carry import Carried, Numbers, off, off_runs

Orders = Mapping[str, tuple[Job, ...]]


def brought(old: Schedule, network: Network, orders: Orders, now_s: int) -> Carried | None:
    """The schedule for a network and orders as they are now (no jobs: the order is no more); None when the plan must be
    carried over. An operation of it is placed whole or not at all, as `carried` has it."""
    known = old.problem.numbers
    gone = [name for name, jobs in orders.items() if not jobs]
    new = [name for name, jobs in orders.items() if jobs and name not in known]
    told = [op for name in gone if name in known for _, op in _rows(old, name)]
    told += [op for name in new for job in orders[name] for op in job.operations]
    if any(op.reported for op in told):
        return None
    others = {name: jobs for name, jobs in orders.items() if jobs and name in known}
    exchange = exchange_of(old.problem, network, others)
    if exchange is None:
        return None
    exchange = replace(exchange, problem=at(exchange.problem, now_s))
    schedule = old.copy()
    schedule.make_room(1)
    leaving = {task: BUSY if task in exchange.reported else QUANTITY for task in exchange.tasks}
    leaving |= {task: QUANTITY for name in gone if name in known for task in _tasks(old, name)}
    for task in users_of_late(schedule, exchange):
        leaving.setdefault(task, STOCK_LATE)
    broken = _exchanged(schedule, exchange, leaving)
    if broken is None:
        return None
    for name in gone:
        if name in known:
            broken = _without(schedule, name, broken)
    for name in new:
        admit(schedule, orders[name])
    return Carried(schedule, broken)


def _tasks(schedule: Schedule, name: str) -> range:
    problem = schedule.problem
    first, last = problem.operations.order[problem.numbers[name], [col.ORD_OP0, col.ORD_OP1]].tolist()
    return range(first, last)


def _rows(schedule: Schedule, name: str) -> list[tuple[Job, Operation]]:
    tasks = _tasks(schedule, name)
    return list(schedule.problem.rows[tasks.start : tasks.stop])


def _exchanged(schedule: Schedule, exchange: Exchange, leaving: dict[int, int]) -> dict[int, int] | None:
    """Let tasks leave and the exchange come: the operations that are off by it, and why; None when it cannot come."""
    broken, followers = _let_go(schedule, leaving)

    def way(runs: list[int], why: int) -> None:
        for task, reason in off_runs(schedule, runs, why).items():
            broken.setdefault(task, reason)

    if not enter(schedule, exchange, way):
        return None
    at = 0
    while (at := int(settle(schedule.problem.views[0], schedule.view(), followers, at))) < len(followers):
        way([int(followers[at])], NEXT_SETUP)
    return broken


def _let_go(schedule: Schedule, tasks: Mapping[int, int]) -> tuple[dict[int, int], Numbers]:
    """Take tasks off: all that is off by it, and why; and the runs after theirs, which are asked for their set-ups only
    when all is in its place again."""
    view, state = schedule.view(), schedule.state
    runs: dict[int, None] = {}
    for task in tasks:
        portion = int(state.task[task, col.TASK_HEAD])
        while portion >= 0:
            run = int(state.portion[portion, col.POR_RUN])
            if state.run[run, col.RUN_FROZEN] == 0:
                runs[run] = None
            portion = int(state.portion[portion, col.POR_NEXT])
    leaving = np.array(list(runs), np.int64)
    wait = np.empty(len(leaving), np.int64)
    wait = wait[: int(followers_of(view, leaving, wait))]
    state.run[wait, col.RUN_FROZEN] = 1
    broken = off(schedule, {task: why for task, why in tasks.items() if state.task[task, col.TASK_HEAD] >= 0}, [])
    state.run[wait, col.RUN_FROZEN] = 0
    left = {task: why for task, why in broken.items() if _is_planned(schedule, task)}
    if left:
        broken |= off(schedule, left, [])
    return broken, wait


def _is_planned(schedule: Schedule, task: int) -> bool:
    state = schedule.state
    portion = int(state.task[task, col.TASK_HEAD])
    return portion >= 0 and state.run[state.portion[portion, col.POR_RUN], col.RUN_FROZEN] == 0


def _without(schedule: Schedule, name: str, broken: dict[int, int]) -> dict[int, int]:
    """The order none of the schedule's any more; the operations that are off, by their rows then."""
    tasks = _tasks(schedule, name)
    leave(schedule, schedule.problem.numbers[name])
    clear_out(schedule)
    return {task - len(tasks) if task >= tasks.stop else task: why for task, why in broken.items() if task not in tasks}
