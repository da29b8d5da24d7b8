# SPDX-License-Identifier: Apache-2.0
"""Price and day beside every option: milliseconds a click, in sessions of random clicks on the Røros example.

The cluster is planned by the rule "due". Each session begins with nothing chosen and clicks (seed 1) a possible option
or number of a variable that is open, until all is decided; after each click every option that is left is priced and
dated. Work that was asked for before in the same plan shares its day, also between sessions, as on a server.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from rich.console import Console
from rich.table import Table

import klynge
from klynge.configure import ChoiceView, NumberView, Session, Standing
from klynge.offers import By

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "offers.md"
QUANTITY = 12
HUNDRED = 100
HEADS = ("product", "clicks", "options", "CPU p50", "CPU p99", "wall p50", "wall p99", "a hundred, p99")


@dataclass(slots=True)
class Clicks:
    """Milliseconds and options of many quotes."""

    what: str
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    options: list[int] = field(default_factory=list)

    def timed(self, call: Callable[[], int]) -> None:
        """Note what a call took and how many options it priced and dated."""
        begun_cpu, begun = time.thread_time(), time.perf_counter()
        options = call()
        self.cpu.append(1000 * (time.thread_time() - begun_cpu))
        self.wall.append(1000 * (time.perf_counter() - begun))
        self.options.append(options)

    def row(self) -> list[str]:
        """Percentiles; the last of processor milliseconds for a hundred options, of quotes with twenty or more."""
        many = [HUNDRED * cpu / n for cpu, n in zip(self.cpu, self.options, strict=True) if n >= 20]
        times = (*np.percentile(self.cpu, (50, 99)), *np.percentile(self.wall, (50, 99)))
        hundred = f"{np.percentile(many, 99):.0f}" if many else "–"
        return [self.what, str(len(self.cpu)), f"{np.median(self.options):.0f}", *(f"{x:.0f}" for x in times), hundred]


def region_of(cluster: klynge.Cluster, product: str) -> str:
    """A region to which the product can be delivered from where its last step is done."""
    network, steps = cluster.network, cluster.desk.products[product].steps if cluster.desk else ()
    sites = {network.work_centres[way.work_centre].site for way in steps[-1].ways}
    reached = [lane.destination for lane in network.lanes.values() if lane.origin in sites]
    return min(name for name in reached if name not in network.sites)


def click(session: Session, random: Random) -> Session | None:
    """One more choice among what is possible; None when all is decided."""
    shown = [
        one
        for one in session.view().variables.values()
        if isinstance(one, ChoiceView | NumberView) and one.standing is Standing.OPEN
    ]
    if not shown:
        return None
    one = random.choice(shown)
    if isinstance(one, ChoiceView):
        return session.choose(one.variable, random.choice([option.id for option in one.options if option.possible]))
    span = random.choice(one.spans)
    return session.choose(one.variable, random.choice(range(span.low, span.high + 1, span.step)))


def measure(planned: klynge.Planned, product: str, sessions: int, by: By) -> tuple[Clicks, Clicks]:
    """Sessions of one product; and a hundred configurations drawn anew, each of whose days is asked for."""
    quoter, random = klynge.quoter(planned), Random(1)
    region = region_of(planned.cluster, product)
    start = klynge.session(planned.cluster, product, quantity=QUANTITY)
    clicks, drawn = Clicks(product), Clicks(product)
    quoter.quote(start, region, by)  # compiled and read once, as a server has it

    def quoted(session: Session) -> int:
        return len(quoter.quote(session, region, by).options)

    def dated(seed: int) -> int:
        some, fresh = start.sample(HUNDRED, seed), klynge.quoter(planned)
        return len(fresh.days(start.product.model, some, QUANTITY, region))

    for _ in range(sessions):
        session: Session | None = start
        while session is not None:
            clicks.timed(partial(quoted, session))
            session = click(session, random)
    for seed in range(max(3, sessions // 4)):
        drawn.timed(partial(dated, seed))
    return clicks, drawn


def page(tables: Sequence[tuple[str, list[list[str]]]], sessions: int) -> str:
    """The page of the documentation."""
    heads = f"| {' | '.join(HEADS)} |\n| --- |{' ---: |' * (len(HEADS) - 1)}"
    parts = "\n\n".join(
        f"## {title}\n\n{heads}\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) for title, rows in tables
    )
    return f"""# Price and day beside every option

Made by `make bench-offers`. The Røros example is planned by the rule "due"; {sessions} sessions of each product, {QUANTITY} pieces, begin with
nothing chosen and click at random (seed 1) among what is possible until all is decided. After each click every option that is
left is priced by its cheapest completion and dated by what a promise for exactly that completion answers on the plan. Milliseconds;
ran on {machine()}, one thread, kernels compiled.

{parts}

*A hundred* is processor milliseconds for a hundred options, of clicks with twenty options or more. Work that was asked for before on the same plan
shares its day; *drawn anew* shares nothing: a hundred products drawn uniformly, each made into jobs and placed. Wall times also tell who else used
the machine.
"""  # noqa: E501  the page has lines of its own


def machine() -> str:
    """What it ran on, in words that name no one's machine."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2] for line in lines if line.startswith("model name")]
    name = " ".join((names or [platform.machine()])[0].split()[:2])
    return f"{os.cpu_count()} cores ({name}), Python {platform.python_version()}"


def show(console: Console, title: str, rows: Sequence[Sequence[str]]) -> None:
    """A table on the screen."""
    shown = Table(title=title, title_justify="left")
    for head in HEADS:
        shown.add_column(head, no_wrap=True)
    for row in rows:
        shown.add_row(*row)
    console.print(shown)


def main() -> None:
    """Measure, show, and write the page when nothing was left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--products", nargs="*", help="which products (default: all of the example)")
    parser.add_argument("--sessions", type=int, default=12, help="sessions of each product")
    asked = parser.parse_args()
    planned = klynge.plan(klynge.read(ROOT / "examples" / "roros"), "due")
    assert planned.cluster.desk is not None
    products = asked.products or list(planned.cluster.desk.products)
    console = Console(width=140)
    gc.collect()
    gc.freeze()  # as a server would: what is there for good is not looked through again
    ways: tuple[tuple[str, By, int], ...] = (
        ("The cheapest way", "cheapest", asked.sessions),
        ("The earliest way", "earliest", max(1, asked.sessions // 4)),
    )
    tables, drawn_rows = [], []
    for title, by, sessions in ways:
        rows = []
        for product in products:
            clicks, drawn = measure(planned, product, sessions, by)
            rows.append(clicks.row())
            if by == "cheapest":
                drawn_rows.append(drawn.row())
        tables.append((title, rows))
        show(console, title, rows)
    tables.append(("Drawn anew", drawn_rows))
    show(console, *tables[-1])
    if not asked.products:
        PAGE.write_text(page(tables, asked.sessions), encoding="utf-8")
        console.print(f"written: {PAGE.name}")


if __name__ == "__main__":
    main()
