# SPDX-License-Identifier: Apache-2.0
"""An offer becomes rows that place it exactly as offered, on every replica, beside everything that was there."""

from __future__ import annotations

import contextlib
import random
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.support.asked import Asked, asked_case
from tests.support.builders import job, machine, mode, moment, network, operation
from tests.support.folded import replica_at
from tests.support.same_plan import where_all_is

from klynge.api_promise import renamed
from klynge.job import Status, Work
from klynge.planning import PlanningError
from klynge.planning.check import check
from klynge.planning.fold import (
    Change,
    PlanState,
    Published,
    Replica,
    Row,
    Snapshot,
    StateChange,
    changes_of,
    changes_without,
    fold,
    from_json,
    read_again,
    taken_in,
    to_json,
)
from klynge.planning.kernels import columns as col
from klynge.planning.promise import HoldError, menu
from klynge.planning.promise.request import Request
from klynge.planning.promise.reserving import make_task_room

CASES = [case for seed in range(60) if (case := asked_case(70_000 + seed)) is not None]


def replica_of(case: Asked) -> Replica:
    """A log's replica that stands where a schedule does."""
    return replica_at(case.network, case.work, case.schedule.plan())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_an_offer_folds_to_what_was_offered(case: Asked) -> None:
    """The plan is right by every rule, the order comes when offered, and a replica made anew stands the same."""
    replica = replica_of(case)
    for entry in menu(replica.schedule, case.jobs).entries[:2]:
        mine = Replica(replica.state, replica.schedule, dict(replica.lots))
        before = mine.schedule.plan()
        changes = changes_of(mine, entry, Status.HELD)
        assert mine.schedule.plan() == before
        mine.apply(from_json(to_json(Row(sequence=3, changes=changes))))
        state = mine.state
        assert [str(each) for each in check(state.network, state.work(), state.as_plan())] == []
        assert state.as_plan().at(state.outcomes[entry.order].delivered or 0) == entry.delivered
        assert where_all_is(mine.schedule.plan()) == where_all_is(state.as_plan())
        assert where_all_is(Replica.of(state).schedule.plan()) == where_all_is(state.as_plan())
        assert mine.schedule.plan().outcomes == state.as_plan().outcomes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_who_is_alone_takes_in_at_once(case: Asked) -> None:
    """The row and the plan are those of a replica that takes the row in; and so are the offers that come next."""
    replica = replica_of(case)
    for entry in menu(replica.schedule, case.jobs).entries[:2]:
        mine, other = replica.copy(), replica.copy()
        mine.alone = True
        row = from_json(to_json(Row(sequence=3, changes=taken_in(mine, entry, Status.HELD))))
        assert row.changes == changes_of(other, entry, Status.HELD)
        assert mine.ahead is not None
        schedule = mine.schedule
        other.advance(row)
        mine.advance(row)
        assert mine.schedule is schedule  # not made anew
        assert where_all_is(mine.schedule.plan()) == where_all_is(other.schedule.plan())
        assert mine.schedule.plan().outcomes == other.schedule.plan().outcomes
        assert (mine.lots.keys(), problem_facts(mine)) == (other.lots.keys(), problem_facts(other))
        more = [replace(job, order=f"{job.order}+") for job in case.jobs]
        one, two = (menu(each.schedule, more).entries for each in (mine, other))
        assert [(e.delivered, e.cost_ore, e.co2_g) for e in one] == [(e.delivered, e.cost_ore, e.co2_g) for e in two]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
@pytest.mark.parametrize("which", ["earliest", "cheapest"])
def test_what_was_just_found_is_taken_in_as_it_was(case: Asked, which: str) -> None:
    """Without being looked for again; but where another order came in between it is, and mostly stands elsewhere."""
    replica = replica_of(case)
    replica.alone = True
    make_task_room(replica.standing, 100)  # else it is looked for again
    offer = menu(replica.standing, case.jobs, only=which)
    if not offer.entries:
        return
    other = replica.copy()
    at_once = taken_in(replica, offer.entries[0], Status.HELD, found=offer.found)
    assert at_once == changes_of(other, offer.entries[0], Status.HELD)
    row = Row(sequence=3, changes=at_once)
    replica.advance(row)
    other.advance(row)
    assert where_all_is(replica.schedule.plan()) == where_all_is(other.schedule.plan())
    late, between = (
        menu(replica.standing, [renamed(job, name, "") for job in case.jobs], only=which)
        for name in ("late", "between")
    )
    if late.entries:
        replica.advance(
            Row(sequence=4, changes=taken_in(replica, between.entries[0], Status.HELD, found=between.found))
        )
        with contextlib.suppress(HoldError):
            changes = taken_in(replica, late.entries[0], Status.HELD, found=late.found)
            replica.advance(Row(sequence=5, changes=changes))
    state = replica.state
    assert [str(each) for each in check(state.network, state.work(), state.as_plan())] == []
    assert where_all_is(Replica.of(state).schedule.plan()) == where_all_is(replica.schedule.plan())


