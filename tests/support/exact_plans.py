# SPDX-License-Identifier: Apache-2.0
"""From a plan into the exact model (is it one of its plans?) and back (what plan did it find?)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.support.exact_model import ExactModel
from tests.support.exact_parts import Option, Slot, Task

from klynge.job import Reported
from klynge.network.model import Kind
from klynge.planning.check.lanes import Transport
from klynge.planning.plan import Lot, Outcome, Peg, Plan, PoolUse, Portion


def hold_to(exact: ExactModel, plan: Plan) -> None:
    """Fix the model to a plan: it has a solution only if the plan keeps all rules."""
    planned = {order for order, outcome in plan.outcomes.items() if outcome.delivered is not None}
    for order, present in exact.orders.items():
        exact.model.add(present == (order in planned))
    names = _lots(exact, plan)
    portions: dict[tuple[str, str, str], list[Portion]] = defaultdict(list)
    for portion in plan.portions:
        if not portion.frozen:
            job = names[portion.job] if not portion.order else portion.job
            portions[portion.order, job, portion.operation].append(portion)
    batches: dict[int, str] = {}
    for (order, job), group in exact.groups.items():
        for name, task in group.tasks.items():
            placed = portions.get((order, job, name), [])
            if len(placed) > len(task.slots):
                exact.model.add_bool_or([])  # more portions than there may be
            _fix_task(exact, task, sorted(placed, key=lambda each: (each.start, each.unit)), names, batches)
    for option in exact.builder.options:
        for other, joins in option.joins.items():
            if batches.get(option.number, "") != batches.get(other, "-"):
                exact.model.add(joins == 0)


def _lots(exact: ExactModel, plan: Plan) -> dict[str, str]:
    """The model's name of each supply lot of the plan, in the order in which they are there."""
    names: dict[str, str] = {}
    for index in range(len(exact.work.supplies)):
        made = [lot for lot in exact.lots if lot.index == index]
        lots = sorted((lot for lot in plan.lots if lot.supply == index), key=lambda lot: lot.available)
        for n, candidate in enumerate(made):
            exact.model.add(candidate.group.present == (n < len(lots)))
        for n, lot in enumerate(lots):
            names[lot.id] = made[n].group.id if n < len(made) else "more lots than could be pegged"
    return names


def _fix_task(
    exact: ExactModel, task: Task, placed: list[Portion], names: dict[str, str], batches: dict[int, str]
) -> None:  # fmt: skip
    model, clock = exact.model, exact.clock
    for n, slot in enumerate(task.slots):
        model.add(slot.present == (n < len(placed)))
    for slot, portion in zip(task.slots, placed, strict=False):
        option = slot.options[portion.mode]
        model.add(option.present == 1)
        model.add(slot.quantity == portion.quantity)
        times = (slot.setup_start, portion.setup_start), (slot.start, portion.start), (slot.end, portion.end)
        for variable, told in times:
            model.add(variable == clock.grid(told))
        if option.centre.kind is not Kind.EXTERNAL:
            model.add(option.units[portion.unit] == 1)
        batches[option.number] = portion.batch or f"alone {option.number}"
        for use in portion.pools:
            chosen = exact.choices[option.number, use.need, use.pool]
            model.add(chosen == 1).only_enforce_if(option.leads)
        _fix_pegs(exact, slot, portion, names)


def _fix_pegs(exact: ExactModel, slot: Slot, portion: Portion, names: dict[str, str]) -> None:
    wanted: dict[tuple[str, str, str], int] = defaultdict(int)
    for peg in portion.pegs:
        name = names[peg.id] if peg.source == "lot" else peg.id
        wanted[peg.item, peg.source, name] += peg.quantity
    for taker, item, source, name, quantity in exact.pegs.taken:
        if taker is slot:
            exact.model.add(quantity == wanted.pop((item, source, name), 0))
    if any(wanted.values()):
        exact.model.add_bool_or([])  # pegs that nothing allows


def plan_of(exact: ExactModel, values: list[int]) -> Plan:
    """The plan that a solution means."""
    reader = _Reader(exact, values)
    portions = [
        portion for group in exact.groups.values() for task in group.tasks.values() for portion in reader.read(task)
    ]
    lots = tuple(reader.lot(n) for n, lot in enumerate(exact.lots) if reader.is_true(lot.group.present))
    outcomes = {}
    for order, present in exact.orders.items():
        delivered = _delivered(exact, order, portions) if reader.is_true(present) else None
        outcomes[order] = Outcome(order, delivered, "" if delivered is not None else "not worth it")
    clock = exact.clock
    return Plan(exact.network.epoch, clock.start_s, clock.engine(clock.end), tuple(portions), lots, outcomes)


