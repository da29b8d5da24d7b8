# SPDX-License-Identifier: Apache-2.0
"""Classes of a plane folded by one choice: what rules tell apart with one of its options is fewer than with all.

The classes of a plane answer every condition alike, whatever is chosen. Once an option of the key is chosen, many of
them are alike; these are one cell. Rules and prices speak of cells, numbers of classes, and a table joins the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..model import Table
from .columns import Array, Flags
from .domains import FEW, Domain
from .evaluation import Language, fitting
from .planes import Atom, Groups, Plane

FEW_CLASSES = 64  # not worth a fold
GAIN = 2  # times fewer combinations of a cell and an option than of a class and an option


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """The cell of a plane's class with each value of a key: `cells[value, class]`. No cell has two values of the key.

    Without a key a cell is a class.
    """

    variable: int  # of the diagram, whose value is the cell
    key: str
    cells: Array

    @property
    def size(self) -> int:
        """How many cells there are."""
        return int(self.cells.max()) + 1

    @property
    def examples(self) -> Array:
        """A class of each cell."""
        found = np.zeros(self.size, np.int64)
        found[self.cells] = np.broadcast_to(np.arange(self.cells.shape[1]), self.cells.shape)
        return found

    def classes(self, cell: int) -> Flags:
        """The classes in a cell."""
        return np.asarray((self.cells == cell).any(axis=0))

    def asked(self, groups: Groups, value: int) -> Flags:
        """Which groups occur with a value of the key."""
        flags = np.ones(len(groups.examples), np.bool_)
        if self.key in groups.over:
            own = np.take(groups.of, value, groups.over.index(self.key))
            flags = np.isin(np.arange(len(flags)), own)
        return flags


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Which classes of a plane agree with each row of a table."""

    table: Table
    fits: Array


def folded(
    language: Language, plane: Plane, domains: Mapping[str, Domain], atoms: Sequence[Atom], tables: Sequence[Rows]
) -> tuple[str, Array]:
    """The key that leaves the fewest cells, and the cells; no key where that gains little."""
    unfolded = np.arange(plane.classes)[None]
    if len(plane.axes) < 2 or plane.classes <= FEW_CLASSES:
        return "", unfolded
    over = {name for atom in atoms for name in atom.groups.over}
    over |= {name for one in tables for name in one.table.variables if name in domains}
    best, fewest = ("", unfolded), np.inf
    for key in sorted(over):
        if not 2 <= len(domains[key].codes) <= FEW:
            continue
        cells = _cells(language, domains[key], atoms, tables)
        number = int(cells.max()) + 1
        if number < fewest and number * GAIN <= plane.classes * len(cells):
            best, fewest = (key, cells), number
    return best


def _cells(language: Language, key: Domain, atoms: Sequence[Atom], tables: Sequence[Rows]) -> Array:
    found: list[Array] = []
    number = 0
    for value in range(len(key.codes)):
        answers = [*(_of_atom(key, value, atom) for atom in atoms)]
        answers += [one.fits[:, _rows(language, key, value, one.table)] for one in tables]
        alike = np.unique(np.concatenate(answers, axis=1), axis=0, return_inverse=True)[1].ravel()
        found.append(alike + number)
        number += int(alike.max()) + 1
    return np.stack(found)


def _of_atom(key: Domain, value: int, atom: Atom) -> Array:
    asked = Fold(-1, key.variable, np.zeros((1, 1), np.int64)).asked(atom.groups, value)
    return np.asarray(atom.answer[:, asked])


def _rows(language: Language, key: Domain, value: int, table: Table) -> Flags:
    """The rows that agree with a value of the key."""
    if key.variable not in table.variables:
        return np.ones(len(table.rows), np.bool_)
    column = table.variables.index(key.variable)
    own = key.codes[value : value + 1]
    return np.array([bool(fitting(language, row.cells[column], own)[0]) for row in table.rows], np.bool_)


def defining(fold: Fold, class_variable: int, key_variable: int) -> tuple[tuple[int, ...], Array]:
    """The scope and rows of the table that tells the cell of a class and a value of the key."""
    rows = np.indices(fold.cells.shape).reshape(2, -1)[::-1].T
    return (class_variable, key_variable, fold.variable), np.column_stack([rows, fold.cells.ravel()])


def used(rules: Iterable[Table]) -> list[Table]:
    """Each table once."""
    return list({table.id: table for table in rules}.values())
