# SPDX-License-Identifier: Apache-2.0
"""An order of which operations are off the plan made whole again, moving no more of it than must move."""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels.columns import (
    BIG,
    FAILED_OP,
    FAILED_WHY,
    FROM_LOT,
    GROUPS,
    LAG_PRED,
    LAG_SHIFT,
    LOT_ALIVE,
    LOT_LEFT,
    LOT_SUPPLY,
    LOT_TASK0,
    N_LOT,
    NO_LAG,
    NO_LANE,
    OK,
    OP_GROUP,
    OP_LEFT,
    ORD_OP0,
    ORD_OP1,
    OVERFLOW,
    PEG_KIND,
    PEG_NEXT,
    PEG_ROW,
    POR_NEXT,
    POR_PEG,
    POR_RUN,
    POR_START,
    RUN_COUNT,
    RUN_FROZEN,
    STAYS,
    SUP_LOT,
    SUP_OP0,
    SUP_OP1,
    TASK_BOUND,
    TASK_END,
    TASK_FIRST_END,
    TASK_HEAD,
    TASK_LEAST,
    TASK_SITE,
    TASK_WISH,
)
from klynge.planning.kernels.orders import bound_to_end_by, has_room
from klynge.planning.kernels.place import place_op
from klynge.planning.kernels.runs import can_leave
from klynge.planning.kernels.tasks import drop_lot, remove_task
from klynge.planning.placing.kernels.columns import FITS, SAID_PLACE
from klynge.planning.placing.kernels.fit import arrives, at_one_site, has_material, in_time, whole

from .compiled import kernel

MENDED, FAILED = 0, 1
MOST_REPAIRS = 100  # operations placed later for a maximum lag, in one order


@kernel
def is_placed(st, task):  # type: ignore[no-untyped-def]
    """Whether something planned (not reported) of a task is on the plan."""
    p = st.task[task, TASK_HEAD]
    return p >= 0 and st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0


@kernel
def group_sites(ops, st, op0, op1):  # type: ignore[no-untyped-def]
    """Where each same-site group of an order is by what stands of it, into `State.group_site` (-1: nowhere yet)."""
    for g in range(GROUPS):
        st.group_site[g] = -1
    for op in range(op0, op1):
        g = ops.op[op, OP_GROUP]
        if 0 <= g < GROUPS and st.task[op, TASK_HEAD] >= 0:
            st.group_site[g] = st.task[op, TASK_SITE]


@kernel
def can_move(res, st, task):  # type: ignore[no-untyped-def]
    """Whether each run of a task may leave its unit, one by one."""
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        run = st.portion[p, POR_RUN]
        if st.run[run, RUN_FROZEN] == 0 and st.run[run, RUN_COUNT] == 1 and not can_leave(res, st, run):
            return False
        p = st.portion[p, POR_NEXT]
    return True


@kernel
def may_go(res, st, task, left):  # type: ignore[no-untyped-def]
    """Whether a task may leave the plan: it is not fixed (or nothing is left of it), and nothing stands by it."""
    return (left == 0 or st.task[task, TASK_WISH] != STAYS) and can_move(res, st, task)


@kernel
def fits_now(res, ops, st, op, said):  # type: ignore[no-untyped-def]
    """Whether a placed operation is whole, has its material, and starts when what comes before it lets it."""
    why = whole(res, ops, st, op, op, said)
    if why == FITS:
        why = has_material(ops, st, op, op, said)
    if why == FITS:
        why = in_time(res, ops, st, 0, op, said)
    return why


