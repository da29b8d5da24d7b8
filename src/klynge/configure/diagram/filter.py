# SPDX-License-Identifier: Apache-2.0
"""What constraints rule out by themselves is taken away first: values without a row, rows without a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .constraints import ANY, Cell, Cells, Constraint


@dataclass(slots=True)
class Rule:
    """A constraint on its way: plain rows of values, or rows of cells."""

    scope: tuple[int, ...]
    rows: npt.NDArray[np.int64] | list[tuple[Cell, ...]]
    allowed: bool


Live = list[npt.NDArray[np.bool_]]


def filtered(
    sizes: Sequence[int], constraints: Sequence[Constraint]
) -> tuple[list[npt.NDArray[np.int64]], list[Rule]] | None:
    """The values that may be left of each variable, and the rules on the variables that are still open.

    In the rules a value is a place in its variable's list of values left. None when there is no solution.
    """
    live = [np.ones(size, np.bool_) for size in sizes]
    rules = [_rule(constraint, sizes) for constraint in constraints]
    if not _consistent(live, rules):
        return None
    still = [_open(rule, live) for rule in rules]
    if False in still:
        return None
    return [np.flatnonzero(one) for one in live], [rule for rule in still if isinstance(rule, Rule)]


def _consistent(live: Live, rules: list[Rule]) -> bool:
    """Narrow until nothing changes (generalised arc consistency); False when a variable or a rule has nothing left."""
    of: list[list[int]] = [[] for _ in live]
    for number, rule in enumerate(rules):
        for variable in rule.scope:
            of[variable].append(number)
    waiting = dict.fromkeys(range(len(rules)))
    while waiting:
        number = next(iter(waiting))
        del waiting[number]
        for variable in _narrow(rules[number], live):
            if not live[variable].any():
                return False
            waiting.update(dict.fromkeys(other for other in of[variable] if other != number))
    return not any(rule.allowed and not len(rule.rows) for rule in rules)


def _open(rule: Rule, live: Live) -> Rule | bool:
    """The rule on the variables that are not decided yet; True when it holds anyway, False when it cannot."""
    _narrow(rule, live)  # rows of forbidden ones
    columns = [column for column, variable in enumerate(rule.scope) if live[variable].sum() > 1]
    scope = tuple(rule.scope[column] for column in columns)
    if not columns or not len(rule.rows):
        return rule.allowed == bool(len(rule.rows))
    if isinstance(rule.rows, list):
        cells = [tuple(_places(row[column], live[rule.scope[column]]) for column in columns) for row in rule.rows]
        return Rule(scope, cells, rule.allowed)
    places = [np.cumsum(live[variable]) - 1 for variable in scope]
    rows = [place[rule.rows[:, column]] for place, column in zip(places, columns, strict=True)]
    return Rule(scope, np.stack(rows, 1), rule.allowed)


def _places(cell: Cell, live: npt.NDArray[np.bool_]) -> Cell:
    """The cell by places among the values left; None when it has them all."""
    if cell is None:
        return None
    left = np.flatnonzero(live).tolist()
    places = frozenset(place for place, value in enumerate(left) if value in cell)
    return None if len(places) == len(left) else places


def _rule(constraint: Constraint, sizes: Sequence[int]) -> Rule:
    if isinstance(constraint, Cells):
        rows = [row for row in constraint.rows if all(cell is None or cell for cell in row)]
        rows = [
            tuple(
                None if cell is not None and len(cell) == sizes[v] else cell
                for v, cell in zip(constraint.scope, row, strict=True)
            )
            for row in rows
        ]
        return Rule(constraint.scope, rows, constraint.allowed)
    if (constraint.rows == ANY).any() or not constraint.scope:
        cells = [
            tuple(None if value == ANY else frozenset({value}) for value in row) for row in constraint.rows.tolist()
        ]
        return Rule(constraint.scope, cells, constraint.allowed)
    return Rule(constraint.scope, constraint.rows.astype(np.int64), constraint.allowed)


def _narrow(rule: Rule, live: Live) -> list[int]:
    """Take rows with dead values out of a rule, and values without a row out of `live`; the variables narrowed."""
    if isinstance(rule.rows, list):
        return _narrow_cells(rule, rule.rows, live)
    if len(rule.rows):
        keep = np.ones(len(rule.rows), np.bool_)
        for column, variable in enumerate(rule.scope):
            keep &= live[variable][rule.rows[:, column]]
        if not keep.all():
            rule.rows = rule.rows[keep]
    if not rule.allowed and len(rule.scope) > 1:
        return []
    narrowed = []
    for column, variable in enumerate(rule.scope):
        has = np.bincount(rule.rows[:, column], minlength=len(live[variable])).astype(np.bool_)
        left = live[variable] & (has if rule.allowed else ~has)
        if left.sum() < live[variable].sum():
            live[variable] = left
            narrowed.append(variable)
    return narrowed


def _narrow_cells(rule: Rule, rows: list[tuple[Cell, ...]], live: Live) -> list[int]:
    left = [frozenset(np.flatnonzero(live[variable]).tolist()) for variable in rule.scope]
    rule.rows = rows = [
        row for row in rows if all(cell is None or cell & has for cell, has in zip(row, left, strict=True))
    ]
    if not rule.allowed and len(rule.scope) > 1:
        return []
    narrowed = []
    for column, variable in enumerate(rule.scope):
        has = np.zeros(len(live[variable]), np.bool_)
        for row in rows:
            cell = row[column]
            has[slice(None) if cell is None else sorted(cell)] = True
        kept = live[variable] & (has if rule.allowed else ~has)
        if kept.sum() < live[variable].sum():
            live[variable] = kept
            narrowed.append(variable)
    return narrowed
