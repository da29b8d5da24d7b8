# SPDX-License-Identifier: Apache-2.0
"""Moments in the plan's seconds and back, and from when a plan is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from klynge.network.model import Network


def seconds_at(network: Network, moment: datetime) -> int:
    """Seconds from the network's epoch to a moment."""
    return round((moment - network.epoch).total_seconds())


def moment_at(network: Network, seconds: int) -> datetime:
    """The moment so many seconds after the network's epoch."""
    return network.epoch.astimezone(UTC) + timedelta(seconds=seconds)  # adding local time would lose clock changes


def released_at(network: Network, clock: datetime) -> datetime:
    """When work on what is ordered now may begin, and its material be ordered: the next full hour, so that what was
    reckoned for an order holds for a while; of a plan of another time its start."""
    at = planning_moment(network, clock)
    if at == network.start:
        return at
    whole = at.replace(minute=0, second=0, microsecond=0)
    return at if at == whole else whole + timedelta(hours=1)


def planning_moment(network: Network, clock: datetime, told: datetime | None = None) -> datetime:
    """From when on a plan is changed: the clock's time. A plan that is of another time, as an example's may be, is
    changed from the moment that is told, or from its start."""
    if network.start <= clock < network.end:
        return clock
    return max(network.start, told or network.start)
