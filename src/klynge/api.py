# SPDX-License-Identifier: Apache-2.0
"""The Python way in: read a cluster's folder, plan it, ask promises, look at why. `import klynge` shows these names.

A `Cluster` is the network and the work its orders need; a `Planned` is a cluster with a plan of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from klynge.exchange.board import write_board
from klynge.exchange.plan_json import read_plan, write_plan
from klynge.job import Job, Work
from klynge.network import read_folder, work_of
from klynge.network.model import Network, Order
from klynge.planning import RULES as PRIORITY_RULES
from klynge.planning import Promise, Schedule, compile_problem, construct
from klynge.planning import promise as promise_jobs
from klynge.planning.budget import Budget
from klynge.planning.check import Finding
from klynge.planning.check import check as check_plan
from klynge.planning.explain import Explanation
from klynge.planning.explain import explain as explain_order
from klynge.planning.improve import Improved, Stability
from klynge.planning.improve import improve as improve_plan
from klynge.planning.measure import Measures
from klynge.planning.measure import measure as measure_plan
from klynge.planning.plan import Plan
from klynge.words import Language, say

RULES = ("best", *PRIORITY_RULES)
INQUIRY = "inquiry"

Progress = Callable[[int, int], bool | None]


class UnknownNameError(LookupError):
    """A name that the cluster does not have: of an "item" that is made, a "region" or an "order"."""

    def __init__(self, kind: Literal["item", "region", "order"], name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, sorted(known)
        super().__init__(kind, name)

    def __str__(self) -> str:
        return self.words("en")

    def words(self, language: str) -> str:
        """What is missing and what was probably meant, in "nb" or "en"."""
        texts = {
            "item": "the cluster has no item {name!r} that is made",
            "region": "the cluster has no lane to a region {name!r}",
            "order": "the cluster has no order {name!r}",
        }
        text = say(language, texts[self.kind], name=self.name)
        if near := get_close_matches(self.name, self.known, n=3, cutoff=0.6):
            return text + say(language, "; did you mean {near}?", near=", ".join(near))
        shown = ", ".join(self.known[:8]) + (", …" if len(self.known) > 8 else "")
        return text + say(language, "; it has: {known}", known=shown) if self.known else text


@dataclass(frozen=True, slots=True)
class Cluster:
    """What the cluster is, and the work that its orders need."""

    network: Network
    work: Work


@dataclass(frozen=True, slots=True)
class Planned:
    """A cluster with a plan. `schedule` is the engine's own form of it: None when the plan was read from a file."""

    cluster: Cluster
    plan: Plan
    schedule: Schedule | None = field(default=None, repr=False, compare=False)


def read(folder: str | Path) -> Cluster:
    """The cluster in a folder (see docs/reference/cluster-folder.md).

    Raises klynge.FolderError with every problem of the folder at once.
    """
    network = read_folder(Path(folder))
    return Cluster(network, work_of(network))


def plan(cluster: Cluster, rule: str = "best", progress: Progress | None = None) -> Planned:
    """A finite-capacity plan of all orders; the same cluster and rule give the same plan.

    `rule` is the order in which jobs are placed, one of klynge.RULES; "best" tries them all and keeps the best plan.
    `progress` hears (orders placed, orders in all) now and then.
    Raises ValueError for an unknown rule, klynge.planning.PlanningError for what cannot be planned as a whole.
    """
    schedule = construct(compile_problem(cluster.network, cluster.work), rule=rule, progress=progress)
    return Planned(cluster, schedule.plan(), schedule)


def promise(
    planned: Planned,
    *,
    item: str,
    quantity: int,
    region: str,
    wanted: date | datetime | None = None,
    released: date | datetime | None = None,
) -> Promise:
    """When `quantity` of `item` can be at a customer in `region`, in capacity that the plan leaves free.

    Nothing planned is moved and nothing is reserved. `wanted` is answered yes or by the nearest day; a day counts to
    its end. `released` (default: where planning begins) is when work may begin.
    Raises UnknownNameError for an item or region that the cluster lacks, ValueError for a plan that came from a file.
    """
    if planned.schedule is None:
        raise ValueError("a promise needs the engine's schedule: plan the cluster with klynge.plan first")
    network = planned.cluster.network
    zone = ZoneInfo(network.time_zone)
    jobs = inquiry_jobs(
        network,
        item,
        quantity,
        region,
        network.start if released is None else moment(released, zone),
    )
    return promise_jobs(planned.schedule, jobs, None if wanted is None else moment(wanted, zone, end_of_day=True))


