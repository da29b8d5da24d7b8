# SPDX-License-Identifier: Apache-2.0
"""The smallest reasons of random constraints against trying every assignment."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from klynge.configure.conflict import Conflicts, network
from klynge.configure.diagram import Cells, Constraint, Table

Model = tuple[tuple[int, ...], list[Constraint], list[int]]


@st.composite
def problems(draw: st.DrawFn) -> Model:
    """Sizes, constraints of all kinds, and the reason of each."""
    sizes = tuple(draw(st.lists(st.integers(1, 3), min_size=3, max_size=6)))
    made: list[Constraint] = []
    for _ in range(draw(st.integers(2, 9))):
        scope = tuple(draw(st.permutations(range(len(sizes))))[: draw(st.integers(1, 3))])
        allowed = draw(st.booleans())
        number = draw(st.integers(1, 4))
        if draw(st.booleans()):
            cells = [st.none() | st.frozensets(st.integers(0, sizes[v] - 1)) for v in scope]
            made.append(Cells(scope, tuple(tuple(draw(cell) for cell in cells) for _ in range(number)), allowed))
        else:
            rows = [[draw(st.integers(-1, sizes[v] - 1)) for v in scope] for _ in range(number)]
            made.append(Table(scope, np.array(rows), allowed))
    return sizes, made, [draw(st.integers(-1, 4)) for _ in made]


def holds(constraint: Constraint, values: tuple[int, ...]) -> bool:
    """Whether an assignment keeps a constraint."""
    own = [values[v] for v in constraint.scope]
    if isinstance(constraint, Table):
        fits = [
            all(cell in (-1, value) for cell, value in zip(row, own, strict=True)) for row in constraint.rows.tolist()
        ]
    else:
        fits = [
            all(cell is None or value in cell for cell, value in zip(row, own, strict=True)) for row in constraint.rows
        ]
    return any(fits) == constraint.allowed


def possible(model: Model, allowed: np.ndarray[tuple[int], np.dtype[np.bool_]], reasons: set[int]) -> bool:
    """Whether an assignment within `allowed` keeps all constraints of some reasons."""
    sizes, constraints, reason_of = model
    first = np.concatenate([[0], np.cumsum(sizes)])
    own = [one for one, reason in zip(constraints, reason_of, strict=True) if reason in reasons]
    return any(
        all(allowed[first[v] + value] for v, value in enumerate(values)) and all(holds(one, values) for one in own)
        for values in product(*map(range, sizes))
    )


@settings(max_examples=150, deadline=None)
@given(problems(), st.data())
def test_no_reason_can_be_left_out(model: Model, data: st.DataObject) -> None:
    """Those found leave nothing, and without any of them something is left; () exactly when all leave something."""
    sizes, constraints, reason_of = model
    allowed = np.array(
        data.draw(st.lists(st.sampled_from([True, True, True, False]), min_size=sum(sizes), max_size=sum(sizes)))
    )
    for start in np.concatenate([[0], np.cumsum(sizes)[:-1]]):
        allowed[start] = True
    found = Conflicts(sizes, constraints, reason_of).smallest(allowed)
    reasons = {reason for reason in reason_of if reason >= 0}
    assert bool(found) != possible(model, allowed, reasons)
    if found:
        assert not possible(model, allowed, set(found))
        assert all(possible(model, allowed, set(found) - {one}) for one in found)


@settings(max_examples=30, deadline=None)
@given(problems())
def test_when_the_search_is_cut_short_a_diagram_answers(model: Model) -> None:
    """The same answer whether the search may decide much or nothing at all."""
    sizes, constraints, reason_of = model
    known, allowed = Conflicts(sizes, constraints, reason_of), np.ones(sum(sizes), np.bool_)
    reasons = {reason for reason in reason_of if reason >= 0}
    before, network.DECISIONS = network.DECISIONS, 0
    try:
        assert (known.excluded(allowed) is None) == possible(model, allowed, reasons)
    finally:
        network.DECISIONS = before
