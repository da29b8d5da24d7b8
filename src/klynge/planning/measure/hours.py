# SPDX-License-Identifier: Apache-2.0
"""Open time as arrays, so that thousands of portions are counted without walking a calendar for each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from klynge.network.calendar import open_intervals
from klynge.network.model import Network

Seconds = NDArray[np.int64]


@dataclass(frozen=True)
class Clock:
    """Moments as seconds from the network's epoch, by the clock (a summer-time change moves nothing)."""

    epoch: int  # POSIX seconds of the epoch

    @classmethod
    def of(cls, network: Network) -> Clock:
        """The clock of a network."""
        return cls(int(network.epoch.timestamp()))

    def seconds(self, moment: datetime) -> int:
        """Seconds from the epoch to an aware moment."""
        return int(moment.timestamp()) - self.epoch

    def moment(self, seconds: int, time_zone: str = "UTC") -> datetime:
        """The moment in local time of a zone."""
        return datetime.fromtimestamp(self.epoch + seconds, ZoneInfo(time_zone))


@dataclass(frozen=True)
class OpenTime:
    """Sorted disjoint open intervals in seconds from the epoch."""

    starts: Seconds
    ends: Seconds

    @cached_property
    def before(self) -> Seconds:
        """Open seconds before each interval, and at last all of them."""
        return np.concatenate(([0], np.cumsum(self.ends - self.starts)))

    def work(self, moments: Seconds) -> Seconds:
        """Open seconds before each moment."""
        if not len(self.starts):
            return np.zeros_like(moments)
        k = np.searchsorted(self.starts, moments, side="right") - 1
        inside = np.minimum(moments, self.ends[np.maximum(k, 0)]) - self.starts[np.maximum(k, 0)]
        return np.where(k < 0, 0, self.before[np.maximum(k, 0)] + inside)

    def between(self, first: Seconds, last: Seconds) -> Seconds:
        """Open seconds in each [first, last)."""
        return self.work(last) - self.work(first)

    def work_at(self, moment: int) -> int:
        """Open seconds before one moment."""
        starts, ends, before = self._lists
        k = bisect_right(starts, moment) - 1
        return before[k] + min(moment, ends[k]) - starts[k] if k >= 0 else 0

    def opens(self, work: int) -> int | None:
        """First open moment with so many open seconds before it; None beyond the last interval."""
        if work < 0:
            return None
        starts, _, before = self._lists
        k = bisect_right(before, work) - 1
        return starts[k] + work - before[k] if k < len(starts) else None

    def closes(self, work: int) -> int | None:
        """First moment with so many open seconds before it; None beyond the last interval."""
        starts, _, before = self._lists
        if work <= 0 or work > before[-1]:
            return None
        k = bisect_left(before, work) - 1
        return starts[k] + work - before[k]

    def is_open(self, moment: int) -> bool:
        """Whether the moment lies in an open interval."""
        starts, ends, _ = self._lists
        k = bisect_right(starts, moment) - 1
        return k >= 0 and moment < ends[k]

    @cached_property
    def _lists(self) -> tuple[list[int], list[int], list[int]]:
        """Plain lists: looking up one moment at a time is quicker in them."""
        return self.starts.tolist(), self.ends.tolist(), self.before.tolist()


def open_times(network: Network, first: int, last: int) -> dict[str, OpenTime]:
    """Open time of every work centre from `first` to `last` (seconds from the epoch), one per calendar and zone."""
    clock = Clock.of(network)
    span = clock.moment(first), clock.moment(last)
    made: dict[tuple[str, str], OpenTime] = {}
    found: dict[str, OpenTime] = {}
    for centre in network.work_centres.values():
        key = centre.calendar, network.sites[centre.site].time_zone
        if key not in made:
            pairs = [
                (clock.seconds(a), clock.seconds(b))
                for a, b in open_intervals(network.calendars[key[0]], key[1], *span)
            ]
            table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
            made[key] = OpenTime(table[:, 0].copy(), table[:, 1].copy())
        found[centre.id] = made[key]
    return found


@dataclass(frozen=True)
class Weeks:
    """ISO weeks in local time: `names` and the `edges` (seconds from the epoch) between them, one more than names."""

    names: tuple[str, ...]
    edges: Seconds


def weeks_between(network: Network, first: int, last: int) -> Weeks:
    """The ISO weeks of the cluster's time zone that cover [first, last]."""
    clock = Clock.of(network)
    zone = ZoneInfo(network.time_zone)
    day = clock.moment(first, network.time_zone).date()
    monday = day - timedelta(days=day.weekday())
    names: list[str] = []
    edges = [_midnight(clock, monday, zone)]
    while edges[-1] < last or not names:
        year, week, _ = monday.isocalendar()
        names.append(f"{year}-W{week:02d}")
        monday += timedelta(days=7)
        edges.append(_midnight(clock, monday, zone))
    return Weeks(tuple(names), np.array(edges, dtype=np.int64))


def _midnight(clock: Clock, day: date, zone: ZoneInfo) -> int:
    return clock.seconds(datetime.combine(day, time(), zone).astimezone(UTC))
