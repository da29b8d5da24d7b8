# SPDX-License-Identifier: Apache-2.0
"""Prices, weight and CO2 as costs of single values, so that one sweep of the diagram finds the cheapest of all.

A sum is taken apart where that changes no rounding. A part that hangs on one variable is a cost of its values; one on
several is a cost of a hidden variable's values, which tell the combinations apart that leave different amounts. What
hangs on numbers is evaluated over the points that are still possible, and each class of points gets its least.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import numpy as np

from ..expression import Arithmetic, Calculate, Choose, DerivedOf, Expression, Number
from ..model import PriceLine, ProductModel
from . import columns as col
from .builder import Builder
from .columns import Array, Flags
from .domains import Axis, Domain, in_force
from .evaluation import Evaluation, Language
from .folding import Fold
from .planes import Groups, Plane, groups, mesh, open_mesh
from .trend import Trends
from .wide import WideTerm

ORE = 100
FINEST = 10**6  # parts of a gram
MANY = 20_000_000
LARGE = 100_000  # points and groups for which the form of an expression is looked at first
PARTS = 256  # of a derived quantity that is taken apart


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A part of a criterion. Its amounts are costs of the values of `variable`: value v has that of `group_of[v]`.

    With a plane, value `cell * len(group_of) + v` of the variable is a cell together with a v.
    """

    expression: Expression
    variable: int  # -1: the same for all
    groups: Groups
    group_of: Array
    plane: int = -1  # the plane that it hangs on
    per_order: bool = False
    asks_quantity: bool = False

    @property
    def size(self) -> int:
        """How many groups it has."""
        return len(self.groups.examples)


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """What is added up: `scale` whole units make one of the model's (100 øre a krone)."""

    terms: tuple[Term, ...]
    scale: int
    wide: tuple[WideTerm, ...] = ()
    exact: bool = True  # whether rounding the terms gives what rounding their sum gives


@dataclass(frozen=True, slots=True)
class Facts:
    """Of an expression: a factor that makes it whole, its sign at the least, and whether it can lack a value."""

    denominator: int
    least: int
    missing: bool


Summand = tuple[tuple[Expression, ...], Expression]  # what must hold, and what is then added
Added = dict[tuple[int, ...], tuple[Summand, int]]  # with how often


def summands(expression: Expression, model: ProductModel) -> list[Expression]:
    """Expressions whose sum this one is; the same one added up again and again is one that is multiplied."""
    return [_summand(key[0], key[1], factor) for key, factor in _added(expression, model, {}).values()]


def _added(expression: Expression, model: ProductModel, known: dict[str, Added]) -> Added:
    """Each summand with its factor, by identity; of derived quantities as `known` from before."""
    match expression:
        case Calculate(Arithmetic.ADD | Arithmetic.SUBTRACT as kind, left, right):
            found = dict(_added(left, model, known))
            sign = 1 if kind is Arithmetic.ADD else -1
            for key, (summand, factor) in _added(right, model, known).items():
                found[key] = summand, sign * factor + (found[key][1] if key in found else 0)
            return found
        case Choose(condition, then, Number(value)) if value == 0:
            parts = _added(then, model, known).values()
            under = (((condition, *conditions), one, factor) for (conditions, one), factor in parts)
            return {_key(conditions, one): ((conditions, one), factor) for conditions, one, factor in under}
        case DerivedOf(name):
            if name not in known:
                found = _added(model.derived[name].value, model, known)
                known[name] = found if len(found) <= PARTS else _alone(expression)
            return known[name]
    return _alone(expression)


def _alone(expression: Expression) -> Added:
    return {_key((), expression): (((), expression), 1)}


def _key(conditions: tuple[Expression, ...], expression: Expression) -> tuple[int, ...]:
    return (*map(id, conditions), id(expression))


def _summand(conditions: tuple[Expression, ...], expression: Expression, factor: int) -> Expression:
    if factor != 1:
        expression = Calculate(Arithmetic.MULTIPLY, Number(Fraction(factor)), expression)
    for condition in reversed(conditions):
        expression = Choose(condition, expression, Number(Fraction(0)))
    return expression


def priced(line: PriceLine) -> Expression:
    """What a price line comes to, zero where it does not hold."""
    return line.amount if line.when is None else Choose(line.when, line.amount, Number(Fraction(0)))


def lines_on(model: ProductModel, on: date) -> list[PriceLine]:
    """The price lines in force on a day."""
    return [one for one in model.prices if in_force(one.valid_from, one.valid_to, on)]


