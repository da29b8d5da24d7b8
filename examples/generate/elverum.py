# SPDX-License-Identifier: Apache-2.0
"""The Elverum cluster: a sand foundry, a machining partner, and the agreement between them."""

from __future__ import annotations

from pathlib import Path

from klynge.configure import read_products
from klynge.configure.work import Desk

from . import machining_partner, norse_metal
from .firm import START, Firm
from .names import add_names
from .tables import Tables

PRODUCTS = Path(__file__).resolve().parent.parent / "elverum"

PRICE_ZONE = "NO1"
ENERGY_NOK_KWH = 0.92  # month's mean of NO1, November 2025, without VAT (Fortum)
CO2_G_KWH = 19  # physically delivered in Norway, 2022 (NVE's climate declaration)

# Region: (lead, departures, kroner a shipment, kroner a kg)
JOURNEYS = {
    "Raufoss": ("4h", "tue 15:00|thu 15:00", 600, 0.5),
    "Oslo": ("1d", "mon 16:00|wed 16:00|fri 16:00", 900, 0.8),
    "Vestlandet": ("2d", "tue 16:00|fri 16:00", 1900, 1.5),
    "Sverige": ("2d", "thu 16:00", 1700, 1.4),
}
SITES = (
    (
        "norse-metal",
        "Norse Metal",
        "nm-elverum",
        "Støperiet",
        norse_metal.add,
        ("Raufoss", "Oslo", "Vestlandet", "Sverige"),
    ),
    (
        "machining-partner",
        "Maskineringspartner (oppdiktet)",
        "mp-elverum",
        "Maskinverkstedet",
        machining_partner.add,
        ("Raufoss", "Oslo"),
    ),
)


def tables(seed: int, scale: int) -> Tables:
    """All tables of the Elverum folder."""
    rows = Tables()
    desk = Desk(read_products(PRODUCTS), START)
    for member, name, site, site_name, _, _ in SITES:
        rows.add("members", member=member, name=name)
        rows.add(
            "sites",
            site=site,
            member=member,
            name=site_name,
            place="Elverum",
            price_zone=PRICE_ZONE,
            energy_nok_kwh=ENERGY_NOK_KWH,
            co2_g_kwh=CO2_G_KWH,
        )
    for member, _, site, _, add, regions in SITES:
        firm = Firm(rows, member, site, desk, seed=seed, scale=scale)
        add(firm)
        for region in regions:
            firm.lane(region, *JOURNEYS[region])
        for _, _, other, _, _, _ in SITES:
            if other != site:
                firm.lane(other, "1h", "", 150)
    rows.add(
        "agreements",
        agreement="cnc-partner-to-norse",
        giver="machining-partner",
        taker="norse-metal",
        work_centre="mp-cnc",
        rate_nok_h=980,
        ceiling_h=400 * scale,
        valid_from="2026-11-02",
        valid_to="2027-04-30",
    )
    add_names(rows, desk.products)
    return rows
