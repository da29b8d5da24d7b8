# SPDX-License-Identifier: Apache-2.0
"""Seconds and memory of a plan of 1 000 to 1 000 000 operations, plain and with every feature.

The clusters are `klynge.network.synthetic.plain` and `full`, seed 1. Each case runs in a process of its own, with the
kernels compiled and warm: `compile_problem`, then `construct` by the rule "due", each several times over.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import platform
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np
from rich.console import Console
from rich.table import Table

from klynge.job import Work
from klynge.network import Network
from klynge.network.synthetic import full, plain
from klynge.planning import Problem, Schedule, compile_problem, construct
from klynge.planning.check import check
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.clock import work_at

KINDS: dict[str, Callable[[int], tuple[Network, Work]]] = {"plain": plain, "full": full}
SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST_CHECKED = 10_000
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "plan_sizes.md"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seconds:
    """By the wall clock and of this process's work."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Result:
    """What one case measured; shares of 1, memory in MB (of a million bytes), `findings` None where not checked."""

    kind: str
    operations: int
    tables: Seconds
    construct: Seconds
    input_mb: float
    state_mb: float
    rss_mb: float
    on_time: float
    utilisation: float
    findings: int | None

    @property
    def tables_us(self) -> float:
        """CPU microseconds an operation to compile the tables."""
        return 1e6 * self.tables.cpu / self.operations

    @property
    def construct_us(self) -> float:
        """CPU microseconds an operation to construct the plan."""
        return 1e6 * self.construct.cpu / self.operations


def timed(action: Callable[[], T], repeat: int) -> tuple[T, Seconds]:
    """What the action gives, and its median seconds."""
    walls, cpus = [], []
    for _ in range(repeat):
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        result = action()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return result, Seconds(median(walls), median(cpus))


def warm_up() -> None:
    """Load the kernels, and compile those that are not compiled yet."""
    construct(compile_problem(*full(300)), rule="due")


def measure(kind: str, operations: int, repeat: int) -> Result:
    """One case, in this process."""
    warm_up()
    network, work = KINDS[kind](operations)
    problem, tables = timed(lambda: compile_problem(network, work), repeat)
    schedule, seconds = timed(lambda: construct(problem, rule="due"), repeat)
    return Result(
        kind,
        len(problem.rows),
        tables,
        seconds,
        megabytes(problem.operations) + megabytes(problem.resources),
        megabytes(schedule.state),
        peak_rss_mb(),
        float((schedule.arrivals <= problem.keys.due).mean()),
        utilisation(problem, schedule),
        len(check(network, work, schedule.plan())) if operations <= MOST_CHECKED else None,
    )


def megabytes(arrays: Sequence[np.ndarray]) -> float:
    """What the arrays take."""
    return sum(array.nbytes for array in arrays) / 1e6