@pytest.mark.parametrize("case", CASES[:20], ids=lambda case: case.network.name)
def test_what_cannot_be_placed_as_it_was_found_leaves_nothing(case: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked for again in the schedule as it was."""
    replica = replica_of(case)
    replica.alone = True
    make_task_room(replica.standing, 100)
    offer, other, place = menu(replica.standing, case.jobs, only="earliest"), replica.copy(), Request.place
    if not offer.entries:
        return
    expected, tries = changes_of(other, offer.entries[0], Status.HELD), list[int]()

    def fails_first(request: Request, *asked: Any) -> int:
        tries.append(place(request, *asked))
        return tries[-1] if len(tries) > 1 else col.NO_TIME

    monkeypatch.setattr(Request, "place", fails_first)
    assert taken_in(replica, offer.entries[0], Status.HELD, found=offer.found) == expected
    assert len(tries) > 1
    replica.advance(Row(sequence=3, changes=expected))
    other.advance(Row(sequence=3, changes=expected))
    assert where_all_is(replica.schedule.plan()) == where_all_is(other.schedule.plan())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_what_a_promise_changes_is_what_is_read_again(case: Asked) -> None:
    """To the type of each value, so that nothing is read again for it; another row is."""
    replica = replica_of(case)
    jobs = [replace(job, release=job.release.astimezone(UTC), due=job.due.astimezone(UTC)) for job in case.jobs]
    for entry in menu(replica.schedule, jobs).entries[:2]:
        row = Row(sequence=3, changes=changes_of(replica, entry, Status.HELD))
        text = to_json(row)
        assert read_again(row, text) is row
        assert exactly(row) == exactly(from_json(text))
    zoned = StateChange(order="x", status=Status.HELD, promised=datetime(2026, 3, 1, tzinfo=ZoneInfo("Europe/Oslo")))
    other = Row(sequence=3, changes=(zoned,))
    assert read_again(other, to_json(other)) is not other


def exactly(value: Any) -> Any:
    """A value as its fields with their types, and a moment with its offset."""
    if is_dataclass(value):
        return type(value), [exactly(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, tuple):
        return [exactly(each) for each in value]
    if isinstance(value, datetime):
        return value.replace(tzinfo=None), value.utcoffset()
    return type(value), value


@pytest.mark.parametrize("case", CASES[:12], ids=lambda case: case.network.name)
def test_what_was_taken_in_and_did_not_come_is_forgotten(case: Asked) -> None:
    """By saying so, or by another row: the plan is as if it had never been there."""
    replica = replica_of(case)
    for entry in menu(replica.schedule, case.jobs).entries[:1]:
        before = where_all_is(replica.schedule.plan())
        for another in (False, True):
            mine = replica.copy()
            mine.alone = True
            taken_in(mine, entry, Status.HELD)
            if another:
                mine.advance(Row(sequence=3, changes=(Published(),)))
            else:
                mine.forget()
            assert mine.ahead is None
            assert where_all_is(mine.schedule.plan()) == before
            assert entry.order not in mine.schedule.problem.numbers


def test_orders_go_in_one_after_another() -> None:
    """Many promises, each computed on the replica that took in the ones before, fold to a right plan."""
    empty = PlanState.opened(network(machine()))
    replica = Replica.of(fold([Row(sequence=1, changes=(Snapshot(state=empty.to_data()),))]))
    for n in range(30):
        jobs = [job(operation("a", mode(fixed_s=1800)), id=f"J{n}", order=f"O{n}")]
        entry = menu(replica.schedule, jobs).entries[0]
        replica.apply(Row(sequence=n + 2, changes=changes_of(replica, entry, Status.COMMITTED)))
    state = replica.state
    assert check(state.network, state.work(), state.as_plan()) == []
    assert where_all_is(replica.schedule.plan()) == where_all_is(state.as_plan())
    assert [j.status for j in replica.schedule.problem.work.jobs] == [Status.COMMITTED] * 30


def problem_facts(replica: Replica) -> dict[str, tuple[int, ...]]:
    """What the engine knows of each order's promise."""
    problem = replica.schedule.problem
    known = {job.order: job.status for job in problem.work.jobs}
    return {
        name: (int(problem.keys.due[row]), int(problem.operations.order[row, col.ORD_DUE]),
               int(problem.keys.promised[row]), list(Status).index(known[name]))
        for name, row in problem.numbers.items()
    }  # fmt: skip


def test_promises_stand_as_the_log_says() -> None:
    """Held, committed, another day agreed on, amid new orders: in step, as when the schedule is made anew."""
    dice = random.Random(7)
    empty = PlanState.opened(network(machine()))
    replica = Replica.of(fold([Row(sequence=1, changes=(Snapshot(state=empty.to_data()),))]))
    for n in range(40):
        jobs = [job(operation("a", mode(fixed_s=900)), id=f"J{n}", order=f"O{n}")]
        entry = menu(replica.schedule, jobs).entries[0]
        before = replace(replica)
        facts = problem_facts(before)
        replica.apply(Row(sequence=2 * n + 2, changes=changes_of(replica, entry, Status.HELD)))
        day, order = moment(f"{dice.randint(13, 18)}T00:00"), f"O{dice.randint(0, n)}"
        agreed = StateChange(order=order, status=Status.COMMITTED, promised=dice.choice([None, day]))
        replica.apply(Row(sequence=2 * n + 3, changes=(agreed,)))
        assert problem_facts(before) == facts
        assert problem_facts(replica) == problem_facts(Replica.of(replica.state))
    assert check(replica.state.network, replica.state.work(), replica.schedule.plan()) == []
    assert where_all_is(replica.schedule.plan()) == where_all_is(replica.state.as_plan())


def test_of_two_offers_for_one_place_one_fits() -> None:
    """What was offered before another took its place is refused, and the replica stays as it was."""
    empty = PlanState.opened(network(machine()), Work(()).supplies)
    replica = Replica.of(fold([Row(sequence=1, changes=(Snapshot(state=empty.to_data()),))]))
    one, other = (
        menu(replica.schedule, [job(operation("a", mode(fixed_s=8 * 3600)), id=name, order=name)]).entries[0]
        for name in ("one", "other")
    )
    before = replica.state
    replica.apply(Row(sequence=2, changes=changes_of(replica, one, Status.HELD)))
    digest = replica.state.digest()
    late = changes_of(Replica.of(before), other, Status.HELD)
    with pytest.raises(PlanningError, match="other"):
        changes_of(replica, other, Status.HELD)
    with pytest.raises(PlanningError, match="other"):
        replica.apply(Row(sequence=3, changes=late))
    assert replica.state.digest() == digest


def test_who_ended_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders that end, amid new ones, are passed over at once; what is offered next is as in a schedule made anew, and
    empty rows do not pile up."""
    monkeypatch.setattr("klynge.planning.fold.replica.MOST_OVER", 5)
    dice, there, sequence = random.Random(3), list[str](), 1
    empty = PlanState.opened(network(machine()))
    replica = Replica.of(fold([Row(sequence=1, changes=(Snapshot(state=empty.to_data()),))]))
    replica.alone = True

    def append(changes: tuple[Change, ...]) -> None:
        nonlocal sequence
        sequence += 1
        replica.advance(Row(sequence=sequence, changes=changes))

    most = 0
    for n in range(60):
        jobs = [job(operation("a", mode(fixed_s=900)), id=f"J{n}", order=f"O{n}")]
        anew = Replica.of(replica.state)
        entry, other = (menu(each, jobs).entries[0] for each in (replica.standing, anew.schedule))
        assert (entry.delivered, entry.cost_ore) == (other.delivered, other.cost_ore)
        append(taken_in(replica, entry, Status.HELD))
        there.append(f"O{n}")
        if n > 20 or dice.random() < 0.5:
            over = there.pop(dice.randrange(len(there)))
            append(changes_without(replica, over, dice.choice((Status.EXPIRED, Status.WITHDRAWN))))
            assert changes_without(replica, over, Status.EXPIRED)[1:] == ()
        most = max(most, replica.over)
        if n % 9 == 0:
            asked = replica.copy()
            assert list(asked.schedule.problem.orders) == there
            assert where_all_is(asked.schedule.plan()) == where_all_is(replica.state.as_plan())
            assert asked.schedule.plan().outcomes == replica.state.as_plan().outcomes
    assert 3 < most <= 6
