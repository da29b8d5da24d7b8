# SPDX-License-Identifier: Apache-2.0
"""Os ID: ear tags with each holding's own text, and bells. The campaign from November to March fills the lasers."""

from __future__ import annotations

from collections.abc import Callable

from .choosing import Chosen, Likings, Value, Wish
from .demand import Customers, Demand, add_orders
from .dice import Dice
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way

# Due weeks from 2026-11-02; orders are placed from the campaign's opening on 1 November, lambs come in April.
BEFORE_CHRISTMAS = (0, 0.3, 0.6, 0.9, 1.2, 1.2, 1, 0.3)
CAMPAIGN = (*BEFORE_CHRISTMAS, 0.2, 0.8, 1.1, 1.3, 1.4, 1.4, 1.4, 1.4, 1.4, 1.3, 1.2, 1.0, 0.4, 0.5, 0.5, 0.5, 0.4, 0)


# Species and electronics, as often as they are ordered.
TAGS = {
    ("sheep", "none"): 0.37,
    ("goat", "none"): 0.03,
    ("sheep", "fdx"): 0.18,
    ("sheep", "hdx"): 0.06,
    ("goat", "fdx"): 0.02,
    ("cattle", "none"): 0.16,
    ("cattle", "fdx"): 0.07,
    ("cattle", "hdx"): 0.03,
    ("pig", "none"): 0.05,
    ("reindeer", "none"): 0.03,
}
# What is moulded of each shape; goats have the tags of sheep.
MOULDS = {
    "sheep": ("yellow", "blue", "green", "red", "white", "salmon"),
    "cattle": ("yellow", "white"),
    "pig": ("blue", "red"),
    "reindeer": ("orange", "green", "blue"),
}
LIKINGS: Likings = {
    "country": {"norway": 0.72, "sweden": 0.14, "germany": 0.14},
    "purpose": {"origin": 0.72, "moved": 0.12, "replacement": 0.1, "own": 0.12},
    "birth-year": {"y2026": 0.06, "y2027": 0.94, "mixed": 1},
    "series": {"mini": 0.3, "loop": 0.2, "button": 0.5, "medium": 0.5, "large": 0.3},
    "colour": {"yellow": 0.3, "blue": 0.2, "green": 0.2, "red": 0.16, "white": 0.14, "orange": 0.2, "salmon": 0.08},
    "numbering": {"range": 0.5, "list": 0.45, "none": 0.05},
    "code-side": {"none": 0.8, "data-matrix": 0.2},
    "inside-print": {"none": 0.78, "name": 0.16, "logo": 0.06},
    "packing": {"bag": 0.85, "rail": 0.15},
}
HIGHEST = 9999  # the last running number of a holding
REGIONS = {"Innlandet": 0.25, "Trondheim": 0.2, "Vestlandet": 0.3, "Nord-Norge": 0.13, "Sverige": 0.06, "Export": 0.06}


def add(firm: Firm) -> None:
    """Os ID's capacity, materials, bells and orders."""
    _capacity(firm)
    _setups(firm)
    _materials(firm)
    number = _numbers()
    wishes = {
        Wish(
            "os-id/ear-tag",
            given={"species": species, "rfid": rfid},
            likings=LIKINGS,
            again=0.6,
            common=True,
            number=number,
        ): share
        for (species, rfid), share in TAGS.items()
    }
    bells = {_bell(firm, size): share for size, share in (("small", 0.009), ("large", 0.006))}
    add_orders(
        firm,
        Demand(
            count=1480,
            wishes=wishes,
            items=bells,
            quantity=(100, 2900),
            quantity_step=50,
            quantities=dict.fromkeys(bells, (20, 150)),
            lead_days=(21, 70),
            regions=REGIONS,
            weeks=CAMPAIGN,
            committed=0.55,
            customers=(
                Customers("holdings", 240, 0.7, (2, 5)),
                Customers("cooperative", 5, 0.2, (7, 10)),
                Customers("importer", 8, 0.1, (4, 6)),
            ),
        ),
    )
    add_progress(firm, 15)


