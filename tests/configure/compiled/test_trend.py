# SPDX-License-Identifier: Apache-2.0
"""What rises and falls, where comparisons turn, and the corners of classes, against a look at every point."""

from __future__ import annotations

from itertools import product as all_of

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.configure.small_models import OPTIONS, Names, choice, conditions, model, number, numbers

from klynge.configure import expression as x
from klynge.configure.compiled.domains import Domain
from klynge.configure.compiled.evaluation import Evaluation, Language
from klynge.configure.compiled.parts import part_of
from klynge.configure.compiled.planes import cut, groups, mesh, turns
from klynge.configure.compiled.trend import Trends
from klynge.configure.model import Span

SIDES = {"w": number("w", Span(-2, 6)), "h": number("h", Span(1, 7, 2), Span(8, 11))}
LANGUAGE = Language(model({"c": choice("c", *OPTIONS), **SIDES}), {one: code for code, one in enumerate(OPTIONS)})
NAMES = Names(("c",), ("w", "h"))
CHOSEN = {"c": np.array(0)}
BOX = {"w": (-2, 6), "h": (1, 11)}


@settings(max_examples=200, deadline=None)
@given(numbers(NAMES, 3))
def test_a_trend_is_true(expression: x.Expression) -> None:
    """All values lie between its bounds, whole with its factor, and no step of a number goes the other way."""
    trends = Trends(LANGUAGE, BOX, CHOSEN)
    trend = trends.of(expression)
    columns = dict(zip("wh", np.meshgrid(np.arange(-2, 7), np.arange(1, 12), indexing="ij"), strict=True))
    found = Evaluation(LANGUAGE, columns | CHOSEN).numbers(expression)
    assert not trends.lacking or found.missing.all()
    if trend is None:
        return
    assert not found.missing.any()
    shape = np.broadcast_shapes(found.above.shape, found.below.shape)
    values = {place: found.fraction(place if shape else ()) for place in all_of(range(9), range(11))}
    assert all(trend.low <= value <= trend.high for value in values.values())
    assert all(trend.denominator % value.denominator == 0 for value in values.values())
    for (i, j), value in values.items():
        for after in ((i + 1, j), (i, j + 1)):
            step = values.get(after, value) - value
            assert not (trend.rises and step < 0)
            assert not (trend.falls and step > 0)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(x.Comparison)), numbers(NAMES, 2), numbers(NAMES, 2))
def test_a_comparison_turns_where_it_says(kind: x.Comparison, left: x.Expression, right: x.Expression) -> None:
    """Before the edge it has one answer, from there on the other."""
    comparison = x.Compare(kind, left, right)
    axes = cut(LANGUAGE, list(SIDES.values()), [])[0].axes
    edges = turns(LANGUAGE, comparison, axes, [CHOSEN])
    if edges is None or not len(edges):
        return
    answer = np.broadcast_to(Evaluation(LANGUAGE, mesh(axes) | CHOSEN).truths(comparison).value, (9, 8))
    for line, edge in zip(answer, edges[0], strict=True):
        assert len(set(line[:edge].tolist())) <= 1
        assert len(set(line[edge:].tolist())) <= 1


@settings(max_examples=100, deadline=None)
@given(st.lists(conditions(NAMES, 2), min_size=1, max_size=5))
def test_a_class_answers_alike(conditions: list[x.Expression]) -> None:
    """Every condition has at each point the answer of the point's class, and classes differ in an answer."""
    domain = Domain("c", OPTIONS, np.arange(len(OPTIONS)))
    over = {id(one): [domain] if "c" in LANGUAGE.names(one) else [] for one in conditions}
    atoms = [(one, groups(LANGUAGE, one, over[id(one)], frozenset(BOX))) for one in conditions]
    plane, answers = cut(LANGUAGE, list(SIDES.values()), atoms)
    for (condition, found), answer in zip(atoms, answers, strict=True):
        for group, example in enumerate(found.examples):
            truth = Evaluation(LANGUAGE, mesh(plane.axes) | example).truths(condition)
            assert (np.where(truth.missing, 2, truth.value) == answer[plane.class_of, group]).all()
    assert len(np.unique(np.concatenate(answers, axis=1), axis=0)) == plane.classes


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=72, max_size=72), st.dictionaries(st.sampled_from("w"), st.integers(-2, 6)))
def test_the_corners_have_the_least_of_what_rises(classes: list[int], fixed: dict[str, int]) -> None:
    """Of each class some corner is as small in each number as any point of it."""
    plane = cut(LANGUAGE, list(SIDES.values()), [])[0]
    points = part_of(type(plane)(plane.axes, np.array(classes, np.int16).reshape(9, 8), 4), fixed)
    corners = points.corners()
    low = points.at(corners.order)[0]
    everywhere, of_class = points.everywhere(), points.everywhere().of_class
    columns = points.at(everywhere.order)[0]
    for w, h, of in zip(columns["w"], columns["h"], of_class, strict=True):
        own = corners.of_class == of
        assert ((low["w"][own] <= w) & (low["h"][own] <= h)).any()
