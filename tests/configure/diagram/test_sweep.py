# SPDX-License-Identifier: Apache-2.0
"""Sweeps answer exactly what trying every assignment answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.random_constraints import Model, models, questions, solutions

from klynge.configure.diagram import IMPOSSIBLE, Diagram, Sweep, Table, compile

Question = tuple[Model, list[bool], list[int], list[int]]


class Asked:
    """A question put to a diagram, and the solutions that answer it."""

    def __init__(self, question: Question) -> None:
        model, flags, cost, then = question
        self.diagram: Diagram = compile(*model)
        self.sweep: Sweep = self.diagram.sweep()
        self.allowed = np.array(flags, np.bool_)
        self.cost, self.then = np.array(cost, np.int64), np.array(then, np.int64)
        first = self.diagram.first[:-1].tolist()
        self.all = [tuple(f + v for f, v in zip(first, one, strict=True)) for one in solutions(model)]
        self.left = [one for one in self.all if all(flags[literal] for literal in one)]

    def having(self, literal: int, lifted: bool) -> list[tuple[int, ...]]:
        """The solutions with a literal whose others (with the literal itself, unless lifted) are allowed."""
        free = {literal} if lifted else set()
        return [one for one in self.all if literal in one and all(self.allowed[x] or x in free for x in one)]

    def least(self, value: Callable[[tuple[int, ...]], int], lifted: bool = False) -> list[int]:
        """The least value for each literal."""
        found = (self.having(literal, lifted) for literal in range(self.diagram.literals))
        return [min(map(value, ones), default=IMPOSSIBLE) for ones in found]

    def literals(self, values: Iterable[int]) -> tuple[int, ...]:
        return tuple(self.diagram.literal_at(variable, int(value)) for variable, value in enumerate(values))


asked = questions().map(Asked)
quick = settings(deadline=None, max_examples=50)


@quick
@given(asked)
def test_domains_are_what_solutions_use(one: Asked) -> None:
    """A literal is offered when a solution has it, never otherwise: no dead ends, nothing hidden."""
    used = {literal for solution in one.left for literal in solution}
    assert np.flatnonzero(one.sweep.domains(one.allowed)).tolist() == sorted(used)
    assert one.sweep.possible(one.allowed) == bool(one.left)
    lifted = [bool(one.having(literal, True)) for literal in range(one.diagram.literals)]
    assert one.sweep.offers(one.allowed).tolist() == lifted


@quick
@given(asked)
def test_counts_are_exact(one: Asked) -> None:
    """All solutions, and those with each literal, are counted."""
    assert one.sweep.count(one.allowed) == len(one.left)
    for lifted in (False, True):
        numbers = [len(one.having(literal, lifted)) for literal in range(one.diagram.literals)]
        assert one.sweep.counts(one.allowed, lifted=lifted) == numbers
    assert one.diagram.total() == len(one.all)


@quick
@given(asked)
def test_the_least_sum_of_each_literal(one: Asked) -> None:
    """The cheapest solution with each literal, negative costs and lifted literals too."""
    for lifted in (False, True):
        least = one.least(lambda solution: int(one.cost[list(solution)].sum()), lifted)
        assert one.sweep.cheapest(one.allowed, one.cost, lifted=lifted).tolist() == least


@quick
@given(asked)
def test_pairs_of_sums_are_lexicographic(one: Asked) -> None:
    """Among the cheapest of each literal, the least of the second cost."""
    first, second = one.sweep.cheapest_pair(one.allowed, one.cost, one.then)
    for literal in range(one.diagram.literals):
        pairs = [tuple(int(c[list(s)].sum()) for c in (one.cost, one.then)) for s in one.having(literal, False)]
        assert (first[literal], second[literal]) == min(pairs, default=(IMPOSSIBLE, IMPOSSIBLE))


@quick
@given(asked)
def test_the_least_maximum_of_each_literal(one: Asked) -> None:
    """The solution with each literal whose dearest part is cheapest."""
    for lifted in (False, True):
        least = one.least(lambda solution: max(one.cost[list(solution)].tolist()), lifted)
        assert one.sweep.bottleneck(one.allowed, one.cost, lifted=lifted).tolist() == least


@quick
@given(asked)
def test_the_best_solution(one: Asked) -> None:
    """A completion is a solution, none is cheaper, and asking again gives the same."""
    best = one.sweep.best(one.allowed, one.cost, one.then)
    if best is None:
        assert not one.left
        return
    found = one.literals(best)
    assert found in one.left
    pairs = {s: (int(one.cost[list(s)].sum()), int(one.then[list(s)].sum())) for s in one.left}
    assert pairs[found] == min(pairs.values())
    assert best.tolist() == Sweep(one.diagram).best(one.allowed, one.cost, one.then).tolist()  # type: ignore[union-attr]


@quick
@given(asked)
def test_the_solution_with_the_least_maximum(one: Asked) -> None:
    """The least maximum first, then the least sum."""
    best = one.sweep.best_bottleneck(one.allowed, one.cost, one.then)
    if best is None:
        assert not one.left
        return
    values = {s: (max(one.cost[list(s)].tolist(), default=0), int(one.then[list(s)].sum())) for s in one.left}
    assert values[one.literals(best)] == min(values.values())


@quick
@given(asked)
def test_numbers_name_each_solution_once(one: Asked) -> None:
    """Unranking runs through all solutions, each once: so a uniform number gives a uniform sample."""
    found = [one.literals(one.sweep.unrank(one.allowed, i)) for i in range(len(one.left))]
    assert sorted(found) == sorted(one.left)
    with pytest.raises(IndexError):
        one.sweep.unrank(one.allowed, len(one.left))


@quick
@given(asked, st.integers(0, 5))
def test_samples_are_solutions(one: Asked, seed: int) -> None:
    """Only solutions are drawn, the same for a seed."""
    drawn = one.sweep.samples(one.allowed, 5, seed)
    assert len(drawn) == (5 if one.left else 0)
    assert {one.literals(row) for row in drawn} <= set(one.left)
    assert drawn.tolist() == one.sweep.samples(one.allowed, 5, seed).tolist()


def test_samples_are_uniform() -> None:
    """Of three solutions, two of which share a value, each comes a third of the time (chi square, 0.1 %)."""
    diagram = compile((2, 3), [Table((0, 1), np.array([[0, 0], [1, 1], [1, 2]]))])
    drawn = Counter(map(tuple, diagram.sweep().samples(diagram.allowed(), 3000, 1).tolist()))
    assert sum((n - 1000) ** 2 / 1000 for n in drawn.values()) < 13.8
    assert len(drawn) == 3


@quick
@given(models().filter(lambda model: model[0] != ()), st.data())
def test_the_least_to_give_up(model: Model, data: st.DataObject) -> None:
    """Keeping all other choices allows the literal; what is named has the least weight, and is the fewest of it."""
    sizes = model[0]
    diagram = compile(*model)
    wanted = data.draw(st.integers(0, diagram.literals - 1))
    choices = {v: data.draw(st.integers(0, size - 1)) for v, size in enumerate(sizes) if data.draw(st.booleans())}
    own, ones = int(diagram.variable[wanted]), dict.fromkeys(choices, 1)
    weights = {v: data.draw(st.integers(0, 2)) for v in choices} if data.draw(st.booleans()) else None
    lost = [
        tuple(sum(w for v, w in of.items() if v != own and values[v] != choices[v]) for of in (weights or ones, ones))
        for values in solutions(model)
        if diagram.literal_at(own, values[own]) == wanted
    ]
    given_up = diagram.sweep().give_up(choices, wanted, weights=weights)
    if given_up is None:
        assert not lost
    else:
        assert (sum((weights or ones)[v] for v in given_up), len(given_up)) == min(lost)
        kept = {v: c for v, c in choices.items() if v not in given_up and v != own}
        assert diagram.sweep().possible(diagram.given(diagram.allowed(kept), wanted))
