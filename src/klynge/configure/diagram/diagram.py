# SPDX-License-Identifier: Apache-2.0
"""A compiled model: an AND/OR decision diagram in flat arrays.

A node decides one variable. Its edges each have literals (values of that variable that lead to the same) and
children, one node for each variable right below, which are independent of one another. Every path reads every
variable exactly once, so sums and counts over a diagram are sums and counts over solutions (deterministic,
decomposable and smooth: A. Darwiche and P. Marquis, A knowledge compilation map, 2002).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from .sweep import Sweep

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


def firsts_of(sizes: Sequence[int]) -> npt.NDArray[np.int64]:
    """Where the literals of each variable begin, and how many there are."""
    return np.concatenate([[0], np.cumsum(np.array(sizes, np.int64))]).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """All solutions of a model. Literal `first[i] + v` is value v of variable i.

    Node n has the edges `edge_first[n]` to `edge_first[n + 1]`; edge e has `literal[literal_first[e]:literal_first[e
    + 1]]` and `child[child_first[e]:child_first[e + 1]]`. Children come before parents; `roots` hold one node of each
    independent part.
    """

    sizes: tuple[int, ...]
    edge_first: Ints
    literal_first: Ints
    literal: Ints
    child_first: Ints
    child: Ints
    roots: Ints
    components: tuple[tuple[int, ...], ...]
    empty: bool
    first: npt.NDArray[np.int64] = field(init=False)
    variable: Ints = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", firsts_of(self.sizes))
        object.__setattr__(self, "variable", np.repeat(np.arange(len(self.sizes), dtype=np.int32), self.sizes))

    @classmethod
    def nothing(cls, sizes: Sequence[int]) -> Diagram:
        """The diagram of a model that no assignment satisfies."""
        none, one = np.zeros(0, np.int32), np.zeros(1, np.int32)
        parts = tuple((variable,) for variable in range(len(sizes)))
        return cls(tuple(sizes), one, one, none, one, none, none, parts, True)

    @property
    def literals(self) -> int:
        """How many values all variables have together."""
        return len(self.variable)

    @property
    def nodes(self) -> int:
        """How many decisions there are."""
        return len(self.edge_first) - 1

    @property
    def edges(self) -> int:
        """How many ways lead on from the decisions."""
        return len(self.literal_first) - 1

    def literal_at(self, variable: int, value: int) -> int:
        """The number of a value among all variables' values; IndexError when there is none such."""
        if not 0 <= variable < len(self.sizes) or not 0 <= value < self.sizes[variable]:
            raise IndexError(f"variable {variable} has no value {value}")
        return int(self.first[variable]) + value

    def allowed(self, choices: Mapping[int, int | Collection[int]] | None = None) -> Flags:
        """A flag for each literal: the values chosen (one, or some to choose from), and all of other variables."""
        flags = np.ones(self.literals, np.bool_)
        for variable, chosen in (choices or {}).items():
            flags[self.first[variable] : self.first[variable + 1]] = False
            for value in (chosen,) if isinstance(chosen, int | np.integer) else chosen:
                flags[self.literal_at(variable, int(value))] = True
        return flags

    def given(self, allowed: Flags, literal: int) -> Flags:
        """A copy of these flags in which the literal is the only one of its variable."""
        flags = allowed.copy()
        variable = self.variable[literal]
        flags[self.first[variable] : self.first[variable + 1]] = False
        flags[literal] = True
        return flags

    def total(self) -> int:
        """How many solutions there are."""
        return 0 if self.empty else self.product(self.ways())

    def ways(self, allowed: Flags | None = None) -> list[int]:
        """For each node, in how many ways it and all below it can be decided within `allowed` (exact)."""
        flags = np.ones(self.literals, np.bool_) if allowed is None else allowed
        sums = np.concatenate([[0], np.cumsum(flags[self.literal])])
        fitting = (sums[self.literal_first[1:]] - sums[self.literal_first[:-1]]).tolist()
        child, child_first, edge_first = self.child.tolist(), self.child_first.tolist(), self.edge_first.tolist()
        found: list[int] = []
        for begin, end in pairwise(edge_first):
            total = 0
            for edge in range(begin, end):
                ways = fitting[edge]
                for one in child[child_first[edge] : child_first[edge + 1]]:
                    ways *= found[one]
                total += ways
            found.append(total)
        return found

    def product(self, ways: list[int]) -> int:
        """What the roots have together of something that each node has."""
        return prod(ways[root] for root in self.roots.tolist())

    def sweep(self) -> Sweep:
        """What answers questions about this diagram; one for each thread, for it keeps its working memory."""
        from .sweep import Sweep

        return Sweep(self)
