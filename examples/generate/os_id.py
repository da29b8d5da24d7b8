# SPDX-License-Identifier: Apache-2.0
"""Os ID: ear tags with each holding's own text, and bells. The campaign from November to March fills the lasers."""

from __future__ import annotations

from typing import NamedTuple

from .demand import Customers, Demand, add_orders
from .firm import Firm
from .progress import add_progress
from .routing import Step, Way

# Due weeks from 2026-11-02; orders are placed from the campaign's opening on 1 November, lambs come in April.
BEFORE_CHRISTMAS = (0, 0.3, 0.6, 0.9, 1.2, 1.2, 1, 0.3)
CAMPAIGN = (*BEFORE_CHRISTMAS, 0.2, 0.8, 1.1, 1.3, 1.4, 1.4, 1.4, 1.4, 1.4, 1.3, 1.2, 1.0, 0.4, 0.5, 0.5, 0.5, 0.4, 0)


class Series(NamedTuple):
    """A tag series: share of the orders, the colours, and the countries whose text format it has."""

    name: str
    price_nok: int
    weight_g: int
    share: float
    colours: tuple[str, ...]
    countries: tuple[str, ...]
    rfid: bool


SERIES = {
    "sheep": Series("Sauemerke", 9, 4, 0.40, ("yellow", "blue", "green", "red", "white"), ("NO", "SE"), False),
    "sheep-rfid": Series("Elektronisk sauemerke", 17, 6, 0.26, ("yellow", "green", "white"), ("NO", "DE"), True),
    "cattle": Series("Storfemerke", 14, 9, 0.16, ("yellow", "white"), ("NO", "SE", "DE"), False),
    "cattle-rfid": Series("Elektronisk storfemerke", 27, 11, 0.10, ("yellow",), ("NO", "DE"), True),
    "pig": Series("Svinemerke", 8, 3, 0.05, ("blue", "red"), ("NO",), False),
    "reindeer": Series("Reinmerke", 10, 4, 0.03, ("orange", "green"), ("NO", "SE"), False),
}
COLOURS = {"yellow": "gul", "blue": "blå", "green": "grønn", "red": "rød", "white": "hvit", "orange": "oransje"}
REGIONS = {"Innlandet": 0.25, "Trondheim": 0.2, "Vestlandet": 0.3, "Nord-Norge": 0.13, "Sverige": 0.06, "Export": 0.06}


def add(firm: Firm) -> None:
    """Os ID's capacity, tags, bells and orders."""
    _capacity(firm)
    _setups(firm)
    _materials(firm)
    products: dict[str, float] = {}
    for series, tag in SERIES.items():
        for colour in tag.colours:
            for country in tag.countries:
                weight = 3.0 if country == "NO" else 1.0
                products[_tag(firm, series, colour, country)] = (
                    tag.share * weight / len(tag.colours) / len(tag.countries)
                )
    bells = {_bell(firm, size): share for size, share in (("small", 0.02), ("large", 0.015))}
    add_orders(
        firm,
        Demand(
            count=1480,
            products=products | bells,
            quantity=(100, 2900),
            quantity_step=50,
            quantities=dict.fromkeys(bells, (20, 150)),
            lead_days=(21, 70),
            regions=REGIONS,
            weeks=CAMPAIGN,
            committed=0.55,
            customers=(
                Customers("holdings", 60, 0.7, (2, 5)),
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
        states=("NO",),
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
    shapes = {series.removesuffix("-rfid"): set[str]() for series in SERIES}
    for series, tag in SERIES.items():
        shapes[series.removesuffix("-rfid")] |= set(tag.colours)
    for shape, colours in shapes.items():  # the same mould: only the colour is purged, light to dark is quicker
        for before in sorted(colours):
            for after in sorted(colours - {before}):
                times[f"{shape}-{before}", f"{shape}-{after}"] = "25m" if after in ("white", "yellow") else "12m"
    firm.setups("osid-mould", times, {"sheep-white": 180, "cattle-white": 220})
    firm.setups("osid-format", {("*", "*"): "6m", ("*", "DE"): "10m"}, {})


def _materials(firm: Firm) -> None:
    firm.material("osid/granulate", "Plastgranulat TPU", "g", 0.05, lead_time="3w", stock=9000000, receipts=4000000)
    firm.material("osid/transponder", "RFID-transponder", "pcs", 6.5, lead_time="8w", stock=260000, receipts=120000)
    firm.material("osid/sheet-steel", "Stålplate til bjeller", "g", 0.02, stock=3000000, receipts=500000)


def _tag(firm: Firm, series: str, colour: str, country: str) -> str:
    tag = SERIES[series]
    shape = f"{series.removesuffix('-tag.rfid')}-{colour}"
    dry = Way("osid-dryer", fixed="3h", family="tpu", pause="unattended", load=tag.weight_g)
    mould = Way("osid-moulding", "4.2s", family=shape, run="moulding:0.5", setup="moulding")
    engrave = Way(
        "osid-laser", "15.5s", fixed="4m", family=country, run="laser:0.33", setup="laser", pause="unattended"
    )
    steps = [
        Step("mould", "Støp merke", (mould,), (("osid/granulate", tag.weight_g, 1),), yield_permille=985),
        Step("engrave", "Lasergraver", (engrave,), transfer=200, max_lots=2, min_lot=500),
    ]
    if tag.rfid:
        steps.insert(0, Step("dry", "Tørk granulat", (dry,)))
        weld = Way("osid-weld", "3.5s", fixed="6m", run="welding")
        steps.append(
            Step("weld", "Sveis inn RFID", (weld,), (("osid/transponder", 1, 1),), yield_permille=994, transfer=200)
        )
        steps.append(Step("read", "Lesetest", (Way("osid-read", "1.4s", run="reading"),), transfer=200))
    steps.append(Step("pack", "Pakk per besetning", (Way("osid-pack", "2.2s", fixed="8m", run="packing"),)))
    item = f"osid/{series}-{colour}-{country}"
    firm.made(item, f"{tag.name}, {COLOURS[colour]}, {country}", steps, price_nok=tag.price_nok, weight_g=tag.weight_g)
    return item


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
