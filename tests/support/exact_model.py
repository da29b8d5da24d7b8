# SPDX-License-Identifier: Apache-2.0
"""An exact model of docs/explanation/planning-model.md in OR-Tools CP-SAT, for small networks.

It finds the plan of least weighted lateness, and says whether a given plan is one of its own. All rules are in it.
Restricted: every time and every run time a unit is a multiple of `grid_s` (ValueError otherwise; on such data a plan
on the grid is never worse than one between), and an operation that follows with overlap has nothing reported. Lot
sizes are free. Calendars and what is present in pools are laid out by `check`, everything else is its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model
from tests.support.exact_links import add_deliveries, add_links, add_sites
from tests.support.exact_material import Pegs, add_lots
from tests.support.exact_parts import Builder, Group
from tests.support.exact_time import Clock
from tests.support.exact_units import Told, add_agreements, add_batches, add_pools, add_units

from klynge.job import Job, Work
from klynge.network.model import Network
from klynge.planning.check.case import Case
from klynge.planning.plan import Plan


@dataclass(frozen=True)
class Answer:
    """The weighted lateness (seconds x weight) of the best plan that was found; no plan has less than `bound`."""

    status: str  # "OPTIMAL", "FEASIBLE", "INFEASIBLE" or "UNKNOWN"
    lateness: float
    bound: float
    values: list[int]


class ExactModel:
    """The variables and rules of one network and its work."""

    def __init__(self, network: Network, work: Work, grid_s: int = 900) -> None:
        self.network, self.work, self.grid_s = network, work, grid_s
        self.model: Any = cp_model.CpModel()
        self.clock = Clock(network, grid_s)
        self.builder = Builder(self.model, network, self.clock)
        self.jobs: dict[tuple[str, str], Job] = {(job.order, job.id): job for job in work.jobs}
        self.orders = {order: self.model.new_bool_var(order) for order in sorted({job.order for job in work.jobs})}
        self.groups: dict[tuple[str, str], Group] = {}
        for key, job in self.jobs.items():
            release = max(0, self.clock.at(job.release))
            self.groups[key] = self.builder.group(key, self.orders[job.order], release, job.operations, job.precedence)
        self._add_rules()

    def _add_rules(self) -> None:
        builder, of_orders = self.builder, list(self.groups.values())
        self.lots = add_lots(builder, self.work, of_orders)
        self.groups |= {(lot.group.order, lot.group.id): lot.group for lot in self.lots}
        add_batches(builder)
        add_units(builder, self._reported())
        nothing = Plan(self.network.epoch, self.clock.start_s, self.clock.engine(self.clock.end), (), (), {})
        self.choices = add_pools(builder, Case(self.network, self.work, nothing))
        add_agreements(builder)
        add_links(builder, self.groups)
        add_sites(builder, self.groups, self.jobs)
        self.pegs = Pegs(builder, self.lots)
        self.pegs.add(list(self.groups.values()))
        self.arrives = add_deliveries(builder, self.groups, self.jobs)
        self.model.minimize(sum(self._lateness(order) for order in self.orders))

    def _reported(self) -> dict[tuple[str, int], list[Told]]:
        told: dict[tuple[str, int], list[Told]] = defaultdict(list)
        for job in self.work.jobs:
            for operation in job.operations:
                for each in operation.reported:
                    family = next(mode.family for mode in operation.modes if mode.work_centre == each.work_centre)
                    told[each.work_centre, each.unit].append((family, each))
        return told

    def _lateness(self, order: str) -> Any:
        """Weight x grid steps that an order is late; until the horizon's end when it is not planned."""
        weight, due_s = weight_and_due(self.network, self.work, order)
        due = self.clock.grid(due_s)
        late = self.builder.number(self.builder.horizon, f"{order} late")
        present = self.orders[order]
        self.model.add(late >= self.arrives[order] - due).only_enforce_if(present)
        self.model.add(late >= self.clock.end - due).only_enforce_if(~present)
        return weight * late

    def solve(self, limit_s: float, hint: list[int] | None = None) -> Answer:
        """The plan of least weighted lateness, as good as it gets in `limit_s` of one worker's deterministic time."""
        for index, value in enumerate(hint or []):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)
        solver = cp_model.CpSolver()
        solver.parameters.max_deterministic_time = limit_s
        solver.parameters.num_workers = 1
        status = solver.solve(self.model)
        name = solver.status_name(status)
        if name not in ("OPTIMAL", "FEASIBLE"):
            return Answer(name, float("inf"), float("inf") if name == "INFEASIBLE" else 0.0, [])
        count = len(self.model.proto.variables)
        values = [solver.value(self.model.get_int_var_from_proto_index(index)) for index in range(count)]
        return Answer(name, solver.objective_value * self.grid_s, solver.best_objective_bound * self.grid_s, values)


def weight_and_due(network: Network, work: Work, order: str) -> tuple[int, int]:
    """An order's weight, and in engine seconds the day it is judged against: promised, else due."""
    jobs = [job for job in work.jobs if job.order == order and job.region]
    day = jobs[0].promised or jobs[0].due
    return jobs[0].weight, int((day - network.epoch).total_seconds())


def weighted_lateness(network: Network, work: Work, plan: Plan) -> int:
    """Weight x seconds after promised, else due, over all orders; unplanned ones are late until the horizon's end."""
    total = 0
    for order, outcome in plan.outcomes.items():
        weight, due_s = weight_and_due(network, work, order)
        total += weight * max(0, (plan.end if outcome.delivered is None else outcome.delivered) - due_s)
    return total
