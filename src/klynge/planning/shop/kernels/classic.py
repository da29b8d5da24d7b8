# SPDX-License-Identifier: Apache-2.0
"""Tabu search for job shops where each operation has one machine: the neighbourhood N7.

A move carries an operation of a critical block right behind the last or right before the first of the block, or the
first or last of the block inside it (Balas & Vazacopoulos 1998; Zhang, Li, Guan & Rao 2007). It is weighed by an
estimate, never too low, of the longest path through the operations that it shifts. A move is tabu that puts back an
order of two operations which a move undid lately. The topological order is mended in the stretch that a move touches;
heads and tails are exact after every move.
"""

from __future__ import annotations

from . import columns as c
from .compiled import kernel
from .graph import keep_best, random
from .path import find_path

FAR = 2**31 - 1


@kernel
def cell(shop, x, y):  # type: ignore[no-untyped-def]
    """Where the tabu on having x before y on their machine stands."""
    return shop.op[x, c.OP_PAIR0] + shop.op[y, c.OP_RANK]


@kernel
def is_tabu(shop, st, first, source, target):  # type: ignore[no-untyped-def]
    """Whether carrying an operation from place to place restores an order that is tabu."""
    x, now = st.seq[first + source], st.number[c.ITERATION]
    for place in range(source + 1, target + 1):
        if st.pairs[cell(shop, st.seq[first + place], x)] > now:
            return True
    for place in range(target, source):
        if st.pairs[cell(shop, x, st.seq[first + place])] > now:
            return True
    return False


@kernel
def forbid(shop, st, first, source, target, until):  # type: ignore[no-untyped-def]
    """Make the orders tabu that carrying an operation from place to place will undo."""
    x = st.seq[first + source]
    for place in range(source + 1, target + 1):
        st.pairs[cell(shop, x, st.seq[first + place])] = until
    for place in range(target, source):
        st.pairs[cell(shop, st.seq[first + place], x)] = until


@kernel
def job_head(shop, st, x):  # type: ignore[no-untyped-def]
    before = st.run[x, c.JOB_BEFORE]
    if before >= 0:
        return st.run[before, c.HEAD] + st.run[before, c.TIME]
    return shop.job[shop.op[x, c.OP_JOB], c.JOB_HEAD]


@kernel
def job_tail(shop, st, x):  # type: ignore[no-untyped-def]
    after = st.run[x, c.JOB_AFTER]
    if after >= 0:
        return st.run[after, c.TAIL] + st.run[after, c.TIME]
    return shop.job[shop.op[x, c.OP_JOB], c.JOB_TAIL]


@kernel
def machine_head(shop, st, x):  # type: ignore[no-untyped-def]
    left = st.run[x, c.MACHINE_BEFORE]
    if left >= 0:
        return st.run[left, c.HEAD] + st.run[left, c.TIME]
    return shop.machine[st.run[x, c.MACHINE], c.MACHINE_HEAD]


@kernel
def machine_tail(shop, st, x):  # type: ignore[no-untyped-def]
    right = st.run[x, c.MACHINE_AFTER]
    if right >= 0:
        return st.run[right, c.TAIL] + st.run[right, c.TIME]
    return shop.machine[st.run[x, c.MACHINE], c.MACHINE_TAIL]


@kernel
def estimate_behind(shop, st, first, source, target, limit):  # type: ignore[no-untyped-def]
    """The longest path through what shifts when the operation at `source` goes right behind that at `target`."""
    u = st.seq[first + source]
    head = machine_head(shop, st, u)
    for place in range(source + 1, target + 1):
        x = st.seq[first + place]
        head = max(job_head(shop, st, x), head)
        st.touched[place - source] = head
        head += st.run[x, c.TIME]
    head = max(job_head(shop, st, u), head)
    tail = max(job_tail(shop, st, u), machine_tail(shop, st, st.seq[first + target]))
    longest = head + st.run[u, c.TIME] + tail
    tail += st.run[u, c.TIME]
    for place in range(target, source, -1):
        if longest > limit:
            return longest
        x = st.seq[first + place]
        tail = max(job_tail(shop, st, x), tail)
        longest = max(longest, st.touched[place - source] + st.run[x, c.TIME] + tail)
        tail += st.run[x, c.TIME]
    return longest


@kernel
def estimate_before(shop, st, first, source, target, limit):  # type: ignore[no-untyped-def]
    """The longest path through what shifts when the operation at `source` goes right before that at `target`."""
    v = st.seq[first + source]
    tail = machine_tail(shop, st, v)
    for place in range(source - 1, target - 1, -1):
        x = st.seq[first + place]
        tail = max(job_tail(shop, st, x), tail)
        st.touched[source - place] = tail
        tail += st.run[x, c.TIME]
    tail = max(job_tail(shop, st, v), tail)
    head = max(job_head(shop, st, v), machine_head(shop, st, st.seq[first + target]))
    longest = head + st.run[v, c.TIME] + tail
    head += st.run[v, c.TIME]
    for place in range(target, source):
        if longest > limit:
            return longest
        x = st.seq[first + place]
        head = max(job_head(shop, st, x), head)
        longest = max(longest, head + st.run[x, c.TIME] + st.touched[source - place])
        head += st.run[x, c.TIME]
    return longest


