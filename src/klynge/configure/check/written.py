# SPDX-License-Identifier: Apache-2.0
"""What can be seen from the model as it is written: missing translations, days that are past, missing prices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from klynge.configure.check.finding import Finding, warning
from klynge.configure.model import (
    ChoiceVariable,
    Derived,
    NumberVariable,
    Option,
    Place,
    PriceLine,
    ProductModel,
    Rule,
    StepTemplate,
    SubProduct,
    Texts,
)
from klynge.configure.walk import variables

_LANGUAGES = ("nb", "en")


def written(model: ProductModel, on: date) -> Iterator[Finding]:
    """The findings of a model, without asking what can be chosen."""
    for place, texts in _texts(model):
        for language in _LANGUAGES:
            if texts and language not in texts:
                text = next(iter(texts.values()))
                yield warning("translation", place, missing=language, text=text)
    yield from _expired(model, on)
    yield from _prices(model)
    if not model.steps:
        yield warning("no_routing", model.place)


def _texts(model: ProductModel) -> Iterator[tuple[Place, Texts]]:
    yield _under(model.place, "texts"), model.texts
    yield _under(model.place, "name"), model.name
    for group in model.groups:
        yield _under(model.place, f"groups.{group.id}"), group.texts
    for number, line in enumerate(model.drawing, 1):
        yield _under(model.place, f"drawing.{number}"), line
    for variable in model.variables.values():
        yield variable.place, variable.texts
        yield _under(variable.place, "help"), variable.help
        if isinstance(variable, ChoiceVariable):
            yield from ((option.place, option.texts) for option in variable.options)
    named: chain[Rule | Derived | StepTemplate | SubProduct] = chain(
        model.rules.values(), model.derived.values(), model.steps, model.parts
    )
    yield from ((one.place, one.texts) for one in named)
    yield from ((line.place, line.texts) for line in model.prices if not line.options_of)


def _under(place: Place, key: str) -> Place:
    return Place(place.file, place.line, f"{place.key}.{key}" if place.key else key)


def _expired(model: ProductModel, on: date) -> Iterator[Finding]:
    if model.valid_to is not None and model.valid_to < on:
        yield warning("expired", _under(model.place, "valid"), day=model.valid_to)
    options = chain.from_iterable(
        variable.options for variable in model.variables.values() if isinstance(variable, ChoiceVariable)
    )
    lines = (line for line in model.prices if not line.options_of)
    dated: chain[Option | Rule | PriceLine] = chain(options, model.rules.values(), lines)
    for one in dated:
        if one.valid_to is not None and one.valid_to < on:
            yield warning("expired", one.place, day=one.valid_to)


def _prices(model: ProductModel) -> Iterator[Finding]:
    """Choices that no price hangs on, and options without a price among options with one."""
    if not model.prices:
        yield warning("no_prices", model.place)
        return
    elsewhere = {model.identity.first} if model.identity else set()
    for line in model.prices:
        if not line.options_of:
            elsewhere |= variables(line.amount, model) | (variables(line.when, model) if line.when else frozenset())
    for variable in model.variables.values():
        if variable.id in elsewhere or not isinstance(variable, ChoiceVariable | NumberVariable):
            continue
        priced = {line.id.removeprefix(f"{variable.id}.") for line in model.prices if line.options_of == variable.id}
        if not priced:
            yield warning("not_priced", variable.place)
        elif isinstance(variable, ChoiceVariable) and len(without := _without(variable, priced)) > 1:
            # One option may go without, as the one that the others are dearer than; of more, some may be forgotten.
            yield warning("options_not_priced", variable.place, options=", ".join(without))


def _without(variable: ChoiceVariable, priced: set[str]) -> list[str]:
    return [option.id for option in variable.options if option.id not in priced and option.id != variable.otherwise]
