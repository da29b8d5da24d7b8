# SPDX-License-Identifier: Apache-2.0
"""Ruin and recreate on the full model, with exact evaluation and exact undo.

Orders that stand in one another's way are taken off and placed again in another order; the plan that comes out
is kept or taken back by simulated annealing (Schrimpf et al. 2000). Nothing else moves, so the change of the objective
is that of the orders taken off, and money is booked by the engine as it places. How much worse a change may be is drawn
before it is tried, so that one that is hopeless ends early.
"""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels.columns import BIG, MODE_AGREEMENT, OP_LEFT, ORD_OP0, ORD_OP1, STAYS, TASK_MODE, TASK_WISH
from klynge.planning.kernels.journal import close_journal, open_journal
from klynge.planning.kernels.orders import has_room

from .change import (
    BROKEN,
    HOPELESS,
    LATE,
    MONEY,
    MOST,
    PLACED,
    all_off,
    all_on,
    begin,
    better_or_within,
    settle,
    undo,
    worse_by,
)
from .change import LOST as CHANGE_LOST
from .compiled import kernel
from .draw import below, share
from .operations import hold, let_go, pick_operations
from .orders import forget_wishes
from .recreate import arrange, begin_wishes, wish, wish_op
from .ruin import ALONE, BLOCKERS, FAMILY, NEAR, pick

# why a chunk ended
DONE, GROW, LOST = 0, 1, 2
# counts of a chunk; LOGGED are the rows of the log of gains
TRIED, KEPT, LATER, LATER_SUM, DEARER, DEARER_SUM, LOGGED = range(7)
COUNTS = 7
MOST_COUNTED = 1 << 40
MOST_PARTS = 5  # operations of different orders moved together


@kernel
def late_orders(b, late_list):  # type: ignore[no-untyped-def]
    """Write the orders that are late; how many."""
    n = 0
    for o in range(b.arrivals.shape[0]):
        if b.arrivals[o] > b.due[o]:
            late_list[n] = o
            n += 1
    return n


@kernel
def seed_order(rng, b, late_list, n_late):  # type: ignore[no-untyped-def]
    """The order to begin with: mostly a late one, the later of two."""
    if n_late == 0 or below(rng, 8) == 0:
        return below(rng, b.arrivals.shape[0])
    x, y = late_list[below(rng, n_late)], late_list[below(rng, n_late)]
    if b.weight[x] * (b.arrivals[x] - b.due[x]) >= b.weight[y] * (b.arrivals[y] - b.due[y]):
        return x
    return y


@kernel
def slack_of(rng, heat):  # type: ignore[no-untyped-def]
    """How much worse a change may be: exponential, so that exp(-worse / heat) is the chance to keep it."""
    return -heat * np.log(1.0 - share(rng)) if heat > 0.0 else 0.0


@kernel
def count_loss(b, t, how, counts):  # type: ignore[no-untyped-def]
    """Note by how much a change that is not kept was worse, which sets the heat."""
    worse = worse_by(b, t)
    if worse > 0:
        counts[LATER] += 1
        counts[LATER_SUM] += min(worse, MOST_COUNTED)
    elif how == PLACED and b.now[MONEY] > t.before[MONEY]:
        counts[DEARER] += 1
        counts[DEARER_SUM] += min(b.now[MONEY] - t.before[MONEY], MOST_COUNTED)


@kernel
def log_gain(b, t, n, log, counts):  # type: ignore[no-untyped-def]
    """Note the orders of a change that made the plan better, in the sequence in which they were placed."""
    row = counts[LOGGED]
    gained = b.now[BROKEN] < t.before[BROKEN] or (
        b.now[BROKEN] == t.before[BROKEN]
        and (
            b.now[LATE] < t.before[LATE] or (b.now[LATE] == t.before[LATE] and b.now[MONEY] < t.before[MONEY])
        )
    )  # fmt: skip
    if gained and row < log.shape[0]:
        log[row, 0] = n
        for i in range(n):
            log[row, 1 + i], log[row, 1 + MOST + i] = t.picked[i], t.first[i]
        counts[LOGGED] = row + 1


