# SPDX-License-Identifier: Apache-2.0
"""Just in time: a placed order made as late as it may be, its operations one by one from the last to the first."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    BIG,
    FOUND_END,
    FOUND_LATEST,
    FOUND_LEAST,
    FOUND_READY,
    OK,
    OP_GROUP,
    OP_QUANTITY,
    ORD_OP0,
    ORD_OP1,
    OVERFLOW,
    POR_NEXT,
    POR_QUANTITY,
    POR_RUN,
    POR_START,
    RUN_COUNT,
    RUN_FROM,
    RUN_FROZEN,
    RUN_UNIT,
    RUN_WC,
    TASK_BOUND,
    TASK_HEAD,
    TASK_LEAST,
    TASK_MODE,
    TASK_WISH,
    WC_MATRIX,
)
from klynge.planning.kernels.journal import journal_room, mark, roll_back
from klynge.planning.kernels.orders import delivered, has_room
from klynge.planning.kernels.place import place_op
from klynge.planning.kernels.ready import ready_for
from klynge.planning.kernels.tasks import remove_task

from .choices import ROOM_STORES, place_choice
from .compiled import kernel
from .standing import STANDS, run_after, stands

MOST_PLACES = 64
MOST_PASSES = 4


@kernel
def first_start(st, task):  # type: ignore[no-untyped-def]
    """The first start of a task's portions."""
    first, p = BIG, st.task[task, TASK_HEAD]
    while p >= 0:
        first = min(first, st.portion[p, POR_START])
        p = st.portion[p, POR_NEXT]
    return first


@kernel
def waits_enough(res, ops, st, task0, op):  # type: ignore[no-untyped-def]
    """Whether a placed operation still starts late enough after those before it, and soon enough."""
    task = task0 + op
    head = st.task[task, TASK_HEAD]
    mode, single = st.task[task, TASK_MODE], st.portion[head, POR_NEXT] < 0
    p = head
    while p >= 0:
        start, taken, q = st.portion[p, POR_START], 0, head
        while q >= 0:
            if st.portion[q, POR_START] <= start:
                taken += st.portion[q, POR_QUANTITY]
            q = st.portion[q, POR_NEXT]
        if ready_for(res, ops, st, task0, op, mode, min(taken, ops.op[op, OP_QUANTITY]), single) != OK:
            return False
        if start < st.found[FOUND_READY] or start > st.found[FOUND_LATEST]:
            return False
        if st.run[st.portion[p, POR_RUN], RUN_FROM] < st.found[FOUND_LEAST]:
            return False
        p = st.portion[p, POR_NEXT]
    return True


@kernel
def places_of(res, st, task, places):  # type: ignore[no-untyped-def]
    """Unit and working second of a task's runs that others' set-ups may hang on; how many, or -1 for too many."""
    n, p = 0, st.task[task, TASK_HEAD]
    while p >= 0:
        run = st.portion[p, POR_RUN]
        if st.run[run, RUN_COUNT] == 1 and st.run[run, RUN_UNIT] >= 0 and res.wc[st.run[run, RUN_WC], WC_MATRIX] >= 0:
            if 2 * n + 2 > places.shape[0]:
                return -1
            places[2 * n], places[2 * n + 1] = st.run[run, RUN_UNIT], st.run[run, RUN_FROM]
            n += 1
        p = st.portion[p, POR_NEXT]
    return n


@kernel
def moved_to(res, ops, sup, st, task0, o, op, least, latest, places):  # type: ignore[no-untyped-def]
    """Place an operation anew, no earlier than `least`, all others of its order where they are; whether that is right.

    What follows still waits for it, the order arrives by `latest`, and the runs beside its old places stand.
    """
    task = task0 + op
    n = places_of(res, st, task, places)
    if n < 0:
        return False
    site = -1
    group = ops.op[op, OP_GROUP]
    if group >= 0:
        site = st.group_site[group]
    remove_task(res, st, task)
    st.task[task, TASK_LEAST], st.task[task, TASK_BOUND] = least, 0
    if place_op(res, ops, sup, st, task0, op, site, True) != OK or st.counter[OVERFLOW] == 1:
        return False
    for i in range(n):
        run = run_after(st, places[2 * i], places[2 * i + 1] - 1)
        if run >= 0 and st.run[run, RUN_FROZEN] == 0 and stands(res, st, run) != STANDS:
            return False
    for i in range(ops.succ0[op], ops.succ0[op + 1]):
        if not waits_enough(res, ops, st, task0, ops.succ[i]):
            return False
    return delivered(res, ops, st, task0, o) <= latest


@kernel
def shift_op(res, ops, sup, st, task0, o, op, latest, places):  # type: ignore[no-untyped-def]
    """Move an operation as late as the rest of its order allows; by how many seconds its first start moved."""
    task = task0 + op
    begun, wish = first_start(st, task), st.task[task, TASK_WISH]
    st.task[task, TASK_WISH] = st.task[task, TASK_MODE]
    low, high = begun, latest + 1
    before = mark(st)
    while high - low > 1:
        middle = (low + high) >> 1
        if journal_room(st) < ROOM_STORES or not has_room(ops, st, o):
            break
        fits = moved_to(res, ops, sup, st, task0, o, op, middle, latest, places)
        there = first_start(st, task)
        roll_back(st, before)
        if fits:
            low = max(middle, there)
        else:
            high = middle
    moved = 0
    if low > begun:
        if moved_to(res, ops, sup, st, task0, o, op, low, latest, places):
            moved = first_start(st, task) - begun
        else:
            roll_back(st, before)
    st.task[task, TASK_WISH] = wish
    return moved


@kernel
def shift_order(res, ops, sup, st, task0, o, latest, places, starts):  # type: ignore[no-untyped-def]
    """Move a placed order as late as it may be to arrive by `latest`; when each operation starts then."""
    op0, op1 = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]
    for _ in range(MOST_PASSES):
        moved = 0
        for op in range(op1 - 1, op0 - 1, -1):
            moved += shift_op(res, ops, sup, st, task0, o, op, latest, places)
        if moved == 0:
            break
    for op in range(op0, op1):
        starts[op - op0] = first_start(st, task0 + op)


@kernel
def latest_release(res, res0, ops, sup, st, task0, choice, pairs, lane_of, latest):  # type: ignore[no-untyped-def]
    """The latest moment before which no operation starts such that the order arrives in time; -1 for none."""
    n = ops.order[0, ORD_OP1]
    low, high, middle = -1, latest + 1, 0
    before = mark(st)
    while True:
        for i in range(n):
            st.task[task0 + i, TASK_LEAST] = middle
        why = place_choice(res, res0, ops, sup, st, task0, 0, choice, pairs, lane_of)
        fits = why == OK and st.counter[OVERFLOW] == 0 and st.found[FOUND_END] <= latest
        roll_back(st, before)
        if fits:
            low = middle
        elif middle == 0:
            return -1
        else:
            high = middle
        if high - low <= 1 or journal_room(st) < ROOM_STORES or not has_room(ops, st, 0):
            return low
        middle = (low + high) >> 1
