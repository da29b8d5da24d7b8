# SPDX-License-Identifier: Apache-2.0
"""Lanes that an order's goods take, and an order's own choice among several lanes between two places.

A choice is made in a copy of the lane table that belongs to the asker alone: every lane between the two places is
overwritten with the one chosen, so that the engine's kernels, which take the lane that arrives first, take that one.
`lane_of` remembers which lane stands in each row.
"""

from __future__ import annotations

from klynge.planning.kernels.clock import lane_taken
from klynge.planning.kernels.columns import (
    EDGE_PRED,
    LANE_WIDTH,
    OP_DEST,
    OP_EDGE0,
    OP_EDGE1,
    ORD_OP0,
    ORD_OP1,
    TASK_END,
    TASK_SITE,
)

from .compiled import kernel


@kernel
def choose_lane(res, res0, lane_of, first, last, lane):  # type: ignore[no-untyped-def]
    """Let all of the lanes first..last-1 be `lane`; each itself again when it is -1."""
    for row in range(first, last):
        taken = row if lane < 0 else lane
        lane_of[row] = taken
        for f in range(LANE_WIDTH):
            res.lane[row, f] = res0.lane[taken, f]


@kernel
def _send(res, st, task, origin, dest, ready, grams, lane_rate, lane_of, total):  # type: ignore[no-untyped-def]
    if origin == dest or dest < 0:
        return
    lane = lane_taken(res, st, task, origin, dest, ready)
    if lane >= 0:
        lane = lane_of[lane]
        total[0] += lane_rate[lane, 0] - (-lane_rate[lane, 1] * grams // 1000)
        total[1] += lane_rate[lane, 2] * grams // 1000


@kernel
def ship(res, ops, st, task0, o, goods, lane_rate, lane_of, total):  # type: ignore[no-untyped-def]
    """Add what an order's transports cost and emit: one for each link between sites, one for each last operation.

    `goods` are the grams sent on after each of its operations.
    """
    for op in range(ops.order[o, ORD_OP0], ops.order[o, ORD_OP1]):
        site = st.task[task0 + op, TASK_SITE]
        for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
            pred = ops.edge[e, EDGE_PRED]
            task = task0 + pred
            origin, ready = st.task[task, TASK_SITE], st.task[task, TASK_END]
            grams = goods[pred - ops.order[o, ORD_OP0]]
            _send(res, st, task, origin, site, ready, grams, lane_rate, lane_of, total)
        ready, grams = st.task[task0 + op, TASK_END], goods[op - ops.order[o, ORD_OP0]]
        _send(res, st, task0 + op, site, ops.op[op, OP_DEST], ready, grams, lane_rate, lane_of, total)
