# SPDX-License-Identifier: Apache-2.0
"""Ways to make one order, each tried on the plan, priced and taken off again."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    FOUND_END,
    NO_MODE,
    NO_TIME,
    OK,
    OP_FORCED,
    OP_GROUP,
    ORD_OP0,
    ORD_OP1,
    OVERFLOW,
    TASK_MODE,
    WC_SITE,
)
from klynge.planning.kernels.columns import MODE_WC
from klynge.planning.kernels.orders import has_room, place_best, place_order, withdraw

from .compiled import kernel
from .parts import list_parts
from .price import price
from .ways import choose_lane

TRY_WHY, TRY_DELIVERED, TRY_ORE, TRY_G = range(4)
TRY_WIDTH = 4
NOT_TRIED, NO_ROOM = -1, -2


@kernel
def settle(res, ops, st, o):  # type: ignore[no-untyped-def]
    """Bind same-site groups to the sites of the modes chosen; False when a group would be at two."""
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        group = ops.op[op, OP_GROUP]
        if group >= 0:
            st.group_site[group] = -1
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        group = ops.op[op, OP_GROUP]
        if group >= 0:
            site = res.wc[ops.mode[ops.op[op, OP_FORCED], MODE_WC], WC_SITE]
            if st.group_site[group] not in (-1, site):
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
            ops.op[op0 + i, OP_FORCED] = -1
        why = place_best(res, ops, sup, st, task0, o, choice[0] == -2)
        if why == OK:
            for i in range(n):
                choice[i] = st.task[task0 + op0 + i, TASK_MODE]
        return why
    for i in range(n):
        ops.op[op0 + i, OP_FORCED] = choice[i]
    if not settle(res, ops, st, o):
        return NO_MODE
    return place_order(res, ops, sup, st, task0, o, True, -1)


@kernel
def try_choices(  # type: ignore[no-untyped-def]
    res, res0, ops, sup, st, task0, choices, at, pairs, there, parts, rank, mode_price, supply_price, goods, centre,
    pool_ore, setup_ore, item, lane_rate, lane_of, agreement_ore, run_hour, tried,
):  # fmt: skip
    """Try choices from row `at` on: why not, delivery, øre and grams of each into `tried`; the row reached.

    The plan is as before when this returns. It stops early where the tables could become full.
    """
    while at < choices.shape[0]:
        if not has_room(ops, st, 0):
            return at
        why = place_choice(res, res0, ops, sup, st, task0, 0, choices[at], pairs, lane_of)
        if st.counter[OVERFLOW] == 1:
            why = NO_TIME
        tried[at, TRY_WHY] = why
        if why == OK:
            tried[at, TRY_DELIVERED] = st.found[FOUND_END]
            n = list_parts(res, ops, st, task0, 0, there, parts)
            if n < 0:
                tried[at, TRY_WHY] = NO_ROOM
            else:
                price(
                    res, ops, sup, st, task0, 0, parts, n, rank, mode_price, supply_price, goods, centre, pool_ore,
                    setup_ore, item, lane_rate, lane_of, agreement_ore, run_hour, tried[at, TRY_ORE:],
                )  # fmt: skip
            withdraw(res, ops, st, task0, 0)
        at += 1
    return at
