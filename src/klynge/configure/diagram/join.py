# SPDX-License-Identifier: Apache-2.0
"""All automata joined down a pseudo-tree, and the nodes that remain, merged from the leaves up.

The states in which a variable can be met are the cache of an AND/OR search (Dechter and Mateescu 2007), found level by
level; that a state is one of minimal automata, not the values above, makes more of them the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .automaton import Automaton
from .kernels.alike import alike
from .kernels.join import below, steps
from .limits import TooWideError
from .order import Tree

Progress = Callable[[int, int, int], None]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]


@dataclass(slots=True)
class Level:
    """The nodes of one variable: edge i goes from node `row[i]` by `value[i]` to `children[:, i]`, one a child."""

    row: Small
    value: Small
    children: npt.NDArray[np.int32]
    nodes: int


class Join:
    """The joining of automata over variables with so many values, in the order of a tree."""

    def __init__(
        self, sizes: Sequence[int], automata: Sequence[Automaton], tree: Tree, progress: Progress | None, limit: int
    ) -> None:
        self.sizes, self.automata, self.tree = sizes, automata, tree
        self.progress, self.limit = progress, limit
        self.children = tree.children()
        self.states = 0
        self._lay_tables()

    def _lay_tables(self) -> None:
        """One array of all tables, where each begins, and which automata each variable takes part in and passes on."""
        parts, at = [np.zeros(0, np.int32)], 0
        self.offset: dict[tuple[int, int], int] = {}
        self.starting: list[list[int]] = [[] for _ in self.sizes]
        self.passing: list[list[int]] = [[] for _ in self.sizes]
        for number, one in enumerate(self.automata):
            for variable, level in zip(one.scope, one.levels, strict=True):
                self.offset[number, variable] = at
                parts.append(level.ravel())
                at += level.size
            self.starting[one.scope[0]].append(number)
            variable = one.scope[-1]
            while variable != one.scope[0]:
                self.passing[variable].append(number)
                variable = self.tree.parent[variable]
        self.tables = np.concatenate(parts)

    def nodes(self) -> list[Level]:
        """The nodes of each variable, merged; a variable without nodes makes the whole model empty."""
        met = {variable: np.zeros((1, 0), np.int32) for variable, above in enumerate(self.tree.parent) if above < 0}
        levels: list[Level | None] = [None] * len(self.sizes)
        for done, variable in enumerate(self.tree.order):
            levels[variable] = self._down(variable, met)
            if self.progress is not None:
                self.progress(done, len(self.sizes), self.states)
        return self._up([level for level in levels if level is not None])

    def _down(self, variable: int, met: dict[int, Small]) -> Level:
        """All steps from the states in which a variable is met, and the states in which its children are then met."""
        states = met.pop(variable)
        column = {number: i for i, number in enumerate(self.passing[variable])}
        column |= dict.fromkeys(self.starting[variable], -1)
        read = [number for number in column if (number, variable) in self.offset]
        size = self.sizes[variable]
        laid = self._laid(variable, read, column)
        row, value = steps(states, *laid, size, self.tables, self.limit - self.states)
        self.states += len(row)
        if self.states > self.limit:
            raise TooWideError(self.limit)
        children = np.empty((len(self.children[variable]), len(row)), np.int32)
        for place, child in enumerate(self.children[variable]):
            kept = self.passing[child]
            keys = below(states, row, value, *self._laid(variable, kept, column), size, self.tables)
            children[place], firsts = alike(np.arange(len(row) + 1) * len(kept), keys)
            met[child] = keys.reshape(len(row), len(kept))[firsts].astype(np.int32)
        return Level(row, value, children, len(states))

    def _laid(self, variable: int, numbers: list[int], column: dict[int, int]) -> tuple[Ints, Ints]:
        """The column of each automaton's state, and where its table at this variable begins."""
        source = np.array([column[number] for number in numbers], np.int64)
        offset = np.array([self.offset.get((number, variable), -1) for number in numbers], np.int64)
        return source, offset

    def _up(self, levels: list[Level]) -> list[Level]:
        """Take out what leads nowhere and merge what is alike, leaves first; then what no longer is reached."""
        number: dict[int, Small] = {}
        for variable in reversed(self.tree.order):
            levels[variable], number[variable] = _merged(levels[variable], [number[c] for c in self.children[variable]])
        reached = [np.zeros(level.nodes, np.bool_) for level in levels]
        for variable in self.tree.order:
            if self.tree.parent[variable] < 0:
                reached[variable][:] = True
            level = levels[variable]
            kept = reached[variable][level.row]
            for place, child in enumerate(self.children[variable]):
                reached[child][level.children[place, kept]] = True
        renumbered = [(np.cumsum(one) - 1).astype(np.int32) for one in reached]
        return [self._reached(variable, level, reached[variable], renumbered) for variable, level in enumerate(levels)]

    def _reached(self, variable: int, level: Level, reached: npt.NDArray[np.bool_], renumbered: list[Small]) -> Level:
        kept = reached[level.row]
        children = level.children[:, kept]
        for place, child in enumerate(self.children[variable]):
            children[place] = renumbered[child][children[place]]
        return Level(renumbered[variable][level.row[kept]], level.value[kept], children, int(reached.sum()))


def _merged(level: Level, numbers: list[Small]) -> tuple[Level, Small]:
    """The level with merged nodes, its children's and its own; and each node's new number (-1: leads nowhere)."""
    children = level.children
    for place, number in enumerate(numbers):
        children[place] = number[children[place]]
    kept = (children >= 0).all(0)
    row, value, children = level.row[kept], level.value[kept], children[:, kept]
    wide = len(children) + 1
    keys = np.empty((len(row), wide), np.int64)
    keys[:, 0] = value
    keys[:, 1:] = children.T
    count = np.bincount(row, minlength=level.nodes)
    first = np.concatenate([[0], np.cumsum(count)]) * wide
    classes, firsts = alike(first, keys.ravel())
    alive = count[firsts] > 0
    number = np.where(alive, np.cumsum(alive) - 1, -1).astype(np.int32)
    chosen = np.zeros(level.nodes, np.bool_)
    chosen[firsts[alive]] = True
    of_first = chosen[row]
    merged = Level(number[classes[row[of_first]]], value[of_first], children[:, of_first], int(alive.sum()))
    return merged, number[classes]
