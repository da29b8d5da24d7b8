# SPDX-License-Identifier: Apache-2.0
"""Longest paths over all arcs of a project."""

from __future__ import annotations

from klynge.planning.project.problem import Ints

from .compiled import kernel


@kernel
def longest(arc_from: Ints, arc_to: Ints, lag: Ints, value: Ints, via: Ints) -> int:
    """Raise values until none is below that of an arc's origin plus its lag (Bellman 1958); -1 when that is so.

    `via` gets the arc that raised each. Otherwise, an activity that is raised without end.
    """
    for _ in range(len(value) + 1):
        raised = -1
        for arc in range(len(arc_to)):
            moved = value[arc_from[arc]] + lag[arc]
            if moved > value[arc_to[arc]]:
                value[arc_to[arc]] = moved
                via[arc_to[arc]] = arc
                raised = arc_to[arc]
        if raised < 0:
            return -1
    return raised
