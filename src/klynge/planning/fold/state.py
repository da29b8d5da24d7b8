# SPDX-License-Identifier: Apache-2.0
"""What a cluster's log adds up to: network, orders with their promises, and where everything is placed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from klynge.job import Job, Status, Supply, Work
from klynge.network.model import Network
from klynge.planning.placing import schedule_of
from klynge.planning.plan import Lot, Outcome, Plan, Portion
from klynge.planning.problem import Problem, compile_problem
from klynge.planning.schedule import Schedule

from .network_data import adapter, network_data, network_from, supplies_data, supplies_from
from .sealed import SealedJobs, canonical, ids_of

OVER = (Status.EXPIRED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class OrderState:
    """An order: its jobs, where its promise stands, and the first and the latest moment that was agreed. The jobs of
    one that is over are sealed."""

    jobs: Sequence[Job]
    status: Status
    first_promised: datetime | None = None
    latest_promised: datetime | None = None

    def planned_jobs(self) -> tuple[Job, ...]:
        """The jobs as the planner sees them, with status and promised moment."""
        return tuple(job.standing(self.status, self.latest_promised) for job in self.jobs)

    def to_data(self) -> dict[str, Any]:
        """Plain data."""
        if self.status in OVER:
            jobs: Any = SealedJobs.of(self.jobs).to_data()
        else:
            jobs = adapter(tuple[Job, ...]).dump_python(self.jobs, mode="json", exclude_defaults=True)
        promised = {"first_promised": _said(self.first_promised), "latest_promised": _said(self.latest_promised)}
        return {"jobs": jobs, "status": self.status.value, **promised}

    @classmethod
    def from_data(cls, tree: dict[str, Any]) -> OrderState:
        """From plain data; errors as `PlanState.from_data`."""
        status, moment = Status(tree["status"]), adapter(datetime | None)
        read = SealedJobs.from_data if status in OVER else adapter(tuple[Job, ...]).validate_python
        first, latest = (moment.validate_python(tree[name]) for name in ("first_promised", "latest_promised"))
        return cls(read(tree["jobs"]), status, first, latest)


@dataclass(frozen=True, slots=True)
class PlanState:
    """The fold of a log up to `sequence`. Orders that expired or were withdrawn stay known and are planned no more.

    `lots` holds every supply lot with the portions that make it, `published` the sequence of the plan last published.
    """

    network: Network
    supplies: tuple[Supply, ...] = ()
    orders: Mapping[str, OrderState] = field(default_factory=dict)
    placements: Mapping[str, tuple[Portion, ...]] = field(default_factory=dict)
    lots: Mapping[str, tuple[Lot, tuple[Portion, ...]]] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    sequence: int = 0
    published: int = 0

    @classmethod
    def opened(cls, network: Network, supplies: tuple[Supply, ...] = ()) -> PlanState:
        """A cluster without orders."""
        return cls(network, supplies)

    def order_of(self, job: str) -> str | None:
        """The order that a job is of; None when there is none of that name. Mostly an order is one job, called as it
        is: then that costs nothing."""
        return order_of(self.orders, job)

    def planned(self) -> dict[str, OrderState]:
        """The orders that are planned: all but those that are over."""
        return {name: order for name, order in self.orders.items() if order.status not in OVER}

    def work(self) -> Work:
        """What the planner plans."""
        return Work(tuple(job for order in self.planned().values() for job in order.planned_jobs()), self.supplies)

    def as_plan(self) -> Plan:
        """The plan as plain data; orders of which nothing was said yet are not planned."""
        epoch = self.network.epoch
        start, end = (round((moment - epoch).total_seconds()) for moment in (self.network.start, self.network.end))
        portions = [portion for order in self.planned() for portion in self.placements.get(order, ())]
        portions += [portion for _, made in self.lots.values() for portion in made]
        portions.sort(key=lambda p: (p.order, p.job, p.operation, p.start, p.unit))
        outcomes = {name: self.outcomes.get(name, Outcome(name, None, "no_time")) for name in self.planned()}
        lots = tuple(lot for lot, _ in self.lots.values())
        return Plan(epoch, start, end, tuple(portions), lots, outcomes)

    def as_problem(self) -> Problem:
        """The problem that the plan answers. Raises PlanningError when the network and the work do not fit."""
        return compile_problem(self.network, self.work())

    def as_schedule(self, problem: Problem | None = None) -> Schedule:
        """The plan in the engine's form. Raises PlacingError when it breaks a rule."""
        return schedule_of(problem or self.as_problem(), self.as_plan())

    def to_data(self) -> dict[str, Any]:
        """Plain data, the same whatever way the state came about; what has its default value is left out, so that it
        stays the same when later versions know more fields."""
        portions = adapter(tuple[Portion, ...])
        return {
            "sequence": self.sequence,
            "published": self.published,
            "network": network_data(self.network),
            "supplies": supplies_data(self.supplies),
            "orders": {name: order.to_data() for name, order in sorted(self.orders.items())},
            "placements": {
                name: portions.dump_python(placed, mode="json", exclude_defaults=True)
                for name, placed in sorted(self.placements.items())
            },
            "lots": {
                name: {"lot": adapter(Lot).dump_python(lot, mode="json", exclude_defaults=True),
                       "portions": portions.dump_python(made, mode="json", exclude_defaults=True)}
                for name, (lot, made) in sorted(self.lots.items())
            },
            "outcomes": {
                name: adapter(Outcome).dump_python(outcome, mode="json", exclude_defaults=True)
                for name, outcome in sorted(self.outcomes.items())
            },
        }  # fmt: skip

    @classmethod
    def from_data(cls, tree: dict[str, Any]) -> PlanState:
        """The state from plain data. Raises pydantic's ValidationError or KeyError when it is none."""
        portions = adapter(tuple[Portion, ...])
        return cls(
            network_from(tree["network"]),
            supplies_from(tree["supplies"]),
            {name: OrderState.from_data(order) for name, order in tree["orders"].items()},
            {name: portions.validate_python(placed) for name, placed in tree["placements"].items()},
            {
                name: (adapter(Lot).validate_python(each["lot"]), portions.validate_python(each["portions"]))
                for name, each in tree["lots"].items()
            },
            {name: adapter(Outcome).validate_python(each) for name, each in tree["outcomes"].items()},
            tree["sequence"],
            tree["published"],
        )  # fmt: skip

    def digest(self, data: dict[str, Any] | None = None) -> str:
        """SHA-256 of the state's plain data: equal states, equal digests, on every machine. `data` is `to_data()`,
        where that is at hand."""
        tree = dict(data or self.to_data())
        tree["network"] = _sorted_tables(tree["network"])
        parts = {name: canonical(part) for name, part in tree.items() if name != "orders"}
        parts["orders"] = _joined({name: _order_text(order) for name, order in tree["orders"].items()})
        return hashlib.sha256(_joined(parts).encode()).hexdigest()


def _order_text(order: dict[str, Any]) -> str:
    """An order's plain data, with its jobs as if they had not been sealed."""
    if not isinstance(order["jobs"], dict):
        return canonical(order)
    return _joined({name: part["text"] if name == "jobs" else canonical(part) for name, part in order.items()})


def _joined(parts: Mapping[str, str]) -> str:
    """The canonical text of a table whose entries' texts are known."""
    return "{" + ",".join(f"{canonical(name)}:{part}" for name, part in sorted(parts.items())) + "}"


def order_of(orders: Mapping[str, OrderState], job: str) -> str | None:
    """The order, of some by name, that a job is of."""
    own = orders.get(job)
    if own is not None and job in ids_of(own.jobs):
        return job
    return next((name for name, order in orders.items() if job in ids_of(order.jobs)), None)


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _sorted_tables(network: dict[str, Any]) -> dict[str, Any]:
    """The network with the order of its tables said: the order of names is part of what a plan may depend on."""
    return {name: list(table.items()) if isinstance(table, dict) else table for name, table in network.items()}
