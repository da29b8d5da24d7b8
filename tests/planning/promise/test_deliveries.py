# SPDX-License-Identifier: Apache-2.0
"""Many orders asked for side by side get the answers that each gets alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.builders import job, machine, mode, moment, network, operation
from tests.support.random_networks import random_case

from klynge.job import Job, Work
from klynge.planning import PlanningError, compile_problem, construct
from klynge.planning.promise import deliveries, promise

BUSY = job(operation("a", mode(fixed_s=6 * 3600)), id="first", order="first")


def alone(work: Work, at_most: int) -> tuple[Work, list[list[Job]]]:
    """The work without its last orders, and those of them that are not begun, to be asked for."""
    orders: dict[str, list[Job]] = {}
    for one in work.jobs:
        orders.setdefault(one.order, []).append(one)
    names = list(orders)[-at_most:]
    asked = [orders[name] for name in names if not any(op.reported for one in orders[name] for op in one.operations)]
    return Work(tuple(one for one in work.jobs if one.order not in names), work.supplies), asked


@pytest.mark.parametrize("seed", range(120))
def test_each_is_answered_as_if_asked_alone(seed: int) -> None:
    """Day, reason and operation are those of `promise`, in any company, and the plan stays as it was."""
    network_, work = random_case(31_000 + seed, 10 + seed % 30)
    rest, asked = alone(work, 6)
    schedule = construct(compile_problem(network_, rest), "due")
    before = schedule.plan()
    told = deliveries(schedule, asked + asked[::-1])
    assert schedule.plan() == before
    for jobs, one in zip(asked + asked[::-1], told, strict=True):
        answer = promise(schedule, jobs)
        assert (one.delivered, one.reason, one.operation) == (answer.delivered, answer.reason, answer.operation)


def test_alternatives_do_not_take_one_anothers_place() -> None:
    """The same order asked for ten times gets the same day ten times."""
    schedule = construct(compile_problem(network(machine()), Work((BUSY,))))
    asked = [job(operation("a", mode(fixed_s=4 * 3600)), id=f"asked {n}", order=f"asked {n}") for n in range(10)]
    assert {one.delivered for one in deliveries(schedule, [[one] for one in asked])} == {moment("06T10:00")}
    assert deliveries(schedule, []) == ()


def test_one_order_at_a_time() -> None:
    """Jobs of two orders are no question."""
    schedule = construct(compile_problem(network(machine()), Work((BUSY,))))
    with pytest.raises(PlanningError, match="exactly one order"):
        deliveries(schedule, [[BUSY], [BUSY, replace(BUSY, id="b", order="second")]])
