# SPDX-License-Identifier: Apache-2.0
"""Which values are left: is a solution below (upward), is there one around (downward)."""

from __future__ import annotations

from typing import Any

from .compiled import kernel

Array = Any


@kernel
def below(
    edge_first: Array,
    literal_first: Array,
    literal: Array,
    child_first: Array,
    child: Array,
    allowed: Array,
    node: Array,
) -> None:
    """`node[n]`: can n and all that hangs below it be decided within `allowed`? Children come before parents."""
    for n in range(len(edge_first) - 1):
        found = False
        for e in range(edge_first[n], edge_first[n + 1]):
            for i in range(literal_first[e], literal_first[e + 1]):
                if allowed[literal[i]]:
                    found = True
                    break
            if found:
                for i in range(child_first[e], child_first[e + 1]):
                    if not node[child[i]]:
                        found = False
                        break
            if found:
                break
        node[n] = found


@kernel
def around(
    edge_first: Array,
    literal_first: Array,
    literal: Array,
    child_first: Array,
    child: Array,
    roots: Array,
    allowed: Array,
    node: Array,
    outside: Array,
    found: Array,
) -> None:
    """`found[l]`: is there a solution with l whose other variables are within `allowed`? `node` is what `below` left.

    A part that has no solution itself can still be mended by its own variable, so each part is asked without itself.
    """
    outside[:] = False
    found[:] = False
    broken, last = 0, -1
    for i in range(len(roots)):
        if not node[roots[i]]:
            broken, last = broken + 1, roots[i]
    for i in range(len(roots)):
        outside[roots[i]] = broken == 0 or (broken == 1 and last == roots[i])
    for n in range(len(edge_first) - 2, -1, -1):
        if not outside[n]:
            continue
        for e in range(edge_first[n], edge_first[n + 1]):
            broken, last = 0, -1
            for i in range(child_first[e], child_first[e + 1]):
                if not node[child[i]]:
                    broken, last = broken + 1, child[i]
            if broken > 1:
                continue
            through = False
            for i in range(literal_first[e], literal_first[e + 1]):
                if broken == 0:
                    found[literal[i]] = True
                if allowed[literal[i]]:
                    through = True
            if not through:
                continue
            if broken == 1:
                outside[last] = True
            else:
                for i in range(child_first[e], child_first[e + 1]):
                    outside[child[i]] = True
