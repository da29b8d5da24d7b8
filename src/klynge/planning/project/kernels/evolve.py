# SPDX-License-Identifier: Apache-2.0
"""A population of lists that are crossed, mutated and justified: one island of a genetic search.

Crossing keeps a stretch of one parent whole and orders what lies before and after it as the other parent has it, the
stretch preferably where resources are used most (after Debels & Vanhoucke 2007; Valls, Ballestín & Quintanilla 2008).
"""

from __future__ import annotations

from typing import NamedTuple

from klynge.planning.project.problem import Ints

from .arrays import Draft, Net
from .chance import States, below, fraction
from .compiled import kernel
from .sampling import list_near
from .serial import improve_list

MUTATIONS = 0.05  # moves for each activity of a child, at most
MULTIPLIER = 2685821657736338717
STRETCHES = 3  # drawn, of which the one with the densest work is kept


class Island(NamedTuple):
    """`lists` and `starts` (members, n) with their `makespan` and `mark`; the best of all times with its starts.

    `work` (n) is what each activity uses of the scarce resources, `rules` (rules, n) are keys to draw lists by, `reach`
    (1) how far noise may move a key; `child`, `where` (n) are scratch; `counts` holds what `FILLED` ... say.
    """

    lists: Ints
    starts: Ints
    makespan: Ints
    mark: Ints
    best: Ints
    best_start: Ints
    work: Ints
    rules: Ints
    reach: Ints
    child: Ints
    where: Ints
    counts: Ints
    state: States


FILLED, STALE, DRAWN = 0, 1, 2  # members drawn of this population; children since a better one; members drawn ever


@kernel
def mark_of(start: Ints) -> int:
    """A number that differs between schedules that differ, but for a chance of one in 2^64."""
    mark = 0
    for activity in range(len(start)):
        mark = (mark ^ start[activity]) * MULTIPLIER + activity
        mark ^= mark >> 29
    return mark


@kernel
def is_new(island: Island, start: Ints) -> bool:
    """Whether no member has these starts."""
    mark = mark_of(start)
    for member in range(island.counts[FILLED]):
        if island.mark[member] == mark:
            return False
    return True


@kernel
def keep(island: Island, draft: Draft, member: int, makespan: int) -> int:
    """Put the child as scheduled in a member's place, and remember it if it is the best."""
    island.lists[member, :] = island.child
    island.starts[member, :] = draft.start
    island.mark[member] = mark_of(draft.start)
    if makespan < island.makespan[member]:
        island.counts[STALE] = 0
    island.makespan[member] = makespan
    if makespan < island.best[0]:
        island.best[0] = makespan
        island.best_start[:] = draft.start
    return 0


@kernel
def draw_child(order_net: Net, order_mirror: Net, draft: Draft, island: Island) -> int:
    """A list by a rule, rules by turns: each first as it is, later at random further or nearer."""
    rules, drawn = len(island.rules), island.counts[DRAWN]
    noise = 0
    if drawn >= rules:
        noise = int(fraction(island.state) * island.reach[0]) + 1
    list_near(order_net, order_mirror, draft, island.rules[drawn % rules], noise, island.state, island.child)
    island.counts[DRAWN] = drawn + 1
    return 0


@kernel
def breed(net: Net, order_net: Net, order_mirror: Net, island: Island) -> int:
    """Make a child of two members; the father."""
    father: int = picked(island)
    mother: int = picked(island)
    if father == mother:
        mother = below(island.state, len(island.lists))
    cross(net, island, father, mother)
    mutate(order_net, order_mirror, island, below(island.state, 2 + int(MUTATIONS * len(island.child))))
    return father


@kernel
def settle(island: Island, draft: Draft, member: int, makespan: int, patience: int) -> int:
    """Let the child take a member's place if it is new and no worse; begin a new population when this one is stale."""
    counts = island.counts
    if counts[FILLED] < len(island.lists):
        island.makespan[member] = makespan + 1
        keep(island, draft, member, makespan)
        counts[FILLED] += 1
        counts[STALE] = 0
        return 0
    counts[STALE] += 1
    if makespan <= island.makespan[member] and is_new(island, draft.start):
        keep(island, draft, member, makespan)
    if counts[STALE] > patience:
        counts[FILLED] = 0
    return 0


