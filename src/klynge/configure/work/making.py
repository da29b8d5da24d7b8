# SPDX-License-Identifier: Apache-2.0
"""How one product's configurations are made: steps with their ways and links, materials, and parts of other products.

Everything is worked out here once for a configuration, in whole seconds, øre and pieces; rows, bill of materials and
the text for the shop floor are written from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from klynge.configure.evaluate import (
    Evaluator,
    NoValueError,
    gram,
    milliseconds,
    ore,
    quantity,
    seconds,
    thousandths,
)
from klynge.configure.expression import Expression
from klynge.configure.model import (
    BillLine,
    Place,
    ProductModel,
    SameAs,
    StepTemplate,
    SubProduct,
    Way,
)
from klynge.configure.template import names
from klynge.configure.walk import uses_quantity

from .configuration import Value
from .fault import ConfigurationError, Fault, fault
from .made import Made, MadeLink, MadeStep, MadeWay, Part, Used
from .remembering import Remembered, remember
from .values import Values

_Rounding = Callable[[int | Fraction], int]


class Making:
    """Works out how configurations of one product are made."""

    def __init__(self, model: ProductModel, evaluator: Evaluator) -> None:
        self.model = model
        self.evaluator = evaluator
        self._templates = {step.id: step for step in model.steps}
        self._holds = {step.id: Remembered[bool](model, [step.when]) for step in model.steps}
        self._cores = {step.id: Remembered[MadeStep](model, _of_step(step), _of_families(step)) for step in model.steps}
        self._lags = {step.id: Remembered[dict[str, MadeLink]](model, _of_links(step)) for step in model.steps}
        self._linked: dict[tuple[int, tuple[MadeLink, ...]], tuple[MadeStep, MadeStep]] = {}
        self._used = [Remembered[Used | None](model, [line.when, line.quantity]) for line in model.bill]
        self._weight = Remembered[int](model, [model.weight_g])
        self.by_quantity = any(map(uses_quantity, _expressions(model)))

    def made(self, name: str, values: Values, ordered: int) -> Made:
        """How so many pieces are made. Raises ConfigurationError with every place of the product that has no answer."""
        asking = _Asking(self.evaluator, values, ordered)
        there = {step.id for step in self.model.steps if self._is_there(asking, step)}
        if not there and not asking.faults:
            asking.faults.append(fault("no-step", "routing", self.model.place))
        steps = tuple(self._step(asking, self._templates[one], there) for one in self._templates if one in there)
        used = [
            self._bill_line(asking, line, known, there) for line, known in zip(self.model.bill, self._used, strict=True)
        ]
        parts = [_part(asking, part, there) for part in self.model.parts]
        weight = self._weight.get(values, ordered, asking.faults, lambda: self._weighed(asking))
        if asking.faults:
            raise ConfigurationError(name, asking.faults)
        return Made(steps, _added_up(filter(None, used)), tuple(filter(None, parts)), weight)

    def _is_there(self, asking: _Asking, step: StepTemplate) -> bool:
        if step.when is None:
            return True
        return self._holds[step.id].get(
            asking.values, asking.ordered, asking.faults, lambda: asking.holds(step.when, _key(step), step.place)
        )

    def _weighed(self, asking: _Asking) -> int:
        return asking.whole(self.model.weight_g, gram, "weight_g", self.model.place, 0)

    def _bill_line(
        self, asking: _Asking, line: BillLine, known: Remembered[Used | None], there: set[str]
    ) -> Used | None:
        used = known.get(asking.values, asking.ordered, asking.faults, lambda: _used(asking, line))
        if used is not None and line.step not in there:
            asking.faults.append(fault("step-left-out", f"bill.{line.item}", line.place, step=line.step))
        return used

    def _step(self, asking: _Asking, step: StepTemplate, there: set[str]) -> MadeStep:
        """The step; the same object for all configurations that make it alike."""
        values, ordered, faults = asking.values, asking.ordered, asking.faults
        core = self._cores[step.id].get(values, ordered, faults, lambda: self._core(asking, step))
        own = self._lags[step.id].get(values, ordered, faults, lambda: _links(asking, step))
        links = tuple(self._links(step, own, there).values())
        key = (id(core), links)
        if key not in self._linked or self._linked[key][0] is not core:
            remember(self._linked, key, (core, replace(core, after=links)))
        return self._linked[key][1]

    def _core(self, asking: _Asking, step: StepTemplate) -> MadeStep:
        """The step without what comes before it."""
        key = _key(step)
        ways = [way for way in step.ways if asking.holds(way.when, f"{key}.ways", way.place)]
        if not ways:
            asking.faults.append(fault("no-way", key, step.place, step=step.id))
        share = asking.number(step.yield_share, f"{key}.yield", step.place)
        permille = 1000 if share is None else thousandths(share)
        if not 1 <= permille <= 1000:
            asking.faults.append(fault("yield", f"{key}.yield", step.place, value=f"{float(share or 0):g}"))
        return MadeStep(
            step,
            tuple(self._way(asking, way, f"{key}.ways") for way in ways),
            (),
            permille,
            asking.whole(step.max_lots, quantity, f"{key}.max_lots", step.place, 1, least=1),
            asking.whole(step.min_lot, quantity, f"{key}.min_lot", step.place, 1, least=1),
        )

    def _way(self, asking: _Asking, way: Way, key: str) -> MadeWay:
        def whole(expression: Expression | None, to: _Rounding, name: str) -> int:
            return asking.whole(expression, to, f"{key}.{name}", way.place, 0)

        return MadeWay(
            way.work_centre,
            way.place,
            whole(way.fixed, seconds, "fixed"),
            whole(way.per_unit, milliseconds, "per_unit"),
            "" if way.family is None else self.evaluator.family(way.family, asking.values),
            way.pause,
            way.setup_needs,
            way.run_needs,
            whole(way.load_per_unit, quantity, "load_per_unit"),
            way.agreement,
            whole(way.cost, ore, "cost"),
            whole(way.cost_per_unit, ore, "cost_per_unit"),
        )

    def _links(self, step: StepTemplate, own: Mapping[str, MadeLink], there: set[str]) -> dict[str, MadeLink]:
        """The links by the step before. One that is left out hands on those before it, without what held for it."""
        found = {name: link for name, link in own.items() if name in there}
        handed = [name for name in own if name not in there]
        seen: set[str] = set()
        while handed:
            name = handed.pop(0)
            if name in seen:
                continue
            seen.add(name)
            for after in self._templates[name].after:
                if after.step not in there:
                    handed.append(after.step)
                elif after.step not in found:
                    found[after.step] = MadeLink(after.step, step.place)
        return found


class _Asking:
    """Evaluates expressions for one configuration and gathers those that have no value."""

    def __init__(self, evaluator: Evaluator, values: Values, ordered: int) -> None:
        self.evaluator = evaluator
        self.values = values
        self.ordered = ordered
        self.faults: list[Fault] = []

    def holds(self, condition: Expression | None, key: str, place: Place) -> bool:
        if condition is None:
            return True
        try:
            return self.evaluator.truth(condition)(self.values, quantity=self.ordered)
        except NoValueError as error:
            self.faults.append(fault("no-value", key, place, why=str(error)))
            return False

    def number(self, expression: Expression | None, key: str, place: Place) -> Fraction | int | None:
        if expression is None:
            return None
        try:
            return self.evaluator.number(expression)(self.values, quantity=self.ordered)
        except NoValueError as error:
            self.faults.append(fault("no-value", key, place, why=str(error)))
            return None

    def whole(
        self, expression: Expression | None, rounding: _Rounding, key: str, place: Place, default: int, least: int = 0
    ) -> int:
        number = self.number(expression, key, place)
        if number is None:
            return default
        rounded = rounding(number)
        if rounded < least:
            self.faults.append(fault("too-small", key, place, value=_shown(number), least=least))
            return least
        return rounded


def _links(asking: _Asking, step: StepTemplate) -> dict[str, MadeLink]:
    """The links as they are written, whether the step before is there or not."""
    found = {}
    for after in step.after:
        key = f"{_key(step)}.after.{after.step}"
        longest = asking.number(after.max_lag, f"{key}.max_lag", step.place)
        transfer = asking.number(after.transfer_quantity, f"{key}.transfer", step.place)
        found[after.step] = MadeLink(
            after.step,
            step.place,
            asking.whole(after.min_lag, seconds, f"{key}.min_lag", step.place, 0),
            None if longest is None else int(longest // 1),  # rounded up it might be longer than it may be
            None if transfer is None else max(1, quantity(transfer)),
        )
    return found


def _used(asking: _Asking, line: BillLine) -> Used | None:
    key = f"bill.{line.item}"
    if not asking.holds(line.when, key, line.place):
        return None
    number = asking.number(line.quantity, key, line.place)
    if number is None or number == 0:
        return None
    if number < 0:
        asking.faults.append(fault("too-small", key, line.place, value=_shown(number), least=0))
        return None
    return Used(line.step, line.item, Fraction(number), line.place)


def _added_up(lines: Iterable[Used]) -> tuple[Used, ...]:
    """Several lines for the same item at the same step are one."""
    found: dict[tuple[str, str], Used] = {}
    for line in lines:
        before = found.get((line.step, line.item))
        found[line.step, line.item] = replace(before, quantity=before.quantity + line.quantity) if before else line
    return tuple(found.values())


def _part(asking: _Asking, part: SubProduct, there: set[str]) -> Part | None:
    key = f"parts.{part.id}"
    if not asking.holds(part.when, key, part.place):
        return None
    number = asking.number(part.quantity, f"{key}.quantity", part.place)
    if number is None or number == 0:
        return None
    if number < 0:
        asking.faults.append(fault("too-small", f"{key}.quantity", part.place, value=_shown(number), least=0))
        return None
    if part.step not in there:
        asking.faults.append(fault("step-left-out", key, part.place, step=part.step))
        return None
    choices: dict[str, Value] = {}
    for name, said in part.choices.items():
        if isinstance(said, str):
            choices[name] = said
        elif isinstance(said, SameAs):
            choices[name] = asking.values[said.variable]
        else:
            value = asking.number(said, f"{key}.choices.{name}", part.place)
            if value is not None and value != int(value):
                asking.faults.append(fault("not-whole", f"{key}.choices.{name}", part.place, value=_shown(value)))
            elif value is not None:
                choices[name] = int(value)
    return Part(part, Fraction(number), choices)


def _key(step: StepTemplate) -> str:
    return f"routing.{step.id}"


def _shown(number: Fraction | int) -> str:
    return f"{float(number):g}"


def _of_step(step: StepTemplate) -> list[Expression | None]:
    found = [step.yield_share, step.max_lots, step.min_lot]
    for way in step.ways:
        found += [way.when, way.fixed, way.per_unit, way.load_per_unit, way.cost, way.cost_per_unit]
    return found


def _of_families(step: StepTemplate) -> list[str]:
    return [name for way in step.ways if way.family is not None for name in names(way.family.pattern)]


def _of_links(step: StepTemplate) -> list[Expression | None]:
    return [one for after in step.after for one in (after.min_lag, after.max_lag, after.transfer_quantity)]


def _expressions(model: ProductModel) -> list[Expression]:
    """The expressions of work in which how many are ordered may stand."""
    found: list[Expression | None] = []
    for step in model.steps:
        found += [step.when, *_of_step(step), *_of_links(step)]
    for line in model.bill:
        found += [line.when, line.quantity]
    for part in model.parts:
        found += [part.when, part.quantity]
        found += [said for said in part.choices.values() if not isinstance(said, str | SameAs)]
    return [one for one in found if one is not None]
