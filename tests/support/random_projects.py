# SPDX-License-Identifier: Apache-2.0
"""Small random projects from a seed, with or without maximum lags."""

from __future__ import annotations

import numpy as np

from klynge.planning.project.problem import ProjectProblem

Arc = tuple[int, int, int]


def project(durations: list[int], demands: list[list[int]], capacities: list[int], arcs: list[Arc]) -> ProjectProblem:
    """A project from lists; arcs are (before, after, lag between starts), activities from 0 and called from 1."""
    arcs = sorted(arcs, key=lambda arc: arc[0])
    arc0 = np.zeros(len(durations) + 1, np.int64)
    np.cumsum(np.bincount(np.array([arc[0] for arc in arcs], np.int64), minlength=len(durations)), out=arc0[1:])
    demand = np.array(demands, np.int64).reshape(len(durations), len(capacities))
    arc_to, arc_lag = (np.array([arc[column] for arc in arcs], np.int64) for column in (1, 2))
    return ProjectProblem(np.array(durations, np.int64), demand, np.array(capacities, np.int64), arc0, arc_to, arc_lag)


def random_project(seed: int, activities: int, resources: int = 2, *, maximum_lags: bool = False) -> ProjectProblem:
    """Durations 0 to 6, needs up to the capacity, some precedences; with `maximum_lags` also odd and negative lags."""
    chance = np.random.default_rng(seed)
    durations = chance.integers(0, 7, activities).tolist()
    capacities = chance.integers(2, 8, resources).tolist()
    demands = [[int(chance.integers(0, capacity + 1)) for capacity in capacities] for _ in durations]
    arcs: list[Arc] = []
    for after in range(1, activities):
        for before in set(chance.integers(0, after, 2).tolist()):
            if chance.random() < 0.5:
                arcs.append((before, after, durations[before]))
            elif maximum_lags:
                arcs.append((before, after, int(chance.integers(-3, 8))))
            if maximum_lags and chance.random() < 0.3:
                arcs.append((after, before, -int(chance.integers(2, 16))))
    return project(durations, demands, capacities, arcs)
