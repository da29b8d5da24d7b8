# SPDX-License-Identifier: Apache-2.0
"""Plans of whole clusters: one priority rule, `construct`, `improve`, and PyJobShop on what it can model.

PyJobShop gets an easier problem than the engine: machines with their breaks, alternatives, precedence, the shortest
transport, dates and weights in whole minutes, but no set-ups, batches, people, materials, agreements or departures. Its
objective is weighted tardiness alone. So where the engine's plan is better, it is better although it keeps more rules.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from klynge.job import Job, Mode, Operation, Work
from klynge.network import Network, work_of
from klynge.network.calendar import open_intervals
from klynge.network.model import Kind
from klynge.network.synthetic import full, plain
from klynge.planning import compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.improve import improve
from klynge.planning.measure import measure
from klynge.reading import read_network

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks" / "practical.md"
HOUR, MINUTE = 3600, 60
MOST_CHECKED = 40_000


def example(name: str) -> tuple[Network, Work]:
    """An example cluster."""
    network = read_network(ROOT / "examples" / name)
    return network, work_of(network)


CASES: dict[str, Callable[[], tuple[Network, Work]]] = {
    "plain-60": lambda: plain(60),
    "plain-300": lambda: plain(300),
    "plain-1000": lambda: plain(1000),
    "full-1000": lambda: full(1000),
    "full-10000": lambda: full(10_000),
    "elverum": lambda: example("elverum"),
    "roros": lambda: example("roros"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one way reached on one case; None: nothing found. Lateness in weighted hours, money in kroner."""

    case: str
    operations: int
    way: str
    broken: int | None
    late_h: float | None
    money_kr: float | None
    wall_s: float
    cpu_s: float
    note: str = ""


def ours(name: str, seconds: float, workers: int, seed: int) -> list[Row]:
    """One rule, the best of all rules, and the search from there."""
    network, work = CASES[name]()
    problem = compile_problem(network, work)
    warm = construct(problem)
    improve(warm, Budget(iterations=4), workers=workers)
    rows = []
    ways: dict[str, Callable[[], Any]] = {
        "due dates": lambda: construct(problem, rule="due"),
        "construct": lambda: construct(problem),
        f"improve {seconds:g} s": lambda: improve(warm, Budget(seconds), workers=workers, seed=seed).schedule,
    }
    for way, make in ways.items():
        wall, cpu = time.perf_counter(), time.process_time()
        schedule = make()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        plan = schedule.plan()
        broken, late_s, money_ore = measure(network, work, plan).objective
        found = check(network, work, plan) if len(plan.portions) <= MOST_CHECKED else ()
        note = f"{len(found)} rules broken" if found else ""
        rows.append(Row(name, len(problem.rows), way, broken, late_s / HOUR, money_ore / 100, wall, cpu, note))
    return rows


def theirs(name: str, seconds: float, workers: int, seed: int) -> list[Row]:
    """PyJobShop (CP-SAT) on the easier problem, with the same seconds and threads."""
    network, work = CASES[name]()
    operations = sum(len(job.operations) for job in work.jobs)
    way = f"PyJobShop {seconds:g} s"
    wall, cpu = time.perf_counter(), time.process_time()
    model = Easier(network, work).model
    result = model.solve(time_limit=seconds, num_workers=workers, display=False, random_seed=seed)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    status = str(result.status.value).lower()
    late_h = result.objective * MINUTE / HOUR if status in ("optimal", "feasible") else None
    return [Row(name, operations, way, None, late_h, None, wall, cpu, f"easier problem; {status}")]


def _left(operation: Operation) -> int:
    """What is not reported yet."""
    return operation.quantity - sum(r.quantity for r in operation.reported)


