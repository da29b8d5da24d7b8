# SPDX-License-Identifier: Apache-2.0
"""Models of real cars: the published count, every car that was sold, and a SAT solver's opinion on what is possible."""

from __future__ import annotations

import random
from itertools import islice

import numpy as np
import pytest
from tests.outside.configuration.cars import cars, clicks
from tests.support.sat_oracle import Oracle

from klynge.configure.diagram import IMPOSSIBLE


def test_the_published_count() -> None:
    """toulbar2 counts 278 744 valid cars of the medium model."""
    model = cars("medium")
    assert model.diagram.sweep().count(model.diagram.allowed()) == 278_744


def test_a_count_beyond_64_bits() -> None:
    """The big model has about 2.5e22 cars; counted by arithmetic of two kinds, and variable by variable."""
    model = cars("big")
    sweep, everything = model.diagram.sweep(), model.diagram.allowed()
    total = sweep.count(everything)
    assert 24 * 10**21 < total == model.diagram.total() < 25 * 10**21
    numbers = sweep.counts(everything)
    assert {sum(numbers[a:b]) for a, b in zip(model.diagram.first, model.diagram.first[1:], strict=False)} == {total}


@pytest.mark.parametrize(("name", "every"), [("medium", 1), ("big", 20)])
def test_sold_cars_can_be_configured(name: str, every: int) -> None:
    """Every car that was sold can be chosen in any order: what it has is offered until it is chosen or follows."""
    model = cars(name)
    sweep, draw = model.diagram.sweep(), random.Random(1)
    for car in model.sold[::every]:
        *_, (_, left) = clicks(sweep, car, draw)
        assert left[car].all()


@pytest.mark.parametrize(("name", "number", "asked"), [("medium", 1000, 1.0), ("big", 20, 0.05)])
def test_a_sat_solver_agrees(name: str, number: int, asked: float) -> None:
    """After each choice just the values that are offered are possible (of the big model, a share of them is asked)."""
    model = cars(name)
    sweep, draw = model.diagram.sweep(), random.Random(2)
    dice = np.random.default_rng(2)
    oracle = Oracle(model.instance.sizes, model.instance.constraints)
    for car in model.sold[::200]:
        oracle.learn(car)
    done = 0
    while done < number:
        chosen: list[int] = []
        offered = model.diagram.allowed()
        for literal, left in islice(clicks(sweep, model.sold[draw.randrange(len(model.sold))], draw), number - done):
            chosen.append(literal)
            share = dice.random(len(left)) < asked
            assert oracle.wrong(chosen, left & share, offered & ~left & share) == []
            offered = left
            done += 1
    oracle.close()


@pytest.mark.parametrize("name", ["medium", "big"])
def test_completions_are_cars(name: str) -> None:
    """The cheapest car with each value keeps all tables and costs what was said."""
    model = cars(name)
    diagram, tables = model.diagram, model.instance.constraints
    sweep, everything = diagram.sweep(), diagram.allowed()
    cost = np.random.default_rng(3).integers(-1000, 100_000, diagram.literals)
    least = sweep.cheapest(everything, cost)
    for literal in range(0, diagram.literals, 7):
        car = sweep.best(diagram.given(everything, literal), cost)
        if car is None:
            assert least[literal] == IMPOSSIBLE
            continue
        assert cost[diagram.first[:-1] + car].sum() == least[literal]
        assert all((table.rows == car[list(table.scope)]).all(1).any() for table in tables)
