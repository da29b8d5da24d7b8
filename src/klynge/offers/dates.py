# SPDX-License-Identifier: Apache-2.0
"""The day of a configuration on a plan, asked once for all configurations that are made alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from klynge.configure.model import ProductModel, TextVariable
from klynge.configure.work import ConfigurationError, Desk
from klynge.job import Job
from klynge.network import FolderError
from klynge.network.adding import Articles
from klynge.network.model import Order
from klynge.planning import PlanningError, Schedule
from klynge.planning.promise import deliveries

from .quote import Value
from .work_variables import work_variables

INQUIRY = "inquiry"
MOST_KEPT = 20_000  # days, and orders' jobs, before all are forgotten


@dataclass(frozen=True, slots=True)
class Asking:
    """What a day depends on besides the choices: whose product, how much, where to, from when."""

    model: ProductModel
    quantity: int
    region: str
    released: datetime


Work = tuple[str, str, int, str, datetime, tuple[Value | None, ...]]


@dataclass(slots=True)
class Dates:
    """Days by what is made. `version` is the plan's for which the days hold; what is to be made holds for a network."""

    desk: Desk
    articles: Articles
    days: dict[Work, date | None] = field(default_factory=dict)
    jobs: dict[Work, tuple[Job, ...] | None] = field(default_factory=dict)
    version: object = None
    asked: int = 0
    _variables: dict[int, tuple[ProductModel, tuple[str, ...]]] = field(default_factory=dict)

    def of(
        self, schedule: Schedule, version: object, asking: Asking, all_choices: Sequence[Mapping[str, Value]]
    ) -> list[date | None]:
        """The day of each configuration, whole but for texts; None when it cannot be made or not within the horizon."""
        if version != self.version or len(self.days) > MOST_KEPT:
            self.days.clear()
            self.version = version
        works = [self._work(asking, choices) for choices in all_choices]
        new = {work: choices for work, choices in zip(works, all_choices, strict=True) if work not in self.days}
        if new:
            made = {work: self._made(asking, work, choices) for work, choices in new.items()}
            self.days |= dict.fromkeys(made)
            self.days |= _days(schedule, {work: jobs for work, jobs in made.items() if jobs})
            self.asked += len(new)
        return [self.days[work] for work in works]

    def jobs_of(self, asking: Asking, choices: Mapping[str, Value]) -> tuple[Job, ...] | None:
        """The jobs of an order of a configuration; None when it cannot be made."""
        return self._made(asking, self._work(asking, choices), choices)

    def _work(self, asking: Asking, choices: Mapping[str, Value]) -> Work:
        model = asking.model
        kept = self._variables.get(id(model))
        if kept is None:
            kept = self._variables[id(model)] = model, tuple(sorted(work_variables(model)))
        values = tuple(choices.get(variable) for variable in kept[1])
        return model.id, model.version, asking.quantity, asking.region, asking.released, values

    def _made(self, asking: Asking, work: Work, choices: Mapping[str, Value]) -> tuple[Job, ...] | None:
        if work not in self.jobs:
            if len(self.jobs) > MOST_KEPT:
                self.jobs.clear()
            self.jobs[work] = jobs_of(self.desk, self.articles, asking, choices)
        return self.jobs[work]


def jobs_of(desk: Desk, articles: Articles, asking: Asking, choices: Mapping[str, Value]) -> tuple[Job, ...] | None:
    """The jobs that an order of a configuration would be; None when the cluster cannot make it.

    The choices are valid; texts that are still open change nothing that is planned.
    """
    model = asking.model
    values = dict(choices)
    for name, variable in model.variables.items():
        if isinstance(variable, TextVariable):
            values.setdefault(name, variable.example)
    item = desk.work(model.id).valuing.canonical(values).item
    order = Order(
        id=INQUIRY,
        member=model.owner,
        customer="",
        region=asking.region,
        item=item,
        quantity=asking.quantity,
        value_ore=0,
        released=asking.released,
        due=articles.base.end,
    )
    try:
        return articles.jobs(desk.rows_of(item, model.id, values, asking.quantity), order)
    except (ConfigurationError, FolderError):
        return None


def _days(schedule: Schedule, made: Mapping[Work, Sequence[Job]]) -> dict[Work, date | None]:
    try:
        told = deliveries(schedule, list(made.values()))
    except PlanningError:
        if len(made) == 1:
            return dict.fromkeys(made)
        halves = [dict(list(made.items())[i::2]) for i in (0, 1)]  # one that does not fit must not hide the others
        return _days(schedule, halves[0]) | _days(schedule, halves[1])
    zone = ZoneInfo(schedule.problem.network.time_zone)
    return {
        work: None if one.delivered is None else one.delivered.astimezone(zone).date()
        for work, one in zip(made, told, strict=True)
    }
