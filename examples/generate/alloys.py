# SPDX-License-Identifier: Apache-2.0
"""The foundry's alloys by EN designation: families that may share a crucible, heats, furnaces and pouring windows."""

from __future__ import annotations

from dataclasses import dataclass

from .firm import NEVER, Firm
from .routing import Step, Way


@dataclass(frozen=True)
class Alloy:
    """An alloy as the melt shop sees it. The heat is what one crucible gives; the window is how long it pours well."""

    designation: str
    symbol: str
    base: str  # alloys of different bases never share a crucible
    heat_kg: int
    melt: str
    window: str
    ingot_nok_kg: float
    ingot_co2_g_kg: int
    treatment: str  # family of the heat treatment oven, "" for none

    @property
    def family(self) -> str:
        """The furnace state that it leaves."""
        return self.designation.replace(" ", "-")

    @property
    def melt_item(self) -> str:
        return f"nm/melt-{self.family}"


# Gunmetal allows Al and Si only to 0.01 % (data sheets for CC491K), so lead-bearing alloys and aluminium bronze
# need crucibles of their own; times, heats and prices are invented.
ALLOYS = {
    alloy.designation: alloy
    for alloy in (
        Alloy("EN AC-42000", "AlSi7Mg", "Al", 220, "1h30m", "75m", 34, 4000, "T6"),
        Alloy("EN AC-43000", "AlSi10Mg(a)", "Al", 220, "1h30m", "90m", 33, 4000, "T6"),
        Alloy("EN AC-44200", "AlSi12(a)", "Al", 220, "1h20m", "90m", 33, 4000, ""),
        Alloy("EN AC-51300", "AlMg5", "Al", 180, "1h40m", "60m", 37, 4000, "T4"),
        Alloy("CC491K", "CuSn5Zn5Pb5-C", "Pb", 380, "1h50m", "70m", 92, 3000, ""),
        Alloy("CC493K", "CuSn7Zn4Pb7-C", "Pb", 380, "1h50m", "70m", 96, 3000, ""),
        Alloy("CC754S", "CuZn39Pb1Al", "brass", 300, "1h30m", "60m", 68, 3000, ""),
        Alloy("CC333G", "CuAl10Fe5Ni5", "AlCu", 320, "2h10m", "60m", 99, 3500, "anneal"),
    )
}

# Cleaning between alloys of one base; any other change within a base is a charge of the next alloy and a sample.
CLEANING = {
    ("EN-AC-51300", "EN-AC-42000"): "1h",
    ("EN-AC-51300", "EN-AC-43000"): "1h",
    ("EN-AC-51300", "EN-AC-44200"): "1h30m",
    ("EN-AC-42000", "EN-AC-51300"): "2h",
    ("EN-AC-43000", "EN-AC-51300"): "2h30m",
    ("EN-AC-44200", "EN-AC-51300"): "2h30m",
    ("EN-AC-42000", "EN-AC-43000"): "15m",
    ("EN-AC-43000", "EN-AC-42000"): "45m",
    ("CC493K", "CC491K"): "1h",
    ("CC491K", "CC493K"): "20m",
}


def add_melts(firm: Firm) -> None:
    """Furnaces with a crucible each, what may follow what in it, the ingots, and a heat of each alloy."""
    states = ("EN-AC-42000", "EN-AC-51300", "CC491K", "CC333G", "CC754S")
    firm.work_centre(
        "nm-furnace", "Digelovn", 5, "nm-two-shift", cost_nok_h=640, power_kw=120, matrix="nm-crucible", states=states
    )
    times = {("*", "*"): NEVER}
    for before in ALLOYS.values():
        for after in ALLOYS.values():
            if before.base == after.base:
                pair = (before.family, after.family)
                times[pair] = CLEANING.get(pair, "10m" if before == after else "30m")
    firm.setups("nm-crucible", times, {"EN-AC-51300": 900, "CC491K": 350})
    for alloy in ALLOYS.values():
        ingot = f"nm/ingot-{alloy.family}"
        name = f"Blokkmetall {alloy.designation} ({alloy.symbol})"
        firm.material(
            ingot,
            name,
            "kg",
            alloy.ingot_nok_kg,
            lead_time="3w",
            co2_g=alloy.ingot_co2_g_kg,
            stock=12000,
            receipts=9000,
        )
        melt = Way(
            "nm-furnace", fixed=alloy.melt, family=alloy.family, run="melting:0.5", setup="melting", pause="whole"
        )
        charge = (ingot, round(alloy.heat_kg * 1.04), alloy.heat_kg)  # 4 % is lost as dross
        steps = [Step("melt", "Smelt", (melt,), (charge,))]
        firm.lots(alloy.melt_item, f"Smelte {alloy.designation}", "kg", alloy.heat_kg, steps, shelf_life=alloy.window)
