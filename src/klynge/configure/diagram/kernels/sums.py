# SPDX-License-Identifier: Apache-2.0
"""Least sums: the sweep over (min, +), upward for what is below a node and downward for what is around it."""

from __future__ import annotations

from typing import Any

from .compiled import kernel

Array = Any
IMPOSSIBLE = 2**63 - 1


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
    choice: Array,
) -> None:
    """`node[n]`: the least sum of n and all below it; `choice[n]`: the edge that has it, of equals the lower one."""
    for n in range(len(edge_first) - 1):
        best, best_literal, best_edge = IMPOSSIBLE, IMPOSSIBLE, -1
        for e in range(edge_first[n], edge_first[n + 1]):
            under = 0
            for i in range(child_first[e], child_first[e + 1]):
                if node[child[i]] == IMPOSSIBLE:
                    under = IMPOSSIBLE
                    break
                under += node[child[i]]
            if under == IMPOSSIBLE:
                continue
            for i in range(literal_first[e], literal_first[e + 1]):
                one = literal[i]
                if allowed[one]:
                    total = under + cost[one]
                    if total < best or (total == best and one < best_literal):
                        best, best_literal, best_edge = total, one, e
        node[n] = best
        choice[n] = best_edge


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
    """`found[l]`: the least sum of a solution with l whose other variables are within `allowed`, or IMPOSSIBLE."""
    outside[:] = IMPOSSIBLE
    found[:] = IMPOSSIBLE
    total, broken, last = 0, 0, -1
    for i in range(len(roots)):
        if node[roots[i]] == IMPOSSIBLE:
            broken, last = broken + 1, roots[i]
        else:
            total += node[roots[i]]
    for i in range(len(roots)):
        if broken == 0:
            outside[roots[i]] = total - node[roots[i]]
        elif broken == 1 and last == roots[i]:
            outside[roots[i]] = total
    for n in range(len(edge_first) - 2, -1, -1):
        above = outside[n]
        if above == IMPOSSIBLE:
            continue
        for e in range(edge_first[n], edge_first[n + 1]):
            total, broken, last = above, 0, -1
            for i in range(child_first[e], child_first[e + 1]):
                under = node[child[i]]
                if under == IMPOSSIBLE:
                    broken, last = broken + 1, child[i]
                else:
                    total += under
            if broken > 1:
                continue
            least = IMPOSSIBLE
            for i in range(literal_first[e], literal_first[e + 1]):
                one = literal[i]
                if broken == 0 and total + cost[one] < found[one]:
                    found[one] = total + cost[one]
                if allowed[one] and cost[one] < least:
                    least = cost[one]
            if least == IMPOSSIBLE:
                continue
            total += least
            if broken == 1:
                outside[last] = min(outside[last], total)
            else:
                for i in range(child_first[e], child_first[e + 1]):
                    one = child[i]
                    outside[one] = min(outside[one], total - node[one])


@kernel
def walk(
    literal_first: Array,
    literal: Array,
    child_first: Array,
    child: Array,
    roots: Array,
    allowed: Array,
    cost: Array,
    choice: Array,
    waiting: Array,
    chosen: Array,
) -> None:
    """Follow `choice` from the roots; `chosen` gets a literal of each variable, in the order they are met."""
    count = len(roots)
    waiting[:count] = roots
    done = 0
    while done < count:
        e = choice[waiting[done]]
        best = -1
        for i in range(literal_first[e], literal_first[e + 1]):
            one = literal[i]
            if allowed[one] and (best < 0 or cost[one] < cost[best] or (cost[one] == cost[best] and one < best)):
                best = one
        chosen[done] = best
        for i in range(child_first[e], child_first[e + 1]):
            waiting[count] = child[i]
            count += 1
        done += 1
