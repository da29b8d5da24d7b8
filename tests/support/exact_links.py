# SPDX-License-Identifier: Apache-2.0
"""The exact model's order of work: precedence with lags and lanes, maximum lags, overlap, sites, delivery."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tests.support.exact_parts import Builder, Group, Slot, Task

from klynge.job import Job, Pause, Precedence
from klynge.network.model import Kind


def add_links(builder: Builder, groups: dict[tuple[str, str], Group]) -> None:
    """Every link of every group that is done."""
    for group in groups.values():
        for link in group.precedence:
            before = groups[group.order, link.before_job or group.id].tasks[link.before]
            after = group.tasks[link.after]
            if not after.slots:
                continue  # what was reported is not asked
            if link.transfer_quantity is None:
                _precedence(builder, link, before, after)
            else:
                Overlap(builder, link, before, after).add()
            _max_lag(builder, link, before, after)


def _precedence(builder: Builder, link: Precedence, before: Task, after: Task) -> None:
    arrives = arrival(builder, before, after, before.latest_end + builder.clock.steps(link.min_lag_s), [])
    for slot in after.slots:
        builder.model.add(slot.start >= arrives).only_enforce_if(slot.present)


def arrival(builder: Builder, before: Task, after: Task, ready: Any, only_if: list[Any]) -> Any:
    """A moment no earlier than what is `ready` at the site of *before* arrives at that of *after*."""
    arrives = builder.number(builder.horizon, "arrives")
    for origin, is_there in before.sites.items():
        for destination, goes_there in after.sites.items():
            both = [*only_if, is_there, goes_there]
            carry(builder, origin, destination, ready, arrives, both)
    return arrives


def carry(builder: Builder, origin: str, destination: str, ready: Any, arrives: Any, only_if: list[Any]) -> None:
    """`arrives` is no earlier than by one of the lanes; without a lane `only_if` cannot be."""
    model, clock = builder.model, builder.clock
    if origin == destination:
        model.add(arrives >= ready).only_enforce_if(only_if)
        return
    ways = []
    for lane in clock.lanes(origin, destination):
        lead = clock.steps(lane.lead_s)
        if not lane.departures:
            by_lane = model.new_bool_var(lane.id)
            model.add(arrives >= ready + lead).only_enforce_if([*only_if, by_lane])
            ways.append(by_lane)
        for leaves in clock.departures(lane):
            by_departure = model.new_bool_var(f"{lane.id} at {leaves}")
            model.add(ready <= leaves).only_enforce_if([*only_if, by_departure])
            model.add(arrives >= leaves + lead).only_enforce_if([*only_if, by_departure])
            ways.append(by_departure)
    model.add_bool_or(ways or [model.new_constant(0)]).only_enforce_if(only_if)


def _max_lag(builder: Builder, link: Precedence, before: Task, after: Task) -> None:
    if link.max_lag_s is None:
        return
    most = builder.clock.steps(link.max_lag_s)
    for slot in after.slots:
        for one in before.slots:
            builder.model.add(slot.start <= one.end + most).only_enforce_if([slot.present, one.present])
        for _, _, end in before.reported:
            builder.model.add(slot.start <= end + most).only_enforce_if(slot.present)


Delivery = tuple[Any, Any, list[Any]]  # quantity, when, and literals that it is there


@dataclass
class Overlap:
    """Delivering and taking in steps, or by portions where there are several or they are not on machines.

    `after` has nothing reported (ValueError otherwise): its order among what is planned would be ambiguous.
    """

    builder: Builder
    link: Precedence
    before: Task
    after: Task

    def add(self) -> None:
        if self.after.reported:
            raise ValueError("the exact model takes no reported work after an overlap")
        transfer = max(1, self.link.transfer_quantity or 1)
        gives, takes = self.before.operation.quantity, self.after.operation.quantity
        model = self.builder.model
        stepwise = self._in_steps(self.before) if self.before.slots and not self.before.reported else None
        by_steps = self._by_steps(self.before.slots[0], transfer) if stepwise is not None else []
        by_lots: list[Delivery] = [(slot.quantity, slot.end, [slot.present]) for slot in self.before.slots]
        by_lots += [(quantity, end, []) for quantity, _, end in self.before.reported]
        if stepwise is None:
            stepwise = model.new_constant(0)
        for taken, moment, only_if in self._takings(max(1, transfer * takes // gives)):
            if by_steps:
                self._covered(by_steps, taken, moment, [*only_if, stepwise])
            self._covered(by_lots, taken, moment, [*only_if, ~stepwise])

    def _in_steps(self, task: Task) -> Any:
        """The literal that an operation is one portion on a machine."""
        model = self.builder.model
        on_machine = [
            literal
            for mode, literal in zip(task.operation.modes, task.modes, strict=True)
            if self.builder.network.work_centres[mode.work_centre].kind is Kind.MACHINE
        ]
        literal = model.new_bool_var("in steps")
        several = task.slots[1].present if len(task.slots) > 1 else model.new_constant(0)
        model.add_bool_and([~several]).only_enforce_if(literal)
        model.add(sum(on_machine) == 1).only_enforce_if(literal)
        model.add(literal >= sum(on_machine) - several)
        return literal

    def _by_steps(self, slot: Slot, step: int) -> list[Delivery]:
        """What one portion delivers, step by step: quantity, when, and that it is there."""
        quantity = slot.task.operation.quantity
        done = [min(first + step, quantity) for first in range(0, quantity, step)]
        steps = [done[0], *(b - a for a, b in pairwise(done))]
        return [
            (size, self._after_units(slot, units, False), [slot.present])
            for size, units in zip(steps, done, strict=True)
        ]

    def _after_units(self, slot: Slot, units: int, begins: bool) -> Any:
        """When a portion has run so many units, or begins with the next one."""
        model, clock, moments = self.builder.model, self.builder.clock, []
        for option in slot.options:
            run = clock.steps(option.mode.fixed_s) + clock.steps(option.mode.unit_ms * units // 1000)
            name = f"{option.number} after {units}"
            if begins and not units:
                moments.append(option.start.at)
            elif option.mode.pause is Pause.UNATTENDED:
                moments.append(option.start.at + run * option.present)
            elif begins:
                moments.append(option.open.opens(model, option.worked + run * option.present, option.present, name).at)
            elif run:
                moments.append(option.open.closes(model, option.worked + run * option.present, option.present, name).at)
            else:
                moments.append(option.start.at)
        return sum(moments)

    def _takings(self, step: int) -> list[Delivery]:
        """How much *after* has taken in all, when it begins to use the last of it, and under which conditions."""
        quantity, slots = self.after.operation.quantity, self.after.slots
        stepwise = self._in_steps(self.after)
        takings: list[Delivery] = []
        for first in range(0, quantity, step):
            begins = self._after_units(slots[0], first, True)
            takings.append((min(first + step, quantity), begins, [stepwise, slots[0].present]))
        for n, slot in enumerate(slots):
            taken = sum(one.quantity for one in slots[: n + 1])
            takings.append((taken, slot.start, [~stepwise, slot.present]))
        return takings

    def _covered(self, deliveries: list[Delivery], taken: Any, moment: Any, only_if: list[Any]) -> None:
        """What has arrived by `moment` is enough for `taken`."""
        builder, model = self.builder, self.builder.model
        gives, takes = self.before.operation.quantity, self.after.operation.quantity
        lag, there = builder.clock.steps(self.link.min_lag_s), []
        for quantity, ready, present in deliveries:
            in_time = model.new_bool_var("in time")
            for literal in present:
                model.add_implication(in_time, literal)
            arrives = arrival(builder, self.before, self.after, ready + lag, [in_time])
            model.add(moment >= arrives).only_enforce_if([*only_if, in_time])
            counted = builder.number(gives, "counted")
            model.add(counted <= quantity)
            model.add(counted <= gives * in_time)
            there.append(counted)
        model.add(sum(there) * takes >= taken * gives).only_enforce_if(only_if)


def add_sites(builder: Builder, groups: dict[tuple[str, str], Group], jobs: dict[tuple[str, str], Job]) -> None:
    """Operations of a same-site group are at one site."""
    for key, job in jobs.items():
        for names in job.same_site:
            first, *others = [groups[key].tasks[name] for name in names]
            for other in others:
                for site in first.sites.keys() | other.sites.keys():
                    builder.model.add(first.sites.get(site, 0) == other.sites.get(site, 0))


def add_deliveries(
    builder: Builder, groups: dict[tuple[str, str], Group], jobs: dict[tuple[str, str], Job]
) -> dict[str, Any]:
    """For each order a moment no earlier than its last goods arrive."""
    arrives: dict[str, Any] = {}
    for key, job in jobs.items():
        if not job.region:
            continue
        group = groups[key]
        arrives.setdefault(job.order, builder.number(builder.horizon, f"{job.order} arrives"))
        followed = {link.before for link in job.precedence if not link.before_job}
        for task in (task for name, task in group.tasks.items() if name not in followed):
            for site, is_there in task.sites.items():
                carry(builder, site, job.region, task.latest_end, arrives[job.order], [is_there])
    return arrives
