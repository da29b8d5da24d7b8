# SPDX-License-Identifier: Apache-2.0
"""Stock, receipts and purchases: when a portion's materials are there, and pegging them so that none is used twice."""

from __future__ import annotations

from .columns import (
    BIG,
    FREE_PEG,
    FROM_LOT,
    FROM_STOCK,
    FROM_SUPPLIER,
    ITEM_LEAD,
    ITEM_ORE,
    LOT_KEY,
    LOT_LEFT,
    LOT_NEXT,
    LOT_TIME,
    MAT_ITEM,
    MAT_LOT,
    MAT_PER,
    MAT_QUANTITY,
    N_PEG,
    OP_MAT0,
    OP_MAT1,
    OP_RELEASE,
    OVERFLOW,
    PEG_KIND,
    PEG_MATERIAL,
    PEG_NEXT,
    PEG_QUANTITY,
    PEG_ROW,
    POR_PEG,
    STOCK_EXPIRES,
    STOCK_TIME,
)
from .compiled import kernel


@kernel
def needed(ops, m, q_from, q_to):  # type: ignore[no-untyped-def]
    """What material row m asks for the units from q_from to q_to of an operation."""
    quantity, per = ops.material[m, MAT_QUANTITY], ops.material[m, MAT_PER]
    return -(-quantity * q_to // per) + (-quantity * q_from // per)


@kernel
def material_ore(res, ops, op, q_from, q_to):  # type: ignore[no-untyped-def]
    """What the materials of the units q_from..q_to cost, from stock or bought; supply lots pay for themselves."""
    ore = 0
    for m in range(ops.op[op, OP_MAT0], ops.op[op, OP_MAT1]):
        if ops.material[m, MAT_LOT] == 0:
            ore += res.item[ops.material[m, MAT_ITEM], ITEM_ORE] * needed(ops, m, q_from, q_to)
    return ore


@kernel
def bought_from(res, ops, op, item):  # type: ignore[no-untyped-def]
    """The first moment at which as much as is wanted can have been bought for an operation; BIG when it cannot."""
    lead = res.item[item, ITEM_LEAD]
    return BIG if lead < 0 else max(res.span[0], ops.op[op, OP_RELEASE]) + lead


@kernel
def in_stock(res, st, key, t):  # type: ignore[no-untyped-def]
    """What is left at a site of lots and receipts that are there and not expired at t."""
    total = 0
    for row in range(res.key_stock0[key], res.key_stock0[key + 1]):
        expires = res.stock[row, STOCK_EXPIRES]
        if res.stock[row, STOCK_TIME] <= t and (expires < 0 or expires > t):
            total += st.stock_left[row]
    return total


@kernel
def materials_ready(res, ops, st, op, site, n_sites, q_from, q_to, t):  # type: ignore[no-untyped-def]
    """The first moment >= t at which stock, receipts or purchases cover the units q_from..q_to; BIG for never."""
    m = ops.op[op, OP_MAT0]
    while m < ops.op[op, OP_MAT1]:
        item = ops.material[m, MAT_ITEM]
        amount = needed(ops, m, q_from, q_to)
        if ops.material[m, MAT_LOT] == 1 or amount <= 0:
            m += 1
            continue
        key = item * n_sites + site
        buy = bought_from(res, ops, op, item)
        if buy <= t or in_stock(res, st, key, t) >= amount:
            m += 1
            continue
        best = buy
        for row in range(res.key_stock0[key], res.key_stock0[key + 1]):
            at = res.stock[row, STOCK_TIME]
            if t < at < best and in_stock(res, st, key, at) >= amount:
                best = at
        if best >= BIG:
            return BIG
        t = best
        m = ops.op[op, OP_MAT0]  # what was covered before may have expired by the later moment
    return t


@kernel
def new_peg(st, portion, kind, row, quantity, material):  # type: ignore[no-untyped-def]
    """Hang a peg on a portion."""
    p = st.counter[FREE_PEG]
    if p >= 0:
        st.counter[FREE_PEG] = st.peg[p, PEG_NEXT]
    else:
        p = st.counter[N_PEG]
        if p >= len(st.peg):
            st.counter[OVERFLOW] = 1
            return
        st.counter[N_PEG] = p + 1
    st.peg[p, PEG_KIND] = kind
    st.peg[p, PEG_ROW] = row
    st.peg[p, PEG_QUANTITY] = quantity
    st.peg[p, PEG_MATERIAL] = material
    st.peg[p, PEG_NEXT] = st.portion[portion, POR_PEG]
    st.portion[portion, POR_PEG] = p


@kernel
def peg_materials(res, ops, st, op, site, n_sites, q_from, q_to, portion, start):  # type: ignore[no-untyped-def]
    """Peg stock and receipts, the latest that are there at `start` first (early ones stay for early work), then buy."""
    for m in range(ops.op[op, OP_MAT0], ops.op[op, OP_MAT1]):
        if ops.material[m, MAT_LOT] == 1:
            continue
        item = ops.material[m, MAT_ITEM]
        amount = needed(ops, m, q_from, q_to)
        key = item * n_sites + site
        for row in range(res.key_stock0[key + 1] - 1, res.key_stock0[key] - 1, -1):
            if amount <= 0:
                break
            expires = res.stock[row, STOCK_EXPIRES]
            if res.stock[row, STOCK_TIME] > start or (0 <= expires <= start) or st.stock_left[row] <= 0:
                continue
            used = min(amount, st.stock_left[row])
            st.stock_left[row] -= used
            amount -= used
            new_peg(st, portion, FROM_STOCK, row, used, m)
        if amount > 0:
            new_peg(st, portion, FROM_SUPPLIER, bought_from(res, ops, op, item), amount, m)


@kernel
def link_lot(st, lot):  # type: ignore[no-untyped-def]
    """Enter a lot that has something left in its item's list, latest first."""
    key, time = st.lot[lot, LOT_KEY], st.lot[lot, LOT_TIME]
    before, at = -1, st.key_lot[key]
    while at >= 0 and st.lot[at, LOT_TIME] > time:
        before, at = at, st.lot[at, LOT_NEXT]
    st.lot[lot, LOT_NEXT] = at
    if before < 0:
        st.key_lot[key] = lot
    else:
        st.lot[before, LOT_NEXT] = lot


@kernel
def unlink_lot(st, lot):  # type: ignore[no-untyped-def]
    """Take a lot out of its item's list."""
    key = st.lot[lot, LOT_KEY]
    before, at = -1, st.key_lot[key]
    while at != lot:
        before, at = at, st.lot[at, LOT_NEXT]
    if before < 0:
        st.key_lot[key] = st.lot[lot, LOT_NEXT]
    else:
        st.lot[before, LOT_NEXT] = st.lot[lot, LOT_NEXT]


@kernel
def unpeg(st, portion):  # type: ignore[no-untyped-def]
    """Give back what a portion has pegged (supply lots too; the caller drops lots that nobody uses any more)."""
    p = st.portion[portion, POR_PEG]
    while p >= 0:
        kind, row, quantity = st.peg[p, PEG_KIND], st.peg[p, PEG_ROW], st.peg[p, PEG_QUANTITY]
        if kind == FROM_STOCK:
            st.stock_left[row] += quantity
        elif kind == FROM_LOT:
            if st.lot[row, LOT_LEFT] == 0:
                link_lot(st, row)
            st.lot[row, LOT_LEFT] += quantity
        after = st.peg[p, PEG_NEXT]
        st.peg[p, PEG_NEXT] = st.counter[FREE_PEG]
        st.counter[FREE_PEG] = p
        p = after
    st.portion[portion, POR_PEG] = -1
