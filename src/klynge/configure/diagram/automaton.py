# SPDX-License-Identifier: Apache-2.0
"""A constraint as a deterministic automaton that reads the values of its scope in the order in which they are chosen.

A level has a row for each state and a column for each value: the state after it, TRUE when all that follows is
allowed, or DEAD when nothing is. States are minimal, so that different choices which leave the same possibilities are
one state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .constraints import Cell
from .filter import Rule
from .kernels.alike import alike
from .kernels.join import DEAD, TRUE
from .limits import TooWideError

Ints = npt.NDArray[np.int64]
Level = npt.NDArray[np.int32]
MOST_CELLS = 100_000_000  # of one level: 400 MB


@dataclass(frozen=True, slots=True)
class Automaton:
    """The variables it reads, in order, and the level of each."""

    scope: tuple[int, ...]
    levels: list[Level]


def automaton_of(rule: Rule, sizes: Sequence[int], place: Mapping[int, int], limit: int) -> Automaton | bool:
    """The rule as it meets variables in the order of their `place`; True if it always holds, False if never.

    Raises TooWideError when a level has more than `limit` states.
    """
    columns = sorted(range(len(rule.scope)), key=lambda column: place[rule.scope[column]])
    scope = tuple(rule.scope[column] for column in columns)
    read = [sizes[variable] for variable in scope]
    if isinstance(rule.rows, list):
        cells = [tuple(row[column] for column in columns) for row in rule.rows]
        levels = of_cells(cells, read, rule.allowed, limit)
    else:
        levels = of_rows(rule.rows[:, columns], read, rule.allowed)
    return levels == TRUE if isinstance(levels, int) else Automaton(scope, levels)


def of_rows(rows: Ints, sizes: list[int], allowed: bool) -> list[Level] | int:
    """The automaton of a table without jokers, its columns in the order of choice; or just TRUE or DEAD."""
    inside, outside = (TRUE, DEAD) if allowed else (DEAD, TRUE)
    if not len(rows):
        return outside
    order = np.lexsort(rows.T[::-1])
    rows = rows[order]
    differs = np.ones((len(rows), len(sizes)), np.bool_)
    differs[1:] = rows[1:] != rows[:-1]
    starts = np.logical_or.accumulate(differs, axis=1)  # starts[r, j]: row r begins another prefix of length j + 1
    rows, starts = rows[starts[:, -1]], starts[starts[:, -1]]
    after: npt.NDArray[np.int32] = np.full(len(rows), inside, np.int32)
    levels = []
    for j in range(len(sizes) - 1, -1, -1):
        at = np.flatnonzero(starts[:, j])
        parent = np.cumsum(starts[:, j - 1])[at] - 1 if j else np.zeros(len(at), np.int64)
        level, after = _level(parent, rows[at, j], after, sizes[j], outside)
        levels.append(level)
    return int(after[0]) if after[0] < 0 else levels[::-1]


def _level(parent: Ints, value: Ints, after: Level, size: int, outside: int) -> tuple[Level, Level]:
    """Merge the nodes of one level of a trie; its table, and the state of each node."""
    first = np.concatenate([np.flatnonzero(np.diff(parent, prepend=-1)), [len(parent)]])
    classes, firsts = alike(first, (value << 32) + (after.astype(np.int64) + 2))
    if len(firsts) * size > MOST_CELLS:
        raise TooWideError(len(firsts))
    table = np.full((len(firsts), size), outside, np.int32)
    lengths = first[firsts + 1] - first[firsts]
    rows = np.repeat(np.arange(len(firsts)), lengths)
    edges = np.arange(lengths.sum()) + np.repeat(first[firsts] - (np.cumsum(lengths) - lengths), lengths)
    table[rows, value[edges]] = after[edges]
    return _kept(table, classes)


def _kept(table: Level, classes: Level) -> tuple[Level, Level]:
    """Take out the states that are TRUE or DEAD whatever follows."""
    number = np.full(len(table), -3, np.int32)
    for known in (TRUE, DEAD):
        number[(table == known).all(1)] = known
    kept = number == -3
    number[kept] = np.arange(kept.sum())
    return table[kept], number[classes]


def of_cells(rows: list[tuple[Cell, ...]], sizes: list[int], allowed: bool, limit: int) -> list[Level] | int:
    """The automaton of rows whose cells are sets: its states are the rows that still hold (subset construction).

    Returns as `of_rows`; raises TooWideError when a level has more than `limit` states.
    """
    inside, outside = (TRUE, DEAD) if allowed else (DEAD, TRUE)
    matching = [_matching(rows, j, size) for j, size in enumerate(sizes)]
    rest = [_all_from(rows, j) for j in range(len(sizes) + 1)]
    reached: list[dict[int, int]] = [{(1 << len(rows)) - 1: 0}]
    moves: list[list[list[int]]] = []
    for j, size in enumerate(sizes):
        below: dict[int, int] = {}
        moves.append([])
        for holding in reached[-1]:
            to = []
            for value in range(size):
                left = holding & matching[j][value]
                to.append(outside if not left else inside if left & rest[j + 1] else below.setdefault(left, len(below)))
            moves[-1].append(to)
        if len(below) > limit:
            raise TooWideError(limit)
        reached.append(below)
    return _merged(moves, sizes)


def _matching(rows: list[tuple[Cell, ...]], column: int, size: int) -> list[int]:
    """For each value, the rows (as bits) whose cell has it."""
    found = [0] * size
    for number, row in enumerate(rows):
        cell = row[column]
        for value in range(size) if cell is None else cell:
            found[value] |= 1 << number
    return found


def _all_from(rows: list[tuple[Cell, ...]], column: int) -> int:
    """The rows (as bits) whose cells from this column on are all any value."""
    return sum(1 << number for number, row in enumerate(rows) if all(cell is None for cell in row[column:]))


def _merged(moves: list[list[list[int]]], sizes: list[int]) -> list[Level] | int:
    """Merge states from the last level up."""
    after: Level = np.zeros(0, np.int32)
    levels = []
    for table, size in zip(reversed(moves), reversed(sizes), strict=True):
        raw = np.array(table, np.int64).reshape(-1, size)
        known = raw < 0
        keys = np.where(known, raw, after[np.where(known, 0, raw)]) if len(after) else raw
        classes, firsts = alike(np.arange(len(keys) + 1) * size, np.ascontiguousarray(keys).ravel())
        level, after = _kept(keys[firsts].astype(np.int32), classes)
        levels.append(level)
    return int(after[0]) if after[0] < 0 else levels[::-1]
