# SPDX-License-Identifier: Apache-2.0
"""What all scenarios of one plan share: looked up once, then only read, by any number of threads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from klynge.job import Operation
from klynge.planning.changed_network import Known
from klynge.planning.constructing import construct, sequence_by
from klynge.planning.figures import Counted, Figures, Part, Prices, count, figures, prices_of
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import State
from klynge.planning.problem import Problem
from klynge.planning.reported import place_reported
from klynge.planning.resources import Clock
from klynge.planning.schedule import Schedule
from klynge.planning.stores import empty_state

from .islands import Islands, islands_of
from .orders import Orders, lines_of
from .tables import ModeTable, ranges
from .ways import Doing

Numbers = NDArray[np.int64]
NEEDS_WORK = frozenset({"slack", "weight", "tardiness"})  # rules that look at run times


@dataclass(frozen=True)
class Base:
    """The plan that scenarios are compared with, and what their tables are made from.

    Scenarios are planned by one rule, and the base is planned by the same one: against a plan that was improved since,
    the difference would not be the scenario's alone.
    """

    schedule: Schedule
    rule: str
    orders: Orders
    prices: Prices

    @classmethod
    def of(cls, problem: Problem, rule: str = "due") -> Base:
        """Plan the base by a rule ("best": the one that does best), and look up beforehand what all will ask for."""
        schedule = construct(problem, rule)
        found = cls(schedule, schedule.rule, Orders.of(problem.work), prices_of(problem))
        for name in (
            "figures",
            "modes",
            "supply_modes",
            "sequence",
            "template",
            "lines",
            "plain_due",
            "parts",
            "mixed",
        ):
            getattr(found, name)  # now, and not in the first threads that ask
        Known.of(problem)
        _ = found.orders.begun, found.orders.places, found.orders.doings, found.orders.last_busy, found.orders.names
        return found

    @cached_property
    def islands(self) -> Islands:
        """The parts of the cluster that have nothing to do with one another."""
        return islands_of(self.problem, self.modes.first, self.supply_modes.first)

    @cached_property
    def parts(self) -> tuple[Counted, ...]:
        """What the plan of each island adds up to."""
        there, operations = self.islands, self.problem.operations
        first, last = operations.order[:, col.ORD_OP0], operations.order[:, col.ORD_OP1]
        found = []
        for island in range(there.count):
            mine = there.orders == island
            part = Part(ranges(first[mine], last[mine]), there.work_centres == island, there.supplies == island)
            found.append(count(self.schedule, self.prices, part))
        return tuple(found)

    @property
    def problem(self) -> Problem:
        """The problem of the base."""
        return self.schedule.problem

    @cached_property
    def figures(self) -> Figures:
        """What the base plan measures."""
        return figures(self.schedule, self.prices)

    @cached_property
    def sequence(self) -> Numbers:
        """The orders as the rule sorts them."""
        return sequence_by(self.problem, self.rule)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The cluster's time zone."""
        return ZoneInfo(self.problem.network.time_zone)

    @cached_property
    def clock(self) -> Clock:
        """The engine's clock."""
        return Clock(self.problem.zero, self.problem.network.end)

    @cached_property
    def reported(self) -> tuple[tuple[int, Operation], ...]:
        """The operations with reported work, with their rows."""
        return tuple((row, op) for row, (_, op) in enumerate(self.problem.rows) if op.reported)

    @cached_property
    def reported_at(self) -> frozenset[str]:
        """The work centres with reported work, or with units that are stopped for a while."""
        stopped = {centre.id for centre in self.problem.network.work_centres.values() if centre.stops}
        return frozenset(r.work_centre for _, op in self.reported for r in op.reported) | stopped

    @cached_property
    def template(self) -> State:
        """The state with nothing but reported work."""
        state = empty_state(self.problem)
        place_reported(self.problem, state, self.reported)
        return state

    @cached_property
    def modes(self) -> ModeTable:
        """The modes of orders."""
        tables, rows = self.problem.operations, self.problem.rows
        named = [rows[row] for row in _first_of_each(tables.op)]
        return ModeTable.of(tables, self.prices.mode, [Doing(job.item, op.id, job.owner) for job, op in named])

    @cached_property
    def supply_modes(self) -> ModeTable:
        """The modes of supplies."""
        tables, supplies = self.problem.supplies, self.problem.work.supplies
        named = [self.problem.supply_rows[row] for row in _first_of_each(tables.op)]
        doings = [Doing(supplies[i].item, op.id, supplies[i].owner, supplies[i].site) for i, op in named]
        return ModeTable.of(tables, self.prices.supply_mode, doings)

    @cached_property
    def mixed(self) -> bool:
        """Whether operations of different items, steps or owners share their modes."""
        first: dict[int, tuple[str, str, str]] = {}
        for (job, op), mode0 in zip(
            self.problem.rows, self.problem.operations.op[:, col.OP_MODE0].tolist(), strict=True
        ):
            key = (job.item, op.id, job.owner)
            if first.setdefault(mode0, key) != key:
                return True
        return False

    @cached_property
    def lines(self) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
        """What is delivered: the order, the value, and whether it is the first of its order."""
        place, value, first = [], [], []
        for number, jobs in enumerate(self.orders.jobs.values()):
            for n, job in enumerate(lines_of(jobs)):
                place.append(number)
                value.append(job.value_ore)
                first.append(n == 0)
        return np.array(place, np.int64), np.array(value, np.int64), np.array(first, np.bool_)

    @cached_property
    def plain_due(self) -> tuple[Numbers, Numbers]:
        """When each order is due though nobody promised it: as the engine reads it, and as measures do."""
        clock, epoch = self.clock, int(self.problem.network.epoch.timestamp()) + self.problem.zero_s
        engine, target = [], []
        for jobs in self.orders.jobs.values():
            dues = [job.due for job in lines_of(jobs)]
            engine.append(clock.s(min(dues)))
            target.append(int(max(dues).timestamp()) - epoch)
        return np.array(engine, np.int64), np.array(target, np.int64)


def _first_of_each(op: NDArray[np.int32]) -> list[int]:
    """The first operation of each group that share their modes, in the order of the modes."""
    found: list[int] = np.unique(op[:, col.OP_MODE0], return_index=True)[1].tolist()
    return found
