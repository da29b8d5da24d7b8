# SPDX-License-Identifier: Apache-2.0
"""When goods that are ready at one site are at another place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from klynge.network.model import Lane, Network
from klynge.planning.check.hours import local_day, seconds


class Transport:
    """The lanes of a network, by where they go from and to."""

    def __init__(self, network: Network) -> None:
        self._lanes: dict[tuple[str, str], list[Lane]] = {}
        for lane in network.lanes.values():
            self._lanes.setdefault((lane.origin, lane.destination), []).append(lane)
        self._network = network
        self.arrive = cache(self._arrive)

    def _arrive(self, origin: str, destination: str, ready: int, chosen: tuple[str, ...] = ()) -> int | None:
        """When goods ready at `origin` are at `destination`, by the chosen lane if one goes there, else by the first
        to arrive; None when no lane goes there."""
        if origin == destination:
            return ready
        lanes = self._lanes.get((origin, destination), [])
        lanes = [lane for lane in lanes if lane.id in chosen] or lanes
        return min((self._by_lane(lane, ready) for lane in lanes), default=None)

    def _by_lane(self, lane: Lane, ready: int) -> int:
        if not lane.departures:
            return ready + lane.lead_s
        zone = ZoneInfo(self._network.sites[lane.origin].time_zone)
        return min(self._leaves(lane, ready, zone)) + lane.lead_s

    def _leaves(self, lane: Lane, ready: int, zone: ZoneInfo) -> Iterable[int]:
        """The departures of the eight days and a bit after `ready`: every weekly departure at least once."""
        first = local_day(ready, zone, self._network.epoch)
        for days in range(9):
            day = first + timedelta(days=days)
            for departure in lane.departures:
                if departure.weekday == day.weekday():
                    leaves = seconds(datetime.combine(day, departure.at, zone), self._network.epoch)
                    if leaves >= ready:
                        yield leaves
