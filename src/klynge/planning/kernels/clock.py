# SPDX-License-Identifier: Apache-2.0
"""Between the clock and a work centre's working time, in O(1), and transport between sites.

Each calendar is its open intervals with the working time before each (a prefix sum) and two bucket tables, one over
clock time and one over working time, that give an interval at most a few steps before the one wanted.
"""

from __future__ import annotations

from .columns import (
    BIG,
    CAL_IV1,
    CAL_TB0,
    CAL_TOTAL,
    CAL_WB0,
    LANE_DEP0,
    LANE_DEP1,
    LANE_LEAD,
    NONE,
    PICK_LANE,
    PICK_NEXT,
)
from .compiled import kernel

TIME_SHIFT = 16  # buckets of 65 536 s of clock time
WORK_SHIFT = 14  # buckets of 16 384 s of working time


@kernel
def work_at(res, c, t):  # type: ignore[no-untyped-def]
    """Open seconds of calendar c before the moment t."""
    if t <= 0:
        return 0
    last = res.cal[c, CAL_IV1]
    if t >= res.iv_close[last - 1]:
        return res.cal[c, CAL_TOTAL]
    i = res.time_bucket[res.cal[c, CAL_TB0] + (t >> TIME_SHIFT)]
    while res.iv_close[i] <= t:
        i += 1
    if t <= res.iv_open[i]:
        return res.iv_work[i]
    return res.iv_work[i] + t - res.iv_open[i]


@kernel
def interval_of(res, c, w):  # type: ignore[no-untyped-def]
    """The interval in which working second w begins; w is less than the calendar's total."""
    i = res.work_bucket[res.cal[c, CAL_WB0] + (w >> WORK_SHIFT)]
    while res.iv_work[i] + res.iv_close[i] - res.iv_open[i] <= w:
        i += 1
    return i


@kernel
def opens(res, c, w):  # type: ignore[no-untyped-def]
    """The first open moment with w seconds of working time before it; BIG beyond the horizon."""
    if w >= res.cal[c, CAL_TOTAL]:
        return BIG
    i = interval_of(res, c, w)
    return res.iv_open[i] + w - res.iv_work[i]


@kernel
def closes(res, c, w):  # type: ignore[no-untyped-def]
    """The first moment of all with w (at least 1) seconds of working time before it; BIG beyond the horizon."""
    if w > res.cal[c, CAL_TOTAL]:
        return BIG
    i = interval_of(res, c, w - 1)
    return res.iv_open[i] + w - res.iv_work[i]


@kernel
def setup_between(res, matrix, families, before, after):  # type: ignore[no-untyped-def]
    """Set-up seconds, -1 when forbidden; without a matrix 0."""
    if matrix < 0:
        return 0
    return res.setup_s[matrix + before * families + after]


@kernel
def lanes_between(res, st, task, origin, dest):  # type: ignore[no-untyped-def]
    """First and past the last of the lanes that goods of a task may take: the one its order has chosen, else all."""
    pair = origin * res.span[2] + dest
    first, last = res.pair_lane0[pair], res.pair_lane0[pair + 1]
    if last - first > 1 and task < len(st.task_lanes):
        pick = st.task_lanes[task] - 1
        while pick >= 0:
            lane = st.lane_pick[pick, PICK_LANE]
            if first <= lane < last:
                return lane, lane + 1
            pick = st.lane_pick[pick, PICK_NEXT] - 1
    return first, last


@kernel
def arrive(res, st, task, origin, dest, t):  # type: ignore[no-untyped-def]
    """When goods of a task that are ready at t arrive, by the lane chosen or the earliest of the lanes.

    NONE without a lane or an origin (an operation that is not placed has none), BIG without a departure.
    """
    if origin == dest or dest < 0:
        return t
    if origin < 0:
        return NONE
    first, last = lanes_between(res, st, task, origin, dest)
    if first == last:
        return NONE
    best = BIG
    for lane in range(first, last):
        lo, hi = res.lane[lane, LANE_DEP0], res.lane[lane, LANE_DEP1]
        leaves = t
        if hi > lo:
            end = hi
            while lo < hi:
                mid = (lo + hi) >> 1
                if res.departure[mid] < t:
                    lo = mid + 1
                else:
                    hi = mid
            if lo == end:
                continue
            leaves = res.departure[lo]
        best = min(best, leaves + res.lane[lane, LANE_LEAD])
    return best


@kernel
def lane_taken(res, st, task, origin, dest, t):  # type: ignore[no-untyped-def]
    """The lane that goods of a task ready at t take: the one chosen, or the one that arrives first; -1 without one."""
    best, best_at = -1, BIG
    if origin < 0:  # nothing is anywhere
        return best
    first, last = lanes_between(res, st, task, origin, dest)
    for lane in range(first, last):
        leaves = t
        lo, end = res.lane[lane, LANE_DEP0], res.lane[lane, LANE_DEP1]
        if end > lo:
            hi = end
            while lo < hi:
                mid = (lo + hi) >> 1
                if res.departure[mid] < t:
                    lo = mid + 1
                else:
                    hi = mid
            if lo == end:
                continue
            leaves = res.departure[lo]
        if leaves + res.lane[lane, LANE_LEAD] < best_at:
            best, best_at = lane, leaves + res.lane[lane, LANE_LEAD]
    return best
