# SPDX-License-Identifier: Apache-2.0
"""Conditions become constraints over variables with few values: those chosen, classes of numbers, and hidden ones.

A condition over few combinations is enumerated. One over more is split at its conjunctions, and then a hidden variable
stands for each of its parts (G. Tseitin, On the complexity of derivation in propositional calculus, 1968), numbers too:
its values are the distinct results. Hidden variables follow from the others, so counts and samples stay exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..conflict import ALWAYS
from ..diagram import Cells, Constraint
from ..diagram import Table as Rows
from ..expression import (
    Apply,
    Arithmetic,
    Calculate,
    Compare,
    Connect,
    Connective,
    DerivedOf,
    Expression,
    Function,
    Not,
    WithinRanges,
)
from .columns import Array, Flags, Numbers, Truths
from .domains import Domain
from .evaluation import Evaluation, Language, Result
from .planes import COMBINATIONS, Atom, TooIntricateError, ranks

NO_REASON = -1  # of what excludes nothing


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """A constraint, the number of the reason it belongs to, and whether it only says what a hidden variable is."""

    constraint: Constraint
    reason: int
    defining: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden variable that stands for a part of a condition, and what each of its values means."""

    index: int
    means: Result


@dataclass(slots=True)
class Builder:
    """Variables 0, 1, ... by size, and what is stated of them."""

    language: Language
    domains: Mapping[str, tuple[int, Domain]]  # variables taken value by value: number and domain
    planes: list[int]  # the variable of each plane's cell
    atoms: dict[int, Atom]  # conditions on numbers, by the identity of the expression
    sizes: list[int]
    stated: list[Stated] = field(default_factory=list)
    wide: dict[int, Hidden] = field(default_factory=dict)  # conditions that a solver answers, by identity
    _reason: int = NO_REASON  # that the parts being hidden belong to
    _hidden: dict[int, Hidden] = field(default_factory=dict)
    _keep: list[Expression] = field(default_factory=list)  # made here: an identity must not be used again

    def state(self, constraint: Constraint, reason: int) -> None:
        """Keep a constraint that belongs to a reason."""
        self.stated.append(Stated(constraint, reason))

    def define(self, scope: tuple[int, ...], rows: Array, reason: int = NO_REASON) -> None:
        """Keep what the last variable of a scope, a hidden one, is."""
        self.stated.append(Stated(Rows(scope, rows.astype(np.int64)), reason, defining=True))

    def join(self, scope: tuple[int, ...], rows: Array) -> None:
        """Keep what the last variable of a scope is, whatever rules are left out."""
        self.define(scope, rows, ALWAYS)

    def variable(self, values: int) -> int:
        """A new hidden variable."""
        self.sizes.append(values)
        return len(self.sizes) - 1

    def hold(self, condition: Expression, reason: int, where: str) -> None:
        """Constrain a condition to be true (not false, and not without a value)."""
        for part in conjuncts(condition):
            self._constrain(part, reason, where, holds=True)

    def never(self, condition: Expression, reason: int, where: str) -> None:
        """Constrain a condition not to be true."""
        self._constrain(condition, reason, where, holds=False)

    def leave(self, condition: Expression) -> int:
        """A free hidden variable for a condition that a solver answers: 0 (no), 1 (yes) or 2 (no value)."""
        means = Truths(np.array([False, True, False]), np.array([False, False, True]))
        self.wide[id(condition)] = Hidden(self.variable(3), means)
        return self.wide[id(condition)].index

    def tells(self, condition: Expression, where: str) -> tuple[int, Flags]:
        """A variable that tells whether a condition holds, and which of its values say so."""
        self._reason = NO_REASON
        try:
            if len(self.footprint(condition)) != 1:
                self._hide(condition)
            over = self._ready(condition)
        except TooIntricateError as error:
            raise TooIntricateError(f"{where}: {error}") from None
        truth = self._evaluate(condition, over)
        assert isinstance(truth, Truths)
        self._hidden.clear()
        if not over:
            return 0, np.full(self.sizes[0], bool(truth.certain))
        return over[0], np.asarray(np.broadcast_to(truth.certain, (self.sizes[over[0]],)))

    def _constrain(self, condition: Expression, reason: int, where: str, *, holds: bool) -> None:
        self._reason = reason
        try:
            over = self._ready(condition)
        except TooIntricateError as error:
            raise TooIntricateError(f"{where}: {error}") from None
        truth = self._evaluate(condition, over)
        assert isinstance(truth, Truths)
        certain = np.broadcast_to(truth.certain, [self.sizes[one] for one in over])
        self._table(over, certain if holds else ~certain, reason)
        self._hidden.clear()

    def footprint(self, expression: Expression) -> frozenset[int]:
        """The variables that an expression hangs on, hidden ones instead of what they stand for."""
        found: set[int] = set()
        derived: set[str] = set()
        waiting = [expression]
        while waiting:
            part = waiting.pop()
            hidden = self.wide.get(id(part)) or self._hidden.get(id(part))
            atom = self.atoms.get(id(part))
            if hidden is not None:
                found.add(hidden.index)
            elif atom is not None:
                found |= {self.planes[atom.plane], *(self.domains[one][0] for one in atom.groups.over)}
            elif not isinstance(part, DerivedOf) or part.name not in derived:
                if isinstance(part, DerivedOf):
                    derived.add(part.name)
                inside = self.language.inside(part)
                waiting += inside
                if not inside:
                    found |= {self.domains[one][0] for one in self.language.names(part)}
        return frozenset(found)

    def combinations(self, over: frozenset[int]) -> float:
        """How many combinations of values some variables have."""
        return float(np.prod([self.sizes[one] for one in over], dtype=float))

    def _ready(self, expression: Expression) -> tuple[int, ...]:
        """The variables to evaluate an expression over, few enough; parts become hidden variables for it."""
        over = self.footprint(expression)
        if self.combinations(over) > COMBINATIONS:
            for part in self.language.inside(expression):
                self._hide(part)
            over = self.footprint(expression)
        if self.combinations(over) > COMBINATIONS:
            raise TooIntricateError(f"{len(over)} variables meet here in too many combinations: state it as a table")
        return tuple(sorted(over))

    def _hide(self, expression: Expression) -> None:
        """Let a hidden variable stand for an expression, if that makes what it is part of hang on less."""
        if len(self.footprint(expression)) <= 1:
            return
        pairwise = paired(expression)
        if pairwise is not expression:
            self._keep.append(pairwise)
            self._hide(pairwise)
            if id(pairwise) in self._hidden:
                self._hidden[id(expression)] = self._hidden[id(pairwise)]
            return
        over = self._ready(expression)
        result = self._evaluate(expression, over)
        shape = [self.sizes[one] for one in over]
        rank = np.broadcast_to(ranks(result), shape)
        values, first, which = np.unique(rank, return_index=True, return_inverse=True)
        index = self.variable(len(values))
        rows = np.indices(shape).reshape(len(shape), -1).T
        self.define((*over, index), np.column_stack([rows, which.ravel()]), self._reason)
        self._hidden[id(expression)] = Hidden(index, _at(result, shape, first))
        self._keep.append(expression)

    def _evaluate(self, expression: Expression, over: tuple[int, ...]) -> Result:
        """What an expression gives, with a dimension for each of the variables."""
        indices = dict(zip(over, np.ix_(*(np.arange(self.sizes[one]) for one in over)), strict=True))
        columns = {
            name: domain.codes[indices[index]] for name, (index, domain) in self.domains.items() if index in indices
        }
        known = {
            key: _gathered(hidden.means, indices[hidden.index])
            for key, hidden in (self._hidden | self.wide).items()
            if hidden.index in indices
        }
        for key, atom in self.atoms.items():
            plane = self.planes[atom.plane]
            members = [self.domains[one][0] for one in atom.groups.over]
            if key not in known and plane in indices and all(one in indices for one in members):
                group = atom.groups.of[tuple(indices[one] for one in members)]
                answer = atom.answer[indices[plane], group]
                known[key] = Truths(np.asarray(answer == 1), np.asarray(answer == 2))
        return Evaluation(self.language, columns, known=known).of(expression)

    def _table(self, over: tuple[int, ...], holds: Flags, reason: int) -> None:
        """Constrain some variables to the combinations that hold."""
        combinations: Array = holds
        for axis in reversed(range(holds.ndim)):
            if (combinations == np.take(combinations, [0], axis)).all():
                combinations = np.asarray(np.take(combinations, 0, axis))
                over = over[:axis] + over[axis + 1 :]
        if over:
            self.state(short(over, combinations), reason)
        elif not combinations.all():
            self.state(Rows((0,), np.zeros((0, 1), np.int64)), reason)


