# SPDX-License-Identifier: Apache-2.0
"""The day of each of many orders that are asked for side by side: what `promise` answers to each, told quicker.

Their tables are made together and no portions are read out. Each order is placed, its delivery noted and taken back
before the next, so they are alternatives to one another, not one after the other on the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from klynge.job import Job, Operation

from ..errors import PlanningError
from ..kernels import columns as col
from ..kernels.columns import BIG
from ..kernels.journal import mark, roll_back
from ..kernels.orders import ask
from ..kernels.view import Tables
from ..plan_reader import REASONS
from ..problem import Problem
from ..schedule import Schedule
from ..tables import TableBuilder, write_order
from .request import trial


@dataclass(frozen=True, slots=True)
class Delivery:
    """When an order's last goods would arrive, None when it cannot be placed: `reason`, at `operation`."""

    delivered: datetime | None
    reason: str = ""
    operation: str = ""


def deliveries(schedule: Schedule, orders: Sequence[Sequence[Job]]) -> tuple[Delivery, ...]:
    """The earliest delivery of each order, as `promise` tells it, each as if it were the only one asked for.

    The schedule is as before when this returns. Raises PlanningError when some jobs are not of one order or do not fit
    the network.
    """
    problem = schedule.problem
    builder, rows = TableBuilder(problem.names), []
    for jobs in orders:
        if not jobs or len({job.order for job in jobs}) != 1:
            raise PlanningError("a promise is asked for the jobs of exactly one order")
        rows.append(write_order(builder, jobs, problem.zero))
    if not rows:
        return ()
    operations = builder.build()
    task0 = schedule.request_tasks(max(len(named) for named in rows))
    resources, _, supplies = problem.views
    view, zone, found = Tables(operations), ZoneInfo(problem.network.time_zone), []
    with trial(schedule) as state:
        begun = int(mark(state))
        for order, named in enumerate(rows):
            first = int(operations.order[order, col.ORD_OP0])
            tried = []
            for agreements in (False, True) if operations.order[order, col.ORD_AGREEMENTS] else (False,):
                why, arrival = ask(resources, view, supplies, state, task0 - first, order, agreements)
                if schedule.state.counter[col.OVERFLOW]:
                    raise RuntimeError("the engine's tables ran full while a promise was computed")
                failed = int(schedule.state.counter[col.FAILED_OP]) - first
                tried.append((int(arrival) if why == col.OK else BIG, int(why), failed))
                roll_back(state, begun)
            found.append(_delivery(problem, zone, named, *min(tried, key=itemgetter(0))))
    return tuple(found)


def _delivery(
    problem: Problem, zone: ZoneInfo, named: Sequence[tuple[Job, Operation]], arrival: int, why: int, failed: int
) -> Delivery:
    if arrival < BIG:
        return Delivery((problem.zero + timedelta(seconds=arrival)).astimezone(zone))
    job, op = named[failed]
    return Delivery(None, REASONS[why], f"{job.id} {op.id}")
