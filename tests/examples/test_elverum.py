# SPDX-License-Identifier: Apache-2.0
"""The Elverum folder: a foundry whose heats are supply lots poured within a window."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from klynge.network import Network, work_of
from klynge.network.model import Source
from klynge.reading import read_network

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "elverum"


@cache
def elverum() -> Network:
    return read_network(FOLDER)


def test_work_has_the_expected_size() -> None:
    """A job an order, and a way to make a heat of each of the eight alloys."""
    work = work_of(elverum())
    assert len(work.jobs) == len(elverum().orders) == 700
    assert len(work.supplies) == 8
    assert 5_000 < sum(len(job.operations) for job in work.jobs) < 7_000


def test_heats_have_a_pouring_window() -> None:
    """A heat of 150 to 400 kg pours for 60 to 90 minutes."""
    melts = [item for item in elverum().items.values() if item.source == Source.LOT]
    assert all(150 <= melt.lot <= 400 for melt in melts)
    assert all(3600 <= (melt.shelf_life_s or 0) <= 5400 for melt in melts)


def test_aluminium_and_copper_never_share_a_crucible() -> None:
    """No furnace goes from an aluminium alloy to a copper alloy or back, nor from gunmetal to aluminium bronze."""
    crucible = elverum().setup_matrices["nm-crucible"]
    for before in ("EN-AC-42000", "EN-AC-51300"):
        for after in ("CC491K", "CC333G", "CC754S"):
            assert crucible.setup_s(before, after) is None
            assert crucible.setup_s(after, before) is None
    assert crucible.setup_s("CC491K", "CC333G") is None
    assert crucible.setup_s("CC333G", "CC491K") is None
    assert crucible.setup_s("EN-AC-42000", "EN-AC-51300") == 2 * 3600


def test_every_alloy_has_a_furnace_that_can_melt_it() -> None:
    """From the state of some furnace at the start there is an allowed change to each alloy."""
    furnace = elverum().work_centres["nm-furnace"]
    crucible = elverum().setup_matrices["nm-crucible"]
    for alloy in crucible.families:
        assert any(crucible.setup_s(state, alloy) is not None for state in furnace.states)


def test_an_order_is_poured_from_one_heat() -> None:
    """What an order's pouring step needs of its melt is no more than a heat."""
    items = elverum().items
    for job in work_of(elverum()).jobs:
        for operation in job.operations:
            for material in operation.materials:
                if items[material.item].source == Source.LOT:
                    assert material.needed(operation.quantity) <= items[material.item].lot


def test_says_that_it_is_invented() -> None:
    """The folder says so itself, and the partner says so in its name."""
    assert "invented" in elverum().synthetic
    assert "oppdiktet" in elverum().members["machining-partner"].name
