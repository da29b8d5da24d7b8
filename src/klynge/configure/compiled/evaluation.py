# SPDX-License-Identifier: Apache-2.0
"""Expressions evaluated for many assignments at once.

A column holds a number variable's values, or the codes of a choice variable's options: the same option identifier has
the same code in every variable. What decides a conjunction alone decides it, though the rest have no value.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from ..expression import (
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
from ..model import ProductModel, Table
from . import columns as col
from .columns import Array, Numbers, Truths

RELATIONS: dict[Comparison, Callable[[Array, Array], Any]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.UNEQUAL: operator.ne,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}
Result = Numbers | Truths


@dataclass(frozen=True, slots=True)
class Language:
    """What names mean: the model's derived quantities and tables, and the code of each option identifier."""

    model: ProductModel
    codes: Mapping[str, int]
    _names: dict[int, tuple[Expression, frozenset[str]]] = field(default_factory=dict, repr=False, compare=False)

    def inside(self, expression: Expression) -> tuple[Expression, ...]:
        """The parts of an expression; of a derived quantity what it stands for."""
        match expression:
            case DerivedOf(name):
                return (self.model.derived[name].value,)
            case WithinRanges(number, _):
                return (number,)
            case Compare(_, left, right) | Calculate(_, left, right):
                return (left, right)
            case Not(operand):
                return (operand,)
            case Connect(_, operands):
                return operands
            case Apply(_, arguments):
                return arguments
            case Choose(condition, then, otherwise):
                return (condition, then, otherwise)
        return ()

    def names(self, expression: Expression) -> frozenset[str]:
        """The variables that an expression depends on, remembered by the expression's identity."""
        known = self._names.get(id(expression))
        if known is None or known[0] is not expression:
            found: set[str] = set()
            self._gather(expression, found, set())
            known = self._names[id(expression)] = (expression, frozenset(found))
        return known[1]

    def _gather(self, expression: Expression, found: set[str], derived: set[str]) -> None:
        match expression:
            case NumberOf(variable) | IsOption(variable, _):
                found.add(variable)
            case SameOption(left, right):
                found |= {left, right}
            case LookUp(table, _):
                found.update(self.model.tables[table].variables)
            case DerivedOf(name):
                if name in derived:
                    return
                derived.add(name)
        for part in self.inside(expression):
            self._gather(part, found, derived)

    def walk(self, expression: Expression) -> Iterator[Expression]:
        """The expression and all its parts, what a derived quantity stands for once."""
        derived: set[str] = set()
        waiting = [expression]
        while waiting:
            part = waiting.pop()
            yield part
            if isinstance(part, DerivedOf):
                if part.name in derived:
                    continue
                derived.add(part.name)
            waiting += reversed(self.inside(part))

    def asks_quantity(self, expression: Expression) -> bool:
        """Whether an expression depends on how many are ordered."""
        return any(isinstance(part, OrderQuantity) for part in self.walk(expression))


@dataclass(slots=True)
class Evaluation:
    """One evaluation: columns by variable, and what is `known` of parts already (by the identity of the part)."""

    language: Language
    columns: Mapping[str, Array]
    quantity: int | None = None
    known: dict[int, Result] = field(default_factory=dict)
    _derived: dict[str, Numbers] = field(default_factory=dict)

    def truths(self, expression: Expression) -> Truths:
        """What a condition gives."""
        result = self.of(expression)
        assert isinstance(result, Truths)
        return result

    def numbers(self, expression: Expression) -> Numbers:
        """What a number gives."""
        result = self.of(expression)
        assert isinstance(result, Numbers)
        return result

    def of(self, expression: Expression) -> Result:
        """What the expression gives, in columns that broadcast with those given."""
        known = self.known.get(id(expression))
        if known is not None:
            return known
        match expression:
            case Number(value):
                return col.constant(value)
            case NumberOf(variable):
                return col.whole(self.columns[variable])
            case DerivedOf(name):
                if name not in self._derived:
                    self._derived[name] = self.numbers(self.language.model.derived[name].value)
                return self._derived[name]
            case OrderQuantity():
                assert self.quantity is not None
                return col.constant(self.quantity)
            case Calculate() | Apply() | Choose() | LookUp():
                return self._calculated(expression)
        return self._condition(expression)

    def _calculated(self, expression: Expression) -> Numbers:
        match expression:
            case Calculate(kind, left, right):
                return _calculate(kind, self.numbers(left), self.numbers(right))
            case Apply(Function.COUNT, arguments):
                total = col.constant(0)
                for argument in arguments:
                    truth = self.truths(argument)
                    total = col.add(total, Numbers(truth.value.astype(np.int64), np.array(1), truth.missing))
                return total
            case Apply(function, arguments):
                return _apply(function, [self.numbers(argument) for argument in arguments])
            case Choose(condition, then, otherwise):
                return col.pick(self.truths(condition), self.numbers(then), self.numbers(otherwise))
            case LookUp(table, column):
                return _look_up(self.language, self.language.model.tables[table], column, self.columns)
        raise TypeError(f"no number: {expression}")

    def _condition(self, expression: Expression) -> Truths:
        match expression:
            case IsOption(variable, options):
                return Truths(fitting(self.language, options, self.columns[variable]), col.NONE)
            case SameOption(left, right):
                return Truths(np.asarray(self.columns[left] == self.columns[right]), col.NONE)
            case WithinRanges(number, ranges):
                value = self.numbers(number)
                inside = Truths(col.NONE, value.missing)
                for low, high in ranges:
                    above = col.compare(operator.ge, value, col.constant(low))
                    below = col.compare(operator.le, value, col.constant(high))
                    inside = Truths(inside.value | (above.value & below.value), value.missing)
                return inside
            case Compare(relation, left, right):
                return col.compare(RELATIONS[relation], self.numbers(left), self.numbers(right))
            case Not(operand):
                return negated(self.truths(operand))
            case Connect(connective, operands):
                return connected(connective, [self.truths(operand) for operand in operands])
        raise TypeError(f"no condition: {expression}")


