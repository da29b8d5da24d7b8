# SPDX-License-Identifier: Apache-2.0
"""Least maxima: the sweep over (min, max)."""

from __future__ import annotations

from typing import Any

from .compiled import kernel

Array = Any
IMPOSSIBLE = 2**63 - 1
NOTHING = -(2**63)


@kernel
def below(
    edge_first: Array,
    literal_first: Array,
    literal: Array,
    child_first: Array,
    child: Array,
    allowed: Array,
    cost: Array,
    node: Array,
) -> None:
    """`node[n]`: the least maximum of n and all below it, or IMPOSSIBLE."""
    for n in range(len(edge_first) - 1):
        best = IMPOSSIBLE
        for e in range(edge_first[n], edge_first[n + 1]):
            under = NOTHING
            for i in range(child_first[e], child_first[e + 1]):
                under = max(under, node[child[i]])
            if under >= best:
                continue
            least = IMPOSSIBLE
            for i in range(literal_first[e], literal_first[e + 1]):
                if allowed[literal[i]]:
                    least = min(least, cost[literal[i]])
            best = min(best, max(under, least))
        node[n] = best


@kernel
def around(
    edge_first: Array,
    literal_first: Array,
    literal: Array,
    child_first: Array,
    child: Array,
    roots: Array,
    allowed: Array,
    cost: Array,
    node: Array,
    outside: Array,
    found: Array,
) -> None:
    """`found[l]`: the least maximum of a solution with l whose other variables are within `allowed`, or IMPOSSIBLE.

    IMPOSSIBLE is the greatest number, so a part without a solution needs no care: what is around it is the
    greatest of the others, which are the two greatest of all when asked for each.
    """
    outside[:] = IMPOSSIBLE
    found[:] = IMPOSSIBLE
    first, second = NOTHING, NOTHING
    for i in range(len(roots)):
        under = node[roots[i]]
        if under > first:
            first, second = under, first
        elif under > second:
            second = under
    for i in range(len(roots)):
        outside[roots[i]] = second if node[roots[i]] == first else first
    for n in range(len(edge_first) - 2, -1, -1):
        above = outside[n]
        if above == IMPOSSIBLE:
            continue
        for e in range(edge_first[n], edge_first[n + 1]):
            first, second = NOTHING, NOTHING
            for i in range(child_first[e], child_first[e + 1]):
                under = node[child[i]]
                if under > first:
                    first, second = under, first
                elif under > second:
                    second = under
            least = IMPOSSIBLE
            for i in range(literal_first[e], literal_first[e + 1]):
                one = literal[i]
                found[one] = min(found[one], max(above, max(first, cost[one])))
                if allowed[one]:
                    least = min(least, cost[one])
            least = max(above, least)
            for i in range(child_first[e], child_first[e + 1]):
                one = child[i]
                others = second if node[one] == first else first
                outside[one] = min(outside[one], max(least, others))
