# SPDX-License-Identifier: Apache-2.0
"""Late and unplanned orders in what other members have left, by agreement, moving nothing of others."""

from __future__ import annotations

import numpy as np

from .columns import (
    BIG,
    FAILED_OP,
    FAILED_WHY,
    FOUND_END,
    FREE_PORTION,
    OK,
    ORD_AGREEMENTS,
    ORD_OP0,
    ORD_OP1,
    POR_LOAD,
    POR_NEXT,
    POR_ORE,
    POR_RUN,
    RUN_COUNT,
    RUN_FROZEN,
    RUN_LOAD,
    TASK_HEAD,
    TASK_WIDTH,
)
from .compiled import kernel
from .orders import has_room, place_best, remove_ops
from .runs import book, can_leave, charge_again, free_run, leave_run, put_on_unit, refresh_task, take_off_unit
from .tasks import give_back


@kernel
def split_off(st, task0, op0, op1, saved):  # type: ignore[no-untyped-def]
    """Remember the planned portions of an order and leave its tasks with the reported ones only."""
    for op in range(op0, op1):
        task = task0 + op
        for f in range(TASK_WIDTH):
            saved[op - op0, f] = st.task[task, f]
        p = st.task[task, TASK_HEAD]
        while p >= 0 and st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0:
            p = st.portion[p, POR_NEXT]
        st.task[task, TASK_HEAD] = p
        refresh_task(st, task)


@kernel
def restore(st, task0, op0, op1, saved):  # type: ignore[no-untyped-def]
    """Undo `split_off`."""
    for op in range(op0, op1):
        for f in range(TASK_WIDTH):
            st.task[task0 + op, f] = saved[op - op0, f]
    for op in range(op0, op1):
        p = st.task[task0 + op, TASK_HEAD]
        while p >= 0:
            charge_again(st, st.portion[p, POR_RUN])
            p = st.portion[p, POR_NEXT]


@kernel
def take_off_all(res, st, heads, taken):  # type: ignore[no-untyped-def]
    """Take the runs of remembered portions off their units, if every run after them can do without; how many, or -1."""
    n = 0
    for head in heads:
        p = head
        while p >= 0:
            run = st.portion[p, POR_RUN]
            if st.run[run, RUN_FROZEN] == 1:
                break
            st.run[run, RUN_COUNT] -= 1
            st.run[run, RUN_LOAD] -= st.portion[p, POR_LOAD]
            if n == taken.shape[0] or (st.run[run, RUN_COUNT] == 0 and not can_leave(res, st, run)):
                st.run[run, RUN_COUNT] += 1
                st.run[run, RUN_LOAD] += st.portion[p, POR_LOAD]
                for i in range(n - 1, -1, -1):
                    back = st.portion[taken[i], POR_RUN]
                    st.run[back, RUN_COUNT] += 1
                    st.run[back, RUN_LOAD] += st.portion[taken[i], POR_LOAD]
                    if st.run[back, RUN_COUNT] == 1:
                        put_on_unit(res, st, back)
                return -1
            if st.run[run, RUN_COUNT] == 0:
                take_off_unit(res, st, run)
            taken[n] = p
            n += 1
            p = st.portion[p, POR_NEXT]
    return n


@kernel
def free_all(res, st, taken, n):  # type: ignore[no-untyped-def]
    """Free portions whose runs were taken off, their pegs, and the supply lots only they used."""
    for i in range(n):
        p = taken[i]
        run = st.portion[p, POR_RUN]
        if st.run[run, RUN_COUNT] == 0:
            st.run[run, RUN_COUNT] = -1
            free_run(st, run)
        elif st.run[run, RUN_COUNT] > 0:
            leave_run(res, st, run, p)
        book(st, -st.portion[p, POR_ORE])
        give_back(res, st, p)
        st.portion[p, POR_NEXT] = st.counter[FREE_PORTION]
        st.counter[FREE_PORTION] = p


@kernel
def try_agreements(res, ops, sup, st, task0, o, arrival):  # type: ignore[no-untyped-def]
    """Let a late or unplanned order use other members' capacity, moving nothing of others: its new delivery.

    The variant is placed beside the order's present portions and kept only if it is delivered earlier and the
    present ones can be taken away; otherwise everything is as before.
    """
    op0, op1 = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]
    if arrival == BIG:
        why = place_best(res, ops, sup, st, task0, o, True)
        return st.found[FOUND_END] if why == OK else arrival
    saved = np.empty((op1 - op0, TASK_WIDTH), np.int32)
    split_off(st, task0, op0, op1, saved)
    why = place_best(res, ops, sup, st, task0, o, True)
    if why != OK:
        restore(st, task0, op0, op1, saved)
        return arrival
    when = st.found[FOUND_END]
    if when < arrival:
        taken = np.empty(4096, np.int64)
        n = take_off_all(res, st, saved[:, TASK_HEAD], taken)
        if n >= 0:
            free_all(res, st, taken, n)
            return when
    remove_ops(res, ops, st, task0, op0, op1)
    restore(st, task0, op0, op1, saved)
    return arrival


@kernel
def use_agreements(res, ops, sup, st, task0, sequence, at, arrivals, whys, failed, due):  # type: ignore[no-untyped-def]
    """`try_agreements` for every order of `sequence` that is late or unplanned and could; the position reached."""
    while at < sequence.shape[0]:
        o = sequence[at]
        if ops.order[o, ORD_AGREEMENTS] == 1 and arrivals[o] > due[o]:
            if not has_room(ops, st, o):
                return at
            when = try_agreements(res, ops, sup, st, task0, o, arrivals[o])
            arrivals[o] = when
            if when < BIG:
                whys[o], failed[o] = OK, -1
            else:  # what stopped the attempt with every way allowed is the truer reason
                whys[o], failed[o] = st.counter[FAILED_WHY], st.counter[FAILED_OP]
        at += 1
    return at
