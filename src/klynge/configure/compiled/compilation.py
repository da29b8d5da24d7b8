# SPDX-License-Identifier: Apache-2.0
"""A product model made into a compiled product: planes of numbers, then constraints, then costs, then the diagram."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

import numpy as np

from ..diagram import Cells, Constraint
from ..diagram import Table as Rows
from ..diagram import compile as compile_diagram
from ..expression import Compare, Comparison, Connect, Connective, Expression, IsOption, Number, NumberOf, WithinRanges
from ..model import ChoiceVariable, NumberVariable, ProductModel, Table, TableKind, TextVariable
from .builder import NO_REASON, Builder, atoms_in
from .costs import CostBuilder, Criterion, lines_on, priced, summands
from .domains import Domain, codes_of, domain_of, in_force
from .evaluation import Language, fitting
from .folding import Fold, defining, folded, used
from .folding import Rows as FittingRows
from .meeting import in_planes, points, united
from .planes import POINTS, Atom, Plane, cut, groups
from .product import CompiledProduct
from .reasons import Reason
from .reckoning import costs
from .wide import WideAtom

Progress = Callable[[int, int, int], None]


def compile_product(
    model: ProductModel, on: date, *, progress: Progress | None = None, criteria: tuple[str, ...] = ("price",)
) -> CompiledProduct:
    """Compile a product model for a day, with the costs by some criteria ("price", "weight", "co2").

    Others are compiled when they are first asked for. Raises TooIntricateError when a rule or price meets too many
    values at once, naming it, and TooWideError of the diagram when the rules together do. A contradictory model
    compiles: `empty` says so.
    """
    product = _Compilation(model, on).product(progress, criteria)
    if product.solver is not None:  # what the solver cannot be told is found now
        for criterion in product.criteria:
            costs(product, criterion, 1, ())
    return product


class _Compilation:
    """The steps of compiling, over shared tables."""

    def __init__(self, model: ProductModel, on: date) -> None:
        self.model, self.on = model, on
        self.language = Language(model, codes_of(model))
        chosen = [one for one in model.variables.values() if isinstance(one, ChoiceVariable | NumberVariable)]
        self.rules = [rule for rule in model.rules.values() if in_force(rule.valid_from, rule.valid_to, on)]
        self.conditions = {one.id: condition(one) for one in chosen if one.when is not None}
        self.lines = lines_on(model, on)
        self.large = [one for one in chosen if isinstance(one, NumberVariable)]
        self.large = in_planes(self.large, self._meetings())
        self.numbers = frozenset(one.id for one in self.large)
        codes = dict(self.language.codes)
        self.domains = {one.id: domain_of(one, codes, on) for one in chosen if one.id not in self.numbers}
        self.number_of = {name: index for index, name in enumerate(self.domains)}
        self.cells: dict[tuple[str, int, int], Expression] = {}  # by table, row and column
        self.wide: list[Expression] = []  # conditions on numbers that share no plane

    def product(self, progress: Progress | None, wanted: tuple[str, ...]) -> CompiledProduct:
        planes, plane_of, atoms = self._planes()
        sizes = [len(one.values) for one in self.domains.values()] + [plane.classes for plane in planes]
        class_of = tuple(range(len(self.domains), len(sizes)))
        domains = {name: (self.number_of[name], domain) for name, domain in self.domains.items()}
        builder = Builder(self.language, domains, list(class_of), atoms, sizes)
        folds = self._fold(builder, planes, class_of)
        wide = tuple(self._left_open(builder, atom) for atom in self.wide)
        for name, domain in self.domains.items():
            if domain.unsold:
                builder.state(Rows((self.number_of[name],), np.zeros((0, 1), np.int64)), NO_REASON)
        reasons = self._constrain(builder, plane_of)
        criteria = self._criteria(CostBuilder(builder, self.language, planes, plane_of, folds), wanted)
        asked = {
            one.id: builder.tells(one.when, f"variables.{one.id}.when")
            for one in self.model.variables.values()
            if isinstance(one, TextVariable) and one.when is not None
        }
        diagram = compile_diagram(builder.sizes, [one.constraint for one in builder.stated], progress=progress)
        return CompiledProduct(
            self.model, self.on, self.language, self.domains, self.number_of, planes, plane_of, class_of, folds,
            tuple(builder.sizes), tuple(builder.stated), reasons, criteria, asked, wide, diagram,
        )  # fmt: skip

    def _fold(self, builder: Builder, planes: Sequence[Plane], class_of: Sequence[int]) -> tuple[Fold, ...]:
        """The cells of each plane's classes; from here on conditions on numbers are answered by cell."""
        tables = used(self.model.tables[rule.table] for rule in self.rules if rule.table)
        in_cells = {id(one) for one in self.cells.values()}
        folds = []
        for number, plane in enumerate(planes):
            own = {key: atom for key, atom in builder.atoms.items() if atom.plane == number}
            atoms = [atom for key, atom in own.items() if key not in in_cells]
            key, cells = folded(self.language, plane, self.domains, atoms, self._fitting_rows(own, tables))
            fold = Fold(class_of[number], key, cells)
            if key:
                fold = Fold(builder.variable(fold.size), key, cells)
                builder.join(*defining(fold, class_of[number], self.number_of[key]))
                builder.planes[number] = fold.variable
                builder.atoms |= {
                    key: Atom(number, atom.groups, atom.answer[fold.examples]) for key, atom in own.items()
                }
            folds.append(fold)
        return tuple(folds)

    def _fitting_rows(self, atoms: Mapping[int, Atom], tables: Sequence[Table]) -> list[FittingRows]:
        """Which classes of a plane agree with the rows of each table that has its numbers."""
        found = []
        for table in tables:
            cells = [
                [self.cells.get((table.id, row, column)) for column in range(len(table.variables))]
                for row in range(len(table.rows))
            ]
            own = [
                [atoms[id(one)].answer[:, 0] == 1 for one in row if one is not None and id(one) in atoms]
                for row in cells
            ]
            if any(own):
                size = len(next(one for row in own for one in row))
                all_fit = [np.all([np.ones(size, np.bool_), *row], axis=0) for row in own]
                found.append(FittingRows(table, np.stack(all_fit, axis=1)))
        return found

    def _statements(self) -> list[Expression]:
        """All conditions."""
        stated = [rule.condition for rule in self.rules if rule.condition is not None]
        texts = [one for one in self.model.variables.values() if isinstance(one, TextVariable)]
        return [
            *stated,
            *(part for one in self.conditions.values() for part in one),
            *(one.when for one in texts if one.when is not None),
        ]

    def _amounts(self) -> list[Expression]:
        """All that is added up."""
        sums = [one for one in (self.model.weight_g, self.model.co2_g) if one is not None]
        return [*(priced(line) for line in self.lines), *sums]

    def _meetings(self) -> list[frozenset[str]]:
        """The numbers that meet in a condition or in a part of a sum."""
        numbers = frozenset(one.id for one in self.large)
        conditions = [atom for one in self._statements() for atom in atoms_in(self.language, one, numbers)]
        added = [part for one in self._amounts() for part in summands(one, self.model)]
        return [self.language.names(one) & numbers for one in (*conditions, *added)]

    def _tables(self) -> list[Expression]:
        """The cells of combination tables on numbers of planes, as conditions."""
        for rule in self.rules:
            if rule.table:
                table = self.model.tables[rule.table]
                for column, name in enumerate(table.variables):
                    if name in self.numbers:
                        self._cells_of(table, column)
        return list(self.cells.values())

    def _cells_of(self, table: Table, column: int) -> None:
        for number, row in enumerate(table.rows):
            cell = row.cells[column]
            if cell is not None and not isinstance(cell, frozenset):
                ranges = tuple((Fraction(low), Fraction(high)) for low, high in cell)
                self.cells[table.id, number, column] = WithinRanges(NumberOf(table.variables[column]), ranges)

    def _planes(self) -> tuple[tuple[Plane, ...], dict[str, int], dict[int, Atom]]:
        """Numbers that meet in a condition, or in a price, share a plane."""
        stated = [*self._statements(), *self._tables()]
        atoms_of = [atom for one in stated for atom in atoms_in(self.language, one, self.numbers)]
        conditions = list({id(one): one for one in atoms_of}.values())
        groups_of = {id(one): groups(self.language, one, self._over(one), self.numbers) for one in conditions}
        planes: list[Plane] = []
        plane_of: dict[str, int] = {}
        atoms: dict[int, Atom] = {}
        for number, ids in enumerate(self._met()):
            variables = [one for one in self.large if one.id in ids]
            own = [one for one in conditions if self.language.names(one) & self.numbers <= ids]
            plane, answers = cut(self.language, variables, [(one, groups_of[id(one)]) for one in own])
            planes.append(plane)
            plane_of |= dict.fromkeys(ids, number)
            for one, answer in zip(own, answers, strict=True):
                atoms[id(one)] = Atom(number, groups_of[id(one)], answer)
        self.wide = [one for one in conditions if id(one) not in atoms]
        return tuple(planes), plane_of, atoms

    def _left_open(self, builder: Builder, atom: Expression) -> WideAtom:
        """A condition on numbers of several planes, which the solver answers."""
        of = groups(self.language, atom, self._over(atom), self.numbers)
        return WideAtom(atom, builder.leave(atom), of, tuple(self.number_of[name] for name in of.over))

    def _over(self, expression: Expression) -> list[Domain]:
        names = sorted(self.language.names(expression) - self.numbers)
        return [self.domains[name] for name in names]

    def _met(self) -> list[frozenset[str]]:
        """The numbers of each plane: those that meet, and those of one sum, where they are not too many together."""
        parts = [frozenset({one.id}) for one in self.large]
        for part in united(parts, self._meetings()):
            if points([one for one in self.large if one.id in part]) <= POINTS:
                parts = united(parts, [part])
        for expression in self._amounts():
            joined = united(parts, [self.language.names(expression) & self.numbers])
            if all(points([v for v in self.large if v.id in part]) <= POINTS for part in joined if part not in parts):
                parts = joined
        return parts

    def _constrain(self, builder: Builder, plane_of: dict[str, int]) -> tuple[Reason, ...]:
        reasons: list[Reason] = []
        for rule in self.rules:
            reasons.append(Reason("rule", rule.id, owner=rule.owner, texts=rule.texts))
            if rule.condition is not None:
                builder.hold(rule.condition, len(reasons) - 1, f"rules.{rule.id}")
            else:
                self._tabulate(builder, plane_of, self.model.tables[rule.table], len(reasons) - 1)
        for name, (is_otherwise, when) in self.conditions.items():
            reasons.append(Reason("condition", name, texts=self.model.variables[name].texts))
            where = f"variables.{name}.when"
            builder.hold(Connect(Connective.OR, (is_otherwise, when)), len(reasons) - 1, where)
            builder.never(Connect(Connective.AND, (is_otherwise, when)), len(reasons) - 1, where)
        return tuple(reasons)

    def _tabulate(self, builder: Builder, plane_of: dict[str, int], table: Table, reason: int) -> None:
        """A combination table as constraint, each cell a set of values or of cells of a plane."""
        scope: list[int] = []
        for name in table.variables:
            index = builder.planes[plane_of[name]] if name in self.numbers else self.number_of[name]
            if index not in scope:
                scope.append(index)
        rows = []
        for number, row in enumerate(table.rows):
            cells: dict[int, frozenset[int]] = {}
            for column, (name, cell) in enumerate(zip(table.variables, row.cells, strict=True)):
                if cell is None:
                    continue
                if name in self.numbers:
                    atom = builder.atoms[id(self.cells[table.id, number, column])]
                    index, fits = builder.planes[atom.plane], atom.answer[:, 0] == 1
                else:
                    index, fits = self.number_of[name], fitting(self.language, cell, self.domains[name].codes)
                values = frozenset(np.flatnonzero(fits).tolist())
                cells[index] = cells[index] & values if index in cells else values
            if all(cells.values()):
                rows.append(tuple(cells.get(index) for index in scope))
        allowed = table.kind is TableKind.ALLOWED
        builder.state(_rows(tuple(scope), rows, allowed), reason)

    def _criteria(self, builder: CostBuilder, wanted: tuple[str, ...]) -> dict[str, Criterion]:
        found = {"price": builder.price(self.lines)}
        for name, expression in (("weight", self.model.weight_g), ("co2", self.model.co2_g)):
            if expression is not None and name in wanted:
                found[name] = builder.sum(expression)
        return found


def condition(variable: ChoiceVariable | NumberVariable) -> tuple[Expression, Expression]:
    """That a variable has its `otherwise` value, and its `when`."""
    assert variable.when is not None
    if isinstance(variable, ChoiceVariable):
        return IsOption(variable.id, frozenset({variable.otherwise})), variable.when
    assert variable.otherwise is not None
    value = Number(Fraction(variable.otherwise))
    return Compare(Comparison.EQUAL, NumberOf(variable.id), value), variable.when


def _rows(scope: tuple[int, ...], rows: Sequence[tuple[frozenset[int] | None, ...]], allowed: bool) -> Constraint:
    """A table of single values where every cell is one (or any), as most are; else one of sets."""
    if all(cell is None or len(cell) == 1 for row in rows for cell in row):
        array = [[-1 if cell is None else next(iter(cell)) for cell in row] for row in rows]
        return Rows(scope, np.array(array, np.int64).reshape(len(rows), len(scope)), allowed)
    return Cells(scope, tuple(rows), allowed)
