# SPDX-License-Identifier: Apache-2.0
"""A plan from elsewhere becomes the engine's state just as it is, or is refused with what does not fit."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from tests.support.exact_model import ExactModel
from tests.support.exact_plans import plan_of
from tests.support.random_networks import random_case
from tests.support.same_plan import unnamed, where_all_is

from klynge.planning import Plan, Problem, compile_problem, construct, lateness
from klynge.planning.check import check
from klynge.planning.placing import PlacingError, schedule_of


@pytest.mark.parametrize("block", range(10))
def test_any_plan_is_taken_over_as_it_is(block: int) -> None:
    """Units, set-ups, pools, batches, supply lots with pegs, deliveries, money: as in the plan, on random networks."""
    for seed in range(25 * block, 25 * (block + 1)):
        problem = compile_problem(*random_case(seed, 3 + seed * 7 % 38))
        first = construct(problem, rule="due")
        again = schedule_of(problem, first.plan())
        assert unnamed(again.plan()) == unnamed(first.plan()), seed
        assert lateness(again) == lateness(first)
        assert again.money_ore == first.money_ore, seed


def test_plans_of_another_program_are_taken_over() -> None:
    """What the exact model of the tests finds, which no engine made, is taken over as it is."""
    for seed in range(10):
        network, work = random_case(seed, 6 + seed % 9, 900)
        exact = ExactModel(network, work, 900)
        values = exact.solve(0.3).values
        if values:
            plan = plan_of(exact, values)
            again = schedule_of(compile_problem(network, work), plan).plan()
            assert where_all_is(again) == where_all_is(plan)
            assert {o: x.delivered for o, x in again.outcomes.items()} == {
                o: x.delivered for o, x in plan.outcomes.items()
            }


def delivered(plan: Plan) -> dict[str, int | None]:
    return {order: outcome.delivered for order, outcome in plan.outcomes.items()}


def tampered(plan: Plan, dice: random.Random) -> Plan:
    """The plan with one portion moved a little, to another unit, or with other pools, set-up or quantity."""
    portions = list(plan.portions)
    which = dice.randrange(len(portions))
    one = portions[which]
    by = dice.choice([-3600, -60, 60, 900, 7200])
    changes: list[dict[str, Any]] = [
        {"start": one.start + by, "end": one.end + by, "setup_start": one.setup_start + by},
        {"end": one.end + by},
        {"setup_start": one.setup_start + by},
        {"unit": one.unit + dice.choice([-1, 1])},
        {"quantity": one.quantity + 1},
        {"pools": one.pools[1:]},
        {"pegs": one.pegs[1:]},
        {"mode": one.mode + 1},
    ]
    portions[which] = replace(one, **dice.choice(changes))
    return replace(plan, portions=tuple(portions))


@pytest.mark.parametrize("block", range(6))
def test_wrong_plans_are_refused_and_right_ones_are_not(block: int) -> None:
    """A plan that was tampered with is taken over if, and only if, the independent checker finds nothing wrong."""
    for seed in range(40 * block, 40 * (block + 1)):
        network, work = random_case(seed, 3 + seed * 7 % 38)
        problem, dice = compile_problem(network, work), random.Random(seed)
        plan = construct(problem, rule="due").plan()
        for _ in range(4 if plan.portions else 0):
            other = tampered(plan, dice)
            wrong = [str(finding) for finding in check(network, work, other)]
            assert bool(wrong) == bool(refusal(problem, other)), f"{seed}: {wrong[:1]} {refusal(problem, other)}"


def refusal(problem: Problem, plan: Plan) -> str:
    try:
        schedule_of(problem, plan)
    except PlacingError as error:
        return str(error)
    return ""
