# SPDX-License-Identifier: Apache-2.0
"""What `measure` says of service, lead times, use and work in progress, on plans small enough to count by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.support.builders import World, job, machine, mode, moment, network, operation, portion, world

from klynge.job import Job, Need, Pause, Phase, Status
from klynge.network.model import Kind, Pool, PoolKind, PoolPart, SetupMatrix, WorkCentre
from klynge.planning.measure import Measures, measure
from klynge.planning.plan import Outcome, PoolUse

DAY = 86_400


def measured(case: World) -> Measures:
    return measure(case.network, case.work, case.plan)


def order(name: str, **more: Any) -> Job:
    """An order of one job of one operation, named like the order."""
    return job(operation("a"), id=name, order=name, **more)


def two_orders(**more: Any) -> World:
    """O arrives on Monday 5 January at 09:00, P on Tuesday the 6th at 09:00."""
    jobs = [order("O"), order("P", **more)]
    rows = [portion("a", "05T07:00", "05T08:00", order="O", job="O")]
    rows.append(portion("a", "06T07:00", "06T08:00", order="P", job="P"))
    return world(network(machine()), jobs, rows)


def test_a_promise_is_judged_by_its_promised_moment() -> None:
    """Promised before due: late and broken although it meets its due."""
    case = two_orders(promised=moment("06T00:00"), status=Status.COMMITTED)
    service = measured(case).service
    assert (service.promises, service.promises_kept, service.on_time, service.late) == (1, 0, 1, 1)
    assert service.worst_lateness_s == 9 * 3600


def test_only_held_committed_and_started_orders_are_promises() -> None:
    """A new or offered order has no promise to keep."""
    assert measured(two_orders(status=Status.OFFERED)).service.promises_kept_share is None
    assert measured(two_orders(status=Status.HELD)).service.promises_kept_share == 1


def test_lateness_is_weighted() -> None:
    """Weight times seconds after the due."""
    case = two_orders(due=moment("06T08:00"), weight=3)
    assert measured(case).objective[:2] == (0, 3 * 3600)


def test_an_unplanned_order_is_late_until_the_horizons_end() -> None:
    """Due on the 12th, horizon to the 19th."""
    case = two_orders(status=Status.COMMITTED)
    gone = case.having(
        portions=case.plan.portions[:1], outcomes={**case.plan.outcomes, "P": Outcome("P", None, "no_time")}
    )
    found = measured(gone)
    assert found.objective[:2] == (1, 7 * DAY)
    assert (found.service.planned, found.service.unplanned, found.service.late) == (1, 1, 0)


def test_lead_time() -> None:
    """From release to delivery, at the customer's place."""
    lead = measured(two_orders()).lead_time
    assert (lead.mean_s, lead.median_s) == (9 * 3600 + DAY / 2, 9 * 3600 + DAY / 2)


def test_use_of_a_work_centre() -> None:
    """Two hours of run in two days of eight: 2 of 9 open hours until the last portion ends."""
    use = measured(two_orders()).work_centres[0]
    assert (use.run_h, use.setup_h, use.open_h) == (2, 0, 9)
    assert use.utilisation == pytest.approx(2 / 9)
    assert (use.load_h, use.capacity_h) == ((2.0,), (40.0,))


def test_breaks_are_not_load() -> None:
    """A portion that pauses over the night takes its working hours only."""
    long = job(operation("a", mode(fixed_s=9 * 3600)))
    use = measured(world(network(machine()), long, [portion("a", "05T07:00", "06T08:00")])).work_centres[0]
    assert (use.run_h, use.utilisation) == (9, 1)


def test_unattended_work_runs_by_the_clock_and_loads_open_hours() -> None:
    """From 14 to 02: twelve hours of run, one of them in the shift."""
    over_night = job(operation("a", mode(fixed_s=12 * 3600, pause=Pause.UNATTENDED)))
    use = measured(world(network(machine()), over_night, [portion("a", "05T14:00", "06T02:00")])).work_centres[0]
    assert (use.run_h, use.occupied_h) == (12, 1)


def test_set_up_share() -> None:
    """Half an hour of set-up before an hour of run is a third."""
    centre = machine(setup_matrix="x", states=("red",))
    matrix = SetupMatrix("x", ("red", "blue"), {("red", "blue"): 1800}, {("red", "blue"): 700})
    blue = job(operation("a", mode(family="blue")))
    rows = [portion("a", "05T07:30", "05T08:30", setup="05T07:00", family="blue")]
    found = measured(world(network(centre, setup_matrices=[matrix]), blue, rows))
    assert found.work_centres[0].setup_share == pytest.approx(1 / 3)
    assert found.costs.setup_ore == 700


def oven() -> WorkCentre:
    return machine("oven", kind=Kind.BATCH, capacity=10, measure="kg")


def test_a_batch_is_one_load() -> None:
    """Two orders in one batch take the oven for one hour, and its operator once."""
    crew = Pool("crew", "S", PoolKind.PEOPLE, (PoolPart("day", 1000),), cost_ore_h=100)
    bake = mode("oven", needs=(Need(Phase.RUN, ("crew",), 1000),), load_per_unit=1, cost_ore_h=600)
    jobs = [job(operation("a", bake), id=name, order=name) for name in "OP"]
    rows = [
        portion(
            "a",
            "05T07:00",
            "05T08:00",
            order=name,
            job=name,
            batch="1",
            work_centre="oven",
            pools=(PoolUse(0, "crew", 1000),),
        )
        for name in "OP"
    ]
    found = measured(world(network(oven(), pools=[crew]), jobs, rows))
    assert found.work_centres[0].run_h == 1
    assert (found.costs.machine_ore, found.costs.people_ore) == (600, 100)
    assert (found.pools[0].used_h, found.pools[0].load_h, found.pools[0].capacity_h) == (1, (1.0,), (40.0,))


def test_bottlenecks_name_their_tight_weeks() -> None:
    """A machine at work from Monday to Friday is full in that week."""
    week = job(operation("a", mode(fixed_s=40 * 3600)))
    found = measured(world(network(machine(), machine("idle")), week, [portion("a", "05T07:00", "09T15:00")]))
    assert [(each.work_centre, each.weeks_over) for each in found.bottlenecks] == [("cut", ("2026-W02",))]


def test_work_in_progress_at_the_weeks_end() -> None:
    """Begun in week 2 and delivered in week 3: in progress when week 2 ends, with its value."""
    two_weeks = job(operation("a", mode(fixed_s=41 * 3600)), value_ore=500)
    found = measured(world(network(machine()), two_weeks, [portion("a", "05T07:00", "12T08:00")]))
    assert found.weeks == ("2026-W02", "2026-W03")
    assert (found.in_progress.orders, found.in_progress.value_ore) == ((1, 0), (500, 0))


def test_an_empty_plan_is_measured_too() -> None:
    """Nothing planned: no shares, no means, no division by nothing."""
    case = two_orders().having(portions=(), outcomes={})
    found = measured(case)
    assert found.lead_time.mean_s is None
    assert found.service.unplanned == 2
    assert found.costs.total_ore == 0


def test_measures_are_json() -> None:
    """What it says can be written as JSON, totals included."""
    tree = json.loads(json.dumps(measured(two_orders()).as_json()))
    assert tree["costs"]["total_ore"] == 0
    assert replace(measured(two_orders()).costs, machine_ore=5).total_ore == 5