class Easier:
    """A cluster's work as a PyJobShop model, with fewer rules."""

    def __init__(self, network: Network, work: Work) -> None:
        from pyjobshop import Model

        self.network, self.model = network, Model()
        self.units: dict[str, list[Any]] = {}
        self.tasks: dict[tuple[str, str], Any] = {}
        self.leads: dict[tuple[str, str], int] = defaultdict(lambda: 2**40)
        for lane in network.lanes.values():
            pair = lane.origin, lane.destination
            self.leads[pair] = min(self.leads[pair], lane.lead_s // MINUTE)
        orders: dict[str, list[Job]] = defaultdict(list)
        for job in work.jobs:
            orders[job.order].append(job)
        for jobs in orders.values():
            self._order(jobs)
        for job in work.jobs:
            self._links(job)
        self.model.set_objective(weight_total_tardiness=1)

    def _at(self, moment: datetime) -> int:
        return max(0, round((moment - self.network.start).total_seconds()) // MINUTE)

    def _order(self, jobs: list[Job]) -> None:
        if all(_left(operation) == 0 for job in jobs for operation in job.operations):
            return
        regional = any(job.region for job in jobs)
        due = min(self._at(job.promised or job.due) for job in jobs if job.region or not regional)
        lead = min(self._delivery(job) for job in jobs if job.region or not regional)
        made = self.model.add_job(weight=max(job.weight for job in jobs), due_date=max(0, due + 1 - lead))
        for job in jobs:
            for operation in job.operations:
                if left := _left(operation):
                    self._task(made, job, operation, left)

    def _delivery(self, job: Job) -> int:
        """The shortest way from any place where a last step can be done."""
        if not job.region:
            return 0
        followed = {link.before for link in job.precedence if not link.before_job}
        last = [op for op in job.operations if op.id not in followed]
        return min(self.leads[mode.site, job.region] for op in last for mode in op.modes)

    def _task(self, made: Any, job: Job, operation: Operation, quantity: int) -> None:
        task = self.model.add_task(job=made, earliest_start=self._at(job.release), allow_breaks=True)
        self.tasks[job.id, operation.id] = task
        for mode in operation.modes:
            per_lot = -(-quantity // operation.max_lots)
            for unit in self._units_of(mode):
                self.model.add_mode(task, [unit], max(1, mode.run_s(per_lot) // MINUTE))

    def _units_of(self, mode: Mode) -> list[Any]:
        """Machines with their breaks; ovens and bought work are without limit."""
        centre = self.network.work_centres[mode.work_centre]
        if centre.id not in self.units:
            if centre.kind is Kind.MACHINE:
                breaks = self._breaks(centre.calendar, self.network.sites[centre.site].time_zone)
                self.units[centre.id] = [self.model.add_machine(breaks=breaks) for _ in range(centre.units)]
            else:
                self.units[centre.id] = [self.model.add_renewable(capacity=1_000_000)]
        return self.units[centre.id]

    def _breaks(self, calendar: str, zone: str) -> list[tuple[int, int]]:
        network = self.network
        opened = open_intervals(network.calendars[calendar], zone, network.start, network.end)
        edges = [(0, 0), *((self._at(a), self._at(b)) for a, b in opened)]
        return [(a[1], b[0]) for a, b in pairwise(edges) if b[0] > a[1]]

    def _links(self, job: Job) -> None:
        for link in job.precedence:
            before = self.tasks.get((link.before_job or job.id, link.before))
            after = self.tasks.get((job.id, link.after))
            if before is not None and after is not None and link.transfer_quantity is None:
                self.model.add_end_before_start(before, after, delay=link.min_lag_s // MINUTE)


def apart(action: Callable[..., list[Row]], *arguments: Any) -> list[Row]:
    """Run in a process of its own, so that one way's memory and kernels do not touch another's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        try:
            return pool.submit(action, *arguments).result()
        except BrokenProcessPool:
            return [Row(arguments[0], 0, action.__name__, None, None, None, 0.0, 0.0, "ran out of memory")]


def line(row: Row) -> str:
    """A row of the table."""
    late = "none" if row.late_h is None else f"{row.late_h:,.1f}"
    money = "" if row.money_kr is None else f"{row.money_kr:,.0f}"
    broken = "" if row.broken is None else str(row.broken)
    cells = [
        row.case,
        f"{row.operations:,}",
        row.way,
        broken,
        late,
        money,
        f"{row.wall_s:.1f}",
        f"{row.cpu_s:.1f}",
        row.note,
    ]
    return "| " + " | ".join(cells) + " |"


HEAD = """| case | operations | way | broken promises | late, weighted h | cost kr | wall s | CPU s | |
| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |"""


def main() -> None:
    """Run the cases, print the rows, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", nargs="*", choices=CASES, default=list(CASES))
    parser.add_argument("--no-page", action="store_true", help="do not write docs/benchmarks/practical.md")
    wish = parser.parse_args()
    peer = find_spec("pyjobshop") is not None
    if not peer:
        print("PyJobShop is not installed (dependency group bench): its rows are left out.")
    rows: list[Row] = []
    print(HEAD)
    for name in wish.case:
        for action in (ours, theirs) if peer else (ours,):
            found = apart(action, name, wish.seconds, wish.workers, wish.seed)
            rows += found
            print("\n".join(map(line, found)), flush=True)
    if not wish.no_page:
        limits = f"{wish.seconds:g} s, {wish.workers} threads, seed {wish.seed}, on {os.cpu_count()} cores"
        about = (__doc__ or "").partition("\n")[2].strip()
        text = f"# Plans of whole clusters\n\nMade by `make bench-practical`: {limits}.\n\n{about}\n\n{HEAD}\n"
        PAGE.write_text(text + "\n".join(map(line, rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
