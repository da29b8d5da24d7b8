# SPDX-License-Identifier: Apache-2.0
"""Clusters with a log in a real database, and what must hold of a log whatever happened to its writers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from tests.support.builders import machine, moment, network
from tests.support.embedded import Database

from klynge.job import Status
from klynge.planning.check import check
from klynge.planning.fold import PlanState, fold
from klynge.server.database import TRUSTEE
from klynge.server.log import open_cluster
from klynge.server.log.store import rows_after


def new_cluster(database: Database, end: str = "2026-03-19T00:00") -> UUID:
    """A cluster that cuts, saws and paints at all hours."""
    machines = [machine(name, calendar="always") for name in ("cut", "saw", "paint")]
    with database.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        return open_cluster(cursor, network(*machines, end=moment(end)))


def state_of(database: Database, cluster: UUID) -> PlanState:
    """The fold of the whole log."""
    with database.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        return fold(rows_after(cursor, cluster, 0))


def faults(state: PlanState) -> list[str]:
    """What is wrong with a plan by every rule, and committed days that it does not keep."""
    found = [str(finding) for finding in check(state.network, state.work(), state.as_plan())]
    for name, order in state.orders.items():
        delivered = state.outcomes[name].delivered if name in state.outcomes else None
        if order.status is Status.COMMITTED:
            agreed = order.latest_promised
            assert agreed is not None
            if delivered is None or delivered > (agreed - state.network.epoch).total_seconds():
                found.append(f"{name} is not kept")
    return found


@contextmanager
def worker(
    database: Database, cluster: UUID, name: str, clients: int, requests: int
) -> Iterator[subprocess.Popen[str]]:
    """A process of `log_worker`, killed at the end."""
    arguments = [database.conninfo(TRUSTEE), str(cluster), name, str(clients), str(requests)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.log_worker", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str], wanted: int | None = None) -> list[dict[str, Any]]:
    """The answers that a process gives until it is done, is killed, or has given as many as wanted."""
    assert process.stdout is not None
    found: list[dict[str, Any]] = []
    while wanted is None or len(found) < wanted:
        line = process.stdout.readline()
        if not line.endswith("\n") or "done" in (answer := json.loads(line)):
            break
        found.append(answer)
    return found


def digest(process: subprocess.Popen[str]) -> str:
    """The digest of a process's plan, after all are done."""
    out, _ = process.communicate("")
    return str(json.loads(out.splitlines()[-1])["digest"])
