# SPDX-License-Identifier: Apache-2.0
"""Plans in which orders have chosen slow lanes where there are quicker ones."""

from __future__ import annotations

from tests.support.priced import priced_case

from klynge.job import Work
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.promise import Book, menu


def slow_lanes(seed: int, held: int = 6) -> Schedule:
    """A random network's plan with up to so many held orders, each by the greenest way that chooses a lane."""
    network, work = priced_case(seed, 12 + seed % 30)
    names = list(dict.fromkeys(job.order for job in work.jobs))
    asked = {
        name: [job for job in work.jobs if job.order == name]
        for name in names[-held:]
        if not any(op.reported for job in work.jobs if job.order == name for op in job.operations)
    }
    rest = Work(tuple(job for job in work.jobs if job.order not in asked), work.supplies)
    book = Book(construct(compile_problem(network, rest), "due"))
    for jobs in asked.values():
        entries = [entry for entry in menu(book.schedule, jobs).entries if entry.lanes]
        if entries:
            book.hold(min(entries, key=lambda entry: entry.co2_g))
    return book.schedule


def lanes_by_order(schedule: Schedule) -> dict[str, tuple[str, ...]]:
    """The lanes that orders have chosen."""
    outcomes = schedule.plan().outcomes
    return {name: outcome.lanes for name, outcome in outcomes.items() if outcome.lanes}
