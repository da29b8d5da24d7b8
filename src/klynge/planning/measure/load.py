# SPDX-License-Identifier: Apache-2.0
"""Load against capacity: work centres, pools, and the weeks in which they are tight."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from klynge.job import Pause, Phase
from klynge.network.calendar import pool_profile
from klynge.network.model import Kind, Pool
from klynge.planning.measure.hours import OpenTime, Seconds
from klynge.planning.measure.reading import Reading
from klynge.planning.measure.result import Bottleneck, PoolUseByWeek, WorkCentreUse

HOUR = 3600
TIGHT = 0.9
SHOWN = 8


def work_centre_use(reading: Reading) -> tuple[WorkCentreUse, ...]:
    """Use of every work centre inside the cluster (external work has no limit and is left out)."""
    leaders: dict[str, list[int]] = defaultdict(list)
    for n in reading.leaders:
        leaders[reading.plan.portions[n].work_centre].append(n)
    centres = (c.id for c in reading.network.work_centres.values() if c.kind is not Kind.EXTERNAL)
    return tuple(_use(reading, centre, np.array(leaders[centre], dtype=np.int64)) for centre in centres)


def _use(reading: Reading, centre_id: str, rows: Seconds) -> WorkCentreUse:
    centre = reading.network.work_centres[centre_id]
    open_time = reading.open[centre_id]
    first, last = reading.setup_starts[rows], reading.ends[rows]
    window = np.array(reading.window, dtype=np.int64)
    open_h = float(np.diff(open_time.work(window))[0]) / HOUR
    inside = open_time.between(np.clip(first, *window), np.clip(last, *window))
    occupied_h = float(inside.sum()) / HOUR
    run_h = float(reading.run_work_s[rows].sum()) / HOUR
    setup_h = float(reading.setup_work_s[rows].sum()) / HOUR
    return WorkCentreUse(
        work_centre=centre_id,
        site=centre.site,
        member=reading.network.sites[centre.site].member,
        units=centre.units,
        open_h=open_h * centre.units,
        run_h=run_h,
        setup_h=setup_h,
        occupied_h=occupied_h,
        utilisation=occupied_h / (open_h * centre.units) if open_h else 0.0,
        setup_share=setup_h / (run_h + setup_h) if run_h + setup_h else 0.0,
        load_h=tuple((_by_week(open_time, first, last, reading.weeks.edges) / HOUR).tolist()),
        capacity_h=tuple((np.diff(open_time.work(reading.weeks.edges)) * centre.units / HOUR).tolist()),
    )


def _by_week(open_time: OpenTime, first: Seconds, last: Seconds, edges: Seconds) -> NDArray[np.float64]:
    """Open seconds of [first, last) that fall between each two edges, over all rows."""
    done = open_time.work(np.clip(edges[:, None], first[None, :], last[None, :]).ravel())
    by_edge: NDArray[np.float64] = done.reshape(len(edges), -1).sum(axis=1).astype(np.float64)
    return np.diff(by_edge)


def pool_use(reading: Reading) -> tuple[PoolUseByWeek, ...]:
    """Use of every pool, by week, against what is present."""
    spans = pool_spans(reading)
    return tuple(_pool_use(reading, pool, spans.get(pool.id, [])) for pool in reading.network.pools.values())


def pool_spans(reading: Reading) -> dict[str, list[tuple[int, Phase, int]]]:
    """Who uses each pool: (portion number, phase, thousandths); a batch counts once."""
    spans: dict[str, list[tuple[int, Phase, int]]] = defaultdict(list)
    for n in reading.leaders:
        needs = reading.modes[n].needs
        for use in reading.plan.portions[n].pools:
            spans[use.pool].append((n, needs[use.need].phase, use.amount))
    return spans


def _pool_use(reading: Reading, pool: Pool, spans: list[tuple[int, Phase, int]]) -> PoolUseByWeek:
    edges = reading.weeks.edges
    load = np.zeros(len(edges) - 1)
    used = 0.0
    by_centre: dict[str, list[tuple[int, int, int, bool]]] = defaultdict(list)
    for n, phase, amount in spans:
        p = reading.plan.portions[n]
        first, last = (p.setup_start, p.start) if phase is Phase.SETUP else (p.start, p.end)
        by_the_clock = phase is Phase.RUN and reading.modes[n].pause is Pause.UNATTENDED
        by_centre[p.work_centre].append((first, last, amount, by_the_clock))
        used += amount * float((reading.setup_work_s if phase is Phase.SETUP else reading.run_work_s)[n])
    for centre, rows in by_centre.items():
        first, last, amount, by_the_clock = np.array(rows, dtype=np.int64).T
        moments = np.clip(edges[:, None], first, last)
        done = np.where(by_the_clock, moments, reading.open[centre].work(moments.ravel()).reshape(moments.shape))
        load += np.diff((done * amount).sum(axis=1))
    capacity = _present_by_week(reading, pool)
    site = reading.network.sites[pool.site]
    return PoolUseByWeek(
        pool=pool.id,
        site=pool.site,
        member=site.member,
        kind=str(pool.kind),
        used_h=used / 1000 / HOUR,
        present_h=float(_present_s(reading, pool, np.array(reading.window, dtype=np.int64))[0]) / 1000 / HOUR,
        load_h=tuple((load / 1000 / HOUR).tolist()),
        capacity_h=tuple((capacity / 1000 / HOUR).tolist()),
    )


def _present_by_week(reading: Reading, pool: Pool) -> NDArray[np.float64]:
    return _present_s(reading, pool, reading.weeks.edges)


def _present_s(reading: Reading, pool: Pool, edges: Seconds) -> NDArray[np.float64]:
    """Thousandth-seconds present between each two edges."""
    moments, amounts = pool_steps(reading, pool)
    widths = np.diff(np.append(moments, max(int(moments[-1]), int(edges[-1]))))
    total = np.concatenate(([0], np.cumsum(amounts * widths)))
    k = np.clip(np.searchsorted(moments, edges, side="right") - 1, 0, None)
    before: NDArray[np.float64] = (total[k] + amounts[k] * np.maximum(edges - moments[k], 0)).astype(np.float64)
    return np.diff(before)


def pool_steps(reading: Reading, pool: Pool) -> tuple[Seconds, Seconds]:
    """What is present of a pool as steps: from each moment so many thousandths."""
    first, last = reading.span
    clock = reading.clock
    steps = pool_profile(pool, reading.network, clock.moment(first), clock.moment(last))
    table = {first: 0} | {clock.seconds(moment): amount for moment, amount in steps}
    return np.array(sorted(table), dtype=np.int64), np.array([table[m] for m in sorted(table)], dtype=np.int64)


def bottlenecks(centres: tuple[WorkCentreUse, ...], weeks: tuple[str, ...]) -> tuple[Bottleneck, ...]:
    """The most used work centres, with the weeks in which their load is over 90 % of capacity."""
    ranked = sorted((c for c in centres if c.occupied_h), key=lambda c: (-c.utilisation, c.work_centre))
    return tuple(_bottleneck(centre, weeks) for centre in ranked[:SHOWN])


def _bottleneck(centre: WorkCentreUse, weeks: tuple[str, ...]) -> Bottleneck:
    shares = [
        load / capacity if capacity else 0.0 for load, capacity in zip(centre.load_h, centre.capacity_h, strict=True)
    ]
    over = tuple(week for week, share in zip(weeks, shares, strict=True) if share > TIGHT)
    return Bottleneck(centre.work_centre, centre.utilisation, max(shares, default=0.0), over)
