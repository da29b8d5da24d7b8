# SPDX-License-Identifier: Apache-2.0
"""Expressions on numbers as whole-number constraints for CP-SAT (OR-tools), exactly.

A number is a sum of products of variables over a common denominator; products, roundings, remainders, least, greatest
and conditional values become variables of their own. What else a model may say is refused by name.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from ortools.sat.python import cp_model

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
    Not,
    NumberOf,
    WithinRanges,
)
from .columns import Array
from .evaluation import Evaluation, Language
from .planes import TooIntricateError

LARGEST = 1 << 50  # of a variable of the solver
Factors = tuple[int, ...]  # indices of variables that are multiplied


@dataclass(frozen=True, slots=True)
class Sum:
    """Products of the solver's variables, each with its coefficient; the empty product is the constant."""

    terms: Mapping[Factors, Fraction]

    def scaled(self, factor: Fraction) -> Sum:
        """The sum times a number."""
        return Sum({key: value * factor for key, value in self.terms.items() if value * factor})

    def plus(self, other: Sum) -> Sum:
        """Both added."""
        keys = self.terms.keys() | other.terms.keys()
        return Sum({key: self.terms.get(key, Fraction(0)) + other.terms.get(key, Fraction(0)) for key in keys})

    def times(self, other: Sum) -> Sum:
        """Both multiplied."""
        found: dict[Factors, Fraction] = {}
        for a, x in self.terms.items():
            for b, y in other.terms.items():
                key = tuple(sorted((*a, *b)))
                found[key] = found.get(key, Fraction(0)) + x * y
        return Sum(found)

    @property
    def constant(self) -> Fraction | None:
        """Its value, where no variable is in it."""
        return (
            self.terms.get((), Fraction(0)) if all(not key or not value for key, value in self.terms.items()) else None
        )


ONE = Fraction(1)
MINUS = Fraction(-1)
Bound = tuple[int, int]
Linear = Any  # an expression of the solver


