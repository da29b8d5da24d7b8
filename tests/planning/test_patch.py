# SPDX-License-Identifier: Apache-2.0
"""A problem made from the one before plans as one that is compiled whole, and its maps lead to the same things."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from tests.support.disturbances import promised_plan, some_disturbance

from klynge.job import Work
from klynge.network.model import Network
from klynge.planning import Plan, Problem, compile_problem, construct
from klynge.planning.patch import Patched, patched
from klynge.planning.replan import DisturbanceError
from klynge.planning.replan.disturb import disturbed


def after_two(seed: int) -> tuple[Problem, Patched, Network]:
    """A random plan's problem, and what becomes of it by two disturbances after one another."""
    schedule, dice = promised_plan(seed), random.Random(seed)
    problem, plan = schedule.problem, schedule.plan()
    now = problem.network.start + timedelta(hours=dice.randint(0, 20))
    what = [some_disturbance(dice, schedule, plan, now) for _ in range(2)]
    draft = disturbed(schedule, what, now)
    return problem, patched(problem, draft.network, draft.orders), draft.network


def named(plan: Plan) -> list[tuple[object, ...]]:
    """Portions and deliveries without the names of batches and lots, which are numbered."""
    found = [(p.order, p.operation, p.work_centre, p.unit, p.quantity, p.setup_start, p.end) for p in plan.portions]
    return sorted(found) + sorted((name, outcome.delivered or -1) for name, outcome in plan.outcomes.items())


def whole(problem: Problem, network: Network) -> Problem:
    """The same orders in the same sequence, compiled anew."""
    jobs: dict[str, list[object]] = {}
    for job in problem.work.jobs:
        jobs.setdefault(job.order, []).append(job)
    ordered = tuple(job for order in problem.orders for job in jobs[order])
    return compile_problem(network, Work(ordered, problem.work.supplies))  # type: ignore[arg-type]


@pytest.mark.parametrize("block", range(6))
def test_patched_is_whole(block: int) -> None:
    """Constructed by a rule, both come to the same plan."""
    compared = 0
    for seed in range(20 * block, 20 * block + 20):
        try:
            _, patch, network = after_two(seed)
        except DisturbanceError:
            continue
        again = whole(patch.problem, network)
        assert named(construct(patch.problem, "due").plan()) == named(construct(again, "due").plan()), seed
        compared += 1
    assert compared >= 10


@pytest.mark.parametrize("seed", range(30))
def test_maps_lead_to_the_same_things(seed: int) -> None:
    """Orders, operations and units are found again by the maps; what is not found is no more."""
    try:
        old, patch, _ = after_two(seed)
    except DisturbanceError:
        return
    new = patch.problem
    for i, j in enumerate(patch.order.tolist()):
        assert (new.orders[j] if j >= 0 else None) == (old.orders[i] if old.orders[i] in new.numbers else None)
    for a, b in enumerate(patch.task.tolist()):
        job, op = old.rows[a]
        if b >= 0:
            assert (new.rows[b][0].id, new.rows[b][1].id) == (job.id, op.id)
        else:
            assert job.order not in new.numbers or (job.id, op.id) not in {(k.id, o.id) for k, o in new.rows}
    assert len(np.unique(patch.unit[patch.unit >= 0])) == int((patch.unit >= 0).sum())


def test_another_horizon_is_told_anew() -> None:
    """When planning begins later or ends earlier, calendars, lanes and people are those of the new time."""
    for seed in range(12):
        problem = promised_plan(seed).problem
        start = problem.network.start + timedelta(days=1)
        network = replace(problem.network, start=start, end=problem.network.end - timedelta(hours=7))
        patch = patched(problem, network)
        again = whole(patch.problem, network)
        assert named(construct(patch.problem, "due").plan()) == named(construct(again, "due").plan()), seed
