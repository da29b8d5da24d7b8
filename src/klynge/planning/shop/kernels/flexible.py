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
from .path import find_path

FAR = 2**31 - 1


@kernel
def step(shop, st, tenure, spread):  # type: ignore[no-untyped-def]
    """One iteration."""
    begin, n = find_path(shop, st), shop.size[c.OPERATIONS]
    length = n - begin
    if length == 0:
        return
    st.number[c.MOVE_VALUE] = FAR
    st.number[c.MOVE_OP] = -1
    st.number[c.MOVE_SECOND] = FAR
    for i in range(begin, n):
        weigh_all(shop, st, st.path[i])
    if st.number[c.MOVE_OP] < 0:
        x = st.path[begin + random(st, length)]  # all are tabu: free one
        for alt in range(shop.op[x, c.OP_ALT0], shop.op[x, c.OP_ALT1]):
            st.tabu[alt] = 0
        return
    v, alt, place = st.number[c.MOVE_OP], st.number[c.MOVE_ALT], st.number[c.MOVE_PLACE]
    old_alt, old_place = st.chosen[v], st.run[v, c.PLACE]
    until = st.number[c.ITERATION] + tenure + length // 2 + random(st, spread + length // 2 + 1)
    st.tabu[old_alt] = until
    move(shop, st, v, alt, place)
    if find_order(shop, st) < n:  # operations of no length hide a cycle
        move(shop, st, v, old_alt, old_place)
        find_order(shop, st)
        st.tabu[alt] = until
    find_heads(shop, st)
    find_tails(shop, st)


@kernel
def search_flexible(shop, st, iterations, patience, goal, tenure, spread):  # type: ignore[no-untyped-def]
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
