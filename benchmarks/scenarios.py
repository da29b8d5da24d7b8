# SPDX-License-Identifier: Apache-2.0
"""Scenarios a second of a cluster of 100 000 operations, what each costs beside planning, and what a second core gives.

The cluster is `klynge.network.synthetic.plain` (and `full`), seed 1, planned by the rule "due". The mix has a hundred
scenarios: each kind of change as often, at one work centre, lane or member after the other.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from statistics import mean, median

from klynge.job import Work
from klynge.network import Network
from klynge.network.synthetic import full, plain
from klynge.planning import compile_problem
from klynge.planning.scenario import Base, Scenario, compare, from_data
from klynge.planning.scenario.apply import changed
from klynge.planning.scenario.desk import Desk
from klynge.planning.scenario.outcome import outcome_of
from klynge.planning.scenario.patch import patched

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "scenarios.md"
PICTURE = PAGE.with_suffix(".svg")
COLOURS = ("#1f6f8b", "#d98032")
ALLOWED_MS = 100  # of one thread, at 20 a second on two cores
OPERATIONS = 100_000
SCENARIOS = {"plain": 104, "full": 26}  # eight and two of each kind
CLUSTERS: dict[str, Callable[[int], tuple[Network, Work]]] = {"plain": plain, "full": full}
HEAD = """# Scenarios of a cluster of 100 000 operations

Made by `python benchmarks/scenarios.py`. The clusters are `klynge.network.synthetic.plain` and `full` with seed 1,
planned by the rule "due"; scenarios of each kind of change in turn, each planned, measured and compared with
the base in all measures.

Ran on {machine}. *CPU ms* is one thread's processor time for a scenario (median), *planned anew* the share of all
operations that it can reach: what a change cannot reach is taken from the base's plan, and other prices move nothing.
The result is the same as that of planning the changed cluster whole, which the tests hold it to.

![CPU milliseconds of a scenario by kind of change](scenarios.svg)
"""
EVERYWHERE = ("set-ups everywhere", "a fifth more orders", "a fifth fewer orders")


def kinds(network: Network) -> dict[str, Callable[[int], dict[str, object]]]:
    """A change of each kind, as data, for a number."""
    centres, lanes = list(network.work_centres), list(network.lanes)
    members, calendars = list(network.members), list(network.calendars)
    set_up = [name for name in centres if network.work_centres[name].setup_matrix]
    matrix = next(iter(network.setup_matrices))
    start = network.start.date()

    def at(n: int) -> str:
        return centres[n % len(centres)]

    def week(n: int) -> str:
        return (start + timedelta(weeks=n)).isoformat()

    def other(n: int) -> str:
        return calendars[(calendars.index(network.work_centres[at(n)].calendar) + 1) % len(calendars)]

    saturdays = [{"days": "sat", "from": "07:00", "to": "13:00"}]
    return {
        "one more unit": lambda n: {"change": "units", "work_centre": at(n), "units": 1},
        "a new work centre": lambda n: {"change": "work_centre", "id": f"new-{n}", "like": at(n)},
        "lost for two weeks": lambda n: {
            "change": "lost", "work_centre": at(n), "first": week(2 + n % 20), "last": week(4 + n % 20),
        },
        "other shifts": lambda n: {"change": "shifts", "work_centres": [at(n)], "use": other(n)},
        "overtime": lambda n: {
            "change": "exception", "work_centres": [at(n)], "first": week(n % 20), "last": week(5 + n % 20),
            "adds": True, "shifts": saturdays,
        },
        "quicker set-ups": lambda n: {"change": "setup", "work_centres": [set_up[n % len(set_up)]], "permille": 500},
        "quicker runs": lambda n: {"change": "speed", "work_centre": at(n), "permille": 850},
        "other prices": lambda n: {"change": "price", "of": "work_centre", "field": "cost_ore_h", "permille": 1100 + n},
        "a quicker lane": lambda n: {"change": "lane_time", "lane": lanes[n % len(lanes)], "lead_s": 600},
        "a member leaves": lambda n: {"change": "leaves", "member": members[n % len(members)]},
        "set-ups everywhere": lambda n: {"change": "setup", "matrix": matrix, "permille": 900 - n},
        "a fifth more orders": lambda _: {"change": "volume", "permille": 1200},
        "a fifth fewer orders": lambda _: {"change": "volume", "permille": 800},
    }  # fmt: skip


def mixed(network: Network, count: int) -> list[tuple[str, Scenario]]:
    """So many scenarios, each kind in turn."""
    found = []
    for n, (kind, make) in zip(range(count), cycle(kinds(network).items()), strict=False):
        found.append((kind, from_data({"id": f"{n}", "changes": [make(n)]})))
    return found


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU milliseconds of one scenario: what is done beside planning and counting, and all of it."""

    overhead: float
    whole: float
    touched: float  # share of the operations that are planned anew


