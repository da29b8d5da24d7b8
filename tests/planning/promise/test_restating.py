# SPDX-License-Identifier: Apache-2.0
"""Where an order's promise stands changes in the plan without anything moving."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.builders import job, machine, mode, moment, network, operation

from klynge.job import Status, Work
from klynge.planning import PlanningError, compile_problem, construct
from klynge.planning.promise import Book, menu
from klynge.planning.promise.restating import restate


def test_the_plan_stays_and_the_promise_is_another() -> None:
    """A committed order keeps its place, counts as promised by its new moment, and earlier copies are as before."""
    jobs = [job(operation("a", mode(fixed_s=3600)), id=name, order=name) for name in ("one", "other")]
    schedule = construct(compile_problem(network(machine()), Work(tuple(jobs))))
    before, copy = schedule.plan(), schedule.copy()
    restate(schedule, [replace(jobs[1], status=Status.COMMITTED, promised=moment("09T00:00"))])
    keys = schedule.problem.keys
    assert (keys.promised.tolist(), copy.problem.keys.promised.tolist()) == ([0, 1], [0, 0])
    assert keys.due[1] == (moment("09T00:00") - schedule.problem.zero).total_seconds()
    assert schedule.problem.work.jobs[1].status is Status.COMMITTED
    assert copy.problem.work == Work(tuple(jobs))
    assert schedule.plan() == before


def test_orders_are_taken_in_after_it() -> None:
    """A plan with an order restated takes in more, and so does the copy that went its own way."""
    jobs = (job(operation("a", mode(fixed_s=3600)), id="one", order="one"),)
    schedule = construct(compile_problem(network(machine()), Work(jobs)))
    copy = schedule.copy()
    restate(schedule, [replace(jobs[0], status=Status.COMMITTED, promised=moment("09T00:00"))])
    for each in (schedule, copy, schedule):
        name = f"more {len(each.problem.orders)}"
        Book(each).hold(menu(each, [job(operation("a", mode(fixed_s=60)), id=name, order=name)]).entries[0])
    assert schedule.problem.keys.promised.tolist() == [1, 1, 1]
    assert copy.problem.keys.promised.tolist() == [0, 1]


def test_other_work_is_no_restating() -> None:
    """An order that the plan has not, and one whose work is otherwise, are refused."""
    known = job(operation("a", mode(fixed_s=3600)))
    schedule = construct(compile_problem(network(machine()), Work((known,))))
    with pytest.raises(PlanningError, match="no order X"):
        restate(schedule, [replace(known, order="X")])
    with pytest.raises(PlanningError, match="work of order O"):
        restate(schedule, [replace(known, quantity=2)])
