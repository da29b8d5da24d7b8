# SPDX-License-Identifier: Apache-2.0
"""CPU seconds until a plan is feasible again after something happened, and how much of it moved.

The clusters are `klynge.network.synthetic.plain` and `full`, seed 1, planned by the rule "due". Each kind of event is
tried at several moments and places; the kernels are compiled and warm. CPU seconds are of the thread that replans.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from rich.console import Console

from klynge.job import Job, Work
from klynge.network import Network
from klynge.network.model import Kind
from klynge.network.synthetic import full, plain
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.check import check
from klynge.planning.explain import Explainer
from klynge.planning.measure import Reading
from klynge.planning.placing import schedule_of
from klynge.planning.plan import Plan
from klynge.planning.replan import (
    Breakdown,
    Disturbance,
    Fewer,
    LateMaterial,
    Replanned,
    Reported,
    Scrap,
    Withdrawn,
    replan,
)

KINDS: dict[str, Callable[[int], tuple[Network, Work]]] = {"plain": plain, "full": full}
SIZES = (10_000, 100_000)
MOST_CHECKED = 10_000
MOST_TOLD = 5
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks" / "replanning.md"


@dataclass(frozen=True, slots=True)
class Result:
    """One kind of event in one cluster: CPU seconds (median and worst), and portions moved (median)."""

    cluster: str
    operations: int
    event: str
    times: int
    median_s: float
    worst_s: float
    moved: float
    newly_lost: int
    findings: int | None


def events(schedule: Schedule, plan: Plan, count: int) -> Iterator[tuple[str, datetime, Disturbance]]:
    """For each kind of event, several of them: what it is called, the moment of replanning, the event."""
    network, work = schedule.problem.network, schedule.problem.work
    centres = [centre for centre in network.work_centres.values() if centre.kind is not Kind.EXTERNAL]
    span = network.end - network.start
    for n in range(count):
        now = network.start + span * (n + 1) / (2 * count + 2)
        now += timedelta(days=-now.weekday() if now.weekday() > 3 else 0)
        centre = centres[n * 7 % len(centres)]
        end = now + timedelta(days=1)
        yield "a unit stands for a day", now, Breakdown(work_centre=centre.id, unit=1, start=now, end=end)
        yield (
            "a work centre stands for two days",
            now,
            Breakdown(work_centre=centre.id, start=now, end=now + timedelta(days=2)),
        )
        pools = list(network.pools.values())
        if pools:
            pool = pools[n * 5 % len(pools)]
            yield "people or power missing for three days", now, Fewer(
                pool=pool.id, amount=max(1, sum(part.amount for part in pool.parts) // 2),
                first=now.date(), last=now.date() + timedelta(days=2),
            )  # fmt: skip
        stock = [lot for lot in network.stock.values() if lot.available > now]
        if stock:
            lot = stock[n % len(stock)]
            later = lot.available + timedelta(days=5)
            yield "a receipt comes five days late", now, LateMaterial(stock=lot.id, available=later)
        at = round((now - plan.epoch).total_seconds())
        job = _open_job(work, plan, at, n)
        yield "an order is withdrawn", now, Withdrawn(order=job.order)
        op = job.operations[len(job.operations) // 2]
        yield "scrap, made again", now, Scrap(job=job.id, operation=op.id, quantity=max(1, op.quantity // 5))
        busy = (p for p in plan.portions if p.order and p.start <= at and not p.pegs)
        one = max(busy, key=lambda p: p.end)
        yield "work goes on an hour longer", now, Reported(
            job=one.job, operation=one.operation, work_centre=one.work_centre, unit=one.unit + 1, quantity=one.quantity,
            start=plan.at(one.start), end=plan.at(one.end) + timedelta(hours=1), state="started",
        )  # fmt: skip


def _open_job(work: Work, plan: Plan, at: int, n: int) -> Job:
    """A job that has not begun at a moment."""
    first: dict[str, int] = {}
    for portion in plan.portions:
        first[portion.order] = min(portion.start, first.get(portion.order, portion.start))
    waiting = [job for job in work.jobs if at < first.get(job.order, 0) < at + 14 * 86_400]
    return waiting[n * 13 % len(waiting)]


def measure(cluster: str, operations: int, count: int) -> list[Result]:
    """All kinds of event in one cluster."""
    network, work = KINDS[cluster](operations)
    schedule = construct(compile_problem(network, work), "due")
    plan = schedule.plan()
    began = process_time()
    schedule_of(schedule.problem, plan)
    taken_over = process_time() - began
    found: dict[str, list[tuple[float, int, int, int]]] = {}
    reasons: list[float] = []
    gc.collect()
    gc.freeze()
    for kind, now, event in events(schedule, plan, count):
        answer = replan(schedule, [event], now, before=plan)
        wrong = len(check(answer.network, answer.work, answer.plan)) if operations <= MOST_CHECKED else 0
        new = sum(one.cause != "late_before" for one in answer.lost)
        found.setdefault(kind, []).append((answer.feasible_cpu_s, len(answer.diff.moved), new, wrong))
        reasons += reasons_s(answer)
    gc.unfreeze()
    results = [Result(cluster, operations, "(a plan taken over as data)", 1, taken_over, taken_over, 0, 0, None)]
    if reasons:
        told = len(reasons), median(reasons), max(reasons)
        results.append(Result(cluster, operations, "(why one promise was lost, told)", *told, 0, 0, None))
    for kind, all_of in found.items():
        seconds = [each[0] for each in all_of]
        results.append(
            Result(
                cluster, operations, kind, len(all_of), median(seconds), max(seconds),
                median(each[1] for each in all_of), sum(each[2] for each in all_of),
                sum(each[3] for each in all_of) if operations <= MOST_CHECKED else None,
            )
        )  # fmt: skip
    return results


def reasons_s(answer: Replanned) -> list[float]:
    """CPU seconds for the binding chains of some of the promises that were lost, laying the plan out counted once."""
    seconds, explainer = [], Explainer(Reading(answer.network, answer.work, answer.plan))
    for lost in answer.lost[:: 1 + len(answer.lost) // MOST_TOLD]:
        began = process_time()
        explainer.explain(lost.order)
        seconds.append(process_time() - began)
    return seconds


def rows(results: list[Result]) -> list[list[str]]:
    """The table, its head first."""
    head = [
        "cluster",
        "operations",
        "event",
        "tried",
        "median ms",
        "worst ms",
        "portions moved",
        "promises lost",
        "check",
    ]
    table = [head]
    for r in results:
        checked = "" if r.findings is None else "nothing found" if not r.findings else f"{r.findings} findings"
        table.append(
            [r.cluster, f"{r.operations:,}".replace(",", " "), r.event, str(r.times), f"{1000 * r.median_s:.0f}",
             f"{1000 * r.worst_s:.0f}", f"{r.moved:g}", str(r.newly_lost), checked]
        )  # fmt: skip
    return table


def page(results: list[Result]) -> str:
    """The page of the documentation."""
    table = rows(results)
    lines = [table[0], ["---"] * len(table[0]), *table[1:]]
    shown = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"""# Feasible again after a disturbance

