# SPDX-License-Identifier: Apache-2.0
"""Røros Tweed: wool throws. Looms change warp by design and colourway; washing and drying is the bottleneck."""

from __future__ import annotations

from .choosing import Likings, Wish
from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way

# Designs as often as they are ordered, and their colourways: each has warps of its own.
DESIGNS = {"mountain": 0.30, "river": 0.22, "winter": 0.20, "mining-town": 0.18, "corporate": 0.10}
NAMES = {"mountain": "Fjell", "river": "Elv", "winter": "Vinter", "mining-town": "Bergstad", "corporate": "eget motiv"}
COLOURWAYS = {
    "mountain": ("grey", "blue", "natural", "red"),
    "river": ("blue", "green", "natural"),
    "winter": ("white", "grey"),
    "mining-town": ("ochre", "charcoal", "grey"),
    "corporate": ("grey", "navy"),
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
LIKINGS: Likings = {
    "weft": {"lambswool": 0.35, "spelsau": 0.1, "mountain-wool": 0.55},
    "size": {"cot": 0.06, "classic": 0.68, "wide": 0.2, "bed": 0.06},
    "edge": {"fringe": 0.75, "short-fringe": 0.14, "blanket-stitch": 0.09, "leather": 0.02},
    "raising": {"plain": 0.15, "brushed": 0.75, "felted": 0.1},
    "label": {"house": 0.7, "designer": 0.15, "own": 0.15},
    "own-label-text": lambda _: "OPPDIKTET",
    "care-language": {"nb": 0.6, "en": 0.3, "de": 0.08, "ja": 0.02},
    "wrapping": {"band": 0.6, "bag": 0.1, "gift-box": 0.3},
    "greeting": {"yes": 0.1, "no": 0.9},
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
    firm.material("tweed/gift-box", "Gaveeske", "pcs", 38, lead_time="2w", stock=3000, receipts=1500, weight_g=420)
    for design, colours in COLOURWAYS.items():
        for colour in colours:
            _warp(firm, design, colour)
    wishes = {
        Wish("roros-tweed/throw", given={"design": design}, likings=LIKINGS, again=0.75, common=True): share
        for design, share in DESIGNS.items()
    }
    add_orders(
        firm,
        Demand(
            count=310,
            wishes=wishes,
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


def _warp(firm: Firm, design: str, colour: str) -> None:
    warping = Way("tweed-warping", fixed="4h", run="warping")
    steps = [Step("warp", "Renn", (warping,), (("tweed/yarn", 26000, WARP_M * 10),))]
    name = f"Renning {NAMES[design]}, {COLOURS[colour]}"
    firm.lots(f"tweed/warp-{design}-{colour}", name, "dm", WARP_M * 10, steps)
