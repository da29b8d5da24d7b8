# SPDX-License-Identifier: Apache-2.0
"""Which row of a table fits: the first one, found at once where all cells say one value each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from klynge.configure.model import Cell, Row, Table

_REMEMBERED = 50_000


class RowFinder:
    """Finds the first row of a table whose cells all hold the present values."""

    def __init__(self, table: Table) -> None:
        """Index the rows that say one value in each cell; the others are tried one by one and remembered."""
        self.table = table
        self._exact: dict[tuple[Any, ...], int] = {}
        self._open: list[tuple[int, tuple[Cell, ...]]] = []
        self._known: dict[tuple[Any, ...], int | None] = {}
        for place, row in enumerate(table.rows):
            key = tuple(_only(cell) for cell in row.cells)
            if None in key:
                self._open.append((place, row.cells))
            else:
                self._exact.setdefault(key, place)

    def place(self, assignment: Mapping[str, Any]) -> int | None:
        """The place (from 0) of the first row that fits, or None."""
        key = tuple([assignment[name] for name in self.table.variables])
        if not self._open:
            return self._exact.get(key)
        if key in self._known:
            return self._known[key]
        found = self._exact.get(key)
        for place, cells in self._open:
            if found is not None and place > found:
                break
            if all(_holds(cell, value) for cell, value in zip(cells, key, strict=True)):
                found = place
                break
        if len(self._known) < _REMEMBERED:
            self._known[key] = found
        return found

    def row(self, assignment: Mapping[str, Any]) -> Row | None:
        """The first row that fits, or None."""
        place = self.place(assignment)
        return None if place is None else self.table.rows[place]


def _only(cell: Cell) -> Any:
    """The one value that a cell holds, or None."""
    if isinstance(cell, frozenset):
        return next(iter(cell)) if len(cell) == 1 else None
    if cell is not None and len(cell) == 1 and cell[0][0] == cell[0][1]:
        return cell[0][0]
    return None


def _holds(cell: Cell, value: Any) -> bool:
    if cell is None:
        return True
    if isinstance(cell, frozenset):
        return value in cell
    return any(low <= value <= high for low, high in cell)
