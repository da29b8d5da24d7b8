# SPDX-License-Identifier: Apache-2.0
"""Which hours a work centre could be open besides: the overtime itself, its people and price are `promise.overtime`'s.

At most ten hours in seven days for each pattern, as the Norwegian Working Environment Act (arbeidsmiljøloven,
LOV-2005-06-17-62) § 10-6 has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from klynge.network.calendar import shifts_on
from klynge.network.model import Network, PoolKind
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.report import setup_starts
from klynge.planning.promise.overtime import Overtime
from klynge.planning.schedule import Schedule

from .kernels.off import orders_at

PATTERNS: tuple[tuple[tuple[int, ...], int], ...] = (((0, 1, 2, 3, 4), 2), ((5,), 8), ((1, 3), 5))
"""Weekdays and hours a day: evenings, Saturdays, two long days."""


def hours_on(
    network: Network, work_centre: str, people: Mapping[str, int], days: Iterable[date], pattern: int
) -> Iterator[Overtime]:
    """Overtime of a pattern at a work centre, after the last shift of a day, or from eight where a Saturday is free."""
    centre = network.work_centres[work_centre]
    calendar = network.calendars[centre.calendar]
    weekdays, hours = PATTERNS[pattern]
    if not (calendar.shifts or calendar.holidays or calendar.exceptions):
        return  # always open
    zone, epoch = ZoneInfo(network.sites[centre.site].time_zone), network.epoch.astimezone(UTC)
    called = tuple(
        (pool, -(-amount // 1000) * 1000)
        for pool, amount in sorted(people.items())
        if network.pools[pool].kind is PoolKind.PEOPLE
    )
    for day in days:
        shifts = shifts_on(calendar, day)
        over = any(shift.end <= shift.start for shift in shifts)
        if day.weekday() not in weekdays or over or (not shifts and day.weekday() != 5):
            continue
        first = datetime.combine(day, max((shift.end for shift in shifts), default=time(8)), zone)
        midnight = datetime.combine(day + timedelta(days=1), time(), zone)
        begin, last = (int((moment.astimezone(UTC) - epoch).total_seconds()) for moment in (first, midnight))
        end = min(begin + 3600 * hours, last)
        if end > begin >= int((network.start - epoch).total_seconds()):
            yield Overtime(work_centre, begin, end, called)


def across(schedule: Schedule, overtime: Sequence[Overtime]) -> list[int] | None:
    """The orders with work that pauses over added hours, or is set up in them; None when something else does: a lot.

    It would go on in them, and stand elsewhere.
    """
    state, problem = schedule.state, schedule.problem
    n = int(state.counter[col.N_RUN])
    run, begun = state.run[:n], np.zeros(n, np.int64)
    setup_starts(problem.views[0], schedule.view(), begun)
    marked = np.zeros(n, np.int8)
    live = (run[:, col.RUN_COUNT] > 0) & (run[:, col.RUN_FROZEN] == 0)
    held = np.where(run[:, col.RUN_PAUSE] == col.UNATTENDED, run[:, col.RUN_START], run[:, col.RUN_END])
    for over in overtime:
        begin, end = over.first - problem.zero_s, over.last - problem.zero_s
        here = live & (run[:, col.RUN_WC] == problem.names.work_centre[over.work_centre])
        marked[here & (begun < end) & (held > begin)] = 1
    orders = np.zeros(len(problem.orders), np.int8)
    portions = int(orders_at(problem.views[1], schedule.view(), marked, orders))
    if portions < int(run[marked == 1, col.RUN_COUNT].sum()):
        return None
    return [int(row) for row in np.flatnonzero(orders)]
