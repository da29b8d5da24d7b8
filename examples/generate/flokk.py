# SPDX-License-Identifier: Apache-2.0
"""Flokk Røros: office chairs to order. The paint shop's colours and the sewing cells set the pace."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Family(NamedTuple):
    """A chair family: work a chair, share of the orders, and the frame colours it comes in."""

    name: str
    price_nok: int
    weight_g: int
    sewing_s: int
    upholstery_s: int
    assembly_s: int
    share: float
    colours: tuple[str, ...]


FAMILIES = {
    "task": Family("Arbeidsstol", 4900, 15500, 290, 170, 130, 0.34, ("black", "silver", "white", "blue", "green")),
    "saddle": Family(
        "Sadelstol", 5600, 13800, 310, 190, 130, 0.20, ("black", "silver", "white", "red", "green", "orange")
    ),
    "executive": Family("Lederstol", 7900, 19000, 420, 260, 170, 0.12, ("black", "silver", "alu")),
    "conference": Family("Møtestol", 4200, 9800, 210, 140, 90, 0.18, ("black", "grey", "white", "alu")),
    "visitor": Family("Besøksstol", 3300, 8200, 180, 120, 70, 0.10, ("black", "grey", "silver")),
    "stool": Family("Ståstøttestol", 3900, 9000, 120, 90, 80, 0.06, ("black", "red", "blue")),
}
COLOURS = {
    "black": ("svart", 0.42),
    "silver": ("sølvgrå", 0.18),
    "white": ("hvit", 0.12),
    "grey": ("grå", 0.10),
    "blue": ("blå", 0.05),
    "green": ("grønn", 0.05),
    "red": ("rød", 0.05),
    "orange": ("oransje", 0.03),
    "alu": ("polert aluminium", 0.12),
}
UPHOLSTERY = {"wool": ("ull", 0.5), "synthetic": ("syntet", 0.35), "leather": ("skinn", 0.15)}
LIGHT = ("white", "silver", "grey", "orange")
DARK = ("black", "blue", "green", "red")


def add(firm: Firm) -> None:
    """Flokk's capacity, chairs and orders."""
    _capacity(firm)
    _setups(firm)
    _materials(firm)
    products = {}
    for family, chair in FAMILIES.items():
        for colour in chair.colours:
            for cover, (_, cover_share) in UPHOLSTERY.items():
                products[_chair(firm, family, colour, cover)] = chair.share * COLOURS[colour][1] * cover_share
    dealers = (Customers("dealer", 24, 0.6, (4, 6)), Customers("key-account", 6, 0.25, (8, 10)))
    add_orders(
        firm,
        Demand(
            count=600,
            products=products,
            quantity=(40, 600),
            quantity_step=10,
            first_week=2,
            lead_days=(14, 28),
            regions={"Export": 0.35, "Sverige": 0.22, "Oslo": 0.23, "Trondheim": 0.1, "Vestlandet": 0.1},
            customers=(*dealers, Customers("office", 40, 0.15, (1, 3))),
        ),
    )
    add_progress(firm, 25)


def _capacity(firm: Firm) -> None:
    firm.power(420)
    shop = "flokk-two-shift"
    firm.work_centre("flokk-cutting", "Stoffskjæring", 1, shop, cost_nok_h=620, power_kw=12)
    firm.work_centre(
        "flokk-sewing", "Sycelle", 9, shop, cost_nok_h=410, matrix="flokk-thread", states=("wool", "synthetic")
    )
    firm.work_centre("flokk-foam", "Skumstøping", 2, shop, cost_nok_h=540, power_kw=45)
    firm.work_centre("flokk-upholstery", "Tapetsering", 6, shop, cost_nok_h=430)
    firm.work_centre("flokk-mechanism", "Mekanismelinje", 1, shop, cost_nok_h=890, power_kw=35)
    firm.work_centre(
        "flokk-paint", "Lakkanlegg", 1, shop, cost_nok_h=1450, power_kw=240, matrix="flokk-colour", states=("black",)
    )
    firm.work_centre("flokk-assembly", "Montasjelinje", 4, shop, cost_nok_h=780)
    firm.work_centre("flokk-pack", "Pakking", 2, shop, cost_nok_h=450)
    firm.external("flokk-polish", "Polering hos underleverandør")
    firm.fixtures("flokk-foam-mould", 5)
    for shift in ("flokk-early", "flokk-late"):
        firm.people("assembler", 20, "assembly|packing", shift, cost_nok_h=385)
        firm.people("upholsterer", 15, "sewing|upholstery", shift, cost_nok_h=390)
        firm.people("painter", 4, "painting", shift, cost_nok_h=400)
        firm.people("operator", 5, "moulding|cutting|automation", shift, cost_nok_h=395)


