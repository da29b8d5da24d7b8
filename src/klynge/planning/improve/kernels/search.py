# SPDX-License-Identifier: Apache-2.0
"""Ruin and recreate on the full model, with exact evaluation and exact undo.

Orders that stand in one another's way are taken off and placed again in another order; the plan that comes out
is kept or taken back by simulated annealing (Schrimpf et al. 2000). Nothing else moves, so the change of the objective
is that of the orders taken off, and money is booked by the engine as it places.
"""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels.columns import BIG, FAILED_OP, FAILED_WHY, MONEY_HIGH, MONEY_LOW, OK, OVERFLOW
from klynge.planning.kernels.journal import close_journal, mark, open_journal, roll_back
from klynge.planning.kernels.orders import has_room

from .compiled import kernel
from .draw import below, share
from .orders import order_freight, place_hash, put_on, take_off
from .recreate import arrange, wish
from .ruin import ALONE, BLOCKERS, FAMILY, MOST, NEAR, pick

# `now` and `best`: what the objective is made of
BROKEN, LATE, EXCESS, MONEY, MOVED, UNPLANNED = range(6)
PARTS = 6
# why a chunk ended
DONE, GROW, LOST = 0, 1, 2
# counts of a chunk
TRIED, KEPT, LATER, LATER_SUM, DEARER, DEARER_SUM = range(6)
COUNTS = 6


@kernel
def late_of(due, weight, end, when):  # type: ignore[no-untyped-def]
    """Weighted seconds that a delivery is late; an order that is not planned is late until the horizon's end."""
    return weight * max(0, (end if when == BIG else when) - due)


@kernel
def money(st):  # type: ignore[no-untyped-def]
    """Øre of all runs and portions on the plan."""
    return (st.counter[MONEY_HIGH] << 30) + st.counter[MONEY_LOW]


@kernel
def account(o, sign, when, due, weight, promised, member, end, now, of_member, start_member):  # type: ignore[no-untyped-def]
    """Add an order's part (sign 1) or take it away (-1): broken promises, lateness, what members lose.

    A member whose promises or lateness get worse than they were at the start is the others' gain, which is not allowed:
    `EXCESS` counts by how much.
    """
    m = member[o]
    before = max(0, of_member[m] - start_member[m])
    late = late_of(due[o], weight[o], end, when)
    now[LATE] += sign * late
    of_member[m] += sign * late
    if promised[o] == 1 and when > due[o]:
        now[BROKEN] += sign
    if when == BIG:
        now[UNPLANNED] += sign
    now[EXCESS] += max(0, of_member[m] - start_member[m]) - before


@kernel
def seed_order(rng, late_list, n_late, n_orders, weight, due, arrivals):  # type: ignore[no-untyped-def]
    """The order to begin with: mostly a late one, the later of two."""
    if n_late == 0 or below(rng, 8) == 0:
        return below(rng, n_orders)
    a, b = late_list[below(rng, n_late)], late_list[below(rng, n_late)]
    if weight[a] * (arrivals[a] - due[a]) >= weight[b] * (arrivals[b] - due[b]):
        return a
    return b


@kernel
def accepts(rng, now, before, heat, money_heat, move_ore):  # type: ignore[no-untyped-def]
    """Whether the annealing keeps what has become `now` of `before`."""
    if now[UNPLANNED] > before[UNPLANNED]:
        return False  # an order that would come after the horizon is better than none
    if now[BROKEN] != before[BROKEN]:
        return now[BROKEN] < before[BROKEN]
    worse = now[LATE] + 4 * now[EXCESS] - before[LATE] - 4 * before[EXCESS]
    if worse < 0:
        return True
    if worse > 0:
        return heat > 0.0 and share(rng) < np.exp(-worse / heat)
    more = now[MONEY] - before[MONEY] + move_ore * (now[MOVED] - before[MOVED])
    if more != 0:
        return more < 0 or (money_heat > 0.0 and share(rng) < np.exp(-more / money_heat))
    return now[MOVED] <= before[MOVED]


