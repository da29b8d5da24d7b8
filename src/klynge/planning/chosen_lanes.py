# SPDX-License-Identifier: Apache-2.0
"""Lanes that an order's outcome names: the engine's tables in which its goods take these, where there are several."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .handles import Handle
from .kernels.view import Tables
from .problem import Problem


def lane_names(problem: Problem) -> list[str]:
    """Identifiers of the lanes in the engine's row order."""
    network, names = problem.kept.get("lanes", (None, []))
    if network is not problem.network:
        sites, regions = problem.names.site, problem.names.region
        ends = {**regions, **sites}
        by_pair = sorted(
            problem.network.lanes.values(),
            key=lambda lane: sites[lane.origin] * (len(sites) + len(regions)) + ends[lane.destination],
        )
        names = [lane.id for lane in by_pair]
        problem.kept["lanes"] = problem.network, names
    assert isinstance(names, list)
    return names


def resources_by(problem: Problem, lanes: Sequence[str]) -> Tables:
    """The resources for kernels, all lanes between two places being the one of `lanes` that goes there, if one does."""
    if not lanes:
        return problem.views[0]
    resources, names = problem.resources, lane_names(problem)
    table = resources.lane.copy()
    for row in (names.index(name) for name in lanes if name in names):
        pair = int(np.searchsorted(resources.pair_lane0, row, side="right")) - 1
        table[resources.pair_lane0[pair] : resources.pair_lane0[pair + 1]] = resources.lane[row]
    return Handle(resources._replace(lane=table))