def _setups(firm: Firm) -> None:
    times = {("*", "*"): "8m", ("black", "white"): "25m"}
    times |= {(dark, light): "18m" for dark in DARK for light in LIGHT if (dark, light) != ("black", "white")}
    times |= {(light, dark): "5m" for light in LIGHT for dark in DARK}
    times |= {("silver", "grey"): "2m", ("grey", "silver"): "3m", ("white", "grey"): "2m", ("white", "silver"): "2m"}
    firm.setups("flokk-colour", times, {"white": 650, "orange": 540, "red": 480})
    firm.setups("flokk-thread", {("*", "*"): "6m", ("*", "leather"): "15m", ("leather", "*"): "12m"}, {})


def _materials(firm: Firm) -> None:
    firm.material("flokk/fabric-wool", "Møbelstoff ull", "dm2", 2.4, lead_time="5d", stock=900000, receipts=1500000)
    firm.material("flokk/fabric-synthetic", "Møbelstoff syntet", "dm2", 1.6, lead_time="6d", stock=1500000)
    firm.material("flokk/fabric-leather", "Møbelskinn", "dm2", 6.1, lead_time="9d", stock=250000)
    firm.material("flokk/gas-lift", "Gassløftesylinder", "pcs", 96, stock=40000, receipts=36000, weight_g=1300)


def _chair(firm: Firm, family: str, colour: str, cover: str) -> str:
    chair = FAMILIES[family]
    slow = 1.35 if cover == "leather" else 1.0
    sew = Way("flokk-sewing", f"{round(chair.sewing_s * slow)}s", family=cover, run="sewing", setup="sewing")
    upholster = Way("flokk-upholstery", f"{round(chair.upholstery_s * slow)}s", run="upholstery")
    line = Way("flokk-assembly", f"{chair.assembly_s}s", fixed="10m", run="assembly:3")
    steps = [
        _frame(colour),
        Step(
            "cut",
            "Skjær stoff",
            (Way("flokk-cutting", "30s", run="cutting"),),
            ((f"flokk/fabric-{cover}", 90, 1),),
            ("-",),
        ),
        Step("sew", "Sy trekk", (sew,), max_lots=3, min_lot=20, transfer=20),
        Step("foam", "Støp skum", (Way("flokk-foam", "52s", run="moulding:0.5|flokk-foam-mould:2"),), after=("-",)),
        Step("upholster", "Tapetser", (upholster,), after=("sew", "foam"), transfer=20, max_lots=2, min_lot=40),
        Step("mechanism", "Bygg mekanisme", (Way("flokk-mechanism", "24s", run="automation:0.33"),), after=("-",)),
        Step(
            "assemble",
            "Monter",
            (line,),
            (("flokk/gas-lift", 1, 1),),
            ("frame", "upholster", "mechanism"),
            min_lag="45m",
        ),
        Step("pack", "Pakk", (Way("flokk-pack", "40s", run="packing"),), transfer=20),
    ]
    item = f"flokk/{family}-{colour}-{cover}"
    title = f"{chair.name}, {COLOURS[colour][0]}, {UPHOLSTERY[cover][0]}"
    firm.made(
        item,
        title,
        steps,
        price_nok=round(chair.price_nok * (1.3 if cover == "leather" else 1)),
        weight_g=chair.weight_g,
    )
    return item


def _frame(colour: str) -> Step:
    if colour == "alu":
        return Step("frame", "Poler understell (ute)", (Way("flokk-polish", fixed="5d", cost_nok_unit=140),))
    paint = Way("flokk-paint", "37s", family=colour, run="painting:3", setup="painting:2")
    return Step("frame", "Lakker understell", (paint,), yield_permille=990)
