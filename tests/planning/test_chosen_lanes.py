# SPDX-License-Identifier: Apache-2.0
"""Lanes that orders have chosen: kept when orders are placed anew, and counted alike by everyone who counts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from tests.support.builders import job, lane, machine, moment, network, operation
from tests.support.chosen import lanes_by_order, slow_lanes
from tests.support.disturbances import some_disturbance

from klynge.job import Job, Status, Work
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.figures import figures, order_money
from klynge.planning.figures.prices import prices_of
from klynge.planning.improve import improve, objective_of
from klynge.planning.kernels import columns as col
from klynge.planning.measure import measure
from klynge.planning.placing import schedule_of, take_off
from klynge.planning.plan import Outcome
from klynge.planning.replan import Breakdown, DisturbanceError, Withdrawn, replan

SEEDS = [seed for seed in range(70) if lanes_by_order(slow_lanes(seed))]


def assert_counted_alike(schedule: Schedule, work: Work | None = None) -> None:
    """Right by every rule, and figures are the measures."""
    problem = schedule.problem
    network, work, plan = problem.network, work or problem.work, schedule.plan()
    assert [str(finding) for finding in check(network, work, plan)] == []
    found, right = figures(schedule), measure(network, work, plan)
    assert (found.costs, found.carbon, found.objective) == (right.costs, right.carbon, right.objective)


def test_enough_cases_have_chosen() -> None:
    """What these tests say is said of many plans."""
    assert len(SEEDS) >= 15


@pytest.mark.parametrize("seed", SEEDS)
def test_figures_count_the_lane_chosen(seed: int) -> None:
    """Costs, CO2 and arrivals are those of `measure` and `check`, and a plan read in again is the same."""
    schedule = slow_lanes(seed)
    assert_counted_alike(schedule)
    again = schedule_of(compile_problem(schedule.problem.network, schedule.problem.work), schedule.plan())
    assert lanes_by_order(again) == lanes_by_order(schedule)
    rows = np.arange(len(schedule.problem.orders))
    prices = prices_of(schedule.problem)
    assert order_money(schedule, prices, rows).sum() <= figures(schedule, prices).money_ore


@pytest.mark.parametrize("seed", SEEDS)
def test_improving_keeps_lanes(seed: int) -> None:
    """A search works with the lanes that were chosen: right, never worse, and who had chosen has no others."""
    schedule = slow_lanes(seed)
    before = lanes_by_order(schedule)
    answer = improve(schedule, Budget(iterations=400), workers=1, seed=seed)
    assert_counted_alike(answer.schedule)
    assert lanes_by_order(schedule) == before
    assert answer.start >= answer.objective == objective_of(answer.schedule)
    assert all(before.get(name, lanes) == lanes for name, lanes in lanes_by_order(answer.schedule).items())


def by_train_or_van(due: str, train_ore: int) -> Schedule:
    """An hour's work that is wanted by some moment; the train takes a day where the van takes an hour."""
    train = replace(lane("S", "Oslo", 24 * 3600), id="train", cost_ore=train_ore)
    van = replace(lane("S", "Oslo", 3600), id="van", cost_ore=500)
    goods = job(operation(), due=moment(due))
    return construct(compile_problem(network(machine(), lanes=[train, van]), Work((goods,))))


@pytest.mark.parametrize(
    ("due", "train_ore", "lanes"),
    [("07T12:00", 100, ("train",)), ("07T12:00", 900, ()), ("05T12:00", 100, ())],
)
def test_improving_takes_the_cheaper_lane_in_time(due: str, train_ore: int, lanes: tuple[str, ...]) -> None:
    """The train where it is cheaper and in time; the van, which is there first, where it is not."""
    schedule = by_train_or_van(due, train_ore)
    answer = improve(schedule, Budget(iterations=20), workers=1)
    assert answer.schedule.plan().outcomes["O"].lanes == lanes
    assert (answer.objective < answer.start) == bool(lanes)
    assert_counted_alike(answer.schedule)


