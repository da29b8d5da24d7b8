# SPDX-License-Identifier: Apache-2.0
"""Exact evaluation of moving one operation anywhere (Mastrolilli & Gambardella 2000, the neighbourhood Nopt).

The operation is taken out of the graph and the heads and tails that this changes are found exactly, in topological
order. On each machine R is the first part of the sequence, which the operation does not precede, L the last part, which
does not precede it. It may go anywhere between R without L and L without R, and some best place is one of these. The
makespan is then exact: the longest path through the operation, or the longest of the graph without it. With set-ups
that break the triangle inequality it is an upper bound.
"""

from __future__ import annotations

from . import columns as c
from .compiled import kernel
from .graph import head_after, head_from_job, pull, put, random, tail_before, tail_from_job


@kernel
def take_out(shop, st, v):  # type: ignore[no-untyped-def]
    """Unlink v from its machine and let it take no time; HEAD2 and TAIL2 become those of that graph."""
    stamp = st.number[c.STAMP] + 1
    st.number[c.STAMP] = stamp
    before, after = st.run[v, c.MACHINE_BEFORE], st.run[v, c.MACHINE_AFTER]
    if before >= 0:
        st.run[before, c.MACHINE_AFTER] = after
    if after >= 0:
        st.run[after, c.MACHINE_BEFORE] = before
    st.run[v, c.TIME] = 0
    st.run[v, c.HEAD2] = head_from_job(shop, st, v)
    st.run[v, c.TAIL2] = tail_from_job(shop, st, v)
    st.touched[0] = v
    touched = 1
    last, position = -1, shop.size[c.OPERATIONS]
    for x in (after, st.run[v, c.JOB_AFTER]):
        if x >= 0:
            p = st.run[x, c.POSITION]
            st.mark[p] = stamp
            last = max(last, p)
            position = min(position, p)
    while position <= last:
        if st.mark[position] == stamp:
            x = st.order[position]
            t = max(
                head_from_job(shop, st, x), head_after(shop, st, st.run[x, c.MACHINE], st.run[x, c.MACHINE_BEFORE], x)
            )
            if t != st.run[x, c.HEAD2]:
                st.run[x, c.HEAD2] = t
                st.touched[touched] = x
                touched += 1
                y = st.run[x, c.JOB_AFTER]
                if y >= 0:
                    p = st.run[y, c.POSITION]
                    st.mark[p] = stamp
                    last = max(last, p)
                y = st.run[x, c.MACHINE_AFTER]
                if y >= 0:
                    p = st.run[y, c.POSITION]
                    st.mark[p] = stamp
                    last = max(last, p)
        position += 1
    last, position = shop.size[c.OPERATIONS], -1
    for x in (before, st.run[v, c.JOB_BEFORE]):
        if x >= 0:
            p = st.run[x, c.POSITION]
            st.mark[p] = stamp
            last = min(last, p)
            position = max(position, p)
    while position >= last:
        if st.mark[position] == stamp:
            x = st.order[position]
            t = max(
                tail_from_job(shop, st, x), tail_before(shop, st, st.run[x, c.MACHINE], x, st.run[x, c.MACHINE_AFTER])
            )
            if t != st.run[x, c.TAIL2]:
                st.run[x, c.TAIL2] = t
                st.touched[touched] = x
                touched += 1
                y = st.run[x, c.JOB_BEFORE]
                if y >= 0:
                    p = st.run[y, c.POSITION]
                    st.mark[p] = stamp
                    last = min(last, p)
                y = st.run[x, c.MACHINE_BEFORE]
                if y >= 0:
                    p = st.run[y, c.POSITION]
                    st.mark[p] = stamp
                    last = min(last, p)
        position -= 1
    st.number[c.TOUCHED] = touched


@kernel
def put_back(shop, st, v):  # type: ignore[no-untyped-def]
    """Undo take_out."""
    st.run[v, c.TIME] = shop.alt[st.chosen[v], c.ALT_TIME]
    before, after = st.run[v, c.MACHINE_BEFORE], st.run[v, c.MACHINE_AFTER]
    if before >= 0:
        st.run[before, c.MACHINE_AFTER] = v
    if after >= 0:
        st.run[after, c.MACHINE_BEFORE] = v
    for i in range(st.number[c.TOUCHED]):
        x = st.touched[i]
        st.run[x, c.HEAD2] = st.run[x, c.HEAD]
        st.run[x, c.TAIL2] = st.run[x, c.TAIL]


@kernel
def makespan_without(shop, st):  # type: ignore[no-untyped-def]
    """The longest path of the graph that take_out left."""
    longest = 0
    for j in range(shop.size[c.JOBS]):
        x = shop.job[j, c.JOB_LAST]
        longest = max(longest, st.run[x, c.HEAD2] + st.run[x, c.TIME] + shop.job[j, c.JOB_TAIL])
    if shop.size[c.PART] != 0:
        for k in range(shop.size[c.MACHINES]):
            length = st.length[k]
            if length > 0:
                x = st.seq[shop.machine[k, c.MACHINE_SEQ0] + length - 1]
                if st.run[x, c.TIME] + st.run[x, c.HEAD2] + st.run[x, c.TAIL2] > longest:
                    longest = st.run[x, c.TIME] + st.run[x, c.HEAD2] + st.run[x, c.TAIL2]
    return longest


