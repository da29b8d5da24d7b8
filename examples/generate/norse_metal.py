# SPDX-License-Identifier: Apache-2.0
"""Norse Metal: a sand foundry. Heats of one alloy are shared by orders and must be poured within the window."""

from __future__ import annotations

from collections.abc import Callable

from klynge.configure.evaluate import Evaluator

from .alloys import ALLOYS, add_melts
from .choosing import Chosen, Likings, Range, Wish
from .demand import Customers, Demand, add_orders
from .dice import Dice
from .firm import Firm
from .progress import add_progress

# Shapes and alloys as often as they are ordered, and the usual mass in hectograms.
SHAPES = {
    "bracket": (0.12, 18, ("EN-AC-42000", "EN-AC-43000")),
    "cover": (0.12, 34, ("EN-AC-43000", "EN-AC-44200")),
    "gear-housing": (0.10, 125, ("EN-AC-42000", "EN-AC-43000")),
    "light-base": (0.06, 52, ("EN-AC-44200",)),
    "deck-fitting": (0.08, 16, ("EN-AC-51300",)),
    "hatch-frame": (0.05, 110, ("EN-AC-51300",)),
    "coupling": (0.14, 41, ("CC491K",)),
    "valve-body": (0.09, 96, ("CC491K", "CC493K")),
    "bushing": (0.08, 28, ("CC493K",)),
    "handle": (0.05, 9, ("CC754S",)),
    "plaque": (0.03, 46, ("CC754S",)),
    "impeller": (0.05, 150, ("CC333G",)),
    "pump-housing": (0.03, 310, ("CC333G",)),
}
LIKINGS: Likings = {
    "cores": {"none": 0.4, "one": 0.5, "two": 0.5, "three": 0.1},
    "tolerance": {"dctg11": 0.7, "dctg10": 0.22, "dctg9": 0.08},
    "pattern": {"at-foundry": 0.85, "from-customer": 0.08, "new-wood": 0.04, "new-printed": 0.03},
    "temper": {"F": 0.05, "T4": 0.95, "T6": 0.95, "annealed": 0.95},
    "environment": {"dry": 0.6, "outdoor": 0.2, "drinking-water": 0.03, "sea-water": 0.17},
    "pressure-tight": {"yes": 0.1, "no": 0.9},
    "surface": {"fettled": 0.7, "blasted": 0.2, "anodised": 0.15, "polished": 0.05},
    "marking": {"none": 0.2, "heat": 0.6, "serial": 0.2},
    "testing": {"visual": 0.75, "penetrant": 0.15, "x-ray": 0.1},
    "certificate": {"none": 0.6, "d22": 0.1, "d31": 0.27, "d32": 0.03},
    "samples": {"yes": 0.08, "no": 0.92},
}
UNMACHINED = ("bracket", "light-base", "handle", "plaque")


def add(firm: Firm) -> None:
    """The foundry's capacity, alloys, sand and orders."""
    _capacity(firm)
    add_melts(firm)
    firm.material("nm/sand", "Formsand med bindemiddel", "kg", 1.9, lead_time="1w", stock=60000, receipts=60000)
    melt = _melt_hg(firm)
    wishes = {
        Wish(
            "norse-metal/casting",
            given={"shape": shape, "alloy": alloy},
            likings=LIKINGS | {"mass-hg": _mass(usual), "machining": _machining(shape)},
            quantity=_of_one_heat(melt, ALLOYS[alloy.replace("EN-AC-", "EN AC-")].heat_kg),
            again=0.55,
        ): share / len(alloys)
        for shape, (share, usual, alloys) in SHAPES.items()
        for alloy in alloys
    }
    add_orders(
        firm,
        Demand(
            count=640,
            wishes=wishes,
            quantity=(2, 40),
            first_week=3,
            lead_days=(18, 42),
            regions={"Raufoss": 0.3, "Oslo": 0.25, "Vestlandet": 0.25, "Sverige": 0.2},
            customers=(
                Customers("machine-builder", 14, 0.45, (4, 7)),
                Customers("shipyard", 8, 0.3, (6, 10)),
                Customers("workshop", 30, 0.25, (2, 4)),
            ),
        ),
    )
    add_progress(firm, 20)


def _capacity(firm: Firm) -> None:
    firm.power(480)
    day = "nm-day"
    firm.work_centre("nm-pattern", "Modellkontroll", 1, day, cost_nok_h=520)
    firm.work_centre("nm-core", "Kjernemaking", 1, day, cost_nok_h=560, power_kw=15)
    firm.work_centre("nm-core-oven", "Kjerneovn", 1, day, cost_nok_h=210, capacity=120, measure="pcs", power_kw=40)
    firm.work_centre("nm-moulding", "Formeplass", 2, day, cost_nok_h=610)
    firm.work_centre("nm-pouring", "Støpebane", 2, "nm-two-shift", cost_nok_h=480)
    firm.work_centre("nm-shake-out", "Utslag", 1, day, cost_nok_h=470, power_kw=20)
    firm.work_centre("nm-fettling", "Rensing", 2, day, cost_nok_h=480, power_kw=8)
    firm.work_centre(
        "nm-oven", "Varmebehandling", 2, "nm-two-shift", cost_nok_h=380, capacity=900, measure="kg", power_kw=90
    )
    firm.work_centre("nm-inspection", "Kontroll og røntgen", 1, day, cost_nok_h=690)
    firm.work_centre("nm-cnc", "Maskinering", 2, "nm-two-shift", cost_nok_h=780, power_kw=18)
    firm.work_centre("nm-despatch", "Sertifikat og pakking", 1, day, cost_nok_h=450)
    firm.external("nm-anodise", "Anodisering hos underleverandør")
    firm.people("moulder", 5, "moulding|core-making|pattern", day, cost_nok_h=385)
    for shift in ("nm-early", "nm-late"):
        firm.people("melter", 3, "melting|pouring", shift, cost_nok_h=410)
        firm.people("machinist", 2, "machining|heat-treatment", shift, cost_nok_h=415)
    firm.people("fettler", 4, "fettling|shake-out", day, cost_nok_h=370)
    firm.people("inspector", 2, "inspection|despatch", day, cost_nok_h=430)
    firm.people("inspector", 1, "inspection|despatch", day, cost_nok_h=430, share=0.6)


def _melt_hg(firm: Firm) -> Callable[[Chosen], int]:
    """What a piece takes of the melt, in hectograms."""
    model = firm.desk.products["norse-metal/casting"]
    melt = Evaluator(model).number(model.derived["melt-hg"].value)
    return lambda chosen: int(melt(chosen))


def _of_one_heat(melt: Callable[[Chosen], int], heat_kg: int) -> Callable[[Chosen], Range]:
    """So few that one heat is enough, with scrap."""

    def fits(chosen: Chosen) -> Range:
        most = max(1, min(90, heat_kg * 9 // melt(chosen) - 1))
        return max(1, most // 6), most

    return fits


def _mass(usual: int) -> Callable[[Dice], int]:
    return lambda dice: round(usual * dice.whole(80, 120) / 100)


def _machining(shape: str) -> dict[str | int, float]:
    if shape in UNMACHINED:
        return {"none": 0.9, "faces": 0.1}
    return {"none": 0.05, "faces": 0.15, "complete": 0.8}
