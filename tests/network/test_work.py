# SPDX-License-Identifier: Apache-2.0
"""Orders and routings as jobs and supplies, by the numbers of the small example."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from klynge.job import Job, Material, Precedence, Work
from klynge.network import Network, read_folder, work_of
from klynge.network.expansion import Expansion
from klynge.network.model import Alternative, Item, Routing, Source, Step


@pytest.fixture(scope="session")
def cluster(small: Path) -> Network:
    """The small example."""
    return read_folder(small)


@pytest.fixture(scope="session")
def work(cluster: Network) -> Work:
    """Its work."""
    return work_of(cluster)


def job(work: Work, name: str) -> Job:
    """A job by its id."""
    return next(job for job in work.jobs if job.id == name)


def test_quantities_are_worked_out_backwards(work: Work) -> None:
    """40 chairs with a yield of 95 % need 43 frames, and 98 % of 44 sawn sets are those 43."""
    chair, frame = job(work, "C-1"), job(work, "C-1:frame")
    assert [operation.quantity for operation in chair.operations] == [43, 40, 40]
    assert [operation.quantity for operation in frame.operations] == [44, 43, 43, 43]


def test_what_comes_out_is_enough(work: Work) -> None:
    """Whatever the yields, every last step gives at least what is wanted."""
    for made in work.jobs:
        followed = {link.before for link in made.precedence if not link.before_job}
        for operation in made.operations:
            if operation.id not in followed:
                assert operation.quantity * operation.yield_permille // 1000 >= made.quantity


def test_made_parts_are_jobs_of_the_order(work: Work) -> None:
    """The consuming step waits for the part's last step; only the order's own job is delivered."""
    chair = job(work, "C-1")
    assert Precedence("cure", "paint", before_job="C-1:frame") in chair.precedence
    assert Precedence("sew", "assemble", before_job="C-1:cushion") in chair.precedence
    assert (chair.region, job(work, "C-1:frame").region) == ("Oslo", "")
    assert all(use.item != "frame" for operation in chair.operations for use in operation.materials)


def test_orders_that_are_over_are_not_planned(work: Work) -> None:
    """B-0 was delivered."""
    assert {made.order for made in work.jobs} == {"C-1", "C-2", "C-3", "S-1", "S-2", "B-1", "B-2"}


def test_progress_reaches_its_operation(work: Work) -> None:
    """The reported portions of sawing, units counted from nought."""
    saw, mill, *_ = job(work, "C-1:frame").operations
    assert [(entry.unit, entry.quantity, entry.state) for entry in saw.reported] == [
        (0, 25, "finished"),
        (1, 19, "frozen"),
    ]
    assert mill.reported == ()


def test_lots_are_made_where_all_their_steps_can_be(work: Work) -> None:
    """One supply for each lot item and site of its owner."""
    assert [(supply.item, supply.site, supply.lot) for supply in work.supplies] == [
        ("paint-mix", "fjell-sor", 20), ("warp", "vidda", 60),
    ]  # fmt: skip


def test_an_hour_costs_the_work_centre_and_its_energy(work: Work) -> None:
    """The saw: 550 kr and 11 kW at 0.85 kr, and 18 g CO2 a kWh."""
    (saw,) = job(work, "C-1:frame").operations[0].modes
    assert (saw.cost_ore_h, saw.co2_g_h) == (55_000 + 11 * 85, 11 * 18)


def test_modes_are_shared_by_all_orders(work: Work) -> None:
    """So that a hundred thousand operations stay small."""
    assert job(work, "C-1").operations[0].modes is job(work, "C-2").operations[0].modes


def test_transfers_are_at_least_a_hundredth(cluster: Network) -> None:
    """2 of 25 blankets stay 2; of a thousand they become eleven."""
    order = replace(cluster.orders["B-1"], quantity=1000)
    weave = work_of(replace(cluster, orders={"B-1": order})).jobs[0].precedence[0]
    assert weave.transfer_quantity == 11


def item(name: str) -> Item:
    return Item(name, "M", name, "pcs", Source.MAKE)


def routing(name: str, *steps: tuple[str, tuple[str, ...]]) -> Routing:
    made = [
        Step(step, step, (Alternative("cut", 60, 0),), tuple(Material(use, 2) for use in uses)) for step, uses in steps
    ]
    return Routing(name, "M", tuple(made), ())


def test_an_item_used_twice_is_two_parts() -> None:
    """Each named by the step that uses it, and by the part that step belongs to."""
    items = {name: item(name) for name in ("table", "leg", "bolt")}
    routings = {
        "table": routing("table", ("left", ("leg",)), ("right", ("leg",))),
        "leg": routing("leg", ("turn", ("bolt",))),
        "bolt": routing("bolt", ("cut", ())),
    }
    expansion = Expansion(items, routings)
    assert [part.label for part in expansion.bill("table")] == [
        "", "leg:left", "leg:right", "bolt:turn:leg:left", "bolt:turn:leg:right",
    ]  # fmt: skip
    assert expansion.quantities("table", 3)["bolt:turn:leg:left"] == {"cut": 12}
