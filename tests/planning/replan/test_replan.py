# SPDX-License-Identifier: Apache-2.0
"""Plans after disturbances: right by every rule, nothing new before now, promises first, and little moved."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
from tests.support.builders import World, at, job, machine, mode, moment, network, operation, portion, world
from tests.support.disturbances import promised_plan, some_disturbance

from klynge.job import Material, Precedence, Status
from klynge.network.model import Item, Source, StockLot
from klynge.planning import Plan, compile_problem
from klynge.planning.budget import Budget
from klynge.planning.check import check
from klynge.planning.placing import schedule_of
from klynge.planning.plan import Peg
from klynge.planning.replan import (
    Breakdown,
    DisturbanceError,
    LateMaterial,
    Replanned,
    Reported,
    Withdrawn,
    replan,
)
from klynge.planning.replan.events import from_json, to_data
from klynge.planning.replan.texts import KINDS, TEXTS, WHY


def places(plan: Plan) -> Counter[tuple[str, str, str, str, int, int]]:
    return Counter((p.order, p.job, p.operation, p.work_centre, p.unit, p.start) for p in plan.portions if p.order)


@pytest.mark.parametrize("block", range(10))
def test_any_disturbance_leaves_a_right_plan(block: int) -> None:
    """Three disturbances after one another, with and without search: no finding against the cluster as it is then, and
    nothing that was not there before starts before now."""
    for seed in range(8 * block, 8 * (block + 1)):
        dice, schedule = random.Random(seed), promised_plan(seed)
        for n in range(3):
            plan, now = schedule.plan(), schedule.problem.network.start + timedelta(hours=dice.randint(0, 20) * (n + 1))
            if not plan.portions or now >= schedule.problem.network.end:
                break
            what = some_disturbance(dice, schedule, plan, now)
            budget = dice.choice([None, Budget(iterations=30)])
            try:
                answer = replan(schedule, [what], now, now + timedelta(hours=dice.choice([0, 8])), budget)
            except DisturbanceError:  # it begins after the horizon, or means no operation
                continue
            found = check(answer.network, answer.work, answer.plan)
            assert [str(finding) for finding in found] == [], f"{seed} {n} {what.kind}"
            assert_nothing_new_before(answer, plan, round((now - plan.epoch).total_seconds()))
            schedule = answer.schedule


def assert_nothing_new_before(answer: Replanned, before: Plan, now_s: int) -> None:
    early = [p for p in answer.plan.portions if p.order and not p.frozen and p.setup_start < now_s]
    new = Counter((p.order, p.job, p.operation, p.work_centre, p.unit, p.start) for p in early)
    assert new <= places(before)


def two_orders(**promised: str) -> World:
    """Two orders of an hour after one another on a machine with one unit, from Monday seven o'clock."""
    jobs = []
    for order, name in (("O", "J"), ("P", "K")):
        more = {"promised": moment(promised[order]), "status": Status.COMMITTED} if order in promised else {}
        jobs.append(job(operation(), id=name, order=order, **more))  # type: ignore[arg-type]
    portions = [portion("a", "05T07:00", "05T08:00"), portion("a", "05T08:00", "05T09:00", order="P", job="K")]
    return world(network(machine()), jobs, portions)


def after(case: World, start: str, end: str) -> Replanned:
    """The world's plan when its machine stands."""
    schedule = schedule_of(compile_problem(case.network, case.work), case.plan)
    stop = Breakdown(work_centre="cut", start=moment(start), end=moment(end))
    return replan(schedule, [stop], moment("05T06:00"))


def starts(answer: Replanned) -> dict[str, str]:
    return {p.order: f"{answer.plan.at(p.start):%H:%M}" for p in answer.plan.portions}


def test_only_what_breaks_moves() -> None:
    """A stop over the second order leaves the first where it is."""
    answer = after(two_orders(), "05T08:30", "05T10:00")
    assert starts(answer) == {"O": "07:00", "P": "10:00"}
    assert [(one.order, one.later_s) for one in answer.diff.moved] == [("P", 7200)]
    assert answer.lost == ()


