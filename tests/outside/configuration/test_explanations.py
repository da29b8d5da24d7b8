# SPDX-License-Identifier: Apache-2.0
"""Explanations on models of real cars: minimal in the opinion of a SAT solver."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from pysat.solvers import Solver
from tests.outside.configuration.cars import Cars, cars

from klynge.configure.conflict import Conflicts
from klynge.configure.session.explaining import quick_explain

Case = tuple[dict[int, int], int]  # choices by variable, and a literal that they make impossible


@cache
def conflicts(name: str) -> Conflicts:
    """The tables, each a reason of its own."""
    instance = cars(name).instance
    return Conflicts(instance.sizes, instance.constraints, range(len(instance.constraints)))


def cases(model: Cars, number: int, seed: int) -> Iterator[Case]:
    """Eight choices of a sold car, and a value of another variable that they exclude."""
    draw, sweep, diagram = random.Random(seed), model.diagram.sweep(), model.diagram
    possible = sweep.domains(diagram.allowed())
    while number:
        car = model.sold[draw.randrange(len(model.sold))]
        chosen = draw.sample(car.tolist(), 8)
        choices = {int(diagram.variable[one]): int(one - diagram.first[diagram.variable[one]]) for one in chosen}
        gone = possible & ~sweep.offers(diagram.allowed(choices))
        excluded = [one for one in np.flatnonzero(gone).tolist() if int(diagram.variable[one]) not in choices]
        if excluded:
            yield choices, draw.choice(excluded)
            number -= 1


def explained(name: str, choices: dict[int, int], literal: int) -> tuple[list[int], tuple[int, ...]]:
    """The literals of the fewest choices, and the fewest tables, that exclude a literal."""
    diagram = cars(name).diagram
    sweep = diagram.sweep()
    own = {str(variable): variable for variable in choices}

    def allowed(names: list[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return diagram.given(diagram.allowed({own[one]: choices[own[one]] for one in names}), literal)

    culprits = quick_explain(lambda names: sweep.possible(allowed(list(names))), list(own))
    literals = [diagram.literal_at(own[one], choices[own[one]]) for one in culprits]
    return literals, conflicts(name).smallest(allowed(culprits))


class Tables:
    """A SAT solver that holds every table behind a selector of its own."""

    def __init__(self, model: Cars) -> None:
        instance, first = model.instance, model.diagram.first.tolist()
        self.tables = range(len(instance.constraints))
        self.solver, self.base = Solver(name="glucose4"), model.diagram.literals
        for begin, end in pairwise(first):
            self.solver.add_clause(list(range(begin + 1, end + 1)))
            for one in range(begin + 1, end + 1):
                for other in range(one + 1, end + 1):
                    self.solver.add_clause([-one, -other])
        used = self.base + len(self.tables)
        for number, table in enumerate(instance.constraints):
            selector, rows = self.base + 1 + number, np.unique(table.rows, axis=0)
            row_of = np.arange(used + 1, used + 1 + len(rows))
            used += len(rows)
            self.solver.add_clause([-selector, *row_of.tolist()])
            for column, variable in enumerate(table.scope):
                for value in range(instance.sizes[variable]):
                    having = row_of[(rows[:, column] == value) | (rows[:, column] < 0)].tolist()
                    self.solver.add_clause([-selector, -(first[variable] + 1 + value), *having])
                for row, value in zip(row_of.tolist(), rows[:, column].tolist(), strict=True):
                    if value >= 0:
                        self.solver.add_clause([-row, first[variable] + 1 + value])

    def possible(self, literals: list[int], tables: range | set[int]) -> bool:
        """Whether some literals go together under some of the tables."""
        assumed = [self.base + 1 + number for number in tables] + [literal + 1 for literal in literals]
        return bool(self.solver.solve(assumptions=assumed))


@pytest.mark.parametrize(("name", "number"), [("medium", 60), ("big", 5)])
def test_nothing_in_an_explanation_can_be_left_out(name: str, number: int) -> None:
    """Choices and tables exclude the value; without any one of either it is possible."""
    model = cars(name)
    solver = Tables(model)
    for choices, literal in cases(model, number, seed=4):
        culprits, tables = explained(name, choices, literal)
        assert not solver.possible([*culprits, literal], set(tables))
        for one in culprits:
            assert solver.possible([literal, *(other for other in culprits if other != one)], solver.tables)
        for table in tables:
            assert solver.possible([*culprits, literal], set(tables) - {table})
    solver.solver.delete()
