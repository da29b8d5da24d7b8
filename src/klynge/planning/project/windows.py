# SPDX-License-Identifier: Apache-2.0
"""Parts of a schedule searched to the end: the rest keeps its order on the resources and may move with it.

The order kept is a partial order of the schedule by chaining, relaxed for the free activities (Policella, Cesta, Oddi
& Smith 2007; Godard, Laborie & Nuijten 2005).
"""

from __future__ import annotations

import numpy as np

from klynge.planning.project.exact import Arc
from klynge.planning.project.problem import Ints, ProjectProblem


def chained(problem: ProjectProblem, start: Ints, kept: set[int]) -> list[Arc]:
    """Arcs between kept activities that hold the schedule's order on each resource, whatever their starts."""
    arcs: set[tuple[int, int]] = set()
    order = np.lexsort((start + problem.duration, start)).tolist()
    durations, starts = problem.duration.tolist(), start.tolist()
    for resource, capacity in enumerate(problem.capacity.tolist()):
        needs = problem.demand[:, resource].tolist()
        held: list[tuple[int, int, int]] = [(0, -1, capacity)]  # until when, by whom, how much
        for activity in order:
            wanted = needs[activity] if durations[activity] else 0
            if not wanted:
                continue
            held.sort(reverse=True)
            rest, wanted_left = [], wanted
            for until, who, amount in held:  # the latest freed first, so that chains stay short
                if until <= starts[activity] and wanted_left:
                    taken = min(amount, wanted_left)
                    wanted_left -= taken
                    if who in kept and activity in kept:
                        arcs.add((who, activity))
                    if amount > taken:
                        rest.append((until, who, amount - taken))
                else:
                    rest.append((until, who, amount))
            held = [*rest, (starts[activity] + durations[activity], activity, wanted)]
    return [(before, after, durations[before]) for before, after in sorted(arcs)]


def window(problem: ProjectProblem, start: Ints, centre: int, size: int) -> set[int]:
    """The activities that run nearest to a moment."""
    middle = 2 * start + problem.duration
    nearest = np.argsort(np.abs(middle - 2 * centre), kind="stable")[:size]
    return set(nearest.tolist())
