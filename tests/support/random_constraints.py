# SPDX-License-Identifier: Apache-2.0
"""Small constraint models of every kind, and all their solutions by trying everything."""

from __future__ import annotations

from itertools import product
from random import Random

import numpy as np
from hypothesis import strategies as st

from klynge.configure.diagram import Cells, Constraint, Table

Model = tuple[tuple[int, ...], tuple[Constraint, ...]]


@st.composite
def models(draw: st.DrawFn) -> Model:
    """Up to six variables of one to four values, up to six constraints: tables, jokers, cells, forbidden or not.

    Most have solutions: a hidden assignment is one unless a constraint breaks it, which one in twenty may.
    """
    draws = Random(draw(st.integers(0, 2**32)))
    sizes = tuple(
        draws.choice((1, 2, 2, 3, 3, 4))
        for _ in range(draws.choice((4, 5, 5, 6, 6, 6)) if draws.random() < 0.9 else draws.randrange(4))
    )
    hidden = tuple(draws.randrange(size) for size in sizes)
    number = draws.choice((0, 2, 3, 4, 5, 6, 7)) if sizes else 0
    return sizes, tuple(constraint(draws, sizes, None if draws.random() < 0.05 else hidden) for _ in range(number))


def constraint(draws: Random, sizes: tuple[int, ...], hidden: tuple[int, ...] | None) -> Constraint:
    """A constraint on one to four variables, some way between loose and tight."""
    scope = tuple(draws.sample(range(len(sizes)), min(draws.choice((1, 2, 2, 2, 2, 2, 3, 3, 4)), len(sizes))))
    allowed, share = draws.random() < 0.5, draws.choice((0.3, 0.6, 0.8))
    every = list(product(*(range(sizes[v]) for v in scope)))
    rows = [row for row in every if draws.random() < (share if allowed else share / 2)]
    if draws.random() < 0.5:
        jokers = draws.choice((0.0, 0.2))
        rows = [tuple(-1 if draws.random() < jokers else value for value in row) for row in rows]
        made: Constraint = Table(scope, np.array(rows, np.int64).reshape(-1, len(scope)), allowed)
    else:
        made = Cells(
            scope,
            tuple(tuple(cell(draws, value, sizes[v]) for v, value in zip(scope, row, strict=True)) for row in rows[:5]),
            allowed,
        )
    if hidden is None or holds(made, hidden):
        return made
    if not allowed:
        return constraint(draws, sizes, hidden)
    row = tuple(hidden[v] for v in scope)
    if isinstance(made, Table):
        return Table(scope, np.concatenate([made.rows, [row]]), True)
    return Cells(scope, (*made.rows, tuple(frozenset({value}) for value in row)), True)


def cell(draws: Random, value: int, size: int) -> frozenset[int] | None:
    """Any value, or a set that has this one more often than not."""
    if draws.random() < 0.2:
        return None
    others = {other for other in range(size) if draws.random() < 0.3}
    return frozenset(others if draws.random() < 0.1 else {*others, value})


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
    draws = Random(draw(st.integers(0, 2**32)))
    share = draws.choice((0.5, 0.8, 0.95))
    flags = [draws.random() < share for _ in range(sum(model[0]))]
    costs = [[draws.randint(-5, 9) for _ in flags] for _ in range(2)]
    return model, flags, costs[0], costs[1]
