# SPDX-License-Identifier: Apache-2.0
"""In which order variables are decided: a pseudo-tree from a min-fill elimination order.

Variables that meet in a constraint lie on one path from the root; the branches below a variable are independent
once all above them is decided (R. Dechter and R. Mateescu, AND/OR search spaces for graphical models, 2007).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class Tree:
    """The parent of each variable (-1: a root), and the variables with parents before children."""

    parent: tuple[int, ...]
    order: tuple[int, ...]
    cost: float

    def children(self) -> list[list[int]]:
        """For each variable those below it."""
        found: list[list[int]] = [[] for _ in self.parent]
        for variable in self.order:
            if self.parent[variable] >= 0:
                found[self.parent[variable]].append(variable)
        return found


def neighbours(number: int, scopes: Iterable[Sequence[int]]) -> list[set[int]]:
    """For each variable those that it meets in a scope."""
    found: list[set[int]] = [set() for _ in range(number)]
    for scope in scopes:
        for variable in scope:
            found[variable].update(scope)
    for variable, met in enumerate(found):
        met.discard(variable)
    return found


def tree(sizes: Sequence[int], scopes: Sequence[Sequence[int]], seed: int) -> Tree:
    """Eliminate the variable that joins the fewest strangers, ties by a seeded draw; the last one is a root."""
    draw = random.Random(seed)
    near = neighbours(len(sizes), scopes)
    parent, gone, cost = [-1] * len(sizes), [], 0.0
    fill = {v: _fill(near, v) for v in range(len(sizes))}
    left = set(fill)
    met: list[set[int]] = [set()] * len(sizes)
    while left:
        least = min(fill[v] for v in left)
        one = draw.choice(sorted(v for v in left if fill[v] == least))
        around = near[one]
        met[one] = set(around)
        cost += _product(sizes, [one, *around])
        touched = set(around)
        for v in around:
            near[v] |= around
            near[v] -= {one, v}
        for v in around:
            touched |= near[v]
        left.discard(one)
        gone.append(one)
        for v in touched & left:
            fill[v] = _fill(near, v)
    place = {v: i for i, v in enumerate(gone)}
    for v in gone:
        parent[v] = min(met[v], key=place.__getitem__, default=-1)
    return Tree(tuple(parent), tuple(reversed(gone)), log(cost) if cost else 0.0)


def _fill(near: list[set[int]], variable: int) -> int:
    """How many pairs of its neighbours do not meet."""
    around = near[variable]
    return sum(len(around) - 1 - len(near[v] & around) for v in around)


def _product(sizes: Sequence[int], variables: Iterable[int]) -> float:
    found = 1.0
    for v in variables:
        found *= sizes[v]
    return found
