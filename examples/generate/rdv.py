# SPDX-License-Identifier: Apache-2.0
"""Røros Dører og Vinduer: doors and windows to the millimetre, by profile and colour, for the building season."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Product(NamedTuple):
    """A door or window: work a piece, share of the orders, and glass."""

    name: str
    price_nok: int
    weight_g: int
    plane_s: int
    machine_s: int
    glaze_s: int
    fit_s: int
    share: float
    glass_dm2: int


PRODUCTS = {
    "window-fixed": Product("Fastkarm", 3900, 26000, 200, 420, 420, 480, 0.22, 110),
    "window-turn": Product("Sidehengslet vindu", 5600, 32000, 260, 640, 480, 900, 0.30, 100),
    "window-tilt": Product("Toppsvingvindu", 6200, 35000, 260, 660, 480, 960, 0.16, 120),
    "balcony-door": Product("Balkongdør", 9800, 58000, 340, 900, 600, 1300, 0.12, 160),
    "front-door": Product("Ytterdør", 14500, 72000, 420, 1300, 360, 1600, 0.14, 30),
    "fire-door": Product("Branndør", 19800, 88000, 460, 1500, 0, 1900, 0.06, 0),
}
COLOURS = {
    "white": ("hvit", 0.5),
    "grey": ("grå", 0.2),
    "oxide-red": ("engelskrød", 0.12),
    "own": ("RAL/NCS etter valg", 0.18),
}
SEASON = (
    0.9,
    0.9,
    0.9,
    0.9,
    0.8,
    0.8,
    0.6,
    0.1,
    0,
    0.3,
    0.6,
    0.7,
    0.8,
    0.9,
    1,
    1.1,
    1.1,
    1.2,
    1.2,
    1.3,
    0.6,
    0.8,
    1.3,
    1.2,
    1,
    0,
)


def add(firm: Firm) -> None:
    """The joinery's capacity, doors, windows and orders; other members order from it too."""
    _capacity(firm)
    times = {("*", "*"): "15m", ("*", "own"): "30m", ("oxide-red", "white"): "40m", ("grey", "white"): "25m"}
    firm.setups("rdv-colour", times, {"own": 520})
    profiles = {("window", "door"): "50m", ("door", "window"): "35m", ("*", "fire"): "1h10m", ("fire", "*"): "1h"}
    firm.setups("rdv-profile", profiles | {("*", "*"): "50m"}, {})
    firm.material("rdv/timber", "Furuemne", "cm", 0.9, lead_time="2w", stock=600000, receipts=400000)
    firm.material("rdv/glass", "Isolerglass etter mål", "dm2", 9.5, lead_time="14d", weight_g=250)
    firm.material("rdv/hardware", "Beslagsett", "pcs", 420, lead_time="10d", stock=900, receipts=700)
    firm.material("rdv/sealant", "Fugemasse", "g", 0.12, stock=160000, receipts=160000, shelf_days=120)
    products = {}
    for product, made in PRODUCTS.items():
        for colour, (_, share) in COLOURS.items():
            products[_product(firm, product, colour)] = made.share * share
    add_orders(
        firm,
        Demand(
            count=340,
            products=products,
            quantity=(1, 42),
            first_week=4,
            lead_days=(22, 45),
            weeks=SEASON,
            regions={"Trondheim": 0.3, "Oslo": 0.25, "Innlandet": 0.25, "Vestlandet": 0.12, "Roros": 0.08},
            customers=(
                Customers("builder", 25, 0.5, (5, 8)),
                Customers("building-merchant", 12, 0.3, (4, 6)),
                Customers("private", 40, 0.2, (2, 4)),
            ),
        ),
    )
    add_progress(firm, 15)


def _capacity(firm: Firm) -> None:
    firm.power(160)
    day = "rdv-day"
    firm.work_centre(
        "rdv-plane", "Kapp og høvel", 1, day, cost_nok_h=620, power_kw=45, matrix="rdv-profile", states=("window",)
    )
    firm.work_centre("rdv-cnc", "CNC-bearbeiding", 1, "rdv-two-shift", cost_nok_h=790, power_kw=24)
    firm.work_centre(
        "rdv-impregnate", "Vakuumimpregnering", 1, day, cost_nok_h=420, capacity=60, measure="pcs", power_kw=18
    )
    firm.work_centre(
        "rdv-surface",
        "Overflatelinje",
        1,
        "rdv-two-shift",
        cost_nok_h=880,
        power_kw=36,
        matrix="rdv-colour",
        states=("white",),
    )
    firm.work_centre("rdv-seal", "Fugebord", 1, day, cost_nok_h=420)
    firm.work_centre("rdv-glaze", "Glassing", 1, day, cost_nok_h=450)
    firm.work_centre("rdv-assembly", "Beslag og sammensetting", 2, day, cost_nok_h=440)
    firm.work_centre("rdv-pack", "Kontroll og pakking", 1, day, cost_nok_h=400)
    firm.people("joiner", 8, "assembly|glazing", day, cost_nok_h=385)
    firm.people("operator", 3, "machining|planing", "rdv-early", cost_nok_h=380)
    firm.people("operator", 2, "machining|planing", "rdv-late", cost_nok_h=400)
    firm.people("painter", 2, "surface|impregnation", "rdv-early", cost_nok_h=375)
    firm.people("painter", 2, "surface|impregnation", "rdv-late", cost_nok_h=395)
    firm.people("packer", 2, "packing", day, cost_nok_h=350)
    firm.people("packer", 1, "packing", day, cost_nok_h=350, share=0.5)


def _product(firm: Firm, product: str, colour: str) -> str:
    made = PRODUCTS[product]
    profile = product.split("-")[0] if product.startswith(("window", "fire")) else "door"
    plane = Way("rdv-plane", f"{made.plane_s}s", family=profile, run="planing", setup="planing")
    soak = Way("rdv-impregnate", fixed="2h", family="pine", load=1, run="impregnation:0.5", pause="whole")
    coat = Way("rdv-surface", "800s", fixed="15m", family=colour, run="surface", setup="surface")
    join = Way("rdv-assembly", f"{made.fit_s}s", run="assembly")
    steps = [
        Step("plane", "Kapp og høvle", (plane,), (("rdv/timber", round(made.weight_g / 90), 1),)),
        Step(
            "machine",
            "Bearbeid",
            (Way("rdv-cnc", f"{made.machine_s}s", run="machining:0.5"),),
            transfer=4,
            max_lots=2,
            min_lot=6,
        ),
        Step("impregnate", "Impregner", (soak,)),
        Step("surface", "Overflatebehandle", (coat,), min_lag="12h"),
        Step("assemble", "Sett sammen", (join,), (("rdv/hardware", 1, 1),), min_lag="16h", max_lots=2, min_lot=5),
    ]
    if made.glaze_s:
        seal = Step("seal", "Legg fuge", (Way("rdv-seal", "110s", run="glazing"),), (("rdv/sealant", 140, 1),))
        glass = (("rdv/glass", made.glass_dm2, 1),)
        fit = Step(
            "glaze", "Sett glass", (Way("rdv-glaze", f"{made.glaze_s // 2}s", run="glazing"),), glass, max_lag="45m"
        )
        steps += [seal, fit]
    pack = Way("rdv-pack", "240s", run="packing")
    steps.append(Step("pack", "Kontroller og pakk", (pack,), min_lag="12h" if made.glaze_s else ""))
    item = f"rdv/{product}-{colour}"
    firm.made(item, f"{made.name}, {COLOURS[colour][0]}", steps, price_nok=made.price_nok, weight_g=made.weight_g)
    return item
