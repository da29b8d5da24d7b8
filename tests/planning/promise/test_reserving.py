# SPDX-License-Identifier: Apache-2.0
"""What was offered is reserved as it was offered, or not at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from tests.support.asked import Asked, asked_case
from tests.support.builders import job, machine, mode, moment, network, operation

from klynge.job import Job, Status, Work
from klynge.planning import Plan, PlanningError, Schedule, compile_problem, construct
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.improve import improve
from klynge.planning.placing import place, schedule_of, take_off
from klynge.planning.promise import Book, HoldError, menu
from klynge.planning.promise.reserving import admit, row_of

CASES = [case for seed in range(40) if (case := asked_case(40_000 + seed)) is not None]


def free() -> Schedule:
    """One machine with nothing to do."""
    return construct(compile_problem(network(machine()), Work(())))


def asked(order: str, hours: int = 4) -> list[Job]:
    return [job(operation("a", mode(fixed_s=hours * 3600)), id=order, order=order)]


def test_the_day_is_reserved() -> None:
    """A held order stands in the plan with its promised day, and the next asked finds less room."""
    book = Book(free())
    entry = menu(book.schedule, asked("first", 8)).entries[0]
    held = book.hold(entry)
    assert (held.status, held.promised) == (Status.HELD, moment("06T00:00"))
    assert book.schedule.plan().portions == entry.portions
    assert menu(book.schedule, asked("second", 8)).entries[0].delivered == entry.delivered + timedelta(days=1)


def test_two_offers_for_one_place() -> None:
    """The second of two offers for the same hours is refused by name, and the plan stays as it was."""
    book = Book(free())
    one, other = (menu(book.schedule, asked(name, 8)).entries[0] for name in ("one", "other"))
    book.hold(one)
    before = book.schedule.plan()
    with pytest.raises(HoldError, match="other a has lost its place"):
        book.hold(other)
    assert book.schedule.plan() == before
    with pytest.raises(PlanningError, match="order one already"):
        book.hold(one)


def test_as_offered_though_room_came_free_before_it() -> None:
    """An offer is kept at the hours offered, also when earlier hours have come free since."""
    book = Book(free())
    first = menu(book.schedule, asked("first")).entries[0]
    book.hold(first)
    second = menu(book.schedule, asked("second")).entries[0]
    book.withdraw("first")
    book.hold(second)
    assert book.schedule.plan().portions == second.portions


def test_commit_withdraw_and_expire() -> None:
    """A hold ends at its moment, a commitment does not, and what is withdrawn is gone without a trace."""
    book = Book(free())
    empty = book.schedule.plan()
    for name in ("kept", "left", "late"):
        book.hold(menu(book.schedule, asked(name, 2)).entries[0], until=moment("07T12:00"))
    assert book.commit("kept").status is Status.COMMITTED
    with pytest.raises(PlanningError, match="not held"):
        book.commit("kept")
    book.withdraw("left")
    assert book.expire(moment("07T11:59")) == ()
    assert book.expire(moment("07T12:00")) == ("late",)
    assert [j.status for j in book.work(Work(())).jobs] == [Status.COMMITTED]
    book.withdraw("kept")
    assert book.schedule.plan() == empty


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.network.name)
def test_withdrawing_undoes_a_hold(case: Asked) -> None:
    """Held and withdrawn again, the plan is what it was; what the book says is its work is right by every rule."""
    before = case.schedule.plan()
    for entry in menu(case.schedule, case.jobs).entries[:2]:
        book = Book(case.schedule.copy())
        book.hold(entry)
        assert check(case.network, book.work(case.work), book.schedule.plan()) == []
        book.withdraw(entry.order)
        assert book.schedule.plan() == before
        assert book.work(case.work) == case.work


def test_an_order_admitted_is_not_planned_yet() -> None:
    """A log that adds an order before it places it: the order has a row, and the plan says that it is not placed."""
    schedule = free()
    row = admit(schedule, asked("added"))
    assert row_of(schedule.problem, "added") == row == 0
    assert schedule.plan().outcomes["added"].delivered is None
    assert check(schedule.problem.network, schedule.problem.work, schedule.plan()) == []
    with pytest.raises(PlanningError, match="already"):
        admit(schedule, asked("added"))


@pytest.mark.parametrize("case", CASES[::2], ids=lambda case: case.network.name)
def test_what_a_hold_placed_can_be_placed_again(case: Asked) -> None:
    """The portions, lots and lanes of a hold are all that another replica needs to stand where this one does."""
    for entry in menu(case.schedule, case.jobs).entries[:2]:
        book = Book(case.schedule.copy())
        held = book.hold(entry).entry
        plan = book.schedule.plan()
        again = schedule_of(compile_problem(case.network, book.work(case.work)), plan)
        assert again.plan().outcomes == plan.outcomes
        take_off(book.schedule, entry.order)
        place(book.schedule, entry.order, held.portions, held.lots, lanes=held.lanes)
        assert book.schedule.plan().outcomes == plan.outcomes
        assert slots(book.schedule.plan()) == slots(plan)


def slots(plan: Plan) -> list[tuple[str, str, str, int, int, int, int]]:
    """Where all portions are, whatever batches are called."""
    return sorted((p.order, p.job, p.operation, p.unit, p.setup_start, p.start, p.end) for p in plan.portions)


@pytest.mark.parametrize("case", CASES[::4], ids=lambda case: case.network.name)
def test_a_plan_with_holds_is_improved(case: Asked) -> None:
    """A search goes on from a plan that orders were taken into and out of; what it finds is right."""
    book = Book(case.schedule.copy())
    for entry in menu(book.schedule, case.jobs).entries[:1]:
        book.hold(entry)
    first = case.work.jobs[0].order
    with suppress(PlanningError):
        book.withdraw(first)
    better = improve(book.schedule, Budget(iterations=60), workers=1, seed=1).schedule
    assert check(case.network, book.work(case.work), better.plan()) == []


def test_many_orders_one_after_the_other() -> None:
    """Tables grow over many commits, and copies of a schedule that go their own ways do not meet."""
    book = Book(free())
    other = None
    for number in range(75):
        book.hold(menu(book.schedule, asked(f"o{number}", 1), effort=1).entries[0])
        if number == 45:
            other = Book(book.schedule.copy())
    assert other is not None
    other.hold(menu(other.schedule, asked("own", 1)).entries[0])
    for schedule, orders in ((book.schedule, 75), (other.schedule, 47)):
        plan, work = schedule.plan(), schedule.problem.work
        planned = [name for name, outcome in plan.outcomes.items() if outcome.delivered is not None]
        assert check(schedule.problem.network, work, plan) == []
        assert len(planned) >= orders
    assert "own" not in book.schedule.plan().outcomes
    assert list(other.schedule.problem.orders)[-1] == "own"