@pytest.mark.parametrize("seed", SEEDS)
def test_replanning_keeps_lanes(seed: int) -> None:
    """Whatever happens, the new plan is right and counted right, and only a search chooses anew."""
    schedule, dice = slow_lanes(seed), random.Random(seed)
    for _ in range(3):
        plan, now = schedule.plan(), schedule.problem.network.start + timedelta(hours=dice.randint(0, 30))
        if now >= schedule.problem.network.end:
            break
        what = some_disturbance(dice, schedule, plan, now)
        budget = dice.choice([None, Budget(iterations=30)])
        try:
            answer = replan(schedule, [what], now, budget=budget)
        except DisturbanceError:
            continue
        assert_counted_alike(answer.schedule)
        before, after = lanes_by_order(schedule), lanes_by_order(answer.schedule)
        assert budget or all(before.get(name) == lanes for name, lanes in after.items())
        schedule = answer.schedule


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_a_trial_taken_back_gives_the_lanes_back(seed: int) -> None:
    """After a rollback the lanes are as before, whether kernels or callers changed them."""
    schedule = slow_lanes(seed)
    before, plan = lanes_by_order(schedule), schedule.plan()
    name = next(iter(before))
    schedule.make_room(64)
    schedule.begin()
    take_off(schedule, name)
    schedule.choose_lanes(schedule.problem.numbers[name], ())
    schedule.rollback()
    assert lanes_by_order(schedule) == before
    assert schedule.plan() == plan


def by_two_lanes(promised: str) -> Schedule:
    """An hour's work, by a train that takes a day where a van takes an hour; promised for some moment."""
    lanes = [replace(lane("S", "Oslo", 24 * 3600), id="train"), replace(lane("S", "Oslo", 3600), id="van")]
    goods = job(operation(), promised=moment(promised), status=Status.COMMITTED)
    schedule = construct(compile_problem(network(machine(), lanes=lanes), Work((goods, second()))))
    schedule.choose_lanes(0, ("train",))
    return schedule_of(schedule.problem, replace(schedule.plan(), outcomes=_by_train(schedule)))


def second() -> Job:
    """Another order, that may leave."""
    return job(operation(), id="K", order="P")


def _by_train(schedule: Schedule) -> dict[str, Outcome]:
    plan = schedule.plan()
    end = max(p.end for p in plan.portions if p.order == "O")
    return {**plan.outcomes, "O": replace(plan.outcomes["O"], delivered=end + 24 * 3600)}


def test_who_would_be_late_by_its_lane_takes_the_first() -> None:
    """Improved or mended: a promise that the train keeps keeps the train, one that only the van keeps takes the van."""
    for promised, lanes in (("07T12:00", ("train",)), ("05T12:00", ())):
        schedule = by_two_lanes(promised)
        assert schedule.plan().outcomes["O"].lanes == ("train",)
        improved = improve(schedule, Budget(iterations=50), workers=1).schedule
        assert improved.plan().outcomes["O"].lanes == lanes
        assert_counted_alike(improved)
        gone = replan(schedule, [Withdrawn(order="P")], moment("05T06:00"))
        assert gone.plan.outcomes["O"].lanes == ("train",)  # nothing of it was touched
        stop = Breakdown(work_centre="cut", start=moment("05T07:00"), end=moment("05T09:00"))
        mended = replan(schedule, [stop], moment("05T06:00"))
        assert mended.plan.outcomes["O"].lanes == lanes
        assert_counted_alike(mended.schedule)


def test_an_order_that_never_chose_has_no_table() -> None:
    """A plan without chosen lanes carries no rows for them."""
    schedule = construct(compile_problem(network(machine()), Work((job(operation()),))))
    schedule.choose_lanes(0, ())
    assert len(schedule.state.task_lanes) == 0
    assert len(schedule.state.portion_terms) == 0
    assert schedule.state.counter[col.N_PICK] == 0
