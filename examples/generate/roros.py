# SPDX-License-Identifier: Apache-2.0
"""The Røros cluster: its nine founders, the lanes out and between them, and the agreements on shared capacity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from klynge.configure import read_products
from klynge.configure.work import Desk

from . import flokk, norbit, os_id, rdv, roros_e_verk, roros_produkter, roros_tweed, roroshetta, roroshytta
from .firm import START, Firm
from .names import add_names
from .tables import Tables

PRODUCTS = Path(__file__).resolve().parent.parent / "roros"

PRICE_ZONE = "NO3"
ENERGY_NOK_KWH = 0.54  # month's mean of NO3, November 2025, without VAT (Fortum)
CO2_G_KWH = 19  # physically delivered in Norway, 2022 (NVE's climate declaration)

WEEKDAYS = "mon|tue|wed|thu|fri"


@dataclass(frozen=True)
class Founder:
    """A founder of the cluster and where its lorries go on which days."""

    member: str
    name: str
    site: str
    site_name: str
    place: str
    add: Callable[[Firm], None]
    lanes: dict[str, str]


FOUNDERS = (
    Founder(
        "flokk",
        "Flokk Røros",
        "flokk-roros",
        "Stolfabrikken",
        "Røros",
        flokk.add,
        {
            "Oslo": WEEKDAYS,
            "Trondheim": "tue|fri",
            "Vestlandet": "mon|thu",
            "Roros": "",
            "Sverige": WEEKDAYS,
            "Export": "tue|wed|fri",
        },
    ),
    Founder(
        "os-id",
        "Os ID",
        "osid-os",
        "Merkefabrikken",
        "Os i Østerdalen",
        os_id.add,
        {
            "Roros": "",
            **dict.fromkeys(("Innlandet", "Trondheim", "Vestlandet", "Nord-Norge", "Sverige", "Export"), WEEKDAYS),
        },
    ),
    Founder(
        "roros-tweed",
        "Røros Tweed",
        "tweed-roros",
        "Veveriet",
        "Røros",
        roros_tweed.add,
        {"Oslo": "tue|thu", "Trondheim": "tue|thu", "Vestlandet": "thu", "Roros": "", "Export": "wed"},
    ),
    Founder(
        "norbit",
        "Norbit EMS Røros",
        "norbit-roros",
        "Elektronikkfabrikken",
        "Røros",
        norbit.add,
        {"Oslo": "mon|wed|fri", "Trondheim": WEEKDAYS, "Roros": "", "Sverige": "tue|fri", "Export": "tue|fri"},
    ),
    Founder(
        "roros-produkter",
        "Røros Produkter",
        "produkter-roros",
        "Trallefabrikken",
        "Røros",
        roros_produkter.add,
        {
            "Oslo": "tue|thu",
            "Trondheim": "mon|wed|fri",
            "Vestlandet": "tue|fri",
            "Roros": "",
            "Nord-Norge": "fri",
            "Sverige": "wed",
        },
    ),
    Founder(
        "roroshytta",
        "Røroshytta",
        "hytta-gjosvika",
        "Hyttefabrikken",
        "Gjøsvika, Røros",
        roroshytta.add,
        {"Roros": "", "Innlandet": "", "Trondheim": "", "Sverige": ""},
    ),
    Founder(
        "rdv",
        "Røros Dører og Vinduer",
        "rdv-roros",
        "Dør- og vindusfabrikken",
        "Røros",
        rdv.add,
        {"Trondheim": "tue|fri", "Oslo": "mon|thu", "Innlandet": "wed|fri", "Vestlandet": "thu", "Roros": ""},
    ),
    Founder(
        "roros-e-verk",
        "Røros E-Verk",
        "everk-roros",
        "Driftssentralen",
        "Røros",
        roros_e_verk.add,
        {"Roros": "", "Innlandet": ""},
    ),
    Founder(
        "roroshetta",
        "Røros Metall / Røroshetta",
        "hetta-roros",
        "Hettefabrikken",
        "Røros",
        roroshetta.add,
        {
            "Oslo": "mon|wed|fri",
            "Trondheim": "tue|fri",
            "Vestlandet": "thu",
            "Roros": "",
            "Sverige": "mon|wed|fri",
            "Export": "tue|fri",
        },
    ),
)

# Region: (lead, kroner a shipment, kroner a kg)
JOURNEYS = {
    "Roros": ("2h", 250, 0.2),
    "Trondheim": ("1d", 900, 0.7),
    "Innlandet": ("1d", 1000, 0.8),
    "Oslo": ("1d", 1400, 1.1),
    "Vestlandet": ("2d", 2100, 1.6),
    "Nord-Norge": ("3d", 2900, 2.4),
    "Sverige": ("2d", 2300, 1.7),
    "Export": ("4d", 4200, 2.9),
}

# Between members: a van that goes round Røros at noon and before closing time, and to Gjøsvika on Tuesdays and Fridays.
ROUNDS = (
    ("hetta-roros", "produkter-roros", "1h", "12:00 15:00"),
    ("produkter-roros", "hetta-roros", "1h", "11:00 14:30"),
    ("rdv-roros", "hytta-gjosvika", "2h", ""),
    ("hetta-roros", "hytta-gjosvika", "2h", ""),
)

# (work centre, giver, taker, kroner an hour, hours, from, to); the word before the dash in the work centre is dropped
AGREEMENTS = (
    ("hetta-laser", "roroshetta", "roros-produkter", 1750, 120, "2026-11-02", "2027-03-31"),
    ("hetta-pretreat", "roroshetta", "roros-produkter", 560, 160, "2027-01-04", "2027-04-30"),
    ("hetta-powder", "roroshetta", "roros-produkter", 1690, 120, "2027-01-04", "2027-04-30"),
    ("produkter-laser", "roros-produkter", "roroshetta", 1590, 100, "2026-11-02", "2027-04-30"),
    ("produkter-pretreat", "roros-produkter", "roroshetta", 520, 80, "2026-11-02", "2026-12-23"),
    ("produkter-powder", "roros-produkter", "roroshetta", 1520, 60, "2026-11-02", "2026-12-23"),
)
SHORT = {"roroshetta": "hetta", "roros-produkter": "produkter"}


def tables(seed: int, scale: int) -> Tables:
    """All tables of the Røros folder."""
    rows = Tables()
    desk = Desk(read_products(PRODUCTS), START)
    for founder in FOUNDERS:
        rows.add("members", member=founder.member, name=founder.name)
        rows.add(
            "sites",
            site=founder.site,
            member=founder.member,
            name=founder.site_name,
            place=founder.place,
            price_zone=PRICE_ZONE,
            energy_nok_kwh=ENERGY_NOK_KWH,
            co2_g_kwh=CO2_G_KWH,
        )
    for founder in FOUNDERS:
        firm = Firm(rows, founder.member, founder.site, desk, seed=seed, scale=scale)
        founder.add(firm)
        for region, days in founder.lanes.items():
            departures = "|".join(f"{day} 16:00" for day in days.split("|") if day)
            lead, cost_nok, cost_nok_kg = JOURNEYS[region]
            firm.lane(region, lead, departures, cost_nok, cost_nok_kg)
        for origin, to, lead, times in ROUNDS:
            if origin == founder.site:
                departures = "|".join(f"{day} {time}" for day in WEEKDAYS.split("|") for time in times.split())
                firm.lane(to, lead, departures, 180)
    for work_centre, giver, taker, rate_nok_h, hours, first, last in AGREEMENTS:
        rows.add(
            "agreements",
            agreement=f"{work_centre.split('-')[1]}-{SHORT[giver]}-to-{SHORT[taker]}",
            giver=giver,
            taker=taker,
            work_centre=work_centre,
            rate_nok_h=rate_nok_h,
            ceiling_h=hours * scale,
            valid_from=first,
            valid_to=last,
        )
    add_names(rows, desk.products)
    return rows
