# SPDX-License-Identifier: Apache-2.0
"""What a new plan changes is what comparing all of it would find, though few orders are read."""

from __future__ import annotations

import random

import pytest
from tests.support.disturbances import promised_plan, some_disturbance
from tests.support.folded import replica_at

from klynge.job import Status
from klynge.planning.fold import (
    Replica,
    Row,
    StateChange,
    apply,
    changes_between,
    changes_to,
    deliveries_of,
    from_json,
    to_json,
)
from klynge.planning.replan import DisturbanceError, Withdrawn, replan


def replica_of(seed: int) -> Replica:
    """A log's replica of a plan with promises."""
    schedule = promised_plan(seed)
    return replica_at(schedule.problem.network, schedule.problem.work, schedule.plan())


@pytest.mark.parametrize("block", range(6))
def test_replans_change_what_whole_plans_differ_in(block: int) -> None:
    """Breakdowns, scrap, reports, late material and more, one after another: the same changes, to the letter."""
    for seed in range(8 * block, 8 * (block + 1)):
        replica, dice = replica_of(seed), random.Random(seed)
        for _ in range(3):
            state, plan = replica.state, replica.schedule.plan()
            if not plan.portions:
                break
            what = some_disturbance(dice, replica.schedule, plan, state.network.start)
            try:
                answer = replan(replica.schedule, [what], state.network.start, before=plan)
            except DisturbanceError:
                continue
            first = (StateChange(order=what.order, status=Status.WITHDRAWN),) if isinstance(what, Withdrawn) else ()
            middle = apply(state, Row(sequence=state.sequence + 1, changes=first)) if first else state
            changes = changes_to(replica, first, answer.schedule)
            whole = changes_between(middle, answer.network, answer.work, answer.plan)
            assert changes == (*first, *whole), (seed, what)
            assert deliveries_of(answer.schedule) == {
                name: outcome.delivered for name, outcome in answer.plan.outcomes.items()
            }
            if changes:
                replica.apply(from_json(to_json(Row(sequence=state.sequence + 1, changes=changes))))


def test_nothing_is_read_of_a_plan_that_stays() -> None:
    """The schedule that a replica has changes nothing."""
    replica = replica_of(3)
    assert changes_to(replica, (), replica.schedule) == ()
    assert changes_to(replica, (), Replica.of(replica.state).schedule) == ()