@dataclass(slots=True)
class Integers:
    """Expressions in the variables of one solver model, with the codes of all other variables given."""

    model: cp_model.CpModel
    language: Language
    variables: list[cp_model.IntVar]
    bounds: list[Bound]
    number_of: Mapping[str, int]  # the variable of each number
    quantity: int = 1
    _products: dict[Factors, int] = field(default_factory=dict)
    _derived: dict[tuple[str, int], tuple[Mapping[str, Array], Sum | None]] = field(default_factory=dict)

    def number(self, expression: Expression, example: Mapping[str, Array]) -> Sum | None:
        """A number; None where it has no value."""
        if not self.language.names(expression) & self.number_of.keys():
            found = Evaluation(self.language, example, self.quantity).numbers(expression)
            return None if found.missing.any() else Sum({(): found.fraction()})
        match expression:
            case NumberOf(name):
                return Sum({(self.number_of[name],): ONE})
            case DerivedOf(name):
                key = name, id(example)
                if key not in self._derived:
                    self._derived[key] = example, self.number(self.language.model.derived[name].value, example)
                return self._derived[key][1]
            case Calculate(kind, left, right):
                a, b = self.number(left, example), self.number(right, example)
                return None if a is None or b is None else self._calculated(kind, a, b)
            case Apply(function, arguments):
                if function is Function.COUNT:
                    return self._counted(arguments, example)
                parts = [self.number(one, example) for one in arguments]
                known = [one for one in parts if one is not None]
                return None if len(known) < len(parts) else self._applied(function, known)
            case Choose(condition, then, otherwise):
                return self._chosen(condition, then, otherwise, example)
        raise TooIntricateError(f"numbers that meet in very many combinations allow no {type(expression).__name__}")

    def truth(self, expression: Expression, example: Mapping[str, Array]) -> cp_model.IntVar | None:
        """A literal that is true exactly when a condition holds; None where it has no value."""
        literal = self.model.new_bool_var("")
        if not self.language.names(expression) & self.number_of.keys():
            found = Evaluation(self.language, example, self.quantity).truths(expression)
            self.model.add(literal == int(found.value))
            return None if found.missing.any() else literal
        match expression:
            case Compare(relation, left, right):
                a, b = self.number(left, example), self.number(right, example)
                if a is None or b is None:
                    return None
                self._compare(literal, relation, self.linear(a.plus(b.scaled(MINUS)))[0])
                return literal
            case WithinRanges(number, ranges):
                inside = self.number(number, example)
                if inside is None:
                    return None
                value, scale, _ = self.linear(inside)
                domain = cp_model.Domain.from_intervals(
                    [[math.ceil(low * scale), math.floor(high * scale)] for low, high in ranges]
                )
                self.model.add_linear_expression_in_domain(value, domain).only_enforce_if(literal)
                self.model.add_linear_expression_in_domain(value, domain.complement()).only_enforce_if(~literal)
                return literal
            case Not() | Connect():
                return self._connected(literal, expression, example)
        raise TooIntricateError(f"numbers that meet in very many combinations allow no {type(expression).__name__}")

    def linear(self, value: Sum) -> tuple[Linear, int, Bound]:
        """A whole-number expression that is the sum times a scale, the scale, and its bounds."""
        scale = math.lcm(*(one.denominator for one in value.terms.values())) if value.terms else 1
        found: Linear = 0
        low = high = 0
        for factors, coefficient in value.terms.items():
            times = int(coefficient * scale)
            if not factors:
                found, low, high = found + times, low + times, high + times
                continue
            index = self._product(factors)
            found = found + times * self.variables[index]
            ends = sorted(times * bound for bound in self.bounds[index])
            low, high = low + ends[0], high + ends[1]
        if max(abs(low), abs(high)) > LARGEST:
            raise TooIntricateError("numbers that meet become too large: give them a coarser unit")
        return found, scale, (low, high)

    def variable(self, bounds: Bound) -> int:
        """A new variable."""
        if max(map(abs, bounds)) > LARGEST:
            raise TooIntricateError("numbers that meet become too large: give them a coarser unit")
        self.variables.append(self.model.new_int_var(*bounds, ""))
        self.bounds.append(bounds)
        return len(self.variables) - 1

    def whole(self, value: Sum) -> Sum:
        """The greatest whole number that is not above a value."""
        linear, scale, (low, high) = self.linear(value)
        if scale == 1:
            return value
        index = self.variable((low // scale, high // scale))
        self.model.add(scale * self.variables[index] <= linear)
        self.model.add(linear <= scale * self.variables[index] + scale - 1)
        return Sum({(index,): ONE})

    def rounded(self, value: Sum) -> Sum:
        """The nearest whole number; halves away from zero."""
        half = Sum({(): Fraction(1, 2)})
        low, high = self.linear(value)[2]
        up = self.whole(value.plus(half))
        if low >= 0:
            return up
        down = self.whole(value.scaled(MINUS).plus(half)).scaled(MINUS)
        return down if high <= 0 else self._either(self._at_least_zero(value), up, down)

    def _at_least_zero(self, value: Sum) -> cp_model.IntVar:
        literal = self.model.new_bool_var("")
        self._compare(literal, Comparison.AT_LEAST, self.linear(value)[0])
        return literal

    def _product(self, factors: Factors) -> int:
        if len(factors) == 1:
            return factors[0]
        if factors not in self._products:
            first, last = self._product(factors[:-1]), factors[-1]
            ends = [a * b for a in self.bounds[first] for b in self.bounds[last]]
            index = self.variable((min(ends), max(ends)))
            self.model.add_multiplication_equality(self.variables[index], [self.variables[first], self.variables[last]])
            self._products[factors] = index
        return self._products[factors]

    def _calculated(self, kind: Arithmetic, a: Sum, b: Sum) -> Sum | None:
        match kind:
            case Arithmetic.ADD:
                return a.plus(b)
            case Arithmetic.SUBTRACT:
                return a.plus(b.scaled(MINUS))
            case Arithmetic.MULTIPLY:
                return a.times(b)
        by = b.constant
        if by is None:
            raise TooIntricateError("numbers that meet in very many combinations cannot be divided by each other")
        if by == 0:
            return None
        if kind is Arithmetic.DIVIDE:
            return a.scaled(1 / by)
        whole = self.whole(a.scaled(1 / by))
        return whole if kind is Arithmetic.FLOOR_DIVIDE else a.plus(whole.scaled(-by))

    def _counted(self, arguments: tuple[Expression, ...], example: Mapping[str, Array]) -> Sum | None:
        found = Sum({})
        for one in arguments:
            literal = self.truth(one, example)
            if literal is None:
                return None
            found = found.plus(Sum({(self._index(literal),): ONE}))
        return found

    def _index(self, literal: cp_model.IntVar) -> int:
        """A literal as a variable that is 0 or 1."""
        index = self.variable((0, 1))
        self.model.add(self.variables[index] == literal)
        return index

    def _applied(self, function: Function, parts: list[Sum]) -> Sum:
        match function:
            case Function.FLOOR:
                return self.whole(parts[0])
            case Function.CEIL:
                return self.whole(parts[0].scaled(MINUS)).scaled(MINUS)
            case Function.ROUND:
                return self.rounded(parts[0])
            case Function.ABS:
                return self._either(self._at_least_zero(parts[0]), parts[0], parts[0].scaled(MINUS))
        best = parts[0]
        for other in parts[1:]:
            first_is_more = self._at_least_zero(best.plus(other.scaled(MINUS)))
            more, less = (best, other), (other, best)
            best = self._either(first_is_more, *(more if function is Function.MAX else less))
        return best

    def _chosen(
        self, condition: Expression, then: Expression, otherwise: Expression, example: Mapping[str, Array]
    ) -> Sum | None:
        literal = self.truth(condition, example)
        if literal is None:
            return None
        a, b = self.number(then, example), self.number(otherwise, example)
        if not self.language.names(condition) & self.number_of.keys():
            return a if Evaluation(self.language, example, self.quantity).truths(condition).value.any() else b
        if a is None or b is None:
            raise TooIntricateError("numbers that meet in very many combinations must have a value whatever they are")
        return self._either(literal, a, b)

    def _either(self, literal: cp_model.IntVar, a: Sum, b: Sum) -> Sum:
        """One sum where the literal holds, else the other."""
        scale = math.lcm(self.linear(a)[1], self.linear(b)[1])
        left, right = (self.linear(one.scaled(Fraction(scale))) for one in (a, b))
        index = self.variable((min(left[2][0], right[2][0]), max(left[2][1], right[2][1])))
        self.model.add(self.variables[index] == left[0]).only_enforce_if(literal)
        self.model.add(self.variables[index] == right[0]).only_enforce_if(~literal)
        return Sum({(index,): Fraction(1, scale)})

    def _compare(self, literal: cp_model.IntVar, relation: Comparison, value: Linear) -> None:
        """The literal says how a whole number compares with zero."""
        below, above = (cp_model.INT_MIN, -1), (1, cp_model.INT_MAX)
        parts = {
            Comparison.EQUAL: [(0, 0)],
            Comparison.UNEQUAL: [below, above],
            Comparison.LESS: [below],
            Comparison.AT_MOST: [(cp_model.INT_MIN, 0)],
            Comparison.MORE: [above],
            Comparison.AT_LEAST: [(0, cp_model.INT_MAX)],
        }[relation]
        domain = cp_model.Domain.from_intervals([list(one) for one in parts])
        self.model.add_linear_expression_in_domain(value, domain).only_enforce_if(literal)
        self.model.add_linear_expression_in_domain(value, domain.complement()).only_enforce_if(~literal)

    def _connected(
        self, literal: cp_model.IntVar, expression: Not | Connect, example: Mapping[str, Array]
    ) -> cp_model.IntVar | None:
        """Connected truths, all of which must have a value here."""
        operands = (expression.operand,) if isinstance(expression, Not) else expression.operands
        found = [self.truth(one, example) for one in operands]
        parts = [one for one in found if one is not None]
        if len(parts) < len(found):
            raise TooIntricateError("numbers that meet in very many combinations must have a value whatever they are")
        if isinstance(expression, Not):
            self.model.add(literal == 1 - parts[0])
        elif expression.connective is Connective.EQUIVALENT:
            self.model.add(parts[0] == parts[1]).only_enforce_if(literal)
            self.model.add(parts[0] != parts[1]).only_enforce_if(~literal)
        elif expression.connective is Connective.AND:
            self.model.add_min_equality(literal, parts)
        elif expression.connective is Connective.OR:
            self.model.add_max_equality(literal, parts)
        else:
            self.model.add_max_equality(literal, [1 - parts[0], parts[1]])
        return literal
