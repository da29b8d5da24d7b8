# SPDX-License-Identifier: Apache-2.0
"""Røros Metall / Røroshetta: cooker hoods. Lends and borrows laser and powder coating under agreements."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Model(NamedTuple):
    """A hood model of 60 cm: work a hood and share of the orders."""

    name: str
    price_nok: int
    weight_g: int
    cut_s: int
    bend_s: int
    weld_s: int
    fit_s: int
    share: float


MODELS = {
    "wall": Model("Vegghette", 3900, 14500, 105, 120, 170, 300, 0.34),
    "island": Model("Frihengende hette", 6900, 21000, 150, 170, 280, 430, 0.14),
    "built-in": Model("Innebygd hette", 2900, 9500, 80, 90, 90, 210, 0.28),
    "slimline": Model("Slimline", 2200, 7800, 65, 70, 70, 170, 0.24),
}
WIDTHS = {"60": 0.55, "90": 0.45}
FINISHES = {
    "white": ("hvit", 0.34),
    "black": ("svart", 0.36),
    "steel": ("børstet stål", 0.22),
    "special": ("farge etter valg", 0.08),
}
WEEKS = (
    0.8,
    1,
    1.1,
    1.1,
    1,
    0.9,
    0.7,
    0.1,
    0,
    0.6,
    0.9,
    0.9,
    1,
    1,
    1,
    1,
    1.1,
    1.1,
    1.2,
    1.3,
    0.6,
    0.8,
    1.3,
    1.2,
    0.9,
    0,
)


def add(firm: Firm) -> None:
    """The hood factory's capacity, hoods and orders."""
    _capacity(firm)
    times = {("*", "*"): "20m", ("black", "white"): "35m", ("white", "black"): "15m", ("*", "special"): "40m"}
    firm.setups("hetta-powder", times, {"special": 750, "white": 320})
    firm.material("hetta/sheet", "Stålplate 1 mm", "g", 0.02, lead_time="10d", stock=90000000, receipts=60000000)
    firm.material(
        "hetta/motor", "Viftemotor med styring", "pcs", 410, lead_time="6w", stock=9000, receipts=4500, weight_g=2800
    )
    products = {}
    for model, hood in MODELS.items():
        for width, width_share in WIDTHS.items():
            for finish, (_, finish_share) in FINISHES.items():
                products[_hood(firm, model, width, finish)] = hood.share * width_share * finish_share
    add_orders(
        firm,
        Demand(
            count=430,
            products=products,
            quantity=(5, 160),
            quantity_step=5,
            first_week=2,
            lead_days=(12, 24),
            weeks=WEEKS,
            regions={"Oslo": 0.3, "Trondheim": 0.12, "Vestlandet": 0.14, "Sverige": 0.24, "Export": 0.2},
            customers=(
                Customers("kitchen-chain", 6, 0.45, (7, 9)),
                Customers("dealer", 25, 0.45, (3, 6)),
                Customers("private", 30, 0.1, (1, 2)),
            ),
        ),
    )
    add_progress(firm, 12)


def _capacity(firm: Firm) -> None:
    firm.power(330)
    firm.work_centre("hetta-laser", "Laserlinje", 1, "hetta-day", cost_nok_h=1350, power_kw=70)
    firm.work_centre("hetta-bend", "Kantpresse", 2, "hetta-day", cost_nok_h=690, power_kw=11)
    firm.work_centre("hetta-weld", "Sveis og sammenføying", 2, "hetta-day", cost_nok_h=560, power_kw=14)
    firm.work_centre(
        "hetta-pretreat",
        "Vask og forbehandling",
        1,
        "hetta-day",
        cost_nok_h=380,
        capacity=60,
        measure="pcs",
        power_kw=40,
    )
    firm.work_centre(
        "hetta-powder",
        "Pulverlakk",
        1,
        "hetta-day",
        cost_nok_h=1280,
        power_kw=160,
        matrix="hetta-powder",
        states=("black",),
    )
    firm.work_centre("hetta-assembly", "Montasje motor og styring", 3, "hetta-day", cost_nok_h=430)
    firm.work_centre("hetta-test", "Funksjons- og lydtest", 1, "hetta-day", cost_nok_h=460)
    firm.work_centre("hetta-pack", "Pakking", 1, "hetta-day", cost_nok_h=400)
    firm.external("hetta-brush", "Børsting av stål hos underleverandør")
    firm.people("operator", 5, "laser|bending", "hetta-day", cost_nok_h=395)
    firm.people("welder", 4, "welding|coating", "hetta-day", cost_nok_h=405)
    firm.people("coater", 3, "coating", "hetta-day", cost_nok_h=385)
    firm.people("assembler", 7, "assembly|testing|packing", "hetta-day", cost_nok_h=370)


