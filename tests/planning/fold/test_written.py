# SPDX-License-Identifier: Apache-2.0
"""What a promise or an end changes is found without reading the whole plan, and is what reading it would find."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from tests.planning.fold.test_promised import CASES, replica_of
from tests.support.asked import Asked
from tests.support.same_plan import where_all_is

from klynge.job import Status
from klynge.planning import PlanningError
from klynge.planning.check import check
from klynge.planning.fold import (
    Change,
    OrderChange,
    Replica,
    Row,
    StateChange,
    apply,
    changes_between,
    changes_of,
    changes_without,
    from_json,
    to_json,
)
from klynge.planning.promise import Entry, menu, withdraw
from klynge.planning.promise.reserving import reserve


def read_whole(replica: Replica, trial: Replica, first: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that the plan of a trial makes, found by comparing all of it."""
    state = replica.state
    middle = apply(state, Row(sequence=state.sequence + 1, changes=first))
    return (*first, *changes_between(middle, state.network, middle.work(), trial.schedule.plan()))


def reserved_whole(replica: Replica, entry: Entry) -> tuple[Change, ...]:
    """What `changes_of` says, by comparing whole plans."""
    trial = Replica(replica.state, replica.schedule.copy(), dict(replica.lots))
    moment = reserve(trial.schedule, entry, Status.HELD).promised
    jobs = tuple(replace(job, status=Status.NEW, promised=None) for job in entry.jobs)
    held = StateChange(order=entry.order, status=Status.HELD, promised=moment)
    return read_whole(replica, trial, (OrderChange(order=entry.order, jobs=jobs), held))


def taken_in(replica: Replica, changes: tuple[Change, ...]) -> None:
    """A row as others read it, in the replica."""
    replica.apply(from_json(to_json(Row(sequence=replica.state.sequence + 1, changes=changes))))


def assert_in_step(replica: Replica) -> None:
    """The plan is right by every rule, and the schedule is that of the state, as one made anew is."""
    state = replica.state
    assert [str(each) for each in check(state.network, state.work(), state.as_plan())] == []
    plan = replica.schedule.plan()
    assert where_all_is(plan) == where_all_is(state.as_plan())
    assert plan.outcomes == state.as_plan().outcomes
    anew = Replica.of(state).schedule
    assert list(anew.problem.numbers) == list(replica.schedule.problem.numbers)
    assert [job for job, _ in anew.problem.rows] == [job for job, _ in replica.schedule.problem.rows]
    assert sorted(anew.problem.work.jobs, key=lambda job: job.id) == sorted(
        replica.schedule.problem.work.jobs, key=lambda job: job.id
    )
    assert anew.arrivals.tolist() == replica.schedule.arrivals.tolist()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_promises_change_what_whole_plans_differ_in(case: Asked) -> None:
    """Each offer makes the same rows, to the letter, as comparing the whole plan with and without it."""
    replica = replica_of(case)
    plan = replica.schedule.plan()
    for entry in menu(replica.schedule, case.jobs).entries[:3]:
        mine = apply(replica.state, Row(sequence=3, changes=changes_of(replica, entry, Status.HELD)))
        whole = apply(replica.state, Row(sequence=3, changes=reserved_whole(replica, entry)))
        assert mine.to_data() == whole.to_data()
        assert replica.schedule.plan() == plan


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_orders_come_and_go(case: Asked) -> None:
    """Held, withdrawn, expired in any order: each row keeps the replica in step with its state, and the plan right."""
    replica, dice = replica_of(case), random.Random(len(case.jobs))
    if offers := menu(replica.schedule, case.jobs).entries:
        taken_in(replica, changes_of(replica, dice.choice(offers), Status.HELD))
    for name in dice.sample(list(replica.state.planned()), min(4, len(replica.state.planned()))):
        plan, status = replica.schedule.plan(), replica.state.orders[name].status
        ended = Status.EXPIRED if status is Status.HELD else Status.WITHDRAWN
        trial = Replica(replica.state, replica.schedule.copy(), dict(replica.lots))
        try:
            changes = changes_without(replica, name, ended)
        except PlanningError:
            with pytest.raises(PlanningError):
                withdraw(trial.schedule, name, moving=True)
            continue
        withdraw(trial.schedule, name, moving=True)
        assert replica.schedule.plan() == plan
        taken_in(replica, changes)
        assert where_all_is(replica.schedule.plan()) == where_all_is(trial.schedule.plan())
        assert_in_step(replica)
