# SPDX-License-Identifier: Apache-2.0
"""Numbers that meet but have too many combinations for a plane: CP-SAT answers behind the diagram's filter.

The diagram holds every rule, with a free hidden variable for each condition on such numbers. A solver model over the
same variables adds what those conditions say. It is built once; each question copies it and fixes what is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from ..diagram import Constraint, Table
from ..diagram.diagram import firsts_of
from ..expression import Expression
from .builder import Stated
from .columns import Array, Flags
from .evaluation import Language
from .integers import Integers, Sum
from .planes import Groups, Plane, TooIntricateError
from .wide import WideAtom, WideTerm

Linear = Any  # an expression of the solver
EFFORT = 2.0  # the solver's deterministic seconds for one question


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A solution: a value of each variable of the diagram, and the numbers of one-number planes."""

    values: Array
    numbers: dict[str, int]
    objective: int
    bound: int  # no solution has less


class Nothing(Enum):
    """No solution: there is none, or the solver gave up before it knew."""

    IMPOSSIBLE = 0
    UNKNOWN = 1


Wide = Sequence[tuple[WideTerm, int, int]]  # terms, with the scale of each and how often it counts


@dataclass(frozen=True, slots=True, eq=False)
class Total:
    """A sum of costs of literals and of amounts that hang on numbers."""

    cost: Array | None = None
    wide: Wide = ()
    let_go: Sequence[tuple[str, int]] = ()  # numbers that cost one when they are not so


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked: literals allowed, numbers fixed or between bounds, and what to make least."""

    allowed: Flags
    fixed: Sequence[tuple[str, int]] = ()
    between: tuple[str, int, int] | None = None
    least: Total | None = None
    limit: tuple[Total, int] | None = None  # a total, and what it may come to at most
    some_of: Sequence[int] = ()  # literals of which one must hold
    without: frozenset[int] = frozenset()  # reasons left out
    quantity: int = 1


@dataclass(eq=False)
class Solver:
    """A solver model of a product, and answers to questions."""

    language: Language
    sizes: tuple[int, ...]
    planes: Sequence[Plane]
    class_of: Sequence[int]
    stated: Sequence[Stated]
    atoms: Sequence[WideAtom]
    _model: cp_model.CpModel = field(init=False)
    _understood: dict[int, tuple[bool, Expression]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.first = firsts_of(self.sizes)
        model = cp_model.CpModel()
        self._literals = [model.new_bool_var("") for _ in range(int(self.first[-1]))]
        for begin, end in zip(self.first, self.first[1:], strict=False):
            model.add_exactly_one(self._literals[begin:end])
        self._reasons = {one.reason: model.new_bool_var("") for one in self.stated if one.reason >= 0}
        for one in self.stated:
            _state(model, one, self._literals, self.first, self._reasons.get(one.reason))
        self._integers = Integers(model, self.language, [], [], {})
        self._number()
        for atom in self.atoms:
            self._link(model, atom)
        self._model = model

    def _number(self) -> None:
        """A variable for the number of each one-number plane, linked to the plane's classes."""
        number_of: dict[str, int] = {}
        for plane, variable in zip(self.planes, self.class_of, strict=True):
            if len(plane.axes) > 1:
                continue
            (axis,) = plane.axes
            index = self._integers.variable((int(axis.low[0]), int(axis.high.max())))
            number_of[axis.variable] = index
            for number in range(plane.classes):
                own = plane.class_of == number
                ends = zip(axis.low[own].tolist(), axis.high[own].tolist(), axis.step[own].tolist(), strict=True)
                domain = _domain(list(ends))
                literal = self._literals[self.first[variable] + number]
                self._integers.model.add_linear_expression_in_domain(
                    self._integers.variables[index], domain
                ).only_enforce_if(literal)
        self._integers.number_of = number_of

    def _link(self, model: cp_model.CpModel, atom: WideAtom) -> None:
        """What the hidden variable of a condition means, for each group of the other choices."""
        begin = int(self.first[atom.variable])
        no, yes, none = (self._literals[begin + value] for value in range(3))
        for group, example in enumerate(atom.groups.examples):
            holds = self._group(model, self._literals, atom.groups, atom.scope, group)
            truth = self._integers.truth(atom.expression, example)
            if truth is None:
                model.add_implication(holds, none)
            else:
                model.add(truth == 1).only_enforce_if(holds, yes)
                model.add(truth == 0).only_enforce_if(holds, no)
                model.add_implication(holds, ~none)

    def _group(
        self,
        model: cp_model.CpModel,
        literals: Sequence[cp_model.IntVar],
        of: Groups,
        scope: tuple[int, ...],
        group: int,
    ) -> cp_model.IntVar:
        """A literal that must hold when the other choices are of a group."""
        literal = model.new_bool_var("")
        if len(of.examples) == 1:
            model.add(literal == 1)
            return literal
        for place in np.argwhere(of.of == group).tolist():
            own = [literals[self.first[one] + value] for one, value in zip(scope, place, strict=True)]
            model.add_bool_or([literal, *(~one for one in own)])
        return literal

    def understands(self, term: WideTerm) -> bool:
        """Whether a term can be told to the solver."""
        key = id(term.expression)
        if key not in self._understood:
            model = self._model.clone()
            try:
                integers, literals = self._copied(model, 1)
                self._amount(model, integers, literals, term, 1)
            except TooIntricateError:
                self._understood[key] = (False, term.expression)
            else:
                self._understood[key] = (True, term.expression)
        return self._understood[key][0]

    def _copied(self, model: cp_model.CpModel, quantity: int) -> tuple[Integers, list[cp_model.IntVar]]:
        """The variables of the model in a copy of it."""
        literals = [model.get_bool_var_from_proto_index(one.index) for one in self._literals]
        variables = [model.get_int_var_from_proto_index(one.index) for one in self._integers.variables]
        bounds = list(self._integers.bounds)
        return Integers(model, self.language, variables, bounds, self._integers.number_of, quantity), literals

    def find(self, question: Question) -> Found | Nothing:
        """A solution, the best that was found where something is to be least."""
        model = self._model.clone()
        integers, literals = self._copied(model, question.quantity)
        for literal in np.flatnonzero(~question.allowed).tolist():
            model.add(literals[literal] == 0)
        for reason, selector in self._reasons.items():
            model.add(model.get_bool_var_from_proto_index(selector.index) == int(reason not in question.without))
        numbers = {name: integers.variables[index] for name, index in integers.number_of.items()}
        for name, value in question.fixed:
            if name in numbers:
                model.add(numbers[name] == value)
        if question.between is not None:
            name, low, high = question.between
            model.add_linear_constraint(numbers[name], low, high)
        if question.some_of:
            model.add_bool_or([literals[one] for one in question.some_of])
        if question.limit is not None:
            total, most = question.limit
            model.add(self._total(model, integers, literals, total) <= most)
        if question.least is not None:
            model.minimize(self._total(model, integers, literals, question.least))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = EFFORT
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return Nothing.IMPOSSIBLE
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Nothing.UNKNOWN
        chosen = np.array([solver.boolean_value(one) for one in literals])
        values = np.flatnonzero(chosen) - self.first[:-1]
        return Found(
            values, {name: int(solver.value(one)) for name, one in numbers.items()},
            round(solver.objective_value) if question.least else 0,
            math.floor(solver.best_objective_bound + 1e-6) if question.least else 0,
        )  # fmt: skip

    def _total(
        self, model: cp_model.CpModel, integers: Integers, literals: list[cp_model.IntVar], total: Total
    ) -> Linear:
        found: Linear = 0
        if total.cost is not None:
            places = np.flatnonzero(total.cost)
            found += cp_model.LinearExpr.weighted_sum([literals[i] for i in places], total.cost[places].tolist())
        for name, value in total.let_go:
            number, kept = integers.variables[integers.number_of[name]], model.new_bool_var("")
            model.add(number == value).only_enforce_if(kept)
            found += 1 - kept
        for term, scale, times in total.wide:
            found += times * self._amount(model, integers, literals, term, scale)
        return found

    def _amount(
        self, model: cp_model.CpModel, integers: Integers, literals: list[cp_model.IntVar], term: WideTerm, scale: int
    ) -> Linear:
        """The rounded amount of a term."""
        parts: list[tuple[int, Sum]] = []
        for group, example in enumerate(term.groups.examples):
            number = integers.number(term.expression, example)
            parts.append((group, integers.rounded(number.scaled(Fraction(scale))) if number else Sum({})))
        ends = [integers.linear(one)[2] for _, one in parts]
        amount = integers.variables[integers.variable((min(low for low, _ in ends), max(high for _, high in ends)))]
        for group, one in parts:
            holds = self._group(model, literals, term.groups, term.scope, group)
            model.add(amount == integers.linear(one)[0]).only_enforce_if(holds)
        return amount


