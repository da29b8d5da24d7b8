# SPDX-License-Identifier: Apache-2.0
"""Reports, stops, scrap and the like are brought into a replica's schedule: what one made anew from the state is."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from tests.planning.fold.test_replanned import replica_of
from tests.planning.fold.test_written import taken_in
from tests.support.disturbances import some_disturbance
from tests.support.same_plan import where_all_is

from klynge.job import Status
from klynge.planning.check import check
from klynge.planning.figures import figures
from klynge.planning.fold import Replica, StateChange, changes_to
from klynge.planning.improve import objective_of
from klynge.planning.measure import measure
from klynge.planning.replan import DisturbanceError, Withdrawn, replan


def assert_as_anew(replica: Replica) -> None:
    """The plan is right, and the schedule that of the state: where all is, what it costs, and how much is left."""
    state, mine = replica.state, replica.schedule
    anew, told = Replica.of(state).schedule, state.as_plan()
    assert [str(each) for each in check(state.network, state.work(), told)] == []
    assert where_all_is(mine.plan()) == where_all_is(told)
    assert mine.plan().outcomes == told.outcomes
    assert objective_of(mine) == objective_of(anew)
    assert figures(mine).costs == measure(state.network, state.work(), told).costs
    assert mine.state.stock_left.tolist() == anew.state.stock_left.tolist()
    assert mine.state.agreement_used.tolist() == anew.state.agreement_used.tolist()
    assert dict(zip(mine.problem.orders, mine.problem.keys.due.tolist(), strict=True)) == dict(
        zip(anew.problem.orders, anew.problem.keys.due.tolist(), strict=True)
    )


@pytest.mark.parametrize("block", range(8))
def test_what_happens_keeps_a_replica_in_step(block: int) -> None:
    """One thing after another. Of what changes orders, reports and scrap mostly leave all rows where they were: only an
    order that is taken out and in again comes after all others."""
    stayed: dict[str, list[bool]] = defaultdict(list)
    for seed in range(8 * block, 8 * (block + 1)):
        replica, dice = replica_of(seed), random.Random(seed)
        for _ in range(5):
            state, plan = replica.state, replica.schedule.plan()
            if not plan.portions:
                break
            what = some_disturbance(dice, replica.schedule, plan, state.network.start)
            try:
                answer = replan(replica.schedule, [what], state.network.start, before=plan)
            except DisturbanceError:
                continue
            ended = (StateChange(order=what.order, status=Status.WITHDRAWN),) if isinstance(what, Withdrawn) else ()
            if changes := changes_to(replica, ended, answer.schedule):
                before = list(replica.schedule.problem.orders)
                taken_in(replica, changes)
                assert_as_anew(replica)
                stayed[type(what).__name__].append(list(replica.schedule.problem.orders) == before)
    found = stayed["Reported"] + stayed["Scrap"]
    assert sum(found) > 0.5 * len(found) > 0