def _delivered(exact: ExactModel, order: str, portions: list[Portion]) -> int:
    transport, arrivals = Transport(exact.network), []
    for (of_order, name), job in exact.jobs.items():
        if of_order != order or not job.region:
            continue
        followed = {link.before for link in job.precedence if not link.before_job}
        for operation in (each for each in job.operations if each.id not in followed):
            placed = [one for one in portions if (one.order, one.job, one.operation) == (order, name, operation.id)]
            last = max(placed, key=lambda one: one.end)
            arrives = transport.arrive(operation.modes[last.mode].site, job.region, last.end)
            arrivals.append(last.end if arrives is None else arrives)
    return max(arrivals)


class _Reader:
    """Reads portions and lots out of a solution."""

    def __init__(self, exact: ExactModel, values: list[int]) -> None:
        self.exact, self.values = exact, values

    def value(self, variable: Any) -> int:
        return variable if isinstance(variable, int) else self.values[variable.index]

    def is_true(self, literal: Any) -> bool:
        return bool(self.value(literal))

    def read(self, task: Task) -> list[Portion]:
        portions = [self._told(task, facts) for facts in task.operation.reported]
        for slot in task.slots:
            portions += [self._portion(slot, option) for option in slot.options if self.is_true(option.present)]
        return portions

    def _told(self, task: Task, facts: Reported) -> Portion:
        modes, clock = task.operation.modes, self.exact.clock
        mode = next(n for n, each in enumerate(modes) if each.work_centre == facts.work_centre)
        start, end = (clock.engine(clock.at(each)) for each in (facts.start, facts.end))
        return Portion(
            order=task.group.order,
            job=task.group.id,
            operation=task.operation.id,
            mode=mode,
            work_centre=facts.work_centre,
            unit=facts.unit,
            quantity=facts.quantity,
            setup_start=start,
            start=start,
            end=end,
            family=modes[mode].family,
            frozen=True,
        )

    def _portion(self, slot: Slot, option: Option) -> Portion:
        clock = self.exact.clock
        leader = option
        for number, joins in option.joins.items():
            if self.is_true(joins):
                leader = self.exact.builder.options[number]
        return Portion(
            order=slot.task.group.order,
            job=slot.task.group.id,
            operation=slot.task.operation.id,
            mode=option.index,
            work_centre=option.mode.work_centre,
            unit=next(n for n, literal in enumerate(option.units) if self.is_true(literal)),
            quantity=self.value(slot.quantity),
            setup_start=clock.engine(self.value(slot.setup_start)),
            start=clock.engine(self.value(slot.start)),
            end=clock.engine(self.value(slot.end)),
            family=option.mode.family,
            batch=f"batch {leader.number}" if option.centre.kind is Kind.BATCH else "",
            pools=self._pools(leader),
            pegs=self._pegs(slot),
        )

    def _pools(self, option: Option) -> tuple[PoolUse, ...]:
        return tuple(
            PoolUse(number, pool, need.amount)
            for number, need in enumerate(option.mode.needs if option.centre.kind is not Kind.EXTERNAL else ())
            for pool in need.pools
            if self.is_true(self.exact.choices[option.number, number, pool])
        )

    def _pegs(self, slot: Slot) -> tuple[Peg, ...]:
        pegs = []
        clock, network = self.exact.clock, self.exact.network
        for taker, item, source, name, quantity in self.exact.pegs.taken:
            if taker is not slot or not self.value(quantity):
                continue
            if source == "stock":
                available = clock.engine(clock.at(network.stock[name].available))
            elif source == "purchase":
                available = clock.engine(slot.task.group.release) + (network.items[item].lead_time_s or 0)
            else:
                lot = next(lot for lot in self.exact.lots if lot.group.id == name)
                available = clock.engine(self.value(lot.available))
            pegs.append(Peg(item, self.value(quantity), source, name, available))
        return tuple(pegs)

    def lot(self, number: int) -> Lot:
        made = self.exact.lots[number]
        available = self.exact.clock.engine(self.value(made.available))
        supply = made.supply
        expires = None if supply.shelf_life_s is None else available + supply.shelf_life_s
        return Lot(made.group.id, made.index, supply.item, supply.site, supply.lot, available, expires)
