# SPDX-License-Identifier: Apache-2.0
"""Promises on full plans: milliseconds to place and take in one more order, to tell its menu, and to hold an offer.

The clusters are `klynge.network.synthetic.plain` and `full`, seed 1, planned by the rule "due". Orders asked for are
drawn from the cluster's own (seed 2): the same work and release under a new name. Every one of them is taken into the
plan, so it grows while it is measured.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from klynge.job import Job, Work
from klynge.network import Network
from klynge.network.synthetic import full, plain
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.journal import roll_back
from klynge.planning.kernels.orders import ask
from klynge.planning.promise import Book, menu
from klynge.planning.promise.menu import Menu
from klynge.planning.promise.request import Request, request_of, trial
from klynge.planning.promise.reserving import join, make_task_room

KINDS: dict[str, Callable[[int], tuple[Network, Work]]] = {"plain": plain, "full": full}
CASES = (("plain", 100_000), ("full", 100_000), ("plain", 1_000_000))
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "promises.md"
PLACE, KERNEL, MENU, HOLD = "place", "place and take in", "menu", "hold an offer"


@dataclass(frozen=True, slots=True)
class Spans:
    """Milliseconds of many calls, by this thread's processor time and by the wall clock."""

    what: str
    cpu: list[float]
    wall: list[float]

    def row(self) -> list[str]:
        """50th and 99th percentile of both, and the most of the processor's."""
        values = (*np.percentile(self.cpu, (50, 99)), max(self.cpu), *np.percentile(self.wall, (50, 99)))
        return [self.what, str(len(self.cpu)), *(f"{value:.2f}" for value in values)]


class Asking:
    """Orders like those of a cluster under new names, taken into a schedule of it one after the other."""

    def __init__(self, kind: str, operations: int) -> None:
        network, work = KINDS[kind](operations)
        self.orders: dict[str, list[Job]] = {}
        for job in work.jobs:
            self.orders.setdefault(job.order, []).append(job)
        self.names = list(self.orders)
        self.draw = np.random.default_rng(2)
        self.schedule: Schedule = construct(compile_problem(network, work), rule="due")
        self.number = 0

    def jobs(self) -> list[Job]:
        """One more order."""
        self.number += 1
        like = self.orders[self.names[int(self.draw.integers(len(self.names)))]]
        return [replace(job, id=f"new {self.number} {job.id}", order=f"new {self.number}") for job in like]

    def timed(self, what: str, count: int, prepare: Callable[[], object], call: Callable[..., object]) -> Spans:
        """What `call` takes for so many orders, each `prepare`d outside the clock; two more warm it up."""
        cpu, wall = [], []
        for _ in range(count + 2):
            prepared = prepare()
            begun_cpu, begun = time.thread_time(), time.perf_counter()
            call(prepared)
            cpu.append(1000 * (time.thread_time() - begun_cpu))
            wall.append(1000 * (time.perf_counter() - begun))
        return Spans(what, cpu[2:], wall[2:])


def kernel_request(asking: Asking) -> Request:
    """An order's tables beside the schedule: what the kernels start from."""
    jobs = asking.jobs()
    make_task_room(asking.schedule, sum(len(job.operations) for job in jobs))
    return request_of(asking.schedule, jobs)


def place_and_take_in(request: Request) -> None:
    """The earliest delivery over all alternatives, kept: the order is one of the plan's from then on."""
    schedule = request.schedule
    resources, _, supplies = schedule.problem.views
    why, when = ask(resources, request.view, supplies, schedule.view(), request.task0, 0, request.guest)
    if why == col.OK:
        join(schedule, request, int(when), ())


def place(request: Request) -> None:
    """The earliest delivery over all alternatives, not kept: the kernel alone."""
    schedule = request.schedule
    resources, _, supplies = schedule.problem.views
    ask(resources, request.view, supplies, schedule.view(), request.task0, 0, request.guest)


