# SPDX-License-Identifier: Apache-2.0
"""Members, sites, calendars, work centres, set-ups and lanes of a synthetic cluster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from itertools import permutations
from math import dist

from klynge.network.model import (
    Calendar,
    Departure,
    Kind,
    Lane,
    Member,
    SetupMatrix,
    Shift,
    Site,
    WorkCentre,
)

from .draw import Draw
from .scale import Scale

WORKDAYS = (0, 1, 2, 3, 4)
CALENDARS = {
    "day": Calendar("day", (Shift(WORKDAYS, time(7), time(15)),)),
    "two": Calendar("two", (Shift(WORKDAYS, time(6), time(22)),)),
    "three": Calendar("three", (Shift(WORKDAYS, time(6), time(6)),)),
    "always": Calendar("always"),
}
HOURS_A_WEEK = {"day": 40, "two": 80, "three": 120, "always": 168}
FAMILIES = tuple(f"F{n:02}" for n in range(1, 21))
MATRIX = "change-over"
REGIONS = ("Nord", "Vest", "Sør", "Øst")
SETUP_S = (120, 900)
TRANSPORT_S = (600, 86_400)
DELIVERY_S = (4 * 3600, 36 * 3600)
OVEN_KG = 800
OPERATIONS_AN_OVEN = 16_000


@dataclass(frozen=True, slots=True)
class Places:
    """Where work can be done. `near` names each site's own member's sites, the nearest (itself) first."""

    members: dict[str, Member]
    sites: dict[str, Site]
    centres: dict[str, WorkCentre]
    machines: dict[str, tuple[WorkCentre, ...]]  # by site
    ovens: dict[str, tuple[WorkCentre, ...]]  # by member
    speed: dict[str, float]  # by work centre; 1.25 takes a quarter longer
    lanes: dict[str, Lane]
    matrix: SetupMatrix
    near: dict[str, tuple[str, ...]]

    @property
    def unit_hours(self) -> int:
        """Open hours of all machines' units in a week."""
        return sum(weekly_hours(centre) for centres in self.machines.values() for centre in centres)


def weekly_hours(centre: WorkCentre) -> int:
    """Open hours of all units of a work centre in a week."""
    return centre.units * HOURS_A_WEEK[centre.calendar]


def lay_out(scale: Scale, seed: int, ovens: bool) -> Places:
    """A map of sites, members that own neighbouring ones, machines at each, ovens at some, lanes between all."""
    draw = Draw(seed, "places")
    spots = sorted((draw.real(0, 1), draw.real(0, 1)) for _ in range(scale.sites))
    members = {f"M{n + 1}": Member(f"M{n + 1}", f"Member {n + 1}") for n in range(scale.members)}
    names = list(members)
    at = {f"S{n + 1:02}": spot for n, spot in enumerate(spots)}
    sites = {
        site: Site(site, names[n * scale.members // scale.sites], f"Site {n + 1}", energy_ore_kwh=90, co2_g_kwh=15)
        for n, site in enumerate(at)
    }
    machines = _machines(scale, draw, list(sites))
    baked = _ovens(scale, sites) if ovens else {}
    centres = {c.id: c for group in (*machines.values(), *baked.values()) for c in group}
    near = {
        site: tuple(
            sorted(
                (other for other in sites if sites[other].member == sites[site].member),
                key=lambda other: dist(at[site], at[other]),
            )
        )
        for site in sites
    }
    speed = {centre: draw.real(0.8, 1.25) for centre in centres}
    return Places(members, sites, centres, machines, baked, speed, _lanes(at, draw), _matrix(draw), near)


def _machines(scale: Scale, draw: Draw, sites: list[str]) -> dict[str, tuple[WorkCentre, ...]]:
    """Units spread evenly over sites, one to three like units a work centre, the four calendars in turn."""
    found: dict[str, tuple[WorkCentre, ...]] = {}
    calendars = list(CALENDARS)
    count = 0
    for n, site in enumerate(sites):
        left = scale.units // scale.sites + (n < scale.units % scale.sites)
        here: list[WorkCentre] = []
        while left:
            units = min(left, draw.number(1, 3))
            left -= units
            here.append(
                WorkCentre(
                    f"{site}-M{len(here) + 1}", site, f"Machine {len(here) + 1}", Kind.MACHINE, units,
                    calendars[count % 4], cost_ore_h=draw.number(300, 900) * 100, power_kw=draw.number(5, 40),
                    setup_matrix=MATRIX, states=tuple(draw.one(FAMILIES) for _ in range(units)),
                )
            )  # fmt: skip
            count += 1
        found[site] = tuple(here)
    return found


def _ovens(scale: Scale, sites: dict[str, Site]) -> dict[str, tuple[WorkCentre, ...]]:
    """At least two ovens a member, at different sites."""
    of_member: dict[str, list[str]] = {}
    for site in sites.values():
        of_member.setdefault(site.member, []).append(site.id)
    each = max(2, round(scale.operations / OPERATIONS_AN_OVEN / scale.members))
    found = {}
    for member, here in of_member.items():
        units = [each // len(here) + (n < each % len(here)) for n in range(len(here))]
        found[member] = tuple(
            WorkCentre(
                f"{site}-oven", site, "Oven", Kind.BATCH, count, "two", capacity=OVEN_KG, measure="kg",
                cost_ore_h=60_000, power_kw=80,
            )
            for site, count in zip(here, units, strict=True) if count
        )  # fmt: skip
    return found


def _lanes(at: dict[str, tuple[float, float]], draw: Draw) -> dict[str, Lane]:
    """Ten minutes to a day between sites, by distance; to each region by a lorry that leaves every workday."""
    farthest = max(dist(a, b) for a in at.values() for b in at.values())
    shortest, longest = TRANSPORT_S
    found = []
    for a, b in permutations(at, 2):
        minutes = round((shortest + (longest - shortest) * dist(at[a], at[b]) / farthest) / 60)
        found.append(Lane(f"{a}>{b}", a, b, 60 * minutes, cost_ore=10_000, cost_ore_kg=50, co2_g_kg=20))
    leaving = tuple(Departure(day, time(16)) for day in WORKDAYS)
    for site in at:
        for region in REGIONS:
            lead_s = 60 * (draw.number(*DELIVERY_S) // 60)
            found.append(
                Lane(f"{site}>{region}", site, region, lead_s, leaving, cost_ore=50_000, cost_ore_kg=200, co2_g_kg=60)
            )
    return {lane.id: lane for lane in found}


def _matrix(draw: Draw) -> SetupMatrix:
    """Two to fifteen minutes between any two of twenty families, each direction its own."""
    seconds: dict[tuple[str, str], int | None] = {pair: draw.number(*SETUP_S) for pair in permutations(FAMILIES, 2)}
    return SetupMatrix(MATRIX, FAMILIES, seconds, {})
