# SPDX-License-Identifier: Apache-2.0
"""Flokk Røros: office chairs to order. The paint shop's colours and the sewing cells set the pace."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress

MODELS = {"task": 0.34, "saddle": 0.20, "executive": 0.12, "conference": 0.18, "visitor": 0.10, "stool": 0.06}
LIKINGS: Likings = {
    "back": {"none": 0.1, "low": 0.4, "high": 0.5, "cross": 0.9},
    "seat": {"flat": 0.8, "wide": 0.2, "saddle": 0.8},
    "mechanism": {"balance": 0.6, "foot-tilt": 0.4, "free-tilt": 0.5, "fixed": 0.4},
    "lumbar": {"yes": 0.25, "no": 0.75},
    "headrest": {"yes": 0.15, "no": 0.85},
    "arms": {"none": 0.45, "fixed": 0.3, "height": 0.25, "four-way": 0.25},
    "arm-pad": {"plastic": 0.5, "soft": 0.45, "leather": 0.05},
    "collection": {"vidde": 0.34, "fjell": 0.16, "linje": 0.18, "elv": 0.12, "dis": 0.05, "eik": 0.15},
    "fabric-colour": {
        "black": 0.3,
        "charcoal": 0.14,
        "light-grey": 0.1,
        "sand": 0.04,
        "brown": 0.05,
        "cognac": 0.05,
        "navy": 0.07,
        "sky": 0.03,
        "petrol": 0.06,
        "moss": 0.06,
        "lime": 0.02,
        "ochre": 0.03,
        "orange": 0.01,
        "red": 0.03,
        "plum": 0.01,
    },
    "stitching": {"matching": 0.85, "contrast": 0.15},
    "fire-class": {"en1021": 0.93, "crib5": 0.07},
    "base": {"five-star": 0.75, "four-star": 0.4, "sled": 0.3, "disc": 0.6},
    "frame": {
        "black": 0.42,
        "silver": 0.18,
        "white": 0.12,
        "grey": 0.10,
        "blue": 0.05,
        "green": 0.05,
        "red": 0.05,
        "orange": 0.03,
        "polished": 0.12,
    },
    "gas-lift": {"none": 0.2, "lift-150": 0.3, "lift-200": 0.5, "lift-265": 0.2},
    "flooring": {"hard": 0.7, "soft": 0.3},
    "castors": {"soft-tread": 0.5, "hard-tread": 0.25, "braked": 0.1, "glides": 0.15, "felt": 0.05, "none": 0.1},
    "foot-ring": {"yes": 0.2, "no": 0.8},
    "assembly": {"ready": 0.9, "kit": 0.1},
    "second-life": {"yes": 0.1, "no": 0.9},
}
LIGHT = ("white", "silver", "grey", "orange")
DARK = ("black", "blue", "green", "red")


def add(firm: Firm) -> None:
    """Flokk's capacity, materials and orders."""
    _capacity(firm)
    _setups(firm)
    _materials(firm)
    wishes = {
        Wish("flokk/chair", given={"model": model}, likings=LIKINGS, again=0.6): share
        for model, share in MODELS.items()
    }
    dealers = (Customers("dealer", 24, 0.6, (4, 6)), Customers("key-account", 6, 0.25, (8, 10)))
    add_orders(
        firm,
        Demand(
            count=600,
            wishes=wishes,
            quantity=(40, 600),
            quantity_step=10,
            first_week=2,
            lead_days=(14, 28),
            regions={"Export": 0.35, "Sverige": 0.22, "Oslo": 0.23, "Trondheim": 0.1, "Vestlandet": 0.1},
            customers=(*dealers, Customers("office", 40, 0.15, (1, 3))),
        ),
    )
    add_progress(firm, 25)


def _capacity(firm: Firm) -> None:
    firm.power(420)
    shop = "flokk-two-shift"
    firm.work_centre("flokk-cutting", "Stoffskjæring", 1, shop, cost_nok_h=620, power_kw=12)
    firm.work_centre(
        "flokk-sewing", "Sycelle", 9, shop, cost_nok_h=410, matrix="flokk-thread", states=("wool", "synthetic")
    )
    firm.work_centre("flokk-foam", "Skumstøping", 2, shop, cost_nok_h=540, power_kw=45)
    firm.work_centre("flokk-upholstery", "Tapetsering", 6, shop, cost_nok_h=430)
    firm.work_centre("flokk-mechanism", "Mekanismelinje", 1, shop, cost_nok_h=890, power_kw=35)
    firm.work_centre(
        "flokk-paint", "Lakkanlegg", 1, shop, cost_nok_h=1450, power_kw=240, matrix="flokk-colour", states=("black",)
    )
    firm.work_centre("flokk-assembly", "Montasjelinje", 4, shop, cost_nok_h=780)
    firm.work_centre("flokk-pack", "Pakking", 2, shop, cost_nok_h=450)
    firm.external("flokk-polish", "Polering hos underleverandør")
    firm.fixtures("flokk-foam-mould", "Skumformer", 5)
    for shift in ("flokk-early", "flokk-late"):
        firm.people("assembler", 20, "assembly|packing", shift, cost_nok_h=385)
        firm.people("upholsterer", 15, "sewing|upholstery", shift, cost_nok_h=390)
        firm.people("painter", 4, "painting", shift, cost_nok_h=400)
        firm.people("operator", 5, "moulding|cutting|automation", shift, cost_nok_h=395)


def _setups(firm: Firm) -> None:
    times = {("*", "*"): "8m", ("black", "white"): "25m"}
    times |= {(dark, light): "18m" for dark in DARK for light in LIGHT if (dark, light) != ("black", "white")}
    times |= {(light, dark): "5m" for light in LIGHT for dark in DARK}
    times |= {("silver", "grey"): "2m", ("grey", "silver"): "3m", ("white", "grey"): "2m", ("white", "silver"): "2m"}
    firm.setups("flokk-colour", times, {"white": 650, "orange": 540, "red": 480})
    firm.setups("flokk-thread", {("*", "*"): "6m", ("*", "leather"): "15m", ("leather", "*"): "12m"}, {})


def _materials(firm: Firm) -> None:
    firm.material("flokk/fabric-wool", "Møbelstoff ull", "dm2", 2.4, lead_time="5d", stock=900000, receipts=1500000)
    firm.material("flokk/fabric-synthetic", "Møbelstoff syntet", "dm2", 1.6, lead_time="6d", stock=1500000)
    firm.material("flokk/fabric-leather", "Møbelskinn", "dm2", 6.1, lead_time="9d", stock=250000)
    firm.material("flokk/gas-lift", "Gassløftesylinder", "pcs", 96, stock=40000, receipts=36000, weight_g=1300)
    firm.material(
        "flokk/castors", "Hjul eller knott", "pcs", 9, lead_time="5d", stock=120000, receipts=90000, weight_g=60
    )
    firm.material("flokk/arms", "Armlenesett", "pcs", 145, lead_time="6d", stock=12000, receipts=9000, weight_g=1100)
    firm.material("flokk/headrest", "Nakkestøtte", "pcs", 120, lead_time="6d", stock=3000, receipts=2000, weight_g=700)
