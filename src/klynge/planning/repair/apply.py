# SPDX-License-Identifier: Apache-2.0
"""A repair carried out: the same changes made again, and the plan that comes of it, with all that must be stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from klynge.job import Job, Work
from klynge.network.model import Network, Order
from klynge.planning.errors import PlanningError
from klynge.planning.kernels.columns import BIG
from klynge.planning.plan import Outcome, Plan
from klynge.planning.plan_reader import PlanReader, read_plan
from klynge.planning.promise.overtime import network_with
from klynge.planning.schedule import Schedule

from .data import Change, Repair
from .desk import Desk, Tried
from .jobs import orders_in_parts, quantity_of
from .transfers import network_after


@dataclass(frozen=True, slots=True)
class Mended:
    """The network and work as the repair leaves them, and the plan of them."""

    network: Network
    work: Work
    plan: Plan


def apply(schedule: Schedule, repair: Repair, kept: Collection[tuple[str, str]] = ()) -> Mended:
    """Carry a repair out on the schedule it was found for, which stays as it is, and so does what is `kept`.

    Raises PlanningError when the schedule, or what is kept, has changed, so that the repair does not come to what it
    said.
    """
    if repair.order not in schedule.problem.orders:
        raise PlanningError(f"the schedule has no order {repair.order!r}: the repair was found on another one")
    desk = Desk(schedule, schedule.problem.orders.index(repair.order), kept)
    known = all(order in desk.numbers for order in repair.change.aside)
    tried = desk.tried(repair.change) if known else None
    zero = schedule.problem.zero_s
    if tried is None or [part.arrival + zero for part in tried.parts] != [d.delivered for d in repair.deliveries]:
        raise PlanningError(f"the plan has changed since this repair of {repair.order!r} was found: look for it again")
    network = _network(schedule.problem.network, repair.change, repair.order)
    work = _work(schedule.problem.work, repair.change, repair.order)
    return Mended(network, work, _plan(desk, tried, repair))


def _network(network: Network, change: Change, order: str) -> Network:
    if change.overtime:
        network = network_with(network, change.overtime)
    if change.transfers:
        network = network_after(network, change.transfers)
    if len(change.parts) == 2 and order in network.orders:
        first, rest = change.parts
        pair = orders_in_parts(network.orders[order], quantity_of(first), rest[0].order)
        network = replace(network, orders=_after(network.orders, order, pair))
    return network


def _after(orders: Mapping[str, Order], order: str, pair: tuple[Order, Order]) -> dict[str, Order]:
    """The orders with one as two, the rest right after the first part."""
    found: dict[str, Order] = {}
    for name, one in orders.items():
        found |= {part.id: part for part in pair} if name == order else {name: one}
    return found


def _work(work: Work, change: Change, order: str) -> Work:
    if not change.parts:
        return work
    jobs: list[Job] = []
    for job in work.jobs:
        if job.order != order:
            jobs.append(job)
        elif all(job.order != one.order for one in jobs):
            jobs += [one for part in change.parts for one in part]
    return replace(work, jobs=tuple(jobs))


def _plan(desk: Desk, tried: Tried, repair: Repair) -> Plan:
    """The plan with the order as its parts are placed."""
    schedule = tried.schedule
    if not repair.change.parts:
        return read_plan(schedule)
    schedule.arrivals[desk.row] = BIG
    schedule.whys[desk.row], schedule.failed[desk.row] = 1, desk.problem.operations.order[desk.row, 0]
    plan, reader = read_plan(schedule), PlanReader(schedule)
    reader.lots()
    portions = [portion for portion in plan.portions if portion.order != repair.order]
    for part in tried.parts:
        assert part.tables is not None
        for row, named in enumerate(part.rows):
            portions += reader.portions(part.task0 + row, named, part.tables, row)
    portions.sort(key=lambda p: (p.order, p.job, p.operation, p.start, p.unit))
    lanes = desk.lanes_kept(repair.change)
    now = {part.order: Outcome(part.order, part.delivered, lanes=lanes) for part in repair.deliveries}
    outcomes: dict[str, Outcome] = {}
    for name, outcome in plan.outcomes.items():
        outcomes |= now if name == repair.order else {name: outcome}
    return replace(plan, portions=tuple(portions), outcomes=outcomes)
