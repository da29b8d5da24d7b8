# SPDX-License-Identifier: Apache-2.0
"""What `check` says of material: material, supply, shelf_life."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.support.builders import World, at, job, machine, mode, moment, network, operation, portion, world

from klynge.job import Material, Supply
from klynge.network.model import Item, Source, StockLot
from klynge.planning.plan import Lot, Outcome, Peg

BOARD = Item("board", "M", "Board", "pcs", Source.BUY, lead_time_s=2 * 86_400)
GLUE = Item("glue", "M", "Glue", "g", Source.STOCK)
IRON = Item("iron", "M", "Iron", "kg", Source.LOT, lot=100, shelf_life_s=7200)


def stock(item: str = "board", quantity: int = 10, available: str = "05T07:00", **more: Any) -> StockLot:
    return StockLot(f"{item}-1", item, more.pop("site", "S"), quantity, moment(available), **more)


def peg(quantity: int, item: str = "board", source: str = "stock", available: str = "05T07:00") -> Peg:
    return Peg(item, quantity, source, "" if source == "purchase" else f"{item}-1", at(available))


def using(pegs: tuple[Peg, ...], lot: StockLot | None, start: str = "05T07:00", item: str = "board") -> World:
    """Four pieces need 3 of an item for every 2: 6 in all."""
    one = operation("a", mode(), quantity=4, materials=(Material(item, 3, 2),))
    cluster = network(machine(), items=[BOARD, GLUE], stock=[lot] if lot else [])
    end = (
        f"{start[:3]}{int(start[3:5]) + 1:02}:00" if len(start) == 5 else start[:4] + str(int(start[4]) + 1) + start[5:]
    )
    return world(cluster, job(one), [portion("a", start, end, quantity=4, pegs=pegs)])


def test_stock() -> None:
    """Pegs of stock answer the need exactly."""
    assert using((peg(6),), stock()).rules() == set()
    assert using((peg(5),), stock()).rules() == using((peg(7),), stock()).rules() == using((), stock()).rules()
    assert using((), stock()).rules() == {"material"}


def test_stock_is_never_used_twice() -> None:
    """All pegs of a stock lot stay within its quantity."""
    assert using((peg(6),), stock(quantity=5)).rules() == {"material"}


def test_stock_that_is_not_there() -> None:
    """A stock peg names a lot of that item, at that site, that is there and has not expired."""
    assert using((peg(6),), None).rules() == {"material"}
    assert using((peg(6),), stock(available="05T07:01")).rules() == {"material"}
    assert using((peg(6),), stock(site="T")).rules() == {"material"}
    assert using((peg(6),), stock(expires=moment("05T06:59"))).rules() == {"material"}
    assert using((peg(6),), stock(expires=moment("05T12:00"))).rules() == set()
    glue = using((peg(6),), None).where(stock={"board-1": StockLot("board-1", "glue", "S", 10, moment("05T07:00"))})
    assert glue.rules() == {"material"}


def test_a_receipt_is_there_no_earlier_than_it_is_made() -> None:
    """What a job makes, done at ten: its receipt may be told for then or later, not before, and must be there."""
    made = replace(using((peg(6),), stock()).work.jobs[0], id="K", order="K", region="", makes="board-1")
    made = replace(made, operations=(replace(made.operations[0], materials=()),))
    one = portion("a", "05T09:00", "05T10:00", order="K", job="K", quantity=4)
    cluster = network(machine(), items=[BOARD, GLUE], stock=[stock(available="05T10:00")])
    right = world(cluster, made, [one], delivered="05T10:00")
    assert right.rules() == set()
    assert right.where(stock={"board-1": stock(available="05T09:59")}).rules() == {"material"}
    assert right.where(stock={}).rules() == {"material"}


def test_unknown_source() -> None:
    """A peg comes from stock, a lot or a purchase."""
    assert using((peg(6, source="thin air"),), stock()).rules() == {"material"}


def test_purchase() -> None:
    """A purchase is there a lead time after the release, of an item that is bought."""
    bought = peg(6, source="purchase", available="07T00:00")
    assert using((bought,), None, start="07T07:00").rules() == set()
    assert using((bought,), None, start="06T07:00").rules() == {"material"}
    assert using((peg(6, source="purchase", available="06T00:00"),), None, start="07T07:00").rules() == {"material"}
    glue = (peg(6, "glue", "purchase", "07T00:00"),)
    assert using(glue, None, start="07T07:00", item="glue").rules() == {"material"}


def test_each_lot_has_its_share() -> None:
    """Every portion has at least its share, all of them together what is needed."""
    one = operation("a", mode(fixed_s=1800), quantity=3, max_lots=2, materials=(Material("board", 3, 2),))
    cluster = network(machine(), items=[BOARD], stock=[stock()])
    lots = [
        portion("a", "05T07:00", "05T07:30", quantity=2, pegs=(peg(3),)),
        portion("a", "05T07:30", "05T08:00", quantity=1, pegs=(peg(2),)),
    ]
    right = world(cluster, job(one), lots)
    assert right.rules() == set()
    assert right.but(0, pegs=(peg(2),)).rules() == {"material"}
    uneven = [portion("a", "05T07:00", "05T07:30", quantity=2, pegs=(peg(5),)), lots[1]]
    assert world(cluster, job(one), uneven).but(1, pegs=()).rules() == {"material"}


def test_made_items_are_jobs() -> None:
    """An item that is made is a job of the order, never pegged."""
    frame = Item("frame", "M", "Frame", "pcs", Source.MAKE)
    one = operation("a", mode(), materials=(Material("frame", 1),))
    right = world(network(machine(), items=[frame]), job(one), [portion("a", "05T07:00", "05T08:00")])
    assert right.rules() == set()


@pytest.fixture
def heat() -> World:
    """A heat of 100 kg, melted from seven to eight, poured by two orders within two hours."""
    supply = Supply("iron", "M", "S", 100, (operation("melt", mode("furnace"), quantity=100),), (), 7200)
    cluster = network(machine(units=2), machine("furnace"), items=[IRON])
    pour = operation("a", mode(), quantity=2, materials=(Material("iron", 25),))
    jobs = [job(pour), job(pour, id="K", order="P")]
    pegs = (Peg("iron", 50, "lot", "heat-1", at("05T08:00")),)
    portions = [
        portion("a", "05T08:00", "05T09:00", quantity=2, pegs=pegs),
        portion("a", "05T10:00", "05T11:00", quantity=2, pegs=pegs, order="P", job="K"),
        portion("melt", "05T07:00", "05T08:00", order="", job="heat-1", work_centre="furnace", quantity=100),
    ]
    lot = Lot("heat-1", 0, "iron", "S", 100, at("05T08:00"), at("05T10:00"))
    return world(cluster, jobs, portions, [lot], [supply])


def lot_with(heat: World, **changes: Any) -> World:
    return heat.having(lots=(replace(heat.plan.lots[0], **changes),))


def test_heat_serves_many(heat: World) -> None:
    """A supply lot is shared by orders."""
    assert heat.rules() == set()


def test_heat_keeps_its_time(heat: World) -> None:
    """What pegs a lot starts after it is there and within its shelf life."""
    outcomes = heat.plan.outcomes
    early = heat.moved(0, -60).having(outcomes=outcomes | {"O": Outcome("O", at("05T09:59"))})
    late = heat.moved(1, 60).having(outcomes=outcomes | {"P": Outcome("P", at("05T12:01"))})
    assert early.rules() == late.rules() == {"shelf_life"}


def test_heat_is_never_poured_twice(heat: World) -> None:
    """Pegs stay within the lot."""
    small = replace(heat.work, supplies=(replace(heat.work.supplies[0], lot=99),))
    assert lot_with(replace(heat, work=small), quantity=99).rules() == {"supply"}


def test_lot_that_is_not_made(heat: World) -> None:
    """A lot peg names a lot of the plan, and a lot of the plan is made, once, by all its operations."""
    assert heat.having(lots=(), portions=heat.plan.portions[:2]).rules() == {"supply"}
    assert heat.having(portions=heat.plan.portions[:2]).rules() == {"supply"}
    assert heat.having(lots=heat.plan.lots * 2).rules() == {"supply"}


@pytest.mark.parametrize(
    "changes",
    [{"available": 0}, {"quantity": 90}, {"item": "glue"}, {"site": "T"}, {"expires": None}, {"supply": 3}],
)
def test_lot_unlike_its_supply(heat: World, changes: dict[str, Any]) -> None:
    """A lot is what its supply makes, there when its last operation ends."""
    assert lot_with(heat, **changes).rules() - {"shelf_life"} == {"supply"}


def test_lot_of_another_item(heat: World) -> None:
    """The lot is of the item that is pegged."""
    wrong = (Peg("iron", 50, "lot", "heat-1", at("05T08:00")), Peg("glue", 1, "lot", "heat-1", at("05T08:00")))
    assert heat.but(0, pegs=wrong).rules() == {"supply", "material"}


def test_lot_is_never_split(heat: World) -> None:
    """Each operation of a lot is one portion."""
    halves = heat.but(2, quantity=50)
    second = portion("melt", "05T08:00", "05T09:00", order="", job="heat-1", work_centre="furnace", quantity=50)
    split = halves.having(portions=(*halves.plan.portions, second))
    assert split.rules() == {"supply", "quantity"}
