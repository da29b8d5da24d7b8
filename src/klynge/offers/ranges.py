# SPDX-License-Identifier: Apache-2.0
"""What an expression may come to while choices are still open: the least and the most of a number, both or one of a
truth.

Plain interval arithmetic over the options and numbers that are left: what it says holds for every product that is left
(and perhaps for some that rules forbid), so it can prove that something takes *at least* so long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from klynge.configure.expression import (
    Apply,
    Arithmetic,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Connect,
    Connective,
    DerivedOf,
    Expression,
    Function,
    IsOption,
    LookUp,
    Not,
    Number,
    NumberOf,
    OrderQuantity,
    SameOption,
    WithinRanges,
)
from klynge.configure.model import ProductModel

Left = Mapping[str, frozenset[str] | tuple[int, int]]
"""What is left of each variable: options, or the least and the greatest number."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None where it has no end or is not known.

    With `sure` false there may be no value at all: no row of a look-up table fits, or it is divided by zero.
    """

    low: Fraction | None
    high: Fraction | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Truth:
    """Whether a condition can hold, and whether it can fail, as far as is known."""

    can_hold: bool
    can_fail: bool


ANYTHING = Range(None, None, False)
EITHER = Truth(True, True)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Ranges of a model's expressions for what is left of its variables, at an order quantity."""

    model: ProductModel
    left: Left
    quantity: int
    _derived: dict[str, Range] = field(default_factory=dict, repr=False, compare=False)

    def number(self, expression: Expression) -> Range:
        """The least and the most that a number may be."""
        match expression:
            case Number(value):
                return Range(value, value)
            case OrderQuantity():
                return Range(Fraction(self.quantity), Fraction(self.quantity))
            case NumberOf(variable):
                span = self.left.get(variable)
                return Range(Fraction(span[0]), Fraction(span[1])) if isinstance(span, tuple) else ANYTHING
            case DerivedOf(name):
                if name not in self._derived:
                    self._derived[name] = self.number(self.model.derived[name].value)
                return self._derived[name]
            case Calculate(operator, left, right):
                return _calculated(operator, self.number(left), self.number(right))
            case Apply(function, arguments):
                return self._applied(function, arguments)
            case Choose(condition, then, otherwise):
                when = self.truth(condition)
                parts = [self.number(then)] * when.can_hold + [self.number(otherwise)] * when.can_fail
                return _hull(parts)
            case LookUp(table, column):
                return self._looked_up(table, column)
            case _:
                return ANYTHING

    def truth(self, expression: Expression | None) -> Truth:
        """Whether a condition can hold and can fail; no condition always holds."""
        match expression:
            case None:
                return Truth(True, False)
            case IsOption(variable, options):
                there = self.left.get(variable)
                if not isinstance(there, frozenset):
                    return EITHER
                return Truth(bool(there & options), bool(there - options))
            case SameOption(left, right):
                one, two = self.left.get(left), self.left.get(right)
                if not isinstance(one, frozenset) or not isinstance(two, frozenset):
                    return EITHER
                return Truth(bool(one & two), len(one | two) > 1)
            case WithinRanges(number, ranges):
                value = self.number(number)
                inside = [_compared(Comparison.AT_LEAST, value, Range(low, low)) for low, _ in ranges]
                below = [_compared(Comparison.AT_MOST, value, Range(high, high)) for _, high in ranges]
                within = [_all((a, b)) for a, b in zip(inside, below, strict=True)]
                return _any(within)
            case Compare(operator, left, right):
                return _compared(operator, self.number(left), self.number(right))
            case Not(operand):
                inner = self.truth(operand)
                return Truth(inner.can_fail, inner.can_hold)
            case Connect(connective, operands):
                return _connected(connective, [self.truth(operand) for operand in operands])
            case _:
                return EITHER

    def _applied(self, function: Function, arguments: tuple[Expression, ...]) -> Range:
        if function is Function.COUNT:
            truths = [self.truth(argument) for argument in arguments]
            sure = sum(not truth.can_fail for truth in truths)
            return Range(Fraction(sure), Fraction(sum(truth.can_hold for truth in truths)))
        values = [self.number(argument) for argument in arguments]
        one = values[0]
        match function:
            case Function.MIN:
                low, high = _least([v.low for v in values], all_known=True), _least([v.high for v in values])
                return Range(low, high, all(v.sure for v in values))
            case Function.MAX:
                low, high = _most([v.low for v in values]), _most([v.high for v in values], all_known=True)
                return Range(low, high, all(v.sure for v in values))
            case Function.ABS:
                return _absolute(one)
            case Function.FLOOR:
                return _stepped(one, floor)
            case Function.CEIL:
                return _stepped(one, ceil)
            case Function.ROUND:
                return _stepped(one, _rounded)
            case _:
                assert_never(function)

    def _looked_up(self, name: str, column: str) -> Range:
        """Over the rows whose key cells something left fits."""
        table = self.model.tables[name]
        number = table.columns.index(column)
        values = [
            row.values[number]
            for row in table.rows
            if all(self._fits(variable, cell) for variable, cell in zip(table.variables, row.cells, strict=True))
        ]
        return Range(min(values), max(values), False) if values else ANYTHING

    def _fits(self, variable: str, cell: frozenset[str] | tuple[tuple[int, int], ...] | None) -> bool:
        left = self.left.get(variable)
        if cell is None or left is None:
            return True
        if isinstance(cell, frozenset):
            return not isinstance(left, frozenset) or bool(cell & left)
        return not isinstance(left, tuple) or any(low <= left[1] and left[0] <= high for low, high in cell)


