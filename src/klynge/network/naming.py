# SPDX-License-Identifier: Apache-2.0
"""Rows as the names that people give to regions, families of set-ups and skills."""

from __future__ import annotations

from collections.abc import Iterable, Set

from klynge.network.model import Name, Named, Person
from klynge.network.problem import nearest, shown
from klynge.network.reading import Reading
from klynge.network.schema import Names, People


def names_of(reading: Reading, people: Iterable[Person]) -> dict[str, Name]:
    """The names by kind and identifier. A family may be one that no order has yet, so any is right."""
    known: dict[Named, tuple[Set[str], str]] = {}
    if reading.settings.sound:
        known[Named.REGION] = set(reading.settings.regions), "the regions of cluster.yaml"
    if reading.sound(People.table):
        known[Named.SKILL] = {skill for person in people for skill in person.skills}, "people.csv"
    found = {}
    for row in reading.rows(Names.table):
        name = Name(row[Names.kind], row[Names.word], row[Names.name], row[Names.name_en])
        there, place = known.get(name.kind, ({name.id}, ""))
        if name.id not in there:
            row.problem(Names.word, f"{shown(name.id)} is not in {place}", nearest(name.id, there))
        found[name.key] = name
    return found