def connected(connective: Connective, operands: list[Truths]) -> Truths:
    """Truths connected by Kleene's logic: a conjunction with one that fails fails, whatever has no value."""
    if connective is Connective.EQUIVALENT:
        missing = operands[0].missing | operands[1].missing
        return Truths((operands[0].value == operands[1].value) & ~missing, missing)
    if connective is Connective.IMPLIES:
        operands = [negated(operands[0]), operands[1]]
    if connective is Connective.AND:
        return negated(_any([negated(operand) for operand in operands]))
    return _any(operands)


def negated(truth: Truths) -> Truths:
    """The contrary, where there is an answer."""
    return Truths(~truth.value & ~truth.missing, truth.missing)


def _any(operands: list[Truths]) -> Truths:
    value, missing = operands[0].value, operands[0].missing
    for operand in operands[1:]:
        value, missing = value | operand.value, missing | operand.missing
    return Truths(np.asarray(value), np.asarray(missing & ~value))


def _calculate(kind: Arithmetic, left: Numbers, right: Numbers) -> Numbers:
    match kind:
        case Arithmetic.ADD:
            return col.add(left, right)
        case Arithmetic.SUBTRACT:
            return col.add(left, col.negative(right))
        case Arithmetic.MULTIPLY:
            return col.multiply(left, right)
        case Arithmetic.DIVIDE:
            return col.divide(left, right)
        case Arithmetic.FLOOR_DIVIDE:
            return col.floor(col.divide(left, right))
        case Arithmetic.REMAINDER:
            times = col.floor(col.divide(left, right))
            return col.add(left, col.negative(col.multiply(times, right)))


def _apply(function: Function, arguments: list[Numbers]) -> Numbers:
    first = arguments[0]
    match function:
        case Function.ABS:
            return col.absolute(first)
        case Function.FLOOR:
            return col.floor(first)
        case Function.CEIL:
            return col.ceil(first)
        case Function.ROUND:
            return col.rounded(first)
    relation = operator.le if function is Function.MIN else operator.ge
    for other in arguments[1:]:
        missing = first.missing | other.missing
        chosen = col.pick(col.compare(relation, first, other), first, other)
        first = Numbers(chosen.above, chosen.below, missing)
    return first


ROWS_AT_ONCE = 4_000_000


def _look_up(language: Language, table: Table, column: str, columns: Mapping[str, Array]) -> Numbers:
    """The numbers of the rows that fit; the first, where several do."""
    keys = np.broadcast_arrays(*(columns[variable] for variable in table.variables))
    shape = keys[0].shape if keys else ()
    fits, index = [], []
    for number, key in enumerate(keys):
        values, where = np.unique(key.ravel(), return_inverse=True)
        cells = [row.cells[number] for row in table.rows]
        fits.append(np.array([fitting(language, cell, values) for cell in cells]).reshape(len(cells), len(values)).T)
        index.append(where.ravel())
    count = int(np.prod(shape, dtype=np.int64))
    row = np.zeros(count, np.int64)
    found = np.zeros(count, np.bool_)
    size = max(1, ROWS_AT_ONCE // max(1, len(table.rows)))
    for start in range(0, count, size):
        part = slice(start, min(count, start + size))
        all_fit = np.ones((part.stop - start, len(table.rows)), np.bool_)
        for fit, where in zip(fits, index, strict=True):
            all_fit &= fit[where[part]]
        found[part] = all_fit.any(axis=1)
        row[part] = all_fit.argmax(axis=1) if len(table.rows) else 0
    place = table.columns.index(column)
    amounts = [one.values[place] for one in table.rows] or [Fraction(0)]
    below = math.lcm(*(amount.denominator for amount in amounts))
    above = [int(amount * below) for amount in amounts]
    small = max(map(abs, above)) < col.SAFE
    numerators = np.array(above, np.int64 if small else object)[row].reshape(shape)
    return Numbers(numerators, np.array(below, np.int64 if below < col.SAFE else object), ~found.reshape(shape))


def fitting(language: Language, cell: Any, values: Array) -> Array:
    """Which of some values (codes, or numbers) a cell of a table allows."""
    if cell is None:
        return np.ones(values.shape, np.bool_)
    if isinstance(cell, frozenset):
        return np.isin(values, np.array([language.codes[one] for one in cell if one in language.codes], np.int64))
    inside = np.zeros(values.shape, np.bool_)
    for low, high in cell:
        inside |= (values >= low) & (values <= high)
    return inside
