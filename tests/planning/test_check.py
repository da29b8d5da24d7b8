# SPDX-License-Identifier: Apache-2.0
"""What `check` says of a small right plan broken in one way: completeness, quantity, mode, frozen, release."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.builders import World, at, job, machine, mode, moment, network, operation, portion, world

from klynge.job import Need, Phase, Reported
from klynge.network.model import Kind, Pool, PoolKind, PoolPart
from klynge.planning.check import Finding
from klynge.planning.check.texts import TEXTS
from klynge.planning.plan import Outcome, PoolUse


@pytest.fixture
def one() -> World:
    """One order: an hour of cutting, four pieces in two lots."""
    four = operation("a", mode(fixed_s=0, unit_ms=1_800_000), quantity=4, max_lots=2, min_lot=2)
    lots = [portion("a", "05T07:00", "05T08:00", quantity=2), portion("a", "05T08:00", "05T09:00", quantity=2)]
    return world(network(machine()), job(four), lots)


def test_right_plan_has_no_finding(one: World) -> None:
    """A right plan is right."""
    assert one.findings() == []


def test_missing_operation(one: World) -> None:
    """An order is planned whole."""
    assert one.having(portions=()).rules() == {"completeness"}


def test_missing_outcome(one: World) -> None:
    """Every order has an outcome."""
    assert one.having(outcomes={}).rules() == {"completeness"}


def test_unplanned_order_needs_a_reason_and_no_portions(one: World) -> None:
    """An order that is not planned says why and has no portion."""
    unplanned = one.having(outcomes={"O": Outcome("O", None)})
    kinds = {finding.kind for finding in unplanned.findings()}
    assert (unplanned.rules(), kinds) == ({"completeness"}, {"no_reason", "portions_of_unplanned"})
    assert one.having(outcomes={"O": Outcome("O", None, "horizon")}, portions=()).rules() == set()


def test_outcome_of_an_unknown_order(one: World) -> None:
    """Outcomes are of orders that exist."""
    outcomes = one.plan.outcomes | {"X": Outcome("X", None, "horizon")}
    assert one.having(outcomes=outcomes).rules() == {"completeness"}


def test_portion_of_an_unknown_operation(one: World) -> None:
    """A portion names an operation that exists."""
    stray = portion("zzz", "06T07:00", "06T08:00")
    assert one.having(portions=(*one.plan.portions, stray)).rules() == {"completeness"}


def test_portion_of_an_unknown_lot(one: World) -> None:
    """A portion outside the orders belongs to a supply lot of the plan."""
    stray = portion("melt", "06T07:00", "06T08:00", order="", job="nothing")
    assert one.having(portions=(*one.plan.portions, stray)).rules() == {"supply"}


def test_quantity_sum(one: World) -> None:
    """Portions add up."""
    five = one.but(1, quantity=3, end=at("05T09:30")).having(outcomes={"O": Outcome("O", at("05T10:30"))})
    assert five.rules() == {"quantity"}


def test_too_many_and_too_small_lots(one: World) -> None:
    """At most `max_lots` portions of at least `min_lot`."""
    first, second = one.plan.portions
    third = portion("a", "05T09:00", "05T09:30", quantity=1)
    halves = one.but(1, quantity=1, end=at("05T08:30")).plan.portions
    three = one.having(portions=(*halves, third), outcomes={"O": Outcome("O", at("05T10:30"))})
    assert {finding.kind for finding in three.findings()} == {"too_many_portions", "small_portion"}
    uneven = one.but(0, quantity=3, end=at("05T08:30")).but(
        1, quantity=1, setup_start=at("05T08:30"), start=at("05T08:30")
    )
    assert {finding.kind for finding in uneven.findings()} == {"small_portion"}
    assert first.quantity == second.quantity


def test_one_portion_may_be_small() -> None:
    """One portion may always hold everything that is left."""
    small = operation("a", mode(), quantity=1, min_lot=5)
    assert world(network(machine()), job(small), [portion("a", "05T07:00", "05T08:00")]).rules() == set()


def test_capacity_may_ask_for_more_portions_than_lots() -> None:
    """On a batch work centre there are as many portions as capacity needs, and no more."""
    kiln = machine("kiln", kind=Kind.BATCH, capacity=10, measure="kg")
    ten = operation("a", mode("kiln", load_per_unit=3), quantity=8)
    plan = [
        portion("a", f"05T{hour:02}:00", f"05T{hour + 1:02}:00", work_centre="kiln", quantity=quantity, batch=str(hour))
        for hour, quantity in ((7, 3), (8, 3), (9, 2))
    ]
    right = world(network(kiln), job(ten), plan)
    assert right.rules() == set()
    fourth = portion("a", "05T10:00", "05T11:00", work_centre="kiln", quantity=1, batch="10")
    four = right.but(2, quantity=1).having(
        portions=(*right.but(2, quantity=1).plan.portions, fourth), outcomes={"O": Outcome("O", at("05T12:00"))}
    )
    assert four.rules() == {"quantity"}


def test_smallest_lot_yields_to_capacity() -> None:
    """Where capacity forces the split, the last portion may be smaller than the smallest lot."""
    kiln = machine("kiln", kind=Kind.BATCH, capacity=4, measure="kg")
    five = operation("a", mode("kiln", load_per_unit=2), quantity=5, min_lot=2)
    plan = [
        portion("a", f"05T{hour:02}:00", f"05T{hour + 1:02}:00", work_centre="kiln", quantity=quantity, batch=str(hour))
        for hour, quantity in ((7, 2), (8, 2), (9, 1))
    ]
    assert world(network(kiln), job(five), plan).rules() == set()


def test_two_modes() -> None:
    """All portions of an operation are in the same mode."""
    two = operation("a", mode(), mode("saw"), quantity=2, max_lots=2)
    right = world(
        network(machine(), machine("saw")),
        job(two),
        [portion("a", "05T07:00", "05T08:00"), portion("a", "05T08:00", "05T09:00")],
    )
    assert right.rules() == set()
    assert right.but(1, mode=1, work_centre="saw").rules() == {"quantity"}


@pytest.mark.parametrize(
    "change",
    [{"mode": 7}, {"mode": -1}, {"work_centre": "nowhere"}, {"unit": 3}, {"unit": -1}, {"family": "blue"}],
)
def test_mode(change: dict[str, Any]) -> None:
    """A portion is as its mode says; what nobody knows is named and breaks nothing."""
    right = world(network(machine()), job(operation()), [portion("a", "05T07:00", "05T08:00")])
    assert right.but(**change).rules() - {"completeness"} == {"mode"}


def test_mode_at_another_work_centre() -> None:
    """The work centre is the mode's."""
    right = world(network(machine(), machine("saw")), job(operation()), [portion("a", "05T07:00", "05T08:00")])
    assert right.but(work_centre="saw").rules() == {"mode"}


