# SPDX-License-Identifier: Apache-2.0
"""Ways to make one order, each tried on the plan, priced and taken back."""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels.columns import (
    BIG,
    FAILED_OP,
    FOUND_END,
    MODE_WC,
    MONEY_HIGH,
    MONEY_LOW,
    NO_LAG,
    NO_LANE,
    NO_MODE,
    NO_TIME,
    OK,
    OP_GROUP,
    ORD_OP0,
    ORD_OP1,
    OVERFLOW,
    TASK_BOUND,
    TASK_LEAST,
    TASK_MODE,
    TASK_WISH,
    WC_SITE,
)
from klynge.planning.kernels.journal import journal_room, mark, roll_back
from klynge.planning.kernels.orders import delivered, has_room, place_best, place_order
from klynge.planning.kernels.place import place_op

from .carbon import work_g
from .compiled import kernel
from .parts import list_parts
from .ways import choose_lane, ship

TRY_WHY, TRY_DELIVERED, TRY_ORE, TRY_G, TRY_FAILED = range(5)
TRY_WIDTH = 5
NO_ROOM = 99
ROOM_STORES = 1 << 17  # of the journal, for one choice


@kernel
def settle(res, ops, st, o, choice):  # type: ignore[no-untyped-def]
    """Bind same-site groups to the sites of the modes chosen; False when a group would be at two."""
    op0, op1 = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]
    for op in range(op0, op1):
        if ops.op[op, OP_GROUP] >= 0:
            st.group_site[ops.op[op, OP_GROUP]] = -1
    for op in range(op0, op1):
        group = ops.op[op, OP_GROUP]
        if group >= 0:
            site = res.wc[ops.mode[choice[op - op0], MODE_WC], WC_SITE]
            if st.group_site[group] >= 0 and st.group_site[group] != site:
                return False
            st.group_site[group] = site
    return True


@kernel
def place_choice(res, res0, ops, sup, st, task0, o, choice, pairs, lane_of):  # type: ignore[no-untyped-def]
    """Place an order in the modes and by the lanes of a choice: why not, or OK.

    A choice is a mode row for each operation and then a lane row for each pair of places with several lanes, -1 for
    the lane that arrives first. A first mode of -1 leaves the modes to the engine without agreements, -2 with them;
    what it took is then written into the choice.
    """
    op0, n = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1] - ops.order[o, ORD_OP0]
    for j in range(pairs.shape[0]):
        choose_lane(res, res0, lane_of, pairs[j, 0], pairs[j, 1], choice[n + j])
    if choice[0] < 0:
        for i in range(n):
            st.task[task0 + op0 + i, TASK_WISH] = -1
        why = place_best(res, ops, sup, st, task0, o, choice[0] == -2)
        if why == OK:
            for i in range(n):
                choice[i] = st.task[task0 + op0 + i, TASK_MODE]
        return why
    for i in range(n):
        st.task[task0 + op0 + i, TASK_WISH] = choice[i]
    if not settle(res, ops, st, o, choice):
        return NO_MODE
    return place_order(res, ops, sup, st, task0, o, True, -1)


@kernel
def price(  # type: ignore[no-untyped-def]
    res, ops, sup, st, task0, o, low, high, there, parts, mode_g, goods_g, supply_g, item_g, centre_g_h, lane_rate,
    lane_of, told,
):  # fmt: skip
    """Write what a placed order adds to the plan's øre and grams; False when `parts` has too few rows.

    `low` and `high` are the counters of money before it was placed.
    """
    n = list_parts(res, ops, st, task0, o, there, parts)
    if n < 0:
        return False
    told[TRY_ORE] = ((st.counter[MONEY_HIGH] - high) << 30) + st.counter[MONEY_LOW] - low
    told[TRY_G] = work_g(res, ops, sup, st, task0, parts, n, mode_g, supply_g, item_g, centre_g_h)
    ship(res, ops, st, task0, o, goods_g, lane_rate, lane_of, told[TRY_ORE:])
    return True


