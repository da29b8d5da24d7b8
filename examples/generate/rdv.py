# SPDX-License-Identifier: Apache-2.0
"""Røros Dører og Vinduer: doors and windows to the millimetre, by profile and colour, for the building season."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress

# Openings of windows and kinds of doors as often as they are ordered.
WINDOWS = {"fixed": 0.2, "turn": 0.22, "tilt": 0.16, "top-hung": 0.02, "tilt-and-turn": 0.03}
DOORS = {"balcony-door": 0.12, "front-door": 0.14, "fire-door": 0.06}
COLOUR: Likings = {
    "colour": {"white": 0.5, "grey": 0.2, "oxide-red": 0.12, "own": 0.18},
    "colour-code": lambda dice: dice.pick({"NCS S 2005-Y20R": 0.3, "NCS S 7502-B": 0.3, "RAL 7016": 0.4}),
}
OF_WINDOWS: Likings = COLOUR | {
    "width": lambda dice: 590 + 100 * dice.whole(0, 7) - (dice.whole(0, 40) if dice.chance(0.4) else 0),
    "height": lambda dice: 790 + 100 * dice.whole(0, 7) - (dice.whole(0, 40) if dice.chance(0.4) else 0),
    "hinge-side": {"left": 0.5, "right": 0.5},
    "escape": {"yes": 0.15, "no": 0.85},
    "glass": {"two-pane": 0.1, "three-pane": 0.1, "three-pane-argon": 0.7, "three-pane-sound": 0.1, "fire": 0.5},
    "safety": {"none": 0.7, "inside": 0.2, "both": 0.2},
    "low-sill": {"yes": 0.15, "no": 0.85},
    "figure": {"clear": 0.86, "frosted": 0.07, "antique": 0.07},
    "requirement": {"none": 0.1, "minimum": 0.5, "new-building": 0.4},
    "fire-class": {"none": 0.9, "ew30": 0.06, "ei30": 0.04},
    "profile": {"classic": 0.6, "modern": 0.3, "antique": 0.1},
    "cladding": {"wood": 0.75, "aluminium": 0.25},
    "bars": {"none": 0.65, "cross": 0.17, "six": 0.08, "between": 0.1},
    "handle": {"standard": 0.75, "antique": 0.08, "lockable": 0.17},
    "vent": {"yes": 0.2, "no": 0.8},
    "child-lock": {"yes": 0.2, "no": 0.8},
}
OF_DOORS: Likings = COLOUR | {
    "leaves": {"single": 0.9, "double": 0.1},
    "width": lambda dice: 790 + 100 * dice.whole(0, 3) + 600 * dice.chance(0.1),
    "height": lambda dice: 1990 + 100 * dice.whole(0, 2) - (dice.whole(0, 40) if dice.chance(0.2) else 0),
    "threshold": {"oak": 0.6, "low": 0.35, "drop-seal": 0.05},
    "step-free": {"yes": 0.2, "no": 0.8},
    "core": {"insulated": 0.75, "solid": 0.4, "mineral": 0.3},
    "light": {"none": 0.45, "small": 0.25, "upper": 0.15, "full": 0.3},
    "glass": {"three-pane-safety": 0.8, "frosted-safety": 0.2, "fire": 0.4},
    "requirement": {"none": 0.3, "minimum": 0.45, "new-building": 0.25},
    "fire-class": {"none": 0.5, "ei30": 0.8, "ei60": 0.2},
    "sound": {"none": 0.85, "rw35": 0.12, "rw42": 0.03},
    "wood": {"pine": 0.8, "heart-pine": 0.12, "oak": 0.08},
    "lock": {"espagnolette": 0.7, "mortice": 0.5, "multi-point": 0.3, "panic": 0.2, "electric": 0.1},
    "closer": {"none": 0.8, "arm": 0.14, "hidden": 0.04, "automatic": 0.02},
    "escape": {"yes": 0.15, "no": 0.85},
    "letter-slot": {"yes": 0.08, "no": 0.92},
    "peephole": {"yes": 0.08, "no": 0.92},
}
SEASON = (
    0.9,
    0.9,
    0.9,
    0.9,
    0.8,
    0.8,
    0.6,
    0.1,
    0,
    0.3,
    0.6,
    0.7,
    0.8,
    0.9,
    1,
    1.1,
    1.1,
    1.2,
    1.2,
    1.3,
    0.6,
    0.8,
    1.3,
    1.2,
    1,
    0,
)


def add(firm: Firm) -> None:
    """The joinery's capacity, materials and orders; other members order from it too."""
    _capacity(firm)
    times = {("*", "*"): "15m", ("*", "own"): "30m", ("oxide-red", "white"): "40m", ("grey", "white"): "25m"}
    firm.setups("rdv-colour", times, {"own": 520})
    profiles = {("window", "door"): "50m", ("door", "window"): "35m", ("*", "fire"): "1h10m", ("fire", "*"): "1h"}
    firm.setups("rdv-profile", profiles | {("*", "*"): "50m"}, {})
    firm.material("rdv/timber", "Furuemne", "cm", 0.9, lead_time="2w", stock=600000, receipts=400000)
    firm.material("rdv/glass", "Isolerglass etter mål", "dm2", 9.5, lead_time="14d", weight_g=250)
    firm.material("rdv/hardware", "Beslagsett", "pcs", 420, lead_time="10d", stock=900, receipts=700)
    firm.material("rdv/sealant", "Fugemasse", "g", 0.12, stock=160000, receipts=160000, shelf_days=120)
    firm.material("rdv/door-opener", "Døråpner", "pcs", 6900, lead_time="14d", stock=20, receipts=8, weight_g=6500)
    windows = {
        Wish("rdv/window", given={"opening": opening}, likings=OF_WINDOWS, again=0.25): share
        for opening, share in WINDOWS.items()
    }
    windows |= {
        Wish("rdv/window", given={"opening": "fixed", "fire-class": fire}, likings=OF_WINDOWS): 0.01
        for fire in ("ew30", "ei30")
    }
    antique = OF_WINDOWS | {
        "handle": {"antique": 0.7, "standard": 0.3},
        "glass": {"two-pane": 0.4, "three-pane-argon": 0.6},
        "figure": {"clear": 0.5, "antique": 0.5},
    }
    windows[Wish("rdv/window", given={"opening": "turn", "profile": "antique"}, likings=antique)] = 0.03
    doors = {
        Wish("rdv/door", given={"kind": kind}, likings=OF_DOORS, again=0.25): share for kind, share in DOORS.items()
    }
    add_orders(
        firm,
        Demand(
            count=340,
            wishes=windows | doors,
            quantity=(1, 42),
            first_week=4,
            lead_days=(22, 45),
            weeks=SEASON,
            regions={"Trondheim": 0.3, "Oslo": 0.25, "Innlandet": 0.25, "Vestlandet": 0.12, "Roros": 0.08},
            customers=(
                Customers("builder", 25, 0.5, (5, 8)),
                Customers("building-merchant", 12, 0.3, (4, 6)),
                Customers("private", 40, 0.2, (2, 4)),
            ),
        ),
    )
    add_progress(firm, 15)


