# SPDX-License-Identifier: Apache-2.0
"""The network as the engine's `Resources` tables: calendars flattened, matrices and lanes by number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from klynge.job import Need
from klynge.network.calendar import departures, open_intervals
from klynge.network.model import Kind, Lane, Network, Source, WorkCentre

from .errors import PlanningError
from .kernels import columns as col
from .kernels.clock import TIME_SHIFT, WORK_SHIFT
from .kernels.columns import BIG, Table

_KIND = {Kind.MACHINE: col.MACHINE, Kind.BATCH: col.BATCH, Kind.EXTERNAL: col.EXTERNAL}
_BEYOND = timedelta(weeks=8)  # lanes go on departing after the horizon, so that what is made by then is delivered


@dataclass(slots=True)
class Names:
    """From identifiers to row numbers."""

    network: Network
    work_centre: dict[str, int]
    site: dict[str, int]
    region: dict[str, int]
    item: dict[str, int]
    pool: dict[str, int]
    agreement: dict[str, int]
    families: dict[str, dict[str, int]]
    matrix_start: dict[str, int]
    signature: dict[tuple[Need, ...], int] = field(default_factory=dict)
    loose_family: dict[str, int] = field(default_factory=dict)

    def family_row(self, centre: WorkCentre, family: str, where: str) -> int:
        """Number of a set-up family in its work centre's matrix; without a matrix families only tell batches apart."""
        if not centre.setup_matrix:
            return self.loose_family.setdefault(family, len(self.loose_family))
        rows = self.families[centre.setup_matrix]
        if family not in rows:
            raise PlanningError(f"{where}: set-up matrix {centre.setup_matrix!r} has no family {family!r}")
        return rows[family]

    def destination(self, region: str, where: str) -> int:
        """Number of a region after the sites."""
        if region not in self.region:
            raise PlanningError(f"{where}: the network has no region {region!r}")
        return self.region[region]


def names_of(network: Network) -> Names:
    """Number everything of a network in its own order."""
    sites = {s: i for i, s in enumerate(network.sites)}
    regions = list(dict.fromkeys([*network.regions, *(x.destination for x in network.lanes.values())]))
    starts, families, top = {}, {}, 0
    for name, matrix in network.setup_matrices.items():
        families[name] = {f: i for i, f in enumerate(matrix.families)}
        starts[name] = top
        top += len(matrix.families) ** 2
    return Names(
        network,
        {w: i for i, w in enumerate(network.work_centres)},
        sites,
        {r: len(sites) + i for i, r in enumerate(r for r in regions if r not in sites)},
        {x: i for i, x in enumerate(network.items)},
        {p: i for i, p in enumerate(network.pools)},
        {a: i for i, a in enumerate(network.agreements)},
        families,
        starts,
    )


@dataclass(slots=True)
class Clock:
    """Seconds since the engine's zero."""

    zero: datetime
    end: datetime

    def s(self, moment: datetime) -> int:
        """A moment in engine seconds, at most the largest the engine knows."""
        return min(BIG, round((moment - self.zero).total_seconds()))


def setup_table(names: Names) -> Table:
    """All set-up matrices one after the other; -1 where a change is forbidden."""
    cells = []
    for matrix in names.network.setup_matrices.values():
        for before in matrix.families:
            for after in matrix.families:
                seconds = matrix.setup_s(before, after)
                cells.append(col.NONE if seconds is None else seconds)
    return np.array(cells, np.int32)


def setup_ore_table(names: Names) -> Table:
    """What every change of family costs, beside `setup_table`."""
    cells = [
        matrix.cost_ore.get((before, after), 0)
        for matrix in names.network.setup_matrices.values()
        for before in matrix.families
        for after in matrix.families
    ]
    return np.array(cells, np.int32)


@dataclass(slots=True)
class CalendarTables:
    """Open intervals of every (calendar, time zone) in use, with bucket tables for O(1) conversion."""

    clock: Clock
    network: Network
    number: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: list[list[int]] = field(default_factory=list)
    opened: list[Table] = field(default_factory=list)
    closed: list[Table] = field(default_factory=list)
    worked: list[Table] = field(default_factory=list)
    time_buckets: list[Table] = field(default_factory=list)
    work_buckets: list[Table] = field(default_factory=list)
    sizes: list[int] = field(default_factory=lambda: [0, 0, 0])

    def row(self, calendar: str, zone: str) -> int:
        """Number of a calendar in a time zone, flattened when first asked for."""
        key = calendar, zone
        if key not in self.number:
            self.number[key] = len(self.rows)
            self._flatten(calendar, zone)
        return self.number[key]

    def _flatten(self, calendar: str, zone: str) -> None:
        intervals = open_intervals(self.network.calendars[calendar], zone, self.clock.zero, self.clock.end)
        opened = np.array([self.clock.s(a) for a, _ in intervals], np.int64)
        closed = np.array([self.clock.s(b) for _, b in intervals], np.int64)
        if not intervals:  # never open: one second that lies after everything
            opened, closed = np.array([BIG - 2], np.int64), np.array([BIG - 1], np.int64)
        length = closed - opened
        worked_to = np.cumsum(length)
        first, first_time, first_work = self.sizes
        marks = np.arange((int(closed[-1]) >> TIME_SHIFT) + 2, dtype=np.int64) << TIME_SHIFT
        self.time_buckets.append((np.searchsorted(closed, marks, side="right") + first).astype(np.int32))
        marks = np.arange((int(worked_to[-1]) >> WORK_SHIFT) + 2, dtype=np.int64) << WORK_SHIFT
        self.work_buckets.append((np.searchsorted(worked_to, marks, side="right") + first).astype(np.int32))
        self.opened.append(opened.astype(np.int32))
        self.closed.append(closed.astype(np.int32))
        self.worked.append((worked_to - length).astype(np.int32))
        self.rows.append([first, first + len(opened), first_time, first_work, int(worked_to[-1]), int(length.max())])
        self.sizes = [
            first + len(opened),
            first_time + len(self.time_buckets[-1]),
            first_work + len(self.work_buckets[-1]),
        ]


