# SPDX-License-Identifier: Apache-2.0
"""What people read of a configuration: price, bill of materials, the sheet for the shop floor."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.configure.work.conftest import DAY, OAK, PAINTED, Models

from klynge.configure.model import ProductModel
from klynge.configure.work import ConfigurationError, Desk, Kind
from klynge.network.model import Item, Source


def test_a_price_has_lines(desk: Desk) -> None:
    """Each line in whole øre for a piece, halves away from zero; what is once for the order once."""
    price = desk.price(desk.configuration("fjell/table", PAINTED), 12)
    assert [(line.id, line.ore, line.per_order) for line in price.lines] == [
        ("base", 718051, False),
        ("leaves", 78000, False),
        ("start", 45000, True),
        ("colour.black", 15000, False),
    ]
    assert price.piece_ore == 811051
    assert price.total_ore == 12 * 811051 + 45000


def test_a_price_in_words(desk: Desk) -> None:
    """A line each, amounts under each other."""
    price = desk.price(desk.configuration("fjell/table", PAINTED), 12)
    assert price.words("nb").replace("\u202f", " ") == (
        "Bord            7180,51 kr\n"
        "Ileggsplater     780,00 kr\n"
        "Farge: svart     150,00 kr\n"
        "Per stykk       8110,51 kr\n"
        "Oppstart         450,00 kr\n"
        "Sum for 12    97 776,12 kr"
    )
    assert price.words("en").splitlines()[-1].replace("\u202f", " ") == "Total for 12   NOK 97 776.12"


def test_prices_have_their_time(changed: Models) -> None:
    """A line that is not in force on the day of the desk is not charged."""
    models = changed(("amount: 390 * leaves", "amount: 390 * leaves, valid: {from: 2026-03-01}"))
    now, later = (Desk(models, day, "en") for day in (DAY, date(2026, 3, 1)))
    made = now.configuration("fjell/table", PAINTED)
    assert later.price(made).piece_ore - now.price(made).piece_ore == 78000


def test_the_bill_is_a_tree(desk: Desk) -> None:
    """What is bought, by step, for a piece and for the order, rounded up; names from the cluster where it has them."""
    wood = Item("wood", "fjell", "Oak board", "m", Source.BUY)
    bill = desk.bill(desk.configuration("fjell/table", {**PAINTED, "cushion": "yes"}), 12, {"wood": wood})
    assert (bill.kind, bill.total, bill.step) == (Kind.MADE, 12, "")
    assert [(one.item, one.name, one.step, one.total) for one in bill.parts] == [
        ("wood", "Oak board", "saw", 88),
        ("paint-mix", "", "paint", 7),
        ("cushion", "", "assemble", 24),
    ]
    assert bill.words("nb").splitlines()[1] == "  7,267 m  wood  Oak board (i alt 88 m)"


def test_the_sheet_says_all_that_the_floor_needs(desk: Desk) -> None:
    """Name, code, sizes, choices, materials, steps with their times, in either language."""
    made = desk.configuration("fjell/table", {**PAINTED, "engraving": "ABC"})
    sheet = desk.drawing(made, 12, "nb")
    for text in (
        "Bord 2200 mm, svart",
        made.item,
        "12 stk · versjon 2 · 24,8 kg per stykk",
        "Plate 2200 × 900 mm, Malt furu",
        "Gravering            ABC",
        "7,267            88  saw            wood",
        " 5  Monter (etter 4, minst 4 t, høyst 48 t)",
        "saw · 5 min fast · 1 min 7 s per stykk",
        "paint · oppsett black · 10 min fast · 2 min per stykk",
    ):
        assert text in sheet
    assert "Colour               black" in desk.drawing(made, 12, "en").replace("Colour     ", "Colour               ")
    assert max(map(len, sheet.splitlines())) < 100


@given(length=st.integers(8, 24), leaves=st.integers(0, 3), quantity=st.integers(1, 500))
def test_totals_are_never_short(products: dict[str, ProductModel], length: int, leaves: int, quantity: int) -> None:
    """What the bill asks for the order is the least whole number that covers every piece."""
    desk = Desk(products, DAY, "en")
    choices = {**OAK, "length": 100 * length, "leaves": min(leaves, 2)}
    for one in desk.bill(desk.configuration("fjell/table", choices), quantity).parts:
        assert 0 <= one.total - one.per_piece * quantity < 1


def test_what_is_not_valid_has_no_price(desk: Desk) -> None:
    """Everything is asked of valid configurations only; the rule says why in its own words."""
    with pytest.raises(ConfigurationError) as caught:
        desk.configuration("fjell/table", {**PAINTED, "leaves": 3})
    assert "Et bord over to meter kan ikke ha mer enn to ileggsplater." in caught.value.words("nb")
    assert "rules.long-table" in caught.value.words("en")