def short(over: tuple[int, ...], holds: Flags) -> Constraint:
    """The constraint with the fewer rows: allowed or forbidden, with sets of the variable that has most values."""
    last = int(np.argmax(holds.shape))
    turned: Array = np.moveaxis(holds, last, -1)
    sets: Array
    sets, which = np.unique(turned.reshape(-1, turned.shape[-1]), axis=0, return_inverse=True)
    rest = np.stack(np.unravel_index(np.arange(which.size), turned.shape[:-1]), axis=1) if turned.ndim > 1 else None
    scope = (*over[:last], *over[last + 1 :], over[last])
    allowed_rows = int(np.asarray(sets.any(axis=1))[which].sum())
    forbidden_rows = int((~np.asarray(sets.all(axis=1)))[which].sum())
    allowed = allowed_rows <= forbidden_rows
    cells = [frozenset(np.flatnonzero(one if allowed else ~one).tolist()) for one in sets]
    full = turned.shape[-1]
    rows = []
    for number, kind in enumerate(which.ravel().tolist()):
        if cells[kind]:
            before = () if rest is None else tuple(frozenset({int(one)}) for one in rest[number])
            rows.append((*before, None if len(cells[kind]) == full else cells[kind]))
    return Cells(scope, tuple(rows), allowed)


