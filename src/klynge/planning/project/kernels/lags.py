# SPDX-License-Identifier: Apache-2.0
"""Schedules from lists where maximum lags hold as well: serial generation that takes back what came too early.

When an activity finds no place before its latest start, those that set this latest start must start later themselves,
what was placed since the first of them is taken back, and placing goes on from there (Franck, Neumann & Schwindt 2001).
"""

from __future__ import annotations

from typing import NamedTuple

from klynge.planning.project.problem import Ints

from .arrays import Draft, Net
from .compiled import kernel
from .serial import sort_by, turned

NEVER = 1 << 50
FAILED = 1 << 60
NO_PATH = -(1 << 55)


class Lags(NamedTuple):
    """Longest paths between activities that hold each other both ways (a strongly connected `group`).

    `group`, `local` (n): the group and the place in it; `member0` (groups + 1), `members`: who is in it; the path from
    i to k of group g is `path[base[g] + local[i] * size + local[k]]`, `NO_PATH` never within a group. `tail` (n): from
    a start to the end of all; `latest` (n): the latest starts by what is fixed at 0. `out0`, `out_to`, `out_lag`: arcs.
    """

    group: Ints
    local: Ints
    member0: Ints
    members: Ints
    base: Ints
    path: Ints
    tail: Ints
    latest: Ints
    out0: Ints
    out_to: Ints
    out_lag: Ints


class Bench(NamedTuple):
    """Scratch beside a `Draft`: raised earliest starts, places in the list, nodes of starts, a schedule kept."""

    floor: Ints
    where: Ints
    start_node: Ints
    kept_start: Ints
    kept_order: Ints


@kernel
def close_paths(path: Ints, size: int, base: int) -> int:
    """Longest paths within one group (Floyd and Warshall); 1 when some round trip is longer than 0."""
    for via in range(size):
        for one in range(size):
            first = path[base + one * size + via]
            if first == NO_PATH:
                continue
            for other in range(size):
                second = path[base + via * size + other]
                if second != NO_PATH and first + second > path[base + one * size + other]:
                    path[base + one * size + other] = first + second
    for one in range(size):
        if path[base + one * size + one] > 0:
            return 1
    return 0


@kernel
def window_of(
    net: Net, lags: Lags, draft: Draft, bench: Bench, activity: int, done: int, limit: int
) -> tuple[int, int]:
    """The earliest and latest start of an activity, by those that are placed (places before `done`)."""
    start, where = draft.start, bench.where
    earliest = bench.floor[activity]
    latest = min(lags.latest[activity], limit - lags.tail[activity])
    for arc in range(net.in0[activity], net.in0[activity + 1]):
        before = net.in_from[arc]
        if where[before] < done:
            earliest = max(earliest, start[before] + net.in_lag[arc])
    for arc in range(lags.out0[activity], lags.out0[activity + 1]):
        after = lags.out_to[arc]
        if where[after] < done:
            latest = min(latest, start[after] - lags.out_lag[arc])
    group, own = lags.group[activity], lags.local[activity]
    base, first = lags.base[group], lags.member0[group]
    size = lags.member0[group + 1] - first
    for local in range(size):
        other = lags.members[first + local]
        if other != activity and where[other] < done:
            earliest = max(earliest, start[other] + lags.path[base + local * size + own])
            latest = min(latest, start[other] - lags.path[base + own * size + local])
    return earliest, latest


@kernel
def raise_floors(lags: Lags, draft: Draft, bench: Bench, activity: int, moment: int, done: int) -> int:
    """Let those that are too early for `activity` at `moment` start later; the first place to be taken back."""
    start, where, floor = draft.start, bench.where, bench.floor
    back = done
    for arc in range(lags.out0[activity], lags.out0[activity + 1]):
        after, least = lags.out_to[arc], moment + lags.out_lag[arc]
        if where[after] < done and start[after] < least:
            floor[after] = max(floor[after], least)
            back = min(back, where[after])
    group, own = lags.group[activity], lags.local[activity]
    base, first = lags.base[group], lags.member0[group]
    size = lags.member0[group + 1] - first
    for local in range(size):
        other = lags.members[first + local]
        least = moment + lags.path[base + own * size + local]
        if other != activity and where[other] < done and start[other] < least:
            for far in range(size):
                third = lags.members[first + far]
                moved = least + lags.path[base + local * size + far]
                if moved > floor[third]:
                    floor[third] = moved
                    if where[third] < done and start[third] < moved:
                        back = min(back, where[third])
    return back


