# SPDX-License-Identifier: Apache-2.0
"""Expressions over columns of assignments against the plain evaluator, one assignment at a time."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.configure.small_models import Brute, Names, conditions, models, numbers

from klynge.configure.compiled import columns as col
from klynge.configure.compiled.domains import codes_of
from klynge.configure.compiled.evaluation import Evaluation, Language
from klynge.configure.evaluate import Evaluator, NoValueError
from klynge.configure.model import ChoiceVariable, ProductModel

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def names_of(model: ProductModel) -> Names:
    """What expressions may speak of in a model."""
    choices = [name for name, one in model.variables.items() if isinstance(one, ChoiceVariable)]
    others = [name for name in model.variables if name not in choices]
    return Names(tuple(choices), tuple(others), ("d",), (("look", "amount"),))


def columns_of(model: ProductModel, everything: list[dict[str, str | int]]) -> tuple[Language, dict[str, col.Array]]:
    """All assignments as columns."""
    codes = codes_of(model)
    columns = {
        name: np.array([one[name] if isinstance(one[name], int) else codes[str(one[name])] for one in everything])
        for name in model.variables
    }
    return Language(model, codes), columns


@QUICK
@given(models(), st.data())
def test_numbers_are_exact_and_missing_where_there_are_none(model: ProductModel, data: st.DataObject) -> None:
    """Every assignment gives the evaluator's number, or both say that there is none."""
    expression = data.draw(numbers(names_of(model), 3))
    everything = Brute(model).everything[::7]
    language, columns = columns_of(model, everything)
    found = Evaluation(language, columns).numbers(expression)
    plain = Evaluator(model).number(expression)
    above, below, missing = (np.broadcast_to(a, len(everything)) for a in (found.above, found.below, found.missing))
    for place, one in enumerate(everything):
        try:
            number = plain(one)
        except NoValueError:
            assert missing[place]
        else:
            assert (missing[place], Fraction(int(above[place]), int(below[place]))) == (False, number)


@QUICK
@given(models(), st.data())
def test_conditions_hold_where_the_evaluator_says_so(model: ProductModel, data: st.DataObject) -> None:
    """Three-valued: a conjunction that fails for one reason fails, whatever has no value."""
    expression = data.draw(conditions(names_of(model), 3))
    everything = Brute(model).everything[::7]
    language, columns = columns_of(model, everything)
    found = Evaluation(language, columns).truths(expression)
    plain = Evaluator(model).truth(expression)
    value, missing = (np.broadcast_to(a, len(everything)) for a in (found.value, found.missing))
    for place, one in enumerate(everything):
        try:
            assert (bool(value[place]), bool(missing[place])) == (plain(one), False)
        except NoValueError:
            assert missing[place]


@pytest.mark.parametrize("factor", [10**3, 10**12, 10**30])
def test_numbers_beyond_64_bits_stay_exact(factor: int) -> None:
    """Products grow into Python's whole numbers where int64 would overflow."""
    many = col.whole(np.array([factor if factor < 2**62 else 2**61, 3]))
    found = col.multiply(col.multiply(many, many), col.constant(Fraction(factor, 7)))
    assert found.fraction((1,)) == Fraction(9 * factor, 7)
    assert found.fraction((0,)) == Fraction(int(many.above[0]) ** 2 * factor, 7)


def test_rounding_is_half_away_from_zero() -> None:
    """As amounts of money are rounded everywhere."""
    halves = col.divide(col.whole(np.array([-3, -1, 1, 3, 4])), col.constant(2))
    assert col.rounded(halves).above.tolist() == [-2, -1, 1, 2, 2]
    assert col.scaled(halves, 2)[0].tolist() == [-3, -1, 1, 3, 4]
