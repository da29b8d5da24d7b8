# SPDX-License-Identifier: Apache-2.0
"""The rows that a configuration is made of: what stands in them, and what keeps them from being made."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.configure.work.conftest import DAY, OAK, PAINTED, Models

from klynge.configure.work import ConfigurationError, Desk
from klynge.network.schema import Items, Links, Materials, Routings
from klynge.network.table import Spec


def cells(desk: Desk, choices: dict[str, str | int], spec: Spec, quantity: int = 1) -> list[dict[str, str]]:
    """The rows of a table for a table, cells by column, without empty ones and the item."""
    rows = desk.rows(desk.configuration("fjell/table", choices), quantity)
    names = [column.name for column in spec.columns]
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell and name != "item"}
        for row in rows.cells(spec.name)
        if row[0].startswith("fjell/")
    ]


def test_the_item_is_made_by_the_owner(desk: Desk) -> None:
    """Its name has the values in it, its weight is that of the choices."""
    (item,) = cells(desk, {**PAINTED}, Items.table)
    assert item == {
        "member": "fjell",
        "name": "Table 2200 mm, black",
        "unit": "pcs",
        "source": "make",
        "weight_g": "24800",
    }


def test_times_are_rounded_up(desk: Desk) -> None:
    """30.4 s a metre and 2.2 m are 66.88 s; what holds for a step stands in its first row."""
    saw = cells(desk, {**PAINTED}, Routings.table)[0]
    assert saw == {
        "step": "saw", "name": "Saw to length", "work_centre": "saw", "fixed": "300s", "per_unit": "66.880s",
        "pause": "resumable", "run_needs": "operator:0.5", "yield": "0.98", "after": "-",
    }  # fmt: skip


def test_ways_and_steps_follow_the_choices(desk: Desk) -> None:
    """A short oak table may be milled at the saw, is not painted, and hands the links of its left out steps on."""
    rows = cells(desk, {**OAK}, Routings.table)
    assert [(row["step"], row["work_centre"], row.get("after")) for row in rows] == [
        ("saw", "saw", "-"),
        ("mill", "cnc", "saw"),
        ("mill", "saw", None),
        ("assemble", "assembly", "mill"),
        ("pack", "assembly", "assemble"),
    ]
    # the lags after painting say nothing where nothing is painted
    assert cells(desk, {**OAK}, Links.table) == [{"before": "assemble", "after": "pack", "transfer_quantity": "10"}]


def test_links_keep_their_lags(desk: Desk) -> None:
    """Between two steps that are there."""
    link = {"before": "paint", "after": "assemble", "min_lag": "14400s", "max_lag": "172800s"}
    assert link in cells(desk, {**PAINTED}, Links.table)


def test_families_are_identifiers(desk: Desk) -> None:
    """The family names the option, not its text."""
    paint = next(row for row in cells(desk, {**PAINTED}, Routings.table) if row["step"] == "paint")
    assert (paint["family"], paint["max_lots"], paint["after"]) == ("black", "2", "engrave")


def test_materials_are_exact_and_added_up(desk: Desk) -> None:
    """6.6 m and a third of a metre for each of two leaves are 109/15 m."""
    rows = cells(desk, {**PAINTED}, Materials.table)
    wood = next(row for row in rows if row["material"] == "wood")
    assert Fraction(int(wood["quantity"]), int(wood["per"])) == Fraction(66, 10) + Fraction(2, 3)
    assert "cushion" not in {row["material"] for row in rows}
    cushion = next(
        row for row in cells(desk, {**PAINTED, "cushion": "yes"}, Materials.table) if row["material"] == "cushion"
    )
    assert cushion == {"step": "assemble", "material": "cushion", "quantity": "2"}


def test_names_are_in_the_language_of_the_desk(products: dict) -> None:  # type: ignore[type-arg]
    """A table has one name for a thing."""
    desk = Desk(products, DAY, "nb")
    assert cells(desk, {**PAINTED}, Items.table)[0]["name"] == "Bord 2200 mm, svart"
    assert cells(desk, {**PAINTED}, Routings.table)[0]["name"] == "Kapp"


def test_articles_of_the_same_work_are_known_by_it(desk: Desk) -> None:
    """An engraving changes the code and not the work; a colour changes both."""
    plain, engraved, white = (
        desk.rows(desk.configuration("fjell/table", {**PAINTED, **more}))
        for more in ({}, {"engraving": "ABC"}, {"colour": "white"})
    )
    assert plain.item != engraved.item
    assert plain.work == engraved.work != white.work


BROKEN = {
    "no way": (
        ("family: legs, setup_needs: [setter]", "family: legs, when: length > 1200"),
        ("when: length <= 1200", "when: length < 1200"),
        "the step mill can be done nowhere",
        "routing.mill",
    ),
    "step left out": (
        ('item: cushion, quantity: "2", when: cushion}', 'item: cushion, quantity: "2"}'),
        ("step: assemble, item", "step: paint, item"),
        "the line is for the step paint",
        "bill.cushion",
    ),
    "negative": (
        ("per_unit: 4min", "per_unit: 4min - length"),
        ("weight_g", "weight_g"),
        "must be at least 0",
        "routing.mill.ways.per_unit",
    ),
    "no value": (
        ("amount: 390", "amount: 391"),
        ("quantity: 3 * metres", "quantity: 3 / leaves"),
        "has no value here",
        "bill.wood",
    ),
    "yield": (
        ("yield: 0.98", "yield: 0.98 + leaves + length / 1000"),
        ("weight_g", "weight_g"),
        "the yield is 2.18",
        "routing.saw.yield",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_made_says_where(changed: Models, kind: str) -> None:
    """One fault, at the place in the product, in both languages."""
    first, second, said, key = BROKEN[kind]
    desk = Desk(changed(first, second), DAY, "en")
    with pytest.raises(ConfigurationError) as caught:
        desk.rows(desk.configuration("fjell/table", OAK))
    (fault,) = {fault.message["en"]: fault for fault in caught.value.faults}.values()
    assert said in fault.message["en"]
    assert fault.message["nb"] != fault.message["en"]
    assert fault.key == key
    assert fault.spot.startswith("products/table.yaml:")
    assert key in caught.value.words("nb")


def test_work_may_hang_on_how_many_are_ordered(changed: Models) -> None:
    """`quantity` in a routing is that of the order."""
    desk = Desk(changed(("per_unit: 4min", "per_unit: 'if(quantity >= 10, 3min, 4min)'")), DAY, "en")
    few, many = (cells(desk, {**OAK}, Routings.table, number)[1]["per_unit"] for number in (9, 10))
    assert (few, many) == ("240s", "180s")
    assert desk.hangs_on_quantity("fjell/table")
    assert not desk.hangs_on_quantity("vidda/runner")
