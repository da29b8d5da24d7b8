# SPDX-License-Identifier: Apache-2.0
"""In which order, and with which wishes, orders that were taken off are placed again."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    BIG,
    MODE_AGREEMENT,
    OP_LEFT,
    OP_MODE0,
    OP_MODE1,
    ORD_OP0,
    ORD_OP1,
    STAYS,
    TASK_BOUND,
    TASK_LEAST,
    TASK_MODE,
    TASK_WISH,
)
from klynge.planning.kernels.search import run_seconds

from .compiled import kernel
from .draw import below, share
from .orders import forget_wishes
from .ruin import some_op

LONGEST_WAIT_S = 8 * 3600  # beyond twice its own run: a little more than others take mostly
BY_DUE, BY_SLACK, FIRST, MIXED, BEFORE = 0, 1, 2, 3, 4


@kernel
def arrange(rng, t, n, how, due, work, weight, promised):  # type: ignore[no-untyped-def]
    """Sort the picked orders: by due moment, slack or weight with some noise, the first one first, or at random.

    Promised orders keep coming before others mostly, since a promise is worth more than any lateness.
    """
    picked, key, arrived, first = t.picked, t.key, t.arrived, t.first
    noise = share(rng) * 0.5
    spread = 1.0
    for i in range(n):
        spread = max(spread, abs(float(due[picked[i]] - due[picked[0]])))
    for i in range(n):
        o = picked[i]
        k = float(due[o])
        if how == BY_SLACK:
            k = float(due[o]) - work[o] * (1.0 + 0.5 * weight[o])
        elif how == MIXED:
            k = share(rng) * spread
        elif how == BEFORE:
            k = float(min(arrived[i], BIG))
        if how != MIXED:
            k += noise * spread * (share(rng) - 0.5)
        if how == FIRST and i == 0:
            k = -1e18
        if promised[o] == 1 and share(rng) < 0.9:
            k -= 1e15
        key[i] = k
    for i in range(1, n):
        o, k, a, f = picked[i], key[i], arrived[i], first[i]
        j = i - 1
        while j >= 0 and key[j] > k:
            picked[j + 1], key[j + 1], arrived[j + 1], first[j + 1] = picked[j], key[j], arrived[j], first[j]
            j -= 1
        picked[j + 1], key[j + 1], arrived[j + 1], first[j + 1] = o, k, a, f


@kernel
def begin_wishes(ops, st, rng, o):  # type: ignore[no-untyped-def]
    """Of an order that is off: forget what was asked of it, keep it, or ask each operation for the mode that it had."""
    draw = below(rng, 8)
    if draw < 4:
        forget_wishes(ops, st, o)
    elif draw < 6:
        for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
            mode = st.task[op, TASK_MODE]
            if ops.op[op, OP_LEFT] > 0 and st.task[op, TASK_WISH] != STAYS and mode >= 0:
                if ops.mode[mode, MODE_AGREEMENT] < 0:
                    st.task[op, TASK_WISH] = mode


@kernel
def wish(ops, st, rng, o, arrived):  # type: ignore[no-untyped-def]
    """Ask one operation of an order to take another mode, or to wait a little, where the greedy choice may be wrong."""
    wish_op(ops, st, rng, some_op(ops, rng, o), arrived)


@kernel
def wish_op(ops, st, rng, op, arrived):  # type: ignore[no-untyped-def]
    """Ask an operation that is off to take another mode, or to wait a little."""
    if ops.op[op, OP_LEFT] == 0 or st.task[op, TASK_WISH] == STAYS:
        return
    first, modes = ops.op[op, OP_MODE0], ops.op[op, OP_MODE1] - ops.op[op, OP_MODE0]
    if modes > 1 and below(rng, 3) > 0:
        mode = first + below(rng, modes)
        if ops.mode[mode, MODE_AGREEMENT] < 0:
            st.task[op, TASK_WISH] = mode
    elif arrived < BIG:
        seconds = run_seconds(ops, first, ops.op[op, OP_LEFT])
        st.task[op, TASK_LEAST] = st.task[op, TASK_BOUND] + 1 + below(rng, 2 * seconds + LONGEST_WAIT_S)
