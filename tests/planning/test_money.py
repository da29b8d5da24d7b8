# SPDX-License-Identifier: Apache-2.0
"""The money that the engine books as it places is what `measure` counts of the plan, unlike batches included."""

from __future__ import annotations

from collections import defaultdict

import pytest
from tests.support.baked import baked_case
from tests.support.builders import job, machine, mode, network, operation

from klynge.job import Work
from klynge.network.model import Kind
from klynge.planning import Plan, Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.figures import figures
from klynge.planning.improve import improve, objective_of
from klynge.planning.measure import measure
from klynge.planning.placing import PlacingError, place, schedule_of, take_off

CASES = {seed: construct(compile_problem(*baked_case(seed, 20 + seed % 50)), "due") for seed in range(120)}


def unlike_batches(schedule: Schedule) -> int:
    """How many batches hold modes with different hourly costs."""
    rates: defaultdict[str, set[int]] = defaultdict(set)
    jobs = {each.id: each for each in schedule.problem.work.jobs}
    for p in schedule.plan().portions:
        if p.batch and p.order:
            op = next(op for op in jobs[p.job].operations if op.id == p.operation)
            rates[p.batch].add(op.modes[p.mode].cost_ore_h)
    return sum(len(found) > 1 for found in rates.values())


def booked_and_measured(schedule: Schedule) -> tuple[int, int]:
    """Øre by the engine with its transports, and by `measure`."""
    problem = schedule.problem
    return objective_of(schedule)[2], measure(problem.network, problem.work, schedule.plan()).objective[2]


def test_enough_batches_are_unlike() -> None:
    """What these tests say of unlike batches is said of many."""
    assert sum(unlike_batches(schedule) for schedule in CASES.values()) >= 25


@pytest.mark.parametrize("block", range(4))
def test_what_is_booked_is_measured(block: int) -> None:
    """As constructed, and after a search that has put orders into batches and taken them out."""
    for seed in list(CASES)[block::4]:
        schedule = CASES[seed]
        booked, measured = booked_and_measured(schedule)
        assert booked == measured == figures(schedule).money_ore, seed
        found = improve(schedule, Budget(iterations=200), workers=1, seed=seed).schedule
        booked, measured = booked_and_measured(found)
        assert booked == measured, seed


@pytest.mark.parametrize("block", range(4))
def test_what_leaves_is_booked_off(block: int) -> None:
    """Orders taken off one by one and put back: the money is that of the plan each time."""
    for seed in list(CASES)[block::4]:
        schedule = schedule_of(CASES[seed].problem, CASES[seed].plan())
        if schedule.problem.work.supplies:
            continue
        assert objective_of(schedule) == objective_of(CASES[seed])
        begun, plan = objective_of(schedule), schedule.plan()
        for name in [n for n, outcome in plan.outcomes.items() if outcome.delivered is not None][:4]:
            mine = [p for p in plan.portions if p.order == name]
            try:
                take_off(schedule, name)
            except PlacingError:
                continue
            booked, measured = booked_and_measured(schedule)
            assert booked == measured, (seed, name)
            place(schedule, name, mine)
        assert objective_of(schedule) == begun


def oven(*rates: int) -> Plan:
    """As many orders in one batch of an hour, each in a mode with an hourly cost of its own."""
    centre = machine("oven", kind=Kind.BATCH, capacity=10)
    jobs = [
        job(operation("bake", mode("oven", 3600, load_per_unit=1, cost_ore_h=rate)), id=f"J{n}", order=f"O{n}")
        for n, rate in enumerate(rates)
    ]
    schedule = construct(compile_problem(network(centre), Work(tuple(jobs))))
    assert check(schedule.problem.network, schedule.problem.work, schedule.plan()) == []
    assert booked_and_measured(schedule) == (max(rates), max(rates))
    take_off(schedule, f"O{rates.index(max(rates))}")
    left = sorted(rates)[:-1]
    assert schedule.money_ore == max(left)
    return schedule.plan()


@pytest.mark.parametrize("rates", [(100, 700), (700, 100), (300, 900, 500), (900, 900, 100)])
def test_a_batch_costs_what_the_dearest_in_it_costs(rates: tuple[int, ...]) -> None:
    """An hour of the oven costs the highest rate of what is in it, and what is left when the dearest leaves."""
    assert len({p.batch for p in oven(*rates).portions}) == 1
