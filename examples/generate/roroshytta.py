# SPDX-License-Identifier: Apache-2.0
"""Røroshytta: log cabins, engineered to order, with doors, windows and a hood from other members."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import Customers, Demand, add_orders
from .firm import Firm

PLANS = {"p40": 0.3, "p75": 0.45, "p120": 0.25}
LIKINGS: Likings = {
    "plan-change": {"none": 0.5, "mirrored": 0.2, "walls": 0.2, "longer": 0.1},
    "snow-load": lambda dice: dice.pick({350: 0.1, 450: 0.4, 550: 0.3, 650: 0.15, 750: 0.05}),
    "foundation": {"pillars": 0.2, "ring-wall": 0.5, "slab": 0.3},
    "log": {"six": 0.2, "seven": 0.55, "eight": 0.25},
    "notch": {"machine": 0.8, "traditional": 0.2},
    "surface": {"raw": 0.2, "stain": 0.6, "tar": 0.2},
    "roof": {"turf": 0.6, "board": 0.15, "tiles": 0.15, "slate": 0.1},
    "roof-insulation": lambda dice: dice.pick({300: 0.5, 350: 0.3, 400: 0.2}),
    "floor-insulation": lambda dice: dice.pick({250: 0.6, 300: 0.4}),
    "window-opening": {"turn": 0.8, "tilt": 0.2},
    "window-profile": {"classic": 0.65, "antique": 0.35},
    "window-colour": {"white": 0.2, "grey": 0.2, "oxide-red": 0.6},
    "large-windows": {"yes": 0.2, "no": 0.8},
    "balcony-door": {"yes": 0.5, "no": 0.5},
    "loft": {"none": 0.4, "small": 0.45, "large": 0.15},
    "heating": {"stove": 0.35, "fireplace": 0.45, "fireplace-floor": 0.2},
    "sauna": {"yes": 0.25, "no": 0.75},
    "power": {"grid": 0.85, "sun": 0.15},
    "hood": {"none": 0.1, "slimline": 0.4, "wall": 0.5},
    "level": {"kit": 0.1, "weathertight": 0.55, "turn-key": 0.35},
}
WEEKS = (*(0,) * 10, 1, 1, 0.7, 1, 0.7, 1, 0.7, 1, 0.7, 1, 0.5, 0.5, 1, 1, 1, 0)


def add(firm: Firm) -> None:
    """The cabin maker's capacity, logs and orders."""
    _capacity(firm)
    firm.material("hytta/logs", "Tørket tømmer", "m", 165, lead_time="8w", stock=2600, receipts=1500)
    wishes = {Wish("roroshytta/cabin", given={"plan": plan}, likings=LIKINGS): share for plan, share in PLANS.items()}
    add_orders(
        firm,
        Demand(
            count=12,
            wishes=wishes,
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
    firm.crew("hytta-crane-crew", "Kranlag", 2, day, 520)
    firm.people("carpenter", 8, "log-building", day, cost_nok_h=395)