@kernel
def weigh(shop, st, machine, source, target):  # type: ignore[no-untyped-def]
    """Let a move compete, unless it could close a cycle."""
    first = shop.machine[machine, c.MACHINE_SEQ0]
    x, y = st.seq[first + source], st.seq[first + target]
    limit = st.number[c.MOVE_VALUE]
    if source < target:
        after = st.run[x, c.JOB_AFTER]
        if after >= 0 and st.run[y, c.TAIL] + st.run[y, c.TIME] < st.run[after, c.TAIL] + st.run[after, c.TIME]:
            return
        value = estimate_behind(shop, st, first, source, target, limit)
    else:
        before = st.run[x, c.JOB_BEFORE]
        if before >= 0 and st.run[y, c.HEAD] + st.run[y, c.TIME] < st.run[before, c.HEAD] + st.run[before, c.TIME]:
            return
        value = estimate_before(shop, st, first, source, target, limit)
    seen = st.number[c.SEEN] + 1
    st.number[c.SEEN] = seen
    if random(st, seen) == 0:
        st.number[c.ANY_MACHINE] = machine
        st.number[c.ANY_SOURCE] = source
        st.number[c.ANY_TARGET] = target
    if value > limit:
        return
    if value >= st.number[c.BEST] and is_tabu(shop, st, first, source, target):
        return
    ties = st.number[c.TIES] + 1 if value == limit else 1
    st.number[c.TIES] = ties
    if ties > 1 and random(st, ties) != 0:
        return
    st.number[c.MOVE_VALUE] = value
    st.number[c.MOVE_OP] = machine
    st.number[c.MOVE_ALT] = source
    st.number[c.MOVE_PLACE] = target


@kernel
def weigh_block(shop, st, machine, low, high):  # type: ignore[no-untyped-def]
    """The moves of N7 of one block: the places low to high of a machine."""
    first = shop.machine[machine, c.MACHINE_SEQ0]
    if st.run[st.seq[first + high], c.TAIL] > 0:
        for place in range(low, high):
            weigh(shop, st, machine, place, high)
        for place in range(low + 1, high):
            weigh(shop, st, machine, high, place)
    if st.run[st.seq[first + low], c.HEAD] > 0:
        for place in range(low + 1, high + 1):
            if place != low + 1 or high != low + 1 or st.run[st.seq[first + high], c.TAIL] == 0:
                weigh(shop, st, machine, place, low)
        for place in range(low + 1, high):
            weigh(shop, st, machine, low, place)


@kernel
def weigh_path(shop, st):  # type: ignore[no-untyped-def]
    """The moves of all blocks of one critical path."""
    begin, end = find_path(shop, st), shop.size[c.OPERATIONS]
    i = begin
    while i < end:
        machine, low = st.run[st.path[i], c.MACHINE], st.run[st.path[i], c.PLACE]
        high = low
        i += 1
        while i < end and st.run[st.path[i], c.MACHINE] == machine and st.run[st.path[i], c.PLACE] == high + 1:
            high += 1
            i += 1
        if high > low:
            weigh_block(shop, st, machine, low, high)


@kernel
def link(st, first, length, place):  # type: ignore[no-untyped-def]
    """Set place and links of the operation at a place from its neighbours in the sequence."""
    x = st.seq[first + place]
    st.run[x, c.PLACE] = place
    st.run[x, c.MACHINE_BEFORE] = st.seq[first + place - 1] if place > 0 else -1
    st.run[x, c.MACHINE_AFTER] = st.seq[first + place + 1] if place + 1 < length else -1


@kernel
def shift(shop, st, machine, source, target):  # type: ignore[no-untyped-def]
    """Carry the operation at `source` to `target` in the machine's sequence."""
    first, length = shop.machine[machine, c.MACHINE_SEQ0], st.length[machine]
    x = st.seq[first + source]
    step = 1 if source < target else -1
    place = source
    while place != target:
        st.seq[first + place] = st.seq[first + place + step]
        place += step
    st.seq[first + target] = x
    low, high = min(source, target), max(source, target)
    for place in range(max(low - 1, 0), min(high + 2, length)):
        link(st, first, length, place)


