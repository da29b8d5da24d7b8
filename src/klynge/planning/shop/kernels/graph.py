# SPDX-License-Identifier: Apache-2.0
"""Heads, tails and a topological order of a shop's schedule, and putting a schedule into a walk.

The graph has an arc from each operation to the next of its job and to the next on its machine; a set-up lengthens the
latter. Heads and tails are exact.
"""

from __future__ import annotations

from . import columns as c
from .compiled import kernel


@kernel
def random(st, below):  # type: ignore[no-untyped-def]
    """A number from 0 to below - 1 (xorshift, Marsaglia 2003)."""
    x = st.number[c.RANDOM] & 0xFFFFFFFF
    x ^= (x << 13) & 0xFFFFFFFF
    x ^= x >> 17
    x ^= (x << 5) & 0xFFFFFFFF
    st.number[c.RANDOM] = x if x < 0x80000000 else x - 0x100000000
    return (x * below) >> 32


@kernel
def setup_between(shop, machine, before, after):  # type: ignore[no-untyped-def]
    n = shop.size[c.OPERATIONS]
    return shop.setup[(machine * n + before) * n + after]


@kernel
def head_from_job(shop, st, x):  # type: ignore[no-untyped-def]
    """When the job lets x start."""
    before = st.run[x, c.JOB_BEFORE]
    if before >= 0:
        return st.run[before, c.HEAD2] + st.run[before, c.TIME]
    return shop.job[shop.op[x, c.OP_JOB], c.JOB_HEAD]


@kernel
def head_after(shop, st, machine, before, x):  # type: ignore[no-untyped-def]
    """When the machine lets x start after `before`, or first if that is NONE."""
    if before >= 0:
        t = st.run[before, c.HEAD2] + st.run[before, c.TIME]
        if shop.size[c.SETUPS] != 0:
            t += setup_between(shop, machine, before, x)
        return t
    t = shop.machine[machine, c.MACHINE_HEAD]
    if shop.size[c.FIRST_SETUPS] != 0:
        t += shop.first_setup[machine * shop.size[c.OPERATIONS] + x]
    return t


@kernel
def tail_from_job(shop, st, x):  # type: ignore[no-untyped-def]
    """The longest path after x through its job."""
    after = st.run[x, c.JOB_AFTER]
    if after >= 0:
        return st.run[after, c.TAIL2] + st.run[after, c.TIME]
    return shop.job[shop.op[x, c.OP_JOB], c.JOB_TAIL]


@kernel
def tail_before(shop, st, machine, x, after):  # type: ignore[no-untyped-def]
    """The longest path after x through the machine, where `after` follows, or nothing if that is NONE."""
    if after >= 0:
        t = st.run[after, c.TAIL2] + st.run[after, c.TIME]
        if shop.size[c.SETUPS] != 0:
            t += setup_between(shop, machine, x, after)
        return t
    t = shop.machine[machine, c.MACHINE_TAIL]
    if shop.size[c.LAST_SETUPS] != 0:
        t += shop.last_setup[machine * shop.size[c.OPERATIONS] + x]
    return t


@kernel
def find_order(shop, st):  # type: ignore[no-untyped-def]
    """Fill order and POSITION (Kahn 1962); how many operations it holds: fewer than all if the graph has a cycle."""
    n = shop.size[c.OPERATIONS]
    filled = 0
    for x in range(n):
        waits = (st.run[x, c.JOB_BEFORE] >= 0) + (st.run[x, c.MACHINE_BEFORE] >= 0)
        st.mark[x] = waits
        if waits == 0:
            st.order[filled] = x
            filled += 1
    done = 0
    while done < filled:
        x = st.order[done]
        st.run[x, c.POSITION] = done
        done += 1
        after = st.run[x, c.JOB_AFTER]
        if after >= 0:
            st.mark[after] = st.mark[after] - 1
            if st.mark[after] == 0:
                st.order[filled] = after
                filled += 1
        after = st.run[x, c.MACHINE_AFTER]
        if after >= 0:
            st.mark[after] = st.mark[after] - 1
            if st.mark[after] == 0:
                st.order[filled] = after
                filled += 1
    for x in range(n):
        st.mark[x] = 0
    st.number[c.STAMP] = 0
    return filled