@dataclass(slots=True)
class CostBuilder:
    """Makes terms, with hidden variables where a term hangs on several."""

    builder: Builder
    language: Language
    planes: Sequence[Plane]
    plane_of: Mapping[str, int]
    folds: Sequence[Fold]
    rounds_apart: bool = False  # whether parts of a line had to be rounded each for itself
    _wide: list[WideTerm] = field(default_factory=list)
    _known: dict[int, tuple[Expression, Facts]] = field(default_factory=dict)
    _made: dict[tuple[tuple[int, ...], bytes], int] = field(default_factory=dict)

    def price(self, lines: Sequence[PriceLine]) -> Criterion:
        """The terms of price lines, each line rounded to whole øre."""
        terms = [term for line in lines for term in self._line(line)]
        return Criterion(tuple(terms), ORE, self._taken(), not self.rounds_apart)

    def sum(self, expression: Expression) -> Criterion:
        """The terms of one number that is rounded at the end."""
        parts = self._narrow(self._parts(expression), per_order=False)
        scale = 1
        for part in parts:
            scale = math.lcm(scale, self._facts(part).denominator)
        exact = scale <= FINEST
        terms = tuple(self._term(part, False) for part in parts)
        return Criterion(terms, scale if exact else FINEST, self._taken(), exact)

    def _narrow(self, parts: Sequence[Expression], *, per_order: bool) -> list[Expression]:
        """The parts on numbers of one plane at most; the others are kept for the solver."""
        found = []
        for part in parts:
            names = self.language.names(part)
            if len({self.plane_of[name] for name in names & self.plane_of.keys()}) <= 1:
                found.append(part)
                continue
            domains = [self.builder.domains[name][1] for name in sorted(names - self.plane_of.keys())]
            of = groups(self.language, part, domains, frozenset(self.plane_of))
            scope = tuple(self.builder.domains[name][0] for name in of.over)
            self._wide.append(WideTerm(part, of, scope, per_order))
        return found

    def _taken(self) -> tuple[WideTerm, ...]:
        found, self._wide = tuple(self._wide), []
        return found

    def _line(self, line: PriceLine) -> list[Term]:
        whole_line = priced(line)
        planes = {self.plane_of[name] for name in self.language.names(whole_line) if name in self.plane_of}
        all_parts = self._parts(whole_line)
        parts = self._narrow(all_parts, per_order=line.per_order)
        if len(planes) > 1:
            self.rounds_apart |= len(all_parts) > 1
            return [self._term(part, line.per_order) for part in parts]
        together = any(self.language.asks_quantity(part) for part in parts)
        if len(parts) < 2 or together or any(self._facts(part).least < 0 for part in parts):
            return [self._term(whole_line, line.per_order)]
        broken = [part for part in parts if ORE % self._facts(part).denominator]
        even = [part for part in parts if all(part is not one for one in broken)]
        if broken:
            rest = broken[0]
            for part in broken[1:]:
                rest = Calculate(Arithmetic.ADD, rest, part)
            even.append(rest)
        return [self._term(part, line.per_order) for part in even]

    def _parts(self, expression: Expression) -> list[Expression]:
        """Expressions to be added up; the whole one where a part could have no value, for then it has none."""
        parts = self._merged(summands(expression, self.language.model))
        apart = len({self.plane_of[name] for name in self.language.names(expression) & self.plane_of.keys()}) > 1
        if len(parts) > 1 and not apart and any(self._facts(part).missing for part in parts):
            return [expression]
        return parts

    def _merged(self, parts: Sequence[Expression]) -> list[Expression]:
        """Parts over the same variables added up again."""
        found: dict[frozenset[str], Expression] = {}
        for part in parts:
            key = self.language.names(part)
            found[key] = Calculate(Arithmetic.ADD, found[key], part) if key in found else part
        return list(found.values())

    def _over(self, expression: Expression) -> tuple[list[Domain], int]:
        """The variables taken value by value that an expression hangs on, and the plane (-1: none)."""
        names = sorted(self.language.names(expression))
        planes = {self.plane_of[name] for name in names if name in self.plane_of}
        assert len(planes) <= 1, "numbers that meet in a price are in one plane"
        return [self.builder.domains[name][1] for name in names if name not in self.plane_of], max(planes, default=-1)

    def _facts(self, expression: Expression) -> Facts:
        """What is known of an expression over all values; over very many the denominator is one that serves."""
        if id(expression) not in self._known:
            domains, plane = self._over(expression)
            facts = None
            if plane < 0:
                facts = _facts_of([Evaluation(self.language, open_mesh(domains), 1).numbers(expression)])
            else:
                axes = self.planes[plane].axes
                of = groups(self.language, expression, domains, frozenset(self.planes[plane].numbers))
                if len(of.examples) * self.planes[plane].class_of.size >= LARGE:
                    facts = self._by_form(expression, axes, of)
            if facts is None:
                points = mesh(axes)
                facts = _facts_of(
                    [Evaluation(self.language, points | one, 1).numbers(expression) for one in of.examples]
                )
            self._known[id(expression)] = (expression, facts)
        return self._known[id(expression)][1]

    def _by_form(self, expression: Expression, axes: Sequence[Axis], of: Groups) -> Facts | None:
        """The facts of an expression over very many points, where its form tells them."""
        box = {axis.variable: (int(axis.low[0]), int(axis.high.max())) for axis in axes}
        below, least, lacking = 1, Fraction(0), False
        for example in of.examples:
            trends = Trends(self.language, box, example, 1)
            trend = trends.of(expression)
            if trend is not None:
                below, least = math.lcm(below, trend.denominator), min(least, trend.low)
            elif not trends.lacking:
                return None
            lacking |= trends.lacking
        return Facts(below, math.floor(least), lacking)

    def _term(self, expression: Expression, per_order: bool) -> Term:
        domains, plane = self._over(expression)
        numbers = frozenset(self.planes[plane].numbers) if plane >= 0 else frozenset()
        found = groups(self.language, expression, domains, numbers)
        scope = tuple(self.builder.domains[one][0] for one in found.over)
        variable = self._variable(scope, found)
        group_of = found.of if len(scope) == 1 and variable >= 0 else np.arange(len(found.examples))
        if plane >= 0:
            variable = self._with_cell(variable, plane, found)
        return Term(expression, variable, found, group_of, plane, per_order, self.language.asks_quantity(expression))

    def _variable(self, scope: tuple[int, ...], found: Groups) -> int:
        """The variable whose value is the group."""
        if len(found.examples) == 1:
            return -1
        if len(scope) == 1:
            return scope[0]
        key = (scope, found.of.tobytes())
        if key not in self._made:
            self._made[key] = self.builder.variable(len(found.examples))
            rows = np.indices(found.of.shape).reshape(len(scope), -1).T
            self.builder.define((*scope, self._made[key]), np.column_stack([rows, found.of.ravel()]))
        return self._made[key]

    def _with_cell(self, variable: int, plane: int, found: Groups) -> int:
        """The variable whose value is a cell of the plane and a group."""
        cell = self.builder.planes[plane]
        if variable < 0:
            return cell
        cells, size = self.builder.sizes[cell], self.builder.sizes[variable]
        key = ((cell, variable), b"")
        if key not in self._made:
            self._made[key] = self.builder.variable(cells * size)
            rows = np.indices((cells, size)).reshape(2, -1).T
            told = np.column_stack([rows, np.arange(len(rows))])[self._together(plane, found, size).ravel()]
            self.builder.define((cell, variable, self._made[key]), told)
        return self._made[key]

    def _together(self, plane: int, found: Groups, size: int) -> Flags:
        """Which cells and groups (values, where there is one variable) occur with the same value of the plane's key."""
        fold = self.folds[plane]
        flags = np.ones((self.builder.sizes[self.builder.planes[plane]], size), np.bool_)
        if fold.key in found.over:
            for value, cells in enumerate(fold.cells):
                asked = np.arange(size) == value if len(found.over) == 1 else fold.asked(found, value)
                flags[cells] = asked
        return flags


