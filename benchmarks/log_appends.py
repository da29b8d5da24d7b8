# SPDX-License-Identifier: Apache-2.0
"""Appends to one cluster's log: a second, and milliseconds until durable, by clients of one writer; and recovery.

An embedded PostgreSQL in a new folder, every commit brought to the disk. "row" is a request that changes next to
nothing, "promise" asks a menu of ways on the newest plan, takes the earliest and commits to it; each client sends its
next request when the last one is answered. "restart" is from kill -9 of the server to the next answer.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import numpy as np
import psycopg
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' cluster and requests

from tests.support.embedded import Database, answers
from tests.support.log_worker import committing
from tests.support.logs import faults, new_cluster, state_of

from klynge.planning.fold import Published
from klynge.server.database import OWNER, TRUSTEE
from klynge.server.log import LivePlan, Proposed, Request, Writer, create_tables
from klynge.server.postgres import DATABASE, Embedded
from klynge.server.postgres.keeper import postmaster
from klynge.warm_up import warm_up_promises

KINDS: dict[str, Callable[[str, int], Request]] = {
    "row": lambda name, number: Request(lambda _: Proposed((Published(),), {"name": name, "number": number})),
    "promise": committing,
}


def measured(database: Database, cluster: UUID, kind: str, clients: int, requests: int) -> tuple[float, list[float]]:
    """Seconds for all requests, and milliseconds for each."""
    with database.connect(TRUSTEE) as connection, connection.cursor() as cursor:
        writer = Writer(database.conninfo(TRUSTEE), LivePlan.load(cursor, cluster))
    took: list[float] = []

    def client(name: str) -> None:
        for number in range(requests // clients):
            began = time.perf_counter()
            writer.submit(KINDS[kind](f"{name}-{number}", number)).result()
            took.append(1e3 * (time.perf_counter() - began))

    threads = [threading.Thread(target=client, args=(f"{kind}{clients}-{n}",)) for n in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    writer.close()
    return seconds, took


def restarts(database: Database, times: int) -> list[float]:
    """Seconds from kill -9 of the server to its next answer."""
    found = []
    for _ in range(times):
        server = postmaster(database.server.path / "data")
        assert server is not None
        began = time.perf_counter()
        server.kill()
        server.wait()
        while not answers(database.server):
            time.sleep(0.005)
        found.append(time.perf_counter() - began)
    return found


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=640, help="of each kind, by each number of clients")
    options.add_argument("--clients", type=int, nargs="*", default=[1, 8, 32])
    given = options.parse_args()
    console = Console()
    load = os.getloadavg()[0]
    console.print(f"{platform.machine()}, {os.cpu_count()} CPUs, load {load:.1f}, Python {platform.python_version()}")
    table = Table("kind", "clients", "a second", "ms p50", "ms p99", "ms max")
    warm_up_promises()
    with tempfile.TemporaryDirectory(prefix="klynge-bench-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        with Embedded(Path(folder) / "database") as server:
            database = Database(server, DATABASE)
            with psycopg.connect(server.conninfo(OWNER)) as connection:
                console.print(f"PostgreSQL {connection.info.server_version // 10000}, psycopg {psycopg.__version__}")
                create_tables(connection)
            for kind in KINDS:
                for clients in given.clients:
                    cluster = new_cluster(database)
                    seconds, took = measured(database, cluster, kind, clients, given.requests)
                    p50, p99, most = np.percentile(took, [50, 99, 100])
                    table.add_row(
                        kind, str(clients), f"{len(took) / seconds:.0f}", *(f"{x:.1f}" for x in (p50, p99, most))
                    )
                    assert faults(state_of(database, cluster)) == []
            console.print(table)
            console.print("restart, s: " + " ".join(f"{seconds:.2f}" for seconds in restarts(database, 5)))


if __name__ == "__main__":
    main()
