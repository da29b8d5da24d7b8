# SPDX-License-Identifier: Apache-2.0
"""Exact counts and uniform draws where a value of the diagram stands for many products (a class of measures)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from random import Random

from ..compiled.columns import Flags
from ..diagram import Diagram


class Weighing:
    """How many products each node of a diagram stands for, within `allowed`."""

    def __init__(self, diagram: Diagram, allowed: Flags, weights: Mapping[int, Sequence[int]]) -> None:
        self.diagram = diagram
        weight = allowed.astype(int).tolist()
        for variable, counts in weights.items():
            first = int(diagram.first[variable])
            for value, count in enumerate(counts):
                weight[first + value] *= int(count)
        self.weight: list[int] = weight
        edges, literals, children = (
            one.tolist() for one in (diagram.edge_first, diagram.literal_first, diagram.child_first)
        )
        literal, child = diagram.literal.tolist(), diagram.child.tolist()
        self.ways: list[int] = []
        self.of_edge: list[int] = []
        for node in range(diagram.nodes):
            total = 0
            for edge in range(edges[node], edges[node + 1]):
                here = sum([weight[one] for one in literal[literals[edge] : literals[edge + 1]]])
                if here:
                    for one in child[children[edge] : children[edge + 1]]:
                        here *= self.ways[one]
                self.of_edge.append(here)
                total += here
            self.ways.append(total)
        self.total: int = 0 if diagram.empty else prod(self.ways[root] for root in diagram.roots.tolist())

    def draw(self, random: Random) -> list[int]:
        """The values of a solution, each with a chance that goes with the products it stands for."""
        d = self.diagram
        values = [0] * len(d.sizes)
        waiting = d.roots.tolist()
        while waiting:
            node = waiting.pop()
            place = random.randrange(self.ways[node])
            edge = int(d.edge_first[node])
            while place >= self.of_edge[edge]:
                place -= self.of_edge[edge]
                edge += 1
            inside = d.literal[d.literal_first[edge] : d.literal_first[edge + 1]].tolist()
            place = random.randrange(sum(self.weight[one] for one in inside))
            for literal in inside:
                if place < self.weight[literal]:
                    break
                place -= self.weight[literal]
            variable = int(d.variable[literal])
            values[variable] = literal - int(d.first[variable])
            waiting += d.child[d.child_first[edge] : d.child_first[edge + 1]].tolist()
        return values
