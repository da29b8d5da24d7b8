# SPDX-License-Identifier: Apache-2.0
"""Improvement in the background while promises go on: the objective over time, and what holding a day takes meanwhile.

A server's own processes (database, trustee, background) on one cluster, all its members letting their plan improve
itself; days are held at a fixed rate, first without the background process and then with it. Afterwards
the log is read: the objective of the plan at its rows, what each row of the background gained, and whether an order
arrived after its promised moment at any of them.
"""

from __future__ import annotations

import argparse
import os
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

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.promises import machine

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "server_improving.md"
PICTURE = PAGE.with_suffix(".svg")
STEP_S, MOST_WAYS, STAYS = 0.5, 40, 10
LOADING_S = 10  # the background loads the plan meanwhile
HEAD = """# Improvement in the background

Made by `python benchmarks/server_improving.py`: the database, a trustee and the background process of one server, the
cluster `{folder}`, every member letting its plan improve itself, {rate} days a second held, every tenth committed and
the others given back. The load, the server and the search share {cores} cores; the search gives way to all else.

Ran on {machine}, shared with others (load {load:.1f}), so all times are upper bounds.

![The objective over time](server_improving.svg)
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """The plan after a row of the log: seconds into the run, seconds of weighted lateness, øre; whether the row was the
    background's."""

    at: float
    late_s: int
    ore: int
    improved: bool


@dataclass(frozen=True, slots=True)
class Course:
    """What the log tells of a run: the objective as it went, what the background's rows gained, whether each made it
    smaller, orders that came after their promised moment, rows in all."""

    moments: Sequence[Moment]
    gained_s: int
    gained_ore: int
    right: bool
    late: Sequence[str]
    rows: int


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
        self.ways: list[tuple[str, str]] = []

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
        ways = [(item["item"], region) for item in told["items"] for region in told["regions"]]
        self.ways = [way for way in ways[:MOST_WAYS] if self.offered(*way)]

    def offered(self, item: str, region: str) -> bool:
        """Whether it is delivered there at all."""
        from klynge.server.trustee.client import Refused

        try:
            return bool(self.ask("menu", self.customer, "customer", {"item": item, "quantity": 1, "region": region}))
        except Refused:
            return False

    def hold(self, number: int) -> tuple[float, bool]:
        """Hold a day for one piece of something; milliseconds, and whether it was held."""
        from klynge.server.trustee.client import Refused

        asked = {
            "item": self.ways[number % len(self.ways)][0],
            "quantity": 1 + number % 3,
            "region": self.ways[number % len(self.ways)][1],
            "hours": 1,
        }
        began = time.perf_counter()
        try:
            answer = self.ask("hold", self.customer, "customer", asked, uuid4().hex)
            then = "withdraw" if number % STAYS else "commit"
            self.ask(then, self.customer, "customer", {"order": answer["id"]}, uuid4().hex)
        except Refused:
            return 1e3 * (time.perf_counter() - began), False
        return 1e3 * (time.perf_counter() - began) / 2, True

    def phase(self, rate: int, seconds: int) -> Held:
        """Holds at a fixed rate; every tenth is committed, the others are given back so that the plan does not fill."""
        began, found = time.perf_counter(), []
        with ThreadPoolExecutor(16) as pool:
            for number in range(rate * seconds):
                time.sleep(max(0.0, began + number / rate - time.perf_counter()))
                found.append(pool.submit(self.hold, number))
            done = [each.result() for each in found]
        return Held([ms for ms, _ in done], sum(not held for _, held in done))


def course(cluster: UUID, since: datetime) -> Course:
    """The plan row by row from a moment on; its objective at each row of the background, and twice a second."""
    from klynge.planning.fold import Placements, Replica, apply, fold
    from klynge.planning.improve import objective_of
    from klynge.server.connection import addresses
    from klynge.server.database import TRUSTEE
    from klynge.server.log.store import rows_after

    def value(of: Any) -> tuple[int, ...]:
        return tuple(objective_of(Replica.of(of).schedule)[:3])

    # folding takes long, and an idle transaction is ended
    with psycopg.connect(addresses().conninfo(TRUSTEE), autocommit=True) as connection, connection.cursor() as cursor:
        rows = rows_after(cursor, cluster, 0)
        cursor.execute("select seq, at from log_row where cluster = %s", [cluster])
        times = {sequence: (at - since).total_seconds() for sequence, at in cursor.fetchall()}
    before = [row for row in rows if times[row.sequence] < 0]
    state = fold(before)
    already, now = late(state), value(state)
    moments = [Moment(0.0, now[1], now[2], improved=False)]
    gained, right, missed, run = [0, 0], True, set[str](), rows[len(before) :]
    for row in run:
        after, at = apply(state, row), times[row.sequence]
        improved = all(isinstance(change, Placements) for change in row.changes)
        if improved:
            was, now = value(state), value(after)
            right = right and now < was
            gained = [gained[0] + was[1] - now[1], gained[1] + was[2] - now[2]]
        elif at - moments[-1].at > STEP_S:
            now = value(after)
        if improved or at - moments[-1].at > STEP_S:
            moments.append(Moment(at, now[1], now[2], improved))
        missed |= late(after) - already
        state = after
    return Course(moments, gained[0], gained[1], right, sorted(missed), len(run))


