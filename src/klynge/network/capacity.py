# SPDX-License-Identifier: Apache-2.0
"""Whether calendars open at all, and whether what steps need is ever there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from klynge.job import Need, Pause, Phase
from klynge.network.calendar import open_intervals, pool_profile
from klynge.network.model import Alternative, Network, Routing, WorkCentre
from klynge.network.reading import Reading
from klynge.network.routes import RouteRows
from klynge.network.schema import People, Pools, Routings, WorkCentres
from klynge.network.settings import CALENDARS
from klynge.network.table import Row


def check_capacity(reading: Reading, network: Network, rows: Mapping[str, RouteRows]) -> None:
    """Note calendars that never open in the horizon, needs larger than the pool ever is, and runs no interval holds."""
    if reading.settings.sound:
        Capacity(reading, network).check(network.routings, rows)


class Capacity:
    """What there ever is of a network's work centres and pools, to check routings against."""

    def __init__(self, reading: Reading, network: Network) -> None:
        """Work out longest intervals and peaks; notes calendars that never open."""
        self._centres = network.work_centres
        self._longest = _longest_intervals(reading, network)
        self._peaks = _peaks(reading, network)

    def check(self, routings: Mapping[str, Routing], rows: Mapping[str, RouteRows]) -> None:
        """Note needs larger than the pool ever is, and runs that no interval holds."""
        told: set[tuple[str, Need]] = set()
        seen: set[int] = set()  # articles share steps
        for item, routing in routings.items():
            for step in routing.steps:
                if id(step) in seen:
                    continue
                seen.add(id(step))
                for way, row in zip(step.alternatives, rows[item].steps[step.id], strict=True):
                    centre = self._centres.get(way.work_centre)
                    if centre:
                        _check_needs(row, way, centre, self._peaks, told)
                        _check_whole(row, way, self._longest.get(centre.id))


def _longest_intervals(reading: Reading, network: Network) -> dict[str, timedelta]:
    """The longest open interval of each work centre in the horizon. Notes calendars without any."""
    known: dict[tuple[str, str], timedelta] = {}

    def longest(calendar_id: str, site_id: str) -> timedelta | None:
        calendar, site = network.calendars.get(calendar_id), network.sites.get(site_id)
        if calendar is None or site is None:
            return None
        key = (calendar.id, site.time_zone)
        if key not in known:
            intervals = open_intervals(calendar, site.time_zone, network.start, network.end)
            known[key] = max((end - start for start, end in intervals), default=timedelta(0))
        return known[key]

    found = {centre.id: longest(centre.calendar, centre.site) for centre in network.work_centres.values()}
    for pool in network.pools.values():
        for part in pool.parts:
            longest(part.calendar, pool.site)
    for name in sorted({name for (name, _), span in known.items() if not span}):
        message = "the calendar is never open from the start to the end of planning"
        line = reading.calendars.lines[name]
        reading.findings.add(CALENDARS, line, name, message, "correct its shifts and exceptions")
    return {centre: span for centre, span in found.items() if span is not None}


def _peaks(reading: Reading, network: Network) -> dict[str, int]:
    """The most thousandths that each pool ever has in the horizon."""
    if not (reading.sound(People.table, Pools.table) and reading.calendars.sound):
        return {}
    return {
        pool.id: max(amount for _, amount in pool_profile(pool, network, network.start, network.end))
        for pool in network.pools.values()
        if pool.site in network.sites
    }


def _check_needs(
    row: Row, way: Alternative, centre: WorkCentre, peaks: Mapping[str, int], told: set[tuple[str, Need]]
) -> None:
    for need in way.needs:
        most = max((peaks.get(pool, need.amount) for pool in need.pools), default=need.amount)
        # A pool that is never there at all has a calendar that never opens, which is told of already.
        if need.amount <= most or not most:
            continue
        pools = " or ".join(need.pools)
        if need.pools == (centre.power_pool,) and need.phase is Phase.RUN:
            # Told once where the work centre is, not at each step that uses it.
            if (centre.id, need) not in told:
                told.add((centre.id, need))
                message = f"{centre.id} draws {need.amount / 1000:g} kW, {pools} never has more than {most / 1000:g}"
                _of_centre(row, centre, message)
            continue
        column = Routings.setup_needs if need.phase is Phase.SETUP else Routings.run_needs
        message = f"{need.amount / 1000:g} are needed at once, {pools} never has more than {most / 1000:g}"
        row.problem(column, message, "need less, or add to the pool")


def _of_centre(row: Row, centre: WorkCentre, message: str) -> None:
    row.table.findings.add(
        WorkCentres.table.file,
        0,
        WorkCentres.power_kw.name,
        message,
        f"correct the power of {centre.id}, or add to the pool",
    )


def _check_whole(row: Row, way: Alternative, longest: timedelta | None) -> None:
    if way.pause is not Pause.WHOLE or not longest:
        return
    least = timedelta(seconds=way.fixed_s, milliseconds=way.unit_ms)
    if least > longest:
        message = f"the step takes {least} without a pause, {way.work_centre} is open for {longest} at most"
        row.problem(Routings.pause, message, "let it pause (resumable), or correct the times or the calendar")