@kernel
def reorder(st, x, y, behind):  # type: ignore[no-untyped-def]
    """Mend the order after x was carried right behind (or right before) y on their machine.

    Between the two, what x leads to (or what leads to x) goes to the far side of y, all else stays in order.
    False, with nothing done, if y is among it: then the move closed a cycle.
    """
    low, high = st.run[x, c.POSITION], st.run[y, c.POSITION]
    stamp = st.number[c.STAMP] + 1
    st.number[c.STAMP] = stamp
    carried, kept = 0, 0
    if behind:
        for p in range(low, high + 1):
            z = st.order[p]
            before, left = st.run[z, c.JOB_BEFORE], st.run[z, c.MACHINE_BEFORE]
            if z == x or (before >= 0 and st.mark[before] == stamp) or (left >= 0 and st.mark[left] == stamp):
                st.mark[z] = stamp
                st.touched[carried] = z
                carried += 1
                if z == y:
                    return False
        for p in range(low, high + 1):
            z = st.order[p]
            if st.mark[z] != stamp:
                st.order[low + kept] = z
                st.run[z, c.POSITION] = low + kept
                kept += 1
        for i in range(carried):
            st.order[low + kept + i] = st.touched[i]
            st.run[st.touched[i], c.POSITION] = low + kept + i
        return True
    for p in range(low, high - 1, -1):
        z = st.order[p]
        after, right = st.run[z, c.JOB_AFTER], st.run[z, c.MACHINE_AFTER]
        if z == x or (after >= 0 and st.mark[after] == stamp) or (right >= 0 and st.mark[right] == stamp):
            st.mark[z] = stamp
            st.touched[carried] = z
            carried += 1
            if z == y:
                return False
    for p in range(low, high - 1, -1):
        z = st.order[p]
        if st.mark[z] != stamp:
            st.order[low - kept] = z
            st.run[z, c.POSITION] = low - kept
            kept += 1
    for i in range(carried):
        st.order[low - kept - i] = st.touched[i]
        st.run[st.touched[i], c.POSITION] = low - kept - i
    return True


@kernel
def renew(shop, st, low, high):  # type: ignore[no-untyped-def]
    """Exact heads from position `low` on, tails from position `high` back, and the makespan."""
    n = shop.size[c.OPERATIONS]
    for p in range(low, n):
        x = st.order[p]
        st.run[x, c.HEAD] = max(job_head(shop, st, x), machine_head(shop, st, x))
    for p in range(high, -1, -1):
        x = st.order[p]
        st.run[x, c.TAIL] = max(job_tail(shop, st, x), machine_tail(shop, st, x))
    makespan = 0
    for j in range(shop.size[c.JOBS]):
        x = shop.job[j, c.JOB_LAST]
        makespan = max(makespan, st.run[x, c.HEAD] + st.run[x, c.TIME] + shop.job[j, c.JOB_TAIL])
    if shop.size[c.PART] != 0:
        for k in range(shop.size[c.MACHINES]):
            if st.length[k] > 0:
                x = st.seq[shop.machine[k, c.MACHINE_SEQ0] + st.length[k] - 1]
                makespan = max(makespan, st.run[x, c.HEAD] + st.run[x, c.TIME] + shop.machine[k, c.MACHINE_TAIL])
    st.number[c.MAKESPAN] = makespan


@kernel
def step(shop, st, tenure, spread):  # type: ignore[no-untyped-def]
    """One iteration; False if no move is left."""
    st.number[c.MOVE_VALUE], st.number[c.TIES], st.number[c.SEEN] = FAR, 0, 0
    st.number[c.MOVE_OP] = -1
    weigh_path(shop, st)
    machine, source, target = st.number[c.MOVE_OP], st.number[c.MOVE_ALT], st.number[c.MOVE_PLACE]
    if machine < 0:
        if st.number[c.SEEN] == 0:
            return False
        machine, source, target = st.number[c.ANY_MACHINE], st.number[c.ANY_SOURCE], st.number[c.ANY_TARGET]
    first = shop.machine[machine, c.MACHINE_SEQ0]
    forbid(shop, st, first, source, target, st.number[c.ITERATION] + tenure + random(st, spread + 1))
    x, y = st.seq[first + source], st.seq[first + target]
    near, far = st.run[x, c.POSITION], st.run[y, c.POSITION]
    shift(shop, st, machine, source, target)
    if not reorder(st, x, y, source < target):
        shift(shop, st, machine, target, source)
        forbid(shop, st, first, target, source, st.number[c.ITERATION] + tenure + spread)
        return True
    renew(shop, st, min(near, far), max(near, far))
    return True


@kernel
def search_classic(shop, st, iterations, patience, goal, tenure, spread):  # type: ignore[no-untyped-def]
    """Iterate until so many iterations are done, `patience` of them without a better best, or the goal is met."""
    done = 0
    while done < iterations and st.number[c.STALL] < patience and st.number[c.BEST] > goal:
        done += 1
        st.number[c.ITERATION] = st.number[c.ITERATION] + 1
        st.number[c.STALL] = st.number[c.STALL] + 1
        if not step(shop, st, tenure, spread):
            st.number[c.STALL] = patience
        if st.number[c.MAKESPAN] < st.number[c.BEST]:
            keep_best(shop, st)
    return done
