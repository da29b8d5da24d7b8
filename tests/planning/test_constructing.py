# SPDX-License-Identifier: Apache-2.0
"""What a constructed plan promises beyond the rules: determinism, priorities, reasons, stopping."""

from __future__ import annotations

import pytest
from tests.support.builders import job, machine, mode, moment, network, operation
from tests.support.random_networks import random_case

from klynge.job import Material, Status, Work
from klynge.network.model import Item, Source
from klynge.planning import RULES, PlanningError, compile_problem, construct, lateness
from klynge.planning.check import check
from klynge.planning.constructing import CHUNK


def test_same_plan_again() -> None:
    """The same problem and rule give the same plan."""
    network_, work = random_case(7, 60)
    problem = compile_problem(network_, work)
    assert construct(problem).plan() == construct(compile_problem(network_, work)).plan()


def test_best_is_no_later_than_any_rule() -> None:
    """`best` is at least as good as every rule it tries."""
    problem = compile_problem(*random_case(11, 120))
    assert lateness(construct(problem)) == min(lateness(construct(problem, rule)) for rule in RULES)


def test_unknown_rule() -> None:
    """An unknown rule is refused with those there are."""
    with pytest.raises(ValueError, match="choose one of best, due"):
        construct(compile_problem(network(machine()), Work(())), "luck")


def test_committed_orders_come_first() -> None:
    """A committed order gets its place before an earlier wanted one that nobody has promised."""
    wanted = job(operation("a", mode(fixed_s=8 * 3600)), id="new", order="new", due=moment("05T16:00"))
    promised = job(
        operation("a", mode(fixed_s=8 * 3600)), id="old", order="old", due=moment("06T16:00"),
        promised=moment("05T18:00"), status=Status.COMMITTED,
    )  # fmt: skip
    plan = construct(compile_problem(network(machine()), Work((wanted, promised)))).plan()
    assert {p.order: p.start for p in plan.portions}["old"] == 7 * 3600


def test_an_order_is_left_out_whole_with_a_reason() -> None:
    """When one operation cannot be done nothing of the order is planned, and the plan says where and why."""
    item = Item("gold", "M", "gold", "g", Source.STOCK)
    lacking = job(operation("a", mode()), operation("b", mode(), materials=(Material("gold", 5),)))
    plan = construct(compile_problem(network(machine(), items=[item]), Work((lacking,)))).plan()
    assert plan.portions == ()
    outcome = plan.outcomes[lacking.order]
    assert (outcome.delivered, outcome.reason, outcome.operation) == (None, "no_material", f"{lacking.id} b")


def test_stopping_keeps_what_is_placed() -> None:
    """A stopped construction is a right plan of the orders placed by then; the others say why they are missing."""
    orders = [job(operation("a", mode(fixed_s=60)), id=f"J{i}", order=f"O{i}") for i in range(CHUNK + 10)]
    network_, work = network(machine()), Work(tuple(orders))
    plan = construct(compile_problem(network_, work), "due", progress=lambda done, _: done == CHUNK).plan()
    assert sum(outcome.delivered is None for outcome in plan.outcomes.values()) == 10
    assert len(plan.portions) <= CHUNK
    assert check(network_, work, plan) == []


def test_a_job_that_names_what_is_not_there() -> None:
    """A mode at an unknown work centre is a PlanningError that names operation and work centre."""
    with pytest.raises(PlanningError, match="no work centre 'lathe'"):
        compile_problem(network(machine()), Work((job(operation("a", mode("lathe"))),)))
