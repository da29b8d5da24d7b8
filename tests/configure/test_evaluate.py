# SPDX-License-Identifier: Apache-2.0
"""Expressions come to exact values, and rules hold or do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.configure.models import window

from klynge.configure import Evaluator, NoValueError, read_product
from klynge.configure.model import Family
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.typed import number_of, truth_of
from klynge.configure.rounding import half_away, milliseconds, ore, quantity, thousandths

CHOICES: dict[str, str | int] = {
    "width": 990,
    "height": 990,
    "opening": "side",
    "glass": "two",
    "colour": "own",
    "vent": "no",
    "hinge-side": "left",
    "lock-height": 0,
    "engraving": "",
}


@pytest.fixture(scope="module")
def evaluator(tmp_path_factory: pytest.TempPathFactory) -> Evaluator:
    return Evaluator(read_product(window(tmp_path_factory.mktemp("product"))))


@pytest.fixture(scope="module")
def scope(evaluator: Evaluator) -> Scope:
    model = evaluator.model
    return Scope(
        variables=model.variables,
        derived=frozenset(model.derived),
        columns={"glass": ("weight", "u")},
        quantity=True,
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3 - 4", 3),
        ("-7 // 2", -4),
        ("-7 % 3", 2),
        ("7 / 2", Fraction(7, 2)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("round(2.5) + round(-2.5)", 0),
        ("min(3, 1, 2) + max(1, 4) + abs(-5)", 10),
        ("floor(2.7) + ceil(2.2)", 5),
        ("count(vent, width > 500, colour = own)", 2),
        ("if(opening = side, 2min, 0)", 120),
        ("by(glass, none: 1, two: 2, '130x200': 3)", 2),
        ("by(glass, none: 1, else: quantity)", 12),
        ("glass.weight * area", Fraction(9801, 500)),
        ("2 * (1.5h + 1d)", 2 * (5400 + 86400)),
        ("250ms", Fraction(1, 4)),
    ],
)
def test_numbers(evaluator: Evaluator, scope: Scope, text: str, value: Fraction) -> None:
    """Arithmetic is exact; functions, cases and look-ups give what the reference says."""
    assert evaluator.number(number_of(text, scope))(CHOICES, 12) == value


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("opening = side and not vent", True),
        ("opening in (fixed, tilt) or width not in (390..790, 990)", False),
        ("vent => opening = fixed", True),
        ("vent <=> lock-height = 0", False),
        ("width = height and width >= 990 and width < 991", True),
        ("glass != '130x200'", True),
        ("opening = side => hinge-side != none", True),
        ("width + 10 in (1000, 2000..3000)", True),
    ],
)
def test_truths(evaluator: Evaluator, scope: Scope, text: str, holds: bool) -> None:
    """Comparisons and connectives mean what they say."""
    assert evaluator.truth(truth_of(text, scope))(CHOICES) is holds


@pytest.mark.parametrize("text", ["1 / lock-height > 0", "1 % lock-height = 0", "count(1 // lock-height > 0) = 0"])
def test_what_has_no_value(evaluator: Evaluator, scope: Scope, text: str) -> None:
    """Dividing by zero has no value; `or` is true beside it and `and` false, in either order."""
    missing = truth_of(text, scope)
    with pytest.raises(NoValueError):
        evaluator.truth(missing)(CHOICES)
    for left, right in ((text, "not vent"), ("not vent", text)):
        assert evaluator.truth(truth_of(f"({left}) or ({right})", scope))(CHOICES)
        assert not evaluator.truth(truth_of(f"not ({left} or {right})", scope))(CHOICES)
        assert not evaluator.truth(truth_of(f"({left.replace('not vent', 'vent')}) and "
                                            f"({right.replace('not vent', 'vent')})", scope))(CHOICES)  # fmt: skip


def test_rules_that_do_not_hold(evaluator: Evaluator) -> None:
    """`broken` names the rules and tables that the choices break; a look-up without a row breaks its rule."""
    assert evaluator.broken(CHOICES) == []
    wide = evaluator.broken({**CHOICES, "width": 1500})
    assert [rule.id for rule in wide] == ["glass-weight", "glass-colours"]
    assert evaluator.broken({**CHOICES, "glass": "two", "width": 1790, "opening": "fixed"}, date(2026, 5, 1))


def test_texts(evaluator: Evaluator) -> None:
    """Texts show options as customers read them, families by identifier; decimals follow the language."""
    assert evaluator.text("{opening}, {glass-mass} kg", CHOICES, "nb") == "Sidehengslet, 19,602 kg"
    assert evaluator.text("{opening}, {glass-mass} kg", CHOICES, "en") == "Side hung, 19.602 kg"
    assert evaluator.family(Family("p-{colour}-{width}"), CHOICES) == "p-own-990"


@pytest.mark.parametrize(
    ("rounded", "value", "whole"),
    [
        (ore, Fraction(5, 1000), 1),
        (ore, Fraction(-5, 1000), -1),
        (milliseconds, Fraction(1, 3), 334),
        (quantity, Fraction(21, 10), 3),
        (thousandths, Fraction(12345, 10_000_000), 1),
    ],
)
def test_rounding(rounded: Callable[[Fraction], int], value: Fraction, whole: int) -> None:
    """Money to the nearest, needs up."""
    assert rounded(value) == whole


@given(st.fractions())
def test_halves_go_away_from_zero(value: Fraction) -> None:
    """The nearest whole number, symmetric about zero."""
    assert abs(half_away(value) - value) <= Fraction(1, 2)
    assert half_away(-value) == -half_away(value)


def test_only_what_is_needed(tmp_path: Path) -> None:
    """Only the choices that an expression hangs on need be there."""
    small = Evaluator(read_product(window(tmp_path)))
    assert small.derived("area", {"width": 1000, "height": 500}) == Fraction(1, 2)
