# SPDX-License-Identifier: Apache-2.0
"""Tabu search over exact insertions: flexible job shops and set-ups (Mastrolilli & Gambardella 2000).

Each iteration takes one critical path at random, weighs every insertion of its operations, and carries out the best
that is not tabu. An operation may not return to the machine it left for about as many iterations as the path is long.
"""

from __future__ import annotations

from . import columns as c
from .compiled import kernel
from .graph import find_heads, find_order, find_tails, keep_best, random
from .insertion import move, weigh_all

FAR = 2**31 - 1


@kernel
def find_path(shop, st):
    """One critical path at random, into `path`; how many operations."""
    n, makespan = shop.size[c.OPERATIONS], st.number[c.MAKESPAN]
    x, ties = -1, 0
    for y in range(n):
        if st.run[y, c.HEAD] + st.run[y, c.TIME] + st.run[y, c.TAIL] == makespan:
            before, left = st.run[y, c.JOB_BEFORE], st.run[y, c.MACHINE_BEFORE]
            tied = before >= 0 and tight(shop, st, before, y, makespan)
            if not tied and left >= 0:
                tied = tight_on_machine(shop, st, left, y, makespan)
            if not tied:
                ties += 1
                if random(st, ties) == 0:
                    x = y
    length = 0
    while x >= 0:
        st.path[length] = x
        length += 1
        after, right = st.run[x, c.JOB_AFTER], st.run[x, c.MACHINE_AFTER]
        if after >= 0 and not tight(shop, st, x, after, makespan):
            after = -1
        if right >= 0 and not tight_on_machine(shop, st, x, right, makespan):
            right = -1
        x = (after if random(st, 2) == 0 else right) if after >= 0 and right >= 0 else max(after, right)
    return length


@kernel
def tight(shop, st, x, y, makespan):
    """Whether a critical path goes from x to y, the next of its job."""
    end = st.run[x, c.HEAD] + st.run[x, c.TIME]
    return (
        end == st.run[y, c.HEAD]
        and st.run[y, c.HEAD] + st.run[y, c.TIME] + st.run[y, c.TAIL] == makespan
        and end + st.run[x, c.TAIL] == makespan
    )


@kernel
def tight_on_machine(shop, st, x, y, makespan):
    """Whether a critical path goes from x to y, the next on its machine."""
    end = st.run[x, c.HEAD] + st.run[x, c.TIME]
    setup = 0
    if shop.size[c.SETUPS] != 0:
        n = shop.size[c.OPERATIONS]
        setup = shop.setup[(st.run[x, c.MACHINE] * n + x) * n + y]
    return (
        end + setup == st.run[y, c.HEAD]
        and st.run[y, c.HEAD] + st.run[y, c.TIME] + st.run[y, c.TAIL] == makespan
        and end + st.run[x, c.TAIL] == makespan
    )


@kernel
def step(shop, st, tenure, spread):
    """One iteration."""
    length = find_path(shop, st)
    if length == 0:
        return
    st.number[c.MOVE_VALUE] = FAR
    st.number[c.MOVE_OP] = -1
    st.number[c.MOVE_SECOND] = FAR
    for i in range(length):
        weigh_all(shop, st, st.path[i])
    if st.number[c.MOVE_OP] < 0:
        x = st.path[random(st, length)]  # all are tabu: free one
        for alt in range(shop.op[x, c.OP_ALT0], shop.op[x, c.OP_ALT1]):
            st.tabu[alt] = 0
        return
    v, alt, place = st.number[c.MOVE_OP], st.number[c.MOVE_ALT], st.number[c.MOVE_PLACE]
    old_alt, old_place = st.chosen[v], st.run[v, c.PLACE]
    until = st.number[c.ITERATION] + tenure + length // 2 + random(st, spread + length // 2 + 1)
    st.tabu[old_alt] = until
    move(shop, st, v, alt, place)
    if find_order(shop, st) < shop.size[c.OPERATIONS]:  # operations of no length hide a cycle
        move(shop, st, v, old_alt, old_place)
        find_order(shop, st)
        st.tabu[alt] = until
    find_heads(shop, st)
    find_tails(shop, st)


@kernel
def search_flexible(shop, st, iterations, patience, goal, tenure, spread):
    """Iterate until so many iterations are done, `patience` of them without a better best, or the goal is met."""
    done = 0
    while done < iterations and st.number[c.STALL] < patience and st.number[c.BEST] > goal:
        done += 1
        st.number[c.ITERATION] = st.number[c.ITERATION] + 1
        st.number[c.STALL] = st.number[c.STALL] + 1
        step(shop, st, tenure, spread)
        if st.number[c.MAKESPAN] < st.number[c.BEST]:
            keep_best(shop, st)
    return done
