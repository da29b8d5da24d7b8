# SPDX-License-Identifier: Apache-2.0
"""What each variable may be on a day: the options in force, and the values of numbers, each with its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from ..model import ChoiceVariable, NumberVariable, ProductModel
from .columns import Array

Value = str | int
FEW = 64  # numbers with no more values than this are taken value by value


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """The values of one variable that is taken value by value, and their codes."""

    variable: str
    values: tuple[Value, ...]
    codes: Array

    @property
    def unsold(self) -> bool:
        """Whether no option is sold on the day; then its one value is the empty text, which nobody can choose."""
        return self.values == ("",)


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The values of a number in stretches that no rule tells apart: `low`, `low + step`, ... `high`."""

    variable: str
    low: Array
    high: Array
    step: Array

    def index(self, value: int) -> int | None:
        """The stretch of a value, if it has one."""
        place = int(np.searchsorted(self.low, value, side="right")) - 1
        if place < 0 or value > self.high[place] or (value - self.low[place]) % self.step[place]:
            return None
        return place

    @property
    def counts(self) -> Array:
        """How many values each stretch has."""
        return (self.high - self.low) // self.step + 1

    @property
    def single(self) -> bool:
        """Whether each stretch is one value."""
        return bool((self.low == self.high).all())


def in_force(first: date | None, last: date | None, on: date) -> bool:
    """Whether something is valid on a day."""
    return (first is None or first <= on) and (last is None or on <= last)


def codes_of(model: ProductModel) -> dict[str, int]:
    """A number for each option identifier of the model, the same in all variables."""
    codes: dict[str, int] = {}
    for variable in model.variables.values():
        if isinstance(variable, ChoiceVariable):
            for option in variable.options:
                codes.setdefault(option.id, len(codes))
    return codes


def options_on(variable: ChoiceVariable, on: date) -> tuple[str, ...]:
    """The options that may be chosen on a day."""
    return tuple(one.id for one in variable.options if in_force(one.valid_from, one.valid_to, on))


def size(variable: NumberVariable) -> int:
    """How many values a number may have."""
    return sum((span.high - span.low) // span.step + 1 for span in variable.spans)


def all_values(variable: NumberVariable) -> Array:
    """Every value of a number, ascending."""
    return np.unique(np.concatenate([np.arange(one.low, one.high + 1, one.step) for one in variable.spans]))


def domain_of(variable: ChoiceVariable | NumberVariable, codes: dict[str, int], on: date) -> Domain:
    """The domain of a variable that is taken value by value."""
    if isinstance(variable, ChoiceVariable):
        options = options_on(variable, on)
        if not options:
            return Domain(variable.id, ("",), np.array([-1], np.int64))
        return Domain(variable.id, options, np.array([codes[one] for one in options], np.int64))
    values = all_values(variable)
    return Domain(variable.id, tuple(int(one) for one in values), values)


def full_axis(variable: NumberVariable) -> Axis:
    """An axis with a stretch for each value."""
    values = all_values(variable)
    return Axis(variable.id, values, values, np.ones(len(values), np.int64))


def cut_axis(variable: NumberVariable, breaks: Array) -> Axis:
    """An axis whose stretches never cross a break: the values below it stand apart from it and those above."""
    low, high, step = [], [], []
    for span in variable.spans:
        last = span.low + (span.high - span.low) // span.step * span.step
        inside = breaks[(breaks > span.low) & (breaks <= last)]
        starts = np.unique(np.concatenate([[span.low], span.low - (span.low - inside) // span.step * span.step]))
        starts = starts[starts <= last].astype(np.int64)
        low.append(starts)
        high.append(np.concatenate([starts[1:] - span.step, [last]]).astype(np.int64))
        step.append(np.full(len(starts), span.step, np.int64))
    order = np.argsort(np.concatenate(low), kind="stable")
    return Axis(variable.id, *(np.concatenate(part)[order] for part in (low, high, step)))
