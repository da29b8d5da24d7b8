# SPDX-License-Identifier: Apache-2.0
"""The pieces of the exact model: what is done together, its operations, their portions, a portion in each mode."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.support.exact_time import Clock, Moment, Open, variable

from klynge.job import Mode, Operation, Pause, Precedence
from klynge.network.model import Kind, Network, WorkCentre

Model = Any  # ortools' CpModel, and its variables and expressions


@dataclass
class Option:
    """A portion in one of its modes. All times are 0 when it is not `present`; pools and unit are its batch's."""

    slot: Slot
    index: int
    mode: Mode
    centre: WorkCentre
    open: Open
    present: Any
    run: Any  # its own run
    lasts: Any  # its batch's run
    setup: Any
    worked: Any  # open steps before its start
    setup_start: Moment
    start: Moment
    end: Moment
    units: list[Any]
    leads: Any = None  # stands for its batch
    joins: dict[int, Any] = field(default_factory=dict)  # by the number of the option that leads
    number: int = 0


@dataclass
class Slot:
    """A portion of an operation that may be there: its quantity, and its times in whichever mode."""

    task: Task
    index: int
    present: Any
    quantity: Any
    setup_start: Any
    start: Any
    end: Any
    options: list[Option] = field(default_factory=list)


@dataclass
class Task:
    """An operation: one of its modes, in so many portions; `reported` as quantity, start and end in grid steps."""

    group: Group
    operation: Operation
    modes: list[Any]
    sites: dict[str, Any]  # where it may be done: for each site the literal that it is there
    slots: list[Slot] = field(default_factory=list)
    reported: list[tuple[int, int, int]] = field(default_factory=list)
    latest_end: Any = 0


@dataclass
class Group:
    """An order's job, or one supply lot that may be made: done whole when `present`, or not at all."""

    order: str
    id: str
    present: Any
    release: int
    tasks: dict[str, Task]
    precedence: tuple[Precedence, ...]


