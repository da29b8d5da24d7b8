# SPDX-License-Identifier: Apache-2.0
"""Norbit EMS Røros: contract electronics. Feeder groups decide the surface-mount line's set-ups."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way

# Boards as often as they are called off, and how many at a time.
BOARDS = {
    "fire-detector": (0.20, (1000, 4000)),
    "fire-panel": (0.08, (40, 200)),
    "payment-terminal": (0.14, (200, 1500)),
    "payment-reader": (0.10, (200, 1500)),
    "seat-control": (0.18, (1000, 4000)),
    "toll-tag": (0.16, (2000, 8000)),
    "sonar-board": (0.06, (20, 120)),
    "gateway": (0.08, (200, 1500)),
}
LIKINGS: Likings = {
    "revision": {"r2": 0.05, "r3": 0.35, "r4": 0.6},
    "volume": {"prototype": 0.02, "pilot": 0.05, "series": 0.33, "frame": 0.6},
    "workmanship": {"class-2": 0.85, "class-3": 0.15},
    "alloy": {"sac305": 0.95, "low-temperature": 0.05},
    "through-hole": {"none": 0.3, "selective": 0.7},
    "coating": {"none": 0.9, "acrylic": 0.4, "silicone": 0.15},
    "box": {"board-only": 0.3, "housed": 0.6, "labelled": 0.3},
    "firmware": {"none": 0.1, "standard": 0.7, "with-keys": 0.5},
    "inspection": {"optical": 0.9, "optical-xray": 0.1},
    "test-scope": {"sample": 0.1, "functional": 0.7, "functional-rf": 0.35, "burn-in": 0.12},
    "first-article": {"yes": 0.06, "no": 0.94},
    "trace": {"batch": 0.6, "unit": 0.4},
    "packing": {"tray": 0.6, "bag": 0.3, "retail": 0.1},
}


def add(firm: Firm) -> None:
    """The electronics factory's capacity, materials and call-offs."""
    _capacity(firm)
    times = {("*", "*"): "50m", ("A", "B"): "25m", ("B", "A"): "25m", ("B", "C"): "20m", ("C", "B"): "20m"}
    firm.setups("norbit-feeders", times | {("*", "E"): "1h30m", ("E", "*"): "1h10m"}, {"E": 900})
    _materials(firm)
    wishes = {
        Wish("norbit/assembly", given={"board": board}, likings=LIKINGS, quantity=many, again=0.75): share
        for board, (share, many) in BOARDS.items()
    }
    add_orders(
        firm,
        Demand(
            count=220,
            wishes=wishes,
            quantity=(200, 1500),
            quantity_step=20,
            first_week=2,
            lead_days=(18, 45),
            regions={"Trondheim": 0.3, "Oslo": 0.25, "Sverige": 0.2, "Export": 0.25},
            customers=(Customers("frame-customer", 6, 0.7, (7, 10)), Customers("design-customer", 10, 0.3, (3, 6))),
        ),
    )
    add_progress(firm, 8)


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
    firm.fixtures("norbit-test-bed", "Testbenker", 7)
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
