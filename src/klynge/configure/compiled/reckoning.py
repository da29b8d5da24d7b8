# SPDX-License-Identifier: Apache-2.0
"""What each value costs in a state of choices: price, weight or CO2, for a quantity and the numbers already chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..expression import Expression
from . import columns as col
from .columns import Array, Flags
from .costs import Criterion, Term, amounts, lines_on, on_points, priced
from .domains import Value
from .evaluation import Evaluation
from .parts import Part, part_of
from .planes import straight
from .product import CompiledProduct
from .wide import WideTerm

Fixed = tuple[tuple[str, int], ...]  # numbers chosen, by name


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """A cost for each literal and what is added to all of them, in the criterion's units.

    `exact` is false where a class of points has its least of different terms at different points: the sum is then
    a lower bound.
    """

    literal: Array
    constant: int
    exact: bool
    wide: tuple[tuple[WideTerm, int, int], ...] = ()  # with scale and times; their least is in the constant
    least: int = 0


def part(product: CompiledProduct, plane: int, fixed: Fixed) -> Part:
    """The points of a plane that agree with the numbers chosen."""
    names = product.planes[plane].numbers
    own = tuple((name, value) for name, value in fixed if name in names)
    found: Part = product.kept(("part", plane, own), lambda: part_of(product.planes[plane], dict(own)))
    return found


def costs(product: CompiledProduct, criterion: str, quantity: int, fixed: Fixed) -> Costs:
    """The costs by a criterion (`price`, `weight`, `co2`)."""
    found: Costs = product.kept(
        ("costs", criterion, quantity, fixed), lambda: _costs(product, criterion, quantity, fixed)
    )
    return found


def _costs(product: CompiledProduct, name: str, quantity: int, fixed: Fixed) -> Costs:
    criterion = product.criteria[name]
    literal = np.zeros(product.diagram.literals, np.int64)
    constant, exact = 0, criterion.exact
    first = product.diagram.first
    for term in criterion.terms:
        if term.plane >= 0:
            continue
        values, _ = amounts(product.language, term, criterion.scale, quantity)
        values = values * _times(name, term, quantity)
        if term.variable < 0:
            constant += int(values[0])
        else:
            literal[first[term.variable] : first[term.variable + 1]] += values[term.group_of].astype(np.int64)
    for plane in range(len(product.planes)):
        terms = [term for term in criterion.terms if term.plane == plane]
        if terms:
            exact &= _on_plane(product, name, criterion, terms, part(product, plane, fixed), quantity, literal)
    wide = tuple(
        (term, criterion.scale, 1 if name != "price" or term.per_order else quantity) for term in criterion.wide
    )
    if not wide:
        return Costs(literal, constant, exact and not product.wide)
    least = _least_of(product, wide, quantity)
    return Costs(literal, constant + least, False, wide, least)


def _least_of(product: CompiledProduct, wide: tuple[tuple[WideTerm, int, int], ...], quantity: int) -> int:
    """What the solver proves that terms come to at least, whatever is chosen."""
    from .solver import Found, Question, Total

    assert product.solver is not None
    asked = Question(product.diagram.allowed(), least=Total(wide=wide), quantity=quantity)
    found = product.solver.find(asked)
    return found.bound if isinstance(found, Found) else 0


def _times(name: str, term: Term, quantity: int) -> int:
    return quantity if name == "price" and not term.per_order else 1


def _on_plane(
    product: CompiledProduct,
    name: str,
    criterion: Criterion,
    terms: list[Term],
    points: Part,
    quantity: int,
    literal: Array,
) -> bool:
    """Add the least of each class; whether one point of each class has the least of all terms."""
    first, classes = product.diagram.first, points.plane.classes
    excess: Array = np.zeros((), np.int64)
    together: Array = np.zeros((), np.int64)
    single, exact = [term for term in terms if len(term.groups.examples) == 1], True
    for term in single:
        together = together + _at_points(product, name, criterion, term, 0, points, quantity)
    grids: list[tuple[int, list[Array], Array]] = []
    if single:
        grids.append((single[0].variable, [together], np.zeros(1, np.int64)))
    for term in terms:
        if len(term.groups.examples) > 1:
            all_groups = range(len(term.groups.examples))
            found = [_at_points(product, name, criterion, term, group, points, quantity) for group in all_groups]
            grids.append((term.variable, found, term.group_of))
    several = sum(len(found) for _, found, _ in grids) > 1
    for variable, found, group_of in grids:
        least = np.stack([points.least(one) for one in found], axis=1)
        literal[first[variable] : first[variable + 1]] += least[:, group_of].ravel()
        if several:
            of_point = np.empty(len(points.order), np.int64)
            of_point[points.order] = np.repeat(np.arange(classes), np.diff(points.starts))
            for group, one in enumerate(found):
                excess = excess + (one - least[of_point, group].reshape(points.shape))
    if several:
        exact = not points.least(excess).any()
    if not points.single:
        exact = exact and all(straight(product.language, term.expression, points.plane.numbers[0]) for term in terms)
    return exact


def _at_points(
    product: CompiledProduct, name: str, criterion: Criterion, term: Term, group: int, points: Part, quantity: int
) -> Array:
    low = on_points(product.language, term, group, points.low, criterion.scale, quantity)
    if not points.single:
        high = on_points(product.language, term, group, points.high, criterion.scale, quantity)
        low = np.minimum(low, high)
    return np.asarray(low * _times(name, term, quantity), np.int64)


def cheapest_point(
    product: CompiledProduct,
    criterion: str,
    plane: int,
    fixed: Fixed,
    number: int,
    codes: Mapping[str, Array],
    quantity: int,
) -> dict[str, int]:
    """Of the points of a class the one that costs least, with everything else chosen; of equals the lowest."""
    found = product.criteria[criterion]
    terms = [term for term in found.terms if term.plane == plane]
    of = tuple(int(term.groups.of[_place(product, term, codes)]) for term in terms)
    key = ("point", criterion, quantity, plane, fixed, number, of)

    def search() -> dict[str, int]:
        inside = part(product, plane, fixed).of_class(number)
        total: Array = np.zeros(len(next(iter(inside.values()))), np.int64)
        for term, group in zip(terms, of, strict=True):
            values = on_points(product.language, term, group, inside, found.scale, quantity)
            total = total + values * _times(criterion, term, quantity)
        best = int(np.argmin(total))
        return {name: int(values[best]) for name, values in inside.items()}

    point: dict[str, int] = product.kept(key, search)
    return point


def _place(product: CompiledProduct, term: Term, codes: Mapping[str, Array]) -> tuple[int, ...]:
    """Where the group of some codes stands."""
    return tuple(int(np.flatnonzero(product.domains[name].codes == codes[name])[0]) for name in term.groups.over)


def least_by_stretch(
    product: CompiledProduct, criterion: str, plane: int, fixed: Fixed, quantity: int, name: str
) -> tuple[Array, Flags] | None:
    """For each class and stretch of a number the least cost of its points, and whether there are any.

    None where the plane's costs hang on other choices too.
    """
    found = product.criteria[criterion]
    terms = [term for term in found.terms if term.plane == plane]
    points = part(product, plane, fixed)
    if not points.single or any(len(term.groups.examples) > 1 for term in terms):
        return None

    def search() -> tuple[Array, Flags]:
        total: Array = np.zeros((), np.int64)
        for term in terms:
            total = total + _at_points(product, criterion, found, term, 0, points, quantity)
        return points.least_by_stretch(np.asarray(total), name)

    answer: tuple[Array, Flags] = product.kept(("stretches", criterion, plane, fixed, quantity, name), search)
    return answer


def codes_of_choices(product: CompiledProduct, choices: Mapping[str, Value]) -> dict[str, Array]:
    """A column of one for each choice or number."""
    codes = product.language.codes
    found: dict[str, Array] = {}
    for name, value in choices.items():
        if name in product.plane_of or name in product.domains:
            found[name] = np.array(codes[value] if isinstance(value, str) else value, np.int64)
    return found


def amount(product: CompiledProduct, criterion: str, choices: Mapping[str, Value], quantity: int) -> int | None:
    """What a whole configuration comes to: øre for a quantity, or grams apiece; None without such a criterion."""
    columns = codes_of_choices(product, choices)
    model = product.model
    if criterion == "price":
        total = 0
        for line in lines_on(model, product.on):
            values = Evaluation(product.language, columns, quantity).numbers(priced(line))
            whole = 0 if values.missing.any() else int(col.scaled(values, 100)[0])
            total += whole * (1 if line.per_order else quantity)
        return total
    expression: Expression | None = model.weight_g if criterion == "weight" else model.co2_g
    if expression is None:
        return None
    found = Evaluation(product.language, columns).numbers(expression)
    return None if found.missing.any() else int(col.scaled(found, 1)[0])
