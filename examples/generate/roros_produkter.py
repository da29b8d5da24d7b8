# SPDX-License-Identifier: Apache-2.0
"""Røros Produkter: waste trolleys and hygiene stands, each with the customer's own colour, foil and logo."""

from __future__ import annotations

from typing import NamedTuple

from .demand import FLAT, Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .roroshetta import coating
from .routing import Step, Way


class Product(NamedTuple):
    """A product: whether it has a tube frame, work a piece, and share of the orders."""

    name: str
    price_nok: int
    weight_g: int
    tube: bool
    cut_s: int
    bend_s: int
    weld_s: int
    fit_s: int
    share: float


PRODUCTS = {
    "trolley-60": Product("Sekketralle 60 l", 2400, 9000, True, 70, 75, 340, 260, 0.26),
    "trolley-125": Product("Sekketralle 125 l", 2900, 12000, True, 85, 95, 410, 310, 0.28),
    "trolley-pedal": Product("Sekketralle med pedal", 3700, 14000, True, 120, 160, 470, 480, 0.16),
    "stand": Product("Hygienestativ", 1900, 6500, False, 90, 80, 180, 210, 0.22),
    "bin": Product("Utendørs avfallsbeholder", 6900, 41000, False, 210, 240, 640, 360, 0.08),
}
LOOKS = {"white": ("hvit", 0.3), "grey": ("grå", 0.3), "green": ("grønn", 0.15), "logo": ("eget design med logo", 0.25)}


def add(firm: Firm) -> None:
    """The trolley factory's capacity, products and orders."""
    _capacity(firm)
    times = {("*", "*"): "25m", ("white", "grey"): "10m", ("grey", "white"): "20m", ("*", "logo"): "35m"}
    firm.setups("produkter-powder", times, {"logo": 600})
    firm.material("produkter/tube", "Stålrør", "cm", 0.6, lead_time="8d", stock=900000, receipts=600000)
    firm.material("produkter/sheet", "Stålplate", "g", 0.02, lead_time="8d", stock=30000000, receipts=20000000)
    firm.material("produkter/wheels", "Hjulsett", "pcs", 140, stock=5000, receipts=2800, weight_g=1900)
    products = {}
    for product, made in PRODUCTS.items():
        for look, (_, share) in LOOKS.items():
            products[_product(firm, product, look)] = made.share * share
    add_orders(
        firm,
        Demand(
            count=410,
            products=products,
            quantity=(4, 120),
            quantity_step=2,
            first_week=2,
            lead_days=(18, 40),
            weeks=(*FLAT[:14], 1.7, 1.9, 1.8, 1.5, *FLAT[18:]),
            regions={"Oslo": 0.3, "Trondheim": 0.2, "Vestlandet": 0.2, "Nord-Norge": 0.08, "Sverige": 0.22},
            customers=(
                Customers("municipality", 20, 0.3, (5, 8)),
                Customers("hospital", 10, 0.2, (7, 10)),
                Customers("wholesaler", 12, 0.5, (3, 5)),
            ),
        ),
    )
    add_progress(firm, 12)


def _capacity(firm: Firm) -> None:
    firm.power(230)
    day = "produkter-day"
    firm.work_centre("produkter-saw", "Rørkapp og -bøy", 1, day, cost_nok_h=560, power_kw=12)
    firm.work_centre("produkter-laser", "Platelaser", 1, day, cost_nok_h=1150, power_kw=55)
    firm.work_centre("produkter-bend", "Kantpresse", 2, day, cost_nok_h=640, power_kw=11)
    firm.work_centre("produkter-weld", "Sveisecelle", 4, day, cost_nok_h=540, power_kw=15)
    firm.work_centre("produkter-pretreat", "Vask", 1, day, cost_nok_h=340, capacity=50, measure="pcs", power_kw=30)
    firm.work_centre(
        "produkter-powder",
        "Pulverlakk",
        1,
        day,
        cost_nok_h=1150,
        power_kw=120,
        matrix="produkter-powder",
        states=("grey",),
    )
    firm.work_centre("produkter-foil", "Folie og logo", 1, day, cost_nok_h=420)
    firm.work_centre("produkter-assembly", "Montasje", 4, day, cost_nok_h=410)
    firm.work_centre("produkter-pack", "Pakking", 1, day, cost_nok_h=380)
    firm.external("produkter-galvanise", "Varmforsinking hos underleverandør")
    firm.people("operator", 4, "laser|bending|sawing", day, cost_nok_h=385)
    firm.people("welder", 4, "welding", day, cost_nok_h=405)
    firm.people("coater", 3, "coating", day, cost_nok_h=380)
    firm.people("assembler", 6, "assembly|foil|packing", day, cost_nok_h=360)


def _product(firm: Firm, product: str, look: str) -> str:
    made = PRODUCTS[product]
    cut = (
        Way("produkter-laser", f"{made.cut_s}s", fixed="8m", run="laser"),
        Way(
            "hetta-laser",
            f"{round(made.cut_s * 0.85)}s",
            fixed="10m",
            run="laser",
            agreement="laser-hetta-to-produkter",
        ),
    )
    bend = Way("produkter-bend", f"{made.bend_s}s", fixed="10m", run="bending")
    weld = Way("produkter-weld", f"{made.weld_s}s", fixed="10m", run="welding")
    tubes = Step(
        "tube",
        "Kapp og bøy rør",
        (Way("produkter-saw", "65s", fixed="12m", run="sawing"),),
        (("produkter/tube", 420, 1),),
    )
    steps = [
        Step("cut", "Laserskjær", cut, (("produkter/sheet", round(made.weight_g * 0.6), 1),), after=("-",)),
        Step("bend", "Kant", (bend,), transfer=8),
        Step(
            "weld",
            "Sveis",
            (weld,),
            max_lots=3,
            min_lot=8,
            after=("bend", "tube") if made.tube else (),
            transfer=8,
        ),
    ]
    if made.tube:
        steps.insert(0, tubes)
    if product == "bin":
        steps.append(
            Step(
                "galvanise",
                "Varmforsink (ute)",
                (Way("produkter-galvanise", fixed="6d", cost_nok=900, cost_nok_unit=310),),
            )
        )
    steps += coating(
        own=("produkter-pretreat", "produkter-powder", "coating"),
        other=("hetta-pretreat", "hetta-powder", "coating"),
        agreements=("pretreat-hetta-to-produkter", "powder-hetta-to-produkter"),
        each_s=85,
        colour=look,
    )
    if look == "logo":
        steps.append(
            Step("foil", "Folier logo", (Way("produkter-foil", "200s", fixed="20m", run="foil"),), min_lag="2h")
        )
    wheels = (("produkter/wheels", 1, 1),) if made.tube else ()
    fit = Way("produkter-assembly", f"{made.fit_s}s", run="assembly")
    steps += [
        Step("assemble", "Monter", (fit,), wheels, max_lots=2, min_lot=10, min_lag="1h" if look != "logo" else ""),
        Step("pack", "Pakk", (Way("produkter-pack", "75s", run="packing"),), transfer=8),
    ]
    item = f"produkter/{product}-{look}"
    firm.made(
        item,
        f"{made.name}, {LOOKS[look][0]}",
        steps,
        price_nok=made.price_nok + (250 if look == "logo" else 0),
        weight_g=made.weight_g,
    )
    return item