def _hood(firm: Firm, model: str, width: str, finish: str) -> str:
    hood = MODELS[model]
    wide = 1.3 if width == "90" else 1.0
    cut = (
        Way("hetta-laser", f"{round(hood.cut_s * wide)}s", fixed="6m", run="laser"),
        Way(
            "produkter-laser",
            f"{round(hood.cut_s * wide * 1.1)}s",
            fixed="10m",
            run="laser",
            agreement="laser-produkter-to-hetta",
        ),
    )
    bend = Way("hetta-bend", f"{hood.bend_s}s", fixed="8m", run="bending")
    steps = [
        Step("cut", "Laserskjær", cut, (("hetta/sheet", round(hood.weight_g * 0.8), 1),)),
        Step("bend", "Kant", (bend,), max_lots=2, min_lot=20, transfer=10),
        Step(
            "weld",
            "Sveis",
            (Way("hetta-weld", f"{hood.weld_s}s", run="welding:0.5"),),
            max_lots=2,
            min_lot=20,
            transfer=10,
        ),
    ]
    if finish == "steel":
        steps.append(Step("brush", "Børst (ute)", (Way("hetta-brush", fixed="4d", cost_nok=400, cost_nok_unit=95),)))
    else:
        steps += coating(
            own=("hetta-pretreat", "hetta-powder", "coating"),
            other=("produkter-pretreat", "produkter-powder", "coating"),
            agreements=("pretreat-produkter-to-hetta", "powder-produkter-to-hetta"),
            each_s=round(95 * wide),
            colour=finish,
        )
    steps += [
        Step(
            "assemble",
            "Monter motor og styring",
            (Way("hetta-assembly", f"{hood.fit_s}s", run="assembly"),),
            (("hetta/motor", 1, 1),),
            max_lots=3,
            min_lot=10,
            min_lag="" if finish == "steel" else "1h",
        ),
        Step("test", "Test", (Way("hetta-test", "55s", run="testing"),), transfer=10),
        Step("pack", "Pakk", (Way("hetta-pack", "70s", run="packing"),), transfer=10),
    ]
    item = f"hetta/{model}-{width}-{finish}"
    title = f"{hood.name} {width} cm, {FINISHES[finish][0]}"
    firm.made(item, title, steps, price_nok=round(hood.price_nok * wide), weight_g=round(hood.weight_g * wide))
    return item


def coating(
    own: tuple[str, str, str], other: tuple[str, str, str], agreements: tuple[str, str], each_s: int, colour: str
) -> list[Step]:
    """Pre-treatment and powder at one site, at home or under an agreement; the clean surface keeps for a day."""
    wash, powder = [], []
    for (bath, booth, skill), (wash_agreement, powder_agreement) in ((own, ("", "")), (other, agreements)):
        wash.append(Way(bath, fixed="40m", family="steel", load=1, run=f"{skill}:0.5", agreement=wash_agreement))
        powder.append(
            Way(booth, f"{each_s}s", family=colour, run=f"{skill}:2", setup=skill, agreement=powder_agreement)
        )
    return [
        Step("pretreat", "Vask og forbehandle", tuple(wash), same_site="coating"),
        Step("powder", "Pulverlakker", tuple(powder), same_site="coating", max_lag="24h"),
    ]