@kernel
def alike(choices, a, b, n, pairs):  # type: ignore[no-untyped-def]
    """How many operations come out the same in two choices, as their modes are the same up to there.

    0 where a lane between sites differs; one to a customer matters only when all is made.
    """
    for j in range(pairs.shape[0]):
        if pairs[j, 2] == 1 and choices[a, n + j] != choices[b, n + j]:
            return 0
    for i in range(n):
        if choices[a, i] != choices[b, i]:
            return i
    return n


@kernel
def go_on(res, ops, sup, st, task0, choice, placed, n, marks, least):  # type: ignore[no-untyped-def]
    """Place the operations from number `placed` on in their chosen modes: (why not or OK, how many are placed).

    `marks` are where the journal was before each.
    """
    for i in range(placed, n):
        marks[i] = mark(st)
        task = task0 + i
        st.task[task, TASK_WISH], st.task[task, TASK_LEAST], st.task[task, TASK_BOUND] = choice[i], least[i], 0
        why = place_op(res, ops, sup, st, task0, i, -1, True)
        if st.counter[OVERFLOW] == 1:
            why = NO_TIME
        if why != OK:
            st.counter[FAILED_OP] = i
            return why, i
    marks[n] = mark(st)
    return OK, n


@kernel
def try_choices(  # type: ignore[no-untyped-def]
    res, res0, ops, sup, st, task0, choices, at, pairs, least, there, parts, mode_g, goods_g, supply_g, item_g,
    centre_g_h, lane_rate, lane_of, tried,
):  # fmt: skip
    """Try choices from row `at` on: why not, delivery, øre and grams of each into `tried`; the row reached.

    No operation starts before `least`. The plan, whose journal is open, is as before when this returns; it stops early
    where tables or the journal could become full. Operations that two choices after one another have in common stay
    where they are in between, so choices are best sorted.
    """
    n = ops.order[0, ORD_OP1]
    low, high = st.counter[MONEY_LOW], st.counter[MONEY_HIGH]
    marks = np.full(n + 1, mark(st), np.int64)
    before, placed, last = marks[0], 0, -1
    while at < choices.shape[0]:
        choice = choices[at]
        left_open = choice[0] < 0
        placed = 0 if left_open or last < 0 else min(placed, alike(choices, last, at, n, pairs))
        roll_back(st, marks[placed] if placed > 0 else before)
        last = -1 if left_open else at
        if not has_room(ops, st, 0) or journal_room(st) < ROOM_STORES:
            break
        for j in range(pairs.shape[0]):
            choose_lane(res, res0, lane_of, pairs[j, 0], pairs[j, 1], choice[n + j])
        why = NO_LAG
        if not left_open:
            why = OK if settle(res, ops, st, 0, choice) else NO_MODE
            if why == OK:
                why, placed = go_on(res, ops, sup, st, task0, choice, placed, n, marks, least)
        if why == OK:
            when = delivered(res, ops, st, task0, 0)
            st.found[FOUND_END] = when
            why = NO_LANE if when == BIG else OK
        elif why == NO_LAG:
            # what came before has to wait: the whole is placed by the engine, which sends planning back
            roll_back(st, before)
            placed, last = 0, -1
            for i in range(n):
                st.task[task0 + i, TASK_LEAST] = least[i]
            why = place_choice(res, res0, ops, sup, st, task0, 0, choice, pairs, lane_of)
            if st.counter[OVERFLOW] == 1:
                why = NO_TIME
        tried[at, TRY_FAILED] = st.counter[FAILED_OP]
        if why == OK:
            tried[at, TRY_DELIVERED] = st.found[FOUND_END]
            told = price(
                res, ops, sup, st, task0, 0, low, high, there, parts, mode_g, goods_g, supply_g, item_g, centre_g_h,
                lane_rate, lane_of, tried[at],
            )  # fmt: skip
            if not told:
                why = NO_ROOM
        tried[at, TRY_WHY] = why
        at += 1
    roll_back(st, before)
    return at
