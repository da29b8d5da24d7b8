# SPDX-License-Identifier: Apache-2.0
"""The people of a synthetic cluster: operators, setters, and some who can do both, at every site."""

from __future__ import annotations

from klynge.job import Need, Phase
from klynge.network.model import Pool, PoolKind, PoolPart

from .places import Places

BOTH = "all-round"
SKILL = {Phase.SETUP: "setter", Phase.RUN: "operator"}


def pools(places: Places) -> dict[str, Pool]:
    """At each site a person of each kind at all hours, and more on two shifts where there are many units."""
    found = []
    for site, centres in places.machines.items():
        units = sum(centre.units for centre in centres)
        for skill in (*SKILL.values(), BOTH):
            parts = [PoolPart("always", 1000)]
            if units > 1:
                parts.append(PoolPart("two", 500 * (units - 1)))
            skills = tuple(SKILL.values()) if skill == BOTH else (skill,)
            found.append(Pool(f"{site}:{skill}", site, PoolKind.PEOPLE, tuple(parts), skills, cost_ore_h=45_000))
    return {pool.id: pool for pool in found}


def needs_at(site: str, people: tuple[tuple[str, int], ...]) -> tuple[Need, ...]:
    """Needs of a step at a site: its specialists first, else those who can do both."""
    return tuple(
        Need(Phase(phase), (f"{site}:{SKILL[Phase(phase)]}", f"{site}:{BOTH}"), amount) for phase, amount in people
    )