def _hull(parts: Iterable[Range]) -> Range:
    some = list(parts)
    low, high = _least([part.low for part in some], all_known=True), _most([part.high for part in some], all_known=True)
    return Range(low, high, all(part.sure for part in some))


def _least(values: Iterable[Fraction | None], all_known: bool = False) -> Fraction | None:
    some = list(values)
    known = [value for value in some if value is not None]
    return None if not known or (all_known and len(known) < len(some)) else min(known)


def _most(values: Iterable[Fraction | None], all_known: bool = False) -> Fraction | None:
    some = list(values)
    known = [value for value in some if value is not None]
    return None if not known or (all_known and len(known) < len(some)) else max(known)


def _calculated(operator: Arithmetic, left: Range, right: Range) -> Range:
    sure = left.sure and right.sure
    match operator:
        case Arithmetic.ADD:
            return Range(_sum(left.low, right.low), _sum(left.high, right.high), sure)
        case Arithmetic.SUBTRACT:
            return Range(_difference(left.low, right.high), _difference(left.high, right.low), sure)
        case Arithmetic.MULTIPLY:
            return _corners(left, right, lambda a, b: a * b)
        case Arithmetic.DIVIDE:
            return _corners(left, right, lambda a, b: a / b) if _has_no_zero(right) else ANYTHING
        case Arithmetic.FLOOR_DIVIDE:
            return _stepped(_calculated(Arithmetic.DIVIDE, left, right), floor)
        case Arithmetic.REMAINDER:
            positive = right.low is not None and right.low > 0
            return Range(Fraction(0), right.high, sure) if positive else ANYTHING
        case _:
            assert_never(operator)


def _sum(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a + b


def _difference(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b


def _corners(left: Range, right: Range, of: Callable[[Fraction, Fraction], Fraction]) -> Range:
    sure = left.sure and right.sure
    if None in (left.low, left.high, right.low, right.high):
        known = left.low is not None and right.low is not None and left.low >= 0 and right.low > 0
        return Range(Fraction(0) if known else None, None, sure)  # of two that are not negative neither is the result
    values = [of(a, b) for a in (left.low, left.high) for b in (right.low, right.high) if a is not None is not b]
    return Range(min(values), max(values), sure)


def _has_no_zero(value: Range) -> bool:
    return (value.low is not None and value.low > 0) or (value.high is not None and value.high < 0)


def _absolute(value: Range) -> Range:
    if value.low is not None and value.low >= 0:
        return value
    if value.low is None or value.high is None:
        return Range(Fraction(0), None, value.sure)
    high = max(-value.low, abs(value.high))
    return Range(-value.high if value.high < 0 else Fraction(0), high, value.sure)


def _stepped(value: Range, step: Callable[[Fraction], int]) -> Range:
    return Range(
        None if value.low is None else Fraction(step(value.low)),
        None if value.high is None else Fraction(step(value.high)),
        value.sure,
    )


def _rounded(value: Fraction) -> int:
    """To the nearest whole number, halves away from zero."""
    return floor(value + Fraction(1, 2)) if value >= 0 else -floor(-value + Fraction(1, 2))


def _compared(operator: Comparison, left: Range, right: Range) -> Truth:
    if not (left.sure and right.sure):
        return EITHER  # without a value it neither holds nor fails
    match operator:
        case Comparison.LESS:
            return Truth(not _surely_at_least(left, right), not _surely_below(left, right))
        case Comparison.AT_LEAST:
            return Truth(not _surely_below(left, right), not _surely_at_least(left, right))
        case Comparison.AT_MOST:
            return Truth(not _surely_below(right, left), not _surely_at_least(right, left))
        case Comparison.MORE:
            return Truth(not _surely_at_least(right, left), not _surely_below(right, left))
        case Comparison.EQUAL:
            return Truth(not _apart(left, right), not _one(left, right))
        case Comparison.UNEQUAL:
            return Truth(not _one(left, right), not _apart(left, right))
        case _:
            assert_never(operator)


def _surely_below(left: Range, right: Range) -> bool:
    return left.high is not None and right.low is not None and left.high < right.low


def _surely_at_least(left: Range, right: Range) -> bool:
    return left.low is not None and right.high is not None and left.low >= right.high


def _apart(left: Range, right: Range) -> bool:
    return _surely_below(left, right) or _surely_below(right, left)


def _one(left: Range, right: Range) -> bool:
    """Whether both are the same single number."""
    return left.low is not None and left.low == left.high == right.low == right.high


def _all(truths: Iterable[Truth]) -> Truth:
    some = list(truths)
    return Truth(all(truth.can_hold for truth in some), any(truth.can_fail for truth in some))


def _any(truths: Iterable[Truth]) -> Truth:
    some = list(truths)
    return Truth(any(truth.can_hold for truth in some), all(truth.can_fail for truth in some))


def _connected(connective: Connective, truths: list[Truth]) -> Truth:
    match connective:
        case Connective.AND:
            return _all(truths)
        case Connective.OR:
            return _any(truths)
        case Connective.IMPLIES:
            first, second = truths
            return _any((Truth(first.can_fail, first.can_hold), second))
        case Connective.EQUIVALENT:
            first, second = truths
            same = (first.can_hold and second.can_hold) or (first.can_fail and second.can_fail)
            differ = (first.can_hold and second.can_fail) or (first.can_fail and second.can_hold)
            return Truth(same, differ)
        case _:
            assert_never(connective)