def improve(
    planned: Planned, budget: Budget | float, *, workers: int = 2, seed: int = 1, move_ore: int = 0
) -> tuple[Planned, Improved]:
    """The best plan that a search finds from this one within a budget (seconds, or a `Budget`), and how it went.

    Never worse: fewer broken commitments, then less weighted lateness, then less money, then fewer orders moved. No
    member's orders get later in all for another's gain. With `move_ore` above 0 an order is moved for money only if it
    gains so much. The same plan, seed and budget of iterations give the same answer on any number of `workers`.
    """
    schedule = planned.schedule
    if schedule is None:
        raise ValueError("improving needs the engine's schedule: plan the cluster with klynge.plan first")
    limits = budget if isinstance(budget, Budget) else Budget(seconds=budget)
    stability = Stability.of(schedule, move_ore) if move_ore else None
    found = improve_plan(schedule, limits, workers=workers, seed=seed, stability=stability)
    return Planned(planned.cluster, found.schedule.plan(), found.schedule), found


def measure(planned: Planned) -> Measures:
    """Service, lead times, use of work centres and people, cost, CO2 and each member's contribution."""
    return measure_plan(planned.cluster.network, planned.cluster.work, planned.plan)


def explain(planned: Planned, order: str) -> Explanation:
    """Why the order is when it is: the binding reasons back to its start; `.words("en")` says them.

    Raises UnknownNameError when the plan has no such order.
    """
    if order not in planned.plan.outcomes:
        raise UnknownNameError("order", order, planned.plan.outcomes)
    return explain_order(planned.cluster.network, planned.cluster.work, planned.plan, order)


def check(planned: Planned) -> list[Finding]:
    """Every rule of the planning model that the plan breaks, by a second, plain implementation; empty when none."""
    return list(check_plan(planned.cluster.network, planned.cluster.work, planned.plan))


def save(planned: Planned, path: str | Path, measures: Measures | None = None) -> None:
    """Write the plan and its measures as plan.json (see docs/reference/plan.schema.json), whole or not at all."""
    cluster = planned.cluster
    write_plan(Path(path), cluster.network, cluster.work, planned.plan, measures or measure(planned))


def board(planned: Planned, path: str | Path, language: Language = "en", measures: Measures | None = None) -> None:
    """Write the plan as one page to look at in a browser, in "nb" or "en"."""
    cluster = planned.cluster
    write_board(Path(path), cluster.network, cluster.work, planned.plan, measures or measure(planned), language)


def load(cluster: Cluster, path: str | Path) -> Planned:
    """The plan of this cluster in a plan.json, to be measured, explained and checked.

    Raises klynge.PlanFileError when the file is no plan of this cluster.
    """
    return Planned(cluster, read_plan(Path(path), cluster.network, cluster.work))


def moment(day: date | datetime, zone: ZoneInfo, end_of_day: bool = False) -> datetime:
    """A moment as it is; a day as its start or its end (the next midnight); without a zone, in the cluster's."""
    if isinstance(day, datetime):
        return day if day.tzinfo else day.replace(tzinfo=zone)
    return datetime.combine(day + timedelta(days=1) if end_of_day else day, time(), zone)


def inquiry_jobs(network: Network, item: str, quantity: int, region: str, released: datetime) -> tuple[Job, ...]:
    """The jobs that an order of so much of the item would be, by the item's routing.

    Raises UnknownNameError for an item that is not made or a region without a lane, ValueError for a quantity below 1.
    """
    if item not in network.routings:
        raise UnknownNameError("item", item, network.routings)
    reached = {lane.destination for lane in network.lanes.values()} - set(network.sites)
    if region not in reached:
        raise UnknownNameError("region", region, reached)
    if quantity < 1:
        raise ValueError(f"the quantity is {quantity} and must be 1 or more")
    order = Order(
        id=INQUIRY,
        member=network.items[item].owner,
        customer="",
        region=region,
        item=item,
        quantity=quantity,
        value_ore=0,
        released=released,
        due=network.end,
    )
    return work_of(replace(network, orders={INQUIRY: order}, progress=())).jobs
