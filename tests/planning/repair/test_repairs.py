# SPDX-License-Identifier: Apache-2.0
"""Repairs come to what they say: planned for real, right by the second implementation, ranked as told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from tests.support.builders import job, lane, machine, moment, network, operation
from tests.support.chosen import slow_lanes
from tests.support.random_networks import random_case

from klynge.job import Work
from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.errors import PlanningError
from klynge.planning.kernels.columns import BIG
from klynge.planning.measure import measure
from klynge.planning.placing import schedule_of
from klynge.planning.repair import Repair, apply, repairs

SEEDS = range(60)


def repaired(seed: int) -> Iterator[tuple[Schedule, Repair, list[Repair]]]:
    """Every repair of the late orders of a random network, or of its last order, wanted a day earlier."""
    network, work = random_case(seed, 10 + seed % 25)
    schedule = construct(compile_problem(network, work), "due")
    problem = schedule.problem
    late = [i for i, when in enumerate(schedule.arrivals) if when > problem.keys.due[i]][:3]
    for row in late or [len(problem.orders) - 1]:
        wanted = None
        if not late and schedule.arrivals[row] < BIG:
            wanted = problem.zero + timedelta(seconds=int(schedule.arrivals[row]) - 86_400)
        found = repairs(schedule, problem.orders[row], wanted=wanted)
        yield from ((schedule, repair, found) for repair in found)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_repair_comes_to_what_it_says(seed: int) -> None:
    """Carried out it is a right plan; the order's day, the cost and all other orders are as told."""
    for schedule, repair, _ in repaired(seed):
        problem, before = schedule.problem, schedule.plan()
        mended = apply(schedule, repair)
        assert check(mended.network, mended.work, mended.plan) == []
        told = {part.order: part.delivered for part in repair.deliveries}
        told |= {effect.order: effect.after for effect in repair.others if effect.after is not None}
        for order, outcome in mended.plan.outcomes.items():
            assert outcome.delivered == told.get(order, before.outcomes[order].delivered if order not in told else 0)
        extra = repair.premium_ore + sum(transfer.cost_ore for transfer in repair.change.transfers)
        ore = [measure(problem.network, problem.work, before), measure(mended.network, mended.work, mended.plan)]
        begun = any(op.reported for job in problem.work.jobs if job.order == repair.order for op in job.operations)
        if repair.before is not None or not begun:
            assert ore[1].objective[2] - ore[0].objective[2] + extra == repair.cost_ore


@pytest.mark.parametrize("seed", SEEDS[::6])
def test_ranking_and_promises(seed: int) -> None:
    """The best first; a promise is broken only when nothing mends the order without, and then it is named."""
    for schedule, repair, found in repaired(seed):
        assert [one.rank for one in found] == sorted(one.rank for one in found)
        assert len({one.kind for one in found}) == len(found) <= 3
        assert repair.before is None or repair.late_s < repair.before - repair.target
        if repair.broken:
            assert not any(one.mends and not one.broken for one in found)
        assert all(schedule.problem.orders.index(effect.order) >= 0 and effect.owner for effect in repair.others)


@pytest.mark.parametrize("seed", SEEDS[::12])
def test_looking_changes_nothing(seed: int) -> None:
    """The schedule is, to the bit, as before; the same repairs come again; without a budget there are none."""
    network, work = random_case(seed, 25)
    schedule = construct(compile_problem(network, work), "due")
    before = [table.tobytes() for table in schedule.state]
    wanted = network.start + timedelta(days=1)
    order = schedule.problem.orders[0]
    assert repairs(schedule, order, wanted=wanted) == repairs(schedule, order, wanted=wanted)
    assert repairs(schedule, order, Budget(iterations=0), wanted) == []
    assert [table.tobytes() for table in schedule.state] == before


