# SPDX-License-Identifier: Apache-2.0
"""Røros E-Verk: grid connections. Fitters are scarce, and a substation waits for its transformer."""

from __future__ import annotations

from typing import NamedTuple

from .demand import FLAT, Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Connection(NamedTuple):
    """A kind of grid connection: hours of work, share of the orders, and whether it needs a transformer."""

    name: str
    price_nok: int
    design_h: int
    fit_h: int
    share: float
    transformer: bool


JOBS = {
    "cabin": Connection("Nettilknytning hytte", 38000, 2, 5, 0.40, False),
    "house": Connection("Nettilknytning bolig", 46000, 3, 6, 0.26, False),
    "charger": Connection("Ladeplass", 120000, 6, 10, 0.14, False),
    "industry": Connection("Effektøkning industri", 310000, 14, 18, 0.08, True),
    "substation": Connection("Nettstasjon hyttefelt", 640000, 18, 24, 0.12, True),
}


def add(firm: Firm) -> None:
    """The grid company's crews, jobs and orders."""
    _capacity(firm)
    firm.material("everk/transformer", "Transformator 315 kVA", "pcs", 195000, lead_time="18w", stock=16, receipts=9)
    firm.material("everk/cable", "Kabel", "m", 88, lead_time="3w", stock=20000, receipts=12000)
    firm.material("everk/meter", "Måler", "pcs", 1150, stock=150, receipts=40)
    products = {_job(firm, job): work.share for job, work in JOBS.items()}
    add_orders(
        firm,
        Demand(
            count=190,
            products=products,
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


def _job(firm: Firm, job: str) -> str:
    work = JOBS[job]
    dig = Way("everk-trench", fixed="7d", cost_nok=round(work.price_nok * 0.25))
    fit = Way("everk-crew", fixed=f"{work.fit_h}h", run="fitting:2")
    live = Way("everk-energise", fixed="90m", run="switching:2", pause="whole")
    steps = [
        Step("survey", "Befar", (Way("everk-survey", fixed="3h", run="survey"),)),
        Step("design", "Planlegg", (Way("everk-design", fixed=f"{work.design_h}h", run="grid-design"),)),
        Step("dig", "Grav grøft (ute)", (dig,)),
        Step("fit", "Legg og terminer", (fit,), (("everk/cable", 12 * work.fit_h, 1),)),
        Step("energise", "Sett spenning", (live,)),
        Step(
            "record",
            "Måler og dokumentasjon",
            (Way("everk-record", fixed="2h", run="records:0.6"),),
            (("everk/meter", 1, 1),),
        ),
    ]
    if work.transformer:
        lift = Way("everk-lift", fixed="5h", run="lifting|fitting:2", pause="whole")
        steps.insert(3, Step("lift", "Sett ned transformator", (lift,), (("everk/transformer", 1, 1),)))
    item = f"everk/{job}"
    firm.made(item, work.name, steps, price_nok=work.price_nok, weight_g=0)
    return item
