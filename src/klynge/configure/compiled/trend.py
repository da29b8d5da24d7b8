# SPDX-License-Identifier: Apache-2.0
"""Whether an expression rises or falls with the numbers of a plane, by its form.

What rises has its least where the numbers are smallest, and a comparison of it changes its answer once along a number:
both are found without a look at every point. Each derived quantity is expanded once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ..expression import Apply, Arithmetic, Calculate, Choose, DerivedOf, Expression, Function, NumberOf
from ..rounding import half_away
from .columns import Array
from .evaluation import Evaluation, Language

Box = Mapping[str, tuple[int, int]]
Bounds = tuple[Fraction, Fraction]
STEPS: dict[Function, Callable[[Fraction], int]] = {
    Function.FLOOR: math.floor, Function.CEIL: math.ceil, Function.ROUND: half_away
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trend:
    """Between which bounds something lies, and whether it never falls, or never rises, with any number.

    `denominator` is a factor that makes it whole everywhere.
    """

    low: Fraction
    high: Fraction
    rises: bool
    falls: bool
    denominator: int = 1

    def plus(self, other: Trend) -> Trend:
        return Trend(
            self.low + other.low, self.high + other.high, self.rises and other.rises, self.falls and other.falls,
            math.lcm(self.denominator, other.denominator),
        )  # fmt: skip

    def times(self, factor: Fraction) -> Trend:
        rises, falls = (self.falls, self.rises) if factor < 0 else (self.rises, self.falls)
        low, high = sorted((self.low * factor, self.high * factor))
        rest = self.denominator // math.gcd(self.denominator, factor.numerator)
        return Trend(low, high, rises or not factor, falls or not factor, rest * factor.denominator)


@dataclass(slots=True)
class Trends:
    """The trends of expressions over a box of numbers, with everything else as in an example."""

    language: Language
    box: Box
    example: Mapping[str, Array]
    quantity: int | None = None
    lacking: bool = False  # whether something that was asked for never has a value
    _known: dict[str, Trend | None] = field(default_factory=dict)

    def of(self, expression: Expression) -> Trend | None:
        """The trend; None where the form does not tell, or there may be no value."""
        if not self.language.names(expression) & self.box.keys():
            found = Evaluation(self.language, self.example, self.quantity).numbers(expression)
            self.lacking |= bool(found.missing.any())
            return None if self.lacking else _constant(found.fraction((0,) * found.above.ndim))
        match expression:
            case NumberOf(name):
                low, high = self.box[name]
                return Trend(Fraction(low), Fraction(high), True, False)
            case DerivedOf(name):
                if name not in self._known:
                    self._known[name] = self.of(self.language.model.derived[name].value)
                return self._known[name]
            case Calculate(kind, left, right):
                a = self.of(left)
                b = None if a is None else self.of(right)
                return None if a is None or b is None else _calculated(kind, a, b)
            case Apply(function, arguments):
                parts = [self.of(one) for one in arguments] if function is not Function.COUNT else [None]
                known = [one for one in parts if one is not None]
                return _applied(function, known) if len(known) == len(parts) else None
            case Choose(condition, then, otherwise):
                if self.language.names(condition) & self.box.keys():
                    return None
                truth = Evaluation(self.language, self.example, self.quantity).truths(condition)
                self.lacking |= bool(truth.missing.any())
                return None if self.lacking else self.of(then if truth.value.all() else otherwise)
        return None


def _constant(value: Fraction) -> Trend:
    return Trend(value, value, True, True, value.denominator)


def _calculated(kind: Arithmetic, a: Trend, b: Trend) -> Trend | None:
    match kind:
        case Arithmetic.ADD:
            return a.plus(b)
        case Arithmetic.SUBTRACT:
            return a.plus(b.times(Fraction(-1)))
        case Arithmetic.MULTIPLY:
            for one, other in ((a, b), (b, a)):
                if one.low == one.high:
                    return other.times(one.low)
            if a.low < 0 or b.low < 0:
                return None
            below = a.denominator * b.denominator
            return Trend(a.low * b.low, a.high * b.high, a.rises and b.rises, a.falls and b.falls, below)
        case Arithmetic.DIVIDE if b.low == b.high and b.low:
            return a.times(1 / b.low)
    return None


def _applied(function: Function, parts: list[Trend]) -> Trend | None:
    rises, falls = all(one.rises for one in parts), all(one.falls for one in parts)
    if function in STEPS:
        step = STEPS[function]
        return Trend(Fraction(step(parts[0].low)), Fraction(step(parts[0].high)), rises, falls)
    if function in (Function.MIN, Function.MAX):
        best = min if function is Function.MIN else max
        below = math.lcm(*(one.denominator for one in parts))
        return Trend(best(one.low for one in parts), best(one.high for one in parts), rises, falls, below)
    return None