def test_words_in_both_languages() -> None:
    """Every repair can be said in both, and as data."""
    kinds = set()
    for seed in SEEDS[:20]:
        for _, repair, _ in repaired(seed):
            assert repair.words("nb") != repair.words("en")
            assert repair.as_json()["mends"] == repair.mends
            kinds.add(repair.kind)
    assert len(kinds) >= 4


@pytest.mark.parametrize("seed", range(40))
def test_a_repair_emits_what_it_says(seed: int) -> None:
    """Carried out, the plan emits and costs as much more as told, where everything emits and lanes are chosen."""
    schedule = slow_lanes(seed, held=3)
    problem, before = schedule.problem, schedule.plan()
    row = len(problem.orders) - 1
    if schedule.arrivals[row] >= BIG:
        return
    wanted = problem.zero + timedelta(seconds=int(schedule.arrivals[row]) - 86_400)
    for repair in repairs(schedule, problem.orders[row], wanted=wanted):
        mended = apply(schedule, repair)
        assert check(mended.network, mended.work, mended.plan) == []
        was, now = measure(problem.network, problem.work, before), measure(mended.network, mended.work, mended.plan)
        moved = sum(transfer.co2_g for transfer in repair.change.transfers)
        assert now.carbon.total_g - was.carbon.total_g + moved == repair.co2_g
        said = repair.words("en") + repair.words("nb")
        assert said.count("CO2") == (2 if repair.co2_g else 0)


def test_an_order_may_give_up_its_slow_lane() -> None:
    """An order that chose the train is brought forward by the van, which is told, with what it costs and emits."""
    lanes = [
        replace(lane("S", "Oslo", 24 * 3600), id="train", cost_ore=100_00, co2_g_kg=1),
        replace(lane("S", "Oslo", 3600), id="van", cost_ore=900_00, co2_g_kg=50),
    ]
    schedule = construct(compile_problem(network(machine(), lanes=lanes), Work((job(operation(), weight_g=10_000),))))
    plan = schedule.plan()
    by_train = replace(plan.outcomes["O"], lanes=("train",), delivered=plan.portions[0].end + 24 * 3600)
    schedule = schedule_of(schedule.problem, replace(plan, outcomes={"O": by_train}))
    [repair] = repairs(schedule, "O", wanted=moment("05T12:00"))
    assert (repair.mends, repair.cost_ore, repair.co2_g) == (True, 800_00, 490)
    assert "by the lane that arrives first, not by train" in repair.words("en")
    assert apply(schedule, repair).plan.outcomes["O"].lanes == ()


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_what_is_kept_stays(seed: int) -> None:
    """No repair moves a locked operation, of the order itself or of another; carried out it is a right plan."""
    network, work = random_case(seed, 10 + seed % 25)
    schedule = construct(compile_problem(network, work), "due")
    problem, before = schedule.problem, schedule.plan()
    free = [p for p in before.portions if p.order and not p.frozen]
    kept = {(p.job, p.operation) for p in free[seed % 5 :: 5]}
    stood = {(p.job, p.operation, p.work_centre, p.start, p.end, p.quantity) for p in before.portions}
    for row in np.flatnonzero((schedule.arrivals > problem.keys.due) & (schedule.arrivals < BIG))[:3]:
        for repair in repairs(schedule, problem.orders[row], kept=kept):
            mended = apply(schedule, repair, kept)
            assert check(mended.network, mended.work, mended.plan) == []
            stands = {(p.job, p.operation, p.work_centre, p.start, p.end, p.quantity) for p in mended.plan.portions}
            assert {each for each in stood if each[:2] in kept} == {each for each in stands if each[:2] in kept}


def test_a_repair_is_gone_when_what_it_moves_is_locked() -> None:
    """Found while everything was free, it is not carried out once all that it moves is to stay."""
    schedule, repair, _ = next(repaired(0))
    everything = {(p.job, p.operation) for p in schedule.plan().portions}
    with pytest.raises(PlanningError):
        apply(schedule, repair, everything)
