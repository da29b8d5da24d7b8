# SPDX-License-Identifier: Apache-2.0
"""People and pools: who is there, what they can do, and which pools may meet a need.

People at one site with the same skills are one pool named `SITE:skill+skill`, so that a person is counted once. Its
hourly cost is the mean of its people's, by their shares.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from klynge.job import Need, Phase
from klynge.network.model import Person, Pool, PoolKind, PoolPart
from klynge.network.problem import UnfitError, nearest, shown
from klynge.network.reading import Reading
from klynge.network.schema import People, Pools


def people_of(reading: Reading) -> dict[str, Person]:
    """The people by identifier."""
    people = {}
    for row in reading.rows(People.table):
        skills = row[People.skills]
        absences: tuple[tuple[date, date], ...] = row[People.absences]
        if len(set(skills)) < len(skills):
            row.problem(People.skills, "a skill is there twice", "name each skill once")
        people[row[People.person]] = Person(
            id=row[People.person],
            site=row[People.site],
            skills=tuple(sorted(set(skills))),
            calendar=row[People.calendar],
            permille=row[People.share],
            cost_ore_h=row[People.cost],
            absences=tuple(sorted(absences)),
        )
    return people


def pools_of(reading: Reading, people: Iterable[Person]) -> dict[str, Pool]:
    """The pools by identifier: those of pools.csv, then the people's."""
    pools = {
        row[Pools.pool]: Pool(
            id=row[Pools.pool],
            site=row[Pools.site],
            kind=row[Pools.kind],
            parts=(PoolPart(row[Pools.calendar], row[Pools.amount]),),
            cost_ore_h=row[Pools.cost],
            name=row[Pools.name],
            name_en=row[Pools.name_en],
        )
        for row in reading.rows(Pools.table)
    }
    alike: dict[tuple[str, tuple[str, ...]], list[Person]] = defaultdict(list)
    for person in people:
        alike[person.site, person.skills].append(person)
    for (site, skills), persons in sorted(alike.items()):
        pool = _people_pool(site, skills, persons)
        pools[pool.id] = pool
    _check_names(reading, pools)
    return pools


def _people_pool(site: str, skills: tuple[str, ...], persons: list[Person]) -> Pool:
    amounts: dict[tuple[str, tuple[tuple[date, date], ...]], int] = defaultdict(int)
    for person in persons:
        amounts[person.calendar, person.absences] += person.permille
    total = sum(person.permille for person in persons)
    return Pool(
        id=f"{site}:{'+'.join(skills)}",
        site=site,
        kind=PoolKind.PEOPLE,
        parts=tuple(PoolPart(calendar, amount, away) for (calendar, away), amount in amounts.items()),
        skills=skills,
        cost_ore_h=round(sum(person.cost_ore_h * person.permille for person in persons) / total),
    )


def _check_names(reading: Reading, pools: Mapping[str, Pool]) -> None:
    skills = {(pool.site, skill) for pool in pools.values() for skill in pool.skills}
    for row in reading.rows(Pools.table):
        if (row[Pools.site], row[Pools.pool]) in skills:
            message = f"{shown(row[Pools.pool])} is a skill of people at {row[Pools.site]} too"
            row.problem(Pools.pool, message, "rename the pool, so that a need can tell them apart")


@dataclass(slots=True)
class Crew:
    """Finds the pools that may meet a need at a site."""

    pools: Mapping[str, Pool]
    by_skill: dict[tuple[str, str], tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Note which pools have which skill."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for pool in self.pools.values():
            for skill in pool.skills:
                found[pool.site, skill].append(pool.id)
        self.by_skill = {key: tuple(sorted(names)) for key, names in found.items()}

    def needs(self, wanted: Iterable[tuple[str, int]], phase: Phase, site: str) -> tuple[Need, ...]:
        """The needs of a phase at a site. Raises UnfitError when no pool there may meet one of them."""
        return tuple(Need(phase, self._meeting(name, site), amount) for name, amount in wanted)

    def _meeting(self, name: str, site: str) -> tuple[str, ...]:
        pool = self.pools.get(name)
        if pool and pool.site == site:
            return (name,)
        if (site, name) in self.by_skill:
            return self.by_skill[site, name]
        here = {skill for where, skill in self.by_skill if where == site}
        here |= {pool.id for pool in self.pools.values() if pool.site == site and not pool.skills}
        if pool:
            raise UnfitError(
                f"the pool {shown(name)} is at site {pool.site}, the work centre at {site}", nearest(name, here)
            )
        raise UnfitError(
            f"nobody at {site} has the skill {shown(name)}, and no pool there has that name", nearest(name, here)
        )