class Builder:
    """Makes the variables of operations: modes, portions, working hours."""

    def __init__(self, model: Model, network: Network, clock: Clock) -> None:
        self.model, self.network, self.clock = model, network, clock
        self.horizon = clock.end + 60 * 86_400 // clock.grid_s
        self.options: list[Option] = []

    def number(self, most: int, name: str) -> Any:
        return self.model.new_int_var(0, max(0, most), name)

    def group(
        self, key: tuple[str, str], present: Any, release: int, operations: tuple[Operation, ...],
        precedence: tuple[Precedence, ...],
    ) -> Group:  # fmt: skip
        group = Group(*key, present, release, {}, precedence)
        for operation in operations:
            group.tasks[operation.id] = self._task(group, operation)
        return group

    def _task(self, group: Group, operation: Operation) -> Task:
        model, name = self.model, f"{group.id} {operation.id}"
        modes = [model.new_bool_var(f"{name} mode {n}") for n in range(len(operation.modes))]
        model.add(sum(modes) == group.present)
        task = Task(group, operation, modes, self._sites(operation, modes))
        for each in operation.reported:
            task.reported.append((each.quantity, self.clock.at(each.start), self.clock.at(each.end)))
            for mode, literal in zip(operation.modes, modes, strict=True):
                if mode.work_centre != each.work_centre:
                    model.add(literal == 0)
        left = operation.quantity - sum(each.quantity for each in operation.reported)
        if left:
            self._slots(task, left, name)
        ends = [slot.end for slot in task.slots] + [max(0, end) for _, _, end in task.reported]
        task.latest_end = self.number(self.horizon, f"{name} latest end")
        model.add_max_equality(task.latest_end, ends)
        return task

    def _sites(self, operation: Operation, modes: list[Any]) -> dict[str, Any]:
        there: dict[str, list[Any]] = defaultdict(list)
        for mode, literal in zip(operation.modes, modes, strict=True):
            there[mode.site].append(literal)
        sites: dict[str, Any] = {}
        for site, literals in there.items():
            sites[site] = self.model.new_bool_var(f"at {site}")
            self.model.add(sites[site] == sum(literals))
        return sites

    def allowed(self, operation: Operation, mode: Mode) -> tuple[int, int]:
        """How many portions a mode allows, and how many its capacity asks for."""
        centre = self.network.work_centres[mode.work_centre]
        needs = 1
        if centre.kind is Kind.BATCH and mode.load_per_unit:
            fits = centre.capacity // mode.load_per_unit
            needs = -(-operation.quantity // fits) if fits else 1
        return max(operation.max_lots, needs), needs

    def _slots(self, task: Task, left: int, name: str) -> None:
        model, operation, group = self.model, task.operation, task.group
        most = min(left, max(self.allowed(operation, mode)[0] for mode in operation.modes))
        for n in range(most):
            present = group.present if n == 0 else model.new_bool_var(f"{name}#{n}")
            quantity = self.number(left, f"{name}#{n} quantity")
            times = [self.number(self.horizon, f"{name}#{n} {what}") for what in ("setup", "start", "end")]
            slot = Slot(task, n, present, quantity, *times)
            model.add(quantity >= present)
            model.add(quantity <= left * present)
            if n:
                # Portions in order of their starts, those that are not there last.
                model.add_implication(present, task.slots[-1].present)
                model.add(slot.start >= task.slots[-1].start).only_enforce_if(present)
            task.slots.append(slot)
        model.add(sum(slot.quantity for slot in task.slots) == left * group.present)
        for index, literal in enumerate(task.modes):
            self._lots(task, index, literal)
        for slot in task.slots:
            self._in_modes(slot, name, left)

    def _lots(self, task: Task, index: int, literal: Any) -> None:
        """At most so many portions, each of the smallest lot or more when there are more than capacity needs."""
        model, operation = self.model, task.operation
        allowed, needs = self.allowed(operation, operation.modes[index])
        for n, slot in enumerate(task.slots):
            if n >= allowed:
                model.add(slot.present == 0).only_enforce_if(literal)
        if len(task.slots) < 2 or operation.min_lot <= 1:
            return
        if needs >= len(task.slots):
            return
        split = [literal, task.slots[needs].present]  # in more portions than capacity asks for
        for slot in task.slots:
            model.add(slot.quantity >= operation.min_lot).only_enforce_if([*split, slot.present])

    def _in_modes(self, slot: Slot, name: str, left: int) -> None:
        model, task = self.model, slot.task
        presents = []
        for index, mode in enumerate(task.operation.modes):
            present = model.new_bool_var(f"{name}#{slot.index}/{index}")
            model.add_implication(present, task.modes[index])
            presents.append(present)
            slot.options.append(self._option(slot, index, mode, present, f"{name}#{slot.index}/{index}", left))
        model.add(sum(presents) == slot.present)
        for total, what in ((slot.setup_start, "setup_start"), (slot.start, "start"), (slot.end, "end")):
            model.add(total == sum(getattr(option, what).at for option in slot.options))

    def _option(self, slot: Slot, index: int, mode: Mode, present: Any, name: str, left: int) -> Option:
        model, clock = self.model, self.clock
        centre = self.network.work_centres[mode.work_centre]
        hours = clock.open(centre)
        run = self._run(slot, mode, present, name, left)
        batch = centre.kind is Kind.BATCH
        lasts = self.number(clock.end, f"{name} lasts") if batch else run
        setup = self.number(clock.end, f"{name} setup") if centre.setup_matrix else 0
        worked = self.number(hours.total, f"{name} worked")
        start = hours.opens(model, worked, present, f"{name} start")
        setup_start = start
        if centre.setup_matrix:
            model.add(setup <= worked)
            setup_start = hours.opens(model, worked - setup, present, f"{name} setup start")
        if mode.pause is Pause.UNATTENDED:
            end = Moment(variable(model, start.at + lasts, f"{name} end"), [])
            model.add(end.at <= clock.end)
        else:
            end = hours.closes(model, worked + lasts, present, f"{name} end")
        if mode.pause is Pause.WHOLE:
            for first, last in zip(setup_start.literals, end.literals, strict=True):
                model.add(first == last)
        model.add(start.at >= slot.task.group.release * present)
        units = [model.new_bool_var(f"{name} unit {n}") for n in range(centre.units)]
        model.add(sum(units) == present)
        option = Option(
            slot, index, mode, centre, hours, present, run, lasts, setup, worked, setup_start, start, end, units
        )
        option.leads = model.new_bool_var(f"{name} leads") if batch else present
        option.number = len(self.options)
        self.options.append(option)
        return option

    def _run(self, slot: Slot, mode: Mode, present: Any, name: str, left: int) -> Any:
        """Run steps of the portion: linear in its quantity, as times a unit are whole steps."""
        fixed, rest = self.clock.steps(mode.fixed_s), mode.unit_ms % (1000 * self.clock.grid_s)
        if rest:
            raise ValueError(f"{mode.unit_ms} ms a unit is not a multiple of {self.clock.grid_s} s")
        each = mode.unit_ms // (1000 * self.clock.grid_s)
        run = self.number(fixed + each * left, f"{name} run")
        self.model.add(run == fixed + each * slot.quantity).only_enforce_if(present)
        self.model.add(run == 0).only_enforce_if(~present)
        return run
