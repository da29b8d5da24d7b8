# SPDX-License-Identifier: Apache-2.0
"""What a search needs to know of a project before it begins, or why no schedule can hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from klynge.planning.project import cycles
from klynge.planning.project.bounds import Ends, check_capacity, ends_of, lower_bound
from klynge.planning.project.kernels.arrays import Net, mirror_of, net_of
from klynge.planning.project.kernels.lags import NEVER, Lags
from klynge.planning.project.problem import Ints, ProjectProblem

MOST_TIME = NEVER  # of all durations and lags together
MOST_WORK = 1 << 60


@dataclass(frozen=True, slots=True)
class LagCase:
    """What maximum lags add: see `kernels.lags.Lags`; `order_net`, `order_mirror` say what is listed before what."""

    lags: Lags
    mirrored: Lags
    order_net: Net
    order_mirror: Net


@dataclass(frozen=True, slots=True)
class Case:
    """A project that may be solved: `bound` is below no makespan, `upper` above none that has to be looked at.

    `rules` (rules, n) are keys by which lists are drawn, `reach` is how far noise may move them. `lag_case` is None
    where arcs go one way and no lag is shorter than the duration before it. `searchable` is False where activities that
    hold each other are too many for the search by lists.
    """

    problem: ProjectProblem
    ends: Ends
    latest: Ints
    bound: int
    upper: int
    net: Net
    mirror: Net
    rules: Ints
    work: Ints
    reach: int
    lag_case: LagCase | None
    searchable: bool = True

    @property
    def windows_end(self) -> Ints:
        """Latest starts that a makespan of `upper` allows."""
        return np.minimum(self.upper - self.ends.tail, self.latest)


def prepare(problem: ProjectProblem) -> Case:
    """Check and analyse. Raises ImpossibleError, and ValueError for numbers too large to add up."""
    _check_size(problem)
    check_capacity(problem)
    ends = ends_of(problem)
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    groups = cycles.groups_of(problem)
    plain = bool((problem.arc_lag >= problem.duration[before]).all() and (groups.sizes == 1).all())
    latest = np.full(problem.activities, NEVER, np.int64)
    searchable = plain or int(groups.sizes.max()) <= cycles.LARGEST_GROUP
    lag_case = None
    if not plain:
        latest = cycles.latest_by_source(problem)
        if searchable:
            base, path = cycles.paths_within(problem, groups)
            problem = cycles.close_all(problem, groups, base, path)
            ends = ends_of(problem)
            latest = np.minimum(latest, cycles.latest_by_source(problem))
    net = net_of(problem)
    mirror = mirror_of(problem, net)
    if not plain and searchable:
        lag_case = LagCase(
            cycles.lags_of(problem, groups, base, path, ends, latest),
            cycles.mirrored_lags(problem, net, groups, base, path, ends),
            *cycles.order_nets(problem, net, groups, base, path),
        )
    path_end = int((ends.head + ends.tail).max(initial=0))
    return Case(
        problem, ends, latest, lower_bound(problem, ends), _upper(problem, ends), net, mirror,
        _rules(problem, ends, path_end), _work(problem), max(1, path_end // 2), lag_case, searchable,
    )  # fmt: skip


def _check_size(problem: ProjectProblem) -> None:
    time = float(np.abs(problem.arc_lag).astype(float).sum() + problem.duration.astype(float).sum())
    work = float((problem.duration[:, None].astype(float) * problem.demand).sum(axis=0).max(initial=0.0))
    if time >= MOST_TIME or work >= MOST_WORK:
        raise ValueError("the times and needs are too large to add up: use a coarser unit")


def _upper(problem: ProjectProblem, ends: Ends) -> int:
    """A makespan that some best schedule does not exceed: all activities one after another, with their longest lags."""
    longest = problem.duration.copy()
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    np.maximum.at(longest, before, problem.arc_lag)
    return int(longest.sum() + ends.head.max(initial=0))


def _rules(problem: ProjectProblem, ends: Ends, path_end: int) -> Ints:
    """Keys to draw lists by, small first: latest end, latest start, with slack, rank positional weight, head + tail."""
    latest_start = path_end - ends.tail
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    weight = problem.duration.copy()
    np.add.at(weight, before, problem.duration[problem.arc_to])
    return np.stack([
        latest_start + problem.duration, latest_start, 2 * latest_start + problem.duration - ends.head,
        path_end - weight, latest_start + ends.head,
    ])  # fmt: skip


def _work(problem: ProjectProblem) -> Ints:
    """What each activity takes of the resource that it takes most of, in thousandths of capacity × time."""
    share = problem.demand * 1000 // np.maximum(problem.capacity, 1)
    work: Ints = problem.duration * share.max(axis=1, initial=0)
    return work
