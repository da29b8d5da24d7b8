# SPDX-License-Identifier: Apache-2.0
"""Configurations of older models under the present one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from tests.configure.work.conftest import DAY, OAK, PAINTED, Models

from klynge.configure.model import ProductModel
from klynge.configure.work import (
    Configuration,
    ConfigurationError,
    Desk,
    GivenUp,
    NotAsked,
    OptionGone,
    PriceChanged,
    Renamed,
    VariableGone,
    WorkChanged,
    reopen,
)
from klynge.network import FolderError
from klynge.reading import read_network

NEWER = ('version: "2"', 'version: "3"')


@pytest.fixture
def saved(desk: Desk) -> Configuration:
    """A table of version 2."""
    return desk.configuration("fjell/table", {**PAINTED, "cushion": "yes"})


def newer(changed: Models, *changes: tuple[str, str]) -> Desk:
    return Desk(changed(NEWER, *changes), DAY, "en")


def test_nothing_changed(desk: Desk, changed: Models, saved: Configuration) -> None:
    """A newer version that says the same: the same choices, the same code."""
    again = reopen(newer(changed), saved, desk.products["fjell/table"])
    assert again.configuration is not None
    assert (again.changes, again.kept, again.configuration.item) == ((), True, saved.item)
    assert again.configuration.version == "3"
    assert again.words("nb") == "Ingenting er endret."


def test_renamed_and_new(changed: Models, saved: Configuration) -> None:
    """Names are followed, a new variable has what was there before it."""
    own = newer(
        changed,
        ("  cushion: {texts", "  pad: {formerly: [cushion], texts"),
        ("when: cushion}", "when: pad}"),
        ("      black: {", "      night: {formerly: [black], "),
        ('family: "{colour}"', "family: black"),
        ("  engraving:", '  shelf: {texts: {nb: Hylle, en: Shelf}, yes-no: true, absent: "no"}\n  engraving:'),
    )
    again = reopen(own, saved)
    assert again.kept
    assert again.configuration is not None
    assert again.configuration.choices == {**PAINTED, "colour": "night", "pad": "yes"}
    assert [(type(one), one.variable) for one in again.changes] == [(Renamed, "colour"), (Renamed, "pad")]
    assert again.words("en") == "“black” is now called “night” (Colour).\nCushion is now called Bench cushion."


def test_gone(changed: Models, saved: Configuration) -> None:
    """A variable or an option that is no longer there is told, and what is open is chosen anew at the lowest price."""
    own = newer(
        changed,
        ('  cushion: {texts: {nb: Benkepute, en: Bench cushion}, yes-no: true, price: 400, absent: "no"}\n', ""),
        ('  - {step: assemble, item: cushion, quantity: "2", when: cushion}\n', ""),
        ("      black: {nb: svart, en: black, price: 150}\n", "      red: {nb: rød, en: red, price: 90}\n"),
        ('family: "{colour}"', "family: black"),
    )
    again = reopen(own, saved)
    assert not again.kept
    assert [type(one) for one in again.changes] == [OptionGone, VariableGone]
    assert again.words("en").splitlines()[0] == "Colour can no longer be “black” and becomes “white”."
    assert again.configuration is not None
    assert again.configuration.choices == {**PAINTED, "colour": "white"}


def test_no_longer_together(desk: Desk, changed: Models) -> None:
    """As little as possible is given up, and the rule says why."""
    own = newer(changed, ("rule: length > 2000 => leaves <= 2", "rule: length > 2000 => leaves = 0 and not cushion"))
    saved = desk.configuration("fjell/table", {**PAINTED, "cushion": "yes"})
    again = reopen(own, saved)
    (change,) = again.changes
    assert isinstance(change, GivenUp)
    assert (change.variable, change.before, change.after) == ("length", 2200, 2000)
    assert again.configuration is not None
    assert (again.configuration.choices["leaves"], again.configuration.choices["cushion"]) == (2, "yes")
    assert "A table over two metres cannot have more than two leaves." in again.words("en")


def test_no_longer_asked(changed: Models, saved: Configuration) -> None:
    """A choice that does not matter any more is let go."""
    own = newer(
        changed,
        ('yes-no: true, price: 400, absent: "no"}', 'yes-no: true, price: 400, when: length < 1000, otherwise: "no"}'),
    )
    again = reopen(own, saved)
    assert [type(one) for one in again.changes] == [NotAsked]
    assert again.configuration is not None
    assert "cushion" not in again.configuration.choices


def test_price_and_work(desk: Desk, changed: Models, saved: Configuration) -> None:
    """With the model as it was, what it cost and how it was made are compared."""
    own = newer(
        changed,
        ("amount: 390 * leaves", "amount: 400 * leaves"),
        ("per_unit: 6min", "per_unit: 5min"),
        (
            "  pack:\n",
            "  check:\n    texts: {nb: Kontroll, en: Check}\n"
            "    ways: [{work_centre: assembly, per_unit: 1min}]\n  pack:\n",
        ),
    )
    again = reopen(own, saved, desk.products["fjell/table"])
    price, work = again.changes
    assert isinstance(price, PriceChanged)
    assert price.after_ore - price.before_ore == 2000
    assert isinstance(work, WorkChanged)
    assert (work.added, work.removed, work.changed, work.materials) == (("check",), (), ("assemble",), False)
    assert again.words("en").replace("\u202f", "") == (
        "The price a piece is NOK 8530.51, before NOK 8510.51.\n"
        "The work has changed: new step check, the step assemble is different."
    )


def test_nothing_fits(changed: Models, saved: Configuration) -> None:
    """A model that leaves nothing says so."""
    own = newer(changed, ("rule: length > 2000 => leaves <= 2", "rule: length < 0"))
    again = reopen(own, saved)
    assert again.configuration is None
    assert not again.kept
    assert "No valid configuration is left." in again.words("en")


def test_a_product_that_is_gone(products: dict[str, ProductModel], saved: Configuration) -> None:
    """There is nothing to reopen it under."""
    own = Desk({"vidda/runner": products["vidda/runner"]}, DAY, "en")
    with pytest.raises(ConfigurationError, match="no product"):
        reopen(own, saved)


def test_folders_keep_configurations_of_older_models(desk: Desk, folder: Callable[..., Path]) -> None:
    """Still valid under other names: read, with the code it was given; not any more: an error says what changed."""
    made = desk.configuration("fjell/table", PAINTED)
    place = folder((made, "T-1", 2), (desk.configuration("fjell/table", OAK), "T-2", 1))
    file = place / "products" / "table.yaml"
    text = file.read_text("utf-8").replace(*NEWER).replace("      black: {", "      night: {formerly: [black], ")
    file.write_text(text.replace('family: "{colour}"', "family: black"), "utf-8")
    network = read_network(place)
    assert network.orders["T-1"].item in network.routings
    file.write_text(file.read_text("utf-8").replace("leaves <= 2", "leaves <= 1"), "utf-8")
    with pytest.raises(FolderError) as caught:
        read_network(place)
    (problem,) = caught.value.problems
    assert problem.row == 2
    assert problem.message.startswith("is no longer valid by version 3 of fjell/table: “black” is now called “night”")
    assert "cannot have more than two leaves" in problem.message


def test_as_little_as_possible_is_given_up(desk: Desk, changed: Models) -> None:
    """Of every table that could be made, reopening changes no more choices than the nearest valid one differs in."""
    own = newer(
        changed,
        ("rule: length > 2000 => leaves <= 2", "rule: length > 2000 => leaves = 0 and not cushion and colour != white"),
    )
    pages = product(
        range(800, 2401, 400), range(4), ("oak", "painted"), ("white", "black", "none"), *[("yes", "no")] * 2
    )
    names = ("length", "leaves", "material", "colour", "cushion", "runner")
    whole = [{name: at for name, at in zip(names, page, strict=True) if isinstance(at, str | int)} for page in pages]
    valid = [one for one in whole if not own.check(Configuration("fjell/table", "3", one))]
    old = [one for one in whole if not desk.check(Configuration("fjell/table", "2", one))]
    gone = [one for one in old if one not in valid]
    assert len(gone) > 20
    for one in gone[::5]:
        saved = desk.configuration("fjell/table", one)
        least = min(sum(other[name] != saved.choices[name] for name in saved.choices) for other in valid)
        again = reopen(own, saved)
        assert again.configuration is not None
        assert own.check(again.configuration) == ()
        assert sum(isinstance(change, GivenUp) for change in again.changes) == least
