# SPDX-License-Identifier: Apache-2.0
"""The best modes and lanes of an order by figures known beforehand: dynamic programming from its first operations."""

from __future__ import annotations

import numpy as np

from klynge.planning.kernels.columns import (
    EDGE_PRED,
    LANE_DEP0,
    LANE_DEP1,
    LANE_LEAD,
    MODE_WC,
    OP_DEST,
    OP_EDGE0,
    OP_EDGE1,
    OP_MODE0,
    WC_SITE,
)

from .compiled import kernel

NEVER = 1e300
HALF_A_DAY_S = 43_200  # about what goods wait for a departure


@kernel
def _site(res, ops, mode):  # type: ignore[no-untyped-def]
    return res.wc[ops.mode[mode, MODE_WC], WC_SITE]


@kernel
def lane_value(res, lane_rate, lane, grams, weights):  # type: ignore[no-untyped-def]
    """What so much goods by a lane weigh in the sum."""
    seconds = res.lane[lane, LANE_LEAD]
    if res.lane[lane, LANE_DEP1] > res.lane[lane, LANE_DEP0]:
        seconds += HALF_A_DAY_S
    ore = lane_rate[lane, 0] + lane_rate[lane, 1] * grams / 1000
    return weights[0] * ore + weights[1] * lane_rate[lane, 2] * grams / 1000 + weights[2] * seconds


@kernel
def best_lane(res, lane_rate, origin, dest, grams, weights):  # type: ignore[no-untyped-def]
    """(value, lane) of the best lane between two places; lane -1 at the same place, value NEVER without a lane."""
    if origin == dest or dest < 0:
        return 0.0, -1
    pair = origin * res.span[2] + dest
    best, by = NEVER, -1
    for lane in range(res.pair_lane0[pair], res.pair_lane0[pair + 1]):
        value = lane_value(res, lane_rate, lane, grams, weights)
        if value < best:
            best, by = value, lane
    return best, by


@kernel
def best_before(res, ops, first, value, lane_rate, goods, weights, pred, dest):  # type: ignore[no-untyped-def]
    """(value, index) of the best mode of an operation before one at `dest`, with the transport there."""
    best, index = NEVER, -1
    for i in range(first[pred], first[pred + 1]):
        if value[i] < NEVER:
            origin = _site(res, ops, ops.op[pred, OP_MODE0] + i - first[pred])
            way, _ = best_lane(res, lane_rate, origin, dest, goods[pred], weights)
            if way < NEVER and value[i] + way < best:
                best, index = value[i] + way, i
    return best, index


@kernel
def guess(res, ops, first, figures, allowed, lane_rate, goods, weights, pairs, choice):  # type: ignore[no-untyped-def]
    """Write the modes and lanes with the least weighted sum of øre, grams and seconds; False where nothing joins.

    `first` is where each operation's modes begin in `figures` and `allowed`. Exact in an in-tree, apart from queues,
    set-ups and shared batches.
    """
    n = first.shape[0] - 1
    value = np.full(first[n], NEVER)
    for op in range(n):
        some = False
        for i in range(first[op], first[op + 1]):
            if allowed[i] == 0:
                continue
            site = _site(res, ops, ops.op[op, OP_MODE0] + i - first[op])
            total = weights[0] * figures[i, 0] + weights[1] * figures[i, 1] + weights[2] * figures[i, 2]
            for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
                before, _ = best_before(res, ops, first, value, lane_rate, goods, weights, ops.edge[e, EDGE_PRED], site)
                total += before
            last, _ = best_lane(res, lane_rate, site, ops.op[op, OP_DEST], goods[op], weights)
            total += last
            if total < NEVER:
                value[i] = total
                some = True
        if not some:
            return False
    for j in range(choice.shape[0]):
        choice[j] = -1
    for op in range(n - 1, -1, -1):
        if choice[op] < 0:  # nothing follows it: the others were chosen with what follows them
            best = first[op]
            for i in range(first[op], first[op + 1]):
                if value[i] < value[best]:
                    best = i
            choice[op] = ops.op[op, OP_MODE0] + best - first[op]
        site = _site(res, ops, choice[op])
        for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
            pred = ops.edge[e, EDGE_PRED]
            if choice[pred] < 0:
                _, i = best_before(res, ops, first, value, lane_rate, goods, weights, pred, site)
                choice[pred] = ops.op[pred, OP_MODE0] + i - first[pred]
            _note(res, ops, lane_rate, goods, weights, pairs, choice, n, pred, choice[pred], site)
        _note(res, ops, lane_rate, goods, weights, pairs, choice, n, op, choice[op], ops.op[op, OP_DEST])
    return True


@kernel
def _note(res, ops, lane_rate, goods, weights, pairs, choice, n, op, mode, dest):  # type: ignore[no-untyped-def]
    """Write the lane that an operation's goods take, where there is a choice."""
    _, lane = best_lane(res, lane_rate, _site(res, ops, mode), dest, goods[op], weights)
    for j in range(pairs.shape[0]):
        if pairs[j, 0] <= lane < pairs[j, 1]:
            choice[n + j] = lane
