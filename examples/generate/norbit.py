# SPDX-License-Identifier: Apache-2.0
"""Norbit EMS Røros: contract electronics. Feeder groups decide the surface-mount line's set-ups."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Board(NamedTuple):
    """A customer's product: its feeder group, work a board, scarce circuit and share of the orders."""

    name: str
    price_nok: int
    weight_g: int
    feeders: str
    place_s: int
    solder_s: int
    test_s: int
    box_s: int
    circuit: str
    share: float
    coated: bool


BOARDS = {
    "fire-detector": Board("Branndetektor", 210, 160, "A", 20, 8, 22, 40, "mcu", 0.20, False),
    "fire-panel": Board("Brannsentral", 2900, 2100, "A", 84, 150, 240, 600, "mcu", 0.08, False),
    "payment-terminal": Board("Betalingsterminal", 890, 340, "B", 56, 30, 90, 170, "soc", 0.14, False),
    "payment-reader": Board("Kortleser", 260, 90, "B", 25, 6, 35, 40, "soc", 0.10, False),
    "seat-control": Board("Setestyring", 180, 75, "C", 21, 12, 24, 0, "mcu", 0.18, True),
    "toll-tag": Board("Bombrikke", 95, 40, "D", 11, 0, 12, 14, "asic", 0.16, False),
    "sonar-board": Board("Sonarkort", 6400, 620, "E", 210, 240, 420, 300, "fpga", 0.06, True),
    "gateway": Board("Trådløs portner", 740, 310, "C", 53, 20, 70, 130, "soc", 0.08, False),
}
LARGE = {"toll-tag": (2000, 8000), "fire-detector": (1000, 4000), "seat-control": (1000, 4000)}
SMALL = {"sonar-board": (20, 120), "fire-panel": (40, 200)}
GROUPS = ("A", "B", "C", "D", "E")


def add(firm: Firm) -> None:
    """The electronics factory's capacity, boards and call-offs."""
    _capacity(firm)
    times = {("*", "*"): "50m", ("A", "B"): "25m", ("B", "A"): "25m", ("B", "C"): "20m", ("C", "B"): "20m"}
    firm.setups("norbit-feeders", times | {("*", "E"): "1h30m", ("E", "*"): "1h10m"}, {"E": 900})
    _materials(firm)
    products = {
        _board(firm, board, revision): made.share * part
        for board, made in BOARDS.items()
        for revision, part in REVISIONS
    }
    quantities = {_id(board, revision): size for board, size in (LARGE | SMALL).items() for revision, _ in REVISIONS}
    add_orders(
        firm,
        Demand(
            count=220,
            products=products,
            quantity=(200, 1500),
            quantity_step=20,
            quantities=quantities,
            first_week=2,
            lead_days=(18, 45),
            regions={"Trondheim": 0.3, "Oslo": 0.25, "Sverige": 0.2, "Export": 0.25},
            customers=(Customers("frame-customer", 6, 0.7, (7, 10)), Customers("design-customer", 10, 0.3, (3, 6))),
        ),
    )
    add_progress(firm, 8)


REVISIONS = (("r3", 0.35), ("r4", 0.65))


def _id(board: str, revision: str) -> str:
    return f"norbit/{board}-{revision}"


def _capacity(firm: Firm) -> None:
    firm.power(140)
    shop = "norbit-two-shift"
    firm.work_centre("norbit-fridge", "Temperering av loddepasta", 6, "always", cost_nok_h=5)
    firm.work_centre(
        "norbit-smt", "SMT-linje", 2, shop, cost_nok_h=1650, power_kw=48, matrix="norbit-feeders", states=("A", "C")
    )
    firm.work_centre("norbit-aoi", "Optisk kontroll", 2, shop, cost_nok_h=620)
    firm.work_centre("norbit-tht", "Selektiv lodding", 2, shop, cost_nok_h=780, power_kw=18)
    firm.work_centre("norbit-coating", "Lakk og herding", 1, "norbit-day", cost_nok_h=540, power_kw=12)
    firm.work_centre("norbit-test", "Funksjonstest", 4, shop, cost_nok_h=470)
    firm.work_centre("norbit-box", "Sluttmontasje", 4, "norbit-day", cost_nok_h=420)
    firm.work_centre("norbit-pack", "Pakking", 2, "norbit-day", cost_nok_h=380)
    firm.fixtures("norbit-test-bed", 7)
    for shift in ("norbit-early", "norbit-late"):
        firm.people("operator", 5, "smt|inspection|soldering", shift, cost_nok_h=385)
        firm.people("tester", 3, "testing", shift, cost_nok_h=410)
    firm.people("assembler", 8, "assembly|coating|packing", "norbit-day", cost_nok_h=365)


def _materials(firm: Firm) -> None:
    firm.material(
        "norbit/paste-jar", "Loddepasta, kjølt", "g", 1.1, lead_time="6d", stock=30000, receipts=9000, shelf_days=180
    )
    thaw = Step(
        "thaw",
        "Temperer pasta",
        (Way("norbit-fridge", fixed="4h", pause="unattended"),),
        (("norbit/paste-jar", 1, 1),),
    )
    firm.lots("norbit/paste", "Loddepasta, klar til bruk", "g", 1000, [thaw], shelf_life="3d")
    circuits = (
        ("mcu", "Mikrokontroller", 21),
        ("soc", "Systembrikke", 88),
        ("asic", "Brikkekrets", 14),
        ("fpga", "FPGA", 640),
    )
    for circuit, name, cost in circuits:
        amount = {"mcu": 55000, "soc": 25000, "asic": 50000, "fpga": 500}[circuit]
        firm.material(
            f"norbit/{circuit}", name, "pcs", cost, lead_time="12w", stock=amount, receipts=amount // 2, every_weeks=3
        )


def _board(firm: Firm, board: str, revision: str) -> str:
    made = BOARDS[board]
    place = Way("norbit-smt", f"{made.place_s}s", fixed="10m", family=made.feeders, run="smt:1.5", setup="smt:2")
    test = Way("norbit-test", f"{made.test_s}s", fixed="15m", run="testing:0.5|norbit-test-bed")
    parts = ((f"norbit/{made.circuit}", 1, 1), ("norbit/paste", max(1, made.place_s // 8), 10))
    steps = [
        Step("place", "Monter og lodd overflate", (place,), parts, yield_permille=997),
        Step(
            "inspect",
            "Optisk kontroll",
            (Way("norbit-aoi", f"{max(4, made.place_s // 2)}s", run="inspection:0.5"),),
            transfer=100,
        ),
    ]
    if made.solder_s:
        steps.append(
            Step(
                "solder", "Lodd hullmonterte", (Way("norbit-tht", f"{made.solder_s}s", run="soldering"),), transfer=100
            )
        )
    if made.coated:
        coat = Way("norbit-coating", "12s", fixed="20m", run="coating")
        steps.append(Step("coat", "Lakker", (coat,)))
    steps.append(
        Step("test", "Test", (test,), min_lag="6h" if made.coated else "", yield_permille=995, max_lots=3, min_lot=100)
    )
    if made.box_s:
        steps.append(
            Step("box", "Sluttmonter", (Way("norbit-box", f"{made.box_s}s", run="assembly"),), max_lots=3, min_lot=50)
        )
    steps.append(Step("pack", "Pakk", (Way("norbit-pack", "6s", fixed="15m", run="packing"),)))
    item = _id(board, revision)
    firm.made(item, f"{made.name} {revision}", steps, price_nok=made.price_nok, weight_g=made.weight_g)
    return item
