# SPDX-License-Identifier: Apache-2.0
"""What `check` says of units: machine, batch, setup, external."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.builders import World, at, job, machine, mode, network, operation, portion, world

from klynge.job import Need, Pause, Phase
from klynge.network.model import Kind, Pool, PoolKind, PoolPart, SetupMatrix
from klynge.planning.plan import Outcome, PoolUse


@pytest.fixture
def two() -> World:
    """Two orders after one another on one machine."""
    jobs = [job(operation()), job(operation(), id="K", order="P")]
    portions = [portion("a", "05T07:00", "05T08:00"), portion("a", "05T08:00", "05T09:00", order="P", job="K")]
    return world(network(machine()), jobs, portions)


def test_machine(two: World) -> None:
    """A unit does one portion at a time."""
    assert two.rules() == set()
    earlier = two.moved(1, -60).having(outcomes=two.plan.outcomes | {"P": Outcome("P", at("05T09:59"))})
    assert earlier.rules() == {"machine"}


def test_machine_counts_set_up() -> None:
    """Set-up occupies the unit too."""
    matrix = SetupMatrix("m", ("x", "y"), {("x", "y"): 1800}, {})
    cluster = network(machine(setup_matrix="m", states=("x",)), setup_matrices=[matrix])
    jobs = [job(operation("a", mode(family="x"))), job(operation("a", mode(family="y")), id="K", order="P")]
    portions = [
        portion("a", "05T07:00", "05T08:00", family="x"),
        portion("a", "05T08:30", "05T09:30", setup="05T08:00", order="P", job="K", family="y"),
    ]
    right = world(cluster, jobs, portions)
    assert right.rules() == set()
    assert right.moved(0, 60).having(outcomes=right.plan.outcomes | {"O": Outcome("O", at("05T09:01"))}).rules() == {
        "machine"
    }


def test_two_units_work_at_once(two: World) -> None:
    """A work centre with two units does two portions at a time, one on each."""
    at_once = [portion("a", "05T07:00", "05T08:00", order=order, job=name) for order, name in (("O", "J"), ("P", "K"))]
    both = world(network(machine(units=2)), two.work.jobs, at_once)
    assert both.rules() == {"machine"}
    assert both.but(1, unit=1).rules() == set()


@pytest.fixture
def kiln() -> World:
    """Two orders in one batch of a kiln: 6 and 4 of 10 kg; the longest run counts."""
    pools = [Pool(name, "S", PoolKind.PEOPLE, (PoolPart("day", 1000),)) for name in ("ann", "bob")]
    needs = (Need(Phase.RUN, ("ann", "bob"), 1000),)
    cluster = network(machine("kiln", kind=Kind.BATCH, units=2, capacity=10, measure="kg"), machine(), pools=pools)
    modes = [mode("kiln", s, family="red", load_per_unit=2, needs=needs) for s in (3600, 7200)]
    jobs = [
        job(operation("a", modes[0], quantity=3)),
        job(operation("a", modes[1], quantity=2), id="K", order="P"),
    ]
    both: dict[str, Any] = {"work_centre": "kiln", "family": "red", "batch": "1", "pools": (PoolUse(0, "ann", 1000),)}
    portions = [
        portion("a", "05T07:00", "05T09:00", quantity=3, **both),
        portion("a", "05T07:00", "05T09:00", quantity=2, order="P", job="K", **both),
    ]
    return world(cluster, jobs, portions)


def test_batch_holds_portions_together(kiln: World) -> None:
    """A batch counts once on its unit and in its pools, and lasts as long as its longest portion."""
    assert kiln.rules() == set()


def test_batch_over_capacity(kiln: World) -> None:
    """Loads add up to at most the capacity."""
    small = network(machine("kiln", kind=Kind.BATCH, units=2, capacity=9, measure="kg")).work_centres
    assert kiln.where(work_centres=small).rules() == {"batch"}


def test_batch_of_two_families(kiln: World) -> None:
    """A batch is of one family: another one breaks the mode of its portion too."""
    assert kiln.but(1, family="blue").rules() == {"batch", "mode"}


def test_batch_not_together(kiln: World) -> None:
    """Portions of a batch start and end together, on one unit, with the same pools."""
    assert kiln.moved(1, 60).having(outcomes=kiln.plan.outcomes | {"P": Outcome("P", at("05T10:01"))}).rules() == {
        "batch"
    }
    assert kiln.but(1, unit=1).rules() == {"batch"}
    assert kiln.but(1, pools=(PoolUse(0, "bob", 1000),)).rules() == {"batch"}


def test_batch_of_two_pause_policies(kiln: World) -> None:
    """A batch pauses one way."""
    jobs = list(kiln.work.jobs)
    first = jobs[0].operations[0]
    whole = mode("kiln", 3600, family="red", load_per_unit=2, needs=first.modes[0].needs, pause=Pause.WHOLE)
    mixed = [job(operation("a", whole, quantity=3)), jobs[1]]
    assert world(kiln.network, mixed, kiln.plan.portions).rules() == {"batch"}


def test_two_batches_at_once_on_a_unit(kiln: World) -> None:
    """Batches on one unit exclude each other."""
    alike = [kiln.work.jobs[1], job(*kiln.work.jobs[1].operations)]
    ann, bob = ((PoolUse(0, name, 1000),) for name in ("ann", "bob"))
    both: dict[str, Any] = {"quantity": 2, "work_centre": "kiln", "family": "red"}
    portions = [
        portion("a", "05T07:00", "05T09:00", batch="1", pools=ann, **both),
        portion("a", "05T07:00", "05T09:00", batch="2", pools=bob, order="P", job="K", **both),
    ]
    right = world(kiln.network, alike, portions)
    assert right.rules() == {"machine"}
    assert right.but(1, unit=1).rules() == set()


def test_no_batch_on_a_machine(two: World) -> None:
    """A machine does not take batches."""
    jobs = two.work.jobs
    together = [
        portion("a", "05T07:00", "05T08:00", batch="1"),
        portion("a", "05T07:00", "05T08:00", batch="1", order="P", job="K"),
    ]
    assert world(two.network, jobs, together).rules() == {"batch"}


@pytest.fixture
def painted() -> World:
    """Red after white (the unit's state), then black: half an hour each, the second over the night."""
    seconds = {("white", "red"): 1800, ("red", "black"): 3600, ("black", "red"): None}
    matrix = SetupMatrix("m", ("white", "red", "black"), seconds, {})
    cluster = network(machine(setup_matrix="m", states=("white",)), setup_matrices=[matrix])
    jobs = [
        job(operation("a", mode(fixed_s=7 * 3600, family="red"))),
        job(operation("a", mode(family="black")), id="K", order="P"),
    ]
    portions = [
        portion("a", "05T07:30", "05T14:30", setup="05T07:00", family="red"),
        portion("a", "06T07:30", "06T08:30", setup="05T14:30", family="black", order="P", job="K"),
    ]
    return world(cluster, jobs, portions)


def test_set_up_goes_on_over_a_break(painted: World) -> None:
    """Set-up counts in working time and directly precedes the run."""
    assert painted.rules() == set()


def test_set_up_seconds(painted: World) -> None:
    """Set-up lasts exactly what the matrix says, from the family before."""
    assert painted.but(0, setup_start=at("05T07:15")).rules() == {"setup"}
    assert painted.but(1, setup_start=at("06T07:00")).rules() == {"setup"}


def test_set_up_from_the_state_at_the_start(painted: World) -> None:
    """The first portion of a unit is set up from the unit's state."""
    red = network(machine(setup_matrix="m", states=("red",))).work_centres
    assert painted.where(work_centres=red).rules() == {"setup"}


def test_forbidden_change(painted: World) -> None:
    """A forbidden change never happens."""
    black = network(machine(setup_matrix="m", states=("black",))).work_centres
    findings = painted.where(work_centres=black).findings()
    assert [(finding.rule, finding.kind) for finding in findings] == [("setup", "setup_forbidden")]


def test_no_set_up_without_a_matrix(painted: World) -> None:
    """A work centre without a matrix has no set-up."""
    plain = network(machine()).work_centres
    assert painted.where(work_centres=plain).rules() == {"setup"}


def test_set_up_that_starts_when_closed(painted: World) -> None:
    """Set-up starts in working time: not at the moment the shift ends."""
    jobs = [job(operation("a", mode(fixed_s=int(7.5 * 3600), family="red"))), painted.work.jobs[1]]
    matrix = SetupMatrix("m", (), {("white", "red"): 1800, ("red", "black"): 1800}, {})
    portions = [
        portion("a", "05T07:30", "05T15:00", setup="05T07:00", family="red"),
        portion("a", "06T07:30", "06T08:30", setup="05T15:00", family="black", order="P", job="K"),
    ]
    wrong = world(painted.network, jobs, portions).where(setup_matrices={"m": matrix})
    assert wrong.rules() == {"calendar"}
    assert wrong.but(1, setup_start=at("06T07:00")).rules() == set()


def test_external() -> None:
    """External work has no units, set-up or pools, and no limit."""
    outside = machine("outside", kind=Kind.EXTERNAL)
    jobs = [job(operation("a", mode("outside"))), job(operation("a", mode("outside")), id="K", order="P")]
    portions = [
        portion("a", "05T07:00", "05T08:00", work_centre="outside"),
        portion("a", "05T07:00", "05T08:00", work_centre="outside", order="P", job="K"),
    ]
    right = world(network(outside), jobs, portions)
    assert right.rules() == set()
    assert right.but(1, unit=2).rules() == {"external"}
    assert right.but(1, pools=(PoolUse(0, "ann", 1000),)).rules() == {"external"}
    late = right.moved(1, 3600).but(1).having(outcomes=right.plan.outcomes | {"P": Outcome("P", at("05T10:00"))})
    assert late.but(1, setup_start=at("05T07:00")).rules() == {"external"}


def test_external_keeps_its_calendar() -> None:
    """External work runs in the work centre's calendar like any other."""
    outside = machine("outside", kind=Kind.EXTERNAL)
    jobs = job(operation("a", mode("outside", pause=Pause.RESUMABLE)))
    night = world(network(outside), jobs, [portion("a", "05T18:00", "05T19:00", work_centre="outside")])
    assert night.rules() == {"calendar", "duration"}
