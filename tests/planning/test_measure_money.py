# SPDX-License-Identifier: Apache-2.0
"""What `measure` says of costs, CO2 and each member's money."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.builders import World, job, lane, machine, mode, moment, network, operation, portion, world

from klynge.job import Material, Precedence
from klynge.network import read_folder, work_of
from klynge.network.model import Agreement, Item, Kind, Member, Pool, PoolKind, PoolPart, Site, Source, StockLot
from klynge.planning import compile_problem, construct
from klynge.planning.measure import Measures, measure
from klynge.planning.measure.money import ledger
from klynge.planning.measure.reading import Reading
from klynge.planning.plan import Peg

TWO: dict[str, Any] = {
    "members": [Member("M", "Member"), Member("N", "Neighbour")],
    "sites": [Site("S", "M", "Site"), Site("T", "N", "Other site")],
}


def measured(case: World) -> Measures:
    return measure(case.network, case.work, case.plan)


def test_work_costs_by_portion_unit_and_hour() -> None:
    """1 a portion, 10 a unit, 600 an hour for half an hour of three pieces."""
    way = mode(fixed_s=1800, cost_ore=1, cost_ore_unit=10, cost_ore_h=600, co2_g=2, co2_g_unit=3, co2_g_h=10)
    rows = [portion("a", "05T07:00", "05T07:30", quantity=3)]
    found = measured(world(network(machine()), job(operation("a", way, quantity=3)), rows))
    assert found.costs.machine_ore == found.costs.total_ore == 1 + 30 + 300
    assert found.carbon.work_g == 2 + 9 + 5


def test_a_batch_is_borne_by_load() -> None:
    """What fills two thirds of an oven bears two thirds of its hour, however many pieces the others are; without loads
    all bear alike."""
    oven = machine("oven", kind=Kind.BATCH, capacity=30, measure="kg")
    for heavy, light, borne in ((8, 1, [400, 200]), (0, 0, [300, 300])):
        ways = [mode("oven", load_per_unit=load, cost_ore_h=600) for load in (heavy, light)]
        jobs = [
            job(operation("a", way, quantity=number), id=name, order=name, quantity=number)
            for name, number, way in zip("HL", (1, 4), ways, strict=True)
        ]
        at: dict[str, Any] = {"batch": "1", "work_centre": "oven"}
        rows = [
            portion("a", "05T07:00", "05T08:00", order=each.id, job=each.id, quantity=each.quantity, **at)
            for each in jobs
        ]
        case = world(network(oven), jobs, rows)
        cost = ledger(Reading(case.network, case.work, case.plan)).cost
        assert [cost["M", "machine", name] for name in "HL"] == borne


def test_bought_work_is_external() -> None:
    """Work at an external work centre is money out of the cluster, borne by the job's owner."""
    plater = machine("plater", kind=Kind.EXTERNAL)
    rows = [portion("a", "05T07:00", "05T08:00", work_centre="plater")]
    found = measured(world(network(plater), job(operation("a", mode("plater", cost_ore=900))), rows))
    assert (found.costs.external_ore, found.costs.total_ore) == (900, 900)
    assert found.work_centres == ()


def test_material_from_stock_and_bought() -> None:
    """Pegs cost their item's price; a peg of a supply lot costs nothing twice."""
    items = [
        Item("wood", "M", "Wood", "m", Source.STOCK, cost_ore=5, co2_g=1),
        Item("glue", "M", "Glue", "g", Source.BUY, lead_time_s=0, cost_ore=2),
    ]
    stock = [StockLot("w1", "wood", "S", 100, moment("05T00:00"))]
    pegs = (Peg("wood", 10, "stock", "w1", 0), Peg("glue", 4, "purchase", "", 0))
    made = operation("a", materials=(Material("wood", 10), Material("glue", 4)))
    found = measured(
        world(
            network(machine(), items=items, stock=stock), job(made), [portion("a", "05T07:00", "05T08:00", pegs=pegs)]
        )
    )
    assert (found.costs.stock_material_ore, found.costs.purchase_ore, found.carbon.material_g) == (50, 8, 10)


def test_transport_costs_a_shipment_and_its_kilograms() -> None:
    """1 000 øre a shipment and 20 a kg for 2.5 kg, to the customer."""
    lanes = [lane("S", "Oslo", cost_ore=1000, cost_ore_kg=20, co2_g_kg=100)]
    goods = job(operation("a"), quantity=5, weight_g=500)
    found = measured(world(network(machine(), lanes=lanes), goods, [portion("a", "05T07:00", "05T08:00")]))
    assert (found.costs.transport_ore, found.carbon.transport_g) == (1050, 250)


