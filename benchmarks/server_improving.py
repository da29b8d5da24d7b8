# SPDX-License-Identifier: Apache-2.0
"""Improvement in the background while promises go on: what it gains over time, and what holding a day takes meanwhile.

A server's own processes (database, trustee, background) on one cluster, all its members letting their plan improve
itself; holds are sent at a fixed rate, first without the background process and then with it. What each of its rows
gains is counted afterwards from the log: the objective of the plan after the row less that before it.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import psycopg

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "server_improving.md"
PICTURE = PAGE.with_suffix(".svg")
HEAD = """# Improvement in the background

Made by `python benchmarks/server_improving.py`: the database, a trustee and the background process of one server, the
cluster `{folder}`, every member letting its plan improve itself, days held and given back at {rate} writes a second.
The load, the server and the search share {cores} cores; the search gives way to all else.

Ran on {machine}.

![What the background gained, over time](server_improving.svg)
"""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a row of the background gained: seconds into the run, seconds of weighted lateness, øre."""

    at: float
    late_s: int
    ore: int


@dataclass(frozen=True, slots=True)
class Held:
    """How a phase went: milliseconds of each hold, how many were refused."""

    ms: Sequence[float]
    refused: int

    def row(self, name: str) -> str:
        """As the page has it."""
        p50, p99 = np.percentile(self.ms, [50, 99])
        return f"| {name} | {len(self.ms)} | {self.refused} | {p50:.0f} | {p99:.0f} | {max(self.ms):.0f} |"