@kernel
def improve_chunk(  # type: ignore[no-untyped-def]
    res, ops, sup, st, rng, order_of, work, b, t, late_list, log, move_ore, heat, money_heat, size, parts, chunk, counts
):
    """Try `chunk` changes, `parts` of 16 of them of parts of orders; why it ended.

    The book holds the objective of the plan before and after.
    """
    n_late = late_orders(b, late_list)
    for _ in range(chunk):
        seed = seed_order(rng, b, late_list, n_late)
        in_part = below(rng, 16) < parts and b.arrivals[seed] < BIG
        if in_part:
            n = pick_operations(res, ops, st, rng, order_of, b.arrivals, seed, 1 + below(rng, MOST_PARTS), t)
        else:
            draw = below(rng, 16)
            how = BLOCKERS if draw < 8 else (NEAR if draw < 12 else (FAMILY if draw < 14 else ALONE))
            n = pick(res, ops, st, rng, order_of, seed, min(2 + below(rng, size), MOST), how, t.picked)
            t.first[:n] = -1
        for i in range(n):
            if not has_room(ops, st, t.picked[i]):
                return GROW
        counts[TRIED] += 1
        begin(st, b, t)
        open_journal(st)
        h = hold(ops, st, t, n)
        if h < 0:
            n = 0
        n = all_off(res, ops, st, b, t, n)
        if n < 0:
            return LOST
        arrange(rng, t, n, below(rng, 5), b.due, work, b.weight, b.promised)
        for i in range(n):
            begin_wishes(ops, st, rng, t.picked[i])
        if n > 0 and below(rng, 2) == 0:
            i = below(rng, n)
            if in_part:
                wish_op(ops, st, rng, t.first[i], t.arrived[i])
            else:
                wish(ops, st, rng, t.picked[i], t.arrived[i])
        slack, money_slack = slack_of(rng, heat), slack_of(rng, money_heat)
        how = all_on(res, ops, sup, st, b, t, n, slack)
        if how == CHANGE_LOST:
            return LOST
        if how == PLACED and n > 0 and better_or_within(b, t, slack, money_slack, move_ore):
            let_go(st, t, h)
            settle(ops, st, b, t, n)
            log_gain(b, t, n, log, counts)
            counts[KEPT] += 1
        else:
            count_loss(b, t, how, counts)
            if not undo(st, b, t):
                return LOST
        close_journal(st)
    return DONE


@kernel
def wish_as(ops, st, other, o):  # type: ignore[no-untyped-def]
    """Ask every operation of an order to take the mode that it has in another plan."""
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        mode = other.task[op, TASK_MODE]
        if ops.op[op, OP_LEFT] > 0 and st.task[op, TASK_WISH] != STAYS and mode >= 0:
            if ops.mode[mode, MODE_AGREEMENT] < 0:
                st.task[op, TASK_WISH] = mode


@kernel
def repeat_gains(res, ops, sup, st, other, b, t, theirs, log, logged, move_ore, at):  # type: ignore[no-untyped-def]
    """Repeat what made another plan better, change by change from row `at`: the row reached.

    A change is kept where it makes this plan better too. Less than `logged`: tables must grow. -1: the plan is lost.
    """
    while at < logged:
        n = log[at, 0]
        for i in range(n):
            t.picked[i], t.first[i] = log[at, 1 + i], log[at, 1 + MOST + i]
            if b.arrivals[t.picked[i]] == BIG:
                t.first[i] = -1
            if not has_room(ops, st, t.picked[i]):
                return at
        at += 1
        begin(st, b, t)
        open_journal(st)
        h = hold(ops, st, t, n)
        off = all_off(res, ops, st, b, t, n)
        if off < 0:
            return -1
        how = HOPELESS
        if off == n and h >= 0:
            for i in range(n):
                forget_wishes(ops, st, t.picked[i])
                if theirs[t.picked[i]] < BIG:
                    wish_as(ops, st, other, t.picked[i])
            how = all_on(res, ops, sup, st, b, t, n, 0.0)
        if how == CHANGE_LOST:
            return -1
        if how == PLACED and better_or_within(b, t, 0.0, 0.0, move_ore):
            let_go(st, t, h)
            settle(ops, st, b, t, n)
        elif not undo(st, b, t):
            return -1
        close_journal(st)
    return at
