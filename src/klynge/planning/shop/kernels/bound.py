# SPDX-License-Identifier: Apache-2.0
"""Jackson's preemptive schedule: a bound for the work of one machine."""

from __future__ import annotations

import numpy as np

from .compiled import kernel


@kernel
def jackson(by_head, head, time, tail):  # type: ignore[no-untyped-def]
    """The makespan of one machine with preemption: always the waiting operation with the longest tail (Carlier 1982).

    `by_head` numbers the operations by rising head. No schedule of the machine is shorter. O(n log n).
    """
    n = len(by_head)
    heap, rest = np.empty(n + 1, np.int64), time.copy()
    size, arrived, now, longest = 0, 0, 0, 0
    while arrived < n or size > 0:
        if size == 0:
            now = max(now, head[by_head[arrived]])
        while arrived < n and head[by_head[arrived]] <= now:
            x = by_head[arrived]
            arrived += 1
            size += 1
            i = size
            while i > 1 and tail[heap[i >> 1]] < tail[x]:
                heap[i] = heap[i >> 1]
                i >>= 1
            heap[i] = x
        x = heap[1]
        until = now + rest[x]
        if arrived < n:
            until = min(until, head[by_head[arrived]])
        rest[x] -= until - now
        now = until
        if rest[x] == 0:
            longest = max(longest, now + tail[x])
            last = heap[size]
            size -= 1
            i = 1
            while 2 * i <= size:
                child = 2 * i
                if child < size and tail[heap[child + 1]] > tail[heap[child]]:
                    child += 1
                if tail[heap[child]] <= tail[last]:
                    break
                heap[i] = heap[child]
                i = child
            heap[i] = last
    return longest
