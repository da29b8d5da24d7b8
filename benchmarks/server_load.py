# SPDX-License-Identifier: Apache-2.0
"""A running server under load: promises, holds with commits, lists and live updates over HTTP, as a client feels them.

Starts `klynge serve` (embedded PostgreSQL, trustee, two web processes, live process) on an example cluster, logs in as
its sales user and sends requests from a process of its own on the same machine. The loop is open: the moments at which
requests come are fixed in advance (Poisson, by a seed), so one that has to wait for others is charged for waiting. A
hold and its commit are timed as one, to the last byte of the commit's answer, each durable before it is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.load.live import heard
from benchmarks.load.memory import megabytes
from benchmarks.load.page import written
from benchmarks.load.visitor import Visitor

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "server_load.md"
RATES = {"menu": 40.0, "hold and commit": 40.0, "list": 100.0}


@dataclass(frozen=True, slots=True)
class Load:
    """What was sent together, and what came of each kind."""

    rates: dict[str, float]
    took: dict[str, list[float]]
    amiss: dict[str, dict[str, int]]


@contextmanager
def serving(cluster: Path, port: int) -> Iterator[tuple[int, Path]]:
    """A server of a new installation that has a cluster: its process, and its folder."""
    with tempfile.TemporaryDirectory(prefix="klynge-load-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("KLYNGE_", "DATABASE_"))
        } | {"KLYNGE_DATA": folder, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        process = subprocess.Popen(
            [sys.executable, "-m", "klynge.cli", "serve", "--port", str(port), "--load", str(cluster)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield process.pid, Path(folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def sent(visitor: Visitor, rates: dict[str, float], seconds: float, seed: int = 1) -> Load:
    """Send requests of some kinds at once, from a process of their own."""
    dice = random.Random(seed)
    kinds = {"menu": visitor.menus, "hold and commit": visitor.holds, "list": visitor.lists}
    requests = {name: kinds[name](dice, round(1.5 * rate * seconds) + 20) for name, rate in rates.items()}
    told = visitor.address() | {"rates": rates, "seconds": seconds, "requests": requests}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load.arrivals"],
        input=json.dumps(told), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    found = json.loads(done.stdout)
    return Load(rates, found["took"], found["amiss"])


def machine() -> str:
    """What it is measured on."""
    load = os.getloadavg()[0]
    return f"{platform.machine()}, {os.cpu_count()} CPUs, load {load:.1f}, Python {platform.python_version()}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cluster", type=Path, default=ROOT / "examples" / "roros")
    options.add_argument("--port", type=int, default=8110)
    options.add_argument("--share", type=float, default=1.0, help="of the rates")
    options.add_argument("--page", type=Path, default=PAGE, help="to write")
    options.add_argument("--seconds", type=float, default=30.0, help="of each load")
    options.add_argument("--clients", type=int, default=500, help="that listen to live updates")
    options.add_argument("--commits", type=int, default=20, help="that they hear of, one after another")
    options.add_argument("--running", action="store_true", help="use the server that runs there, and write no page")
    given = options.parse_args(arguments)
    where = machine()
    if given.running:
        loads, live = measured(given)
        print(written(where, given, loads, live, {}))
        return
    with serving(given.cluster, given.port) as (server, folder):
        loads, live = measured(given)
        memory = megabytes(server, folder)
    given.page.write_text(text := written(where, given, loads, live, memory), "utf-8")
    print(text)


def measured(given: argparse.Namespace) -> tuple[list[Load], dict[str, Any]]:
    """Each kind of request alone, then all at once, then live updates."""
    visitor = Visitor.arrived(given.port, given.cluster.name, patience_s=900.0)
    rates_of_all = {name: given.share * rate for name, rate in RATES.items()}
    sent(visitor, {name: rate / 4 for name, rate in rates_of_all.items()}, min(given.seconds, 5.0), seed=0)  # warm
    loads = []
    for seed, rates in enumerate([*({name: rate} for name, rate in rates_of_all.items()), rates_of_all], 1):
        loads.append(sent(visitor, rates, given.seconds, seed))
        time.sleep(1.0)
    return loads, asyncio.run(heard(visitor, given.clients, given.commits)) if given.clients else {}


if __name__ == "__main__":
    main()