def late(state: Any) -> set[str]:
    """The orders that are promised and arrive after that."""
    zero = state.network.epoch
    return {
        name
        for name, outcome in state.outcomes.items()
        if (order := state.orders.get(name)) is not None
        and order.latest_promised is not None
        and (outcome.delivered is None or outcome.delivered > (order.latest_promised - zero).total_seconds())
    }


def picture(found: Sequence[Moment], seconds: int) -> str:
    """The objective's parts over time as SVG, one below the other; a dot at each row of the background."""
    wide, high, left = 640, 300, 80
    lines = [f'<rect width="{wide}" height="{high}" fill="#ffffff"/>']
    series = (
        ("weighted lateness, hours", [each.late_s / 3600 for each in found], "#1f6f8b"),
        ("money, kroner", [each.ore / 100 for each in found], "#d98032"),
    )
    for part, (name, values, colour) in enumerate(series):
        top, tall = 30 + part * 135, 95
        low, most = min(values), max(values)
        xs = [left + (wide - left - 20) * min(each.at, seconds) / seconds for each in found]
        ys = [top + tall - tall * (value - low) / ((most - low) or 1.0) for value in values]
        path = f"M{xs[0]:.1f},{ys[0]:.1f}" + "".join(f" H{x:.1f} V{y:.1f}" for x, y in zip(xs[1:], ys[1:], strict=True))
        path += f" H{wide - 20}"
        lines.append(f'<text x="{left}" y="{top - 8}" fill="{colour}">{name}</text>')
        lines.append(f'<text x="{left - 6}" y="{top + 8}" text-anchor="end">{most:,.0f}</text>')
        lines.append(f'<text x="{left - 6}" y="{top + tall}" text-anchor="end">{low:,.0f}</text>')
        lines.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        for x, y, each in zip(xs, ys, found, strict=True):
            if each.improved:
                lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{colour}"/>')
        lines.append(f'<line x1="{left}" y1="{top + tall}" x2="{wide - 20}" y2="{top + tall}" stroke="#999999"/>')
    lines.append(f'<text x="{wide - 20}" y="{high - 8}" text-anchor="end">{seconds} s</text>')
    body = "\n".join(lines)
    size = f'viewBox="0 0 {wide} {high}" width="{wide}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12">\n{body}\n</svg>\n'


def main() -> int:
    """Run both phases and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "examples" / "small")
    parser.add_argument("--rate", type=int, default=40, help="promises a second, held and then committed or given back")
    parser.add_argument("--seconds", type=int, default=60, help="of each phase")
    options = parser.parse_args()
    with installed(options.folder) as environment, process("klynge.server.trustee", environment):
        asking = Asking()
        asking.wait()
        asking.phase(options.rate, 5)
        alone = asking.phase(options.rate, options.seconds)
        for member in asking.members:
            asking.ask("set_policy", member, "planner", {"improve": "publish"}, uuid4().hex)
        with process("klynge.server.background", environment):
            time.sleep(LOADING_S)
            since = datetime.now().astimezone()
            beside = asking.phase(options.rate, options.seconds)
        found = course(asking.cluster.id, since)
    landed = sum(each.improved for each in found.moments)
    head = HEAD.format(
        folder=options.folder.name, rate=options.rate, cores=os.cpu_count(), machine=machine(), load=os.getloadavg()[2]
    )
    text = head + "\n".join(
        [
            "",
            "| | promises | refused | p50 ms a write | p99 ms | most |",
            "|---|---|---|---|---|---|",
            alone.row("without the background"),
            beside.row("with it"),
            "",
            f"Of {found.rows} rows of the log {landed} were the background's (dots); each made the objective smaller:"
            f" {'yes' if found.right else 'NO'}. In all they took {found.gained_s / 3600:,.1f} hours of weighted"
            f" lateness and {found.gained_ore / 100:,.0f} kroner away. Promised orders that were late at a row and had"
            f" not been before: {len(found.late)}.",
            "",
        ]
    )
    print(text)
    PAGE.write_text(text, encoding="utf-8")
    PICTURE.write_text(picture(found.moments, options.seconds), encoding="utf-8")
    return 0 if landed and found.right and not found.late else 1


if __name__ == "__main__":
    sys.exit(main())
