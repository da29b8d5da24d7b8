# SPDX-License-Identifier: Apache-2.0
"""A day before which nothing that is left can be delivered: each step that is sure to be there, placed alone.

A step placed alone on the plan, in the quickest of all ways that may be left, from when the steps before it can have
ended at the earliest, ends no later than it would within a whole order: there the others only take time and capacity.
Where that need not be so the step counts for nothing and hands on what came before it: work centres with set-ups or
batches that several steps of the order use (one may spare the other a set-up), overlaps, ways that no configuration
asked for so far has used. Supply lots and sub-products are taken to be there. So the bound holds, and may be early.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from graphlib import TopologicalSorter
from itertools import product
from math import floor

from klynge.configure.expression import Expression
from klynge.configure.model import ChoiceVariable, Family, StepTemplate, Way
from klynge.job import Job, Material, Mode, Operation
from klynge.network.model import Kind, Network, Source
from klynge.planning import PlanningError, Schedule
from klynge.planning.promise import deliveries

from .dates import Asking
from .ranges import Left, Ranges

MOST_FAMILIES = 16
MOST_MODES = 40


@dataclass(frozen=True, slots=True)
class Alone:
    """A step in the quickest form that it may have."""

    operation: Operation
    after: tuple[tuple[str, int], ...]  # steps that are sure to come before, with the least lag
    last: bool


Chain = Mapping[str, Alone | None]
"""The steps that are sure to be there, in an order that keeps the links; None: it counts for nothing."""


@dataclass(slots=True)
class Floors:
    """Bounds for one product and order. `modes` are the ways of its steps that the network was seen to make of them,
    by step, work centre and agreement."""

    schedule: Schedule
    asking: Asking
    modes: Mapping[tuple[str, str, str], Mode]
    _order: tuple[str, ...] = ()
    _ends: dict[tuple[Operation, datetime, bool], datetime | None] = field(default_factory=dict)

    def of(self, lefts: Sequence[Left]) -> list[datetime | None]:
        """For each state of what is left, a moment before which nothing is delivered; None when none is known."""
        chains = [self._chain(left) for left in lefts]
        ready: list[dict[str, datetime]] = [{} for _ in chains]
        found: list[datetime | None] = [None for _ in chains]
        for step in self._steps_in_order():
            wanted = [(number, chain[step]) for number, chain in enumerate(chains) if step in chain]
            begins = {number: self._begins(alone, step, ready[number]) for number, alone in wanted}
            self._ask((alone, begins[number]) for number, alone in wanted if alone is not None)
            for number, alone in wanted:
                at = begins[number]
                end = None if alone is None else self._ends[alone.operation, at, alone.last]
                ready[number][step] = at if end is None else max(at, end)
                if alone is not None and alone.last and end is not None:
                    found[number] = max(end, found[number] or end)
        return found

    def _begins(self, alone: Alone | None, step: str, ready: Mapping[str, datetime]) -> datetime:
        if alone is None:
            before = [(link.step, 0) for link in self._template(step).after if link.transfer_quantity is None]
        else:
            before = list(alone.after)
        moments = [ready[name] + timedelta(seconds=lag) for name, lag in before if name in ready]
        return max([self.asking.released, *moments])

    def _template(self, step: str) -> StepTemplate:
        return next(one for one in self.asking.model.steps if one.id == step)

    def _steps_in_order(self) -> tuple[str, ...]:
        if not self._order:
            graph = {step.id: [link.step for link in step.after] for step in self.asking.model.steps}
            self._order = tuple(name for name in TopologicalSorter(graph).static_order() if name in graph)
        return self._order

    def _chain(self, left: Left) -> Chain:
        model = self.asking.model
        ranges = Ranges(model, left, self.asking.quantity)
        there = {step.id: ranges.truth(step.when) for step in model.steps}
        possible = [step for step in model.steps if there[step.id].can_hold]
        sure = [step for step in possible if not there[step.id].can_fail]
        users = Counter(way.work_centre for step in possible for way in {w.work_centre: w for w in step.ways}.values())
        followed = {link.step for step in possible for link in step.after}
        network = self.schedule.problem.network
        shared = {
            name
            for name, steps in users.items()
            if steps > 1 and (centre := network.work_centres.get(name)) is not None
            and (centre.setup_matrix or centre.kind is Kind.BATCH)
        }  # fmt: skip
        return {step.id: self._alone(step, ranges, network, shared, step.id not in followed) for step in sure}

    def _alone(
        self, step: StepTemplate, ranges: Ranges, network: Network, shared: set[str], last: bool
    ) -> Alone | None:
        ways = [way for way in step.ways if ranges.truth(way.when).can_hold]
        if any(way.work_centre in shared for way in ways):
            return None
        most_lots = _whole(ranges, step.max_lots, 1, high=True)
        if most_lots is None or (most_lots > 1 and any(one.yield_share for one in self.asking.model.steps)):
            return None
        modes: list[Mode] = []
        for way in ways:
            seen = self.modes.get((step.id, way.work_centre, way.agreement))
            families = self._families(way, ranges)
            if seen is None or families is None:
                return None
            modes += [self._quickest(seen, way, ranges, family) for family in families]
        materials = self._materials(step.id, ranges, network)
        if not modes or len(modes) > MOST_MODES:
            return None
        least_lot = _whole(ranges, step.min_lot, 1) or 1
        operation = Operation(step.id, self.asking.quantity, tuple(modes), materials, 1000, most_lots, least_lot)
        after = tuple(
            (link.step, _whole(ranges, link.min_lag, 0) or 0) for link in step.after if link.transfer_quantity is None
        )
        return Alone(operation, after, last)

    def _quickest(self, seen: Mode, way: Way, ranges: Ranges, family: str) -> Mode:
        fixed = _low(ranges, way.fixed)
        per_unit = _low(ranges, way.per_unit)
        fixed_s, unit_ms = floor(fixed), floor(per_unit * 1000)
        load = floor(_low(ranges, way.load_per_unit))
        return replace(seen, fixed_s=max(fixed_s, 0 if unit_ms > 0 else 1), unit_ms=max(unit_ms, 0), family=family,
                       load_per_unit=min(seen.load_per_unit, max(load, 0)))  # fmt: skip

    def _families(self, way: Way, ranges: Ranges) -> list[str] | None:
        """The set-up families that may be left; None when they cannot be told."""
        if way.family is None:
            return [""]
        names = _names_in(way.family)
        options = []
        for name in names:
            left = ranges.left.get(name)
            if not isinstance(left, frozenset) or not isinstance(self.asking.model.variables.get(name), ChoiceVariable):
                return None
            options.append(sorted(left))
        families = [way.family.pattern]
        for name, some in zip(names, options, strict=True):
            families = [text.replace("{" + name + "}", option) for text, option in product(families, some)]
            if len(families) > MOST_FAMILIES:
                return None
        return families

    def _materials(self, step: str, ranges: Ranges, network: Network) -> tuple[Material, ...]:
        """What the step is sure to use of bought things, as little as may be."""
        found: dict[str, Fraction] = {}
        for line in self.asking.model.bill:
            item = network.items.get(line.item)
            there = ranges.truth(line.when)
            if line.step != step or there.can_fail or item is None:
                continue
            least = _low(ranges, line.quantity)
            if least > 0 and item.source not in (Source.MAKE, Source.LOT):
                found[line.item] = found.get(line.item, Fraction(0)) + least
        quantity = self.asking.quantity
        return tuple(
            Material(item, floor(least * quantity), quantity)
            for item, least in found.items()
            if floor(least * quantity) > 0
        )

    def _ask(self, wanted: Iterable[tuple[Alone, datetime]]) -> None:
        """Find the end of each step that is placed alone, of a last one its delivery, in each of its modes."""
        new = {(one.operation, at, one.last) for one, at in wanted} - self._ends.keys()
        jobs: list[tuple[tuple[Operation, datetime, bool], list[Job]]] = []
        for key in new:
            operation, begins, last = key
            singly = [replace(operation, modes=(mode,)) for mode in operation.modes] if last else [operation]
            jobs += [(key, [self._job(one, begins, last)]) for one in singly]
        self._ends |= dict.fromkeys(new)
        try:
            told = deliveries(self.schedule, [job for _, job in jobs])
        except PlanningError:
            return  # a family or an item that the network does not have: no bound
        for (key, _), one in zip(jobs, told, strict=True):
            best = self._ends[key]
            if one.delivered is not None and (best is None or one.delivered < best):
                self._ends[key] = one.delivered

    def _job(self, operation: Operation, begins: datetime, last: bool) -> Job:
        model = self.asking.model
        return Job("alone", "alone", model.owner, model.id, self.asking.quantity, (operation,), (), begins,
                   self.schedule.problem.network.end, region=self.asking.region if last else "")  # fmt: skip


def modes_seen(model_item_steps: Iterable[Sequence[Job]]) -> dict[tuple[str, str, str], Mode]:
    """The modes of the steps of the jobs for a product's own items, by step, work centre and agreement."""
    found: dict[tuple[str, str, str], Mode] = {}
    for jobs in model_item_steps:
        for job in jobs:
            if job.region:
                for operation in job.operations:
                    for mode in operation.modes:
                        found.setdefault((operation.id, mode.work_centre, mode.agreement or ""), mode)
    return found


def _names_in(family: Family) -> list[str]:
    return [part.split("}")[0] for part in family.pattern.split("{")[1:]]


def _low(ranges: Ranges, expression: Expression | None) -> Fraction:
    if expression is None:
        return Fraction(0)
    low = ranges.number(expression).low
    return Fraction(0) if low is None else max(low, Fraction(0))


def _whole(ranges: Ranges, expression: Expression | None, default: int, *, high: bool = False) -> int | None:
    """The least (or most) of a whole number; None when it is not known."""
    if expression is None:
        return default
    found = ranges.number(expression)
    value = found.high if high else found.low
    return None if value is None else max(floor(value), default)
