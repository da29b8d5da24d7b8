# SPDX-License-Identifier: Apache-2.0
"""What a placed order put on the plan: its own portions and those of supply lots that only it uses."""

from __future__ import annotations

from klynge.planning.kernels.columns import (
    FROM_LOT,
    LOT_ALIVE,
    LOT_SUPPLY,
    LOT_TASK0,
    ORD_OP0,
    ORD_OP1,
    PEG_KIND,
    PEG_NEXT,
    PEG_ROW,
    POR_NEXT,
    POR_PEG,
    POR_RUN,
    RUN_COUNT,
    RUN_FROZEN,
    SUP_OP0,
    SUP_OP1,
    TASK_HEAD,
)

from .compiled import kernel

PART_PORTION, PART_RUN, PART_OP, PART_LOT, PART_OWN, PART_FIRST = range(6)
PART_WIDTH = 6


@kernel
def _add(st, task, op, lot, parts, n):  # type: ignore[no-untyped-def]
    """List a task's portions from row n on; the rows then, or -1 when there is no room."""
    p = st.task[task, TASK_HEAD]
    while p >= 0:
        run = st.portion[p, POR_RUN]
        if st.run[run, RUN_FROZEN] == 0:
            if n == parts.shape[0]:
                return -1
            parts[n, PART_PORTION], parts[n, PART_RUN] = p, run
            parts[n, PART_OP], parts[n, PART_LOT] = op, lot
            n += 1
        p = st.portion[p, POR_NEXT]
    return n


@kernel
def _is_listed(parts, n, lot):  # type: ignore[no-untyped-def]
    for i in range(n):
        if parts[i, PART_LOT] == lot:
            return True
    return False


@kernel
def mark_runs(st, parts, n):  # type: ignore[no-untyped-def]
    """Fill PART_OWN and PART_FIRST."""
    for i in range(n):
        run, count, first = parts[i, PART_RUN], 0, True
        for j in range(n):
            if parts[j, PART_RUN] == run:
                count += 1
                first = first and j >= i
        parts[i, PART_OWN] = 1 if count == st.run[run, RUN_COUNT] else 0
        parts[i, PART_FIRST] = 1 if first else 0


@kernel
def list_parts(res, ops, st, task0, o, there, parts):  # type: ignore[no-untyped-def]
    """Portions of a placed order and of the supply lots made for it; how many, or -1 when there is no room.

    `there` says which lots were on the plan before the order was. PART_OWN says whether the part's run was not there
    before, PART_FIRST whether the part is the first listed of those in its run.
    """
    n = 0
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        n = _add(st, task0 + op, op, -1, parts, n)
        if n < 0:
            return -1
    for i in range(n):
        peg = st.portion[parts[i, PART_PORTION], POR_PEG]
        while peg >= 0:
            lot = st.peg[peg, PEG_ROW]
            if st.peg[peg, PEG_KIND] == FROM_LOT and st.lot[lot, LOT_ALIVE] == 1:
                new = lot >= there.shape[0] or there[lot] == 0
                if new and not _is_listed(parts, n, lot):
                    supply = st.lot[lot, LOT_SUPPLY]
                    for op in range(res.supply[supply, SUP_OP0], res.supply[supply, SUP_OP1]):
                        n = _add(st, st.lot[lot, LOT_TASK0] + op, op, lot, parts, n)
                        if n < 0:
                            return -1
            peg = st.peg[peg, PEG_NEXT]
    mark_runs(st, parts, n)
    return n