def test_a_link_between_sites_is_a_shipment() -> None:
    """From S to T and on to the customer: two shipments."""
    lanes = [lane("S", "T", cost_ore=100), lane("T", "Oslo", cost_ore=1000)]
    centres = [machine(), machine("saw", site="T")]
    chain = job(operation("a"), operation("b", mode("saw", site="T")), links=[Precedence("a", "b")])
    rows = [portion("a", "05T07:00", "05T08:00"), portion("b", "05T09:00", "05T10:00", work_centre="saw")]
    found = measured(world(network(*centres, lanes=lanes, sites=[Site("S", "M", ""), Site("T", "M", "")]), chain, rows))
    assert found.costs.transport_ore == 1100


def test_an_agreement_moves_money_within_the_cluster() -> None:
    """The giver bears the machine's cost and receives the rate; the taker pays it."""
    agreed = Agreement("g", "N", "M", "saw", 900, 36_000, moment("05T00:00"), moment("19T00:00"))
    way = mode("saw", site="T", agreement="g", cost_ore_h=600)
    case = world(
        network(machine("saw", site="T"), agreements=[agreed], lanes=[lane("T", "Oslo")], **TWO),
        job(operation("a", way), value_ore=5000),
        [portion("a", "05T07:00", "05T08:00", work_centre="saw")],
    )
    taker, giver = measured(case).members
    assert (taker.agreement_paid_ore, taker.contribution_ore) == (900, 5000 - 900)
    assert (giver.agreement_received_ore, giver.costs.total_ore, giver.contribution_ore) == (900, 600, 300)
    assert measured(case).objective[2] == 600 + 900


def test_a_job_for_anothers_order_is_an_internal_delivery_at_cost() -> None:
    """N makes a part for M's order: N bears its cost, and both see it."""
    part = job(operation("p", mode("saw", site="T", cost_ore=400)), id="part", owner="N", region="")
    whole = job(operation("a"), links=[Precedence("p", "a", before_job="part")], value_ore=9000)
    lanes = [lane("S", "Oslo"), lane("T", "S")]
    rows = [
        portion("p", "05T07:00", "05T08:00", job="part", work_centre="saw"),
        portion("a", "05T09:00", "05T10:00"),
    ]
    case = world(network(machine(), machine("saw", site="T"), lanes=lanes, **TWO), [part, whole], rows)
    seller, maker = measured(case).members
    assert (seller.internal_in_ore, seller.contribution_ore) == (400, 9000)
    assert (maker.internal_out_ore, maker.contribution_ore) == (400, -400)


def test_paid_hours_are_those_present() -> None:
    """Two people from seven to the last portion's end at ten: six paid hours, used or not."""
    crew = Pool("crew", "S", PoolKind.PEOPLE, (PoolPart("day", 2000),))
    case = world(
        network(machine(), pools=[crew]),
        job(operation("a", mode(fixed_s=3 * 3600))),
        [portion("a", "05T07:00", "05T10:00")],
    )
    member = measured(case).members[0]
    assert (member.paid_h, member.planned_h) == (6, 0)


def test_members_bear_all_costs_of_a_real_plan(small: Path) -> None:
    """Over the small example nothing is lost or counted twice: members' costs add up to the plan's."""
    cluster = read_folder(small)
    work = work_of(cluster)
    found = measure(cluster, work, construct(compile_problem(cluster, work), rule="best").plan())
    assert sum(member.costs.total_ore for member in found.members) == found.costs.total_ore > 0
    assert sum(member.agreement_received_ore - member.agreement_paid_ore for member in found.members) == 0
    assert sum(member.internal_out_ore - member.internal_in_ore for member in found.members) == 0
    for use in found.work_centres:
        assert use.occupied_h <= use.open_h + 1e-9
        assert all(load <= capacity + 1e-9 for load, capacity in zip(use.load_h, use.capacity_h, strict=True))


def test_reported_work_before_the_start_is_measured(small: Path) -> None:
    """The window begins at the planning start although reported portions began before."""
    cluster = read_folder(small)
    work = work_of(cluster)
    plan = construct(compile_problem(cluster, work), rule="best").plan()
    assert min(each.start for each in plan.portions) < plan.start
    assert measure(cluster, work, plan).window_start_s == plan.start