def test_a_maximum_lag_takes_only_what_it_binds_along() -> None:
    """A stop over an operation that must follow within an hour: the one before it comes later by what is missed, and a
    third one, for which there would be an earlier place by now, stays."""
    work = job(
        operation("a", mode("cut")), operation("b", mode("mill")), operation("c", mode("cut")),
        links=[Precedence("a", "b", max_lag_s=3600)],
    )  # fmt: skip
    portions = [
        portion("a", "05T07:00", "05T08:00"),
        portion("b", "05T08:00", "05T09:00", work_centre="mill"),
        portion("c", "05T13:00", "05T14:00"),
    ]
    case = world(network(machine(), machine("mill")), work, portions)
    schedule = schedule_of(compile_problem(case.network, case.work), case.plan)
    stop = Breakdown(work_centre="mill", start=moment("05T08:00"), end=moment("05T11:00"))
    answer = replan(schedule, [stop], moment("05T06:00"))
    begin = {p.operation: f"{answer.plan.at(p.start):%H:%M}" for p in answer.plan.portions}
    assert begin == {"a": "09:00", "b": "11:00", "c": "13:00"}
    assert check(answer.network, answer.work, answer.plan) == []


def test_what_needs_a_late_receipt_waits_for_it() -> None:
    """Of two receipts the first comes after the second: what it was for waits, all else stays where it was."""
    steel = Item("steel", "M", "Steel", "piece", Source.BUY)
    stock = [StockLot(name, "steel", "S", 1, moment(f"05T0{hour}:00")) for name, hour in (("one", 6), ("two", 9))]
    jobs = [
        job(operation(materials=(Material("steel", 1),)), id=name, order=order)
        for order, name in (("O", "J"), ("P", "K"))
    ]
    portions = [
        portion("a", "05T07:00", "05T08:00", pegs=(Peg("steel", 1, "stock", "one", at("05T06:00")),)),
        portion(
            "a", "05T09:00", "05T10:00", order="P", job="K", pegs=(Peg("steel", 1, "stock", "two", at("05T09:00")),)
        ),
    ]
    case = world(network(machine(), items=[steel], stock=stock), jobs, portions)
    schedule = schedule_of(compile_problem(case.network, case.work), case.plan)
    answer = replan(schedule, [LateMaterial(stock="one", available=moment("05T11:00"))], moment("05T06:00"))
    assert starts(answer) == {"O": "11:00", "P": "09:00"}
    assert check(answer.network, answer.work, answer.plan) == []


def test_promised_orders_come_first() -> None:
    """Both orders lose their place: the promised one, though second, takes the first place that is free."""
    assert starts(after(two_orders(), "05T07:00", "05T09:00")) == {"O": "09:00", "P": "10:00"}
    assert starts(after(two_orders(P="05T12:00"), "05T07:00", "05T09:00")) == {"P": "09:00", "O": "10:00"}


def test_unpromised_orders_give_way() -> None:
    """An order whose place is not touched gives way to a promised one that would be late otherwise."""
    answer = after(two_orders(O="05T10:00"), "05T07:00", "05T08:00")
    assert starts(answer) == {"O": "08:00", "P": "09:00"}
    assert answer.lost == ()


def test_what_cannot_be_kept_is_named() -> None:
    """A promise that no plan keeps is named with its new day and the reason, in both languages."""
    answer = after(two_orders(O="05T09:00"), "05T07:00", "05T10:00")
    [lost] = answer.lost
    assert (lost.order, lost.now, lost.cause, lost.operation) == ("O", moment("05T12:00"), "busy", "J a")
    assert "O: promised 2026-01-05 09:00, comes 2026-01-05 12:00" in answer.words("en")
    assert "O: lovet 05.01.2026 09:00, kommer 05.01.2026 12:00" in answer.words("nb")


def test_all_that_is_wrong_is_said() -> None:
    """Wrong events are all named at once, with what was meant, and nothing is replanned."""
    case = two_orders()
    schedule = schedule_of(compile_problem(case.network, case.work), case.plan)
    wrong = [
        Breakdown(work_centre="cu", start=moment("05T08:00"), end=moment("05T07:00")),
        Breakdown(work_centre="cut", unit=3, start=moment("05T08:00"), end=moment("05T09:00")),
    ]
    with pytest.raises(DisturbanceError) as error:
        replan(schedule, wrong, moment("05T06:00"))
    assert [trouble.kind for trouble in error.value.troubles] == ["ends_first", "unknown", "unknown_unit"]
    assert "did you mean “cut”" in str(error.value)
    with pytest.raises(DisturbanceError, match="lies outside the plan"):
        replan(schedule, [], moment("01T00:00"))


def test_events_are_data() -> None:
    """Events go to JSON and back; one of an unknown kind, or with a field too many, is refused."""
    events = from_json('[{"kind": "withdrawn", "order": "O"}, {"kind": "lead_time", "item": "i", "lead_s": 5}]')
    assert from_json(str(to_data(events)).replace("'", '"')) == events
    for wrong in ('{"kind": "x"}', '{"kind": "withdrawn", "order": "O", "y": 1}', '{"order": "O"}'):
        with pytest.raises(ValueError, match="validation error"):
            from_json(wrong)


