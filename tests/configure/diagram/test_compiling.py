# SPDX-License-Identifier: Apache-2.0
"""What can be compiled, what cannot, and what is said then."""

from __future__ import annotations

import pickle
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from tests.support.random_constraints import Model, models

from klynge.configure.diagram import Cells, Constraint, Diagram, Table, TooWideError, compile


def table(scope: tuple[int, ...], *rows: tuple[int, ...], allowed: bool = True) -> Table:
    return Table(scope, np.array(rows, np.int64).reshape(len(rows), len(scope)), allowed)


def test_variables_without_rules_are_free() -> None:
    """No rules: the product of all values, each variable a part of its own."""
    diagram = compile((3, 1, 4), [])
    assert diagram.total() == 12
    assert diagram.components == ((0,), (1,), (2,))
    assert diagram.nodes == 3


def test_nothing_to_choose_is_one_solution() -> None:
    """A model without variables has the empty solution."""
    diagram = compile((), [])
    sweep = diagram.sweep()
    assert sweep.count(diagram.allowed()) == 1
    assert sweep.possible(diagram.allowed())
    found = sweep.best(diagram.allowed(), np.zeros(0, np.int64))
    assert found is not None
    assert len(found) == 0


CONTRADICTIONS: dict[str, list[Constraint]] = {
    "no row": [table((0, 1))],
    "tables that do not meet": [table((0,), (0,)), table((0,), (1,))],
    "all is forbidden": [table((0, 1), (-1, -1), allowed=False)],
    "three variables, two values": [
        table(pair, (0, 0), (1, 1), allowed=False) for pair in ((0, 1), (1, 2), (0, 2))
    ],
    "an empty scope that is forbidden": [table((), (), allowed=False)],
}  # fmt: skip


@pytest.mark.parametrize("rules", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_the_empty_diagram(rules: list[Constraint]) -> None:
    """Rules that contradict one another compile to no solution, and every question has an answer."""
    diagram = compile((2, 2, 2, 3), rules)
    sweep, everything, cost = diagram.sweep(), diagram.allowed(), np.arange(9)
    assert diagram.empty
    assert not sweep.possible(everything)
    assert not sweep.offers(everything).any()
    assert (sweep.count(everything), sum(sweep.counts(everything))) == (0, 0)
    assert (sweep.cheapest(everything, cost) == sweep.bottleneck(everything, cost)).all()
    assert sweep.best(everything, cost) is sweep.best_bottleneck(everything, cost, cost) is None
    assert sweep.give_up({0: 1}, 3) is None
    assert len(sweep.samples(everything, 3, 0)) == 0


def test_parts_are_independent() -> None:
    """Variables that no chain of rules joins are different parts."""
    diagram = compile((2,) * 5, [table((0, 3), (0, 1), (1, 0)), table((3, 4), (0, 0), (1, 1))])
    assert diagram.components == ((0, 3, 4), (1,), (2,))


def test_a_rule_of_sets_is_not_enumerated() -> None:
    """If a then b or c: one row over many values is as small as the sentence."""
    others = frozenset(range(2, 1000))
    rules = [Cells((i, i + 1), ((frozenset({1}), others),), allowed=False) for i in range(20)]
    diagram = compile((1000,) * 21, rules)
    assert diagram.edges < 100
    assert diagram.total() == exact(20)


def exact(rules: int) -> int:
    """Sequences over 1000 values in which 1 is followed by 0 or 1 only."""
    one, zero, rest = 1, 1, 998
    for _ in range(rules):
        one, zero, rest = one + zero + rest, one + zero + rest, 998 * (zero + rest)
    return one + zero + rest


def test_counts_have_any_size() -> None:
    """Two hundred variables of ten values, two of them tied: 10^199, and 10^198 for each value."""
    diagram = compile((10,) * 200, [Table((0, 1), np.array([[i, i] for i in range(10)]))])
    sweep = diagram.sweep()
    assert sweep.count(diagram.allowed()) == diagram.total() == 10**199
    assert set(sweep.counts(diagram.allowed())) == {10**198}
    assert sweep.count(diagram.allowed({0: 3, 5: (1, 2)})) == 2 * 10**197


def test_what_is_too_entangled_is_said() -> None:
    """All different, 14 of 14: refused in the end, before memory is gone, with advice."""
    rules = [Table(pair, np.array([[i, i] for i in range(14)]), allowed=False) for pair in combinations(range(14), 2)]
    with pytest.raises(TooWideError, match="more than 10000 states") as caught:
        compile((14,) * 14, rules, limit=10_000)
    assert caught.value.nodes == 10_000


def test_compiling_can_be_followed_and_interrupted() -> None:
    """Progress is told; what it raises ends the work."""
    told: list[tuple[int, int, int]] = []
    compile((2, 2), [table((0, 1), (0, 1))], progress=lambda *now: told.append(now))
    assert {variables for _, variables, _ in told} == {2}

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compile((2, 2), [table((0, 1), (0, 1), (1, 0))], progress=stop)


MISFITS: dict[str, tuple[tuple[int, ...], Constraint]] = {
    "variable 1 has no values": ((2, 0), table((0,), (1,))),
    "constraint 0: variable 2 does not exist": ((2, 2), table((0, 2), (1, 1))),
    "constraint 0: a variable stands twice": ((2, 2), table((0, 0), (1, 1))),
    "constraint 0: a row holds a value": ((2, 2), table((0, 1), (1, 2))),
    "constraint 0: rows of shape": ((2, 2), Table((0, 1), np.zeros((2, 3), np.int64))),
    "constraint 0: a row has 1 cells": ((2, 2), Cells((0, 1), ((None,),))),
    "constraint 0: variable 1 has values 0 to 1": ((2, 2), Cells((0, 1), ((None, frozenset({2})),))),
}


@pytest.mark.parametrize("said", MISFITS)
def test_what_does_not_fit_is_said(said: str) -> None:
    """A constraint that does not fit its variables is named with what is wrong."""
    sizes, rule = MISFITS[said]
    with pytest.raises(ValueError, match=said):
        compile(sizes, [rule])


def test_costs_beyond_what_can_be_summed_are_refused() -> None:
    """Sums stay exact: costs that could pass 2^62 are an error."""
    diagram = compile((2, 2), [])
    with pytest.raises(ValueError, match="coarser"):
        diagram.sweep().cheapest(diagram.allowed(), np.full(4, 2**61))
    with pytest.raises(ValueError, match="coarser"):
        diagram.sweep().best(diagram.allowed(), np.full(4, 2**40), np.arange(4) * 2**30)


@settings(deadline=None, max_examples=30)
@given(models())
def test_a_diagram_can_be_kept(model: Model) -> None:
    """Compiled twice it is the same; pickled and loaded too."""
    once, again = compile(*model), compile(*model)
    for other in (again, pickle.loads(pickle.dumps(once))):
        assert isinstance(other, Diagram)
        assert (once.edge_first == other.edge_first).all()
        assert (once.literal == other.literal).all()
        assert (once.child == other.child).all()
        assert once.components == other.components


def test_literals_are_found_by_variable_and_value() -> None:
    """Numbers run through the values of one variable after the other; others have none."""
    diagram = compile((2, 3), [])
    assert [diagram.literal_at(v, x) for v in (0, 1) for x in range(diagram.sizes[v])] == list(range(5))
    for variable, value in ((0, 2), (0, -1), (2, 0)):
        with pytest.raises(IndexError, match="has no value"):
            diagram.literal_at(variable, value)
