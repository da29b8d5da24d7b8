# SPDX-License-Identifier: Apache-2.0
"""The sheet that follows a configured item through the shop: plain text that any printer prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from klynge.configure.evaluate import Evaluator, shown_number
from klynge.configure.model import AnyVariable, ChoiceVariable, NumberVariable, ProductModel
from klynge.network.units import unit_name

from .bill import BillItem, Kind
from .configuration import Configuration
from .fault import Language
from .figures import duration, weight
from .made import Made, MadeLink, MadeStep, MadeWay
from .texts import say
from .values import Values

_WIDE = 78


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet is of; `names` of the parts of other products, by item."""

    configuration: Configuration
    name: str
    values: Values
    quantity: int
    made: Made
    bill: BillItem
    names: Mapping[str, str]


def drawn(model: ProductModel, evaluator: Evaluator, sheet: Sheet, language: Language) -> str:
    """The sheet as text."""
    lines = [sheet.name, *_head(model, sheet, language)]
    if model.drawing:
        lines += ["", *(evaluator.text(line[language], sheet.values, language) for line in model.drawing)]
    lines += _section("choices", language, _choices(model, sheet, language))
    lines += _section("bill", language, _bill(sheet, language))
    lines += _section("steps", language, _steps(sheet, language))
    parts = [one for one in sheet.bill.parts if one.kind is Kind.MEMBER or one.item in sheet.names]
    lines += _section("parts", language, (_part(one, sheet, language) for one in parts))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _head(model: ProductModel, sheet: Sheet, language: Language) -> Iterator[str]:
    yield sheet.configuration.item
    said = [say("pieces", quantity=sheet.quantity, unit=unit_name(model.unit, language))[language]]
    said.append(say("version", version=sheet.configuration.version)[language])
    if sheet.made.weight_g:
        said.append(say("a-piece-weighs", weight=weight(sheet.made.weight_g, language))[language])
    yield " · ".join(said)


def _section(title: str, language: Language, lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return ["", f"{say(title)[language].upper()} ".ljust(_WIDE, "-"), *found] if found else []


def _choices(model: ProductModel, sheet: Sheet, language: Language) -> Iterator[str]:
    """What was chosen, by the name of each; what is not asked of such a product is left out."""
    asked = [(variable, sheet.configuration.choices.get(name)) for name, variable in model.variables.items()]
    told = [
        (variable.texts[language], _value(variable, value, language)) for variable, value in asked if value is not None
    ]
    wide = max((len(name) for name, _ in told), default=0)
    for name, value in told:
        yield f"{name:<{wide}}  {value}"


def _value(variable: AnyVariable, value: str | int, language: Language) -> str:
    if isinstance(variable, ChoiceVariable):
        return next((option.texts[language] for option in variable.options if option.id == value), str(value))
    if isinstance(variable, NumberVariable):
        return f"{value} {unit_name(variable.unit, language)}".rstrip()
    return str(value)


def _bill(sheet: Sheet, language: Language) -> Iterator[str]:
    for one in sheet.bill.parts:
        unit = unit_name(one.unit, language)
        quantity = f"{shown_number(one.per_piece, language)} {unit}".rstrip()
        total = f"{one.total} {unit}".rstrip()
        name = sheet.names.get(one.item, one.name)
        yield f"{quantity:>12}  {total:>12}  {one.step:<14} {one.item}{'  ' + name if name else ''}"


def _steps(sheet: Sheet, language: Language) -> Iterator[str]:
    for number, step in enumerate(sheet.made.steps, 1):
        yield f"{number:>2}  {step.template.texts.get(language, step.id)}{_after(sheet, step, number, language)}"
        for way in step.ways:
            yield f"    {_way(way, language)}"


def _after(sheet: Sheet, step: MadeStep, number: int, language: Language) -> str:
    """What a step waits for, unless that is the step above and nothing else."""
    above = sheet.made.steps[number - 2].id if number > 1 else ""
    if all(link.plain for link in step.after) and [link.before for link in step.after] == ([above] if above else []):
        return ""
    numbers = {one.id: at for at, one in enumerate(sheet.made.steps, 1)}
    if not step.after:
        return say("from-the-start")[language]
    return say("after", steps="; ".join(f"{numbers[link.before]}{_lags(link, language)}" for link in step.after))[
        language
    ]


def _lags(link: MadeLink, language: Language) -> str:
    said = []
    if link.min_lag_s:
        said.append(say("at-least", time=duration(1000 * link.min_lag_s, language))[language])
    if link.max_lag_s is not None:
        said.append(say("at-most", time=duration(1000 * link.max_lag_s, language))[language])
    if link.transfer_quantity is not None:
        said.append(say("overlap", quantity=link.transfer_quantity)[language])
    return "".join(f", {one}" for one in said)


def _way(way: MadeWay, language: Language) -> str:
    said = [way.work_centre]
    if way.family:
        said.append(say("family", family=way.family)[language])
    if way.fixed_s:
        said.append(say("fixed", time=duration(1000 * way.fixed_s, language))[language])
    if way.unit_ms:
        said.append(say("per-unit", time=duration(way.unit_ms, language))[language])
    return " · ".join(said)


def _part(one: BillItem, sheet: Sheet, language: Language) -> str:
    made_by = say("made-by", owner=one.owner)[language] if one.kind is Kind.MEMBER else ""
    return f"{one.total:>4} {unit_name(one.unit, language)}  {sheet.names.get(one.item, one.name)}  {one.item}{made_by}"