def test_what_was_begun_ends_in_parts() -> None:
    """Begun, then a part of it done, then the rest: at each time it is reported once, and the plan is right."""
    whole = 5
    work = [job(operation(quantity=whole), quantity=whole)]
    case = world(network(machine()), work, [portion("a", "05T07:00", "05T08:00", quantity=whole)])
    schedule = schedule_of(compile_problem(case.network, case.work), case.plan)
    found = []
    for state, quantity, end in (
        ("started", whole, "08:00"),
        ("finished", 1, "07:30"),
        ("finished", whole - 1, "07:50"),
    ):
        told = {"job": "J", "operation": "a", "work_centre": "cut", "quantity": quantity, "state": state}
        event = Reported(start=moment("05T07:00"), end=moment(f"05T{end}"), **told)  # type: ignore[arg-type]
        answer = replan(schedule, [event], moment("05T07:50"))
        assert check(answer.network, answer.work, answer.plan) == []
        schedule = answer.schedule
        [begun] = (each for each in answer.work.jobs if each.id == "J")
        found.append([(r.state, r.quantity) for r in begun.operations[0].reported])
    assert found == [
        [("started", whole)],
        [("started", whole - 1), ("finished", 1)],
        [("finished", 1), ("finished", whole - 1)],
    ]


def test_texts_are_there_in_both_languages() -> None:
    """Everything is said in English and Norwegian, with the same facts."""
    for texts in (TEXTS, KINDS, WHY):
        for kind, both in texts.items():
            places = [sorted(part.split("}")[0] for part in both[name].split("{")[1:]) for name in ("en", "nb")]
            assert places[0] == places[1], kind


def begun_and_waiting() -> World:
    """O is cut from seven and sawn at noon, after P, which nobody waits for; R is cut after O."""
    saw = mode("saw", 3600)
    jobs = [
        job(operation("a"), operation("b", saw), links=[Precedence("a", "b")], due=moment("05T11:00")),
        job(operation("b", mode("saw", 4 * 3600)), id="K", order="P", due=moment("12T00:00")),
        job(operation("a"), id="L", order="R"),
    ]
    portions = [
        portion("a", "05T07:00", "05T08:00"),
        portion("b", "05T12:00", "05T13:00", work_centre="saw"),
        portion("b", "05T08:00", "05T12:00", order="P", job="K", work_centre="saw"),
        portion("a", "05T08:00", "05T09:00", order="R", job="L"),
    ]
    return world(network(machine(), machine("saw")), jobs, portions)


def test_what_waits_of_a_begun_order_is_improved() -> None:
    """The search leaves the operation that is running where it is, and brings forward the one that waits."""
    case = begun_and_waiting()
    schedule = schedule_of(compile_problem(case.network, case.work), case.plan)
    gone = replan(schedule, [Withdrawn(order="R")], moment("05T07:30"), budget=Budget(iterations=200))
    assert check(gone.network, gone.work, gone.plan) == []
    at = {(p.order, p.operation): f"{gone.plan.at(p.start):%d %H:%M}" for p in gone.plan.portions}
    assert (at["O", "a"], at["O", "b"]) == ("05 07:00", "05 08:00")
    assert at["P", "b"] >= "05 09:00"


@pytest.mark.parametrize("block", range(4))
def test_what_is_fixed_stays_through_a_search(block: int) -> None:
    """On random networks, whatever began before the frozen zone's end is where the mended plan had it, and some of the
    orders that it belongs to have been improved elsewhere."""
    moved = 0
    for seed in range(15 * block, 15 * (block + 1)):
        dice, schedule = random.Random(seed), promised_plan(seed)
        plan, now = schedule.plan(), schedule.problem.network.start + timedelta(hours=8)
        until = now + timedelta(hours=12)
        what = some_disturbance(dice, schedule, plan, now)
        try:
            mended, searched = (
                replan(schedule, [what], now, until, budget, workers=1) for budget in (None, Budget(iterations=300))
            )
        except DisturbanceError:
            continue
        assert [str(each) for each in check(searched.network, searched.work, searched.plan)] == [], seed
        until_s = round((until - plan.epoch).total_seconds())
        first, before, after = (
            Counter((p.job, p.operation, p.start, p.unit) for p in each.portions if p.order)
            for each in (plan, mended.plan, searched.plan)
        )
        broken = {place[:2] for place in first - before}
        fixed = {place[:2] for place in before if place[2] < until_s and place in first} - broken
        assert all(after[place] == count for place, count in before.items() if place[:2] in fixed), seed
        begun = {job for job, _ in fixed}
        moved += any(place[0] in begun and place[:2] not in fixed for place in before - after)
    assert moved > 0