def measure(kind: str, operations: int, count: int) -> list[Spans]:
    """All that is measured on one cluster."""
    asking = Asking(kind, operations)
    gc.collect()
    gc.freeze()  # as a server would: what is there for good is not looked through again
    book = Book(asking.schedule)

    def told() -> Menu:
        return menu(book.schedule, asking.jobs())

    def hold(answer: Menu) -> None:
        if answer.entries:
            book.hold(answer.entries[len(answer.entries) // 2])

    with trial(asking.schedule) as state:  # what is placed in it is taken back at the end

        def placed() -> Request:
            roll_back(state, 0)
            return request_of(asking.schedule, asking.jobs())

        found = [asking.timed(PLACE, count, placed, place)]
    found.append(asking.timed(KERNEL, count, lambda: kernel_request(asking), place_and_take_in))
    found.append(asking.timed(MENU, count, asking.jobs, lambda jobs: menu(book.schedule, jobs)))
    found.append(asking.timed(HOLD, count, told, hold))
    gc.unfreeze()
    return found


def page(results: Sequence[tuple[str, int, list[Spans]]]) -> str:
    """The page of the documentation."""
    heads = ["plan", "what", "orders", "CPU p50", "CPU p99", "CPU most", "wall p50", "wall p99"]
    lines = [heads, ["---", "---", *["---:"] * 6]]
    lines += [[f"{kind} {size:,}".replace(",", " "), *each.row()] for kind, size, spans in results for each in spans]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"""# Promises on full plans

Made by `make bench-promises`. The clusters are `klynge.network.synthetic.plain` and `full` with seed 1, planned by the rule
"due". Orders asked for are drawn from the cluster's own: the same work and release under a new name, 3 to 12 operations with
up to five alternatives each. Milliseconds; ran on {machine()}, one thread, kernels compiled.

- *{PLACE}*: the kernel alone places an order as early as it can, over all alternatives.
- *{KERNEL}*: the same, and it becomes one of the plan's (state, tables, names); what comes before, making the order's
  tables, is not in it.
- *{MENU}*: `klynge.planning.promise.menu`, all of it: tables, the search for ways that none beats in day, cost and CO2, and up
  to eight entries read out with their portions.
- *{HOLD}*: `Book.hold`, all of it: placed again as it was offered, checked, taken in.

{table}

Wall times are those of a machine that others used at the same time; the processor's are of this thread alone.
"""  # noqa: E501  the page has lines of its own


def machine() -> str:
    """What it ran on, in words that name no one's machine."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2] for line in lines if line.startswith("model name")]
    name = " ".join((names or [platform.machine()])[0].split()[:2])
    return f"{os.cpu_count()} cores ({name}), Python {platform.python_version()}"


def show(console: Console, rows: Sequence[Sequence[str]]) -> None:
    """A table on the screen, headings first."""
    shown = Table()
    for head in rows[0]:
        shown.add_column(head, no_wrap=True)
    for row in rows[1:]:
        shown.add_row(*row)
    console.print(shown)


def main() -> None:
    """Measure, show, and write the page when nothing was left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", default="", help="such as plain:100000,full:20000 (default: those of the page)")
    parser.add_argument("--count", type=int, default=1000, help="how many orders of each are timed")
    asked = parser.parse_args()
    cases = [(kind, int(size)) for kind, _, size in (case.partition(":") for case in asked.cases.split(",") if case)]
    console = Console(width=140)
    results = []
    for kind, size in cases or CASES:
        spans = measure(kind, size, asked.count)
        results.append((kind, size, spans))
        rows = [["", "orders", "CPU p50", "CPU p99", "CPU most", "wall p50", "wall p99"]]
        console.print(f"{kind} {size}")
        show(console, rows + [each.row() for each in spans])
    if not cases:
        PAGE.write_text(page(results), encoding="utf-8")
        console.print(f"written: {PAGE.name}")


if __name__ == "__main__":
    main()
