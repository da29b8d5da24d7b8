# SPDX-License-Identifier: Apache-2.0
"""The arrays that the kernels work on: a shop as it is, and a schedule as a linear order that is changed in place.

Operation `n` (one past the last) stands for "none": it ends at 0, and is before everything. Few arrays with many
rows, as every array that a kernel hands to another costs time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from klynge.planning.shop.problem import Ints, ShopProblem

# rows of Shop.ops, by operation: its job, neighbours in it, release, shortest work after it in the job and how many
# operations from it to the job's end, its first alternative, and the job whose last it is (-1: of none)
JOB, BEFORE, AFTER, RELEASE, REST, STEPS, ALT0, ENDS = range(8)
# rows of Shop.jobs
DUE, WEIGHT, FIRST, LAST = range(4)
# rows of Walk.ops: the order and its inverse; machine and time; neighbours on the machine; end in the schedule and in
# the one tried (equal between moves); room to work in; the best schedule; a job's operations that are moved together
ORDER, PLACE, MACHINE, TIME, LEFT, RIGHT, END, TRIAL, MARK, SAVED, SPARE, PATH, ARC = range(13)
BEST_ORDER, BEST_MACHINE, CHAIN, CHAIN_LEFT, CHAIN_MACHINE, CHAIN_TIME, TARGET, WALK_ROWS = range(13, 21)
# rows of Walk.rows, by machine: its first and last operation
HEAD, TAIL = range(2)
# Walk.numbers: the cost now, the best cost, a counter for marks, moves tried and taken
NOW, BEST, TICK, TRIED, TAKEN = range(5)


class Shop(NamedTuple):
    """What does not change. `alts` has a row of machines and one of times.

    `setup` is (machines, n + 1, n) with the set-ups before a machine's first in row n, or (0, 0, 0) where there are
    none.
    """

    ops: Ints
    alts: Ints
    jobs: Ints
    setup: Ints


class Walk(NamedTuple):
    """One schedule and what is known on the way; `cost` is each job's weighted tardiness."""

    ops: Ints
    rows: Ints
    cost: Ints
    numbers: Ints
    random: NDArray[np.uint64]


def shop_tables(problem: ShopProblem, weighted: bool) -> Shop:
    """The problem for the kernels; weights of 1 unless weighted. Needs due dates."""
    assert problem.due is not None
    count, job0 = problem.operations, problem.job0
    filled = job0[1:] > job0[:-1]
    first = np.where(filled, job0[:-1], count)
    last = np.where(filled, job0[1:] - 1, count)
    ops = np.zeros((8, count + 1), np.int64)
    ops[JOB, :count] = np.repeat(np.arange(problem.jobs), np.diff(job0))
    ops[BEFORE] = np.arange(-1, count)
    ops[BEFORE, np.append(first, count)] = count
    ops[AFTER] = np.arange(1, count + 2)
    ops[AFTER, np.append(last, count)] = count
    ops[RELEASE, first] = np.maximum(problem.release, 0)
    ops[RELEASE, count] = 0
    sums = np.append(0, np.cumsum(shortest_times(problem)))
    ends = job0[ops[JOB, :count] + 1]
    ops[REST, :count] = sums[ends] - sums[1:]
    ops[STEPS, :count] = ends - np.arange(count)
    ops[ALT0] = problem.alt0
    ops[ENDS] = -1
    ops[ENDS, last] = np.arange(problem.jobs)
    ops[ENDS, count] = -1
    weight = problem.weight if weighted else np.ones(problem.jobs, np.int64)
    jobs = np.array([problem.due, weight, first, last], np.int64).reshape(4, problem.jobs)
    alts = np.array([problem.alt_machine, problem.alt_time], np.int64)
    return Shop(ops, alts, jobs, _setups(problem))


def shortest_times(problem: ShopProblem) -> Ints:
    """Of each operation on the machine that is quickest at it."""
    if problem.operations == 0:
        return np.zeros(0, np.int64)
    return np.asarray(np.minimum.reduceat(problem.alt_time, problem.alt0[:-1]), np.int64)


def _setups(problem: ShopProblem) -> Ints:
    if problem.setup is None and problem.first_setup is None:
        return np.zeros((0, 0, 0), np.int64)
    count = problem.operations
    setup = np.zeros((problem.machines, count + 1, count), np.int64)
    if problem.setup is not None:
        setup[:, :count] = problem.setup
    if problem.first_setup is not None:
        setup[:, count] = problem.first_setup
    return setup


def empty_walk(problem: ShopProblem, seed: int) -> Walk:
    """Room for a schedule, and the random numbers of one island."""
    numbers = np.zeros(8, np.int64)
    numbers[BEST] = -1
    return Walk(
        np.zeros((WALK_ROWS, problem.operations + 1), np.int64),
        np.zeros((2, problem.machines), np.int64),
        np.zeros(problem.jobs, np.int64),
        numbers,
        np.random.SeedSequence(seed).generate_state(1, np.uint64).astype(np.uint64),
    )
