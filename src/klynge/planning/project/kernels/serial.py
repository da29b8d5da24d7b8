# SPDX-License-Identifier: Apache-2.0
"""Schedules from lists: serial generation, and justification to the right and back to the left."""

from __future__ import annotations

import numpy as np

from klynge.planning.project.problem import Ints

from .arrays import Draft, Net
from .compiled import kernel

SORT_BY_MERGING = 256  # activities; below, insertion into a nearly sorted list is quicker


@kernel
def schedule_list(net: Net, draft: Draft, order: Ints) -> int:
    """Place the activities in this order, each as early as all before it allow; the makespan (Kelley 1963).

    The order has predecessors first, and lags are at least the duration of what comes before.
    """
    duration, need, guard = net.duration, net.need, net.guard
    in0, in_from, in_lag = net.in0, net.in_from, net.in_lag
    time, after, free, end_node, start = draft.time, draft.next, draft.free, draft.end_node, draft.start
    words = len(guard)
    time[0], after[0], nodes, last = 0, -1, 1, 0
    for word in range(words):
        free[0, word] = net.full[word]
    for activity in order:
        earliest, node = 0, 0
        for arc in range(in0[activity], in0[activity + 1]):
            moment = start[in_from[arc]] + in_lag[arc]
            if moment > earliest:
                earliest, node = moment, end_node[in_from[arc]]
        while after[node] >= 0 and time[after[node]] <= earliest:
            node = after[node]
        length = duration[activity]
        asks = False
        for word in range(words):
            asks |= need[activity, word] != 0
        if length == 0 or not asks:
            start[activity], end_node[activity] = earliest, node
            last = max(last, earliest + length)
            continue
        first, at = node, node
        while True:
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
        if time[first] < earliest:  # the run begins within a stretch: part it
            new, nodes = nodes, nodes + 1
            time[new], after[new] = earliest, after[first]
            after[first] = new
            for word in range(words):
                free[new, word] = free[first, word]
            if at == first:
                at = new
            first = new
        end = earliest + length
        if after[at] < 0 or time[after[at]] > end:
            new, nodes = nodes, nodes + 1
            time[new], after[new] = end, after[at]
            after[at] = new
            for word in range(words):
                free[new, word] = free[at, word]
        beyond = after[at]
        while first != beyond:
            for word in range(words):
                free[first, word] -= need[activity, word]
            first = after[first]
        start[activity], end_node[activity] = earliest, beyond
        last = max(last, end)
    return last


@kernel
def sort_by(key: Ints, order: Ints) -> int:
    """Sort a list by its activities' keys; equal ones stay as they are."""
    count = len(order)
    if count > SORT_BY_MERGING:
        order[:] = order[np.argsort(key[order], kind="mergesort")]
        return 0
    for place in range(1, count):
        activity = order[place]
        value = key[activity]
        back = place - 1
        while back >= 0 and key[order[back]] > value:
            order[back + 1] = order[back]
            back -= 1
        order[back + 1] = activity
    return 0


@kernel
def turned(net: Net, draft: Draft, order: Ints) -> int:
    """Turn a list with its schedule round: by latest end first, with the list backward where ends are equal."""
    count = len(order)
    for place in range(count // 2):
        order[place], order[count - 1 - place] = order[count - 1 - place], order[place]
    for activity in range(count):
        draft.place[activity] = -(draft.start[activity] + net.duration[activity])
    sort_by(draft.place, order)
    return 0


@kernel
def improve_list(net: Net, mirror: Net, draft: Draft, order: Ints) -> int:
    """Schedule a list, justify it right and left (Valls, Ballestín & Quintanilla 2005); it becomes that of the starts.

    The makespan, that of the starts left in `draft`. Justification never makes a schedule longer.
    """
    schedule_list(net, draft, order)
    turned(net, draft, order)
    schedule_list(mirror, draft, order)
    turned(net, draft, order)
    makespan: int = schedule_list(net, draft, order)
    sort_by(draft.start, order)
    return makespan
