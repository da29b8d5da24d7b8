# SPDX-License-Identifier: Apache-2.0
"""Røros Metall / Røroshetta: cooker hoods. Lends and borrows laser and powder coating under agreements."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress

MODELS = {"wall": 0.34, "island": 0.14, "built-in": 0.28, "slimline": 0.24}
LIKINGS: Likings = {
    "width": lambda dice: dice.pick({500: 0.06, 600: 0.5, 700: 0.04, 800: 0.05, 900: 0.28, 1000: 0.04, 1200: 0.03}),
    "depth": lambda dice: dice.pick({285: 0.2, 320: 0.2, 450: 0.2, 500: 0.2, 600: 0.2}),
    "chimney": lambda dice: dice.pick({600: 0.1, 700: 0.1, 800: 0.4, 900: 0.15, 1000: 0.15, 1200: 0.1}),
    "finish": {"white": 0.34, "black": 0.36, "steel": 0.22, "special": 0.08},
    "colour-code": lambda dice: f"RAL {dice.pick({'7016': 0.4, '6021': 0.2, '3011': 0.2, '1013': 0.2})}",
    "glass": {"none": 0.85, "clear": 0.1, "black": 0.05},
    "building": {"house": 0.55, "flat-shared": 0.2, "flat-own": 0.1, "cabin": 0.15},
    "motor": {"built-in": 0.55, "loft": 0.05, "roof": 0.05, "wall": 0.05, "central": 0.2, "recirculating": 0.1},
    "motor-class": {"ac": 0.55, "ec": 0.35, "none": 0.1},
    "duct": {"d125": 0.7, "d160": 0.3, "none": 0.8},
    "damper": {"none": 0.2, "spring": 0.6, "timer": 0.4, "motorised": 0.3},
    "filter": {"metal": 0.75, "steel-labyrinth": 0.2, "charcoal": 0.8},
    "control": {"knob": 0.15, "push": 0.55, "touch": 0.22, "automatic": 0.15},
    "light": {"two": 0.6, "four": 0.25, "strip": 0.15},
    "stove-guard": {"yes": 0.2, "no": 0.8},
    "plug": {"schuko": 0.75, "uk": 0.05, "fixed": 0.2},
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
    """The hood factory's capacity, materials and orders."""
    _capacity(firm)
    times = {("*", "*"): "20m", ("black", "white"): "35m", ("white", "black"): "15m", ("*", "special"): "40m"}
    firm.setups("hetta-powder", times, {"special": 750, "white": 320})
    firm.material("hetta/sheet", "Stålplate 1 mm", "g", 0.02, lead_time="10d", stock=90000000, receipts=60000000)
    firm.material(
        "hetta/motor", "Viftemotor med styring", "pcs", 410, lead_time="6w", stock=9000, receipts=4500, weight_g=2800
    )
    firm.material("hetta/stove-guard", "Komfyrvakt", "pcs", 640, lead_time="10d", stock=900, receipts=500, weight_g=300)
    wishes = {
        Wish("roroshetta/hood", given={"model": model}, likings=LIKINGS, again=0.6, common=True): share
        for model, share in MODELS.items()
    }
    add_orders(
        firm,
        Demand(
            count=430,
            wishes=wishes,
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
