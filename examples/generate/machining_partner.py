# SPDX-License-Identifier: Apache-2.0
"""An invented machine shop near the foundry: work of its own, and hours for the foundry under an agreement."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Part(NamedTuple):
    """A turned part: work a piece and share of the orders."""

    name: str
    price_nok: int
    weight_g: int
    saw_s: int
    machine_s: int
    share: float


PARTS = {
    "shaft": Part("Aksling", 780, 2400, 60, 900, 0.4),
    "flange": Part("Flens", 540, 3100, 75, 620, 0.35),
    "hub": Part("Nav", 1250, 4200, 90, 1500, 0.25),
}


def add(firm: Firm) -> None:
    """The machine shop's capacity, parts and orders."""
    firm.work_centre("mp-saw", "Kapping", 1, "mp-day", cost_nok_h=420)
    firm.work_centre("mp-cnc", "Maskineringssenter", 1, "mp-two-shift", cost_nok_h=820)
    firm.work_centre("mp-wash", "Vask og kontroll", 1, "mp-day", cost_nok_h=430)
    for shift in ("mp-early", "mp-late"):
        firm.people("machinist", 2, "machining", shift, cost_nok_h=410)
    firm.people("machinist", 1, "sawing|inspection", "mp-day", cost_nok_h=390)
    firm.people("machinist", 1, "sawing|inspection", "mp-day", cost_nok_h=390)
    firm.material("mp/bar", "Stangstål", "mm", 0.12, lead_time="8d", stock=900000, receipts=500000)
    items = {}
    for part, turned in PARTS.items():
        machine = Way("mp-cnc", f"{turned.machine_s}s", fixed="35m", run="machining:0.5")
        steps = [
            Step("saw", "Kapp", (Way("mp-saw", f"{turned.saw_s}s", run="sawing"),), (("mp/bar", 180, 1),)),
            Step("machine", "Maskiner", (machine,), transfer=5, yield_permille=985),
            Step("wash", "Vask og kontroller", (Way("mp-wash", "90s", run="inspection"),), transfer=5),
        ]
        firm.made(f"mp/{part}", turned.name, steps, price_nok=turned.price_nok, weight_g=turned.weight_g)
        items[f"mp/{part}"] = turned.share
    add_orders(
        firm,
        Demand(
            count=60,
            items=items,
            quantity=(10, 120),
            lead_days=(14, 35),
            regions={"Raufoss": 0.7, "Oslo": 0.3},
            customers=(Customers("machine-builder", 10, 1.0, (3, 7)),),
        ),
    )
    add_progress(firm, 3)
