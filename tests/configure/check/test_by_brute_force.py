# SPDX-License-Identifier: Apache-2.0
"""What is found wrong with random small models against trying every combination."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.configure.small_models import HERE, ON, Brute, Choices, Names, conditions, models, texts, values

from klynge.configure import NoValueError
from klynge.configure import expression as x
from klynge.configure.check import Finding, check_product
from klynge.configure.model import ChoiceVariable, NumberVariable, Place, ProductModel, StepTemplate, Way
from klynge.configure.walk import parts

QUICK = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
THERE = Place("small.yaml", 7)


def placed(model: ProductModel) -> ProductModel:
    """The model with a place of its own for every variable, option and rule."""
    variables = {}
    for name, one in model.variables.items():
        if isinstance(one, ChoiceVariable):
            options = (replace(option, place=Place("o", 1, f"{name}.{option.id}")) for option in one.options)
            one = replace(one, options=tuple(options))
        variables[name] = replace(one, place=Place("v", 1, name))
    rules = {name: replace(one, place=Place("r", 1, name)) for name, one in model.rules.items()}
    return replace(model, variables=variables, rules=rules)


def found_in(model: ProductModel, *codes: str) -> list[Finding]:
    return [one for one in check_product(model, ON) if one.code in codes]


@QUICK
@given(models())
def test_contradictions(model: ProductModel) -> None:
    """A model without products is told, with reasons that leave nothing together, and something without any one."""
    brute = Brute(model)
    found = found_in(placed(model), "contradiction")
    assert bool(found) == (not brute.products)
    for one in found:
        keys = dict(one.facts)["reasons"].split(", ")
        reasons = {key.removeprefix("rules.").replace("variables.", "when ") for key in keys}
        assert all(broken & reasons for broken in brute.broken)
        for reason in reasons:
            assert not all(broken & (reasons - {reason}) for broken in brute.broken)


@QUICK
@given(models())
def test_what_can_never_be_chosen(model: ProductModel) -> None:
    """Exactly the options and numbers that no product has are named."""
    brute = Brute(model)
    assume(brute.products)
    there = placed(model)
    dead = {one.place.key for one in found_in(there, "dead_option")}
    lost = {one.place.key for one in found_in(there, "dead_values")}
    for name, variable in model.variables.items():
        gone = set(values(variable)) - {one[name] for one in brute.products}
        if isinstance(variable, ChoiceVariable):
            assert {key for key in dead if key.startswith(f"{name}.")} == {f"{name}.{option}" for option in gone}
        else:
            assert (name in lost) == bool(gone)


@QUICK
@given(models())
def test_rules_that_hold_nothing_back(model: ProductModel) -> None:
    """Without the rules named, the products are the same; without any one more, there are more."""
    brute = Brute(model)
    assume(brute.products)
    redundant = {one.place.key for one in found_in(placed(model), "redundant")}
    kept = set(brute.reasons) - redundant
    assert all(bool(broken & kept) == bool(broken) for broken in brute.broken)
    for rule in kept & model.rules.keys():
        assert any(broken and not broken & (kept - {rule}) for broken in brute.broken)


def holds(brute: Brute, condition: x.Expression | None, one: Choices) -> bool | None:
    """The truth of a condition; None where it has none."""
    try:
        return condition is None or brute.evaluator.truth(condition)(one)
    except NoValueError:
        return None


@QUICK
@given(models(), st.data())
def test_steps_that_no_way_makes(model: ProductModel, data: st.DataObject) -> None:
    """A step is named exactly when some product has it and fits none of its ways, and the product named is one."""
    brute = Brute(model)
    assume(brute.products)
    numbers = tuple(name for name, one in model.variables.items() if isinstance(one, NumberVariable))
    ask = conditions(Names(("c0",), numbers), 1)
    ways = tuple(Way("w", HERE, when=data.draw(ask)) for _ in range(2))
    step = StepTemplate("s", texts("s"), ways, (), THERE, when=data.draw(st.none() | ask))
    found = found_in(replace(model, steps=(step,), prices=(), weight_g=None), "no_way")
    stuck = [
        one
        for one in brute.products
        if holds(brute, step.when, one) and all(holds(brute, way.when, one) is False for way in ways)
    ]
    assert bool(found) == bool(stuck)
    for finding in found:
        named = dict(pair.split(" = ") for pair in dict(finding.facts)["choices"].split(", ") if " = " in pair)
        assert any(all(str(one[name]) == value for name, value in named.items()) for one in stuck)


def connects(expression: x.Expression) -> bool:
    return isinstance(expression, x.Connect) or any(connects(part) for part in parts(expression))


@QUICK
@given(models())
def test_what_has_no_value(model: ProductModel) -> None:
    """A price without a row to look up, or divided by zero, is named exactly when some product meets it."""
    brute = Brute(model)
    assume(brute.products)
    line = replace(model.prices[0], place=THERE)
    small = replace(model, prices=(line,), weight_g=None)
    found = [one for one in found_in(small, "no_row", "divides_by_zero") if one.place == THERE]
    without = False
    for one in brute.products:
        asked = holds(brute, line.when, one)
        try:
            without |= asked is None or (asked and brute.evaluator.number(line.amount)(one, 1) is None)
        except NoValueError:
            without = True
    assert without or not found
    # Where two parts of one condition lack a value at once neither is named.
    if not any(connects(part) for part in (line.amount, line.when, model.derived["d"].value) if part is not None):
        assert bool(found) == without
