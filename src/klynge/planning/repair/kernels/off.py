# SPDX-License-Identifier: Apache-2.0
"""Several orders off the plan, and the orders behind runs."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    ENT_RUN,
    OP_LEFT,
    ORD_OP0,
    ORD_OP1,
    POR_NEXT,
    POR_RUN,
    RUN_COUNT,
    RUN_FROM,
    RUN_FROZEN,
    RUN_UNIT,
    STAYS,
    TASK_HEAD,
    TASK_LEAST,
    TASK_WISH,
)
from klynge.planning.kernels.orders import remove_ops
from klynge.planning.kernels.runs import can_leave, refresh_task
from klynge.planning.kernels.tasks import give_back, remove_head
from klynge.planning.kernels.units import locate, run_at

from .compiled import kernel


@kernel
def run_after(st, run):  # type: ignore[no-untyped-def]
    """The run that comes after one on its unit, or -1."""
    unit = st.run[run, RUN_UNIT]
    at, k = locate(st, unit, st.run[run, RUN_FROM])
    after = run_at(st, unit, at, k)
    return st.block[after, ENT_RUN] if after >= 0 else -1


@kernel
def task_off(res, st, task, needed):  # type: ignore[no-untyped-def]
    """Take what is planned of a task off, newest first; False at a portion that the run after it cannot do without.

    That run is marked in `needed`.
    """
    free = True
    while free and st.task[task, TASK_HEAD] >= 0:
        p = st.task[task, TASK_HEAD]
        run = st.portion[p, POR_RUN]
        if st.run[run, RUN_FROZEN] == 1:
            break
        if st.run[run, RUN_COUNT] == 1 and not can_leave(res, st, run):
            free = False
            needed[run_after(st, run)] = 1
        else:
            remove_head(res, st, task)
            give_back(res, st, p)
    refresh_task(st, task)
    return free


@kernel
def all_off(res, ops, st, orders, needed):  # type: ignore[no-untyped-def]
    """Take orders off together, each portion as soon as the runs that stay can do without it: how many could not.

    Operations that are fixed stay, and reported portions. When some could not, part of them is off, and the runs that
    need them are marked.
    """
    left = orders.shape[0]
    while left > 0:
        before, left, moved = left, 0, 0
        needed[:] = 0
        for i in range(orders.shape[0]):
            o, whole = orders[i], True
            for op in range(ops.order[o, ORD_OP1] - 1, ops.order[o, ORD_OP0] - 1, -1):
                if ops.op[op, OP_LEFT] == 0 or st.task[op, TASK_WISH] == STAYS or st.task[op, TASK_HEAD] < 0:
                    continue
                head = st.task[op, TASK_HEAD]
                if not task_off(res, st, op, needed):
                    whole = False
                if st.task[op, TASK_HEAD] != head:
                    moved += 1
                st.task[op, TASK_LEAST], st.task[op, TASK_WISH] = 0, -1
            if not whole:
                left += 1
        if left == before and moved == 0:
            break
    return left


@kernel
def off_again(res, ops, st, task0, o):  # type: ignore[no-untyped-def]
    """Take off what was placed of an order; what is reported or stays, and when it ends, is as it was."""
    remove_ops(res, ops, st, task0, ops.order[o, ORD_OP0], ops.order[o, ORD_OP1])


@kernel
def orders_at(ops, st, runs, orders):  # type: ignore[no-untyped-def]
    """Mark the orders with a portion in one of the marked runs; how many portions that are."""
    n = 0
    for o in range(orders.shape[0]):
        for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
            p = st.task[op, TASK_HEAD]
            while p >= 0:
                if runs[st.portion[p, POR_RUN]] == 1:
                    orders[o] = 1
                    n += 1
                p = st.portion[p, POR_NEXT]
    return n