def measured(base: Base, desk: Desk, scenario: Scenario) -> Cost:
    """One scenario in this thread, part by part."""
    begin = time.thread_time()
    found = changed(base.problem.network, base.orders, scenario)
    now = patched(base, found)
    desk.schedule(now)
    overhead = time.thread_time() - begin
    begin = time.thread_time()
    answer = desk.answer(found)
    assert answer is not None
    asked = time.thread_time()
    outcome_of(base, scenario, answer)
    end = time.thread_time()
    order = base.problem.operations.order
    operations = order[:, 1] - order[:, 0]
    planned = float(operations[now.touched[base.islands.orders]].sum() / operations.sum())
    if answer.arrivals is base.schedule.arrivals:
        planned = 0.0
    return Cost(1e3 * (overhead + end - asked), 1e3 * (end - begin), planned)


@dataclass(frozen=True, slots=True)
class Rate:
    """The mix planned by so many workers."""

    workers: int
    wall: float
    cpu: float
    count: int

    def row(self) -> list[str]:
        """As the page has it."""
        a_second, a_cpu_second = self.count / self.wall, self.count / self.cpu
        seconds = f"{self.wall:.2f}", f"{self.cpu:.2f}"
        return [str(self.workers), str(self.count), *seconds, f"{a_second:.1f}", f"{a_cpu_second:.1f}"]


