# SPDX-License-Identifier: Apache-2.0
"""Sessions on random small models against trying every combination."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from tests.configure.small_models import ON, Brute, Choices, model, models, number, price, rule, values

from klynge.configure import (
    ChoiceView,
    ImpossibleChoiceError,
    NumberView,
    Session,
    TooIntricateError,
    compile_product,
)
from klynge.configure import expression as x
from klynge.configure.compiled import compilation, costs, folding, meeting
from klynge.configure.model import ProductModel, Span

QUICK = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
    phases=[Phase.generate],  # to make such a model smaller takes minutes, and seldom helps
)


@pytest.fixture(autouse=True, params=["planes", "folds", "solver"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With numbers that meet in one plane, with each folded by a choice, and as if every plane were too large."""
    if request.param == "folds":
        monkeypatch.setattr(folding, "FEW_CLASSES", 0)
        monkeypatch.setattr(folding, "GAIN", 0)
        monkeypatch.setattr(costs, "LARGE", 0)
    if request.param == "solver":
        monkeypatch.setattr(meeting, "FEW", 0)
        monkeypatch.setattr(meeting, "POINTS", 1)
        monkeypatch.setattr(compilation, "POINTS", 1)


def started(data: st.DataObject, model: ProductModel) -> tuple[Session, Brute]:
    """A session with some choices of a random product made, in random order."""
    try:
        product = compile_product(model, ON)
        product.session().view()
    except TooIntricateError:
        reject()
    brute = Brute(model)
    assert product.session().possible == bool(brute.products)
    if not brute.products:
        return product.session(), brute
    whole = data.draw(st.sampled_from(brute.products))
    names = data.draw(st.permutations(sorted(whole)))[: data.draw(st.integers(0, len(whole)))]
    return product.session({name: whole[name] for name in names}), brute


def others(session: Session, name: str) -> Choices:
    """The choices for other variables."""
    return {one: value for one, value in session.choices.items() if one != name}


@QUICK
@given(models(), st.data())
def test_what_is_offered_is_what_is_possible(model: ProductModel, data: st.DataObject) -> None:
    """Counts are exact, and each option and number is offered exactly when a product has it with the other choices."""
    session, brute = started(data, model)
    view = session.view()
    assert view.products.number >= len(brute.left(session.choices))
    assert view.products.exact == (not session.product.wide)
    assert not view.products.exact or view.products.number == len(brute.left(session.choices))
    for name, variable in model.variables.items():
        left = {one[name] for one in brute.left(others(session, name))}
        shown = view.variables[name]
        if isinstance(shown, ChoiceView):
            assert {one.id for one in shown.options if one.possible} == left
        elif isinstance(shown, NumberView):
            assert shown.exact
            assert {value for value in values(variable) if shown.has(int(value))} == left


@QUICK
@given(models(), st.data(), st.integers(1, 3))
def test_the_price_beside_an_option_is_the_least_of_its_products(
    model: ProductModel, data: st.DataObject, quantity: int
) -> None:
    """Exactly where it says so, and never more where it is a lower bound."""
    session, brute = started(data, model)
    session = session.with_quantity(quantity)
    for name, shown in session.view().variables.items():
        for option in shown.options if isinstance(shown, ChoiceView) else ():
            left = brute.left(others(session, name) | {name: option.id})
            if option.cheapest is not None:
                least = min(brute.price(one, quantity) for one in left)
                assert option.cheapest.number == least if option.cheapest.exact else option.cheapest.number <= least


@QUICK
@given(models(), st.data())
def test_a_completion_is_a_product_and_the_best(model: ProductModel, data: st.DataObject) -> None:
    """It keeps the choices, breaks no rule, and nothing left is cheaper (lighter) where it says exact."""
    session, brute = started(data, model)
    left = brute.left(session.choices)
    found = session.complete_by("cheapest")
    assert (found is None) == (not left)
    if found is not None:
        assert found.choices in left
        assert found.price == brute.price(found.choices)
        assert not found.exact or found.price == min(map(brute.price, left))
    if found is not None and model.weight_g is not None:
        try:
            lightest = session.complete_by("lightest")
        except TooIntricateError:
            reject()
        assert lightest is not None
        assert (lightest.weight_g or 0) == brute.weight(lightest.choices)
        assert not lightest.exact or (lightest.weight_g or 0) == min(map(brute.weight, left))