@kernel
def picked(island: Island) -> int:
    """The better of two members drawn."""
    first, second = below(island.state, len(island.lists)), below(island.state, len(island.lists))
    chosen: int = first if island.makespan[first] <= island.makespan[second] else second
    return chosen


@kernel
def stretch(net: Net, island: Island, father: int) -> int:
    """Where a stretch of the father's list begins and ends, as begin * n + end; the densest of some drawn."""
    activities = len(island.child)
    best, found = -1.0, 0
    for _ in range(STRETCHES):
        length = activities // 4 + below(island.state, max(1, activities // 2))
        begin = below(island.state, max(1, activities - length + 1))
        end = min(activities, begin + length)
        work, until = 0.0, 0
        opening = island.starts[father, island.lists[father, begin]]
        for place in range(begin, end):
            activity = island.lists[father, place]
            work += island.work[activity]
            until = max(until, island.starts[father, activity] + net.duration[activity])
        density = work / max(1, until - opening)
        if density > best:
            best, found = density, begin * (activities + 1) + end
    return found


@kernel
def cross(net: Net, island: Island, father: int, mother: int) -> int:
    """Make `child`: the father's stretch, what the father has before and after it in the mother's order."""
    activities = len(island.child)
    cut = stretch(net, island, father)
    begin, end = cut // (activities + 1), cut % (activities + 1)
    for place in range(activities):
        island.where[island.lists[father, place]] = place
    before, behind = 0, end
    for place in range(begin, end):
        island.child[place] = island.lists[father, place]
    for place in range(activities):
        activity = island.lists[mother, place]
        if island.where[activity] < begin:
            island.child[before] = activity
            before += 1
        elif island.where[activity] >= end:
            island.child[behind] = activity
            behind += 1
    return 0


@kernel
def mutate(net: Net, mirror: Net, island: Island, moves: int) -> int:
    """Move activities of `child` to places drawn between their predecessors and followers."""
    child, where = island.child, island.where
    activities = len(child)
    for place in range(activities):
        where[child[place]] = place
    for _ in range(moves):
        place = below(island.state, activities)
        activity = child[place]
        low, high = 0, activities - 1
        for arc in range(net.in0[activity], net.in0[activity + 1]):
            low = max(low, where[net.in_from[arc]] + 1)
        for arc in range(mirror.in0[activity], mirror.in0[activity + 1]):
            high = min(high, where[mirror.in_from[arc]] - 1)
        if high <= low:
            continue
        target = low + below(island.state, high - low + 1)
        step = 1 if target > place else -1
        while place != target:
            child[place] = child[place + step]
            where[child[place]] = place
            place += step
        child[target] = activity
        where[activity] = target
    return 0


@kernel
def evolve(net: Net, mirror: Net, draft: Draft, island: Island, children: int, patience: int, goal: int) -> int:
    """Draw members and then breed so many children in all, until one reaches the goal; how many were made."""
    for made in range(children):
        if island.best[0] <= goal:
            return made
        member = island.counts[FILLED]
        if member < len(island.lists):
            draw_child(net, mirror, draft, island)
        else:
            member = breed(net, net, mirror, island)
        makespan = improve_list(net, mirror, draft, island.child)
        settle(island, draft, member, makespan, patience)
    return children


@kernel
def take_in(island: Island, order: Ints, start: Ints, makespan: int) -> int:
    """Put a schedule from elsewhere in the place of the worst member (the first of them)."""
    filled = max(1, island.counts[FILLED])
    worst = 0
    for member in range(1, filled):
        if island.makespan[member] > island.makespan[worst]:
            worst = member
    if makespan < island.best[0]:
        island.best[0] = makespan
        island.best_start[:] = start
    island.lists[worst, :] = order
    island.starts[worst, :] = start
    island.mark[worst] = mark_of(start)
    island.makespan[worst] = makespan
    island.counts[FILLED] = filled
    return worst
