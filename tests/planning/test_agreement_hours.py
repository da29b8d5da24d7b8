# SPDX-License-Identifier: Apache-2.0
"""Hours used of an agreement: a batch takes its own once, whoever and however many are in it."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from tests.support.shared_oven import (
    HOUR,
    baking,
    counted,
    hours_used,
    oven_network,
    random_oven,
    together,
    with_ceiling,
)

from klynge.job import Work
from klynge.planning import Schedule, compile_problem
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.figures import figures, order_money, prices_of
from klynge.planning.improve import improve
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.measure import measure
from klynge.planning.placing import PlacingError, place, schedule_of, take_off
from klynge.planning.replan import Withdrawn, replan

FOUR = [baking("O1", "M"), baking("O2", "M"), baking("O3", "L"), baking("O4", "N")]


def assert_counted(schedule: Schedule) -> None:
    """Engine, checker and measures count as one reads off the plan."""
    problem, plan = schedule.problem, schedule.plan()
    network, work = problem.network, problem.work
    assert counted(schedule) == (used := hours_used(network, work, plan))
    assert check(network, work, plan) == []
    found, right = figures(schedule), measure(network, work, plan)
    assert found.agreement_transfers_ore == right.agreement_transfers_ore
    assert found.objective == right.objective
    rates = {name: one.rate_ore_h for name, one in network.agreements.items()}
    assert right.agreement_transfers_ore == sum(rates[name] * seconds // HOUR for name, seconds in used.items())


def test_a_batch_of_four() -> None:
    """An hour of heating and two of baking: three hours of G for two of M's, three of H for L's, none for N's own."""
    schedule = together(FOUR, oven_network())
    assert {(p.start, p.end) for p in schedule.plan().portions} == {(HOUR, 3 * HOUR)}
    assert counted(schedule) == {"G": 3 * HOUR, "H": 3 * HOUR}
    assert measure(schedule.problem.network, schedule.problem.work, schedule.plan()).agreement_transfers_ore == 3300
    assert_counted(schedule)


def test_each_bears_its_own_agreement() -> None:
    """The oven's 1500 are shared by four, G's 3000 by M's two, H's 300 are L's alone: together what the plan pays."""
    schedule = together(FOUR, oven_network())
    money = order_money(schedule, prices_of(schedule.problem), np.arange(4))
    assert dict(zip(schedule.problem.orders, money.tolist(), strict=True)) == {
        "O1": 1875, "O2": 1875, "O3": 675, "O4": 375
    }  # fmt: skip
    assert money.sum() == figures(schedule).money_ore == schedule.money_ore


@pytest.mark.parametrize("name", ["G", "H"])
def test_the_ceiling_of_a_batch(name: str) -> None:
    """Three hours are enough, and a second less is not: to the checker and to the engine."""
    schedule = together(FOUR, oven_network())
    plan, work = schedule.plan(), schedule.problem.work
    for seconds, right in ((3 * HOUR, True), (3 * HOUR - 1, False)):
        network = with_ceiling(schedule.problem.network, name, seconds)
        assert [finding.rule for finding in check(network, work, plan)] == ([] if right else ["agreement"])
        if right:
            assert_counted(schedule_of(compile_problem(network, work), plan))
        else:
            with pytest.raises(PlacingError):
                schedule_of(compile_problem(network, work), plan)


def test_who_leaves_last_gives_the_hours_back() -> None:
    """G is used until both of M's have left, H until L's has; then the batch is N's own."""
    schedule = together(FOUR, oven_network())
    money = []
    for order, used in (("O1", (3, 3)), ("O3", (3, 0)), ("O2", (0, 0)), ("O4", (0, 0))):
        money.append(schedule.money_ore)
        take_off(schedule, order)
        assert counted(schedule) == {"G": used[0] * HOUR, "H": used[1] * HOUR}
    assert (*money, schedule.money_ore) == (4800, 4800, 4500, 1500, 0)


def test_hours_follow_the_set_up() -> None:
    """When the run before a batch leaves, its two hours of change are one of heating, and the agreements get one back;
    where it comes again and a ceiling lacks a second for that, it does not fit."""
    jobs = [baking("O0", "N", "b"), *FOUR]
    plan = together(jobs, oven_network()).plan()
    moved = [replace(p, unit=0, setup_start=0, start=HOUR, end=3 * HOUR) for p in plan.portions if p.order == "O0"]
    batch = [
        replace(p, unit=0, setup_start=3 * HOUR, start=5 * HOUR, end=7 * HOUR, batch="batch")
        for p in plan.portions
        if p.order != "O0"
    ]
    outcomes = {
        name: replace(outcome, delivered=(4 if name == "O0" else 8) * HOUR) for name, outcome in plan.outcomes.items()
    }
    plan = replace(plan, portions=(*moved, *batch), outcomes=outcomes)
    for ceiling, fits in ((4 * HOUR, True), (4 * HOUR - 1, False)):
        network = with_ceiling(oven_network(), "H", 4 * HOUR)
        schedule = schedule_of(compile_problem(network, Work(tuple(jobs))), plan)
        assert counted(schedule) == {"G": 4 * HOUR, "H": 4 * HOUR}
        assert_counted(schedule)
        take_off(schedule, "O0")
        assert counted(schedule) == {"G": 3 * HOUR, "H": 3 * HOUR}
        schedule.problem.resources.agreement[1, col.AGR_CEILING] = ceiling
        if fits:
            place(schedule, "O0", moved)
            assert_counted(schedule)
        else:
            with pytest.raises(PlacingError):
                place(schedule, "O0", moved)
            assert counted(schedule) == {"G": 3 * HOUR, "H": 3 * HOUR}


@pytest.mark.parametrize("seed", range(12))
def test_whoever_comes_and_goes(seed: int) -> None:
    """Orders taken off and put back in any order, some tried and taken back: always what the plan says."""
    schedule, dice = random_oven(seed), random.Random(seed)
    plan = schedule.plan()
    assert any(len({p.job for p in plan.portions if p.batch == one.batch}) > 1 for one in plan.portions if one.batch)
    assert_counted(schedule)
    where = {name: [p for p in plan.portions if p.order == name] for name in plan.outcomes}
    off: list[str] = []
    for _ in range(30):
        schedule.make_room(64)
        schedule.begin()
        try:
            if off and dice.random() < 0.5:
                name = dice.choice(off)
                place(schedule, name, where[name], setups=False)
            else:
                name = dice.choice([one for one in where if one not in off])
                take_off(schedule, name)
        except PlacingError:
            schedule.rollback()
            continue
        if dice.random() < 0.3:
            schedule.rollback()
        else:
            schedule.keep()
            off = [one for one in where if schedule.arrivals[schedule.problem.numbers[one]] == BIG]
        network, work = schedule.problem.network, schedule.problem.work
        assert counted(schedule) == hours_used(network, work, schedule.plan())
    assert_counted(schedule)


@pytest.mark.parametrize("seed", range(6))
def test_searches_count_alike(seed: int) -> None:
    """Improved, and mended after an order has left, the hours are those of the plan."""
    schedule = random_oven(seed)
    improved = improve(schedule, Budget(iterations=300), workers=1, seed=seed).schedule
    assert_counted(improved)
    gone = random.Random(seed).choice(schedule.problem.orders)
    assert_counted(replan(improved, [Withdrawn(order=gone)], schedule.problem.network.start).schedule)
    assert_counted(schedule)