@kernel
def mend(res, ops, sup, st, o, agreements, said):  # type: ignore[no-untyped-def]
    """Place what is off of an order and move what it pushes: OK, or why not; then more is off.

    What a maximum lag counts from is placed later when the lag cannot hold. When an operation is in the way that is
    fixed, or that a run after one of its own cannot do without, `said[SAID_PLACE]` names it; else that is -1.
    """
    op0, op1 = ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]
    for op in range(op0, op1):
        st.task[op, TASK_BOUND], st.task[op, TASK_LEAST] = 0, 0
    said[SAID_PLACE] = -1
    op, repairs = op0, 0
    while op < op1:
        left = ops.op[op, OP_LEFT]
        if is_placed(st, op):
            if left > 0 and fits_now(res, ops, st, op, said) == FITS:
                op += 1
                continue
            if not may_go(res, st, op, left):
                said[SAID_PLACE] = op
                return NO_LAG
            remove_task(res, st, op)
        if left == 0:  # all of it is reported by now
            op += 1
            continue
        group_sites(ops, st, op0, op1)
        g = ops.op[op, OP_GROUP]
        site = st.group_site[g] if 0 <= g < GROUPS else -1
        if 0 <= g < GROUPS and site < 0:
            return NO_LAG  # where the group goes is chosen for the whole order
        why = place_op(res, ops, sup, st, 0, op, site, agreements)
        if why == OK:
            op += 1
            continue
        pred = st.counter[LAG_PRED]
        st.counter[FAILED_OP], st.counter[FAILED_WHY] = op, why
        if why != NO_LAG or pred < 0 or repairs == MOST_REPAIRS or not is_placed(st, pred):
            return why
        bound = bound_to_end_by(res, st, pred, st.task[pred, TASK_FIRST_END] + st.counter[LAG_SHIFT])
        if bound >= res.span[1]:
            return why
        if not may_go(res, st, pred, 1):
            said[SAID_PLACE] = pred
            return why
        remove_task(res, st, pred)
        st.task[pred, TASK_BOUND] = bound
        op, repairs = pred, repairs + 1
    return OK if at_one_site(ops, st, 0, op0, op1, said) == FITS else NO_LAG


@kernel
def mend_all(res, ops, sup, st, orders, at, arrivals, whys, failed, done, in_way):  # type: ignore[no-untyped-def]
    """`mend` for orders from position `at` on (`done`: MENDED or FAILED, and what is `in_way`); the position at which
    tables may run full."""
    said = np.zeros(8, np.int64)
    while at < orders.shape[0]:
        o = orders[at]
        if not has_room(ops, st, o):
            return at
        why = mend(res, ops, sup, st, o, False, said)
        in_way[at] = said[SAID_PLACE] if why != OK else -1
        when = arrives(res, ops, st, 0, ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]) if why == OK else BIG
        if why == OK and when == BIG:
            why = NO_LANE
        done[at] = MENDED if why == OK else FAILED
        arrivals[o], whys[o], failed[o] = when, why, -1 if why == OK else st.counter[FAILED_OP]
        if st.counter[OVERFLOW] == 1:
            return at
        at += 1
    return at


@kernel
def drop_unused_lots(res, st):  # type: ignore[no-untyped-def]
    """Take off the supply lots that nobody uses any more, where the runs after theirs can do without."""
    for lot in range(st.counter[N_LOT]):
        if st.lot[lot, LOT_ALIVE] == 1 and st.lot[lot, LOT_LEFT] == res.supply[st.lot[lot, LOT_SUPPLY], SUP_LOT]:
            drop_lot(res, st, lot)


@kernel
def forget_ends(st, ops, o):  # type: ignore[no-untyped-def]
    """Leave no trace of what was placed of an order that is off."""
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        if st.task[op, TASK_HEAD] < 0:
            st.task[op, TASK_END], st.task[op, TASK_FIRST_END] = 0, BIG


@kernel
def starts_before(st, task, until):  # type: ignore[no-untyped-def]
    """Whether a planned portion of a task starts before a moment."""
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        if st.run[st.portion[p, POR_RUN], RUN_FROZEN] == 0 and st.portion[p, POR_START] < until:
            return True
        p = st.portion[p, POR_NEXT]
    return False


@kernel
def lot_begun(res, st, task, until):  # type: ignore[no-untyped-def]
    """Whether a supply lot that a task uses is begun before a moment: it is made for this task, which so stays."""
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        peg = st.portion[p, POR_PEG]
        while peg >= 0:
            if st.peg[peg, PEG_KIND] == FROM_LOT:
                lot = st.peg[peg, PEG_ROW]
                supply, task0 = st.lot[lot, LOT_SUPPLY], st.lot[lot, LOT_TASK0]
                for op in range(res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]):
                    if starts_before(st, task0 + op, until):
                        return True
            peg = st.peg[peg, PEG_NEXT]
        p = st.portion[p, POR_NEXT]
    return False


@kernel
def fix_before(res, st, n_ops, until):  # type: ignore[no-untyped-def]
    """Fix every operation of which a planned portion, or a supply lot that it uses, starts before a moment."""
    for task in range(n_ops):
        if starts_before(st, task, until) or lot_begun(res, st, task, until):
            st.task[task, TASK_WISH] = STAYS