@kernel
def find_heads(shop, st):  # type: ignore[no-untyped-def]
    """Exact heads along the order, and the makespan."""
    n = shop.size[c.OPERATIONS]
    makespan = 0
    for i in range(n):
        x = st.order[i]
        t = max(head_from_job(shop, st, x), head_after(shop, st, st.run[x, c.MACHINE], st.run[x, c.MACHINE_BEFORE], x))
        st.run[x, c.HEAD] = t
        st.run[x, c.HEAD2] = t
        end = t + st.run[x, c.TIME]
        if st.run[x, c.JOB_AFTER] < 0:
            makespan = max(makespan, end + shop.job[shop.op[x, c.OP_JOB], c.JOB_TAIL])
        if shop.size[c.PART] != 0 and st.run[x, c.MACHINE_AFTER] < 0:
            makespan = max(makespan, end + tail_before(shop, st, st.run[x, c.MACHINE], x, -1))
    st.number[c.MAKESPAN] = makespan
    return makespan


@kernel
def find_tails(shop, st):  # type: ignore[no-untyped-def]
    """Exact tails against the order."""
    n = shop.size[c.OPERATIONS]
    for i in range(n - 1, -1, -1):
        x = st.order[i]
        t = max(tail_from_job(shop, st, x), tail_before(shop, st, st.run[x, c.MACHINE], x, st.run[x, c.MACHINE_AFTER]))
        st.run[x, c.TAIL] = t
        st.run[x, c.TAIL2] = t


@kernel
def put(shop, st, x, alt, place):  # type: ignore[no-untyped-def]
    """Insert x, which is on no machine, into the sequence of the alternative's machine at a place."""
    machine = shop.alt[alt, c.ALT_MACHINE]
    first, length = shop.machine[machine, c.MACHINE_SEQ0], st.length[machine]
    for i in range(length, place, -1):
        y = st.seq[first + i - 1]
        st.seq[first + i] = y
        st.run[y, c.PLACE] = i
    st.seq[first + place] = x
    st.length[machine] = length + 1
    before = st.seq[first + place - 1] if place > 0 else -1
    after = st.seq[first + place + 1] if place < length else -1
    if before >= 0:
        st.run[before, c.MACHINE_AFTER] = x
    if after >= 0:
        st.run[after, c.MACHINE_BEFORE] = x
    st.run[x, c.MACHINE_BEFORE] = before
    st.run[x, c.MACHINE_AFTER] = after
    st.run[x, c.MACHINE] = machine
    st.run[x, c.TIME] = shop.alt[alt, c.ALT_TIME]
    st.run[x, c.PLACE] = place
    st.chosen[x] = alt


@kernel
def pull(shop, st, x):  # type: ignore[no-untyped-def]
    """Take x out of its machine's sequence."""
    machine, place = st.run[x, c.MACHINE], st.run[x, c.PLACE]
    first, length = shop.machine[machine, c.MACHINE_SEQ0], st.length[machine]
    for i in range(place, length - 1):
        y = st.seq[first + i + 1]
        st.seq[first + i] = y
        st.run[y, c.PLACE] = i
    st.length[machine] = length - 1
    before, after = st.run[x, c.MACHINE_BEFORE], st.run[x, c.MACHINE_AFTER]
    if before >= 0:
        st.run[before, c.MACHINE_AFTER] = after
    if after >= 0:
        st.run[after, c.MACHINE_BEFORE] = before


@kernel
def load(shop, st):  # type: ignore[no-untyped-def]
    """Build the walk from `chosen` and a topological `order`; the makespan."""
    n = shop.size[c.OPERATIONS]
    for machine in range(shop.size[c.MACHINES]):
        st.length[machine] = 0
    for i in range(n):
        x = st.order[i]
        st.run[x, c.POSITION] = i
        st.run[x, c.JOB_BEFORE] = shop.op[x, c.OP_BEFORE]
        st.run[x, c.JOB_AFTER] = shop.op[x, c.OP_AFTER]
        put(shop, st, x, st.chosen[x], st.length[shop.alt[st.chosen[x], c.ALT_MACHINE]])
        st.mark[i] = 0
    st.number[c.STAMP] = 0
    makespan = find_heads(shop, st)
    find_tails(shop, st)
    return makespan


@kernel
def keep_best(shop, st):  # type: ignore[no-untyped-def]
    """Note the present schedule as the best seen."""
    for x in range(shop.size[c.OPERATIONS]):
        st.best_chosen[x] = st.chosen[x]
        st.best_order[x] = st.order[x]
    st.number[c.BEST] = st.number[c.MAKESPAN]
    st.number[c.BEST_AT] = st.number[c.ITERATION]
    st.number[c.STALL] = 0
