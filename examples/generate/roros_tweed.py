# SPDX-License-Identifier: Apache-2.0
"""Røros Tweed: wool throws. Looms change warp by design and colourway; washing and drying is the bottleneck."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way


class Design(NamedTuple):
    """A design: weaving a throw, share of the orders, and its colourways with the shade of their bath."""

    name: str
    price_nok: int
    weave_s: int
    share: float
    colourways: dict[str, str]


DESIGNS = {
    "mountain": Design(
        "Pledd Fjell", 1690, 840, 0.30, {"grey": "mid", "blue": "dark", "natural": "light", "red": "dark"}
    ),
    "river": Design("Pledd Elv", 1890, 960, 0.22, {"blue": "dark", "green": "dark", "natural": "light"}),
    "winter": Design("Pledd Vinter", 1790, 900, 0.20, {"white": "light", "grey": "mid"}),
    "mining-town": Design("Pledd Bergstad", 2090, 1020, 0.18, {"ochre": "mid", "charcoal": "dark", "grey": "mid"}),
    "corporate": Design("Firmapledd", 1990, 960, 0.10, {"grey": "mid", "navy": "dark"}),
}
COLOURS = {
    "grey": "grå",
    "blue": "blå",
    "natural": "natur",
    "red": "rød",
    "green": "grønn",
    "white": "hvit",
    "ochre": "oker",
    "charcoal": "koks",
    "navy": "marine",
}
GIFTS = (1.0, 1.2, 1.4, 1.4, 1.3, 1.1, 0.6, 0, 0, 0.4, 0.7, 0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 0.4, 0.6, 0.9, 0.9, 0.8, 0)
WARP_M = 120


def add(firm: Firm) -> None:
    """The mill's capacity, warps, throws and orders."""
    _capacity(firm)
    firm.setups("tweed-warp", {("*", "*"): "1h30m"}, {})
    wet = {("light", "mid"): "10m", ("mid", "dark"): "10m", ("light", "dark"): "15m", ("mid", "light"): "30m"}
    firm.setups(
        "tweed-bath", wet | {("dark", "mid"): "30m", ("dark", "light"): "50m", ("*", "*"): "30m"}, {"light": 240}
    )
    firm.material("tweed/yarn", "Ullgarn", "g", 0.22, lead_time="4w", stock=5000000, receipts=2500000)
    firm.material("tweed/label", "Vevd etikett", "pcs", 1.8, stock=8000, receipts=6000)
    products = {}
    for design, throw in DESIGNS.items():
        for colour, shade in throw.colourways.items():
            products[_throw(firm, design, colour, shade)] = throw.share / len(throw.colourways)
    add_orders(
        firm,
        Demand(
            count=310,
            products=products,
            quantity=(10, 110),
            quantity_step=5,
            first_week=3,
            lead_days=(28, 63),
            weeks=GIFTS,
            regions={"Oslo": 0.3, "Trondheim": 0.18, "Vestlandet": 0.2, "Roros": 0.1, "Export": 0.22},
            customers=(
                Customers("shop", 40, 0.6, (3, 5)),
                Customers("gift-buyer", 20, 0.25, (6, 9)),
                Customers("agent", 4, 0.15, (4, 7)),
            ),
        ),
    )
    add_progress(firm, 10)


def _capacity(firm: Firm) -> None:
    firm.power(150)
    firm.work_centre("tweed-warping", "Renning", 2, "tweed-day", cost_nok_h=480)
    looms = ("mountain-grey", "river-blue", "winter-white", "mining-town-ochre", "mountain-natural")
    firm.work_centre(
        "tweed-loom", "Vevstol", 5, "tweed-two-shift", cost_nok_h=380, power_kw=4, matrix="tweed-warp", states=looms
    )
    firm.work_centre("tweed-mending", "Nopping", 3, "tweed-day", cost_nok_h=400)
    firm.work_centre(
        "tweed-wash",
        "Vask og valk",
        1,
        "tweed-two-shift",
        cost_nok_h=760,
        power_kw=55,
        matrix="tweed-bath",
        states=("mid",),
        capacity=48,
        measure="pcs",
    )
    firm.work_centre(
        "tweed-dry", "Tørk og damp", 1, "tweed-two-shift", cost_nok_h=690, power_kw=80, capacity=48, measure="pcs"
    )
    firm.work_centre("tweed-brush", "Børsting", 1, "tweed-day", cost_nok_h=460, power_kw=9)
    firm.work_centre("tweed-sewing", "Klipp, frynser og merking", 4, "tweed-day", cost_nok_h=390)
    firm.work_centre("tweed-pack", "Pakking", 1, "tweed-day", cost_nok_h=350)
    for shift in ("tweed-early", "tweed-late"):
        firm.people("weaver", 3, "weaving", shift, cost_nok_h=370)
        firm.people("finisher", 2, "finishing", shift, cost_nok_h=375)
    firm.people("maker", 8, "mending|sewing|packing", "tweed-day", cost_nok_h=355)
    firm.people("warper", 2, "warping|brushing", "tweed-day", cost_nok_h=370)


def _throw(firm: Firm, design: str, colour: str, shade: str) -> str:
    throw = DESIGNS[design]
    family = f"{design}-{colour}"
    warp = f"tweed/warp-{family}"
    warping = Way("tweed-warping", fixed="4h", run="warping")
    firm.lots(
        warp,
        f"Renning {throw.name.removeprefix('Pledd ')}, {COLOURS[colour]}",
        "dm",
        WARP_M * 10,
        [Step("warp", "Renn", (warping,), (("tweed/yarn", 26000, WARP_M * 10),))],
    )
    weave = Way("tweed-loom", f"{throw.weave_s}s", family=family, run="weaving:0.4", setup="weaving")
    wash = Way("tweed-wash", fixed="3h30m", family=shade, run="finishing", pause="whole", load=1)
    dry = Way("tweed-dry", fixed="2h", family="throw", run="finishing:0.5", pause="unattended", load=1)
    weft = ("tweed/yarn", 650, 1)
    steps = [
        Step("weave", "Vev", (weave,), ((warp, 19, 1), weft), yield_permille=975, max_lots=2, min_lot=20),
        Step("mend", "Nopp og kontroller", (Way("tweed-mending", "400s", run="mending"),), transfer=10),
        Step("wash", "Vask og valk", (wash,)),
        Step("dry", "Tørk og damp", (dry,), max_lag="40h"),
        Step("brush", "Børst", (Way("tweed-brush", "85s", run="brushing"),), min_lag="4h"),
        Step(
            "sew",
            "Klipp, knyt og merk",
            (Way("tweed-sewing", "540s", run="sewing"),),
            (("tweed/label", 1, 1),),
            max_lots=2,
        ),
        Step("pack", "Pakk", (Way("tweed-pack", "90s", run="packing"),), transfer=10),
    ]
    item = f"tweed/{family}"
    firm.made(item, f"{throw.name}, {COLOURS[colour]}", steps, price_nok=throw.price_nok, weight_g=1150)
    return item
