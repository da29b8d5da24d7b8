# SPDX-License-Identifier: Apache-2.0
"""Improving plans: right, never worse, the same again, and near the best there is."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.support.builders import job, machine, mode, moment, network, operation, portion, world
from tests.support.random_networks import random_case

from klynge.job import Precedence, Work
from klynge.network.model import Network
from klynge.network.synthetic import full
from klynge.planning import Plan, Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.improve import Stability, annealing, improve, objective_of
from klynge.planning.kernels import columns as col
from klynge.planning.measure import Reading, measure
from klynge.planning.placing import schedule_of


def constructed(seed: int, operations: int = 30) -> Schedule:
    return construct(compile_problem(*random_case(seed, operations)))


@pytest.mark.parametrize("block", range(6))
def test_improved_plans_are_right_and_never_worse(block: int) -> None:
    """On random networks: no finding, an objective that is measured, and nothing lost."""
    for seed in range(20 * block, 20 * block + 20):
        network, work = random_case(seed, 10 + seed % 30)
        schedule = construct(compile_problem(network, work))
        found = improve(schedule, Budget(iterations=600), workers=1, seed=seed)
        plan = found.schedule.plan()
        assert check(network, work, plan) == [], seed
        assert found.objective <= found.start, seed
        assert found.objective == objective_of(found.schedule), seed
        assert measure(network, work, plan).objective[:2] == found.objective[:2], seed


def test_the_plan_that_came_in_stays_as_it_is() -> None:
    """A search works on copies."""
    schedule = constructed(4)
    before = [a.tobytes() for a in schedule.state]
    improve(schedule, Budget(iterations=500))
    assert [a.tobytes() for a in schedule.state] == before


@pytest.mark.parametrize("seed", range(3))
def test_same_plan_on_any_number_of_threads(seed: int) -> None:
    """Seed and iterations make the plan; threads only make it sooner."""
    schedule = construct(compile_problem(*full(600, seed)))
    plans = [improve(schedule, Budget(iterations=3000), workers=w, seed=seed).schedule.plan() for w in (1, 2, 3)]
    assert plans[0] == plans[1] == plans[2]
    assert plans[0] != improve(schedule, Budget(iterations=3000), seed=seed + 1).schedule.plan()


def late_by_owner(network: Network, work: Work, plan: Plan) -> Counter[str]:
    """Weighted seconds late of each member's orders."""
    late = Counter[str]()
    for order in Reading(network, work, plan).orders.values():
        late[order.owner] += order.weight * order.late_s(plan.end)
    return late


def test_no_member_is_worse_off() -> None:
    """No member's orders are later in all than in the plan that came in."""
    for seed in range(30):
        network, work = random_case(seed, 40)
        schedule = construct(compile_problem(network, work))
        found = improve(schedule, Budget(iterations=800), workers=1)
        before, after = (late_by_owner(network, work, s.plan()) for s in (schedule, found.schedule))
        assert all(after[owner] <= late for owner, late in before.items()), seed


def test_a_search_ends_at_once_when_it_may_do_nothing() -> None:
    """No seconds, no iterations, a target that is met already: the plan that came in, and its objective."""
    schedule = constructed(4)
    for budget in (Budget(seconds=0), Budget(iterations=0), Budget(target=objective_of(schedule))):
        found = improve(schedule, budget)
        assert found.schedule.plan() == schedule.plan()
        assert (found.iterations, found.objective) == (0, objective_of(schedule))


def test_a_stop_from_outside_keeps_the_best() -> None:
    """Whoever stops a search when it has found something better gets that."""
    schedule = construct(compile_problem(*full(600, 1)))
    budget = Budget(progress=lambda _: budget.stop())
    found = improve(schedule, budget)
    assert found.objective < found.start
    assert len(found.points) >= 1


def test_what_stays_stays() -> None:
    """Operations that are marked to stay are where they were, and the plan is right."""
    network, work = random_case(11, 40)
    schedule = construct(compile_problem(network, work))
    planned = [op for op in range(len(schedule.problem.rows)) if schedule.state.task[op, col.TASK_HEAD] >= 0]
    orders = schedule.problem.operations.order
    kept = [op for op in planned if op < orders[len(orders) // 2, col.ORD_OP1]]
    schedule.state.task[kept, col.TASK_WISH] = col.STAYS
    names = {(job.id, op.id) for job, op in (schedule.problem.rows[i] for i in kept)}
    found = improve(schedule, Budget(iterations=2000), workers=1)
    before, after = (
        sorted((p.job, p.operation, p.start, p.unit) for p in s.plan().portions if (p.job, p.operation) in names)
        for s in (schedule, found.schedule)
    )
    assert before == after
    assert check(network, work, found.schedule.plan()) == []


def test_a_published_plan_changes_only_where_it_is_worth_it() -> None:
    """With a price on moving an order fewer orders move, and those that did are counted."""
    schedule = construct(compile_problem(*full(600, 1)))
    moved = [
        improve(schedule, Budget(iterations=3000), stability=Stability.of(schedule, ore)).objective[3]
        for ore in (0, 10_000_000)
    ]
    assert 0 < moved[1] < moved[0]


@pytest.mark.parametrize("block", range(3))
def test_operations_move_alone(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving only operations and what follows them: right, measured, better in places, and nothing is left marked."""
    monkeypatch.setattr(annealing, "PARTS_OF_16", 16)
    better = 0
    for seed in range(15 * block, 15 * block + 15):
        network, work = random_case(seed, 12 + seed % 30)
        schedule = construct(compile_problem(network, work))
        found = improve(schedule, Budget(iterations=400), workers=1, seed=seed)
        assert check(network, work, found.schedule.plan()) == [], seed
        assert found.start >= found.objective == objective_of(found.schedule), seed
        assert not (found.schedule.state.task[: len(schedule.problem.rows), col.TASK_WISH] == col.STAYS).any(), seed
        better += found.objective < found.start
    assert better >= 5


def two_on_a_saw() -> Schedule:
    """P, long and due late, is sawn before O, which is cut first, short and due early: they are in the wrong order."""
    saw = mode("saw", 3600)
    first = job(operation("a"), operation("b", saw), links=[Precedence("a", "b")], due=moment("05T10:00"))
    other = job(operation("b", mode("saw", 5 * 3600)), id="K", order="P", due=moment("12T00:00"))
    places = network(machine(), machine("saw"))
    portions = [
        portion("a", "05T07:00", "05T08:00"),
        portion("b", "05T12:00", "05T13:00", work_centre="saw"),
        portion("b", "05T07:00", "05T12:00", order="P", job="K", work_centre="saw"),
    ]
    case = world(places, [first, other], portions)
    return schedule_of(compile_problem(case.network, case.work), case.plan)


def test_two_neighbours_change_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operation of the order that is late comes before the one that could wait; what came before it stays."""
    monkeypatch.setattr(annealing, "PARTS_OF_16", 16)
    schedule = two_on_a_saw()
    found = improve(schedule, Budget(iterations=3000), workers=1).schedule.plan()
    at = {(p.order, p.operation): f"{found.at(p.start):%d %H:%M}" for p in found.portions}
    assert (at["O", "a"], at["O", "b"]) == ("05 07:00", "05 08:00")
    assert at["P", "b"] >= "05 09:00"