def _capacity(firm: Firm) -> None:
    firm.power(160)
    day = "rdv-day"
    firm.work_centre(
        "rdv-plane", "Kapp og høvel", 1, day, cost_nok_h=620, power_kw=45, matrix="rdv-profile", states=("window",)
    )
    firm.work_centre("rdv-cnc", "CNC-bearbeiding", 1, "rdv-two-shift", cost_nok_h=790, power_kw=24)
    firm.work_centre(
        "rdv-impregnate", "Vakuumimpregnering", 1, day, cost_nok_h=420, capacity=60, measure="pcs", power_kw=18
    )
    firm.work_centre(
        "rdv-surface",
        "Overflatelinje",
        1,
        "rdv-two-shift",
        cost_nok_h=880,
        power_kw=36,
        matrix="rdv-colour",
        states=("white",),
    )
    firm.work_centre("rdv-seal", "Fugebord", 1, day, cost_nok_h=420)
    firm.work_centre("rdv-glaze", "Glassing", 1, day, cost_nok_h=450)
    firm.work_centre("rdv-assembly", "Beslag og sammensetting", 2, day, cost_nok_h=440)
    firm.work_centre("rdv-pack", "Kontroll og pakking", 1, day, cost_nok_h=400)
    firm.people("joiner", 8, "assembly|glazing", day, cost_nok_h=385)
    firm.people("operator", 3, "machining|planing", "rdv-early", cost_nok_h=380)
    firm.people("operator", 2, "machining|planing", "rdv-late", cost_nok_h=400)
    firm.people("painter", 2, "surface|impregnation", "rdv-early", cost_nok_h=375)
    firm.people("painter", 2, "surface|impregnation", "rdv-late", cost_nok_h=395)
    firm.people("packer", 2, "packing", day, cost_nok_h=350)
    firm.people("packer", 1, "packing", day, cost_nok_h=350, share=0.5)
