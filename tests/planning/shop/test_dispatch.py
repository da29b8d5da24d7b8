# SPDX-License-Identifier: Apache-2.0
"""Dispatching rules: a valid plan, whatever the shop."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.shops import makespan_of, random_shop

from klynge.planning.budget import Budget
from klynge.planning.shop.check import check_shop
from klynge.planning.shop.dispatch import RULES, Dispatcher, carry_out, schedule_of, turned_round
from klynge.planning.shop.makespan import first_plans


@pytest.mark.parametrize("seed", range(20))
def test_every_rule_gives_a_plan(seed: int) -> None:
    """Forward and backward in time, with choices, set-ups, releases and waiting, the plan is right."""
    problem = random_shop(seed, flexible=seed % 2 == 0, setups=seed % 3 == 0)
    dispatcher = Dispatcher(problem)
    for rule in (*RULES, replace(RULES[0], patience=0.5), replace(RULES[1], backward=True)):
        plan = dispatcher.plan(rule)
        assert check_shop(problem, schedule_of(problem, plan)) == []
        assert carry_out(problem, plan)[2] == makespan_of(problem, plan)


@pytest.mark.parametrize("seed", range(5))
def test_turning_time_round_twice_changes_nothing(seed: int) -> None:
    """The shop turned round twice has the same jobs, machines and times."""
    problem = random_shop(seed, setups=True)
    twice = turned_round(turned_round(problem))
    for name in ("job0", "alt0", "alt_machine", "alt_time", "setup"):
        assert (getattr(twice, name) == getattr(problem, name)).all()


def test_a_plan_exists_without_any_time() -> None:
    """A budget of nothing still gives one plan, and more rules never a worse one."""
    problem = random_shop(1)
    assert len(first_plans(problem, Budget(seconds=0))) == 1
    assert carry_out(problem, first_plans(problem, Budget())[0])[2] <= min(
        carry_out(problem, Dispatcher(problem).plan(rule))[2] for rule in RULES
    )
