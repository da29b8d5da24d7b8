# SPDX-License-Identifier: Apache-2.0
"""Norse Metal: a sand foundry. Heats of one alloy are shared by orders and must be poured within the window."""

from __future__ import annotations

from typing import NamedTuple

from .alloys import ALLOYS, Alloy, add_melts
from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Part(NamedTuple):
    """A casting: mass of the good part and of the melt poured (hectograms), work a piece, share of the orders."""

    name: str
    alloys: tuple[str, ...]
    price_nok: int
    good_hg: int
    melt_hg: int
    cores: int
    mould_s: int
    fettle_s: int
    machine_s: int
    share: float
    certificate: bool


PARTS = {
    "bracket": Part("Brakett", ("EN AC-42000", "EN AC-43000"), 410, 18, 29, 0, 320, 390, 0, 0.12, False),
    "cover": Part("Deksel", ("EN AC-43000", "EN AC-44200"), 690, 34, 53, 0, 410, 490, 590, 0.12, False),
    "gear-housing": Part("Girhus", ("EN AC-42000", "EN AC-43000"), 2900, 125, 210, 2, 1210, 1790, 2660, 0.10, True),
    "light-base": Part("Lyktefot", ("EN AC-44200",), 980, 52, 80, 1, 660, 690, 0, 0.06, False),
    "deck-fitting": Part("Dekksbeslag", ("EN AC-51300",), 520, 16, 28, 0, 320, 420, 420, 0.08, False),
    "hatch-frame": Part("Lukeramme", ("EN AC-51300",), 3100, 110, 185, 0, 1130, 1460, 2100, 0.05, True),
    "coupling": Part("Rørkobling", ("CC491K",), 860, 41, 66, 1, 410, 450, 500, 0.14, False),
    "valve-body": Part("Ventilhus", ("CC491K", "CC493K"), 2100, 96, 158, 2, 820, 1010, 1820, 0.09, True),
    "bushing": Part("Lagerforing", ("CC493K",), 590, 28, 42, 1, 280, 260, 670, 0.08, False),
    "handle": Part("Dørvrider", ("CC754S",), 320, 9, 15, 0, 200, 360, 0, 0.05, False),
    "plaque": Part("Skilt", ("CC754S",), 1400, 46, 70, 0, 470, 690, 0, 0.03, False),
    "impeller": Part("Pumpehjul", ("CC333G",), 4900, 150, 255, 1, 1080, 1950, 3360, 0.05, True),
    "pump-housing": Part("Pumpehus", ("CC333G",), 9800, 310, 520, 2, 1870, 3090, 4620, 0.03, True),
}


def add(firm: Firm) -> None:
    """The foundry's capacity, alloys, castings and orders."""
    _capacity(firm)
    add_melts(firm)
    firm.material("nm/sand", "Formsand med bindemiddel", "kg", 1.9, lead_time="1w", stock=60000, receipts=60000)
    products: dict[str, float] = {}
    quantities: dict[str, tuple[int, int]] = {}
    for part, casting in PARTS.items():
        for designation in casting.alloys:
            item = _casting(firm, part, ALLOYS[designation])
            products[item] = casting.share / len(casting.alloys)
            most = min(90, ALLOYS[designation].heat_kg * 9 // casting.melt_hg - 1)  # with scrap, one heat is enough
            quantities[item] = (max(1, most // 6), most)
    add_orders(
        firm,
        Demand(
            count=640,
            products=products,
            quantity=(2, 40),
            quantities=quantities,
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


def _casting(firm: Firm, part: str, alloy: Alloy) -> str:
    casting = PARTS[part]
    item = f"nm/{part}-{alloy.family}"
    steps = [Step("pattern", "Kontroller modell", (Way("nm-pattern", fixed="40m", run="pattern"),))]
    if casting.cores:
        core = Way("nm-core", f"{95 * casting.cores}s", fixed="15m", run="core-making")
        bake = Way("nm-core-oven", fixed="1h30m", family="core", load=casting.cores, pause="unattended")
        steps += [Step("core", "Lag kjerner", (core,), yield_permille=980), Step("bake", "Brenn kjerner", (bake,))]
    mould = Way("nm-moulding", f"{casting.mould_s}s", fixed="10m", run="moulding")
    pour = Way("nm-pouring", f"{20 + casting.melt_hg // 8}s", fixed="10m", run="pouring", pause="whole")
    hours = 3 + casting.good_hg // 25  # heavy castings stay in the sand longer
    steps += [
        Step(
            "mould",
            "Form",
            (mould,),
            (("nm/sand", casting.melt_hg // 2 + 8, 1),),
            min_lag="1h" if casting.cores else "",
        ),
        Step("pour", "Støp", (pour,), ((alloy.melt_item, casting.melt_hg, 10),), max_lag="4d"),
        Step("shake-out", "Slå ut", (Way("nm-shake-out", "45s", fixed="5m", run="shake-out"),), min_lag=f"{hours}h"),
        Step("fettle", "Rens", (Way("nm-fettling", f"{casting.fettle_s}s", run="fettling"),), max_lots=2, min_lot=5),
    ]
    if alloy.treatment:
        soak = {"T6": "13h", "T4": "9h", "anneal": "7h"}[alloy.treatment]
        load = max(1, casting.good_hg // 10)
        treat = Way("nm-oven", fixed=soak, family=alloy.treatment, load=load, pause="unattended")
        steps.append(Step("treat", f"Varmebehandle {alloy.treatment}", (treat,)))
    check = Way("nm-inspection", "150s" if casting.certificate else "60s", fixed="10m", run="inspection")
    yield_permille = {"Al": 960, "AlCu": 930}.get(alloy.base, 950)
    steps.append(
        Step("inspect", "Kontroller", (check,), yield_permille=yield_permille, min_lag="2h" if alloy.treatment else "")
    )
    if casting.machine_s:
        steps.append(_machining(casting.machine_s))
    if part == "deck-fitting":
        anodise = Way("nm-anodise", fixed="6d", cost_nok=700, cost_nok_unit=38)
        steps.append(Step("anodise", "Anodiser (ute)", (anodise,)))
    packing = Way("nm-despatch", "30s", fixed="35m" if casting.certificate else "15m", run="despatch")
    title = "Skriv sertifikat 3.1 og pakk" if casting.certificate else "Pakk"
    steps.append(Step("pack", title, (packing,)))
    firm.made(
        item, f"{casting.name}, {alloy.designation}", steps, price_nok=casting.price_nok, weight_g=casting.good_hg * 100
    )
    return item


def _machining(machine_s: int) -> Step:
    own = Way("nm-cnc", f"{machine_s}s", fixed="30m", run="machining:0.5")
    partner = Way(
        "mp-cnc", f"{round(machine_s * 0.9)}s", fixed="40m", run="machining:0.5", agreement="cnc-partner-to-norse"
    )
    return Step("machine", "Maskiner", (own, partner), max_lots=2, min_lot=5)
