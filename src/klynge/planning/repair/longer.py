# SPDX-License-Identifier: Apache-2.0
"""A schedule whose work centres are open longer: tables patched, runs renumbered in the longer working time.

Nothing that is planned moves; that only holds where no run lies across the hours that are added (`across` finds them).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from klynge.network.model import Network
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import Resources
from klynge.planning.kernels.pools import take
from klynge.planning.kernels.report import setup_starts
from klynge.planning.kernels.view import Tables
from klynge.planning.problem import Problem
from klynge.planning.resources import CalendarTables, Clock
from klynge.planning.schedule import Schedule

from .data import Overtime
from .kernels.off import orders_at
from .overtime import moments

Numbers = NDArray[np.int64]
Stretch = tuple[int, int]


def stretches(problem: Problem, overtime: Iterable[Overtime]) -> dict[str, list[Stretch]]:
    """From when to when each work centre gets overtime, in engine seconds."""
    found: dict[str, list[Stretch]] = {}
    clock = Clock(problem.zero, problem.network.end)
    for over in overtime:
        begin, end = (clock.s(moment) for moment in moments(problem.network, over))
        if end > begin >= 0:
            found.setdefault(over.work_centre, []).append((begin, end))
    return found


def across(schedule: Schedule, added: dict[str, list[Stretch]]) -> list[int] | None:
    """The orders with a run or its set-up across added hours; None when something else is there: a supply lot."""
    state, problem = schedule.state, schedule.problem
    n = int(state.counter[col.N_RUN])
    run, begun = state.run[:n], np.zeros(n, np.int64)
    setup_starts(problem.views[0], schedule.view(), begun)
    marked = np.zeros(n, np.int8)
    live = (run[:, col.RUN_COUNT] > 0) & (run[:, col.RUN_FROZEN] == 0)
    for name, hours in added.items():
        here = live & (run[:, col.RUN_WC] == problem.names.work_centre[name])
        for begin, end in hours:
            marked[here & (begun < end) & (run[:, col.RUN_END] > begin)] = 1
    orders = np.zeros(len(problem.orders), np.int8)
    portions = int(orders_at(problem.views[1], schedule.view(), marked, orders))
    if portions < int(run[marked == 1, col.RUN_COUNT].sum()):
        return None
    return [int(row) for row in np.flatnonzero(orders)]


def open_longer(schedule: Schedule, network: Network, overtime: Sequence[Overtime]) -> None:
    """Give a schedule (of one's own) the overtime of a network that has it; nothing planned lies across it."""
    problem, added = schedule.problem, stretches(schedule.problem, overtime)
    schedule.problem = _patched(problem, network, list(added))
    for name in added:
        row = problem.names.work_centre[name]
        old, new = (int(p.resources.wc[row, col.WC_CAL]) for p in (problem, schedule.problem))
        before, after = _Working(problem.resources, old), _Working(schedule.problem.resources, new)
        _renumber(schedule, row, before, after)
    for over in overtime:
        for pool, amount in over.people:
            for begin, end in stretches(problem, [over]).get(over.work_centre, []):
                take(schedule.view(), problem.names.pool[pool], begin, end, -amount)


class _Working:
    """Working seconds before a moment, by calendar row."""

    def __init__(self, resources: Resources, row: int) -> None:
        first, last = int(resources.cal[row, col.CAL_IV0]), int(resources.cal[row, col.CAL_IV1])
        opened, closed, worked = (a[first:last].astype(np.int64) for a in _intervals(resources))
        self._at = np.ravel(np.column_stack((opened, closed)))
        self._work = np.ravel(np.column_stack((worked, worked + closed - opened)))

    def before(self, moments: Numbers) -> Numbers:
        found: Numbers = np.round(np.interp(moments, self._at, self._work)).astype(np.int64)
        return found


def _intervals(resources: Resources) -> tuple[col.Table, col.Table, col.Table]:
    return resources.iv_open, resources.iv_close, resources.iv_work


def _renumber(schedule: Schedule, row: int, before: _Working, after: _Working) -> None:
    """Runs of a work centre, and their entries on its units, in the longer working time."""
    state, wc = schedule.state, schedule.problem.resources.wc[row]
    run = state.run[: int(state.counter[col.N_RUN])]
    mine = np.flatnonzero((run[:, col.RUN_WC] == row) & (run[:, col.RUN_COUNT] > 0))
    more = np.zeros((2, len(run)), np.int32)
    for n, column in enumerate((col.RUN_START, col.RUN_END)):
        moments = run[mine, column].astype(np.int64)
        more[n, mine] = after.before(moments) - before.before(moments)
    run[mine, col.RUN_FROM] += more[0, mine]
    for unit in range(int(wc[col.WC_UNIT0]), int(wc[col.WC_UNIT0] + wc[col.WC_UNITS])):
        first, last = int(state.unit[unit, col.UNIT_DIR0]), 0
        for place in range(first, first + int(state.unit[unit, col.UNIT_COUNT])):
            block = int(state.directory[place, col.DIR_BLOCK])
            entry = state.block[block * col.BLOCK : block * col.BLOCK + int(state.block_count[block])]
            of = entry[:, col.ENT_RUN]
            entry[:, col.ENT_FROM] += more[0, of]
            entry[:, col.ENT_TO] += more[1, of]
            free = entry[:, col.ENT_FROM].copy()
            free[1:] -= entry[:-1, col.ENT_TO]
            free[0] -= last
            state.directory[place, col.DIR_FIRST] = entry[0, col.ENT_FROM]
            state.directory[place, col.DIR_GAP] = max(0, int(free.max()))
            last = int(entry[-1, col.ENT_TO])


def _patched(problem: Problem, network: Network, centres: Sequence[str]) -> Problem:
    """The problem with the calendars of these work centres as they are in the network, after all others."""
    old = problem.resources
    tables = CalendarTables(Clock(problem.zero, network.end), network)
    tables.sizes = [len(old.iv_open), len(old.time_bucket), len(old.work_bucket)]
    wc = old.wc.copy()
    for name in centres:
        centre = network.work_centres[name]
        zone = network.sites[centre.site].time_zone
        wc[problem.names.work_centre[name], col.WC_CAL] = len(old.cal) + tables.row(centre.calendar, zone)
    if not centres:
        return replace(problem, network=network)
    more = {
        "cal": np.array(tables.rows, np.int32).reshape(-1, col.CAL_WIDTH), "iv_open": np.concatenate(tables.opened),
        "iv_close": np.concatenate(tables.closed), "iv_work": np.concatenate(tables.worked),
        "time_bucket": np.concatenate(tables.time_buckets), "work_bucket": np.concatenate(tables.work_buckets),
    }  # fmt: skip
    joined = {name: np.concatenate((getattr(old, name), part)).astype(np.int32) for name, part in more.items()}
    resources = old._replace(wc=wc, **joined)
    return replace(problem, network=network, resources=resources, views=(Tables(resources), *problem.views[1:]))