def conjuncts(condition: Expression) -> list[Expression]:
    """Conditions that hold together exactly when this one does."""
    match condition:
        case Connect(Connective.AND, operands):
            return [one for operand in operands for one in conjuncts(operand)]
        case Not(Connect(Connective.OR, operands)):
            return [one for operand in operands for one in conjuncts(Not(operand))]
        case Not(Connect(Connective.IMPLIES, (left, right))):
            return [*conjuncts(left), *conjuncts(Not(right))]
        case Not(Not(operand)):
            return conjuncts(operand)
    return [condition]


def paired(expression: Expression) -> Expression:
    """The same with two operands at a time."""
    match expression:
        case Connect(Connective.AND | Connective.OR as kind, operands) if len(operands) > 2:
            half = len(operands) // 2
            sides = (operands[:half], operands[half:])
            return Connect(kind, tuple(one[0] if len(one) == 1 else Connect(kind, one) for one in sides))
        case Apply(Function.MIN | Function.MAX as kind, arguments) if len(arguments) > 2:
            return Apply(kind, (Apply(kind, arguments[:-1]), arguments[-1]))
        case Apply(Function.COUNT, arguments) if len(arguments) > 1:
            half = len(arguments) // 2
            sides = (arguments[:half], arguments[half:])
            return Calculate(Arithmetic.ADD, *(Apply(Function.COUNT, one) for one in sides))
    return expression


def _gathered(means: Result, index: Array) -> Result:
    if isinstance(means, Truths):
        return Truths(means.value[index], means.missing[index])
    return Numbers(means.above[index], means.below[index], means.missing[index])


def _at(result: Result, shape: Sequence[int], places: Array) -> Result:
    """Results at some places of the flattened shape."""
    parts = (result.value, result.missing) if isinstance(result, Truths) else (
        result.above, result.below, result.missing
    )  # fmt: skip
    taken = [np.broadcast_to(part, shape).ravel()[places] for part in parts]
    return Truths(*taken) if isinstance(result, Truths) else Numbers(*taken)


def atoms_in(language: Language, condition: Expression, numbers: frozenset[str]) -> list[Expression]:
    """The smallest conditions in one that hang on some numbers."""
    if not language.names(condition) & numbers:
        return []
    if isinstance(condition, Not | Connect):
        return [one for part in language.inside(condition) for one in atoms_in(language, part, numbers)]
    assert isinstance(condition, Compare | WithinRanges), condition
    return [condition]
