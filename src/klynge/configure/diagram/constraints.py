# SPDX-License-Identifier: Apache-2.0
"""What a model may say about its variables: tables of rows that are allowed, or that are forbidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ANY = -1
Cell = frozenset[int] | None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows over the variables of a scope: one of the allowed rows holds, or none of the forbidden ones.

    `rows` has a column for each variable of the scope and holds values; -1 stands for any value.
    """

    scope: tuple[int, ...]
    rows: npt.NDArray[np.int64]
    allowed: bool = True


@dataclass(frozen=True, slots=True)
class Cells:
    """As `Table`, where a cell is a set of values (None: any), so that short rules need no list of all their rows.

    `a = 2 => b in {0, 1}` is `Cells((a, b), ((frozenset({2}), frozenset(others)),), allowed=False)`.
    """

    scope: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    allowed: bool = True


Constraint = Table | Cells


def check(sizes: Sequence[int], constraints: Sequence[Constraint]) -> None:
    """Raise a ValueError that names the first constraint which does not fit the variables."""
    for number, size in enumerate(sizes):
        if size < 1:
            raise ValueError(f"variable {number} has no values: give it one at least")
    for number, constraint in enumerate(constraints):
        for problem in _problems(sizes, constraint):
            raise ValueError(f"constraint {number}: {problem}")


def _problems(sizes: Sequence[int], constraint: Constraint) -> list[str]:
    scope = constraint.scope
    outside = [v for v in scope if not 0 <= v < len(sizes)]
    if outside:
        return [f"variable {outside[0]} does not exist, there are {len(sizes)}"]
    if len(set(scope)) < len(scope):
        return [f"a variable stands twice in the scope {scope}"]
    if isinstance(constraint, Table):
        return _table_problems([sizes[v] for v in scope], constraint.rows)
    for row in constraint.rows:
        if len(row) != len(scope):
            return [f"a row has {len(row)} cells for {len(scope)} variables"]
        for variable, cell in zip(scope, row, strict=True):
            if cell and (min(cell) < 0 or max(cell) >= sizes[variable]):
                return [f"variable {variable} has values 0 to {sizes[variable] - 1}, a cell has {sorted(cell)}"]
    return []


def _table_problems(sizes: list[int], rows: npt.NDArray[np.int64]) -> list[str]:
    if rows.ndim != 2 or rows.shape[1] != len(sizes):
        return [f"rows of shape {rows.shape} for {len(sizes)} variables"]
    if len(sizes) and len(rows) and bool(((rows < ANY) | (rows >= np.array(sizes))).any()):
        return ["a row holds a value that its variable does not have"]
    return []