@QUICK
@given(models(), st.data())
def test_what_is_given_up_is_the_fewest(model: ProductModel, data: st.DataObject) -> None:
    """With them given up the value is possible, with fewer it is not, and without any choice None says so."""
    session, brute = started(data, model)
    name = data.draw(st.sampled_from(sorted(model.variables)))
    value = data.draw(st.sampled_from(values(model.variables[name])))
    kept = others(session, name)
    sizes = [
        size
        for size in range(len(kept) + 1)
        for names in combinations(kept, size)
        if brute.left({one: kept[one] for one in kept if one not in names} | {name: value})
    ]
    needed = session.what_is_needed(name, value)
    assert (needed is None) == (not sizes)
    if needed is not None:
        assert len(needed.give_up) == sizes[0]
        assert session.choose(name, value, giving_up=needed.give_up).choices[name] == value
    if sizes and sizes[0] > 0:
        with pytest.raises(ImpossibleChoiceError):
            session.choose(name, value)


@QUICK
@given(models(), st.data())
def test_no_choice_and_no_rule_of_an_explanation_can_be_left_out(model: ProductModel, data: st.DataObject) -> None:
    """The named choices and rules exclude the value; without any one of them they do not."""
    session, brute = started(data, model)
    name = data.draw(st.sampled_from(sorted(model.variables)))
    value = data.draw(st.sampled_from(values(model.variables[name])))
    found = session.why_not(name, value)
    assert (found is None) == bool(brute.left(others(session, name) | {name: value}))
    if found is None:
        return
    choices = {reason.id: session.choices[reason.id] for reason in found.choices}
    rules = {reason.id if reason.kind == "rule" else f"when {reason.id}" for reason in found.rules}

    def possible(choices: Choices, rules: set[str]) -> bool:
        asked = (choices | {name: value}).items()
        pairs = zip(brute.everything, brute.broken, strict=True)
        return any(asked <= one.items() and not broken & rules for one, broken in pairs)

    everything = set(brute.reasons)
    assert not possible(choices, rules)
    assert all(possible({c: v for c, v in choices.items() if c != one}, everything) for one in choices)
    assert all(possible(choices, rules - {one}) for one in rules)


@QUICK
@given(models(), st.data())
def test_samples_are_products_with_the_choices(model: ProductModel, data: st.DataObject) -> None:
    """Every draw is a product that is left, the same for the same seed."""
    session, brute = started(data, model)
    left = brute.left(session.choices)
    drawn = session.sample(5, seed=3)
    assert len(drawn) == (5 if left else 0)
    assert all(one in left for one in drawn)
    assert drawn == session.sample(5, seed=3)


@QUICK
@given(models(), st.data())
def test_under_a_price_limit_only_products_within_it_are_offered(model: ProductModel, data: st.DataObject) -> None:
    """Where prices are exact: options exactly, and numbers exactly where the view says so."""
    session, brute = started(data, model)
    left = brute.left(session.choices)
    if not left:
        return
    limit = data.draw(st.sampled_from(sorted(map(brute.price, left))))
    view = session.with_price_at_most(limit).view()
    for name, variable in model.variables.items():
        within = {one[name] for one in brute.left(others(session, name)) if brute.price(one) <= limit}
        shown = view.variables[name]
        if isinstance(shown, ChoiceView):
            possible: set[str | int] = {one.id for one in shown.options if one.possible}
            exact = all(one.cheapest is None or one.cheapest.exact for one in shown.options)
            assert possible == within if exact else possible >= within
        elif isinstance(shown, NumberView):
            possible = {value for value in values(variable) if shown.has(int(value))}
            assert possible == within if shown.exact else possible >= within


def test_a_number_is_within_a_limit_by_its_own_price() -> None:
    """Of numbers that no rule tells apart only the ones cheap enough, unless the view says that it is not exact."""
    amount = x.Calculate(x.Arithmetic.DIVIDE, x.Number(Fraction(2)), x.NumberOf("n"))
    product = x.Calculate(x.Arithmetic.MULTIPLY, x.NumberOf("n"), x.NumberOf("m"))
    small = x.Compare(x.Comparison.AT_MOST, product, x.Number(Fraction(60)))
    sides = {"n": number("n", Span(1, 9, 2)), "m": number("m", Span(1, 9))}
    session = compile_product(model(sides, {"r": rule("r", small)}, prices=(price("p", amount),)), ON).session()
    shown = session.with_price_at_most(22).view().variables["n"]
    assert isinstance(shown, NumberView)
    assert shown.has(9)
    assert not shown.exact or not any(shown.has(one) for one in (1, 3, 5, 7))
    found = session.complete_by("cheapest")
    assert found is not None
    assert not found.exact or found.price == 22
