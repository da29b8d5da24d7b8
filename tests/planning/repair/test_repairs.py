# SPDX-License-Identifier: Apache-2.0
"""Repairs come to what they say: planned for real, right by the second implementation, ranked as told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.support.random_networks import random_case

from klynge.planning import Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.kernels.columns import BIG
from klynge.planning.measure import measure
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
