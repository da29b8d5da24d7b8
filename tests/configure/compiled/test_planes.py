# SPDX-License-Identifier: Apache-2.0
"""Numbers that meet in products and sums, and numbers with very many values."""

from __future__ import annotations

from fractions import Fraction
from math import comb

from tests.configure.small_models import HERE, ON, choice, model, number, price, rule, texts

from klynge.configure import Amount, ChoiceView, NumberView, Session, compile_product
from klynge.configure import expression as x
from klynge.configure.model import AnyVariable, Derived, Span

AREA = x.Calculate(x.Arithmetic.MULTIPLY, x.NumberOf("w"), x.NumberOf("h"))


def spans(session: Session, name: str) -> tuple[Span, ...]:
    """What a number may be."""
    shown = session.view().variables[name]
    assert isinstance(shown, NumberView)
    return shown.spans


def at_most(left: x.Expression, right: int | x.Expression) -> x.Expression:
    """left <= right."""
    return x.Compare(x.Comparison.AT_MOST, left, x.Number(Fraction(right)) if isinstance(right, int) else right)


def test_a_product_of_numbers_is_exact() -> None:
    """A million pairs under an area: how many, and what one may be when the other is chosen."""
    square = model(
        {"w": number("w", Span(1, 1000)), "h": number("h", Span(1, 1000))}, {"r": rule("r", at_most(AREA, 5000))}
    )
    session = compile_product(square, ON).session()
    assert session.products.number == sum(min(1000, 5000 // w) for w in range(1, 1001))
    assert spans(session.choose("w", 600), "h") == (Span(1, 8, 1),)


def test_the_price_of_an_area_is_that_of_the_smallest() -> None:
    """A choice that asks for a large area raises the price of the cheapest completion."""
    large = x.Connect(x.Connective.IMPLIES, (x.IsOption("c", frozenset({"a"})), x.Not(at_most(AREA, 6000))))
    numbers = {"w": number("w", Span(10, 100)), "h": number("h", Span(10, 100))}
    panel = model({"c": choice("c", "a", "b"), **numbers}, {"r": rule("r", large)}, prices=(price("p", AREA),))
    session = compile_product(panel, ON).session()
    cheapest = session.choose("c", "a").view().cheapest
    assert cheapest is not None
    assert (cheapest.number, cheapest.exact) == (
        100 * min(w * h for w in range(61, 101) for h in range(61, 101) if w * h > 6000),
        True,
    )


def test_a_number_with_very_many_values_is_cut_at_thresholds() -> None:
    """A serial number up to a billion, with one rule and one choice."""
    first = x.Connect(x.Connective.IMPLIES, (x.IsOption("c", frozenset({"a"})), at_most(x.NumberOf("n"), 12_345)))
    tag = model({"c": choice("c", "a", "b"), "n": number("n", Span(1, 10**9))}, {"r": rule("r", first)})
    session = compile_product(tag, ON).session()
    assert session.products.number == 12_345 + 10**9
    assert spans(session.choose("c", "a"), "n") == (Span(1, 12_345, 1),)
    assert not session.choose("n", 12_346).can_be("c", "a")
    assert {one["n"] <= 12_345 for one in session.choose("c", "a").sample(20, 1)} == {True}  # type: ignore[operator]


def test_steps_and_ranges_stay_as_they_are() -> None:
    """What a rule leaves of a stepped number is said in its own steps."""
    depth = model(
        {"d": number("d", Span(300, 900, 50), Span(1000, 1200, 100))},
        {"r": rule("r", x.Not(at_most(x.NumberOf("d"), 420)))},
    )
    assert spans(compile_product(depth, ON).session(), "d") == (Span(450, 900, 50), Span(1000, 1200, 100))


def test_a_rule_over_many_options_is_compiled() -> None:
    """At most three of thirty extras: no list of a billion combinations."""
    extras = {f"e{i}": choice(f"e{i}", "yes", "no", yes_no=True) for i in range(30)}
    chosen = tuple(x.IsOption(name, frozenset({"yes"})) for name in extras)
    few = model(extras, {"r": rule("r", at_most(x.Apply(x.Function.COUNT, chosen), 3))})
    assert compile_product(few, ON).count().number == sum(comb(30, k) for k in range(4))


def test_a_sum_over_many_numbers_is_compiled() -> None:
    """Twelve numbers of ten values each, whose sum is bounded."""
    parts = {f"n{i}": number(f"n{i}", Span(0, 9)) for i in range(12)}
    total: x.Expression = x.Number(Fraction(0))
    for name in parts:
        total = x.Calculate(x.Arithmetic.ADD, total, x.NumberOf(name))
    ways = [1] + [0] * 20
    for _ in parts:
        ways = [sum(ways[max(0, s - 9) : s + 1]) for s in range(21)]
    assert compile_product(model(parts, {"r": rule("r", at_most(total, 20))}), ON).count().number == sum(ways)


def test_numbers_with_too_many_combinations_go_to_the_solver() -> None:
    """Three lengths and their volume: a hundred million combinations, whose rules still hold."""
    sides = {name: number(name, Span(200, 700)) for name in ("l", "w", "h")}
    volume = x.Calculate(x.Arithmetic.MULTIPLY, AREA, x.NumberOf("l"))
    small = x.Connect(x.Connective.OR, (x.IsOption("c", frozenset({"b"})), at_most(volume, 40_000_000)))
    amount = x.Calculate(x.Arithmetic.DIVIDE, volume, x.Number(Fraction(10_000)))
    box = model({"c": choice("c", "a", "b"), **sides}, {"r": rule("r", small)}, prices=(price("p", amount),))
    session = compile_product(box, ON).session({"c": "a", "l": 700})
    found = session.complete_by("cheapest")
    assert found is not None
    assert (found.choices, found.price, found.exact) == ({"c": "a", "l": 700, "w": 200, "h": 200}, 280_000, True)
    width = spans(session, "w")
    assert (width[0].low, width[-1].high) == (200, 40_000_000 // 700 // 200)
    excluded = session.why_not("w", 286)
    assert excluded is not None
    assert ([one.id for one in excluded.choices], [one.id for one in excluded.rules]) == (["c", "l"], ["r"])
    needed = session.what_is_needed("w", 286)
    assert needed is not None
    assert len(needed.give_up) == 1


def test_a_price_is_exact_where_one_point_has_the_least_of_all_its_terms() -> None:
    """The smallest panel has the least area and edge; one of a certain area has not, so its price is a lower bound."""
    sizes = {"w": number("w", Span(10, 100)), "h": number("h", Span(10, 100))}
    large = x.Connect(x.Connective.IMPLIES, (x.IsOption("c", frozenset({"a"})), x.Not(at_most(AREA, 3000))))
    of_area = x.Choose(x.IsOption("d", frozenset({"a"})), AREA, x.Number(Fraction(5000)))
    edge = x.Calculate(x.Arithmetic.ADD, x.NumberOf("w"), x.NumberOf("h"))
    variables: dict[str, AnyVariable] = {"c": choice("c", "a", "b"), "d": choice("d", "a", "b"), **sizes}
    panel = model(variables, {"r": rule("r", large)}, prices=(price("area", of_area), price("edge", edge)))
    shown = compile_product(panel, ON).session().choose("d", "a").view().variables["c"]
    assert isinstance(shown, ChoiceView)
    large_panel, small_panel = (one.cheapest for one in shown.options)
    assert small_panel == Amount(100 * (10 * 10 + 10 + 10))
    assert large_panel is not None
    best = min(w * h + w + h for w in range(10, 101) for h in range(10, 101) if w * h > 3000)
    assert not large_panel.exact
    assert large_panel.number <= 100 * best


def test_quantities_each_twice_the_one_before_are_expanded_once() -> None:
    """Forty of them in a rule and a price, whose parts written out would be a trillion."""
    total: x.Expression = x.Calculate(x.Arithmetic.ADD, x.NumberOf("w"), x.NumberOf("h"))
    derived = {"d0": Derived("d0", texts("d"), "", total, HERE)}
    for i in range(1, 40):
        twice = x.Calculate(x.Arithmetic.ADD, x.DerivedOf(f"d{i - 1}"), x.DerivedOf(f"d{i - 1}"))
        derived[f"d{i}"] = Derived(f"d{i}", texts("d"), "", twice, HERE)
    amount = x.Calculate(x.Arithmetic.DIVIDE, x.DerivedOf("d39"), x.Number(Fraction(2**39)))
    few = rule("r", x.Not(at_most(x.DerivedOf("d39"), 2**39 * 9)))
    numbers = {"w": number("w", Span(1, 100)), "h": number("h", Span(1, 100))}
    session = compile_product(model(numbers, {"r": few}, prices=(price("p", amount),), derived=derived), ON).session()
    assert session.view().cheapest == Amount(100 * 10)
    assert spans(session.choose("w", 3), "h") == (Span(7, 100, 1),)
