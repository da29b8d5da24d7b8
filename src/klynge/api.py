# SPDX-License-Identifier: Apache-2.0
"""The Python way in: read a cluster's folder, plan it, ask promises, look at why. `import klynge` shows these names.

A `Cluster` is the network and the work its orders need; a `Planned` is a cluster with a plan of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from klynge.exchange import scenario_file
from klynge.exchange.board import write_board
from klynge.exchange.plan_json import read_plan, write_plan
from klynge.inquiry import UnknownNameError, configured_jobs, inquiry_jobs
from klynge.job import Job, Work
from klynge.network import work_of
from klynge.network.adding import Articles
from klynge.network.model import Network
from klynge.planning import RULES as PRIORITY_RULES
from klynge.planning import Promise, Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import Finding
from klynge.planning.check import check as check_plan
from klynge.planning.diff import Diff
from klynge.planning.diff import diff as diff_plans
from klynge.planning.explain import Explanation
from klynge.planning.explain import explain as explain_order
from klynge.planning.improve import Improved, Stability
from klynge.planning.improve import improve as improve_plan
from klynge.planning.measure import Measures
from klynge.planning.measure import measure as measure_plan
from klynge.planning.placing import schedule_of
from klynge.planning.plan import Plan
from klynge.planning.promise import promise as promise_jobs
from klynge.planning.replan import Disturbance, Replanned
from klynge.planning.replan import replan as replan_schedule
from klynge.planning.replan.events import from_data as events_from_data
from klynge.planning.scenario import Base, Comparison, Scenario, applied
from klynge.planning.scenario import compare as compare_scenarios
from klynge.reading import read_with_products
from klynge.words import Language

if TYPE_CHECKING:
    from klynge.configure.work import Configuration, Desk

RULES = ("best", *PRIORITY_RULES)

Progress = Callable[[int, int], bool | None]


@dataclass(frozen=True, slots=True)
class Cluster:
    """What the cluster is, and the work that its orders need; `desk` answers for its products, when it has any."""

    network: Network
    work: Work
    desk: Desk | None = field(default=None, repr=False, compare=False)
    articles: Articles | None = field(default=None, repr=False, compare=False)  # None until it is needed


@dataclass(frozen=True, slots=True)
class Planned:
    """A cluster with a plan. `schedule` is the engine's own form of it: None until it is needed when the plan was read
    from a file."""

    cluster: Cluster
    plan: Plan
    schedule: Schedule | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, replanned: Replanned, desk: Desk | None = None) -> Planned:
        """The plan that came out of `replan`, with the cluster as it is then; `desk` is that of the cluster before."""
        return cls(Cluster(replanned.network, replanned.work, desk), replanned.plan, replanned.schedule)


def read(folder: str | Path) -> Cluster:
    """The cluster in a folder (see docs/reference/cluster-folder.md).

    Raises klynge.FolderError with every problem of the folder at once.
    """
    network, desk = read_with_products(folder)
    return Cluster(network, work_of(network), desk)


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
    item: str | Configuration,
    quantity: int,
    region: str,
    wanted: date | datetime | None = None,
    released: date | datetime | None = None,
) -> Promise:
    """When `quantity` of `item` can be at a customer in `region`, in capacity that the plan leaves free.

    `item` is one that the cluster makes, or a configuration of one of its products that nobody has ordered yet.
    Nothing planned is moved and nothing is reserved. `wanted` is answered yes or by the nearest day; a day counts to
    its end. `released` (default: where planning begins) is when work may begin.
    Raises UnknownNameError for an item or region that the cluster lacks, klynge.ConfigurationError and
    klynge.FolderError for a configuration of which no work can be made, klynge.planning.placing.PlacingError for a
    plan that came from a file and is not right.
    """
    network = planned.cluster.network
    zone = ZoneInfo(network.time_zone)
    jobs = jobs_for(
        planned.cluster,
        item,
        quantity,
        region,
        network.start if released is None else moment(released, zone),
    )
    return promise_jobs(schedule_for(planned), jobs, None if wanted is None else moment(wanted, zone, end_of_day=True))


def improve(
    planned: Planned, budget: Budget | float, *, workers: int = 2, seed: int = 1, move_ore: int = 0
) -> tuple[Planned, Improved]:
    """The best plan that a search finds from this one within a budget (seconds, or a `Budget`), and how it went.

    Never worse: fewer broken commitments, then less weighted lateness, then less money, then fewer orders moved. No
    member's orders get later in all for another's gain. With `move_ore` above 0 an order is moved for money only if it
    gains so much. The same plan, seed and budget of iterations give the same answer on any number of `workers`.
    """
    schedule = schedule_for(planned)
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


def read_scenario(path: str | Path) -> Scenario:
    """The scenario in a YAML or JSON file (see docs/reference/scenario.schema.json).

    Raises klynge.ScenarioError with every problem of the file at once.
    """
    return scenario_file.read_scenario(Path(path))


def write_scenario(what: Scenario, path: str | Path) -> None:
    """Write a scenario as a YAML file, whole or not at all."""
    scenario_file.write_scenario(Path(path), what)


def scenario(planned: Planned, what: Scenario | str | Path) -> Planned:
    """The cluster of a scenario (or of one in a file), planned by the rule of the plan given: to look at and measure.

    Raises klynge.ScenarioError with all that is wrong with the scenario.
    """
    found = what if isinstance(what, Scenario) else read_scenario(what)
    cluster = planned.cluster
    network, work = applied(cluster.network, cluster.work, found)
    rule = planned.schedule.rule if planned.schedule is not None and planned.schedule.rule else "best"
    return plan(Cluster(network, work, cluster.desk), rule)


def compare(
    cluster: Cluster | Planned,
    scenarios: Sequence[Scenario | str | Path],
    *,
    rule: str = "best",
    workers: int = 2,
    budget: Budget | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Plan scenarios (or those in files) side by side, and compare each with the plan by the same rule as it is now.

    With "best" the rule is the one that plans the cluster best as it is; a `Planned` brings its own. The result is the
    same for any number of `workers`. `progress` hears (scenarios planned, scenarios in all) after each; when it
    answers True, or the budget is spent or stopped, those that are planned by then are compared.
    Raises klynge.ScenarioError with all that is wrong with all scenarios, ValueError for an unknown rule.
    """
    found = [what if isinstance(what, Scenario) else read_scenario(what) for what in scenarios]
    if isinstance(cluster, Planned):
        if cluster.schedule is not None and cluster.schedule.rule:
            rule = cluster.schedule.rule
        cluster = cluster.cluster
    base = Base.of(compile_problem(cluster.network, cluster.work), rule)
    return compare_scenarios(base, found, workers=workers, budget=budget, progress=progress)


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


