# SPDX-License-Identifier: Apache-2.0
"""Sums that together isolate one firm: linear algebra over what was released.

Each release is a 0-1 row over cells (member, period). A reader can form every linear combination of the rows, and a
member also knows its own cells. A member is isolated when some combination has non-zero coefficients in its cells
alone (besides the insider's own): then a total of that member becomes known. Exact, over the rationals.
Source: the audit of sum queries of Chin and Ozsoyoglu, "Auditing and inference control in statistical databases",
IEEE Trans. Software Engineering 8 (1982), extended by what each insider knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Cell = tuple[str, str]
_Row = dict[Cell, Fraction]


@dataclass(frozen=True, slots=True)
class Isolation:
    """`member` would be known to `insider` ("" for anyone at all)."""

    member: str
    insider: str


def isolated(earlier: Iterable[frozenset[Cell]], new: frozenset[Cell]) -> Isolation | None:
    """The first member whom the new sum, with the earlier ones, would isolate; None when it is safe."""
    sums = [*dict.fromkeys(earlier), new]
    members = sorted({member for cells in sums for member, _ in cells})
    for insider in ("", *members):
        rows = [{cell: Fraction(1) for cell in cells if cell[0] != insider} for cells in sums]
        for member in members:
            if member != insider and _isolates(rows, member):
                return Isolation(member, insider)
    return None


def _isolates(rows: Sequence[_Row], member: str) -> bool:
    """Whether a combination leaves cells of this member alone: eliminate all others', and see if anything is left."""
    left = [dict(row) for row in rows]
    others = sorted({cell for row in left for cell in row if cell[0] != member})
    for cell in others:
        pivot = next((row for row in left if row.get(cell)), None)
        if pivot is None:
            continue
        left = [_without(row, pivot, cell) for row in left if row is not pivot]
    return any(row for row in left)


def _without(row: _Row, pivot: _Row, cell: Cell) -> _Row:
    """The row less the multiple of the pivot that clears the cell."""
    factor = row.get(cell, Fraction(0)) / pivot[cell]
    if not factor:
        return row
    found = {key: row.get(key, Fraction(0)) - factor * pivot.get(key, Fraction(0)) for key in row.keys() | pivot.keys()}
    return {key: value for key, value in found.items() if value}
