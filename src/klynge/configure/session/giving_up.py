# SPDX-License-Identifier: Apache-2.0
"""The fewest own choices to give up so that a value becomes possible, by one sweep with a cost for each choice."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np

from ..compiled.columns import Array
from ..compiled.domains import Value
from ..compiled.product import CompiledProduct
from ..compiled.reckoning import Fixed, part
from .results import Needed
from .state import literals, state
from .view import Answers


def needed(base: Answers, variable: str, value: Value) -> Needed | None:
    """The least to give up; None when the value is impossible without any other choice."""
    product = base.product
    given_up = least(product, base.choices, variable, value)
    if given_up is None:
        return None
    left = {name: one for name, one in base.choices.items() if name not in given_up and name != variable}
    after = Answers(product, left | {variable: value}, base.quantity, None)
    price, before = after.cheapest, base.cheapest
    difference = None if price is None or before is None else price.number - before.number
    above = base.cap is not None and price is not None and price.number > base.cap
    return Needed(variable, value, given_up, price, difference, above)


def least(
    product: CompiledProduct, choices: Mapping[str, Value], variable: str, value: Value
) -> tuple[str, ...] | None:
    """The fewest choices, in the order they were made, without which the value is possible."""
    others = {name: one for name, one in choices.items() if name != variable}
    if variable not in product.domains and variable not in product.plane_of:
        return ()
    if variable in product.domains and product.literal(variable, value) is None:
        return None
    allowed = state(product, {variable: value}).allowed
    cost = np.zeros(product.diagram.literals, np.int64)
    for name, one in others.items():
        if name in product.domains:
            own = literals(product, product.number_of[name])
            cost[own] = 1
            literal = product.literal(name, one)
            if literal is not None:
                cost[literal] = 0
    if product.solver is not None:
        from .solving import fewest_given_up

        return fewest_given_up(product, others, allowed, cost, (variable, value))
    dropped: dict[int, list[tuple[str, ...]]] = {}
    for plane, in_diagram in enumerate(product.class_of):
        target = ((variable, int(value)),) if product.plane_of.get(variable) == plane else ()
        numbers = tuple((name, int(one)) for name, one in others.items() if product.plane_of.get(name) == plane)
        if numbers:
            cost[literals(product, in_diagram)], dropped[plane] = _of_classes(product, plane, target, numbers)
    best = product.sweep.best(allowed, cost)
    if best is None:
        return None
    given_up = {name for plane, sets in dropped.items() for name in sets[int(best[product.class_of[plane]])]}
    for name, one in others.items():
        if name in product.domains and product.domains[name].values[int(best[product.number_of[name]])] != one:
            given_up.add(name)
    return tuple(name for name in others if name in given_up)


def _of_classes(
    product: CompiledProduct, plane: int, target: Fixed, numbers: Fixed
) -> tuple[Array, list[tuple[str, ...]]]:
    """For each class the fewest of some numbers to give up so that it has a point, and which."""
    classes = product.planes[plane].classes
    cost = np.full(classes, len(numbers), np.int64)
    dropped: list[tuple[str, ...]] = [tuple(name for name, _ in numbers)] * classes
    done = np.zeros(classes, np.bool_)
    for size in range(len(numbers)):
        for names in combinations([name for name, _ in numbers], size):
            kept = tuple(sorted((*target, *(one for one in numbers if one[0] not in names))))
            here = part(product, plane, kept).present & ~done
            cost[here] = size
            done |= here
            for number in np.flatnonzero(here):
                dropped[number] = names
    return cost, dropped