def _state(
    model: cp_model.CpModel,
    one: Stated,
    literals: Sequence[cp_model.IntVar],
    first: Array,
    selector: cp_model.IntVar | None,
) -> None:
    """A constraint over literals, in force when its reason's selector holds."""
    constraint = one.constraint
    off = [] if selector is None else [~selector]
    rows = _rows(constraint)
    if one.defining:  # all rows, each of which tells the last variable's value
        for row in rows:
            *others, value = [
                literals[first[v] + next(iter(cell or ()))] for v, cell in zip(constraint.scope, row, strict=True)
            ]
            model.add_bool_or([value, *(~other for other in others), *off])
        return
    sizes = [int(first[v + 1] - first[v]) for v in constraint.scope]
    if not constraint.allowed:
        for row in rows:
            outside = [
                literals[first[v] + value]
                for v, cell, size in zip(constraint.scope, row, sizes, strict=True)
                for value in range(size)
                if cell is not None and value not in cell
            ]
            model.add_bool_or([*outside, *off])
        return
    chosen = [model.new_bool_var("") for _ in rows]
    for row_chosen, row in zip(chosen, rows, strict=True):
        for v, cell in zip(constraint.scope, row, strict=True):
            if cell is not None:
                model.add_bool_or([~row_chosen, *(literals[first[v] + value] for value in sorted(cell))])
    model.add_bool_or([*chosen, *off])


def _rows(constraint: Constraint) -> Sequence[Sequence[frozenset[int] | None]]:
    """The rows of a constraint, as sets."""
    if isinstance(constraint, Table):
        return [[None if cell < 0 else frozenset({cell}) for cell in row] for row in constraint.rows.tolist()]
    return constraint.rows


def _domain(stretches: Sequence[tuple[int, int, int]]) -> cp_model.Domain:
    """Values in stretches from low to high by a step."""
    intervals: list[list[int]] = []
    for low, high, step in stretches:
        if step == 1 or low == high:
            intervals.append([low, high])
        else:
            intervals += [[value, value] for value in range(low, high + 1, step)]
    return cp_model.Domain.from_intervals(intervals)
