# SPDX-License-Identifier: Apache-2.0
"""One change of a plan: orders off, orders on again, and what that does to the objective, exactly."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels.columns import BIG, FAILED_OP, FAILED_WHY, MONEY_HIGH, MONEY_LOW, OK, OVERFLOW
from klynge.planning.kernels.journal import mark, roll_back

from .compiled import kernel
from .orders import is_begun, lift_off, order_freight, place_hash, put_on

Ints = NDArray[np.int64]

MOST = 16  # orders taken off together
MOST_HELD = 2048  # operations of orders of which only a part is taken off
# `now`: what the objective is made of
BROKEN, LATE, EXCESS, MONEY, MOVED, UNPLANNED = range(6)
PARTS = 6
# how a change ended
PLACED, HOPELESS, LOST = 0, 1, 2


class Book(NamedTuple):
    """What the objective is counted from. By order: due, weight, promised, member, arrival, why not and where.

    `weight_g` is by operation, the lateness of members now and at the start by member. `published` are the place hashes
    of the plan that should not change without need (no rows: there is none), `moved` the orders that stand elsewhere.
    """

    due: Ints
    weight: Ints
    promised: Ints
    member: Ints
    weight_g: Ints
    arrivals: Ints
    whys: NDArray[np.int32]
    failed: NDArray[np.int32]
    now: Ints
    of_member: Ints
    start_member: Ints
    published: Ints
    moved: Ints


class Trial(NamedTuple):
    """Room for one change: the orders, their arrivals before and after, and why one could not be placed.

    `first` is the operation of each order from which on it moves, -1: all of it; `held` are pairs of an operation that
    is marked to stay meanwhile and its wish.
    """

    picked: Ints
    first: Ints
    arrived: Ints
    whens: Ints
    reasons: Ints
    stopped: Ints
    key: NDArray[np.float64]
    before: Ints
    members: Ints
    held: Ints


def trial(members: int) -> Trial:
    """Room for changes of a plan with so many members."""
    a, b, c, d, e, f = (np.zeros(MOST, np.int64) for _ in range(6))
    before, held = np.zeros(PARTS, np.int64), np.zeros(MOST_HELD, np.int64)
    return Trial(a, b, c, d, e, f, np.zeros(MOST), before, np.zeros(members, np.int64), held)


@kernel
def money(st):  # type: ignore[no-untyped-def]
    """Øre of all runs and portions on the plan."""
    return (st.counter[MONEY_HIGH] << 30) + st.counter[MONEY_LOW]


@kernel
def account(b, o, sign, when, end):  # type: ignore[no-untyped-def]
    """Add an order's part (sign 1) or take it away (-1): broken promises, lateness, what members lose.

    An order that is not planned is late until the horizon's end. A member whose lateness gets worse than it was at the
    start is the others' gain, which is not allowed: `EXCESS` counts by how much.
    """
    m = b.member[o]
    before = max(0, b.of_member[m] - b.start_member[m])
    late = b.weight[o] * max(0, (end if when == BIG else when) - b.due[o])
    b.now[LATE] += sign * late
    b.of_member[m] += sign * late
    if b.promised[o] == 1 and when > b.due[o]:
        b.now[BROKEN] += sign
    if when == BIG:
        b.now[UNPLANNED] += sign
    b.now[EXCESS] += max(0, b.of_member[m] - b.start_member[m]) - before


@kernel
def begin(st, b, t):  # type: ignore[no-untyped-def]
    """Remember the objective before a change; what is on the plan is counted again when all is on it."""
    t.before[:] = b.now
    b.now[MONEY] -= money(st)
    t.members[:] = b.of_member


@kernel
def all_off(res, ops, st, b, t, n):  # type: ignore[no-untyped-def]
    """Take the first n picked orders off: how many could be, those first among the picked; -1 when the plan is lost."""
    end, off, ore = res.span[1], 0, 0
    for i in range(n):
        o = t.picked[i]
        at = mark(st)
        cost = order_freight(res, ops, st, b.weight_g, o) if b.arrivals[o] < BIG else 0
        if lift_off(res, ops, st, o) == 0:
            if not roll_back(st, at):
                return -1
            continue
        account(b, o, -1, b.arrivals[o], end)
        ore += cost
        t.picked[off], t.first[off], t.arrived[off] = o, t.first[i], b.arrivals[o]
        off += 1
    b.now[MONEY] -= ore
    return off


@kernel
def worse_by(b, t):  # type: ignore[no-untyped-def]
    """Weighted seconds by which the plan is later than before, what members lose counted four times more."""
    return b.now[LATE] + 4 * b.now[EXCESS] - t.before[LATE] - 4 * t.before[EXCESS]


@kernel
def all_on(res, ops, sup, st, b, t, n, slack):  # type: ignore[no-untyped-def]
    """Place the first n picked orders one after the other; stops when the plan is too late by `slack` already."""
    end = res.span[1]
    for i in range(n):
        o = t.picked[i]
        when = put_on(res, ops, sup, st, o, b.due[o])
        t.whens[i], t.reasons[i], t.stopped[i] = when, OK, -1
        if when == BIG:
            t.reasons[i], t.stopped[i] = st.counter[FAILED_WHY], st.counter[FAILED_OP]
        else:
            b.now[MONEY] += order_freight(res, ops, st, b.weight_g, o)
        if b.published.shape[0] > 0:
            b.now[MOVED] += int(place_hash(ops, st, o) != b.published[o]) - b.moved[o]
        account(b, o, 1, when, end)
        if st.counter[OVERFLOW] == 1:
            return LOST
        if when == BIG and is_begun(ops, st, o):
            return HOPELESS  # what stays of it cannot stand alone
        if b.now[BROKEN] > t.before[BROKEN] or b.now[UNPLANNED] > t.before[UNPLANNED] or worse_by(b, t) > slack:
            return HOPELESS
    b.now[MONEY] += money(st)
    return PLACED


@kernel
def better_or_within(b, t, slack, money_slack, move_ore):  # type: ignore[no-untyped-def]
    """Whether the plan has become better, or worse by no more than the slacks (0: not worse)."""
    if b.now[UNPLANNED] > t.before[UNPLANNED]:
        return False  # an order that would come after the horizon is better than none
    if b.now[BROKEN] != t.before[BROKEN]:
        return b.now[BROKEN] < t.before[BROKEN]
    worse = worse_by(b, t)
    if worse != 0:
        return worse < 0 or worse < slack
    more = b.now[MONEY] - t.before[MONEY] + move_ore * (b.now[MOVED] - t.before[MOVED])
    if more != 0:
        return more < 0 or more < money_slack
    return b.now[MOVED] <= t.before[MOVED]


@kernel
def settle(ops, st, b, t, n):  # type: ignore[no-untyped-def]
    """Keep a change: the orders' arrivals are what they have become."""
    for i in range(n):
        o = t.picked[i]
        b.arrivals[o], b.whys[o], b.failed[o] = t.whens[i], t.reasons[i], t.stopped[i]
        if b.published.shape[0] > 0:
            b.moved[o] = int(place_hash(ops, st, o) != b.published[o])


@kernel
def undo(st, b, t):  # type: ignore[no-untyped-def]
    """Take a change back; False when the plan is lost."""
    b.now[:] = t.before
    b.of_member[:] = t.members
    return roll_back(st, 0)
