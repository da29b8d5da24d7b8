# SPDX-License-Identifier: Apache-2.0
"""Promises of many clients at several servers, then kills (SIGKILL) of all its parts: faults found, seconds to recover.

First, trustees with a replica each and web processes over one embedded PostgreSQL; clients in pairs hold, commit,
withdraw, repeat and read over HTTP while holds run out. Then `klynge serve`, whose parts are killed one after another
at random moments, under load. Afterwards the log is folded and every rule is checked: each order whole, no unit booked
twice, each agreed day kept at every row, each replica the same, each order's history linearizable, nothing accepted
lost.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' processes and judges

from benchmarks.promises import machine
from tests.support.faults import judging
from tests.support.faults.clients import Task
from tests.support.faults.killing import TARGETS, served
from tests.support.faults.processes import buyers, clients, free_port, prepared, trustees, webs
from tests.support.faults.running_out import running_out
from tests.support.faults.settling import settled

from klynge.planning.fold import fold

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "server_faults.md"
ITEMS, REGIONS, PROBED = ["shelf", "box"], ["Oslo", "Bergen"], "Skolen"
WITHIN_S = 5.0


@dataclass
class Found:
    """What one part of the benchmark found."""

    seconds: float
    history: judging.History
    rows: int
    breaches: list[str]
    recovered: dict[str, list[float]] = field(default_factory=dict)


def many_promises(folder: Path, promises: int, number: int, processes: int, replicas: int, seed: int) -> Found:
    """All clients' promises, judged."""
    installation = prepared(folder, weeks=52)
    with installation.database() as database, trustees(installation, replicas) as sockets:
        tokens = list(buyers(installation).values())
        with webs(installation, sockets, processes) as ports:
            task = Task(ports, tokens, ITEMS, REGIONS, number, promises, seed)
            began = time.monotonic()
            with running_out(database) as ran_out, clients(installation, [task]) as files:
                pass
            seconds = time.monotonic() - began
            cluster, rows, told = settled(database, sockets)
            history = judging.read(files, ran_out)
            breaches = judging.breaches(history, rows, told, cluster) + judging.untrue_rows(database, fold(rows))
            return Found(seconds, history, len(rows), breaches)


def many_kills(folder: Path, kills: int, number: int, seed: int) -> Found:
    """Kills under the load of some clients, judged."""
    installation, draw = prepared(folder, weeks=52), random.Random(seed)
    tokens, stop = buyers(installation), installation.folder / "stop"
    probing = tokens.pop(PROBED)
    recovered: dict[str, list[float]] = {}
    with served(installation, free_port(beside=1), probing) as server, installation.database() as database:
        task = Task([server.port], list(tokens.values()), ITEMS, REGIONS, number, 10**9, seed, str(stop), 0.1)
        began = time.monotonic()
        with running_out(database, 1) as ran_out, clients(installation, [task]) as files:
            try:
                for n in range(kills):
                    target = TARGETS[n] if n < len(TARGETS) else draw.choice(TARGETS)
                    if (took := server.kill(target)) is not None:
                        recovered.setdefault(target, []).append(took)
                    time.sleep(draw.random() * 3)
            finally:
                stop.touch()
        seconds = time.monotonic() - began
        cluster, rows, told = settled(database, [installation.folder / "run" / "trustee.sock"])
        history = judging.read(files, ran_out)
        breaches = judging.breaches(history, rows, told, cluster, PROBED) + judging.untrue_rows(database, fold(rows))
    return Found(seconds, history, len(rows), breaches, recovered)


LONGER = 'make bench-server_faults ARGS="--promises 100000 --clients 32 --processes 4 --kills 500"'


def page(asked: argparse.Namespace, promises: Found, kills: Found) -> str:
    """What was found, as a page."""
    took = [each for several in kills.recovered.values() for each in several]
    processes = f"{asked.processes} web processes, {asked.trustees} trustees"
    first = f"{asked.promises} promises: {asked.clients} clients, {processes}"
    second = f"{len(took)} kills of parts of `klynge serve`, {asked.kill_clients} clients"
    each_target = [
        f"| {name} | {len(each)} | {np.median(each):.1f} | {max(each):.1f} |" for name, each in kills.recovered.items()
    ]
    rate = promises.history.requests / promises.seconds
    lines = [
        "# Faults looked for: many clients, and kills",
        "",
        "`make bench-server_faults` wrote this page. " + " ".join((__doc__ or "").split("\n\n", 1)[1].split()),
        "",
        f"On {machine()}, shared with others (load {os.getloadavg()[2]:.1f}), so all times are upper bounds.",
        f"The longer run: `{LONGER}`.",
        "",
        "| | requests | orders accepted | log rows | faults found |",
        "|---|---|---|---|---|",
        _row(first, promises),
        _row(second, kills),
        "",
        f"The promises took {promises.seconds:.0f} s, {rate:.0f} requests a second over HTTP.",
        "",
        "Seconds from a kill until every part is there again, the database is kept and a new hold is answered:",
        "",
        "| killed | times | median | longest |",
        "|---|---|---|---|",
        *each_target,
        "",
        f"Within {WITHIN_S:g} s: {sum(each <= WITHIN_S for each in took)} of {len(took)}.",
        "",
    ]
    return "\n".join(lines)


def _row(name: str, found: Found) -> str:
    accepted, faults = len(found.history.accepted), len(found.breaches)
    return f"| {name} | {found.history.requests} | {accepted} | {found.rows} | **{faults}** |"


def report(console: Console, name: str, found: Found) -> None:
    """A line for a part, and its faults."""
    asked = ", ".join(f"{does} {status}: {n}" for (does, status), n in sorted(found.history.statuses.items()))
    console.print(f"{name}: {found.seconds:.0f} s, {found.rows} rows, {len(found.breaches)} faults ({asked})")
    for target, took in found.recovered.items():
        console.print(f"  {target}: " + " ".join(f"{seconds:.1f}" for seconds in took))
    for breach in found.breaches[:20]:
        console.print(f"  FAULT {breach}", markup=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and write the page; 1 when a fault was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--promises", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--processes", type=int, default=2, help="web processes")
    parser.add_argument("--trustees", type=int, default=2, help="trustee processes, each with a replica")
    parser.add_argument("--kills", type=int, default=24)
    parser.add_argument("--kill-clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    console = Console(width=140)
    with tempfile.TemporaryDirectory(prefix="klynge-bench-", dir="/tmp") as place:
        folder = Path(place)
        folder.chmod(0o755)
        promises = many_promises(
            folder / "promises", asked.promises, asked.clients, asked.processes, asked.trustees, asked.seed
        )
        report(console, "promises", promises)
        kills = many_kills(folder / "kills", asked.kills, asked.kill_clients, asked.seed)
        report(console, "kills", kills)
    PAGE.write_text(page(asked, promises, kills), encoding="utf-8")
    console.print(f"written: {PAGE.name}")
    return 1 if promises.breaches or kills.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
