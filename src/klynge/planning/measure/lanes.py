# SPDX-License-Identifier: Apache-2.0
"""When goods arrive, and what the plan ships along which lane."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from klynge.job import Job
from klynge.network.calendar import departures
from klynge.network.model import Lane
from klynge.planning.measure.reading import Reading


@dataclass(frozen=True, slots=True)
class Arrival:
    """Goods ready at `ready` leave at `departs` and are there at `arrives` (seconds from the epoch)."""

    lane: Lane
    ready: int
    departs: int
    arrives: int


@dataclass(frozen=True, slots=True)
class Shipment:
    """Goods of one job along one lane; `weight_g` is all of them."""

    lane: Lane
    order: str
    owner: str
    weight_g: int


class Lanes:
    """The lanes of a network by where they go."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._departures: dict[str, list[int]] = {}
        self._between: dict[tuple[str, str], list[Lane]] = defaultdict(list)
        for lane in reading.network.lanes.values():
            self._between[lane.origin, lane.destination].append(lane)

    def arrive(self, origin: str, destination: str, ready: int, order: str = "") -> Arrival | None:
        """The arrival by the lane chosen for an order, else the first over all lanes between two places.

        None when there is no lane.
        """
        lanes = self._between.get((origin, destination), [])
        if len(lanes) > 1 and (outcome := self._reading.plan.outcomes.get(order)) is not None:
            lanes = [lane for lane in lanes if lane.id in outcome.lanes] or lanes
        ways = [self._along(lane, ready) for lane in lanes]
        return min(ways, key=lambda way: way.arrives, default=None)

    def _along(self, lane: Lane, ready: int) -> Arrival:
        departs = self._departs(lane, ready)
        return Arrival(lane, ready, departs, departs + lane.lead_s)

    def _departs(self, lane: Lane, ready: int) -> int:
        if not lane.departures:
            return ready
        if lane.id not in self._departures:
            first, last = self._reading.span
            clock = self._reading.clock
            zone = self._reading.network.sites[lane.origin].time_zone
            moments = departures(lane, zone, clock.moment(first), clock.moment(last) + timedelta(days=28))
            self._departures[lane.id] = [clock.seconds(moment) for moment in moments]
        leaving = self._departures[lane.id]
        return leaving[bisect_left(leaving, ready)]


def shipments(reading: Reading) -> list[Shipment]:
    """One shipment for each link between two sites, and one for each last operation that goes to a customer."""
    lanes = Lanes(reading)
    sent: list[Shipment] = []
    for job in reading.work.jobs:
        followed = {link.before for link in job.precedence if not link.before_job}
        for link in job.precedence:
            goods = reading.jobs.get(link.before_job, job)
            sent += _sent(reading, lanes, goods, link.before, _site(reading, job, link.after))
        if job.region:
            for operation in job.operations:
                if operation.id not in followed:
                    sent += _sent(reading, lanes, job, operation.id, job.region)
    return sent


def _sent(reading: Reading, lanes: Lanes, job: Job, operation: str, destination: str | None) -> list[Shipment]:
    origin = _site(reading, job, operation)
    if origin is None or destination is None or origin == destination:
        return []
    rows = reading.portions_of[job.id, operation]
    arrival = lanes.arrive(origin, destination, int(reading.ends[rows].max()), job.order)
    if arrival is None:
        return []
    return [Shipment(arrival.lane, job.order, job.owner, job.weight_g * job.quantity)]


def _site(reading: Reading, job: Job, operation: str) -> str | None:
    """Where an operation is done; None when it is not planned."""
    rows = reading.portions_of.get((job.id, operation))
    return reading.network.work_centres[reading.plan.portions[rows[0]].work_centre].site if rows else None
