# SPDX-License-Identifier: Apache-2.0
"""The points of a plane that agree with the numbers already chosen, sorted by class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

import numpy as np

from .columns import Array, Flags
from .planes import Plane


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Some places of a plane, as places in the flattened shape, sorted by class."""

    order: Array
    of_class: Array

    def least(self, values: Array, classes: int) -> tuple[Array, Array]:
        """The least of some values in each class (the most there is where it has no place), and the first place."""
        least, place = np.full(classes, np.iinfo(np.int64).max), np.zeros(classes, np.int64)
        starts = np.flatnonzero(np.diff(self.of_class, prepend=-1))
        if len(starts):
            own = self.of_class[starts]
            least[own] = np.minimum.reduceat(values, starts)
            there = np.flatnonzero(values == least[self.of_class])
            place[own] = there[np.flatnonzero(np.diff(self.of_class[there], prepend=-1))]
        return least, place


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some of a plane: `order[starts[c]:starts[c + 1]]` are its points of class c.

    `low` and `high` hold the ends of each stretch of values, in arrays that broadcast to `shape`.
    """

    plane: Plane
    low: dict[str, Array]
    high: dict[str, Array]
    shape: tuple[int, ...]
    order: Array
    starts: Array
    counts: tuple[int, ...]  # how many values or combinations of values each class has
    _seen: dict[str, Flags] = field(default_factory=dict)
    _corners: dict[str, Places] = field(default_factory=dict)

    @property
    def present(self) -> Flags:
        """Which classes occur."""
        return np.asarray(self.starts[1:] > self.starts[:-1])

    @property
    def single(self) -> bool:
        """Whether each point is one value of each number."""
        return all(self.low[name] is self.high[name] for name in self.low)

    def least(self, values: Array) -> Array:
        """The least of some values at the points of each class; zero for a class without points."""
        spread = np.broadcast_to(values, self.shape).ravel()[self.order]
        least = np.zeros(self.plane.classes, spread.dtype)
        present = self.present
        if present.any():
            least[present] = np.minimum.reduceat(spread, self.starts[:-1][present])
        return least

    def corners(self) -> Places:
        """Of each class the places of which none is lower in each number than another: the least of what rises."""
        if "" in self._corners:
            return self._corners[""]
        line = self.order // self.shape[-1]
        of_class = self._of_class()
        first = np.ones(len(self.order), np.bool_)  # of its class on its line
        first[1:] = (line[1:] != line[:-1]) | (of_class[1:] != of_class[:-1])
        order, of_class = self.order[first], of_class[first]
        if sum(length > 1 for length in self.shape[:-1]) <= 1 and len(order):
            place = order % self.shape[-1]
            floor = of_class.astype(np.int64) * -self.shape[-1]  # so that a later class begins anew
            lowest = np.minimum.accumulate(place + floor)
            lower = np.ones(len(order), np.bool_)
            lower[1:] = (place + floor)[1:] < lowest[:-1]
            order, of_class = order[lower], of_class[lower]
        self._corners[""] = Places(order, of_class)
        return self._corners[""]

    def everywhere(self) -> Places:
        """All places, by class."""
        return Places(self.order, self._of_class())

    def at(self, places: Array) -> tuple[dict[str, Array], dict[str, Array]]:
        """The ends of the stretches at some places, flat."""
        index = np.unravel_index(places, self.shape)

        def flat(columns: dict[str, Array]) -> dict[str, Array]:
            return {name: one.ravel()[index[axis]] for axis, (name, one) in enumerate(columns.items())}

        low = flat(self.low)
        return low, low if self.single else flat(self.high)

    def _of_class(self) -> Array:
        return np.repeat(np.arange(self.plane.classes), np.diff(self.starts))

    def of_classes(self, classes: Flags, *, corners: bool) -> dict[str, Array]:
        """The points of some classes or their corners, flat, the lowest first; both ends of each stretch."""
        found = self.corners() if corners else self.everywhere()
        low, high = self.at(np.sort(found.order[classes[found.of_class]]))
        return low if self.single else {name: np.concatenate([low[name], high[name]]) for name in low}

    def point(self, number: int, score: Array) -> dict[str, int]:
        """The point of a class with the least score; of equals the lowest."""
        places = self.order[self.starts[number] : self.starts[number + 1]]
        place = places[int(np.argmin(np.broadcast_to(score, self.shape).ravel()[places]))]
        return {name: int(np.broadcast_to(one, self.shape).ravel()[place]) for name, one in self.low.items()}

    def draw(self, number: int, random: Random) -> dict[str, int]:
        """A value of each number, drawn from all of a class with the same chance."""
        places = self.order[self.starts[number] : self.starts[number + 1]]
        drawn = random.randrange(self.counts[number])
        if self.single:
            return {
                name: int(np.broadcast_to(one, self.shape).ravel()[places[drawn]]) for name, one in self.low.items()
            }
        (axis,) = self.plane.axes
        for place in places.tolist():
            if drawn < axis.counts[place]:
                break
            drawn -= int(axis.counts[place])
        return {axis.variable: int(axis.low[place] + drawn * axis.step[place])}

    def reachable(self, classes: Flags, name: str) -> Flags:
        """The stretches of a number that have a point in one of the classes."""
        return np.asarray(self._stretches(name)[classes].any(axis=0))

    def least_by_stretch(self, values: Array, name: str) -> tuple[Array, Flags]:
        """For each class and stretch of a number the least of some values at its points, and whether it has any."""
        inside = self._stretches(name)
        axis = self.plane.numbers.index(name)
        after = int(np.prod(self.shape[axis + 1 :], dtype=np.int64))
        of_class = np.repeat(np.arange(self.plane.classes), np.diff(self.starts))
        least = np.full(inside.shape, np.iinfo(np.int64).max)
        spread = np.broadcast_to(values, self.shape).ravel()[self.order]
        np.minimum.at(least, (of_class, self.order // after % self.shape[axis]), spread)
        return np.where(inside, least, 0), inside

    def _stretches(self, name: str) -> Flags:
        """For each class and stretch of a number, whether the class has a point there."""
        if name not in self._seen:
            axis = self.plane.numbers.index(name)
            size = self.shape[axis]
            inside = np.zeros((self.plane.classes, size), np.bool_)
            after = int(np.prod(self.shape[axis + 1 :], dtype=np.int64))
            of_class = np.repeat(np.arange(self.plane.classes), np.diff(self.starts))
            inside[of_class, self.order // after % size] = True
            self._seen[name] = inside
        return self._seen[name]


def part_of(plane: Plane, fixed: Mapping[str, int]) -> Part:
    """The part of a plane where some numbers have the values given; IndexError for one that a number cannot have."""
    low, high, index, counts = {}, {}, [], []
    names = plane.numbers
    for place, axis in enumerate(plane.axes):
        shape = [1] * len(names)
        if axis.variable in fixed:
            at = axis.index(fixed[axis.variable])
            if at is None:
                raise IndexError(f"{axis.variable} cannot be {fixed[axis.variable]}")
            index.append(slice(at, at + 1))
            ends = np.array([fixed[axis.variable]], np.int64), np.array([fixed[axis.variable]], np.int64)
            counts.append(np.ones(1, np.int64))
        else:
            index.append(slice(None))
            ends = axis.low, axis.high
            counts.append(axis.counts)
        shape[place] = -1
        low[axis.variable] = ends[0].reshape(shape)
        same = axis.variable in fixed or axis.single
        high[axis.variable] = low[axis.variable] if same else ends[1].reshape(shape)
    grid = plane.class_of[tuple(index)]
    order = np.argsort(grid.ravel(), kind="stable")
    points = np.bincount(grid.ravel(), minlength=plane.classes)
    starts = np.concatenate([[0], np.cumsum(points)])
    if any(low[name] is not high[name] for name in names):  # stretches of a number that is alone in its plane
        sums = np.concatenate([[0], np.cumsum(counts[0][order].astype(object))])
        sizes = tuple(int(one) for one in sums[starts[1:]] - sums[starts[:-1]])
    else:
        sizes = tuple(points.tolist())
    return Part(plane, low, high, grid.shape, order, starts, sizes)
