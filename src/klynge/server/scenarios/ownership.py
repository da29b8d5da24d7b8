# SPDX-License-Identifier: Apache-2.0
"""Whether a scenario changes one's own alone: what another firm has is not to be tried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from klynge.job import Job, Work
from klynge.network.model import Network
from klynge.planning.fold.network_data import TABLES


def others(member: str, before: tuple[Network, Work], after: tuple[Network, Work]) -> Iterator[tuple[str, str]]:
    """What is otherwise and not the member's: table and identifier."""
    for table in TABLES:
        old: Mapping[str, Any] = getattr(before[0], table)
        new: Mapping[str, Any] = getattr(after[0], table)
        for name in dict.fromkeys([*old, *new]):
            if old.get(name) == new.get(name):
                continue
            network = before[0] if name in old else after[0]
            if owners(network, table, name) - {member}:
                yield table, name
    mine, now = _jobs(before[1]), _jobs(after[1])
    for order in dict.fromkeys([*mine, *now]):
        if mine.get(order) != now.get(order) and order not in before[0].orders:
            jobs = mine.get(order) or now[order]
            if jobs[-1].owner != member:
                yield "orders", order


def owners(network: Network, table: str, name: str) -> set[str]:
    """The firms that an entry of a table belongs to."""
    entry = getattr(network, table)[name]
    site = network.sites
    if table == "members":
        return {name}
    if table == "sites":
        return {entry.member}
    if table in ("work_centres", "pools", "people", "stock"):
        return {site[entry.site].member}
    if table in ("items", "routings"):
        return {entry.owner}
    if table == "orders":
        return {entry.member}
    if table == "lanes":
        return {site[entry.origin].member}
    if table == "agreements":
        return {entry.taker}
    if table == "calendars":
        return _of_calendar(network, name)
    return {site[c.site].member for c in network.work_centres.values() if c.setup_matrix == name}


def _of_calendar(network: Network, name: str) -> set[str]:
    found = {network.sites[c.site].member for c in network.work_centres.values() if c.calendar == name}
    pools = (pool for pool in network.pools.values() if any(part.calendar == name for part in pool.parts))
    return found | {network.sites[pool.site].member for pool in pools}


def _jobs(work: Work) -> dict[str, tuple[Job, ...]]:
    found: dict[str, list[Job]] = defaultdict(list)
    for job in work.jobs:
        found[job.order].append(job)
    return {order: tuple(jobs) for order, jobs in found.items()}