@kernel
def earliest_fit(net: Net, draft: Draft, node: int, activity: int, earliest: int, latest: int) -> tuple[int, int, int]:
    """The first moment in [earliest, latest] with room (or one later), and the nodes in which it begins and ends."""
    need, guard, time, after, free = net.need, net.guard, draft.time, draft.next, draft.free
    words, length = len(guard), net.duration[activity]
    while after[node] >= 0 and time[after[node]] <= earliest:
        node = after[node]
    first, at = node, node
    if length == 0:
        return earliest, first, at
    while earliest <= latest:
        fits = True
        for word in range(words):
            fits &= ((free[at, word] - need[activity, word]) & guard[word]) == guard[word]
        following = after[at]
        if not fits:
            earliest, first, at = time[following], following, following
        elif following < 0 or time[following] >= earliest + length:
            break
        else:
            at = following
    return earliest, first, at


@kernel
def occupy(net: Net, draft: Draft, bench: Bench, activity: int, moment: int, first: int, at: int, nodes: int) -> int:
    """Take an activity's need from the profile; how many nodes there are then."""
    time, after, free = draft.time, draft.next, draft.free
    words, end = len(net.guard), moment + net.duration[activity]
    if time[first] < moment:
        new, nodes = nodes, nodes + 1
        time[new], after[new] = moment, after[first]
        after[first] = new
        for word in range(words):
            free[new, word] = free[first, word]
        if at == first:
            at = new
        first = new
    if net.duration[activity] > 0 and (after[at] < 0 or time[after[at]] > end):
        new, nodes = nodes, nodes + 1
        time[new], after[new] = end, after[at]
        after[at] = new
        for word in range(words):
            free[new, word] = free[at, word]
    bench.start_node[activity] = first
    change(net, draft, activity, first, end, -1)
    return nodes


@kernel
def change(net: Net, draft: Draft, activity: int, node: int, end: int, sign: int) -> int:
    """Add (1) or take (-1) an activity's need from its first node to its end."""
    while node >= 0 and draft.time[node] < end:
        for word in range(len(net.guard)):
            draft.free[node, word] += sign * net.need[activity, word]
        node = draft.next[node]
    return 0


@kernel
def schedule_with_lags(net: Net, lags: Lags, draft: Draft, bench: Bench, order: Ints, limit: int, patience: int) -> int:
    """Place the list so that all lags hold and all ends by `limit`; the makespan, or FAILED (`patience` steps back)."""
    activities, room = len(order), len(draft.time) - 2
    draft.time[0], draft.next[0], nodes = 0, -1, 1
    for word in range(len(net.guard)):
        draft.free[0, word] = net.full[word]
    for place in range(activities):
        bench.where[order[place]] = place
        bench.floor[place] = 0
    done, steps_back = 0, 0
    while done < activities:
        activity = order[done]
        earliest, latest = window_of(net, lags, draft, bench, activity, done, limit)
        node = 0
        for arc in range(net.in0[activity], net.in0[activity + 1]):
            before = net.in_from[arc]
            there = bench.start_node[before]
            if bench.where[before] < done and draft.start[before] <= earliest and draft.time[there] > draft.time[node]:
                node = there
        moment, first, at = earliest_fit(net, draft, node, activity, earliest, latest)
        if moment <= latest:
            if nodes >= room:
                return FAILED
            nodes = occupy(net, draft, bench, activity, moment, first, at, nodes)
            draft.start[activity] = moment
            done += 1
            continue
        steps_back += 1
        if steps_back > patience or moment > min(lags.latest[activity], limit - lags.tail[activity]):
            return FAILED
        back = raise_floors(lags, draft, bench, activity, moment, done)
        while done > back:
            done -= 1
            gone = order[done]
            change(net, draft, gone, bench.start_node[gone], draft.start[gone] + net.duration[gone], 1)
    makespan = 0
    for activity in range(activities):
        makespan = max(makespan, draft.start[activity] + net.duration[activity])
    return makespan


@kernel
def improve_with_lags(
    net: Net, mirror: Net, lags: Lags, mirrored: Lags, draft: Draft, bench: Bench, order: Ints, patience: int
) -> int:
    """Schedule a list, justify right and left as far as lags allow; the list becomes that of the best starts."""
    makespan: int = schedule_with_lags(net, lags, draft, bench, order, NEVER, patience)
    if makespan == FAILED:
        return FAILED
    sort_by(draft.start, order)
    bench.kept_start[:] = draft.start
    bench.kept_order[:] = order
    turned(net, draft, order)
    if schedule_with_lags(mirror, mirrored, draft, bench, order, makespan, patience) != FAILED:
        turned(net, draft, order)
        again: int = schedule_with_lags(net, lags, draft, bench, order, makespan, patience)
        if again <= makespan:
            sort_by(draft.start, order)
            return again
    draft.start[:] = bench.kept_start
    order[:] = bench.kept_order
    return makespan
