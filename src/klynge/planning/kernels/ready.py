# SPDX-License-Identifier: Apache-2.0
"""When the operations before let an operation start: lags, transport, hand-over in transfer lots."""

from __future__ import annotations

from .clock import arrive, closes, work_at
from .columns import (
    BIG,
    EDGE_MAX,
    EDGE_MIN,
    EDGE_PRED,
    EDGE_TRANSFER,
    FOUND_BY,
    FOUND_LATEST,
    FOUND_LEAST,
    FOUND_READY,
    LANE_LEAD,
    MACHINE,
    MODE_FIXED,
    MODE_PAUSE,
    MODE_UNIT_MS,
    MODE_WC,
    NO_LANE,
    OK,
    OP_DEST,
    OP_EDGE0,
    OP_EDGE1,
    OP_MODE0,
    OP_MODE1,
    OP_QUANTITY,
    OP_RELEASE,
    POR_END,
    POR_NEXT,
    POR_QUANTITY,
    POR_RUN,
    POR_START,
    RUN_FROM,
    RUN_FROZEN,
    RUN_WC,
    TASK_BOUND,
    TASK_END,
    TASK_FIRST_END,
    TASK_HEAD,
    TASK_LEAST,
    TASK_MODE,
    TASK_SITE,
    UNATTENDED,
    WC_CAL,
    WC_KIND,
    WC_SITE,
)
from .compiled import FLAG, INT, OPS, RES, ST, apart, kernel


@kernel
def delivered_at(res, ops, st, task, op, x, transfer):  # type: ignore[no-untyped-def]
    """The first moment at which a placed operation has handed over x of its units."""
    head = st.task[task, TASK_HEAD]
    run = st.portion[head, POR_RUN]
    wc = st.run[run, RUN_WC]
    if st.portion[head, POR_NEXT] < 0 and st.run[run, RUN_FROZEN] == 0 and res.wc[wc, WC_KIND] == MACHINE:
        mode = st.task[task, TASK_MODE]
        units = min(-(-x // transfer) * transfer, ops.op[op, OP_QUANTITY])
        d = ops.mode[mode, MODE_FIXED] + -(-ops.mode[mode, MODE_UNIT_MS] * units // 1000)
        if ops.mode[mode, MODE_PAUSE] == UNATTENDED:
            return st.portion[head, POR_START] + d
        return closes(res, res.wc[wc, WC_CAL], st.run[run, RUN_FROM] + d)
    # whole portions: the earliest end by which enough of them have ended
    best = BIG
    p = head
    while p >= 0:
        end, total, q = st.portion[p, POR_END], 0, head
        while q >= 0:
            if st.portion[q, POR_END] <= end:
                total += st.portion[q, POR_QUANTITY]
            q = st.portion[q, POR_NEXT]
        if total >= x:
            best = min(best, end)
        p = st.portion[p, POR_NEXT]
    return best


@apart(RES, OPS, ST, INT, INT, INT, INT, FLAG)
def ready_for(res, ops, st, task0, op, mode, x_to, single):  # type: ignore[no-untyped-def]
    """Why not, or OK; into `State.found`: ready moment, least working second, latest start, operation that sets it.

    For the portion of `op` in `mode` that brings what it has taken to x_to units; `single` when it is the only one.
    """
    wc = ops.mode[mode, MODE_WC]
    site, cal = res.wc[wc, WC_SITE], res.wc[wc, WC_CAL]
    ready = max(res.span[0], ops.op[op, OP_RELEASE], st.task[task0 + op, TASK_BOUND], st.task[task0 + op, TASK_LEAST])
    least, latest, latest_by = 0, BIG, -1
    stepwise = single and res.wc[wc, WC_KIND] == MACHINE
    mine = ops.op[op, OP_QUANTITY]
    for e in range(ops.op[op, OP_EDGE0], ops.op[op, OP_EDGE1]):
        pred = ops.edge[e, EDGE_PRED]
        task = task0 + pred
        if st.task[task, TASK_HEAD] < 0:  # as when it could not be moved closer to what may not wait for it long
            return NO_LANE
        origin = st.task[task, TASK_SITE]
        lag = ops.edge[e, EDGE_MIN]
        transfer = ops.edge[e, EDGE_TRANSFER]
        if transfer <= 0:
            t = arrive(res, st, task, origin, site, st.task[task, TASK_END] + lag)
            if t < 0 or t == BIG:
                return NO_LANE
            ready = max(ready, t)
        else:
            theirs = ops.op[pred, OP_QUANTITY]
            step = max(1, transfer * mine // theirs) if stepwise else mine
            taken, k = 0, 0
            while taken < mine:
                taken = min(taken + step, mine) if stepwise else x_to
                at = delivered_at(res, ops, st, task, pred, -(-taken * theirs // mine), transfer)
                t = arrive(res, st, task, origin, site, at + lag)
                if t < 0 or t == BIG:
                    return NO_LANE
                if k == 0:
                    ready = max(ready, t)
                else:
                    offset = ops.mode[mode, MODE_FIXED] + ops.mode[mode, MODE_UNIT_MS] * k * step // 1000
                    if ops.mode[mode, MODE_PAUSE] == UNATTENDED:
                        ready = max(ready, t - offset)
                    else:
                        least = max(least, work_at(res, cal, t) - offset)
                k += 1
                if not stepwise:
                    break
        longest = ops.edge[e, EDGE_MAX]
        if longest >= 0 and st.task[task, TASK_FIRST_END] + longest < latest:
            latest, latest_by = st.task[task, TASK_FIRST_END] + longest, pred
    st.found[FOUND_READY], st.found[FOUND_LEAST] = ready, least
    st.found[FOUND_LATEST], st.found[FOUND_BY] = latest, latest_by
    return OK


@kernel
def lead_between(res, origin, dest):  # type: ignore[no-untyped-def]
    """The shortest lane lead from a site to a site or region, BIG without a lane."""
    if origin == dest or dest < 0:
        return 0
    pair = origin * res.span[2] + dest
    best = BIG
    for lane in range(res.pair_lane0[pair], res.pair_lane0[pair + 1]):
        best = min(best, res.lane[lane, LANE_LEAD])
    return best


@kernel
def transport_ahead(res, ops, op, site):  # type: ignore[no-untyped-def]
    """A lower bound of the transport that follows an operation done at a site; BIG when nobody can be reached."""
    ahead = 0
    if ops.op[op, OP_DEST] != -1:
        ahead = lead_between(res, site, ops.op[op, OP_DEST])
    for i in range(ops.succ0[op], ops.succ0[op + 1]):
        after = ops.succ[i]
        best = BIG
        for mode in range(ops.op[after, OP_MODE0], ops.op[after, OP_MODE1]):
            best = min(best, lead_between(res, site, res.wc[ops.mode[mode, MODE_WC], WC_SITE]))
            if best == 0:
                break
        ahead = max(ahead, best)
    return ahead
