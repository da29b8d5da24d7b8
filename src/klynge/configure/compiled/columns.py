# SPDX-License-Identifier: Apache-2.0
"""Columns of exact numbers and truths: what an expression gives for many assignments at once.

Numbers are numerators over denominators in int64, and in Python's whole numbers where int64 could overflow; columns
broadcast as numpy's arrays do. Where an expression has no value (a look-up without a row, a division by zero) the
column says so, and what asks for it has none either.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Array = npt.NDArray[Any]
SAFE = 1 << 62


@dataclass(frozen=True, slots=True, eq=False)
class Truths:
    """Whether something holds; where `missing` there is no answer, and `value` is False."""

    value: Flags
    missing: Flags

    @property
    def certain(self) -> Flags:
        """Where it holds."""
        return self.value & ~self.missing


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """`above / below`, with `below` above zero; int64 or Python's whole numbers."""

    above: Array
    below: Array
    missing: Flags

    def fraction(self, index: tuple[int, ...] = ()) -> Fraction:
        """One of them."""
        shape = np.broadcast_shapes(self.above.shape, self.below.shape)
        return Fraction(int(np.broadcast_to(self.above, shape)[index]), int(np.broadcast_to(self.below, shape)[index]))


NONE = np.zeros((), np.bool_)


def constant(value: Fraction | int) -> Numbers:
    """One number."""
    value = Fraction(value)
    return Numbers(_array(value.numerator), _array(value.denominator), NONE)


def whole(values: Array) -> Numbers:
    """Whole numbers."""
    return Numbers(values, _array(1), NONE)


def _array(value: int) -> Array:
    return np.array(value, np.int64 if abs(value) < SAFE else object)


def _largest(values: Array) -> int:
    if values.size == 0:
        return 0
    return max(abs(int(values.max())), abs(int(values.min())))


def _times(a: Array, b: Array) -> Array:
    if a.dtype != object and b.dtype != object and _largest(a) * _largest(b) >= SAFE:
        a = a.astype(object)
    return np.asarray(a * b)


def _plus(a: Array, b: Array) -> Array:
    if a.dtype != object and b.dtype != object and _largest(a) + _largest(b) >= SAFE:
        a = a.astype(object)
    return np.asarray(a + b)


def together(a: Numbers, b: Numbers) -> tuple[Array, Array, Array]:
    """Both numerators over a common denominator."""
    if a.below.ndim == 0 and b.below.ndim == 0:
        common = math.lcm(int(a.below), int(b.below))
        left, right = _array(common // int(a.below)), _array(common // int(b.below))
        return _times(a.above, left), _times(b.above, right), _array(common)
    return _times(a.above, b.below), _times(b.above, a.below), _times(a.below, b.below)


def add(a: Numbers, b: Numbers) -> Numbers:
    left, right, below = together(a, b)
    return Numbers(_plus(left, right), below, a.missing | b.missing)


def negative(a: Numbers) -> Numbers:
    return Numbers(np.asarray(-a.above), a.below, a.missing)


def multiply(a: Numbers, b: Numbers) -> Numbers:
    return reduced(Numbers(_times(a.above, b.above), _times(a.below, b.below), a.missing | b.missing))


def divide(a: Numbers, b: Numbers) -> Numbers:
    zero = np.asarray(b.above == 0)
    over = np.where(zero, 1, b.above)
    above, below = _times(a.above, b.below), _times(a.below, over)
    turned = np.asarray(below < 0)
    if turned.any():
        above, below = np.where(turned, -above, above), np.where(turned, -below, below)
    return reduced(Numbers(above, below, a.missing | b.missing | zero))


def floor(a: Numbers) -> Numbers:
    return Numbers(np.asarray(a.above // a.below), _array(1), a.missing)


def ceil(a: Numbers) -> Numbers:
    return Numbers(np.asarray(-(-a.above // a.below)), _array(1), a.missing)


def rounded(a: Numbers) -> Numbers:
    """Halves away from zero."""
    two = _array(2)
    size = (_plus(_times(np.abs(a.above), two), a.below)) // _times(a.below, two)
    return Numbers(np.asarray(np.where(a.above < 0, -size, size)), _array(1), a.missing)


def absolute(a: Numbers) -> Numbers:
    return Numbers(np.asarray(np.abs(a.above)), a.below, a.missing)


def compare(relation: Callable[[Array, Array], Any], a: Numbers, b: Numbers) -> Truths:
    left, right, _ = together(a, b)
    missing = a.missing | b.missing
    return Truths(np.asarray(relation(left, right), np.bool_) & ~missing, missing)


def pick(condition: Truths, then: Numbers, otherwise: Numbers) -> Numbers:
    """`then` where the condition holds, else `otherwise`; only the one that is picked must have a value."""
    left, right, below = together(then, otherwise)
    missing = condition.missing | np.where(condition.value, then.missing, otherwise.missing)
    return reduced(Numbers(np.where(condition.value, left, right), below, missing))


def reduced(a: Numbers) -> Numbers:
    """The same numbers with a common divisor taken out of all of them, so that they stay small."""
    if a.below.ndim or int(a.below) == 1 or a.above.size > 4096 or not a.above.size:
        return a
    divisor = math.gcd(int(a.below), *(int(one) for one in a.above.ravel()[:64]))
    if divisor > 1:
        divisor = math.gcd(divisor, *(int(one) for one in a.above.ravel()))
    if divisor == 1:
        return a
    return Numbers(np.asarray(a.above // divisor), _array(int(a.below) // divisor), a.missing)


def denominator(a: Numbers) -> int:
    """The least whole factor that makes all of them whole."""
    if a.below.ndim == 0:
        return int(a.below) // math.gcd(int(a.below), int(np.gcd.reduce(a.above.ravel())))
    rest = np.gcd(np.abs(a.above) % a.below, a.below)
    return math.lcm(*(int(one) for one in np.unique(a.below // rest)))


def common(a: Numbers) -> int:
    """A whole factor that makes all of them whole, from their denominators alone."""
    return math.lcm(*(int(one) for one in np.unique(a.below)))


def scaled(a: Numbers, factor: int) -> tuple[Array, bool]:
    """Each number times a whole factor, rounded half away from zero, and whether nothing had to be rounded."""
    above = _times(a.above, _array(factor))
    exact = bool(np.asarray(above % a.below == 0).all())
    return rounded(Numbers(above, a.below, a.missing)).above, exact
