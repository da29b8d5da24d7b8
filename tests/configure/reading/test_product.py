# SPDX-License-Identifier: Apache-2.0
"""A product file becomes the model that it says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.configure.models import line_of, window

from klynge.configure import ProductModel, read_product
from klynge.configure import expression as x
from klynge.configure.model import After, ChoiceVariable, NumberVariable, SameAs, Span, TableKind, TextVariable


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ProductModel:
    return read_product(window(tmp_path_factory.mktemp("product")))


def test_what_it_is(model: ProductModel) -> None:
    """Identifier, owner, version, validity and texts are those of the file."""
    assert (model.id, model.owner, model.version, model.unit) == ("rdv/window", "rdv", "2026.1", "pcs")
    assert (model.valid_from, model.valid_to) == (date(2026, 1, 1), date(2027, 12, 31))
    assert model.texts == {"nb": "Vindu", "en": "Window"}
    assert [group.id for group in model.groups] == ["size"]


def test_choices(model: ProductModel) -> None:
    """A choice has its options in order, with their validity and former names; a yes-no variable has two."""
    opening, vent = model.variables["opening"], model.variables["vent"]
    assert isinstance(opening, ChoiceVariable)
    assert isinstance(vent, ChoiceVariable)
    assert [option.id for option in opening.options] == ["fixed", "tilt", "side"]
    assert opening.options[2].valid_from == date(2026, 3, 1)
    assert opening.options[2].formerly == ("turn",)
    assert opening.suggested == "side"
    assert vent.yes_no
    assert {option.id for option in vent.options} == {"yes", "no"}
    assert vent.absent == "no"


def test_numbers_and_texts(model: ProductModel) -> None:
    """Numbers have their spans, the value for when they do not matter among them; texts their pattern."""
    height, lock, engraving = (model.variables[name] for name in ("height", "lock-height", "engraving"))
    assert isinstance(height, NumberVariable)
    assert height.spans == (Span(390, 790, 10), Span(990, 990))
    assert isinstance(lock, NumberVariable)
    assert lock.spans == (Span(0, 0), Span(100, 300))
    assert lock.otherwise == 0
    assert lock.when == x.IsOption("vent", frozenset({"yes"}))
    assert isinstance(engraving, TextVariable)
    assert not engraving.required


def test_tables(model: ProductModel) -> None:
    """Rows keep their cells: one option, several, any (`*` or nothing), ranges; look-ups keep exact numbers."""
    colours, glass = model.tables["colours"], model.tables["glass"]
    assert colours.kind is TableKind.ALLOWED
    assert colours.rows[0].cells == (frozenset({"none"}), None, None)
    assert colours.rows[1].cells[2] == ((390, 790), (990, 990))
    assert colours.rows[1].place.line == 3
    assert glass.rows[2].values == (Fraction(61, 2), Fraction(4, 5))


def test_rules_and_derived(model: ProductModel) -> None:
    """Names are resolved: a variable, an option, a derived quantity, a column of a table."""
    rule = model.rules["glass-weight"]
    assert rule.owner == "rdv/design"
    assert rule.place.line == line_of("  glass-weight:")
    assert rule.condition == x.Connect(
        x.Connective.OR,
        (
            x.IsOption("opening", frozenset({"fixed"})),
            x.Compare(x.Comparison.AT_MOST, x.DerivedOf("glass-mass"), x.Number(Fraction(20))),
        ),
    )
    assert model.rules["glass-colours"].owner == "rdv"
    assert model.rules["glass-colours"].table == "colours"
    assert model.derived["glass-mass"].value == x.Calculate(
        x.Arithmetic.MULTIPLY, x.DerivedOf("area"), x.LookUp("glass", "weight")
    )


def test_prices(model: ProductModel) -> None:
    """An option's price is a line of its own, in force when the option is."""
    lines = {line.id: line for line in model.prices}
    assert lines.keys() == {"base", "set-up", "paint", "opening.tilt", "opening.side", "vent.yes"}
    assert lines["set-up"].per_order
    side = lines["opening.side"]
    assert side.when == x.IsOption("opening", frozenset({"side"}))
    assert side.texts["nb"] == "Åpning: Sidehengslet"
    assert (side.options_of, side.valid_from) == ("opening", date(2026, 3, 1))


def test_bill_and_parts(model: ProductModel) -> None:
    """An item that hangs on a choice is a line an option; a part's choices are options, ours, or numbers."""
    assert [line.item for line in model.bill] == ["rdv/timber", "rdv/glass-2", "rdv/glass-3"]
    assert model.bill[1].when == x.IsOption("glass", frozenset({"two"}))
    (part,) = model.parts
    assert part.choices["size"] == "large"
    assert part.choices["finish"] == SameAs("colour")
    assert isinstance(part.choices["width"], x.Calculate)


def test_routing(model: ProductModel) -> None:
    """A step follows the one written before it unless it says otherwise; times are in seconds."""
    plane, seal, glaze = model.steps
    assert plane.after == ()
    assert seal.after == (After("plane"),)
    assert glaze.after[0].max_lag == x.Number(Fraction(2700))
    assert len(glaze.ways) == 2
    assert plane.ways[0].run_needs == ("planing:0.5",)