Made by `make bench-replanning`. Synthetic clusters (`klynge.network.synthetic`, seed 1) planned by the rule "due"; then something
happens, and `replan` makes the plan right again, without any search for a better one.

Ran on {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}. Milliseconds of CPU time of the one thread that replans, from the
event to a right plan in the engine's form; kernels compiled and warm. *Portions moved* is the median. *Promises lost* are promised days
that were kept before and cannot be now, over all that was tried. *check*: what `planning.check` finds in the new plans against
the cluster as it is then (10 000 operations).

{shown}

Stops, reports, scrap, late stock, and orders that leave or come are brought into a copy of the plan, in which only what they touch is looked
at; other events carry all portions over into new tables, which takes most of their time.
"""  # noqa: E501  the page has lines of its own


def main() -> None:
    """Measure, show, and write the page when nothing was left out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="operations, separated by commas")
    parser.add_argument("--count", type=int, default=4, help="events of each kind")
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    console = Console(width=160)
    measure("full", 1_000, 1)  # the kernels are loaded
    results = [result for size in sizes for cluster in KINDS for result in measure(cluster, size, asked.count)]
    for row in rows(results):
        console.print("  ".join(row))
    if tuple(sizes) == SIZES:
        PAGE.write_text(page(results), encoding="utf-8")
        console.print(f"written: {PAGE.name}")


if __name__ == "__main__":
    main()
