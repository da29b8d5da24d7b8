# SPDX-License-Identifier: Apache-2.0
"""Røros E-Verk: grid connections. Fitters are scarce, and a substation waits for its transformer."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import FLAT, Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress

SITES = {"cabin": 0.40, "house": 0.26, "charger": 0.14, "industry": 0.08, "cabin-field": 0.12}
LIKINGS: Likings = {
    "system": {"it230": 0.35, "tn400": 0.65},
    "phases": {"one": 0.1, "three": 0.9},
    "fuse": lambda dice: dice.pick(
        {25: 0.1, 32: 0.1, 40: 0.25, 50: 0.1, 63: 0.2, 80: 0.05, 125: 0.05, 160: 0.03, 250: 0.06, 400: 0.04, 630: 0.02}
    ),
    "temporary": {"yes": 0.15, "no": 0.85},
    "production": {"none": 0.9, "solar": 0.1},
    "distance": lambda dice: 10 + 5 * round(58 * dice.part()),
    "cable": {"c25": 0.1, "c50": 0.55, "c95": 0.2, "c240": 0.3},
    "line": {"trench": 0.75, "pipe": 0.2, "overhead": 0.05},
    "digging": {"contractor": 0.75, "customer": 0.25},
    "ground": {"soil": 0.7, "rock": 0.2, "bog": 0.1},
    "frost": {"yes": 0.2, "no": 0.8},
    "crossing": {"none": 0.8, "road": 0.12, "stream": 0.08},
    "transformer": {"none": 0.9, "t315": 0.1, "two-t315": 0.1},
    "cabinet": {"wall": 0.6, "post": 0.4, "indoor": 0.3},
    "flexible": {"yes": 0.15, "no": 0.85},
}


def add(firm: Firm) -> None:
    """The grid company's crews, materials and orders."""
    _capacity(firm)
    firm.material("everk/transformer", "Transformator 315 kVA", "pcs", 195000, lead_time="18w", stock=16, receipts=9)
    firm.material("everk/cable", "Kabel", "m", 88, lead_time="3w", stock=20000, receipts=12000)
    firm.material("everk/meter", "Måler", "pcs", 1150, stock=150, receipts=40)
    wishes = {
        Wish("roros-e-verk/connection", given={"site": site}, likings=LIKINGS): share for site, share in SITES.items()
    }
    add_orders(
        firm,
        Demand(
            count=190,
            wishes=wishes,
            quantity=(1, 1),
            first_week=4,
            lead_days=(45, 90),
            weeks=(*FLAT[:8], *(0.4, 0.6, 0.6, 0.6, 0.7), *FLAT[13:]),
            regions={"Roros": 0.8, "Innlandet": 0.2},
            customers=(
                Customers("household", 90, 0.6, (2, 5)),
                Customers("developer", 12, 0.3, (5, 8)),
                Customers("industry", 8, 0.1, (8, 10)),
            ),
        ),
    )
    add_progress(firm, 8)


def _capacity(firm: Firm) -> None:
    day = "everk-day"
    firm.work_centre("everk-design", "Nettplan", 2, day, cost_nok_h=850)
    firm.work_centre("everk-survey", "Befaring og påvisning", 2, day, cost_nok_h=620)
    firm.work_centre("everk-crew", "Montørlag", 3, day, cost_nok_h=1250)
    firm.work_centre("everk-lift", "Kranbil", 1, day, cost_nok_h=980)
    firm.work_centre("everk-energise", "Spenningssetting", 2, day, cost_nok_h=900)
    firm.work_centre("everk-record", "Måler og dokumentasjon", 1, day, cost_nok_h=560)
    firm.external("everk-trench", "Graving ved entreprenør")
    firm.people("planner", 3, "grid-design|survey", day, cost_nok_h=560)
    firm.people("fitter", 7, "fitting|switching", day, cost_nok_h=430)
    firm.people("crane-driver", 2, "lifting|switching", day, cost_nok_h=450)
    firm.people("clerk", 2, "records", day, cost_nok_h=400, share=0.6)