@contextmanager
def installed(folder: Path) -> Iterator[dict[str, str]]:
    """A server's folder with the cluster loaded and a database running; the environment of its processes."""
    data = Path(tempfile.mkdtemp(prefix="klynge-improving-"))
    data.chmod(0o755)
    os.environ |= {"KLYNGE_DATA": str(data), "KLYNGE_SECRET_KEY": "of a benchmark", "KLYNGE_ROLE": "trustee"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "klynge.server.settings"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    import django

    django.setup()
    from klynge.server.connection import addresses, leave

    addresses()
    try:
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environment | {"KLYNGE_ROLE": "owner"}, check=True)
        load = [sys.executable, "-m", "klynge.server.serve.demo", str(folder)]
        subprocess.run(load, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield environment
    finally:
        leave()
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def process(module: str, environment: dict[str, str]) -> Iterator[None]:
    """A process of the server, ended gracefully."""
    with subprocess.Popen([sys.executable, "-m", module], env=environment) as running:
        try:
            yield
        finally:
            running.terminate()


class Asking:
    """A customer of the cluster who holds days, and its members."""

    def __init__(self) -> None:
        from klynge.server.accounts.models import Cluster, Kind, Organisation
        from klynge.server.trustee.link import client

        self.cluster = Cluster.objects.get()
        everyone = Organisation.objects.filter(cluster=self.cluster)
        self.members = [each for each in everyone if each.kind == Kind.MEMBER]
        self.customer = next(each for each in everyone if each.kind == Kind.CUSTOMER)
        self._client = client()
        self.items: list[str] = []
        self.regions: list[str] = []

    def ask(self, verb: str, organisation: Any, role: str, arguments: dict[str, Any], key: str = "") -> Any:
        """Ask the trustee on behalf of someone."""
        from klynge.server.roles import Role
        from klynge.server.trustee.protocol import Asker

        asker = Asker(
            self.cluster.id, organisation.id, UUID(int=1), organisation.kind, organisation.code, frozenset({Role(role)})
        )
        return self._client.ask(verb, asker, arguments, key)

    def wait(self) -> None:
        """Until the trustee answers; then look up what can be ordered."""
        from klynge.server.trustee.link import trustee_answers

        while not trustee_answers():
            time.sleep(0.2)
        told = self.ask("items", self.customer, "customer", {"size": 500})
        self.items, self.regions = [item["item"] for item in told["items"]], told["regions"]

    def hold(self, number: int) -> tuple[float, bool]:
        """Hold a day for one piece of something; milliseconds, and whether it was held."""
        from klynge.server.trustee.client import Refused

        asked = {
            "item": self.items[number % len(self.items)],
            "quantity": 1 + number % 3,
            "region": self.regions[number % len(self.regions)],
            "hours": 1,
        }
        began = time.perf_counter()
        try:
            answer = self.ask("hold", self.customer, "customer", asked, uuid4().hex)
            self.ask("withdraw", self.customer, "customer", {"order": answer["id"]}, uuid4().hex)
        except Refused:
            return 1e3 * (time.perf_counter() - began), False
        return 1e3 * (time.perf_counter() - began) / 2, True

    def phase(self, rate: int, seconds: int) -> Held:
        """Holds (each withdrawn again, so that the plan does not fill) at a fixed rate: two writes a time."""
        began, found = time.perf_counter(), []
        with ThreadPoolExecutor(16) as pool:
            for number in range(rate * seconds // 2):
                time.sleep(max(0.0, began + 2 * number / rate - time.perf_counter()))
                found.append(pool.submit(self.hold, number))
            done = [each.result() for each in found]
        return Held([ms for ms, _ in done], sum(not held for _, held in done))


def gains(cluster: UUID, since: datetime) -> tuple[list[Gain], bool]:
    """What each row of the background gained, and whether none made the objective worse."""
    from klynge.planning.fold import Placements, Replica, apply, fold
    from klynge.planning.improve import objective_of
    from klynge.server.connection import addresses
    from klynge.server.database import TRUSTEE
    from klynge.server.log.store import rows_after

    with psycopg.connect(addresses().conninfo(TRUSTEE)) as connection, connection.cursor() as cursor:
        rows = rows_after(cursor, cluster, 0)
    state, found, right = fold(rows[:2]), [], True
    for row in rows[2:]:
        after = apply(state, row)
        if row.at is not None and all(isinstance(change, Placements) for change in row.changes):
            was, now = (objective_of(Replica.of(each).schedule) for each in (state, after))
            right = right and now[:3] < was[:3]
            found.append(Gain((row.at - since).total_seconds(), was[1] - now[1], was[2] - now[2]))
        state = after
    return found, right


def picture(found: Sequence[Gain], seconds: int) -> str:
    """Two steps over time as SVG: hours of weighted lateness and kroner less."""
    wide, high, left = 640, 300, 70
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">',
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
    ]
    series = (
        ("weighted lateness less, hours", [each.late_s / 3600 for each in found], "#1f6f8b"),
        ("money less, kroner", [each.ore / 100 for each in found], "#d98032"),
    )
    for part, (name, steps, colour) in enumerate(series):
        top, tall = 30 + part * 135, 95
        total = np.concatenate([[0.0], np.cumsum(steps)])
        low, most = min(0.0, float(total.min())), max(1e-9, float(total.max()))
        moments = [0.0, *(each.at for each in found), float(seconds)]

        def x(at: float) -> float:
            return left + (wide - left - 20) * min(max(at, 0.0), seconds) / seconds

        def y(value: float, top: int = top, tall: int = tall, low: float = low, most: float = most) -> float:
            return top + tall - tall * (value - low) / (most - low or 1.0)

        path = f"M{x(0):.1f},{y(0.0):.1f}"
        for number, value in enumerate(total):
            path += (
                f" L{x(moments[number]):.1f},{y(float(value)):.1f} L{x(moments[number + 1]):.1f},{y(float(value)):.1f}"
            )
        lines.append(f'<text x="{left}" y="{top - 8}" fill="{colour}">{name}</text>')
        lines.append(f'<text x="{left - 6}" y="{top + 10}" text-anchor="end">{total.max():,.0f}</text>')
        lines.append(f'<text x="{left - 6}" y="{top + tall}" text-anchor="end">{low:,.0f}</text>')
        lines.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines.append(f'<line x1="{left}" y1="{top + tall}" x2="{wide - 20}" y2="{top + tall}" stroke="#999999"/>')
    lines.append(f'<text x="{wide - 20}" y="{high - 8}" text-anchor="end">{seconds} s</text>')
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    """Run both phases and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples" / "small")
    parser.add_argument("--rate", type=int, default=40, help="writes a second (a hold and its end are two)")
    parser.add_argument("--seconds", type=int, default=60, help="of each phase")
    parser.add_argument("--save", action="store_true", help="write docs/benchmarks/server_improving.md and .svg")
    options = parser.parse_args()
    with installed(options.folder) as environment, process("klynge.server.trustee", environment):
        asking = Asking()
        asking.wait()
        asking.phase(options.rate, 5)
        alone = asking.phase(options.rate, options.seconds)
        for member in asking.members:
            asking.ask("set_policy", member, "planner", {"improve": "publish"}, uuid4().hex)
        with process("klynge.server.background", environment):
            time.sleep(10)  # it loads the plan
            since = datetime.now().astimezone()
            beside = asking.phase(options.rate, options.seconds)
        found, right = gains(asking.cluster.id, since)
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    folder = options.folder.name
    text = HEAD.format(folder=folder, rate=options.rate, cores=os.cpu_count(), machine=machine) + "\n".join(
        [
            "",
            "| | holds | refused | p50 ms a write | p99 ms | most |",
            "|---|---|---|---|---|---|",
            alone.row("without the background"),
            beside.row("with it"),
            "",
            f"{len(found)} rows of the background landed; each made the objective smaller: {'yes' if right else 'NO'}."
            f" In all {sum(g.late_s for g in found) / 3600:.1f} hours of weighted lateness and"
            f" {sum(g.ore for g in found) / 100:,.0f} kroner less.",
            "",
        ]
    )
    print(text)
    if options.save:
        PAGE.write_text(text, encoding="utf-8")
        PICTURE.write_text(picture(found, options.seconds), encoding="utf-8")


if __name__ == "__main__":
    main()
