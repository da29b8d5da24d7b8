# SPDX-License-Identifier: Apache-2.0
"""Activities that hold each other by lags both ways: groups, longest paths, and orders that resources force."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from klynge.planning.project.bounds import Ends, ImpossibleError
from klynge.planning.project.kernels.arrays import Net, arcs_in
from klynge.planning.project.kernels.lags import NEVER, NO_PATH, Lags, close_paths
from klynge.planning.project.kernels.paths import longest
from klynge.planning.project.problem import Ints, ProjectProblem, Reason

LARGEST_GROUP = 2500  # activities; its paths take 50 MB, and closing them some ten seconds
MOST_PASSES = 20  # of finding forced orders


@dataclass(frozen=True, slots=True)
class Groups:
    """`group`, `local` (n), and members of each: see `kernels.lags.Lags`."""

    group: Ints
    local: Ints
    member0: Ints
    members: Ints

    @property
    def sizes(self) -> Ints:
        """How many activities each group has."""
        return np.diff(self.member0)


def groups_of(problem: ProjectProblem) -> Groups:
    """Strongly connected components (Tarjan 1972), without recursion."""
    count = problem.activities
    arc0, arc_to = problem.arc0.tolist(), problem.arc_to.tolist()
    seen, low, group = [-1] * count, [0] * count, [-1] * count
    stack: list[int] = []
    groups, clock = 0, 0
    for root in range(count):
        if seen[root] >= 0:
            continue
        path = [(root, arc0[root])]
        seen[root] = low[root] = clock
        clock += 1
        stack.append(root)
        while path:
            activity, arc = path.pop()
            if arc < arc0[activity + 1]:
                path.append((activity, arc + 1))
                after = arc_to[arc]
                if seen[after] < 0:
                    seen[after] = low[after] = clock
                    clock += 1
                    stack.append(after)
                    path.append((after, arc0[after]))
                elif group[after] < 0:
                    low[activity] = min(low[activity], seen[after])
                continue
            if low[activity] == seen[activity]:
                while True:
                    member = stack.pop()
                    group[member] = groups
                    if member == activity:
                        break
                groups += 1
            if path:
                low[path[-1][0]] = min(low[path[-1][0]], low[activity])
    return _numbered(np.array(group, np.int64), groups)


def _numbered(group: Ints, groups: int) -> Groups:
    members = np.argsort(group, kind="stable")
    member0 = np.zeros(groups + 1, np.int64)
    np.cumsum(np.bincount(group, minlength=groups), out=member0[1:])
    local = np.zeros(len(group), np.int64)
    local[members] = np.arange(len(group)) - member0[group[members]]
    return Groups(group, local, member0, members)


def paths_within(problem: ProjectProblem, groups: Groups) -> tuple[Ints, Ints]:
    """Where the longest paths of each group begin, and the paths, before they are closed."""
    base = np.zeros(len(groups.sizes) + 1, np.int64)
    np.cumsum(groups.sizes**2, out=base[1:])
    path = np.full(base[-1], NO_PATH, np.int64)
    every = np.arange(problem.activities)
    path[base[groups.group] + groups.local * (groups.sizes[groups.group] + 1)] = 0
    before = np.repeat(every, np.diff(problem.arc0))
    inside = groups.group[before] == groups.group[problem.arc_to]
    before, after = before[inside], problem.arc_to[inside]
    at = base[groups.group[before]] + groups.local[before] * groups.sizes[groups.group[before]] + groups.local[after]
    np.maximum.at(path, at, problem.arc_lag[inside])
    return base, path


def close_all(problem: ProjectProblem, groups: Groups, base: Ints, path: Ints) -> ProjectProblem:
    """Close the paths of every group, with the orders that follow where two need more together than there is.

    The project with those orders as arcs. Raises ImpossibleError when none can hold.
    """
    added: list[tuple[int, int, int]] = []
    for number, size in enumerate(groups.sizes.tolist()):
        if size == 1:
            continue
        members = groups.members[groups.member0[number] : groups.member0[number + 1]]
        close_paths(path, size, base[number])
        square = path[base[number] : base[number + 1]].reshape(size, size)
        added += _forced(problem, members, square)
    return _with_arcs(problem, added) if added else problem


def _forced(problem: ProjectProblem, members: Ints, path: Ints) -> list[tuple[int, int, int]]:
    """Orders of pairs that cannot run together: before, after, lag; `path` is changed to hold them."""
    length, need = problem.duration[members], problem.demand[members]
    clash = np.zeros(path.shape, np.bool_)
    for resource, capacity in enumerate(problem.capacity.tolist()):
        clash |= need[:, None, resource] + need[None, :, resource] > capacity
    clash &= (length > 0)[:, None] & (length > 0)[None, :]
    np.fill_diagonal(clash, False)
    added: list[tuple[int, int, int]] = []
    for _ in range(MOST_PASSES):
        never_first = clash & (-length[:, None] < path.T)  # row before column is impossible
        if (never_first & never_first.T).any():
            one, other = np.argwhere(never_first & never_first.T)[0]
            names = sorted(int(members[place]) + problem.first for place in (one, other))
            raise ImpossibleError(Reason("order", (("activities", " and ".join(map(str, names))),)))
        after, before = np.nonzero(never_first & (length[None, :] > path.T))
        if not len(after):
            break
        path[before, after] = length[before]
        added += [(int(members[b]), int(members[a]), int(length[b])) for b, a in zip(before, after, strict=True)]
        if close_paths(path.reshape(-1), len(members), 0):
            names = sorted({int(members[place]) + problem.first for place in (*before[:1], *after[:1])})
            raise ImpossibleError(Reason("order", (("activities", ", ".join(map(str, names))),)))
    return added


def _with_arcs(problem: ProjectProblem, added: list[tuple[int, int, int]]) -> ProjectProblem:
    before = np.concatenate([
        np.repeat(np.arange(problem.activities), np.diff(problem.arc0)), np.array([arc[0] for arc in added], np.int64)
    ])  # fmt: skip
    order = np.argsort(before, kind="stable")
    arc0 = np.zeros(problem.activities + 1, np.int64)
    np.cumsum(np.bincount(before, minlength=problem.activities), out=arc0[1:])
    arc_to = np.concatenate([problem.arc_to, np.array([arc[1] for arc in added], np.int64)])[order]
    arc_lag = np.concatenate([problem.arc_lag, np.array([arc[2] for arc in added], np.int64)])[order]
    return replace(problem, arc0=arc0, arc_to=arc_to, arc_lag=arc_lag)


def latest_by_source(problem: ProjectProblem) -> Ints:
    """Latest starts by maximum lags from activity 0 where all others follow it, so that it starts at 0; else NEVER."""
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    latest = np.full(problem.activities, NEVER, np.int64)
    none, via = -NEVER, np.zeros(problem.activities, np.int64)
    reach = np.full(problem.activities, none, np.int64)
    reach[0] = 0
    longest(before, problem.arc_to, problem.arc_lag, reach, via)
    if (reach < 0).any():
        return latest
    back = np.full(problem.activities, none, np.int64)
    back[0] = 0
    longest(problem.arc_to, before, problem.arc_lag, back, via)
    known = back > none // 2
    latest[known] = -back[known]
    return latest


def lags_of(problem: ProjectProblem, groups: Groups, base: Ints, path: Ints, ends: Ends, latest: Ints) -> Lags:
    """The lags as time runs."""
    return Lags(
        groups.group, groups.local, groups.member0, groups.members, base, path, ends.tail, latest,
        problem.arc0, problem.arc_to, problem.arc_lag,
    )  # fmt: skip


def mirrored_lags(problem: ProjectProblem, net: Net, groups: Groups, base: Ints, path: Ints, ends: Ends) -> Lags:
    """The lags as time runs backward."""
    turned = path.copy()
    for number in range(len(groups.sizes)):
        members = groups.members[groups.member0[number] : groups.member0[number + 1]]
        size, length = len(members), problem.duration[members]
        square = path[base[number] : base[number + 1]].reshape(size, size)
        turned[base[number] : base[number + 1]] = (square.T + length[:, None] - length[None, :]).reshape(-1)
    never = np.full(problem.activities, NEVER, np.int64)
    lag = net.in_lag + np.repeat(problem.duration, np.diff(net.in0)) - problem.duration[net.in_from]
    return Lags(
        groups.group, groups.local, groups.member0, groups.members, base, turned, ends.head + problem.duration, never,
        net.in0, net.in_from, lag.astype(np.int64),
    )  # fmt: skip


def order_nets(problem: ProjectProblem, net: Net, groups: Groups, base: Ints, path: Ints) -> tuple[Net, Net]:
    """What is listed before what: across groups every arc, within one those that hold the order of starts."""
    before = np.repeat(np.arange(problem.activities), np.diff(problem.arc0))
    after = problem.arc_to
    same = groups.group[before] == groups.group[after]
    there, size = base[groups.group[before]], groups.sizes[groups.group[before]]
    ahead, back = np.zeros(len(before), np.int64), np.zeros(len(before), np.int64)
    ahead[same] = path[(there + groups.local[before] * size + groups.local[after])[same]]
    back[same] = path[(there + groups.local[after] * size + groups.local[before])[same]]
    kept = ~same | (ahead > 0) | ((ahead == 0) & (back < 0))
    arc0 = np.zeros(problem.activities + 1, np.int64)
    np.cumsum(np.bincount(before[kept], minlength=problem.activities), out=arc0[1:])
    ordered = replace(problem, arc0=arc0, arc_to=after[kept], arc_lag=problem.arc_lag[kept])
    in0, in_from, in_lag = arcs_in(ordered)
    forward = net._replace(in0=in0, in_from=in_from, in_lag=in_lag)
    return forward, net._replace(in0=arc0, in_from=ordered.arc_to, in_lag=ordered.arc_lag)
