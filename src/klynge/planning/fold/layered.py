# SPDX-License-Identifier: Apache-2.0
"""Tables of which every version may be kept: a new one costs as much as what is changed, not as the table is large."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import Any, TypeVar

V = TypeVar("V")
_GONE: Any = object()
LEAST = 64


class Layered(Mapping[str, V]):
    """A table that is never changed: a large one below, what is otherwise since then above it.

    It reads as a dict that was changed in the same way, its order too. Once much is changed the two become one, so that
    a change costs about the square root of the table's length at the most.
    """

    __slots__ = ("_above", "_below", "_length")

    def __init__(self, below: dict[str, V], above: dict[str, V] | None = None, length: int | None = None) -> None:
        self._below, self._above = below, above or {}
        self._length = len(below) if length is None else length

    @classmethod
    def of(cls, table: Mapping[str, V]) -> Layered[V]:
        """A table as one that can be changed cheaply."""
        return table if isinstance(table, Layered) else cls(dict(table))

    def __getitem__(self, name: str) -> V:
        found = self._above.get(name, self)
        if found is self:
            return self._below[name]
        if found is _GONE:
            raise KeyError(name)
        return found  # type: ignore[return-value]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, or the default."""
        found = self._above.get(name, self)
        if found is self:
            return self._below.get(name, default)
        return default if found is _GONE else found

    def __contains__(self, name: object) -> bool:
        found = self._above.get(name, self)  # type: ignore[call-overload]
        return name in self._below if found is self else found is not _GONE

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._pairs())

    def __reversed__(self) -> Iterator[str]:
        below, above = self._below, self._above
        yield from (name for name, value in reversed(above.items()) if name not in below and value is not _GONE)
        yield from (name for name in reversed(below) if above.get(name, self) is not _GONE)

    def items(self) -> ItemsView[str, V]:
        """Names with values."""
        return _Items(self)

    def values(self) -> ValuesView[V]:
        """Values."""
        return _Values(self)

    def _pairs(self) -> Iterator[tuple[str, V]]:
        below, above = self._below, self._above
        if not above:
            yield from below.items()
            return
        for name, value in below.items():
            now = above.get(name, value)
            if now is not _GONE:
                yield name, now
        for name, value in above.items():
            if name not in below and value is not _GONE:
                yield name, value

    def __repr__(self) -> str:
        return repr(dict(self.items()))


class _Items(ItemsView[str, V]):
    _mapping: Layered[V]

    def __iter__(self) -> Iterator[tuple[str, V]]:
        return self._mapping._pairs()


class _Values(ValuesView[V]):
    _mapping: Layered[V]

    def __iter__(self) -> Iterator[V]:
        return (value for _, value in self._mapping._pairs())


class Edited(Layered[V]):
    """A table while it is changed; `done` is the one that it became."""

    __slots__ = ()

    def __init__(self, table: Mapping[str, V]) -> None:
        before = Layered.of(table)
        super().__init__(before._below, dict(before._above), before._length)

    def __setitem__(self, name: str, value: V) -> None:
        self._length += name not in self
        if self._above.get(name) is _GONE:  # it comes at the end then, as in a dict
            self._below, self._above = dict(self._pairs()), {}
        self._above[name] = value

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._length -= 1
        if name in self._below:
            self._above[name] = _GONE
        else:
            del self._above[name]

    def pop(self, name: str, default: Any = None) -> Any:
        """Take a name out if it is there; what it had."""
        found = self.get(name, default)
        if name in self:
            del self[name]
        return found

    def done(self) -> Layered[V]:
        """The table as it is now; this may not be changed after."""
        if len(self._above) ** 2 > max(len(self._below), LEAST**2):
            return Layered(dict(self._pairs()))
        return Layered(self._below, self._above, self._length)
