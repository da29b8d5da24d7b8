# SPDX-License-Identifier: Apache-2.0
"""What each value costs in a state of choices: price, weight or CO2, for a quantity and the numbers already chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..evaluate import Evaluator, NoValueError
from ..expression import Expression
from ..model import PriceLine
from ..rounding import Exact, gram, ore
from .columns import Array, Flags
from .costs import Criterion, Term, amounts, by_group, lines_on, on_points, priced
from .domains import Value
from .parts import Part, Places, part_of
from .planes import straight
from .product import CompiledProduct
from .trend import Trends
from .wide import WideTerm

AT_ONCE = 4_000_000  # amounts that are reckoned together


class Worth(Protocol):
    """What a price line comes to, in kroner."""

    def __call__(self, choices: Mapping[str, Value], /, *, quantity: int) -> Exact: ...


Fixed = tuple[tuple[str, int], ...]  # numbers chosen, by name


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """A cost for each literal and what is added to all of them, in the criterion's units.

    `exact` is false where a class of points has its least of different terms at different points: a sum is then a
    lower bound, and exact where the sum of `reached` is the same, which has all terms of a class at one of its points.
    """

    literal: Array
    constant: int
    exact: bool
    reached: Array | None = None
    least: int = 0  # of terms on numbers of several planes, in the constant
    solver: ForSolver | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ForSolver:
    """The same costs for a solver, which knows each number of a plane of its own: terms on those are left to it."""

    literal: Array
    constant: int
    wide: tuple[tuple[WideTerm, int, int], ...]  # with the scale of each, and how often it counts
    exact: bool


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
    constant, first = 0, product.diagram.first
    for term in criterion.terms:
        if term.plane >= 0:
            continue
        values, _ = amounts(product.language, term, criterion.scale, quantity)
        values = values * _times(name, term, quantity)
        if term.variable < 0:
            constant += int(values[0])
        else:
            literal[first[term.variable] : first[term.variable + 1]] += values[term.group_of].astype(np.int64)
    reached, exact = literal.copy(), criterion.exact and not product.wide
    others, alone = literal.copy(), list[WideTerm]()
    solved = criterion.exact
    for plane in range(len(product.planes)):
        terms = [term for term in criterion.terms if term.plane == plane]
        if terms:
            least, there, alike = _plane_costs(product, name, quantity, plane, fixed, terms)
            literal, reached, exact = literal + least, reached + there, exact and alike
            told = [_told(product, term) for term in terms] if product.solver is not None else []
            if told and len(product.planes[plane].axes) == 1 and all(told):
                alone += [one for one in told if one is not None]
            else:
                known_by_class = (
                    len(product.planes[plane].axes) > 1
                )  # else the solver says the number, by its class alone
                others, solved = others + least, solved and alike and known_by_class
    known = criterion.exact and not product.wide and all(plane.axes[0].single for plane in product.planes)
    if product.solver is None:
        return Costs(literal, constant, exact, reached if known and not exact else None)

    def counted(terms: Sequence[WideTerm]) -> tuple[tuple[WideTerm, int, int], ...]:
        often = [quantity if name == "price" and not term.per_order else 1 for term in terms]
        return tuple((term, criterion.scale, times) for term, times in zip(terms, often, strict=True))

    wide = counted(criterion.wide)
    bound = _least_of(product, wide, quantity) if wide else 0
    for_solver = ForSolver(others, constant, (*wide, *counted(alone)), solved)
    return Costs(literal, constant + bound, False, None, bound, for_solver)


def _told(product: CompiledProduct, term: Term) -> WideTerm | None:
    """A term for the solver; None for one that it cannot be told."""
    assert product.solver is not None
    scope = tuple(product.number_of[name] for name in term.groups.over)
    found = WideTerm(term.expression, term.groups, scope, term.per_order)
    return found if product.solver.understands(found) else None


def _plane_costs(
    product: CompiledProduct, name: str, quantity: int, plane: int, fixed: Fixed, terms: list[Term]
) -> tuple[Array, Array, bool]:
    """What a plane adds to each literal at least, what it adds at one point, and whether that is the same."""
    own = tuple(one for one in fixed if product.plane_of[one[0]] == plane)
    each = not any(term.asks_quantity or term.per_order for term in terms)  # priced by the piece
    asked = 1 if each else quantity

    def search() -> tuple[Array, Array, bool]:
        points = part(product, plane, own)
        return PlaneCosts(product, name, product.criteria[name], points, asked, terms, plane).add()

    least, there, alike = product.kept(("plane", name, asked, plane, own), search)
    times = quantity if each and name == "price" else 1
    return least * times, there * times, alike


def _least_of(product: CompiledProduct, wide: tuple[tuple[WideTerm, int, int], ...], quantity: int) -> int:
    """What the solver proves that terms come to at least, whatever is chosen."""
    from .solver import Found, Question, Total

    assert product.solver is not None
    asked = Question(product.diagram.allowed(), least=Total(wide=wide), quantity=quantity)
    found = product.solver.find(asked)
    return found.bound if isinstance(found, Found) else 0


def _times(name: str, term: Term, quantity: int) -> int:
    return quantity if name == "price" and not term.per_order else 1


def rises(product: CompiledProduct, criterion: str, plane: int, quantity: int) -> bool:
    """Whether no term on a plane ever falls where a number rises, by their form."""
    box = {axis.variable: (int(axis.low[0]), int(axis.high.max())) for axis in product.planes[plane].axes}

    def rising(term: Term) -> bool:
        for example in term.groups.examples:
            trends = Trends(product.language, box, example, quantity)
            trend = trends.of(term.expression)
            if not trends.lacking and (trend is None or not trend.rises):
                return False
        return True

    found: bool = product.kept(
        ("rises", criterion, plane, quantity),
        lambda: all(rising(term) for term in product.criteria[criterion].terms if term.plane == plane),
    )
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Terms of one group each that are added up, or one group of a term."""

    terms: list[Term]
    group: int