@kernel
def improve_chunk(  # type: ignore[no-untyped-def]
    res, ops, sup, st, rng, order_of, due, weight, promised, member, work, weight_g, arrivals, whys, failed,
    late_list, now, of_member, start_member, published, moved, move_ore, heat, money_heat, size, chunk, counts,
):  # fmt: skip
    """Try `chunk` changes; why it ended. `now` holds the objective of the plan before and after.

    `published` are the place hashes of the plan that should not change without need (no rows: there is none), `moved`
    the orders that stand elsewhere now, `move_ore` what moving an order has to be worth.
    """
    stable = published.shape[0] > 0
    n_orders, end = arrivals.shape[0], res.span[1]
    picked, key = np.empty(MOST, np.int64), np.empty(MOST, np.float64)
    arrived, before = np.empty(MOST, np.int64), np.empty(PARTS, np.int64)
    whens, reasons, stopped = np.empty(MOST, np.int64), np.empty(MOST, np.int64), np.empty(MOST, np.int64)
    kept_members = of_member.copy()
    n_late = 0
    for o in range(n_orders):
        if arrivals[o] > due[o]:
            late_list[n_late] = o
            n_late += 1
    for _ in range(chunk):
        seed = seed_order(rng, late_list, n_late, n_orders, weight, due, arrivals)
        draw = below(rng, 16)
        how = BLOCKERS if draw < 8 else (NEAR if draw < 12 else (FAMILY if draw < 14 else ALONE))
        n = pick(res, ops, st, rng, order_of, seed, min(2 + below(rng, size), MOST), how, picked)
        for i in range(n):
            if not has_room(ops, st, picked[i]):
                return GROW
        counts[TRIED] += 1
        before[:] = now
        kept_members[:] = of_member
        open_journal(st)
        start_money = money(st)
        ore, off = 0, 0
        for i in range(n):
            o = picked[i]
            at = mark(st)
            cost = order_freight(res, ops, st, weight_g, o) if arrivals[o] < BIG else 0
            if take_off(res, ops, st, o) == 0:
                if not roll_back(st, at):
                    return LOST
                continue
            account(o, -1, arrivals[o], due, weight, promised, member, end, now, of_member, start_member)
            ore -= cost
            picked[off], arrived[off] = o, arrivals[o]
            off += 1
        arrange(rng, picked, off, below(rng, 5), due, work, weight, promised, arrived, key)
        if below(rng, 3) == 0 and off > 0:
            i = below(rng, off)
            wish(res, ops, st, rng, picked[i], arrived[i])
        for i in range(off):
            o = picked[i]
            when = put_on(res, ops, sup, st, o, due[o])
            whens[i], reasons[i], stopped[i] = when, OK, -1
            if when == BIG:
                reasons[i], stopped[i] = st.counter[FAILED_WHY], st.counter[FAILED_OP]
            if stable:
                now[MOVED] += int(place_hash(ops, st, o) != published[o]) - moved[o]
            account(o, 1, when, due, weight, promised, member, end, now, of_member, start_member)
            if when < BIG:
                ore += order_freight(res, ops, st, weight_g, o)
        if st.counter[OVERFLOW] == 1:
            return LOST
        now[MONEY] = before[MONEY] + ore + money(st) - start_money
        if off > 0 and accepts(rng, now, before, heat, money_heat, move_ore):
            for i in range(off):
                o = picked[i]
                arrivals[o], whys[o], failed[o] = whens[i], reasons[i], stopped[i]
                if stable:
                    moved[o] = int(place_hash(ops, st, o) != published[o])
            counts[KEPT] += 1
        else:
            if now[LATE] > before[LATE]:
                counts[LATER] += 1
                counts[LATER_SUM] += min(now[LATE] - before[LATE], 1 << 40)
            elif now[MONEY] > before[MONEY]:
                counts[DEARER] += 1
                counts[DEARER_SUM] += min(now[MONEY] - before[MONEY], 1 << 40)
            if not roll_back(st, 0):
                return LOST
            now[:] = before
            of_member[:] = kept_members
        close_journal(st)
    return DONE
