# SPDX-License-Identifier: Apache-2.0
"""From a `ShopProblem` to the tables of the search kernels, and from a walk back to a plan."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from klynge.planning.kernels.view import Tables

from .kernels import columns as c
from .kernels.columns import Shop, Walk
from .problem import Ints, ShopProblem

Table = NDArray[np.int32]
EMPTY = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A plan without its times: the alternative of each operation, and all in an order that can be carried out."""

    chosen: Ints
    order: Ints


@dataclass(frozen=True, slots=True)
class Frame:
    """What lies around a shop: what jobs and machines wait for, what follows after it, and set-ups to that."""

    job_head: Ints
    job_tail: Ints
    machine_head: Ints
    machine_tail: Ints
    first_setup: Ints = field(default_factory=lambda: EMPTY)
    last_setup: Ints = field(default_factory=lambda: EMPTY)


def job_of(problem: ShopProblem) -> Ints:
    """The job of every operation."""
    return np.repeat(np.arange(problem.jobs), np.diff(problem.job0))


def whole(problem: ShopProblem) -> Frame:
    """A frame with only the releases and first set-ups of the problem."""
    machines = np.zeros(problem.machines, np.int64)
    first = EMPTY if problem.first_setup is None else problem.first_setup.ravel()
    return Frame(problem.release, np.zeros_like(problem.release), machines, machines, first)


def shop_tables(problem: ShopProblem, frame: Frame | None = None) -> Tables:
    """The tables of a problem whose every job has an operation."""
    part, frame = frame is not None, frame or whole(problem)
    n, job0, job = problem.operations, problem.job0, job_of(problem)
    number = np.arange(n)
    first, last = job0[job], job0[job + 1] - 1
    before = np.where(number > first, number - 1, -1)
    after = np.where(number < last, number + 1, -1)
    room = np.bincount(problem.alt_machine, minlength=problem.machines)
    seq0 = np.cumsum(room) - room
    rank, pair0, _ = pairs(problem)
    op = np.stack([before, after, problem.alt0[:-1], problem.alt0[1:], job, rank, pair0], axis=1)
    setup = EMPTY if problem.setup is None else problem.setup.ravel()
    size = [
        n,
        problem.jobs,
        problem.machines,
        len(setup) > 0,
        len(frame.first_setup) > 0,
        len(frame.last_setup) > 0,
        part,
    ]
    arrays = (
        op,
        np.stack([problem.alt_machine, problem.alt_time], axis=1),
        np.stack([frame.job_head, frame.job_tail, job0[1:] - 1], axis=1),
        np.stack([seq0, frame.machine_head, frame.machine_tail], axis=1),
        setup,
        frame.first_setup,
        frame.last_setup,
        np.array(size),
    )
    return Tables(Shop(*[np.ascontiguousarray(a, np.int32) for a in arrays]))


def pairs(problem: ShopProblem) -> tuple[Ints, Ints, int]:
    """Each operation's number on its machine and where its pairs begin; how many pairs: 0 in flexible shops."""
    n = problem.operations
    if problem.flexible:
        return np.zeros(n, np.int64), np.zeros(n, np.int64), 0
    count = np.bincount(problem.alt_machine, minlength=problem.machines)
    by_machine = np.argsort(problem.alt_machine, kind="stable")
    rank = np.empty(n, np.int64)
    rank[by_machine] = np.arange(n) - np.repeat(np.cumsum(count) - count, count)
    squares = count * count
    pair0 = (np.cumsum(squares) - squares)[problem.alt_machine] + rank * count[problem.alt_machine]
    return rank, pair0, int(squares.sum())


def walk_tables(problem: ShopProblem, seed: int) -> Tables:
    """A walk through the problem, with nothing loaded."""
    n, alternatives = problem.operations, len(problem.alt_machine)

    def table(*shape: int) -> Table:
        return np.zeros(shape, np.int32)

    number = table(c.NUMBERS)
    number[c.RANDOM] = np.random.default_rng(seed).integers(1, 2**31)
    return Tables(
        Walk(
            table(n, c.WIDTHS["run"]),
            table(alternatives),
            table(problem.machines),
            table(n),
            table(n),
            table(n),
            table(n),
            table(alternatives),
            table(n + 1),
            table(2 * n + 2),
            table(n),
            table(pairs(problem)[2]),
            number,
        )
    )
