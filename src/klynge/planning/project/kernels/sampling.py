# SPDX-License-Identifier: Apache-2.0
"""Lists drawn by priorities: predecessors first, and among those that may come the smallest key."""

from __future__ import annotations

from klynge.planning.project.problem import Ints

from .arrays import Draft, Net
from .chance import States, fraction
from .compiled import kernel


@kernel
def sift_down(heap: Ints, size: int, key: Ints) -> int:
    """Restore a binary heap whose top was replaced; equal keys by number."""
    top, place = heap[0], 0
    while True:
        child = 2 * place + 1
        if child >= size:
            break
        if child + 1 < size:
            left, right = heap[child], heap[child + 1]
            if key[right] < key[left] or (key[right] == key[left] and right < left):
                child += 1
        if key[heap[child]] > key[top] or (key[heap[child]] == key[top] and heap[child] > top):
            break
        heap[place] = heap[child]
        place = child
    heap[place] = top
    return 0


@kernel
def push(heap: Ints, size: int, key: Ints, activity: int) -> int:
    """Add to a binary heap."""
    place = size
    while place > 0:
        parent = (place - 1) // 2
        other = heap[parent]
        if key[other] < key[activity] or (key[other] == key[activity] and other < activity):
            break
        heap[place] = other
        place = parent
    heap[place] = activity
    return 0


@kernel
def list_by_key(net: Net, mirror: Net, draft: Draft, key: Ints, order: Ints) -> int:
    """The list of all activities, predecessors first, by smallest key; how many came (fewer where arcs go round)."""
    heap, waits = draft.next, draft.place
    activities = len(order)
    size, count = 0, 0
    for activity in range(activities):
        waits[activity] = net.in0[activity + 1] - net.in0[activity]
        if waits[activity] == 0:
            push(heap, size, key, activity)
            size += 1
    while size > 0:
        activity = heap[0]
        order[count] = activity
        count += 1
        size -= 1
        heap[0] = heap[size]
        if size > 0:
            sift_down(heap, size, key)
        for arc in range(mirror.in0[activity], mirror.in0[activity + 1]):
            follower = mirror.in_from[arc]
            waits[follower] -= 1
            if waits[follower] == 0:
                push(heap, size, key, follower)
                size += 1
    return count


@kernel
def list_near(net: Net, mirror: Net, draft: Draft, rule: Ints, noise: int, state: States, order: Ints) -> int:
    """A list by a rule's keys, each moved at random by up to `noise` either way."""
    for activity in range(len(order)):
        moved = (2.0 * fraction(state) - 1.0) * noise
        draft.end_node[activity] = rule[activity] + int(moved)
    listed: int = list_by_key(net, mirror, draft, draft.end_node, order)
    return listed