def _capacity(firm: Firm) -> None:
    firm.power(190)
    firm.work_centre(
        "osid-dryer", "Granulattørke", 2, "osid-two-shift", cost_nok_h=90, capacity=60000, measure="g", power_kw=8
    )
    moulds = ("sheep-yellow", "cattle-yellow")
    firm.work_centre(
        "osid-moulding",
        "Sprøytestøping",
        2,
        "osid-two-shift",
        cost_nok_h=640,
        power_kw=38,
        matrix="osid-mould",
        states=moulds,
    )
    firm.work_centre(
        "osid-laser",
        "Lasergravering",
        4,
        "osid-two-shift",
        cost_nok_h=560,
        power_kw=5,
        matrix="osid-format",
        states=("norway",),
    )
    firm.work_centre("osid-weld", "Ultralydsveising og RFID", 2, "osid-two-shift", cost_nok_h=520, power_kw=9)
    firm.work_centre("osid-read", "Lesetest", 1, "osid-two-shift", cost_nok_h=430)
    firm.work_centre("osid-pack", "Pakking per besetning", 3, "osid-day", cost_nok_h=410)
    firm.work_centre("osid-bell-press", "Klokkepresse", 1, "osid-day", cost_nok_h=520, power_kw=22)
    firm.work_centre("osid-bell-tune", "Stemming av bjeller", 1, "osid-day", cost_nok_h=450)
    firm.external("osid-plating", "Forniking hos underleverandør")
    for shift in ("osid-early", "osid-late"):
        firm.people("operator", 5, "moulding|laser", shift, cost_nok_h=380)
        firm.people("welder", 3, "welding|reading", shift, cost_nok_h=375)
    firm.people("packer", 5, "packing", "osid-day", cost_nok_h=360)
    firm.people("packer", 2, "packing", "osid-day", cost_nok_h=360, share=0.5)
    firm.people("smith", 2, "bells", "osid-day", cost_nok_h=410)


def _setups(firm: Firm) -> None:
    times = {("*", "*"): "45m"}
    for shape, colours in MOULDS.items():  # the same mould: only the colour is purged, light to dark is quicker
        for before in sorted(colours):
            for after in sorted(set(colours) - {before}):
                times[f"{shape}-{before}", f"{shape}-{after}"] = "25m" if after in ("white", "yellow") else "12m"
    firm.setups("osid-mould", times, {"sheep-white": 180, "cattle-white": 220})
    firm.setups("osid-format", {("*", "*"): "6m", ("*", "germany"): "10m"}, {})


def _materials(firm: Firm) -> None:
    firm.material("osid/granulate", "Plastgranulat TPU", "g", 0.05, lead_time="3w", stock=9000000, receipts=4000000)
    firm.material("osid/transponder", "RFID-transponder", "pcs", 6.5, lead_time="8w", stock=260000, receipts=120000)
    firm.material("osid/sheet-steel", "Stålplate til bjeller", "g", 0.02, stock=3000000, receipts=500000)


def _numbers() -> Callable[[Dice, str, int, Chosen], Chosen]:
    """Gives each order the next numbers of a holding; a holding whose numbers are used up is followed by another."""
    holdings: dict[str, str] = {}
    following: dict[tuple[str, Value, Value], int] = {}

    def number(dice: Dice, customer: str, quantity: int, chosen: Chosen) -> Chosen:
        if chosen["numbering"] != "range":
            return {}
        holding = holdings.get(customer, "")
        scope = (holding, chosen["species"], chosen["birth-year"])
        if not holding or following.get(scope, 1) + quantity - 1 > HIGHEST:
            holding = str(dice.whole(1000000 + 10 * len(following), 1000009 + 10 * len(following)))
            holdings[customer], scope = holding, (holding, *scope[1:])
        first = following.get(scope, 1)
        following[scope] = first + quantity
        return {"holding": holding, "first-number": first}

    return number


def _bell(firm: Firm, size: str) -> str:
    grams = 420 if size == "large" else 180
    press = Way("osid-bell-press", "150s", fixed="30m", run="bells", pause="whole")
    steps = [
        Step("press", "Press og fals", (press,), (("osid/sheet-steel", grams, 1),)),
        Step("plate", "Fornikle (ute)", (Way("osid-plating", fixed="8d", cost_nok=600, cost_nok_unit=11),)),
        Step("tune", "Stem", (Way("osid-bell-tune", "90s", run="bells"),), yield_permille=970),
        Step("pack", "Pakk", (Way("osid-pack", "20s", run="packing"),)),
    ]
    item = f"osid/bell-{size}"
    title = "Stor bjelle" if size == "large" else "Liten bjelle"
    firm.made(item, title, steps, price_nok=260 if size == "large" else 150, weight_g=grams)
    return item
