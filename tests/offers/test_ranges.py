# SPDX-License-Identifier: Apache-2.0
"""What a range says holds for every product that is left."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from tests.configure.models import window

from klynge.configure import Evaluator, NoValueError, ProductModel, read_product
from klynge.configure import expression as x
from klynge.configure.model import ChoiceVariable, NumberVariable
from klynge.offers.ranges import Left, Range, Ranges, Truth
from klynge.offers.work_variables import work_variables


def model() -> ProductModel:
    """The product of the file that uses every key."""
    with TemporaryDirectory() as folder:
        return read_product(window(Path(folder)))


MODEL = model()
EVALUATOR = Evaluator(MODEL)
CHOICES = ("opening", "glass", "colour")
NUMBERS = ("width", "height")


def options(name: str) -> list[str]:
    variable = MODEL.variables[name]
    assert isinstance(variable, ChoiceVariable)
    return [option.id for option in variable.options]


def is_option() -> st.SearchStrategy[x.Expression]:
    return st.sampled_from(CHOICES).flatmap(
        lambda name: st.frozensets(st.sampled_from(options(name))).map(lambda some: x.IsOption(name, some))
    )


def numbers(depth: int) -> st.SearchStrategy[x.Expression]:
    leaves: st.SearchStrategy[x.Expression] = st.one_of(
        st.fractions(-5, 5, max_denominator=4).map(x.Number),
        st.sampled_from(NUMBERS).map(x.NumberOf),
        st.sampled_from(("area", "glass-mass")).map(x.DerivedOf),
        st.just(x.OrderQuantity()),
        st.just(x.LookUp("glass", "u")),
    )
    if depth == 0:
        return leaves
    inner, truth = numbers(depth - 1), truths(depth - 1)
    one = st.sampled_from((x.Function.ABS, x.Function.FLOOR, x.Function.CEIL, x.Function.ROUND))
    return st.one_of(
        leaves,
        st.builds(x.Calculate, st.sampled_from(x.Arithmetic), inner, inner),
        st.builds(x.Choose, truth, inner, inner),
        st.builds(lambda f, a: x.Apply(f, (a,)), one, inner),
        st.builds(
            lambda f, a: x.Apply(f, tuple(a)),
            st.sampled_from((x.Function.MIN, x.Function.MAX)),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.lists(truth, min_size=1, max_size=3).map(lambda some: x.Apply(x.Function.COUNT, tuple(some))),
    )


def truths(depth: int) -> st.SearchStrategy[x.Expression]:
    leaves: st.SearchStrategy[x.Expression] = st.one_of(is_option(), st.just(x.SameOption("opening", "glass")))
    if depth == 0:
        return leaves
    inner, number = truths(depth - 1), numbers(depth - 1)
    pair = st.tuples(inner, inner)
    return st.one_of(
        leaves,
        st.builds(x.Compare, st.sampled_from(x.Comparison), number, number),
        st.builds(lambda n, a, b: x.WithinRanges(n, ((min(a, b), max(a, b)),)), number, small(), small()),
        st.builds(x.Not, inner),
        st.builds(x.Connect, st.sampled_from(x.Connective), pair),
    )


def small() -> st.SearchStrategy[Fraction]:
    return st.fractions(-3, 3, max_denominator=2)


@st.composite
def states(draw: st.DrawFn) -> tuple[Left, dict[str, str | int]]:
    """What is left of each variable, and a product of it."""
    left: dict[str, frozenset[str] | tuple[int, int]] = {}
    chosen: dict[str, str | int] = {}
    for name in CHOICES:
        some = draw(st.sets(st.sampled_from(options(name)), min_size=1))
        left[name], chosen[name] = frozenset(some), draw(st.sampled_from(sorted(some)))
    for name in NUMBERS:
        variable = MODEL.variables[name]
        assert isinstance(variable, NumberVariable)
        low, high = sorted((draw(st.integers(390, 1790)), draw(st.integers(390, 1790))))
        left[name], chosen[name] = (low, high), draw(st.integers(low, high))
    return left, chosen


def within(value: Fraction | int, found: Range) -> bool:
    return (found.low is None or found.low <= value) and (found.high is None or value <= found.high)


@given(numbers(3), states(), st.integers(1, 9))
def test_numbers_lie_in_their_range(
    number: x.Expression, state: tuple[Left, dict[str, str | int]], quantity: int
) -> None:
    """A number that has a value lies in its range; one whose range is sure has a value."""
    found = Ranges(MODEL, state[0], quantity).number(number)
    try:
        value = EVALUATOR.number(number)(state[1], quantity=quantity)
    except NoValueError:
        assert not found.sure
    else:
        assert within(value, found)


@given(truths(3), states(), st.integers(1, 9))
def test_truths_can_be_what_they_are(
    truth: x.Expression, state: tuple[Left, dict[str, str | int]], quantity: int
) -> None:
    """A condition that holds can hold, one that fails can fail, one without a value may do either."""
    found = Ranges(MODEL, state[0], quantity).truth(truth)
    try:
        value = EVALUATOR.truth(truth)(state[1], quantity=quantity)
    except NoValueError:
        assert found == Truth(True, True)
    else:
        assert found.can_hold if value else found.can_fail


def test_a_range_is_as_narrow_as_what_is_left() -> None:
    """With one option and one number left, a number is one number."""
    left: Left = {"glass": frozenset({"two"}), "width": (1000, 1000), "height": (500, 600)}
    ranges = Ranges(MODEL, left, 1)
    assert ranges.number(x.DerivedOf("area")) == Range(Fraction(1, 2), Fraction(3, 5))
    assert ranges.number(x.DerivedOf("glass-mass")) == Range(Fraction(10), Fraction(12), False)
    assert ranges.truth(x.IsOption("glass", frozenset({"two"}))) == Truth(True, False)


def test_work_hangs_on_what_routing_bill_and_parts_ask() -> None:
    """Through derived quantities and families too; what only prices or rules ask changes no work."""
    found = work_variables(MODEL)
    assert found >= {"width", "height", "glass", "opening", "colour"}
    assert not found & {"vent", "engraving", "hinge-side", "lock-height"}
