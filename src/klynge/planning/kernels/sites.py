# SPDX-License-Identifier: Apache-2.0
"""Which sites an order can be done at, when operations must share one."""

from __future__ import annotations

from .columns import (
    MODE_AGREEMENT,
    MODE_WC,
    OP_GROUP,
    OP_LEFT,
    OP_MODE0,
    OP_MODE1,
    ORD_OP0,
    ORD_OP1,
    TASK_HEAD,
    TASK_SITE,
    WC_SITE,
)
from .compiled import kernel

MOST_VARIANTS = 16  # combinations of sites tried for one order


@kernel
def can_be_at(res, ops, op, site, agreements):  # type: ignore[no-untyped-def]
    """Whether an operation has a mode at a site."""
    for mode in range(ops.op[op, OP_MODE0], ops.op[op, OP_MODE1]):
        if ops.mode[mode, MODE_AGREEMENT] >= 0 and not agreements:
            continue
        if res.wc[ops.mode[mode, MODE_WC], WC_SITE] == site:
            return True
    return False


@kernel
def group_sites(res, ops, o, group, agreements, sites):  # type: ignore[no-untyped-def]
    """Write the sites at which every operation of a same-site group can be done; how many."""
    n = 0
    for site in range(res.span[3]):
        fits, some = True, False
        for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
            if ops.op[op, OP_GROUP] == group and ops.op[op, OP_LEFT] > 0:
                some = True
                if not can_be_at(res, ops, op, site, agreements):
                    fits = False
                    break
        if fits and some and n < MOST_VARIANTS:
            sites[n] = site
            n += 1
    return n


@kernel
def settled_site(ops, st, task0, o, group):  # type: ignore[no-untyped-def]
    """The site a group is bound to by reported operations, -1 for none, -2 when they were done at different sites."""
    site = -1
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        if ops.op[op, OP_GROUP] == group and st.task[task0 + op, TASK_HEAD] >= 0:
            there = st.task[task0 + op, TASK_SITE]
            site = there if site in (-1, there) else -2
    return site


@kernel
def pick_variant(st, v, counts, options, groups):  # type: ignore[no-untyped-def]
    """Variant number v as one site for each group."""
    for g in range(groups):
        st.group_site[g] = options[g, v % counts[g]]
        v //= counts[g]
