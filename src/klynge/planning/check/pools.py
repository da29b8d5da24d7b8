# SPDX-License-Identifier: Apache-2.0
"""Is every need met, and no pool used beyond what is there: pool."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

from klynge.job import Pause, Phase
from klynge.network.model import Kind, Pool, PoolPart
from klynge.planning.check.case import Case, Placed
from klynge.planning.check.hours import Interval, seconds
from klynge.planning.check.units import batches

Steps = dict[int, int]  # at a moment, the level changes by so much


def check_pools(case: Case) -> None:
    """Every need by exactly one of its pools, and at no moment more used than present."""
    used: dict[str, Steps] = defaultdict(lambda: defaultdict(int))
    for together in batches(case.placed):
        each = together[0]  # a batch uses its pools once
        if each.reported or each.centre.kind is Kind.EXTERNAL:
            continue
        _needs_met(case, each)
        for use in each.portion.pools:
            if not 0 <= use.need < len(each.mode.needs):
                continue
            for first, last in phase_intervals(each, each.mode.needs[use.need].phase):
                used[use.pool][first] += use.amount
                used[use.pool][last] -= use.amount
    for name, steps in used.items():
        pool = case.network.pools.get(name)
        if pool is None:
            case.found("pool", name, "unknown_pool")
        else:
            _never_beyond(case, pool, steps)


def phase_intervals(placed: Placed, phase: Phase) -> list[Interval]:
    """When a portion uses the pools of its set-up or its run."""
    portion = placed.portion
    if phase is Phase.SETUP:
        return list(placed.hours.within(portion.setup_start, portion.start))
    if placed.mode.pause is Pause.UNATTENDED:
        return [(portion.start, portion.end)] if portion.start < portion.end else []
    return list(placed.hours.within(portion.start, portion.end))


def _needs_met(case: Case, placed: Placed) -> None:
    for number, need in enumerate(placed.mode.needs):
        met = sum(use.need == number for use in placed.portion.pools)
        lasts = bool(phase_intervals(placed, need.phase))
        if met > 1 or (met == 0 and lasts and need.amount):
            case.found("pool", placed.where, "need_not_met", need=", ".join(need.pools), met=met, phase=str(need.phase))


def present(case: Case, pool: Pool) -> Steps:
    """What is there of a pool, as changes from nothing."""
    steps: Steps = defaultdict(int)
    for part in pool.parts:
        absent = [_local_days(case, pool, first, last) for first, last in _sorted_absences(part)]
        for opening, closing in case.intervals(part.calendar, pool.site):
            for first, last in _outside(opening, closing, absent):
                steps[first] += part.amount
                steps[last] -= part.amount
    return steps


def _never_beyond(case: Case, pool: Pool, used: Steps) -> None:
    there = present(case, pool)
    free = 0
    for moment in sorted(set(used) | set(there)):
        free += there.get(moment, 0) - used.get(moment, 0)
        if free < 0:
            local = case.clock(moment, pool.site)
            case.found("pool", pool.id, "pool_beyond", moment=local, beyond=f"{-free / 1000:g}")
            return


def _sorted_absences(part: PoolPart) -> list[tuple[datetime, datetime]]:
    """Absences as local midnights: from the first day's to the one after the last day."""
    midnight = datetime.min.time()
    return [
        (datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight))
        for first, last in sorted(part.absences)
    ]


def _local_days(case: Case, pool: Pool, first: datetime, last: datetime) -> Interval:
    zone = case.zone(pool.site)
    epoch = case.network.epoch
    return seconds(first.replace(tzinfo=zone), epoch), seconds(last.replace(tzinfo=zone), epoch)


def _outside(opening: int, closing: int, absent: list[Interval]) -> list[Interval]:
    """The parts of [opening, closing) outside all of `absent`."""
    edges = [opening, *(edge for gap in absent for edge in gap if opening < edge < closing), closing]
    return [
        (first, last)
        for first, last in pairwise(sorted(edges))
        if first < last and not any(away <= first < back for away, back in absent)
    ]
