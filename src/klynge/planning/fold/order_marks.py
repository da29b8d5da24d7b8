# SPDX-License-Identifier: Apache-2.0
"""A 64-bit number for what a schedule has placed of each order: two schedules in which it differs place it differently.

Whatever a portion tells goes in by numbers that both schedules share, mixed as in SplitMix64 (Steele, Lea, Flood 2014)
and added up, since it does not matter in which order portions and material are listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels import columns as col
from klynge.planning.kernels.report import setup_starts
from klynge.planning.patch import ranges
from klynge.planning.problem import Problem
from klynge.planning.schedule import Schedule

Marks = NDArray[np.uint64]
Numbers = NDArray[np.int64]

_ODD = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def same_numbers(old: Problem, new: Problem) -> bool:
    """Whether work centres, pools, items and stock that both problems know have the same numbers in both."""

    def extends(before: list[str], after: list[str]) -> bool:
        return after[: len(before)] == before

    tables = ("work_centres", "pools", "items")
    named = all(extends(list(getattr(old.network, each)), list(getattr(new.network, each))) for each in tables)
    return named and extends(list(old.stock_ids), list(new.stock_ids))


def marks_of(schedule: Schedule, lots: Mapping[int, int]) -> Marks:
    """A mark for each order; `lots` are numbers that stand for the supply lots by row."""
    problem, state = schedule.problem, schedule.state
    tasks, portions = _placed(schedule)
    starts = np.zeros(int(state.counter[col.N_RUN]), np.int64)
    setup_starts(problem.views[0], schedule.view(), starts)
    runs = state.portion[portions, col.POR_RUN].astype(np.int64)
    run, zero = state.run[runs].astype(np.int64), problem.zero_s
    unit0 = problem.resources.wc[run[:, col.RUN_WC], col.WC_UNIT0]
    found = _mixed(
        tasks - problem.operations.order[_order_of(problem)[tasks], col.ORD_OP0],
        state.task[tasks, col.TASK_MODE] - problem.operations.op[tasks, col.OP_MODE0],
        run[:, col.RUN_WC],
        np.maximum(0, run[:, col.RUN_UNIT] - unit0),
        state.portion[portions, col.POR_QUANTITY],
        starts[runs] + zero,
        run[:, col.RUN_START] + zero,
        run[:, col.RUN_END] + zero,
        run[:, col.RUN_FROZEN],
    )
    pools, material = _pools(schedule, run), _material(schedule, portions, lots)
    found = _mixed(found, pools, material)
    marks: Marks = np.zeros(len(problem.orders), np.uint64)
    np.add.at(marks, _order_of(problem)[tasks], found)
    return marks


def _placed(schedule: Schedule) -> tuple[Numbers, Numbers]:
    """Every portion of the orders, with its task."""
    state = schedule.state
    tasks: Numbers = np.flatnonzero(state.task[: len(schedule.problem.rows), col.TASK_HEAD] >= 0)
    portions = state.task[tasks, col.TASK_HEAD].astype(np.int64)
    found = [(tasks, portions)]
    while len(tasks):
        portions = state.portion[portions, col.POR_NEXT].astype(np.int64)
        tasks, portions = tasks[portions >= 0], portions[portions >= 0]
        found.append((tasks, portions))
    return np.concatenate([each for each, _ in found]), np.concatenate([each for _, each in found])


def _order_of(problem: Problem) -> Numbers:
    order = problem.operations.order
    found = np.zeros(len(problem.rows), np.int64)
    first, last = order[:, col.ORD_OP0], order[:, col.ORD_OP1]
    found[ranges(first, last)] = np.repeat(np.arange(len(order)), last - first)
    return found


def _pools(schedule: Schedule, run: Numbers) -> Marks:
    """A mark of the pools that each run uses, in their order."""
    first, count = run[:, col.RUN_USE0], run[:, col.RUN_USES]
    uses = ranges(first, first + count)
    use = schedule.state.use[uses]
    number = uses - np.repeat(first, count)
    each = _mixed(use[:, col.USE_NEED], use[:, col.USE_POOL], use[:, col.USE_AMOUNT], number)
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(each, dtype=np.uint64)))
    end = np.cumsum(count)
    found: Marks = total[end] - total[end - count]
    return found


def _material(schedule: Schedule, portions: Numbers, lots: Mapping[int, int]) -> Marks:
    """A mark of the material that each portion has."""
    problem, state = schedule.problem, schedule.state
    found = np.zeros(len(portions), np.uint64)
    stock = np.append(problem.resources.stock[:, col.STOCK_TIME], 0).astype(np.int64)
    lot_names = np.zeros(int(state.counter[col.N_LOT]) + 1, np.int64)
    lot_names[list(lots)] = list(lots.values())
    lot_times = np.append(state.lot[: int(state.counter[col.N_LOT]), col.LOT_TIME], 0).astype(np.int64)
    there = np.arange(len(portions))
    pegs = state.portion[portions, col.POR_PEG].astype(np.int64)
    while len(pegs):
        there, pegs = there[pegs >= 0], pegs[pegs >= 0]
        kind, row, quantity, after, material = state.peg[pegs].astype(np.int64).T
        from_lot, from_stock = kind == col.FROM_LOT, kind == col.FROM_STOCK
        lot, kept = np.where(from_lot, row, -1), np.where(from_stock, row, -1)
        source = np.where(from_lot, lot_names[lot], kept)
        at = np.where(from_lot, lot_times[lot], np.where(from_stock, stock[kept], row))
        item = problem.operations.material[material, col.MAT_ITEM]
        found[there] += _mixed(kind, source, quantity, item, at + problem.zero_s)
        pegs = after
    return found


def _mixed(*columns: NDArray[Any]) -> Marks:
    found: Marks = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        number: Marks = column if column.dtype == np.uint64 else column.astype(np.int64).view(np.uint64)
        found = (found ^ number) + _ODD
        found = (found ^ (found >> np.uint64(30))) * _FIRST
        found = (found ^ (found >> np.uint64(27))) * _SECOND
        found ^= found >> np.uint64(31)
    return found