def test_pool_that_the_mode_does_not_name() -> None:
    """Pools and amounts are the mode's."""
    pools = [Pool(name, "S", PoolKind.PEOPLE, (PoolPart("day", 1000),)) for name in ("ann", "bob")]
    need = mode(needs=(Need(Phase.RUN, ("ann",), 1000),))
    ann = portion("a", "05T07:00", "05T08:00", pools=(PoolUse(0, "ann", 1000),))
    right = world(network(machine(), pools=pools), job(operation("a", need)), [ann])
    assert right.rules() == set()
    assert right.but(pools=(PoolUse(0, "bob", 1000),)).rules() == {"mode"}
    assert right.but(pools=(PoolUse(0, "ann", 500),)).rules() == {"mode"}
    assert "mode" in right.but(pools=(PoolUse(5, "ann", 1000),)).rules()


def test_release() -> None:
    """No run before the release; set-ups only not before the planning start."""
    late = job(operation(), release=moment("06T08:00"))
    right = world(network(machine()), late, [portion("a", "06T08:00", "06T09:00")])
    assert right.rules() == set()
    assert world(network(machine()), late, [portion("a", "06T07:00", "06T08:00")]).rules() == {"release"}
    early = world(network(machine()), job(operation()), [portion("a", "02T07:00", "02T08:00")])
    assert early.rules() == {"release"}


@pytest.fixture
def half_done() -> World:
    """Two of four pieces were cut before the planning start, at an odd pace and hour."""
    done = Reported("cut", 0, 2, moment("02T16:00"), moment("02T16:10"), "finished")
    four = operation("a", mode(fixed_s=0, unit_ms=1_800_000), quantity=4, reported=(done,))
    told = portion("a", "02T16:00", "02T16:10", quantity=2, frozen=True)
    return world(network(machine()), job(four), [told, portion("a", "05T07:00", "05T08:00", quantity=2)])


def test_reported_portion_is_a_fact(half_done: World) -> None:
    """Duration, calendar and release are not asked of a reported portion."""
    assert half_done.rules() == set()


def test_frozen(half_done: World) -> None:
    """A reported portion stays as it is."""
    assert half_done.moved(0, 60).rules() == {"frozen"}
    assert half_done.but(0, unit=1).rules() == {"frozen", "mode"}
    assert half_done.but(0, setup_start=at("02T15:00")).rules() == {"frozen"}
    gone = half_done.having(portions=half_done.plan.portions[1:])
    assert gone.rules() == {"frozen", "quantity"}


def test_frozen_stays_for_an_unplanned_order(half_done: World) -> None:
    """What was done of an order that cannot be finished still stands in the plan."""
    outcomes = {"O": Outcome("O", None, "horizon")}
    assert half_done.having(portions=half_done.plan.portions[:1], outcomes=outcomes).rules() == set()
    assert half_done.having(portions=(), outcomes=outcomes).rules() == {"frozen"}


def test_frozen_without_report(one: World) -> None:
    """Nothing is frozen that was not reported."""
    assert one.but(0, frozen=True).rules() == {"frozen"}


def test_no_plan_is_too_broken_to_check(one: World) -> None:
    """Absurd times and numbers are findings, never errors."""
    absurd = one.but(0, start=-(10**15), setup_start=10**15, end=-5, quantity=-7, unit=-4, mode=0, batch="x")
    assert absurd.rules() >= {"quantity", "mode", "duration", "release"}
    assert all(finding.words("nb") and finding.message for finding in absurd.findings())


def test_every_text_is_there_in_both_languages() -> None:
    """Every kind of finding can be said in Norwegian and English, with the same facts."""
    for kind, texts in TEXTS.items():
        assert set(texts) == {"en", "nb"}, kind
    early = Finding(
        "release", "J a", "before_release", (("start", moment("05T07:00")), ("release", moment("06T08:00")))
    )
    assert early.message == "J a: starts 2026-01-05 07:00:00, released 2026-01-06 08:00:00"
    assert early.words("nb") == "J a: starter 05.01.2026 07:00:00, frigitt 06.01.2026 08:00:00"