def join(parts: list[Table]) -> Table:
    """Arrays one after the other."""
    return np.concatenate(parts).astype(np.int32) if parts else np.zeros(0, np.int32)


def work_centre_rows(names: Names, calendars: CalendarTables) -> tuple[list[list[int]], list[list[int]]]:
    """Rows of work centres and, in the same order, of their units (with the state each is set up for)."""
    network = names.network
    centres: list[list[int]] = []
    units: list[list[int]] = []
    for number, centre in enumerate(network.work_centres.values()):
        matrix = names.matrix_start.get(centre.setup_matrix, col.NONE) if centre.setup_matrix else col.NONE
        families = len(names.families.get(centre.setup_matrix, ()))
        first = len(units)
        count = 0 if centre.kind is Kind.EXTERNAL else centre.units
        for unit in range(count):
            state = 0
            if matrix >= 0:
                if unit >= len(centre.states):
                    raise PlanningError(f"work centre {centre.id!r}: no state is given for unit {unit + 1}")
                state = names.family_row(centre, centre.states[unit], f"work centre {centre.id!r}")
            units.append([0, 0, 0, state, number])
        zone = network.sites[centre.site].time_zone
        centres.append(
            [_KIND[centre.kind], first, count, calendars.row(centre.calendar, zone), centre.capacity,
             names.site[centre.site], matrix, families]
        )  # fmt: skip
    return centres, units


def sorted_lanes(names: Names) -> list[Lane]:
    """The lanes by where they come from and go to."""
    n_dest = len(names.site) + len(names.region)
    ends = {**names.region, **names.site}
    lanes = names.network.lanes.values()
    return sorted(lanes, key=lambda x: names.site[x.origin] * n_dest + ends[x.destination])


def lane_tables(
    names: Names, clock: Clock, leaving_of: Callable[[Lane], Sequence[int]] | None = None
) -> tuple[Table, list[list[int]], Table]:
    """Lanes grouped by (origin, destination): first lane of every pair, lane rows, departure moments.

    `leaving_of` gives the departures of a lane where they are known already.
    """
    network = names.network
    n_dest = len(names.site) + len(names.region)
    ends = {**names.region, **names.site}
    by_pair = sorted_lanes(names)
    first = np.zeros(len(names.site) * n_dest + 1, np.int32)
    rows: list[list[int]] = []
    leaving: list[int] = []
    for lane in by_pair:
        first[names.site[lane.origin] * n_dest + ends[lane.destination] + 1] += 1
        start = len(leaving)
        if lane.departures:
            leaving += leaving_s(lane, network, clock) if leaving_of is None else leaving_of(lane)
        rows.append([lane.lead_s, start, len(leaving), lane.cost_ore, lane.cost_ore_kg])
    return np.cumsum(first).astype(np.int32), rows, np.array(leaving, np.int32)


def leaving_s(lane: Lane, network: Network, clock: Clock) -> list[int]:
    """When a lane leaves, from the engine's zero to some weeks beyond its end."""
    zone = network.sites[lane.origin].time_zone
    return [clock.s(m) for m in departures(lane, zone, clock.zero, clock.end + _BEYOND)]


def stock_tables(names: Names, clock: Clock) -> tuple[Table, list[list[int]], list[int], list[str]]:
    """Stock and receipts grouped by (item, site), by time: first row of every pair, rows, quantities, identifiers."""
    n_sites = len(names.site)
    lots = sorted(
        names.network.stock.values(),
        key=lambda x: (names.item[x.item] * n_sites + names.site[x.site], x.available, x.id),
    )
    first = np.zeros(len(names.item) * n_sites + 1, np.int32)
    rows, left, ids = [], [], []
    for lot in lots:
        first[names.item[lot.item] * n_sites + names.site[lot.site] + 1] += 1
        expires = col.NONE if lot.expires is None else max(0, clock.s(lot.expires))
        rows.append([max(0, clock.s(lot.available)), expires])
        left.append(lot.quantity)
        ids.append(lot.id)
    return np.cumsum(first).astype(np.int32), rows, left, ids


def item_rows(names: Names) -> list[list[int]]:
    """Supplier's lead time (-1: cannot be bought) and cost of every item."""
    rows = []
    for item in names.network.items.values():
        buys = item.source is Source.BUY and item.lead_time_s is not None
        rows.append([(item.lead_time_s or 0) if buys else col.NONE, item.cost_ore])
    return rows
