# SPDX-License-Identifier: Apache-2.0
"""What stays where it is: operations that a planner locked, and what starts before a firm's plan is free to change."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zlib import crc32

from django.db import connection

from klynge.planning.fold import PlanState
from klynge.server.drafts.models import Lock, Rule
from klynge.server.trustee.clock import seconds_at
from klynge.server.trustee.desk import Desk

AGE_S = 1.0
"""Seconds for which what was read may be shown; what is computed reads anew."""


@contextmanager
def database() -> Iterator[None]:
    """Reads and writes of a thread that may not ask again for long: its connection ends with them."""
    try:
        yield
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Kept:
    """Locked operations as (job, operation), and by member the moment before which what starts at its places stays."""

    locks: frozenset[tuple[str, str]] = frozenset()
    frozen: Mapping[str, datetime] = field(default_factory=dict)
    read: float = 0.0

    def stamp(self) -> int:
        """A number that is another when something else stays."""
        return crc32(repr((sorted(self.locks), sorted(self.frozen.items()))).encode())

    def operations(self, state: PlanState) -> frozenset[tuple[str, str]]:
        """All operations that stay in a plan."""
        if not self.frozen:
            return self.locks
        network = state.network
        until = {
            name: seconds_at(network, self.frozen[member])
            for name, centre in network.work_centres.items()
            if (member := network.sites[centre.site].member) in self.frozen
        }
        found = {
            (portion.job, portion.operation)
            for portions in state.placements.values()
            for portion in portions
            if portion.setup_start < until.get(portion.work_centre, portion.setup_start)
        }
        return self.locks | found


def kept(desk: Desk, *, shown: bool = False) -> Kept:
    """What stays in a cluster; `shown`: for looking at, so that a moment old is new enough."""
    known = desk.kept
    if shown and isinstance(known, Kept) and time.monotonic() - known.read < AGE_S:
        return known
    members = {tenant: code for (kind, code), tenant in desk.organisations.items() if kind == "member"}
    with database():
        locks = Lock.objects.filter(cluster=desk.cluster).values_list("job", "operation")
        rules = Rule.objects.filter(cluster=desk.cluster, frozen_until__isnull=False)
        frozen = {members[rule.tenant]: rule.frozen_until for rule in rules if rule.tenant in members}
        found = Kept(frozenset(locks), {name: at for name, at in frozen.items() if at is not None}, time.monotonic())
    desk.kept = found
    return found