def rate(base: Base, scenarios: Sequence[Scenario], workers: int) -> Rate:
    """Plan and compare the mix."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    found = compare(base, scenarios, workers=workers)
    assert len(found.outcomes) == len(scenarios)
    return Rate(workers, time.perf_counter() - wall, time.process_time() - cpu, len(scenarios))


def report(name: str, operations: int, count: int, say: Callable[[str], None]) -> tuple[str, dict[str, float]]:
    """Measure one cluster; its part of the page, and the CPU milliseconds of each kind of change."""
    network, work = CLUSTERS[name](operations)
    base = Base.of(compile_problem(network, work), "due")
    mix = mixed(network, count)
    desk = Desk(base)
    desk.answer(changed(network, base.orders, mix[0][1]))
    costs: dict[str, list[Cost]] = {}
    for kind, scenario in mix:
        costs.setdefault(kind, []).append(measured(base, desk, scenario))
    rows = [["change", "CPU ms", "of it beside planning and counting", "planned anew"]]
    for kind, found in costs.items():
        rows.append(
            [kind, f"{median(c.whole for c in found):.0f}", f"{median(c.overhead for c in found):.1f}",
             f"{mean(c.touched for c in found):.0%}"]
        )  # fmt: skip
    local = [c for kind, found in costs.items() if kind not in EVERYWHERE for c in found]
    scenarios = [scenario for _, scenario in mix]
    rates = [rate(base, scenarios, workers) for workers in (1, 2)]
    table = [["workers", "scenarios", "wall s", "CPU s", "a second", "a CPU second"]]
    table += [r.row() for r in rates]
    faster, dearer = rates[0].wall / rates[1].wall, rates[1].cpu / rates[0].cpu
    beside = median(c.overhead for c in local)
    size = f"{len(base.problem.rows):,}".replace(",", " ")
    text = (
        f"## {name}, {size} operations\n\n{_markdown(table)}\n\n"
        f"Two workers against one: {faster:.2f} times as many by the wall clock, {dearer:.2f} times the CPU.\n"
        f"Beside planning and counting a scenario takes {beside:.1f} ms (median of those that leave the orders "
        f"as they are).\n\n{_markdown(rows)}\n"
    )
    say(text)
    return text, {kind: median(c.whole for c in found) for kind, found in costs.items()}


def picture(bars: dict[str, dict[str, float]]) -> str:
    """Bars of CPU milliseconds by kind of change, one colour a cluster, as SVG; a line at what 20 a second allow."""
    kinds_shown = list(next(iter(bars.values())))
    most = max(ms for found in bars.values() for ms in found.values())
    left, wide, high, gap = 150, 560, 11, 10
    step = high * len(bars) + gap
    lines = []
    for row, kind in enumerate(kinds_shown):
        y = 30 + row * step
        lines.append(f'<text x="{left - 8}" y="{y + high}" text-anchor="end">{kind}</text>')
        for n, (colour, found) in enumerate(zip(COLOURS, bars.values(), strict=False)):
            width, top = wide * found[kind] / most, y + n * high
            lines.append(f'<rect x="{left}" y="{top}" width="{width:.1f}" height="{high - 1}" fill="{colour}"/>')
            lines.append(f'<text x="{left + width + 4:.1f}" y="{top + high - 2}">{found[kind]:.0f}</text>')
    bottom = 30 + len(kinds_shown) * step
    at = left + wide * ALLOWED_MS / most
    lines.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="24" y2="{bottom}" stroke="#888" stroke-dasharray="4 3"/>')
    lines.append(f'<text x="{at:.1f}" y="18" text-anchor="middle">{ALLOWED_MS} ms: 20 a second on two cores</text>')
    legend = ", ".join(f'<tspan fill="{c}">{name}</tspan>' for c, name in zip(COLOURS, bars, strict=False))
    lines.append(f'<text x="{left}" y="{bottom + 14}">CPU ms of a scenario of 100 000 operations: {legend}</text>')
    body = "\n".join(lines)
    size = f'viewBox="0 0 {left + wide + 60} {bottom + 24}" width="{left + wide + 60}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">\n{body}\n</svg>\n'


def machine() -> str:
    """What it ran on, in words that name no one's machine."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2] for line in lines if line.startswith("model name")]
    name = " ".join((names or [platform.machine()])[0].split()[:2])
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    busy = f"; {load:.0f} other threads wanted them too, so look at the CPU" if load > cores + 1 else ""
    software = ", ".join(f"{package} {version(package)}" for package in ("numpy", "numba"))
    return f"{cores} cores ({name}), Python {platform.python_version()}, {software}{busy}"


def _markdown(table: list[list[str]]) -> str:
    lines = [table[0], ["---"] + ["---:"] * (len(table[0]) - 1), *table[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure, show, and write the page when nothing was left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--operations", type=int, default=OPERATIONS)
    parser.add_argument("--scenarios", type=int, default=0, help="how many (default: some of each kind)")
    parser.add_argument("--clusters", default=",".join(CLUSTERS))
    asked = parser.parse_args()
    names = asked.clusters.split(",")
    parts = [report(name, asked.operations, asked.scenarios or SCENARIOS[name], print) for name in names]
    if (asked.operations, asked.scenarios, names) != (OPERATIONS, 0, list(CLUSTERS)):
        return
    text = HEAD.format(machine=machine()) + "\n" + "\n".join(part for part, _ in parts)
    PICTURE.write_text(picture({name: bars for name, (_, bars) in zip(names, parts, strict=True)}), encoding="utf-8")
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
