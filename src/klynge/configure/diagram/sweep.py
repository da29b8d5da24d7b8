# SPDX-License-Identifier: Apache-2.0
"""What is left, what it costs, how many there are: answers from one pass up a diagram and one down.

A question is asked within `allowed`, a flag for each literal; a solution uses allowed literals only. Where an answer
has a place for each literal, it is about the solutions with that literal; `lifted` answers for the literals that are
not allowed too, as if their variable alone were free: what could it be changed to, and what would that cost?
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import prod

import numpy as np
import numpy.typing as npt

from .diagram import Diagram
from .kernels import bottlenecks, counts, possible, sums
from .residues import combined, moduli

Flags = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]
IMPOSSIBLE = sums.IMPOSSIBLE
BOUND = 2**62
EVERY = slice(None)


class Sweep:
    """Answers about one diagram, with working memory that is used again: one for each thread."""

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        d = diagram
        self._shape = d.edge_first, d.literal_first, d.literal, d.child_first, d.child
        self._flags = np.zeros(d.nodes, np.bool_), np.zeros(d.nodes, np.bool_)
        self._longs = np.zeros(d.nodes, np.int64), np.zeros(d.nodes, np.int64)
        self._words = np.zeros(d.nodes, np.uint64), np.zeros(d.nodes, np.uint64)
        self._choice = np.zeros(d.nodes, np.int32)
        self._walk = np.zeros(len(d.sizes), np.int32), np.zeros(len(d.sizes), np.int32)
        self._moduli: list[int] = []

    def possible(self, allowed: Flags) -> bool:
        """Is there a solution?"""
        node = self._flags[0]
        possible.below(*self._shape, allowed, node)
        return not self.diagram.empty and bool(node[self.diagram.roots].all())

    def domains(self, allowed: Flags) -> Flags:
        """The literals that are in some solution: no more, no fewer."""
        return self.offers(allowed) & allowed

    def offers(self, allowed: Flags) -> Flags:
        """As `domains`, lifted."""
        node, outside = self._flags
        found = np.empty(self.diagram.literals, np.bool_)
        possible.below(*self._shape, allowed, node)
        possible.around(*self._shape, self.diagram.roots, allowed, node, outside, found)
        return found

    def count(self, allowed: Flags) -> int:
        """How many solutions there are, exactly."""
        if self.diagram.empty:
            return 0
        node, roots = self._words[0], self.diagram.roots
        residues = []
        for modulus in self._enough():
            counts.below(*self._shape, allowed, np.uint64(modulus), node)
            residues.append(prod(node[roots].tolist()) % (modulus or 2**64))
        return combined(residues, self._enough())

    def counts(self, allowed: Flags, *, lifted: bool = False, within: slice = EVERY) -> list[int]:
        """How many solutions each literal (of those `within`) is in, exactly."""
        node, outside = self._words
        residues = []
        for modulus in self._enough():
            found = np.empty(self.diagram.literals, np.uint64)
            counts.below(*self._shape, allowed, np.uint64(modulus), node)
            counts.around(*self._shape, self.diagram.roots, allowed, np.uint64(modulus), node, outside, found)
            residues.append((found if lifted else found * allowed)[within].tolist())
        return [combined(list(one), self._enough()) for one in zip(*residues, strict=True)]

    def _enough(self) -> list[int]:
        """Moduli whose product is more than all solutions."""
        if not self._moduli:
            self._moduli = moduli(self.diagram.total())
        return self._moduli

    def cheapest(self, allowed: Flags, cost: Longs, *, lifted: bool = False) -> Longs:
        """The least sum of the literals' costs for each literal, IMPOSSIBLE where there is no solution.

        Raises ValueError when a sum could pass 2^62, as the other questions about sums do.
        """
        cost = self._bounded(cost)
        node, outside = self._longs
        found = np.empty(self.diagram.literals, np.int64)
        sums.below(*self._shape, allowed, cost, node, self._choice)
        sums.around(*self._shape, self.diagram.roots, allowed, cost, node, outside, found)
        return found if lifted else np.where(allowed, found, IMPOSSIBLE)

    def cheapest_pair(self, allowed: Flags, cost: Longs, then: Longs, *, lifted: bool = False) -> tuple[Longs, Longs]:
        """The least sum of `cost` for each literal, and among solutions with that sum the least sum of `then`."""
        both, unit, base = self._pair(cost, then)
        found = self.cheapest(allowed, both, lifted=lifted)
        first, second = np.divmod(found, unit)
        none = found == IMPOSSIBLE
        return np.where(none, IMPOSSIBLE, first), np.where(none, IMPOSSIBLE, second + base)

    def bottleneck(self, allowed: Flags, cost: Longs, *, lifted: bool = False) -> Longs:
        """The least maximum of the literals' costs for each literal, IMPOSSIBLE where there is no solution."""
        cost = self._bounded(cost)
        node, outside = self._longs
        found = np.empty(self.diagram.literals, np.int64)
        bottlenecks.below(*self._shape, allowed, cost, node)
        bottlenecks.around(*self._shape, self.diagram.roots, allowed, cost, node, outside, found)
        return found if lifted else np.where(allowed, found, IMPOSSIBLE)

    def best(self, allowed: Flags, cost: Longs, then: Longs | None = None) -> Longs | None:
        """The values of the solution with the least sum of `cost`, then of `then`; None if there is none.

        Among equals the lower value wins, variable by variable down the diagram: always the same one.
        """
        if then is not None:
            cost = self._pair(cost, then)[0]
        cost = self._bounded(cost)
        node, roots = self._longs[0], self.diagram.roots
        sums.below(*self._shape, allowed, cost, node, self._choice)
        if self.diagram.empty or (node[roots] == IMPOSSIBLE).any():
            return None
        waiting, chosen = self._walk
        sums.walk(*self._shape[1:], roots, allowed, cost, self._choice, waiting, chosen)
        return self._values(chosen)

    def best_bottleneck(self, allowed: Flags, cost: Longs, then: Longs) -> Longs | None:
        """The values of the solution with the least maximum of `cost` and, among those, the least sum of `then`."""
        cost = self._bounded(cost)
        node = self._longs[0]
        bottlenecks.below(*self._shape, allowed, cost, node)
        least = node[self.diagram.roots].max(initial=-BOUND)
        return None if least == IMPOSSIBLE else self.best(allowed & (cost <= least), then)

    def give_up(
        self,
        choices: Mapping[int, int | Collection[int]],
        literal: int,
        *,
        weights: Mapping[int, int] | None = None,
        within: Flags | None = None,
    ) -> frozenset[int] | None:
        """The variables whose choice must be let go for a literal to be possible: the fewest, or of least weight.

        Weights are 0 or more, 1 where none is given; among sets of the same weight the smallest. The literal's own
        variable is not counted. `within` holds whatever is given up. None when nothing helps.
        """
        d = self.diagram
        cost, dropped = np.zeros(d.literals, np.int64), np.zeros(d.literals, np.int64)
        for variable, kept in choices.items():
            values = slice(d.first[variable], d.first[variable + 1])
            lost = ~d.allowed({variable: kept})[values]
            dropped[values] = lost
            cost[values] = lost * (1 if weights is None else weights.get(variable, 1))
        best = self.best(d.given(d.allowed() if within is None else within, literal), cost, dropped)
        if best is None:
            return None
        own = int(d.variable[literal])
        return frozenset(v for v in choices if v != own and dropped[d.first[v] + best[v]])

    def unrank(self, allowed: Flags, index: int) -> Longs:
        """The solution with this number, from 0 to `count(allowed) - 1`; IndexError beyond that."""
        return self._unranked(allowed, self.diagram.ways(allowed), index)

    def samples(self, allowed: Flags, number: int, seed: int) -> Longs:
        """So many solutions, one a row, each drawn from all with the same chance; none when there is no solution."""
        from random import Random

        draw, ways = Random(seed), self.diagram.ways(allowed)
        total = 0 if self.diagram.empty else self.diagram.product(ways)
        rows = [self._unranked(allowed, ways, draw.randrange(total)) for _ in range(number if total else 0)]
        return np.array(rows, np.int64).reshape(len(rows), len(self.diagram.sizes))

    def _unranked(self, allowed: Flags, ways: list[int], index: int) -> Longs:
        d = self.diagram
        if d.empty or not 0 <= index < d.product(ways):
            raise IndexError(f"there is no solution number {index}")
        waiting, chosen = [], []
        for root in d.roots.tolist():
            index, here = divmod(index, ways[root])
            waiting.append((root, here))
        while waiting:
            node, index = waiting.pop()
            for edge in range(d.edge_first[node], d.edge_first[node + 1]):
                literals = d.literal[d.literal_first[edge] : d.literal_first[edge + 1]]
                fitting = literals[allowed[literals]].tolist()
                children = d.child[d.child_first[edge] : d.child_first[edge + 1]].tolist()
                under = prod(ways[child] for child in children)
                if index < len(fitting) * under:
                    break
                index -= len(fitting) * under
            place, index = divmod(index, under)
            chosen.append(fitting[place])
            for child in children:
                index, here = divmod(index, ways[child])
                waiting.append((child, here))
        return self._values(np.array(chosen, np.int32))

    def _values(self, chosen: npt.NDArray[np.int32]) -> Longs:
        """The value of each variable, from a literal of each."""
        d = self.diagram
        values = np.empty(len(d.sizes), np.int64)
        variables = d.variable[chosen]
        values[variables] = chosen - d.first[variables]
        return values

    def _extremes(self, cost: Longs) -> tuple[Longs, Longs]:
        d = self.diagram
        if not len(d.sizes):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.minimum.reduceat(cost, d.first[:-1]), np.maximum.reduceat(cost, d.first[:-1])

    def _bounded(self, cost: Longs) -> Longs:
        cost = np.ascontiguousarray(cost, np.int64)
        least, most = self._extremes(cost)
        if sum(np.maximum(abs(least), abs(most)).tolist()) >= BOUND:
            raise ValueError("costs are too large: their sum could pass 2^62; use a coarser unit")
        return cost

    def _pair(self, cost: Longs, then: Longs) -> tuple[Longs, int, int]:
        """Both as one number: `cost` in units greater than any sum of `then`; the unit, and what `then` starts from."""
        least, most = self._extremes(then)
        unit = sum((most - least).tolist()) + 1
        low, high = self._extremes(cost)
        if sum(np.maximum(abs(low), abs(high)).tolist()) * unit >= BOUND:
            raise ValueError("both costs together are too large: their sums could pass 2^62; use coarser units")
        base = np.repeat(least, self.diagram.sizes)
        return cost * unit + (then - base), unit, int(sum(least.tolist()))
