# SPDX-License-Identifier: Apache-2.0
"""A promise is what the free capacity gives, and asking changes nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.builders import job, machine, mode, moment, network, operation
from tests.support.random_networks import random_case

from klynge.job import Job, Work
from klynge.planning import Outcome, Plan, PlanningError, Schedule, compile_problem, construct
from klynge.planning.check import check
from klynge.planning.kernels.columns import OK
from klynge.planning.kernels.orders import ask
from klynge.planning.kernels.view import Tables
from klynge.planning.plan_reader import PlanReader
from klynge.planning.promise import promise

BUSY = job(operation("a", mode(fixed_s=6 * 3600)), id="first", order="first")
ASKED = job(operation("a", mode(fixed_s=4 * 3600)), id="asked", order="asked")


def busy() -> Schedule:
    """One machine, six of its eight hours taken on Monday."""
    return construct(compile_problem(network(machine()), Work((BUSY,))))


def test_earliest_delivery_in_what_is_free() -> None:
    """Four hours after six: two on Monday, two on Tuesday, then an hour's transport."""
    assert promise(busy(), [ASKED]).delivered == moment("06T10:00")


@pytest.mark.parametrize(
    ("wanted", "kept", "nearest"),
    [("06T10:00", True, "06T10:00"), ("07T00:00", True, "07T00:00"), ("06T09:59", False, "06T10:00")],
)
def test_wanted_day(wanted: str, kept: bool, nearest: str) -> None:
    """A wanted moment is answered by yes, or by the nearest that can be kept."""
    answer = promise(busy(), [ASKED], moment(wanted))
    assert (answer.kept, answer.nearest) == (kept, moment(nearest))


def test_what_cannot_be_is_said() -> None:
    """Work longer than the horizon is refused with the reason and the operation."""
    answer = promise(busy(), [replace(ASKED, operations=(operation("a", mode(fixed_s=10**6)),))])
    assert (answer.delivered, answer.reason, answer.operation) == (None, "no_time", "asked a")


def test_one_order_at_a_time() -> None:
    """Jobs of two orders are no question."""
    with pytest.raises(PlanningError, match="exactly one order"):
        promise(busy(), [ASKED, BUSY])


def split(work: Work) -> tuple[Work, list[Job]] | None:
    """All orders but one, and that one's jobs as a question; None when some of it is reported already."""
    names = list(dict.fromkeys(j.order for j in work.jobs))
    asked = [j for j in work.jobs if j.order == names[-1]]
    if len(names) < 2 or any(op.reported for j in asked for op in j.operations):
        return None
    return Work(tuple(j for j in work.jobs if j.order != names[-1]), work.supplies), asked


def with_order(schedule: Schedule, asked: list[Job]) -> Plan | None:
    """The plan with the asked order placed for good, or None when it cannot be."""
    problem = schedule.problem
    request, rows = problem.request(asked)
    task0 = schedule.request_tasks(len(rows))
    res, _, sup = problem.views
    why, arrival = ask(res, Tables(request), sup, schedule.view(), task0, 0, True)
    if why != OK:
        return None
    reader = PlanReader(schedule)
    mine = [p for row, named in enumerate(rows) for p in reader.portions(task0 + row, named, request, row)]
    plan, order = schedule.plan(), asked[0].order
    outcome = Outcome(order, int(arrival) + problem.zero_s)
    return replace(plan, portions=(*plan.portions, *mine), outcomes=plan.outcomes | {order: outcome})


@pytest.mark.parametrize("seed", range(150))
def test_promises_on_random_networks(seed: int) -> None:
    """Asking leaves the plan as it was, the same question gets the same answer, and it fits by every rule."""
    network_, work = random_case(20_000 + seed, 5 + seed % 30)
    parts = split(work)
    if parts is None:
        return
    rest, asked = parts
    schedule = construct(compile_problem(network_, rest), "due")
    before = schedule.plan()
    answer = promise(schedule, asked)
    assert schedule.plan() == before
    assert answer == promise(schedule, asked)
    after = with_order(schedule, asked)
    if after is None:
        assert answer.reason or answer.delivered
        return
    assert check(network_, Work((*rest.jobs, *asked), work.supplies), after) == []
    kept = {(p.order, p.job, p.operation, p.unit, p.start, p.end) for p in after.portions if p.order != asked[0].order}
    assert {(p.order, p.job, p.operation, p.unit, p.start, p.end) for p in before.portions} <= kept
