# SPDX-License-Identifier: Apache-2.0
"""A day before which nothing that is left can be delivered: each step that is sure to be there, placed alone.

A step placed alone on the plan, in the quickest of all ways that may be left, from when the steps before it can have
ended at the earliest, ends no later than it would within a whole order: there the others only take time and capacity.
Where that need not be so the step counts for nothing and hands on what came before it: work centres with set-ups or
batches that several steps of the order use (one may spare the other a set-up), ways that no configuration asked for so
far has used, splitting that hangs on scrap. Sub-products are taken to be there. So the bound holds, and may be early.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from graphlib import TopologicalSorter
from itertools import product
from math import floor

from klynge.configure.expression import Expression
from klynge.configure.model import ChoiceVariable, Family, StepTemplate, Way
from klynge.job import Job, Material, Mode, Operation
from klynge.network.model import Kind, Source
from klynge.planning import PlanningError, Schedule
from klynge.planning.promise import deliveries

from .dates import Asking
from .ranges import Left, Ranges

MOST_MODES = 60


@dataclass(frozen=True, slots=True)
class Alone:
    """A step in the quickest form that it may have."""

    operation: Operation
    last: bool


Placing = tuple[Operation, datetime, bool]
"""An operation, from when it can begin, and whether what it makes goes to the customer."""

Chain = Mapping[str, Alone | None]
"""The steps that are sure to be there; None: it counts for nothing."""


@dataclass(slots=True)
class Floors:
    """Bounds for one product and order. `modes` are the ways of its steps that the network was seen to make of them,
    by step, work centre and agreement."""

    schedule: Schedule
    asking: Asking
    modes: Mapping[tuple[str, str, str], Mode]
    _order: tuple[str, ...] = ()
    _ends: dict[Placing, datetime | None] = field(default_factory=dict)

    def of(self, lefts: Sequence[Left]) -> list[datetime | None]:
        """For each state of what is left, a moment before which nothing is delivered; None when none is known."""
        chains = [self._chain(left) for left in lefts]
        ready: list[dict[str, datetime]] = [{} for _ in chains]
        found: list[datetime | None] = [None for _ in chains]
        for step in self._steps_in_order():
            wanted = [(number, chain[step]) for number, chain in enumerate(chains) if step in chain]
            begins = {number: self._begins(step, lefts[number], ready[number]) for number, _ in wanted}
            self._ask(one for number, alone in wanted for one in self._placings(alone, begins[number]))
            for number, alone in wanted:
                at = begins[number]
                own = [self._ends[one] for one in self._placings(alone, at)]
                # where lots are handed over it may begin before the steps before it end, but not end before them
                ends = [ready[number][name] for name, _, _ in self._before(step, ready[number])]
                ready[number][step] = max([at, *ends, *filter(None, own)])
                if self._is_last(step):
                    found[number] = max(ready[number][step], found[number] or at)
        return [None if moment == self.asking.released else moment for moment in found]

    def _begins(self, step: str, left: Left, ready: Mapping[str, datetime]) -> datetime:
        """The earliest begin by the steps that are sure to be before it and hand on all at once."""
        ranges = Ranges(self.asking.model, left, self.asking.quantity)
        moments = [
            ready[name] + timedelta(seconds=_whole(ranges, lag, 0) or 0)
            for name, lag, whole in self._before(step, ready)
            if whole
        ]
        return max([self.asking.released, *moments])

    def _before(
        self, step: str, sure: Container[str], whole: bool = True
    ) -> Iterator[tuple[str, Expression | None, bool]]:
        """The sure steps before a step, through those that may be left out: the lag, and whether they hand on all at
        once."""
        for link in self._template(step).after:
            at_once = whole and link.transfer_quantity is None
            if link.step in sure:
                yield link.step, link.min_lag, at_once
            else:
                yield from ((name, None, more) for name, _, more in self._before(link.step, sure, at_once))

    def _is_last(self, step: str) -> bool:
        return all(link.step != step for other in self.asking.model.steps for link in other.after)

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
        centres = self.schedule.problem.network.work_centres
        users = Counter(name for step in possible for name in {way.work_centre for way in step.ways})
        shared = {
            name
            for name, steps in users.items()
            if steps > 1 and name in centres and (centres[name].setup_matrix or centres[name].kind is Kind.BATCH)
        }
        sure = [step for step in possible if not there[step.id].can_fail]
        return {step.id: self._alone(step, ranges, shared) for step in sure}

    def _alone(self, step: StepTemplate, ranges: Ranges, shared: set[str]) -> Alone | None:
        ways = [way for way in step.ways if ranges.truth(way.when).can_hold]
        lots = self._most_lots(step, ranges)
        if lots is None or any(way.work_centre in shared for way in ways):
            return None
        modes: list[Mode] = []
        for way in ways:
            seen = self.modes.get((step.id, way.work_centre, way.agreement))
            families = self._families(way, ranges)
            if seen is None or families is None:
                return None
            modes += [self._quickest(seen, way, ranges, family) for family in families]
        if not 0 < len(modes) <= MOST_MODES:
            return None
        least_lot = _whole(ranges, step.min_lot, 1) or 1
        materials = self._materials(step.id, ranges)
        operation = Operation(step.id, self.asking.quantity, tuple(modes), materials, 1000, lots, least_lot)
        return Alone(operation, self._is_last(step.id))

    def _most_lots(self, step: StepTemplate, ranges: Ranges) -> int | None:
        """Into how many lots it may be split; None when that hangs on how much scrap the steps after it allow for."""
        most = _whole(ranges, step.max_lots, 1, high=True)
        scrap = [one for one in self.asking.model.steps if one.yield_share is not None]
        if most is None or most == 1 or not scrap:
            return most
        goes_in: Fraction = Fraction(self.asking.quantity)
        for one in scrap:
            good = Fraction(1) if one.yield_share is None else ranges.number(one.yield_share).low
            if good is None or good <= 0:
                return None
            goes_in = goes_in / good + 1
        return 1 if goes_in < 2 * (_whole(ranges, step.min_lot, 1) or 1) else None

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
        options = []
        for name in _names_in(way.family):
            left = ranges.left.get(name)
            if not isinstance(left, frozenset) or not isinstance(self.asking.model.variables.get(name), ChoiceVariable):
                return None
            options.append([(name, option) for option in sorted(left)])
        found = []
        for chosen in product(*options):
            family = way.family.pattern
            for name, option in chosen:
                family = family.replace("{" + name + "}", option)
            found.append(family)
        network = self.schedule.problem.network
        centre = network.work_centres.get(way.work_centre)
        if centre is None or not centre.setup_matrix:
            return found if len(found) <= MOST_MODES else None
        return [family for family in found if family in network.setup_matrices[centre.setup_matrix].families]

    def _materials(self, step: str, ranges: Ranges) -> tuple[Material, ...]:
        """What the step is sure to use, as little as may be; of lots only where no other step shares them."""
        items, bill = self.schedule.problem.network.items, self.asking.model.bill
        found: dict[str, Fraction] = {}
        for line in bill:
            item = items.get(line.item)
            if line.step != step or item is None or ranges.truth(line.when).can_fail:
                continue
            shared = any(other.item == line.item and other.step != step for other in bill)
            if item.source is not Source.MAKE and not (item.source is Source.LOT and shared):
                found[line.item] = found.get(line.item, Fraction(0)) + _low(ranges, line.quantity)
        quantity = self.asking.quantity
        least = {item: floor(number * quantity) for item, number in found.items()}
        return tuple(Material(item, number, quantity) for item, number in least.items() if number > 0)

    def _placings(self, alone: Alone | None, begins: datetime) -> Iterator[Placing]:
        """A step with its materials, which are ordered when work is released; without them, from when it can begin."""
        if alone is not None:
            yield alone.operation, self.asking.released, alone.last
            if begins > self.asking.released:
                yield replace(alone.operation, materials=()), begins, alone.last

    def _ask(self, wanted: Iterable[Placing]) -> None:
        """Find the end of each step that is placed alone, of a last one its delivery, in each of its modes."""
        new = set(wanted) - self._ends.keys()
        jobs: list[tuple[Placing, list[Job]]] = []
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