def schedule_for(planned: Planned) -> Schedule:
    """The engine's own form of the plan, made when it is first needed.

    Raises klynge.planning.placing.PlacingError when the plan breaks a rule.
    """
    if planned.schedule is None:
        problem = compile_problem(planned.cluster.network, planned.cluster.work)
        object.__setattr__(planned, "schedule", schedule_of(problem, planned.plan))  # the same plan in another form
    assert planned.schedule is not None
    return planned.schedule


def replan(
    planned: Planned,
    events: Sequence[Disturbance] | Sequence[dict[str, Any]],
    *,
    now: date | datetime | None = None,
    frozen_until: date | datetime | None = None,
    budget: Budget | None = None,
    workers: int = 2,
    seed: int = 1,
) -> Replanned:
    """The plan after disturbances, as near to the present one as its promises allow.

    `events` are values of klynge.planning.replan, or their plain data (docs/reference/events.schema.json). Nothing new
    starts before `now` (default: where planning begins), and what starts before `frozen_until` (default: now) stays if
    it can. With a `budget` (klynge.Budget) the plan is then improved by search. `Planned.of` makes a `Planned` of it.
    Raises klynge.DisturbanceError with all that is wrong with the events, or pydantic's ValidationError.
    """
    network = planned.cluster.network
    zone = ZoneInfo(network.time_zone)
    told = tuple(one for one in events if not isinstance(one, dict))
    if len(told) < len(events):
        told = events_from_data(list(events))
    at = network.start if now is None else max(moment(now, zone), network.start)
    until = None if frozen_until is None else moment(frozen_until, zone)
    schedule = schedule_for(planned)
    return replan_schedule(schedule, told, at, until, budget, workers=workers, seed=seed, before=planned.plan)


def diff(before: Planned, after: Planned) -> Diff:
    """What differs between two plans: orders, promises, portions; `.words("en")` says it.

    Raises ValueError for plans that count from two epochs.
    """
    return diff_plans(after.cluster.network, after.cluster.work, before.plan, after.plan)


def moment(day: date | datetime, zone: ZoneInfo, end_of_day: bool = False) -> datetime:
    """A moment as it is; a day as its start or its end (the next midnight); without a zone, in the cluster's."""
    if isinstance(day, datetime):
        return day if day.tzinfo else day.replace(tzinfo=zone)
    return datetime.combine(day + timedelta(days=1) if end_of_day else day, time(), zone)


def jobs_for(
    cluster: Cluster, item: str | Configuration, quantity: int, region: str, released: datetime
) -> tuple[Job, ...]:
    """The jobs that an order of so much of an item, or of a configuration, would be.

    Raises UnknownNameError for an item that is not made or a region without a lane, ValueError for a quantity below 1,
    and for a configuration as `promise`.
    """
    if isinstance(item, str):
        return inquiry_jobs(cluster.network, item, quantity, region, released)
    if cluster.desk is None:
        raise UnknownNameError("item", item.item, cluster.network.routings)
    if cluster.articles is None:
        object.__setattr__(cluster, "articles", Articles(cluster.network))  # works out what hangs on the network alone
    assert cluster.articles is not None
    return configured_jobs(cluster.desk, cluster.articles, item, quantity, region, released)
