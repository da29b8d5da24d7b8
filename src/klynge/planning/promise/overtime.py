# SPDX-License-Identifier: Apache-2.0
"""Overtime tried on a plan: a work centre and its people for some evenings and free days more, and what it costs.

A trial opens the work centre in a table of its own, counts what stands there in the new working time, and is taken
back. Hours over which some work pauses are left alone: it would go on in them, and others' plan would change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np

from klynge.job import Mode, Phase
from klynge.network.calendar import pool_profile
from klynge.network.model import Calendar, CalendarException, Kind, Network, PoolKind, PoolPart, Shift, WorkCentre

from ..kernels import columns as col
from ..kernels.clock import TIME_SHIFT, WORK_SHIFT
from ..kernels.columns import Resources, Table
from ..kernels.pools import take
from ..kernels.view import Tables
from ..plan import Portion
from ..problem import Problem
from ..resources import Clock
from ..schedule import Schedule
from .kernels.overtime import is_under_way, rebase
from .request import trial

EVENING_S, DAY_S = 4 * 3600, 8 * 3600
STEP_S = 1800  # overtime is called in by half hours
LONG_GAP_S = 30 * 3600  # closed for so long, a day in between is free
NEVER = Shift((), time(0), time(0))


@dataclass(frozen=True, slots=True)
class Overtime:
    """A work centre open in [`first`, `last`) too (seconds after the epoch), with so many thousandths of pools there.

    `extra_ore` is what it costs beyond what the plan counts for the hours that are used.
    """

    work_centre: str
    first: int
    last: int
    pools: tuple[tuple[str, int], ...] = ()
    extra_ore: int = 0


def hours_free(schedule: Schedule, work_centre: str, until: int, modes: Sequence[Mode]) -> list[Overtime]:
    """Evenings and free days, up to an engine second, in which a work centre could be open too.

    `modes` are those that would be done there; people that they need are called in with it.
    """
    problem = schedule.problem
    row = problem.names.work_centre[work_centre]
    centre = problem.network.work_centres[work_centre]
    if centre.kind is Kind.EXTERNAL:
        return []
    resources, view = problem.views[0], schedule.view()
    cal = problem.resources.cal[problem.resources.wc[row, col.WC_CAL]]
    opened, closed = (
        table[cal[col.CAL_IV0] : cal[col.CAL_IV1]].tolist()
        for table in (problem.resources.iv_open, problem.resources.iv_close)
    )
    zone, pools = ZoneInfo(problem.network.sites[centre.site].time_zone), _people(problem.network, modes)
    begin, found = int(problem.resources.span[0]), []
    for (begun, ends), (goes_on, _) in pairwise(zip(opened, closed, strict=True)):
        if ends >= until:
            break
        for first, last in _spans(problem, zone, begun, ends, goes_on):
            if (
                first >= begin
                and last <= goes_on
                and first < until
                and not is_under_way(resources, view, row, first, last)
            ):
                found.append(Overtime(work_centre, first + problem.zero_s, last + problem.zero_s, pools))
    return found


def _spans(problem: Problem, zone: ZoneInfo, begun: int, ends: int, goes_on: int) -> Iterator[tuple[int, int]]:
    """The evening after a shift, and days free before the next one from the hour at which the shift began."""
    yield ends, min(ends + EVENING_S, goes_on)
    local = (problem.zero + timedelta(seconds=begun)).astimezone(zone)
    day = (problem.zero + timedelta(seconds=ends)).astimezone(zone).date()
    while goes_on - ends > LONG_GAP_S:
        day += timedelta(days=1)
        first = round((datetime.combine(day, local.time(), zone) - problem.zero).total_seconds())
        if first + DAY_S > goes_on:
            return
        if first >= ends + EVENING_S:
            yield first, first + DAY_S


def _people(network: Network, modes: Sequence[Mode]) -> tuple[tuple[str, int], ...]:
    """The people called in: for each need its first pool, as much as its hungriest phase takes."""
    wanted: dict[str, int] = {}
    for mode in modes:
        by_phase: dict[tuple[str, Phase], int] = {}
        for need in mode.needs:
            pool = need.pools[0]
            if network.pools[pool].kind is PoolKind.PEOPLE:
                by_phase[pool, need.phase] = by_phase.get((pool, need.phase), 0) + need.amount
        for (pool, _), amount in by_phase.items():
            wanted[pool] = max(wanted.get(pool, 0), -(-amount // 1000) * 1000)
    return tuple(sorted(wanted.items()))


@contextmanager
def working_over(schedule: Schedule, overtime: Sequence[Overtime]) -> Iterator[tuple[Tables, Resources]]:
    """A trial on the schedule with overtime: its state and resources; all is as before at the end."""
    problem = schedule.problem
    resources = with_hours(problem, overtime)
    with trial(schedule) as state:
        schedule.problem = _opened_longer(problem, resources)
        try:
            call_in(schedule, state, overtime)
            yield state, resources
        finally:
            schedule.problem = problem


def _opened_longer(problem: Problem, resources: Resources) -> Problem:
    views = (Tables(resources), problem.views[1], problem.views[2])
    return replace(problem, resources=resources, views=views, kept=dict(problem.kept))


def call_in(schedule: Schedule, state: Tables, overtime: Sequence[Overtime]) -> None:
    """Count what stands at work centres in their new working time, and add the people who are called in."""
    problem = schedule.problem
    for centre in dict.fromkeys(each.work_centre for each in overtime):
        rebase(problem.views[0], state, problem.names.work_centre[centre])
    called: set[tuple[str, int, int]] = set()
    for each in overtime:
        for pool, amount in each.pools:
            if (pool, each.first, each.last) not in called:
                called.add((pool, each.first, each.last))
                first, last = each.first - problem.zero_s, each.last - problem.zero_s
                take(state, problem.names.pool[pool], first, last, -amount)


def problem_with(problem: Problem, overtime: Sequence[Overtime]) -> Problem:
    """The problem of the cluster with the overtime in its calendars; a schedule's state must follow by `call_in`."""
    network = network_with(problem.network, overtime)
    clock = Clock(problem.zero, network.end)
    steps = tuple(
        tuple((clock.s(moment), amount) for moment, amount in pool_profile(pool, network, clock.zero, clock.end))
        for pool in network.pools.values()
    )
    opened = _opened_longer(problem, with_hours(problem, overtime))
    return replace(opened, network=network, names=replace(problem.names, network=network), pool_steps=steps)


