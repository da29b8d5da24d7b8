# SPDX-License-Identifier: Apache-2.0
"""Where an expression may be without a value: look-ups and divisors, each with the conditions that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from klynge.configure import expression as x
from klynge.configure.model import ProductModel
from klynge.configure.walk import parts

_DIVIDES = (x.Arithmetic.DIVIDE, x.Arithmetic.FLOOR_DIVIDE, x.Arithmetic.REMAINDER)


@dataclass(frozen=True, slots=True)
class Gap:
    """A look-up in `table`, or a division by `divisor`, asked for where all of `guards` hold."""

    guards: tuple[x.Expression, ...]
    table: str = ""
    divisor: x.Expression | None = None


class GapFinder:
    """Finds the gaps of a model's expressions; each derived quantity is gone through once."""

    def __init__(self, model: ProductModel) -> None:
        """Prepare a model."""
        self.model = model
        self._derived: dict[str, tuple[Gap, ...]] = {}

    def gaps(self, expression: x.Expression, guards: tuple[x.Expression, ...] = ()) -> Iterator[Gap]:
        """The gaps of an expression that is asked for where `guards` hold."""
        match expression:
            case x.LookUp(table, _):
                yield Gap(guards, table=table)
            case x.DerivedOf(name):
                yield from (replace(gap, guards=(*guards, *gap.guards)) for gap in self._of_derived(name))
            case x.Choose(condition, then, otherwise):
                yield from self.gaps(condition, guards)
                yield from self.gaps(then, (*guards, condition))
                yield from self.gaps(otherwise, (*guards, x.Not(condition)))
            case x.Connect(x.Connective.AND | x.Connective.OR as connective, operands):
                for one in operands:
                    others = [other for other in operands if other is not one]
                    beside = others if connective is x.Connective.AND else [x.Not(other) for other in others]
                    yield from self.gaps(one, (*guards, *beside))
            case x.Connect(x.Connective.IMPLIES, (left, right)):
                yield from self.gaps(left, (*guards, x.Not(right)))
                yield from self.gaps(right, (*guards, left))
            case x.Calculate(operator, left, right):
                yield from self.gaps(left, guards)
                yield from self.gaps(right, guards)
                if operator in _DIVIDES and not isinstance(right, x.Number):
                    yield Gap(guards, divisor=right)
            case _:
                for part in parts(expression):
                    yield from self.gaps(part, guards)

    def _of_derived(self, name: str) -> tuple[Gap, ...]:
        if name not in self._derived:
            self._derived[name] = tuple(dict.fromkeys(self.gaps(self.model.derived[name].value)))
        return self._derived[name]


def is_zero(divisor: x.Expression) -> x.Expression:
    """That a divisor is zero."""
    return x.Compare(x.Comparison.EQUAL, divisor, x.Number(Fraction(0)))
