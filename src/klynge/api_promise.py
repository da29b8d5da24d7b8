# SPDX-License-Identifier: Apache-2.0
"""The Python way to promise: the menu for one more order, what makes a wanted day possible, reserving and withdrawing.

Nothing here changes what it is given: who reserves or withdraws gets another `Planned`. A server that keeps one plan
works on it in place with `klynge.planning.promise.Book`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from klynge.api import Cluster, Planned, jobs_for, moment, schedule_for
from klynge.inquiry import INQUIRY, UnknownNameError
from klynge.job import Job, Status, Work
from klynge.network.model import Item, Network
from klynge.planning import Schedule
from klynge.planning.promise import Entry, Menu, Possible, Remedy
from klynge.planning.promise import carry_out as carry_out_on
from klynge.planning.promise import menu as menu_of
from klynge.planning.promise import possible as possible_for
from klynge.planning.promise import withdraw as withdraw_from
from klynge.planning.promise.reserving import is_gone, reserve

if TYPE_CHECKING:
    from klynge.configure.work import Configuration


def menu(
    planned: Planned,
    *,
    item: str | Configuration,
    quantity: int,
    region: str,
    wanted: date | datetime | None = None,
    released: date | datetime | None = None,
    just_in_time: bool = False,
    order: str = INQUIRY,
) -> Menu:
    """The ways to have `quantity` of `item` in `region` that no other beats in day, cost and CO2.

    Each entry is backed by concrete capacity and costs what it adds to the plan's measures. `wanted` marks which of
    them keep a day (to its end); with `just_in_time` those are made as late as it allows. `order` names the new order.
    Raises UnknownNameError for an item or region that the cluster lacks, klynge.PlacingError for a plan from a file
    that is not right, ValueError for just in time without a wanted day.
    """
    if just_in_time and wanted is None:
        raise ValueError("just in time for what? give the wanted day")
    schedule, zone = schedule_for(planned), ZoneInfo(planned.cluster.network.time_zone)
    jobs = _jobs(planned, item, quantity, region, released, order)
    by = None if wanted is None else moment(wanted, zone, end_of_day=True)
    return menu_of(schedule, jobs, by, just_in_time=just_in_time)


def possible(
    planned: Planned,
    *,
    item: str | Configuration,
    quantity: int,
    region: str,
    wanted: date | datetime,
    released: date | datetime | None = None,
    order: str = INQUIRY,
) -> Possible:
    """The cheapest things that make it possible to have it by a wanted day, each planned for real.

    Another site, agreement or lane; overtime; an order put off whose customer agreed to that (`flexible`); a part of
    the quantity by the day and the rest later. Raises as `menu` does.
    """
    schedule, zone = schedule_for(planned), ZoneInfo(planned.cluster.network.time_zone)

    def smaller(quantity: int) -> Sequence[Job]:
        return _jobs(planned, item, quantity, region, released, order)

    by = moment(wanted, zone, end_of_day=True)
    return possible_for(schedule, smaller(quantity), by, smaller=smaller)


def hold(planned: Planned, entry: Entry, status: Status = Status.HELD) -> Planned:
    """The plan with an offer reserved exactly as it was offered, promised for the end of its day of delivery.

    Raises klynge.HoldError when it no longer fits, klynge.planning.PlanningError when the plan has such an order.
    """
    schedule = schedule_for(planned).copy()
    reserve(schedule, entry, status)
    return _planned(schedule, planned.cluster)


def carry_out(planned: Planned, remedy: Remedy, status: Status = Status.HELD) -> Planned:
    """The plan in which a remedy is carried out, of a cluster that works the overtime it asks for. Raises as `hold`."""
    schedule = schedule_for(planned).copy()
    carry_out_on(schedule, remedy, status)
    return _planned(schedule, planned.cluster)


def withdraw(planned: Planned, order: str, moving: bool = False) -> Planned:
    """The plan without an order, everything else where it is; `moving` lets orders beside it move where they must.

    Raises UnknownNameError when the plan has no such order, klynge.WithdrawError when another would have to move.
    """
    if order not in planned.plan.outcomes:
        raise UnknownNameError("order", order, planned.plan.outcomes)
    schedule = schedule_for(planned).copy()
    withdraw_from(schedule, order, moving)
    return _planned(schedule, planned.cluster)


def _jobs(
    planned: Planned,
    item: str | Configuration,
    quantity: int,
    region: str,
    released: date | datetime | None,
    order: str,
) -> Sequence[Job]:
    network = planned.cluster.network
    begins = network.start if released is None else moment(released, ZoneInfo(network.time_zone))
    jobs = jobs_for(planned.cluster, item, quantity, region, begins)
    return jobs if order == INQUIRY else [renamed(job, order) for job in jobs]


def renamed(job: Job, order: str, customer: str | None = None) -> Job:
    """A job of an inquiry as one of an order of that name, of a customer if one is given."""
    links = tuple(
        replace(link, before_job=order + link.before_job.removeprefix(INQUIRY)) if link.before_job else link
        for link in job.precedence
    )
    name, whose = order + job.id.removeprefix(INQUIRY), job.customer if customer is None else customer
    return replace(job, id=name, order=order, precedence=links, customer=whose)


def _planned(schedule: Schedule, cluster: Cluster) -> Planned:
    """The schedule as a plan, with the work that it is a plan of, and the items of it."""
    problem = schedule.problem
    gone = {order for row, order in enumerate(problem.orders) if is_gone(problem, row)}
    work = Work(tuple(job for job in problem.work.jobs if job.order not in gone), problem.work.supplies)
    network, new = problem.network, _new_items(problem.network, cluster, work)
    if new:
        network = replace(network, items={**network.items, **new})
    return Planned(Cluster(network, work, cluster.desk), schedule.plan(), schedule)


def _new_items(network: Network, cluster: Cluster, work: Work) -> dict[str, Item]:
    """The configured items of orders that were taken in, which the network was read without."""
    found: dict[str, Item] = {}
    for name in dict.fromkeys(job.item for job in work.jobs if job.item not in network.items):
        item = cluster.network.items.get(name) or (cluster.desk.item(name) if cluster.desk else None)
        if item is not None:
            found[name] = item
    return found
