# SPDX-License-Identifier: Apache-2.0
"""What things are called in the reader's language, and units with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from klynge.network import Network, read_folder
from klynge.network.model import Named
from klynge.network.units import UNITS, unit_name


@pytest.fixture(scope="module")
def cluster(small: Path) -> Network:
    """The small example."""
    return read_folder(small)


def test_a_place_a_family_and_a_pool_speak_the_readers_language(cluster: Network) -> None:
    """Regions, families and skills by names.csv, sites by their own column, lanes by their ends."""
    said = [
        (
            cluster.place_name("Export", language), cluster.place_name("fjell-sor", language),
            cluster.family_name("black", language), cluster.lane_name("sor-export", language),
            cluster.pool_name("fjell-sor:painter", language), cluster.pool_name("jig", language),
        )
        for language in ("nb", "en")
    ]  # fmt: skip
    assert said == [
        ("Eksport", "Fjellheim sør", "svart", "Fjellheim sør → Eksport", "maler (Fjellheim sør)",
         "Limjigg (Fjellheim nord)"),
        ("Export", "Fjellheim South", "black", "Fjellheim South → Export", "painter (Fjellheim South)",
         "Gluing jig (Fjellheim North)"),
    ]  # fmt: skip


def test_what_has_no_name_is_called_by_its_identifier(cluster: Network) -> None:
    """And what has no English name by the one it has."""
    bare = replace(cluster, names={})
    assert (bare.place_name("Export", "nb"), bare.family_name("black", "en")) == ("Export", "black")
    assert cluster.called(Named.REGION, "Oslo", "en") == "Oslo"


def test_a_step_is_called_in_both_languages(cluster: Network) -> None:
    """In a routing, and in the operation that is made of it."""
    from klynge.network import work_of

    job = next(job for job in work_of(cluster).jobs if job.item == "frame")
    saw = next(operation for operation in job.operations if operation.id == "saw")
    assert (saw.called("nb"), saw.called("en")) == ("Kapp", "Saw to length")
    assert replace(saw, name_en="").called("en") == "Kapp"
    assert replace(saw, name_en="", name="").called("en") == "saw"


@pytest.mark.parametrize("unit", ["pcs", "stk", "PCS", "stk."])
def test_pieces_are_pieces_in_both_languages(unit: str) -> None:
    """Whichever of the two languages they are written in."""
    assert (unit_name(unit, "nb"), unit_name(unit, "en")) == ("stk", "pcs")


def test_every_known_unit_says_the_same_again() -> None:
    """A unit that was said is known by what it was said as; one that is unknown is said as it is written."""
    for code, (norwegian, english) in UNITS.items():
        assert unit_name(code, "nb") == norwegian
        assert unit_name(english, "en") == english
    assert unit_name("hekt", "en") == "hekt"
    assert unit_name("t", "en") == "t"  # tonnes, not hours
