# SPDX-License-Identifier: Apache-2.0
"""What parts of a product come to, remembered by the values that they hang on.

Most configurations of a family share most of their steps: a chair's colour changes one of ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sized
from typing import Generic, TypeVar

from klynge.configure.expression import Expression
from klynge.configure.model import ProductModel
from klynge.configure.walk import uses_quantity, variables

from .values import Values

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
_MOST = 20_000


class Remembered(Generic[T]):
    """One part of a product."""

    def __init__(
        self, model: ProductModel, expressions: Iterable[Expression | None], names: Iterable[str] = ()
    ) -> None:
        """Take the expressions, and the further variables, that the part hangs on."""
        given = [one for one in expressions if one is not None]
        hangs_on = {*names}.union(*(variables(one, model) for one in given))
        self._names = tuple(sorted(hangs_on))
        self._by_quantity = any(map(uses_quantity, given))
        self._known: dict[tuple[object, ...], T] = {}

    def get(self, values: Values, ordered: int, faults: Sized, make: Callable[[], T]) -> T:
        """What it comes to; made anew where it was not made before, or not without fault."""
        key = (*[values[name] for name in self._names], ordered if self._by_quantity else 0)
        if key in self._known:
            return self._known[key]
        before = len(faults)
        found = make()
        if len(faults) == before:
            remember(self._known, key, found)
        return found


def remember(known: dict[K, V], key: K, found: V) -> None:
    """Keep something in a dictionary that starts anew when it is full, so that a desk that lives long stays small."""
    if len(known) >= _MOST:
        known.clear()
    known[key] = found