def with_hours(problem: Problem, overtime: Sequence[Overtime]) -> Resources:
    """The resources with a calendar of its own for each work centre that works overtime."""
    resources = problem.resources
    wc, cal = resources.wc.copy(), resources.cal
    tables: dict[str, Table] = {
        name: getattr(resources, name) for name in ("iv_open", "iv_close", "iv_work", "time_bucket", "work_bucket")
    }
    for centre in dict.fromkeys(each.work_centre for each in overtime):
        row = problem.names.work_centre[centre]
        old = cal[wc[row, col.WC_CAL]]
        pairs = [
            *zip(
                resources.iv_open[old[col.CAL_IV0] : old[col.CAL_IV1]].tolist(),
                resources.iv_close[old[col.CAL_IV0] : old[col.CAL_IV1]].tolist(),
                strict=True,
            ),
            *((o.first - problem.zero_s, o.last - problem.zero_s) for o in overtime if o.work_centre == centre),
        ]
        line, tables = _flattened(_joined(pairs), tables)
        wc[row, col.WC_CAL] = len(cal)
        cal = np.concatenate([cal, np.array([line], np.int32)])
    return resources._replace(wc=wc, cal=cal, **tables)


def _joined(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(pairs):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined


def _flattened(pairs: Sequence[tuple[int, int]], tables: dict[str, Table]) -> tuple[list[int], dict[str, Table]]:
    """A row of calendars for open intervals, and the tables with them at the end."""
    opened, closed = np.array(pairs, np.int64).T
    length = closed - opened
    worked = np.cumsum(length)
    first = len(tables["iv_open"])
    times = np.arange((int(closed[-1]) >> TIME_SHIFT) + 2, dtype=np.int64) << TIME_SHIFT
    works = np.arange((int(worked[-1]) >> WORK_SHIFT) + 2, dtype=np.int64) << WORK_SHIFT
    more = {
        "iv_open": opened,
        "iv_close": closed,
        "iv_work": worked - length,
        "time_bucket": np.searchsorted(closed, times, side="right") + first,
        "work_bucket": np.searchsorted(worked, works, side="right") + first,
    }
    line = [first, first + len(opened), len(tables["time_bucket"]), len(tables["work_bucket"]), int(worked[-1])]
    grown = {name: np.concatenate([table, more[name].astype(np.int32)]) for name, table in tables.items()}
    return [*line, int(length.max())], grown


def used_of(overtime: Sequence[Overtime], portions: Sequence[Portion]) -> list[Overtime]:
    """The overtime that portions need, each by whole half hours from its start."""
    used = []
    for each in overtime:
        last = max(
            (
                min(p.end, each.last)
                for p in portions
                if p.work_centre == each.work_centre and p.setup_start < each.last and p.end > each.first
            ),
            default=None,
        )
        if last is not None:
            used.append(replace(each, last=min(each.last, each.first - (each.first - last) // STEP_S * STEP_S)))
    return used


def priced(
    network: Network,
    overtime: Sequence[Overtime],
    portions: Sequence[Portion],
    modes: dict[tuple[str, str], tuple[Mode, ...]],
) -> list[Overtime]:
    """The overtime with what it costs: its people for all of it at the overtime rate, less what the plan counts already
    for the hours in which the portions use them."""
    rate = 100 + network.overtime_percent
    done = []
    for each in overtime:
        hours, ore = each.last - each.first, 0
        for pool, amount in each.pools:
            ore_h = network.pools[pool].cost_ore_h
            paid = ore_h * amount * hours * rate // (100 * 1000 * 3600)
            counted = sum(
                ore_h
                * use.amount
                * _within(each, portion, modes[portion.job, portion.operation][portion.mode], use.need)
                for portion in portions
                if portion.work_centre == each.work_centre
                for use in portion.pools
                if use.pool == pool
            )
            ore += max(0, paid - counted // (1000 * 3600))
        done.append(replace(each, extra_ore=ore))
    return done


def _within(overtime: Overtime, portion: Portion, mode: Mode, need: int) -> int:
    """Seconds of a need's phase in the overtime."""
    setup = mode.needs[need].phase is Phase.SETUP
    first, last = (portion.setup_start, portion.start) if setup else (portion.start, portion.end)
    return max(0, min(last, overtime.last) - max(first, overtime.first))


def network_with(network: Network, overtime: Sequence[Overtime]) -> Network:
    """The cluster with the overtime in its calendars, as a person would write it there."""
    calendars, centres, pools = dict(network.calendars), dict(network.work_centres), dict(network.pools)
    for each in overtime:
        centre = centres[each.work_centre]
        zone = ZoneInfo(network.sites[centre.site].time_zone)
        exception = _exception(network, each, zone)
        name = f"{network.work_centres[each.work_centre].calendar} {each.work_centre}"
        if _is_its_own(network, centre):
            name = centre.calendar
        old = calendars[centre.calendar]
        calendars[name] = replace(old, id=name, exceptions=(*old.exceptions, exception))
        centres[each.work_centre] = replace(centre, calendar=name)
        for pool, amount in each.pools:
            called = f"overtime {pool} {each.first} {each.last}"
            if called in calendars:
                continue
            zone = ZoneInfo(network.sites[pools[pool].site].time_zone)
            calendars[called] = Calendar(called, (NEVER,), "", (_exception(network, each, zone),))
            pools[pool] = replace(pools[pool], parts=(*pools[pool].parts, PoolPart(called, amount)))
    return replace(network, calendars=calendars, work_centres=centres, pools=pools)


def _is_its_own(network: Network, centre: WorkCentre) -> bool:
    """Whether a work centre has a calendar that was made for its overtime, and that nobody else uses."""
    name = centre.calendar
    others = any(each.calendar == name and each.id != centre.id for each in network.work_centres.values())
    others = others or any(part.calendar == name for pool in network.pools.values() for part in pool.parts)
    return name.endswith(f" {centre.id}") and not others


def _exception(network: Network, overtime: Overtime, zone: ZoneInfo) -> CalendarException:
    zero = network.epoch.astimezone(UTC)  # adding local time would lose clock changes
    first, last = ((zero + timedelta(seconds=s)).astimezone(zone) for s in (overtime.first, overtime.last))
    day = first.date()
    return CalendarException(
        day, day, (Shift((day.weekday(),), first.time(), last.time()),), adds=True, note="overtime"
    )
