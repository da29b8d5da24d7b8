# SPDX-License-Identifier: Apache-2.0
"""Røroshytta: log cabins, engineered to order, with doors, windows and a hood from other members."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .routing import Step, Way


class Cabin(NamedTuple):
    """A cabin model: hours of work, windows, and share of the orders."""

    name: str
    price_nok: int
    design_h: int
    mill_h: int
    trial_h: int
    windows: int
    share: float


MODELS = {
    "40": Cabin("Tømmerhytte 40 m²", 890000, 45, 24, 44, 6, 0.3),
    "75": Cabin("Tømmerhytte 75 m²", 1490000, 70, 40, 72, 10, 0.45),
    "120": Cabin("Tømmerhytte 120 m²", 2390000, 100, 60, 110, 16, 0.25),
}
WEEKS = (*(0,) * 10, 1, 1, 0.7, 1, 0.7, 1, 0.7, 1, 0.7, 1, 0.5, 0.5, 1, 1, 1, 0)


def add(firm: Firm) -> None:
    """The cabin maker's capacity, cabins and orders."""
    _capacity(firm)
    firm.material("hytta/logs", "Tørket tømmer", "m", 165, lead_time="8w", stock=2200, receipts=1500)
    products = {_cabin(firm, model): cabin.share for model, cabin in MODELS.items()}
    add_orders(
        firm,
        Demand(
            count=12,
            products=products,
            quantity=(1, 1),
            lead_days=(100, 190),
            weeks=WEEKS,
            regions={"Roros": 0.4, "Innlandet": 0.3, "Trondheim": 0.1, "Sverige": 0.2},
            committed=0.6,
            customers=(Customers("cabin-owner", 30, 1.0, (6, 9)),),
        ),
    )


def _capacity(firm: Firm) -> None:
    firm.power(60)
    day = "hytta-day"
    firm.work_centre("hytta-design", "Prosjektering", 2, day, cost_nok_h=720)
    firm.work_centre("hytta-kiln", "Tømmertørke", 1, day, cost_nok_h=120, capacity=1100, measure="m", power_kw=25)
    firm.work_centre("hytta-mill", "Lafting og fresing", 1, day, cost_nok_h=860, power_kw=30)
    firm.work_centre("hytta-trial", "Prøveoppsetting", 2, day, cost_nok_h=640)
    firm.work_centre("hytta-number", "Merking og nedtaking", 1, day, cost_nok_h=520)
    firm.work_centre("hytta-pack", "Pakking av byggesett", 1, day, cost_nok_h=480)
    firm.people("engineer", 3, "engineering", day, cost_nok_h=560)
    firm.crew("hytta-crane-crew", 2, day, 520)
    firm.people("carpenter", 8, "log-building", day, cost_nok_h=395)


def _cabin(firm: Firm, model: str) -> str:
    cabin = MODELS[model]
    logs_m = 9 * int(model)
    kit = (
        ("rdv/window-turn-oxide-red", cabin.windows, 1),
        ("rdv/front-door-oxide-red", 1, 1),
        ("hetta/wall-60-black", 1, 1),
    )
    mill = Way("hytta-mill", fixed=f"{cabin.mill_h}h", run="log-building:2", setup="log-building")
    kiln = Way("hytta-kiln", fixed="5d", family="pine", load=logs_m, pause="unattended")
    steps = [
        Step("design", "Prosjekter", (Way("hytta-design", fixed=f"{cabin.design_h}h", run="engineering"),)),
        Step("dry", "Ettertørk tømmer", (kiln,), (("hytta/logs", logs_m, 1),)),
        Step("mill", "Fres og laft", (mill,), min_lag="2d"),
        Step(
            "trial",
            "Sett opp på prøve",
            (Way("hytta-trial", fixed=f"{cabin.trial_h}h", run="log-building:2|hytta-crane-crew"),),
        ),
        Step("number", "Merk og ta ned", (Way("hytta-number", fixed="16h", run="log-building:2"),)),
        Step("pack", "Pakk byggesett", (Way("hytta-pack", fixed="7h", run="log-building:2", pause="whole"),), kit),
    ]
    item = f"hytta/cabin-{model}"
    firm.made(item, cabin.name, steps, price_nok=cabin.price_nok, weight_g=20_000_000)
    return item
