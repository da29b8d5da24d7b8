# SPDX-License-Identifier: Apache-2.0
"""A scenario applied to a network and its work, change by change: the plain way, which the quick one equals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from klynge.job import Job, JobError, Operation, Status, Supply, Work
from klynge.network.model import Network, Order

from . import data, demand, goods, hours, places, prices
from .draft import Changed, Draft, Sale
from .orders import Orders
from .trouble import ScenarioError
from .ways import Doing, Way

VERBS: dict[type, Callable[[Draft, Any], None]] = {
    data.Units: places.units,
    data.NewWorkCentre: places.work_centre,
    data.Lost: places.lost,
    data.SetupTimes: places.setup_times,
    data.RunTimes: places.run_times,
    data.Shifts: hours.shifts,
    data.Exceptional: hours.exception,
    data.People: hours.people,
    data.Absence: hours.absence,
    data.Volume: demand.volume,
    data.Quantity: demand.quantity,
    data.DropOrders: demand.drop_orders,
    data.NewOrders: demand.new_orders,
    data.Price: prices.price,
    data.Stock: goods.stock,
    data.Late: goods.late,
    data.LeadTime: goods.lead_time,
    data.NewLane: goods.lane,
    data.LaneTime: goods.lane_time,
    data.NewAgreement: goods.agreement,
    data.EndAgreement: goods.end_agreement,
    data.Leaves: goods.leaves,
}


def changed(network: Network, orders: Orders, scenario: data.Scenario) -> Changed:
    """What a scenario makes of a network and its orders.

    Raises ScenarioError with everything that is wrong with it.
    """
    draft = Draft(scenario.id, network, orders)
    for number, change in enumerate(scenario.changes, start=1):
        draft.number, draft.kind = number, change.change
        try:
            VERBS[type(change)](draft, change)
        except (JobError, OverflowError) as error:
            draft.trouble("impossible", text=str(error))
    if draft.troubles:
        raise ScenarioError(draft.troubles)
    return draft.changed()


def applied(network: Network, work: Work, scenario: data.Scenario) -> tuple[Network, Work]:
    """The network and work of a scenario, whole.

    Raises ScenarioError with everything that is wrong with it.
    """
    orders = Orders.of(work)
    found = changed(network, orders, scenario)
    if not found.touches_work:
        return found.network, work
    return replace(found.network, orders=orders_after(orders, found)), work_after(orders, found)


def orders_after(orders: Orders, found: Changed) -> dict[str, Order]:
    """The network's orders as often as they are there, and new ones; those that the work does not plan stay."""
    kept = dict(found.network.orders)
    if found.times is not None:
        for name, times in zip(orders.names, found.times.tolist(), strict=True):
            if name not in kept:
                continue
            copies = {f"{name}+{k}": replace(kept[name], id=f"{name}+{k}") for k in range(1, times)}
            kept |= {k: replace(v, promised=None, status=Status.NEW) for k, v in copies.items()}
            if times == 0:
                del kept[name]
    return kept | {order.id: order for order in found.orders}


def work_after(orders: Orders, found: Changed) -> Work:
    """The work with its orders as often as they are there, new ones after them, all with their modes."""
    memory: Memory = {}
    kept: list[Job] = []
    copies: list[Job] = []
    for place, (order, jobs) in enumerate(orders.jobs.items()):
        times = 1 if found.times is None else int(found.times[place])
        if times == 0:
            continue
        there = sold(found.other.get(order, jobs), order, found.sales)
        kept += there
        for number in range(1, times):
            copies += [again(job, number) for job in there]
    whole = [with_modes(job, found.ways, memory) for job in (*kept, *copies, *found.added)]
    supplies = [_supply(supply, found.ways, memory) for supply in orders.work.supplies]
    return Work(tuple(whole), tuple(supplies))


def sold(jobs: tuple[Job, ...], order: str, sales: tuple[Sale, ...]) -> tuple[Job, ...]:
    """The jobs of an order at the values they sell for."""
    for sale in sales:
        if sale.order in ("*", order):
            lines = [job.id for job in jobs if job.region] or [job.id for job in jobs]
            jobs = tuple(
                replace(job, value_ore=sale.of(job.value_ore, job.id == lines[0])) if job.id in lines else job
                for job in jobs
            )
    return jobs


def again(job: Job, number: int) -> Job:
    """One more job like it, of an order of its own that nobody has promised."""
    order = f"{job.order}+{number}"

    def own(name: str) -> str:
        """Parts are named after their order."""
        return order + name[len(job.order) :] if name.startswith(job.order) else f"{name}+{number}"

    return replace(
        job,
        id=own(job.id),
        order=order,
        operations=tuple(replace(op, reported=()) if op.reported else op for op in job.operations),
        precedence=tuple(
            replace(link, before_job=own(link.before_job)) if link.before_job else link for link in job.precedence
        ),
        promised=None,
        status=Status.NEW,
    )


Memory = dict[tuple[int, Doing], tuple[Any, tuple[Any, ...]]]
"""The modes that operations were given, by the identity of those they had, which are kept alive, and whose they are."""


def with_modes(job: Job, ways: tuple[Way, ...], memory: Memory) -> Job:
    """A job with other modes; operations that shared theirs go on sharing them."""
    if not ways:
        return job
    operations = tuple(_operation(op, Doing(job.item, op.id, job.owner), ways, memory) for op in job.operations)
    return job if all(a is b for a, b in zip(operations, job.operations, strict=True)) else replace(
        job, operations=operations
    )  # fmt: skip


def _supply(supply: Supply, ways: tuple[Way, ...], memory: Memory) -> Supply:
    doing = [Doing(supply.item, op.id, supply.owner, supply.site) for op in supply.operations]
    pairs = zip(supply.operations, doing, strict=True)
    return replace(supply, operations=tuple(_operation(op, whose, ways, memory) for op, whose in pairs))


def _operation(op: Operation, doing: Doing, ways: tuple[Way, ...], memory: Memory) -> Operation:
    key = (id(op.modes), doing)
    if key not in memory:
        modes = op.modes
        for way in ways:
            modes = way.modes(doing, modes)
        memory[key] = op.modes, op.modes if modes == op.modes else modes  # the first keeps the id its own
    modes = memory[key][1]
    return op if modes is op.modes else replace(op, modes=modes)
