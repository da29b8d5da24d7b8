# SPDX-License-Identifier: Apache-2.0
"""In which order variables are decided: a pseudo-tree from a min-fill elimination order.

Variables that meet in a constraint lie on one path from the root; the branches below a variable are independent
once all above them is decided (R. Dechter and R. Mateescu, AND/OR search spaces for graphical models, 2007).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tree:
    """The parent of each variable (-1: a root), and the variables with parents before children."""

    parent: tuple[int, ...]
    order: tuple[int, ...]

    def children(self) -> list[list[int]]:
        """For each variable those below it."""
        found: list[list[int]] = [[] for _ in self.parent]
        for variable in self.order:
            if self.parent[variable] >= 0:
                found[self.parent[variable]].append(variable)
        return found


class Graph:
    """Who meets whom, as sets to run through and as bits to count; who is eliminated joins its neighbours."""

    def __init__(self, number: int, scopes: Iterable[Sequence[int]]) -> None:
        self.near: list[set[int]] = [set() for _ in range(number)]
        for scope in scopes:
            for variable in scope:
                self.near[variable].update(scope)
        for variable, met in enumerate(self.near):
            met.discard(variable)
        self.bits = [sum(1 << other for other in met) for met in self.near]

    def fill(self, variable: int) -> int:
        """How many ordered pairs of its neighbours do not meet."""
        around, bits = self.near[variable], self.bits[variable]
        others = len(around) - 1
        return sum([others - (bits & self.bits[other]).bit_count() for other in around])

    def eliminate(self, variable: int, fill: int) -> set[int]:
        """Join its neighbours and take it out; the variables whose own fill may have changed."""
        around, bits = self.near[variable], self.bits[variable]
        touched = set(around)
        for other in around:
            if fill:
                self.near[other] |= around
                self.near[other].discard(other)
                touched |= self.near[other]
            self.near[other].discard(variable)
            self.bits[other] = (self.bits[other] | bits) & ~(1 << other | 1 << variable)
        touched.discard(variable)
        return touched


def tree(sizes: Sequence[int], scopes: Sequence[Sequence[int]], seed: int) -> Tree:
    """Eliminate the variable that joins the fewest strangers, ties by a seeded draw; the last one is a root."""
    draw = random.Random(seed)
    graph = Graph(len(sizes), scopes)
    fill = {v: graph.fill(v) for v in range(len(sizes))}
    gone: list[int] = []
    while fill:
        least = min(fill.values())
        one = draw.choice([v for v, has in fill.items() if has == least])
        gone.append(one)
        for v in graph.eliminate(one, fill.pop(one)):
            fill[v] = graph.fill(v)
    place = {v: i for i, v in enumerate(gone)}
    parent = [min(graph.near[v], key=place.__getitem__, default=-1) for v in range(len(sizes))]
    return Tree(tuple(parent), tuple(reversed(gone)))