def _facts_of(values: Sequence[col.Numbers]) -> Facts:
    size = sum(one.above.size for one in values)
    below = [col.denominator(one) if size < MANY else col.common(one) for one in values]
    least = min(int(one.above.min(initial=0)) for one in values)
    return Facts(math.lcm(*below), least, any(bool(one.missing.any()) for one in values))


def amounts(language: Language, term: Term, scale: int, quantity: int) -> tuple[Array, bool]:
    """The amounts of a term without a plane by its variable's value, and whether none was rounded."""
    codes = {name: np.array([one[name] for one in term.groups.examples], np.int64) for name in term.groups.over}
    values = Evaluation(language, codes, quantity).numbers(term.expression)
    whole, exact = col.scaled(values, scale)
    shape = (len(term.groups.examples),)
    missing = np.broadcast_to(values.missing, shape)
    return np.where(missing, 0, np.broadcast_to(whole, shape)), exact


def on_points(
    language: Language, term: Term, group: int, points: Mapping[str, Array], scale: int, quantity: int
) -> Array:
    """The amounts of a term of one group over points of its plane."""
    values = Evaluation(language, dict(points) | term.groups.examples[group], quantity).numbers(term.expression)
    return np.asarray(np.where(values.missing, 0, col.scaled(values, scale)[0]))


def by_group(language: Language, term: Term, points: Mapping[str, Array], scale: int, quantity: int) -> Array:
    """The amounts of a term over flat points of its plane, a row for each group."""
    examples = term.groups.examples
    codes = {name: np.array([[one[name]] for one in examples], np.int64) for name in term.groups.over}
    values = Evaluation(language, {name: one[None] for name, one in points.items()} | codes, quantity)
    found = values.numbers(term.expression)
    whole = np.where(found.missing, 0, col.scaled(found, scale)[0])
    return np.broadcast_to(whole, (len(examples), len(next(iter(points.values())))))