@kernel
def first_late(st, first, length, skip, head):  # type: ignore[no-untyped-def]
    """How many operations at the start of a sequence end by `head`: those not in L."""
    low, high = 0, length
    while low < high:
        middle = (low + high) >> 1
        x = st.seq[first + middle + (middle >= skip)]
        if st.run[x, c.HEAD2] + st.run[x, c.TIME] > head:
            high = middle
        else:
            low = middle + 1
    return low


@kernel
def first_early(st, first, length, skip, tail):  # type: ignore[no-untyped-def]
    """How many operations at the start of a sequence have a longer path before the end than `tail`: R."""
    low, high = 0, length
    while low < high:
        middle = (low + high) >> 1
        x = st.seq[first + middle + (middle >= skip)]
        if st.run[x, c.TAIL2] + st.run[x, c.TIME] > tail:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def through(shop, st, v, alt, place, skip, head, tail):  # type: ignore[no-untyped-def]
    """The longest path through v at a place (counted without v) of the alternative's machine."""
    machine = shop.alt[alt, c.ALT_MACHINE]
    first, length = shop.machine[machine, c.MACHINE_SEQ0], st.length[machine]
    if skip < length:
        length -= 1
    before = st.seq[first + place - 1 + (place - 1 >= skip)] if place > 0 else -1
    after = st.seq[first + place + (place >= skip)] if place < length else -1
    return (
        max(head, head_after(shop, st, machine, before, v))
        + shop.alt[alt, c.ALT_TIME]
        + max(tail, tail_before(shop, st, machine, v, after))
    )


@kernel
def weigh(shop, st, v, alt, place, skip, head, tail, without):  # type: ignore[no-untyped-def]
    """Let a move compete for the best of this iteration; `without` is the makespan without v, or -1 if unknown."""
    path = through(shop, st, v, alt, place, skip, head, tail)
    if path > st.number[c.MOVE_VALUE]:
        return without
    now = st.number[c.MAKESPAN]
    value = path
    if path < now:
        if without < 0:
            without = makespan_without(shop, st)
        value = max(path, without)
    if value > st.number[c.MOVE_VALUE]:
        return without
    if st.tabu[alt] > st.number[c.ITERATION] and value >= st.number[c.BEST]:
        return without
    second = path
    if value == st.number[c.MOVE_VALUE]:
        if second > st.number[c.MOVE_SECOND]:
            return without
        if second == st.number[c.MOVE_SECOND]:
            ties = st.number[c.TIES] + 1
            st.number[c.TIES] = ties
            if random(st, ties) != 0:
                return without
        else:
            st.number[c.TIES] = 1
    else:
        st.number[c.TIES] = 1
    st.number[c.MOVE_SECOND] = second
    st.number[c.MOVE_VALUE] = value
    st.number[c.MOVE_OP] = v
    st.number[c.MOVE_ALT] = alt
    st.number[c.MOVE_PLACE] = place
    return without


@kernel
def window(shop, st, v, alt):  # type: ignore[no-untyped-def]
    """Between which places of the alternative's machine v, which is taken out, may go, and which place to skip.

    Low is above high where no operation is in both L and R: then all the places are equally good without set-ups.
    """
    machine = shop.alt[alt, c.ALT_MACHINE]
    first, length = shop.machine[machine, c.MACHINE_SEQ0], st.length[machine]
    skip = length
    if machine == st.run[v, c.MACHINE]:
        skip = st.run[v, c.PLACE]
        length -= 1
    late = first_late(st, first, length, skip, st.run[v, c.HEAD2])
    early = first_early(st, first, length, skip, st.run[v, c.TAIL2])
    if shop.size[c.SETUPS] != 0:
        return min(late, early), max(late, early), skip
    return late, early, skip


@kernel
def weigh_all(shop, st, v):  # type: ignore[no-untyped-def]
    """Let every insertion of v compete."""
    take_out(shop, st, v)
    head, tail = st.run[v, c.HEAD2], st.run[v, c.TAIL2]
    without = -1
    for alt in range(shop.op[v, c.OP_ALT0], shop.op[v, c.OP_ALT1]):
        if head + shop.alt[alt, c.ALT_TIME] + tail > st.number[c.MOVE_VALUE]:
            continue
        low, high, skip = window(shop, st, v, alt)
        if low > high:  # all these places are equally good
            low = high + random(st, low - high + 1)
            high = low
        for place in range(low, high + 1):
            if place != skip or alt != st.chosen[v]:
                without = weigh(shop, st, v, alt, place, skip, head, tail, without)
    put_back(shop, st, v)


@kernel
def move(shop, st, v, alt, place):  # type: ignore[no-untyped-def]
    """Carry a move out in the sequences; heads, tails and order are stale after it."""
    pull(shop, st, v)
    put(shop, st, v, alt, place)
