# SPDX-License-Identifier: Apache-2.0
"""What makes a wanted day possible is planned for real, costs what it says, and leaves the plan alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.support.asked import Asked, asked_case
from tests.support.builders import job, machine, mode, moment, network, operation

from klynge.job import Job, Need, Phase, Work
from klynge.network.model import Network, Pool, PoolKind, PoolPart
from klynge.planning import compile_problem, construct
from klynge.planning.check import check
from klynge.planning.measure import measure
from klynge.planning.promise import Possible, carry_out, menu, possible

NEED = (Need(Phase.RUN, ("crew",), 1000),)
CREW = Pool("crew", "S", PoolKind.PEOPLE, (PoolPart("day", 1000),), cost_ore_h=40_000)


def hours(name: str, count: int, **more: Any) -> Job:
    """An order of so many pieces, an hour each."""
    work = operation("a", mode(fixed_s=0, unit_ms=3_600_000, needs=NEED), quantity=count)
    return job(work, id=name, order=name, quantity=count, **more)


def asked_of(*placed: Job, wanted: str, count: int = 6, kept: Collection[tuple[str, str]] = ()) -> Possible:
    """One machine with one man, some orders, and six hours' work wanted by a day."""
    places = replace(network(machine(), pools=[CREW]), overtime_percent=50)
    schedule = construct(compile_problem(places, Work(placed)), "due")
    return possible(schedule, [hours("new", count)], moment(wanted), smaller=lambda n: [hours("new", n)], kept=kept)


def kinds(told: Possible) -> list[str]:
    return [remedy.kind for remedy in told.remedies]


def test_nothing_is_needed() -> None:
    """What can be had by the day costs nothing more."""
    told = asked_of(wanted="06T00:00")
    assert [(remedy.kind, remedy.extra_ore) for remedy in told.remedies] == [("another way", 0)]


def test_overtime_in_the_evening() -> None:
    """After a first order's six hours, four hours' overtime at half more than the usual pay (40 kroner an hour beyond
    the ordinary 400 is 200), or two pieces today and the rest tomorrow for nothing."""
    told = asked_of(hours("first", 6, due=moment("06T00:00")), wanted="06T00:00")
    assert [(remedy.kind, remedy.extra_ore) for remedy in told.remedies] == [("partial", 0), ("overtime", 80_000)]
    overtime = told.remedies[1].overtime[0]
    assert (overtime.first, overtime.last) == (15 * 3600, 19 * 3600)
    assert overtime.pools == (("crew", 1000),)


def test_an_order_is_put_off_that_agreed_to_it() -> None:
    """It gives way as far as its customer agreed, and no further."""
    due = moment("06T00:00")
    told = asked_of(hours("first", 6, due=due, flexible=moment("07T00:00")), wanted="06T00:00")
    assert "put off" in kinds(told)
    moved = next(remedy for remedy in told.remedies if remedy.kind == "put off")
    assert (moved.put_off[0].order, moved.put_off[0].arrives) == ("first", moment("06T12:00"))
    told = asked_of(hours("first", 6, due=due, flexible=moment("06T11:59")), wanted="06T00:00")
    assert "put off" not in kinds(told)


def test_an_order_with_an_operation_that_is_locked_is_not_put_off() -> None:
    """Though its customer agreed to it: what a planner locked stays."""
    first = hours("first", 6, due=moment("06T00:00"), flexible=moment("07T00:00"))
    assert "put off" in kinds(asked_of(first, wanted="06T00:00"))
    assert "put off" not in kinds(asked_of(first, wanted="06T00:00", kept={("first", "a")}))


def test_nothing_helps() -> None:
    """A day before any work could be done is not made possible by anything."""
    told = asked_of(wanted="05T06:00")
    assert (told.remedies, told.earliest) == ((), moment("05T14:00"))


SEEDS = (*range(60_000, 60_040), 100_018, 100_052)  # in the last two a supply lot is made in overtime
CASES = [case for seed in SEEDS if (case := asked_case(seed)) is not None]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_remedies_stand(case: Asked) -> None:
    """Each remedy carried out gives a plan that is right by every rule, keeps the day and costs what it says."""
    jobs = tuple(replace(job, flexible=job.due + timedelta(days=20)) for job in case.work.jobs)
    work = Work(jobs, case.work.supplies)
    schedule = construct(compile_problem(case.network, work), "due")
    before, told = schedule.plan(), menu(schedule, case.jobs)
    if not told.entries:
        return
    wanted = told.entries[0].delivered - timedelta(hours=9)
    answer = possible(schedule, case.jobs, wanted, most=20)
    base = measure(case.network, work, before).objective[2] + answer.cheapest_ore
    assert schedule.plan() == before
    assert answer == possible(schedule, case.jobs, wanted, most=20)
    for remedy in answer.remedies:
        changed = schedule.copy()
        carry_out(changed, remedy)
        problem, plan = changed.problem, changed.plan()
        assert [str(finding) for finding in check(problem.network, problem.work, plan)] == []
        assert (plan.outcomes[remedy.entry.order].delivered or 0) <= seconds(problem.network, wanted)
        money = measure(problem.network, problem.work, plan).objective[2]
        assert money + sum(each.extra_ore for each in remedy.overtime) - base == remedy.extra_ore
        arrives = {each.order: seconds(problem.network, each.arrives) for each in remedy.put_off}
        assert {order: plan.outcomes[order].delivered for order in arrives} == arrives


def seconds(network: Network, when: datetime) -> int:
    return int((when - network.epoch).total_seconds())


def test_every_kind_is_found() -> None:
    """Overtime is found among the remedies of random networks."""
    found: Counter[str] = Counter()
    for case in CASES[:30]:
        told = menu(case.schedule, case.jobs)
        if told.entries:
            wanted = told.entries[0].delivered - timedelta(hours=9)
            found.update(kinds(possible(case.schedule, case.jobs, wanted)))
    assert found["overtime"] > 0
