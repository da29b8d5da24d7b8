# SPDX-License-Identifier: Apache-2.0
"""Choices as flags on the diagram's literals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ..compiled.columns import Array, Flags
from ..compiled.domains import Value
from ..compiled.product import CompiledProduct
from ..compiled.reckoning import Fixed, part
from ..model import ChoiceVariable, NumberVariable, TextVariable
from .errors import UnknownChoiceError


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What some choices leave allowed, and the numbers of planes among them."""

    product: CompiledProduct
    allowed: Flags
    fixed: Fixed

    def classes(self, plane: int) -> slice:
        """The literals of a plane's classes."""
        return literals(self.product, self.product.class_of[plane])


def literals(product: CompiledProduct, variable: int) -> slice:
    """The literals of a variable of the diagram."""
    first = product.diagram.first
    return slice(int(first[variable]), int(first[variable + 1]))


def state(product: CompiledProduct, choices: Mapping[str, Value], without: Iterable[str] = ()) -> State:
    """The state of some choices, known to be values of their variables; of all but those `without`."""
    left = {name: value for name, value in choices.items() if name not in set(without)}
    allowed = product.diagram.allowed()
    fixed = tuple(sorted((name, int(value)) for name, value in left.items() if name in product.plane_of))
    for name, value in left.items():
        if name in product.domains:
            literal = product.literal(name, value)
            allowed[literals(product, product.number_of[name])] = False
            if literal is not None:
                allowed[literal] = True
    for plane in {product.plane_of[name] for name, _ in fixed}:
        allowed[literals(product, product.class_of[plane])] &= part(product, plane, fixed).present
    return State(product, allowed, fixed)


def check(product: CompiledProduct, variable: str, value: Value) -> Value:
    """The value, of the right type; UnknownChoiceError when the variable never has it in the model."""
    model = product.model
    found = model.variables.get(variable)
    if found is None:
        names = ", ".join(model.variables)
        raise UnknownChoiceError(f"{variable} is no variable of {model.id}: choose among {names}")
    if isinstance(found, ChoiceVariable):
        options = [one.id for one in found.options]
        if value not in options:
            raise UnknownChoiceError(f"{value} is no option of {variable}: choose among {', '.join(options)}")
        return value
    if isinstance(found, NumberVariable):
        return _number(found, value)
    return _text(found, value)


def _number(variable: NumberVariable, value: Value) -> int:
    text = str(value).strip()
    number = int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) and not isinstance(value, bool) else None
    fits = number is not None and any(
        one.low <= number <= one.high and (number - one.low) % one.step == 0 for one in variable.spans
    )
    if number is None or not fits:
        ranges = ", ".join(
            f"{one.low}" if one.low == one.high else f"{one.low}..{one.high} step {one.step}" for one in variable.spans
        )
        raise UnknownChoiceError(
            f"{variable.id} cannot be {text}: give a whole number of {ranges} {variable.unit}".rstrip()
        )
    return number


def _text(variable: TextVariable, value: Value) -> str:
    text = str(value)
    if len(text) > variable.longest:
        raise UnknownChoiceError(f"{variable.id} has {len(text)} characters: give at most {variable.longest}")
    if variable.pattern and not re.fullmatch(variable.pattern, text) and (text or variable.required):
        example = f", such as {variable.example}" if variable.example else ""
        raise UnknownChoiceError(f"{variable.id} cannot be {text!r}: give a text that fits {variable.pattern}{example}")
    return text


def codes(product: CompiledProduct, values: Array) -> dict[str, Array]:
    """Codes of the variables taken value by value, of a solution of the diagram."""
    return {name: domain.codes[values[product.number_of[name]]] for name, domain in product.domains.items()}


def weights(product: CompiledProduct, given: State) -> dict[int, tuple[int, ...]]:
    """How many points each class of a plane stands for, by the diagram's variable; of planes where it is not one."""
    found = {}
    for plane, variable in enumerate(product.class_of):
        counts = part(product, plane, given.fixed).counts
        if any(count > 1 for count in counts):
            found[variable] = counts
    return found


def as_flags(size: int, places: Iterable[int]) -> Flags:
    """Flags that are set at some places."""
    flags = np.zeros(size, np.bool_)
    flags[list(places)] = True
    return flags
