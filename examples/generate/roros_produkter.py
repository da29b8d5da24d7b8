# SPDX-License-Identifier: Apache-2.0
"""Røros Produkter: waste trolleys and hygiene stands, each with the customer's own colour, foil and logo."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import FLAT, Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress

# Kinds and sacks as often as they are ordered.
STANDS = {
    ("trolley", "s60"): 0.30,
    ("trolley", "s125"): 0.34,
    ("trolley", "s160"): 0.06,
    ("hygiene-stand", "none"): 0.14,
    ("hygiene-stand", "s60"): 0.08,
    ("outdoor-bin", "s125"): 0.05,
    ("outdoor-bin", "s160"): 0.03,
}
LIKINGS: Likings = {
    "bays": {"one": 0.94, "two": 0.05, "three": 0.01},
    "lid": {"open": 0.48, "lid": 0.26, "pedal": 0.18, "soft-pedal": 0.05, "lockable": 0.3},
    "material": {"steel": 0.9, "galvanised": 0.1},
    "feet": {"castors": 0.5, "braked": 0.25, "transport": 0.1, "floor-plate": 0.3, "bolts": 0.2, "wall": 0.2},
    "handle": {"yes": 0.2, "no": 0.8},
    "colour": {"white": 0.3, "grey": 0.3, "green": 0.15, "logo": 0.25},
    "ral": lambda dice: f"RAL {dice.pick({'5010': 0.4, '3002': 0.3, '9005': 0.3})}",
    "fraction": {
        "any": 0.4,
        "residual": 0.2,
        "paper": 0.1,
        "plastic": 0.1,
        "food": 0.08,
        "glass-metal": 0.05,
        "textile": 0.04,
        "clinical": 0.03,
    },
    "marking": {"none": 0.68, "symbol": 0.12, "logo": 0.2},
    "dispenser": {"none": 0.3, "soap": 0.4, "towel": 0.2, "gloves": 0.1},
    "plate-height": lambda dice: dice.pick({1000: 0.2, 1050: 0.2, 1100: 0.4, 1200: 0.2}),
    "shelf": {"yes": 0.1, "no": 0.9},
}


def add(firm: Firm) -> None:
    """The trolley factory's capacity, materials and orders."""
    _capacity(firm)
    times = {("*", "*"): "25m", ("white", "grey"): "10m", ("grey", "white"): "20m", ("*", "logo"): "35m"}
    firm.setups("produkter-powder", times, {"logo": 600})
    firm.material("produkter/tube", "Stålrør", "cm", 0.6, lead_time="8d", stock=900000, receipts=600000)
    firm.material("produkter/sheet", "Stålplate", "g", 0.02, lead_time="8d", stock=30000000, receipts=20000000)
    firm.material("produkter/wheels", "Hjulsett", "pcs", 140, stock=5000, receipts=2800, weight_g=1900)
    firm.material(
        "produkter/dispenser", "Dispenser", "pcs", 120, lead_time="7d", stock=1200, receipts=600, weight_g=800
    )
    wishes = {
        Wish("roros-produkter/waste-stand", given={"kind": kind, "sack": sack}, likings=LIKINGS, again=0.6): share
        for (kind, sack), share in STANDS.items()
    }
    add_orders(
        firm,
        Demand(
            count=410,
            wishes=wishes,
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