@dataclass(frozen=True, slots=True, eq=False)
class PlaneCosts:
    """What the terms of one plane add to the costs of literals."""

    product: CompiledProduct
    name: str
    criterion: Criterion
    points: Part
    quantity: int
    terms: list[Term]
    number: int  # of the plane

    def _grids(self) -> list[Grid]:
        """Terms that are added up before their least is looked for."""
        single = [term for term in self.terms if len(term.groups.examples) == 1]
        several = [[term] for term in self.terms if len(term.groups.examples) > 1]
        return [Grid(own, group) for own in ([single] if single else []) + several for group in range(own[0].size)]

    def add(self) -> tuple[Array, Array, bool]:
        """The least of each cell by literal, the amounts of one point of each, and whether they are the same."""
        grids, fold, asked = self._grids(), self.product.folds[self.number], self._asked()
        rising = self.points.single and rises(self.product, self.name, self.number, self.quantity)
        places = self.points.corners() if rising else self.points.everywhere()
        low, high = self.points.at(places.order)
        excess = np.zeros((len(fold.cells), len(places.order)), np.int64)
        least = np.zeros((len(grids), fold.size), np.int64)
        for row, values in enumerate(self._values(grids, low, high)):
            least[row] = self._least(places, values)
            for value in np.flatnonzero(asked[row]):
                excess[value] += values - least[row][fold.cells[value]][places.of_class]
        literal, reached = np.zeros((2, self.product.diagram.literals), np.int64)
        self._spread(grids, least, literal)
        if not self.points.single:
            name = self.points.plane.numbers[0]
            straight_lines = [straight(self.product.language, term.expression, name) for term in self.terms]
            return literal, reached, len(grids) == 1 and all(straight_lines)
        chosen = self._chosen(places, excess)
        columns = self.points.at(chosen)[0]
        there = np.stack(list(self._values(grids, columns, columns)))
        self._spread(grids, there, reached)
        return literal, reached, self._alike(asked, there == least)

    def _least(self, places: Places, values: Array) -> Array:
        """The least of each cell; zero for one without points."""
        fold, present = self.product.folds[self.number], self.points.present
        of_class = places.least(values, len(present))[0]
        least = np.full(fold.size, np.iinfo(np.int64).max)
        np.minimum.at(
            least, fold.cells[:, present], np.broadcast_to(of_class[present], (len(fold.cells), present.sum()))
        )
        return np.where(self._cells_present(), least, 0)

    def _cells_present(self) -> Flags:
        fold = self.product.folds[self.number]
        flags = np.zeros(fold.size, np.bool_)
        flags[fold.cells[:, self.points.present]] = True
        return flags

    def _chosen(self, places: Places, excess: Array) -> Array:
        """Of each cell the place with the least excess, in the flattened shape; any for one without points."""
        fold, present = self.product.folds[self.number], np.flatnonzero(self.points.present)
        found = np.zeros(fold.size, np.int64)
        for value, cells in enumerate(fold.cells):
            least, place = places.least(excess[value], len(self.points.present))
            dearest_first = present[np.argsort(-least[present], kind="stable")]
            found[cells[dearest_first]] = places.order[place[dearest_first]]
        return found

    def _asked(self) -> Flags:
        """Which grids are asked for with each value of the plane's key."""
        fold = self.product.folds[self.number]

        def search() -> Flags:
            several = [term for term in self.terms if term.size > 1]
            single = len(several) < len(self.terms)
            values = range(len(fold.cells))
            asked = [np.ones(1, np.bool_)] * single
            columns = [[*asked, *(fold.asked(term.groups, value) for term in several)] for value in values]
            return np.stack([np.concatenate(one) for one in columns], axis=1)

        found: Flags = self.product.kept(("asked", self.name, self.number), search)
        return found

    def _alike(self, asked: Flags, same: Flags) -> bool:
        """Whether all that can be asked for together is the same."""
        fold, present = self.product.folds[self.number], self.points.present
        return all(same[asked[:, value]][:, cells[present]].all() for value, cells in enumerate(fold.cells))

    def _values(self, grids: list[Grid], low: Mapping[str, Array], high: Mapping[str, Array]) -> Iterator[Array]:
        """What each grid comes to at flat points; of stretches the lower end."""
        size = len(next(iter(low.values())))
        known: dict[int, Array] = {}
        for grid in grids:
            (first, *_), groups = grid.terms, grid.terms[0].size
            if groups > 1 and groups * size <= AT_ONCE and low is high:
                if id(first) not in known:
                    found = by_group(self.product.language, first, low, self.criterion.scale, self.quantity)
                    known = {id(first): found * _times(self.name, first, self.quantity)}
                yield known[id(first)][grid.group]
            else:
                values = self._sum(grid.terms, grid.group, low)
                if low is not high:
                    values = np.minimum(values, self._sum(grid.terms, grid.group, high))
                yield np.broadcast_to(values, (size,))

    def _spread(self, grids: list[Grid], amounts_of: Array, literal: Array) -> None:
        """Add the amounts of grids by cell to the literals of their terms' variables."""
        first = self.product.diagram.first
        row = 0
        while row < len(grids):
            term = grids[row].terms[0]
            by_cell = amounts_of[row : row + term.size].T[:, term.group_of]
            literal[first[term.variable] : first[term.variable + 1]] += by_cell.ravel()
            row += term.size

    def values(self, terms: list[Term], group: int) -> Array:
        """What terms of one group come to at each point."""
        low = self._sum(terms, group, self.points.low)
        if self.points.single:
            return low
        return np.minimum(low, self._sum(terms, group, self.points.high))

    def _sum(self, terms: list[Term], group: int, columns: Mapping[str, Array]) -> Array:
        total: Array = np.zeros((), np.int64)
        for term in terms:
            values = on_points(self.product.language, term, group, columns, self.criterion.scale, self.quantity)
            total = total + values * _times(self.name, term, self.quantity)
        return np.asarray(total, np.int64)


