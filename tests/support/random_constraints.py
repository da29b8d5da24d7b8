# SPDX-License-Identifier: Apache-2.0
"""Small constraint models of every kind, and all their solutions by trying everything."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st

from klynge.configure.diagram import Cells, Constraint, Table

Model = tuple[tuple[int, ...], tuple[Constraint, ...]]


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Up to six variables of one to four values, up to seven constraints: tables, jokers, cells, forbidden or not."""
    sizes = tuple(draw(st.lists(st.integers(1, 4), min_size=0, max_size=6)))
    most = 7 if sizes else 0
    return sizes, tuple(draw(constraints(sizes)) for _ in range(draw(st.integers(0, most))))


@st.composite
def constraints(draw: st.DrawFn, sizes: tuple[int, ...]) -> Constraint:
    """One constraint on some of the variables; now and then it leaves nothing, or forbids nothing."""
    scope = tuple(draw(st.permutations(range(len(sizes))))[: draw(st.integers(1, 3))])
    allowed = draw(st.booleans())
    rows = st.tuples(*(st.integers(draw(st.sampled_from([0, 0, -1])), sizes[v] - 1) for v in scope))
    if draw(st.booleans()):
        listed = draw(st.lists(rows, max_size=12))
        return Table(scope, np.array(listed, np.int64).reshape(-1, len(scope)), allowed)
    cells = [st.none() | st.frozensets(st.integers(0, sizes[v] - 1)) for v in scope]
    return Cells(scope, tuple(draw(st.lists(st.tuples(*cells), max_size=5))), allowed)


def holds(constraint: Constraint, values: tuple[int, ...]) -> bool:
    """Does an assignment keep a constraint, read as the docstrings of `Table` and `Cells` have it?"""
    chosen = [values[v] for v in constraint.scope]
    if isinstance(constraint, Table):
        fits = [all(cell in (-1, value) for cell, value in zip(row, chosen, strict=True)) for row in constraint.rows]
    else:
        fits = [
            all(cell is None or value in cell for cell, value in zip(row, chosen, strict=True))
            for row in constraint.rows
        ]
    return any(fits) == constraint.allowed


def solutions(model: Model) -> list[tuple[int, ...]]:
    """All of them, in lexicographic order."""
    sizes, rules = model
    return [v for v in product(*map(range, sizes)) if all(holds(rule, v) for rule in rules)]


@st.composite
def questions(draw: st.DrawFn) -> tuple[Model, list[bool], list[int], list[int]]:
    """A model, a flag for each literal (most are allowed), and two costs for each."""
    model = draw(models())
    literals = sum(model[0])
    flags = draw(st.lists(st.sampled_from([True, True, True, False]), min_size=literals, max_size=literals))
    costs = [draw(st.lists(st.integers(-5, 9), min_size=literals, max_size=literals)) for _ in range(2)]
    return model, flags, costs[0], costs[1]
