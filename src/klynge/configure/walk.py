# SPDX-License-Identifier: Apache-2.0
"""What an expression is made of: its parts, and the variables that it hangs on."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatch

from klynge.configure import expression as x
from klynge.configure.model import ProductModel


@singledispatch
def parts(expression: object) -> tuple[x.Expression, ...]:
    """The expressions directly below one; names, literals and look-ups have none."""
    raise TypeError(f"{expression!r} is no expression")


@parts.register(x.Number | x.NumberOf | x.DerivedOf | x.OrderQuantity | x.IsOption | x.SameOption | x.LookUp)
def _none(_expression: object) -> tuple[x.Expression, ...]:
    return ()


@parts.register(x.Compare | x.Calculate)
def _sides(expression: x.Compare | x.Calculate) -> tuple[x.Expression, ...]:
    return (expression.left, expression.right)


@parts.register
def _within(expression: x.WithinRanges) -> tuple[x.Expression, ...]:
    return (expression.number,)


@parts.register
def _not(expression: x.Not) -> tuple[x.Expression, ...]:
    return (expression.operand,)


@parts.register
def _connect(expression: x.Connect) -> tuple[x.Expression, ...]:
    return expression.operands


@parts.register
def _apply(expression: x.Apply) -> tuple[x.Expression, ...]:
    return expression.arguments


@parts.register
def _choose(expression: x.Choose) -> tuple[x.Expression, ...]:
    return (expression.condition, expression.then, expression.otherwise)


def variables(expression: x.Expression, model: ProductModel) -> frozenset[str]:
    """The variables that its value hangs on, through derived quantities and the keys of look-up tables too."""
    found: set[str] = set()
    waiting: list[x.Expression] = [expression]
    derived: set[str] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, x.NumberOf | x.IsOption):
            found.add(one.variable)
        elif isinstance(one, x.SameOption):
            found |= {one.left, one.right}
        elif isinstance(one, x.LookUp):
            found |= set(model.tables[one.table].variables)
        elif isinstance(one, x.DerivedOf) and one.name not in derived:
            derived.add(one.name)
            waiting.append(model.derived[one.name].value)
        waiting += parts(one)
    return frozenset(found)


def uses_quantity(expression: x.Expression) -> bool:
    """Whether it hangs on how many are ordered; derived quantities never do."""
    return isinstance(expression, x.OrderQuantity) or any(uses_quantity(part) for part in parts(expression))


def rebuilt(expression: x.Expression, leaf: Callable[[x.Expression], x.Expression]) -> x.Expression:
    """The same expression with `leaf` applied to what has no parts."""
    match expression:
        case x.Compare(operator, left, right):
            return x.Compare(operator, rebuilt(left, leaf), rebuilt(right, leaf))
        case x.Calculate(operation, left, right):
            return x.Calculate(operation, rebuilt(left, leaf), rebuilt(right, leaf))
        case x.WithinRanges(number, ranges):
            return x.WithinRanges(rebuilt(number, leaf), ranges)
        case x.Not(operand):
            return x.Not(rebuilt(operand, leaf))
        case x.Connect(connective, operands):
            return x.Connect(connective, tuple(rebuilt(operand, leaf) for operand in operands))
        case x.Apply(function, arguments):
            return x.Apply(function, tuple(rebuilt(argument, leaf) for argument in arguments))
        case x.Choose(condition, then, otherwise):
            return x.Choose(rebuilt(condition, leaf), rebuilt(then, leaf), rebuilt(otherwise, leaf))
    return leaf(expression)
