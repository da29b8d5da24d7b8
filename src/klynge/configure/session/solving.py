# SPDX-License-Identifier: Apache-2.0
"""Best solutions by the solver, for products with numbers that have too many combinations for the diagram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from ..compiled.columns import Array, Flags
from ..compiled.domains import Value
from ..compiled.product import CompiledProduct
from ..compiled.solver import Found, Question, Solver, Total
from .view import Answers


def _solver(product: CompiledProduct) -> Solver:
    assert product.solver is not None
    return product.solver


def least(answers: Answers, total: Total) -> Found | None:
    """The solution with the least total that the solver finds; its `bound` says whether there may be a better one."""
    found = _solver(answers.product).find(replace(answers.question(), least=total))
    return found if isinstance(found, Found) else None


def earliest(answers: Answers, longest: Array, added: Array) -> Found | None:
    """The solution with the least of longest and added times."""
    asked = answers.question()
    best: tuple[int, Found] | None = None
    for limit in np.unique(longest[asked.allowed]).tolist():
        within = replace(asked, allowed=asked.allowed & (longest <= limit), least=Total(added))
        found = _solver(answers.product).find(within)
        if isinstance(found, Found) and (best is None or limit + found.objective < best[0]):
            best = limit + found.objective, found
    return None if best is None else best[1]


def fewest_given_up(
    product: CompiledProduct, others: Mapping[str, Value], allowed: Flags, cost: Array, target: tuple[str, Value]
) -> tuple[str, ...] | None:
    """The fewest of the other choices that a value excludes; `cost` is one for each literal that is not a choice."""
    alone = {plane.numbers[0] for plane in product.planes if len(plane.numbers) == 1}
    fixed = [(target[0], int(target[1]))] if target[0] in alone else []
    numbers = tuple((name, int(value)) for name, value in others.items() if name in alone)
    found = _solver(product).find(Question(allowed, fixed, least=Total(cost, let_go=numbers)))
    if not isinstance(found, Found):
        return None
    changed = [name for name, value in numbers if found.numbers[name] != value]
    for name, value in others.items():
        if name in product.domains and product.domains[name].values[found.values[product.number_of[name]]] != value:
            changed.append(name)
    return tuple(name for name in others if name in changed)
