# SPDX-License-Identifier: Apache-2.0
"""Whatever has a name in the examples has one in Norwegian and one in English."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from klynge.network import Network
from klynge.network.model import Named
from klynge.reading import read_network

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLUSTERS = ("small", "roros", "elverum")
SAME = {
    "Oslo", "Trondheim", "Innlandet", "Raufoss", "Røros", "Vidda",  # places
    "Dispenser", "FPGA", "Test",
}  # fmt: skip
"""Names that are the same in both languages."""
CODES = {"A", "B", "C", "D", "E", "T4", "T6"}  # families that are called by a letter or a designation


@cache
def network(name: str) -> Network:
    return read_network(EXAMPLES / name)


def rows(name: str, table: str) -> list[dict[str, str]]:
    with (EXAMPLES / name / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("table", ["sites", "work_centres", "pools", "items", "routings", "names"])
def test_every_name_has_an_english_one(cluster: str, table: str) -> None:
    """Whoever adds one to an example gives it in both languages; what is the same in both is listed here."""
    named = [(row.get("name") or "", row.get("name_en") or "") for row in rows(cluster, table)]
    assert {name for name, english in named if name and not english} - SAME == set()
    if table == "pools":
        assert all(name for name, _ in named)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_regions_skills_and_families_have_names(cluster: str) -> None:
    """None is shown by its identifier alone, but for those that are called so."""
    read = network(cluster)
    skills = {skill for person in read.people.values() for skill in person.skills}
    ways = [way for routing in read.routings.values() for step in routing.steps for way in step.alternatives]
    families = {way.family for way in ways if way.family}
    asked = [(Named.REGION, set(read.regions)), (Named.SKILL, skills), (Named.FAMILY, families - CODES)]
    for kind, words in asked:
        assert {word for word in words if f"{kind}/{word}" not in read.names and not _is_alloy(word)} == set(), kind


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_configured_items_and_their_steps_have_both_names(cluster: str) -> None:
    """They are made of the products' texts."""
    read = network(cluster)
    made = [item for item in read.items.values() if item.id in read.routings]
    assert {item.name for item in made if not item.name_en} - SAME == set()
    steps = {step for item in made for step in read.routings[item.id].steps}
    assert {step.name for step in steps if not step.name_en} - SAME == set()


def _is_alloy(family: str) -> bool:
    return family.startswith(("EN-AC-", "CC"))