def cheapest_point(
    product: CompiledProduct,
    criterion: str,
    plane: int,
    fixed: Fixed,
    cell: int,
    codes: Mapping[str, Array],
    quantity: int,
) -> dict[str, int]:
    """Of the points of a cell the one that costs least, with everything else chosen; of equals the lowest."""
    found = product.criteria[criterion]
    fixed = tuple(one for one in fixed if product.plane_of[one[0]] == plane)
    terms = [term for term in found.terms if term.plane == plane]
    of = tuple(int(term.groups.of[_place(product, term, codes)]) for term in terms)
    key = ("point", criterion, quantity, plane, fixed, cell, of)

    def search() -> dict[str, int]:
        points = part(product, plane, fixed)
        corners = points.single and rises(product, criterion, plane, quantity)
        inside = points.of_classes(product.folds[plane].classes(cell), corners=corners)
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
    fixed = tuple(one for one in fixed if product.plane_of[one[0]] == plane)
    terms = [term for term in found.terms if term.plane == plane]
    points = part(product, plane, fixed)
    if not points.single or product.folds[plane].key or any(term.size > 1 for term in terms):
        return None

    def search() -> tuple[Array, Flags]:
        costs_of = PlaneCosts(product, criterion, found, points, quantity, terms, plane)
        return points.least_by_stretch(costs_of.values(terms, 0), name)

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
    model = product.model
    evaluator: Evaluator = product.once("evaluator", lambda: Evaluator(model))
    if criterion == "price":
        total = 0
        for line, worth in product.once("worth", lambda: _worth(evaluator, lines_on(model, product.on))):
            try:
                total += ore(worth(choices, quantity=quantity)) * (1 if line.per_order else quantity)
            except NoValueError:
                continue
        return total
    expression: Expression | None = model.weight_g if criterion == "weight" else model.co2_g
    try:
        return None if expression is None else gram(evaluator.number(expression)(choices))
    except NoValueError:
        return None


def _worth(evaluator: Evaluator, lines: Sequence[PriceLine]) -> list[tuple[PriceLine, Worth]]:
    return [(line, evaluator.number(priced(line))) for line in lines]
