# SPDX-License-Identifier: Apache-2.0
"""Any order can leave the plan, or it is said which one beside it stands in the way."""

from __future__ import annotations

import pytest
from tests.support.builders import job, machine, mode, moment, network, operation
from tests.support.random_networks import random_case

from klynge.job import Work
from klynge.network.model import SetupMatrix
from klynge.planning import PlanningError, Schedule, compile_problem, construct
from klynge.planning.check import check
from klynge.planning.promise import WithdrawError, withdraw


def slots(schedule: Schedule, but: set[str]) -> set[tuple[object, ...]]:
    """Where the portions of all orders but some are."""
    return {
        (p.order, p.job, p.operation, p.unit, p.start, p.end)
        for p in schedule.plan().portions
        if p.order and p.order not in but
    }


@pytest.mark.parametrize("seed", range(40))
def test_any_order_of_a_random_network(seed: int) -> None:
    """Without an order the plan is right and nobody else has moved, but those named; refused, all is as it was."""
    network_, work = random_case(30_000 + seed, 12 + seed % 20)
    given = construct(compile_problem(network_, work), "due")
    for order in dict.fromkeys(each.order for each in work.jobs):
        schedule = given.copy()
        try:
            gone = withdraw(schedule, order, moving=True)
        except PlanningError:
            assert schedule.plan() == given.plan()
            continue
        plan = schedule.plan()
        assert order not in plan.outcomes
        rest = Work(tuple(each for each in work.jobs if each.order != order), work.supplies)
        assert check(network_, rest, plan) == []
        others = {order, *gone.moved}
        assert slots(schedule, others) == slots(given, others)


def in_a_row() -> Schedule:
    """Three orders on one machine: red, green, blue; from red to blue is forbidden."""
    families = ("red", "green", "blue")
    matrix = SetupMatrix("m", families, {("red", "blue"): None}, {}, 600)
    centre = machine(setup_matrix="m", states=("red",))
    jobs = [
        job(operation("a", mode(family=family)), id=family, order=family, due=moment(f"{7 + n:02}T00:00"))
        for n, family in enumerate(families)
    ]
    return construct(compile_problem(network(centre, setup_matrices=[matrix]), Work(tuple(jobs))), "due")


def test_a_forbidden_change_stands_in_the_way() -> None:
    """Green between red and blue cannot leave, and it is said whose set-up would be what."""
    with pytest.raises(WithdrawError) as caught:
        withdraw(in_a_row(), "green")
    assert (caught.value.beside, caught.value.why) == ("blue", "forbidden")


def test_the_last_can_leave_first() -> None:
    """Blue leaves, then green; an order that the plan has not, or no more, is refused."""
    schedule = in_a_row()
    assert [withdraw(schedule, order).portions[0].order for order in ("blue", "green")] == ["blue", "green"]
    assert list(schedule.plan().outcomes) == ["red"]
    for order in ("green", "black"):
        with pytest.raises(PlanningError, match=f"no order {order}"):
            withdraw(schedule, order)