def peak_rss_mb() -> float:
    """The most memory that this process has had."""
    for line in _lines(Path("/proc/self/status")):
        if line.startswith("VmHWM:"):  # where there is one, as getrusage counts what a parent had before it started us
            return int(line.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def utilisation(problem: Problem, schedule: Schedule) -> float:
    """Share of machines' open time that set-ups and runs take, in the middle half of the time to the last due date."""
    res, state, centres = problem.views[0], schedule.state, problem.resources.wc
    last = int(problem.keys.due.max())
    window = np.array([[work_at(res, int(wc[col.WC_CAL]), t) for t in (last // 4, 3 * last // 4)] for wc in centres])
    machine = centres[:, col.WC_KIND] == col.MACHINE
    open_s = ((window[:, 1] - window[:, 0]) * centres[:, col.WC_UNITS])[machine].sum()
    run = state.run[: state.counter[col.N_RUN]]
    run = run[(run[:, col.RUN_COUNT] > 0) & machine[run[:, col.RUN_WC]]]
    first, end = window[run[:, col.RUN_WC]].T
    begins = np.maximum(run[:, col.RUN_FROM] - run[:, col.RUN_SETUP], first)
    return float(
        np.maximum(0, np.minimum((run[:, col.RUN_FROM] + run[:, col.RUN_SECONDS]), end) - begins).sum() / open_s
    )


def rows(results: Sequence[Result]) -> list[list[str]]:
    """The measures, headings first."""
    heads = ["", "operations", "tables s", "construct s", "tables µs/op", "construct µs/op", "plan MB", "peak RSS MB"]
    found = [[*heads, "on time", "busy", "check"]]
    for r in results:
        checked = "" if r.findings is None else "nothing found" if r.findings == 0 else f"{r.findings} findings"
        both = (f"{s.wall:.3g} ({s.cpu:.3g})" for s in (r.tables, r.construct))
        memory = (f"{r.input_mb + r.state_mb:.0f}", f"{r.rss_mb:.0f}")
        shares = (f"{r.on_time:.1%}", f"{r.utilisation:.0%}")
        micro = (f"{r.tables_us:.2f}", f"{r.construct_us:.2f}")
        found.append([r.kind, _count(r.operations), *both, *micro, *memory, *shares, checked])
    return found


def ratios(results: Sequence[Result]) -> list[list[str]]:
    """Full against plain, and what an operation costs against the size before; by CPU seconds."""
    found = [["operations", "full/plain construct", "full/plain in all", "growth plain", "growth full"]]
    by_size: dict[int, dict[str, Result]] = {}
    for r in results:
        by_size.setdefault(round(r.operations, -3), {})[r.kind] = r
    before: dict[str, Result] = {}
    for size, here in by_size.items():
        a, b = here["plain"], here["full"]
        one = b.construct_us / a.construct_us
        both = (b.construct_us + b.tables_us) / (a.construct_us + a.tables_us)
        growth = [f"{r.construct_us / before[k].construct_us:.2f}" if k in before else "" for k, r in here.items()]
        found.append([_count(size), f"{one:.2f}", f"{both:.2f}", *growth])
        before = here
    return found


def machine() -> str:
    """What it ran on, in words that name no one's machine."""
    names = [line.partition(":")[2] for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")]
    name = " ".join((names or [platform.machine()])[0].split()[:2])
    software = ", ".join(f"{package} {version(package)}" for package in ("numpy", "numba"))
    return f"{os.cpu_count()} cores ({name}), Python {platform.python_version()}, {software}"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


def show(console: Console, table: list[list[str]]) -> None:
    """A table on the screen."""
    shown = Table()
    for head in table[0]:
        shown.add_column(head, no_wrap=True)
    for row in table[1:]:
        shown.add_row(*row)
    console.print(shown)


def page(results: Sequence[Result], repeat: int) -> str:
    """The page of the documentation."""
    tables = "\n\n".join(_markdown(table) for table in (rows(results), ratios(results)))
    return f"""# Plans of a thousand to a million operations

Made by `python benchmarks/plan_sizes.py`. The clusters are `klynge.network.synthetic.plain` and `full` with seed 1, whose
docstrings say exactly what is in them: *plain* has alternatives, shifts, set-ups, transport and dates, *full* also people,
ovens, materials, supply lots, lags, overlap, splitting, agreements and the rest.

Ran on {machine()}: one process a case, one core used, kernels compiled, medians of {repeat}. Seconds are by the wall clock, and
of processor time in brackets; microseconds an operation are of processor time.

- *tables*: `compile_problem`, from jobs as Python objects to arrays; *construct*: one plan by the rule "due".
- *plan MB*: the arrays of the problem and of the plan; *peak RSS*: the process with Python, kernels and jobs as objects.
- *on time*: orders that arrive by their due date; *busy*: set-ups and runs as a share of machines' open hours in the
  middle half of the time to the last due date.
- *check*: what `planning.check` finds, which shares no code with the engine (up to {_count(MOST_CHECKED)} operations).

{tables}

*Growth* is what an operation costs in construct against the size before it (1: linear).
"""  # noqa: E501  the page has lines of its own


def _markdown(table: list[list[str]]) -> str:
    lines = [table[0], ["---"] + ["---:"] * (len(table[0]) - 1), *table[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure, show, and write the page when nothing was left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="operations, separated by commas")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is timed")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    console = Console(width=160)
    console.print(f"{machine()}; seed 1, median of {asked.repeat}")
    results = []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        pool.submit(warm_up).result()
        for size in sizes:
            for kind in KINDS:
                results.append(pool.submit(measure, kind, size, asked.repeat).result())
                console.print(f"{kind} {_count(size)}: {results[-1].construct.wall:.3g} s")
    show(console, rows(results))
    show(console, ratios(results))
    if tuple(sizes) == SIZES:
        PAGE.write_text(page(results, asked.repeat), encoding="utf-8")
        console.print(f"written: {PAGE.name}")


if __name__ == "__main__":
    main()
