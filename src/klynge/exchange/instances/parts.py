# SPDX-License-Identifier: Apache-2.0
"""What the formats of shops share: the head, machine numbers, dates of jobs, and the finished problem."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from klynge.planning.shop.problem import ShopProblem

from .errors import InstanceError, Said
from .sheet import MOST, Ints, Sheet

MOST_JOBS = 50_000_000


@dataclass(frozen=True, slots=True)
class Dates:
    """Of each job; None where the file does not say."""

    release: Ints | None = None
    due: Ints | None = None
    weight: Ints | None = None


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop as read, and the number that the file gives its first machine (0 or 1)."""

    problem: ShopProblem
    first_machine: int


def head_of(sheet: Sheet) -> tuple[int, int]:
    """Jobs and machines as the first row says. Raises InstanceError when it does not."""
    head, line = sheet.head, sheet.head_line
    if len(head) < 2 or any(value != int(value) or value < 1 for value in head[:2]):
        said = "line {line}: expected the number of jobs and of machines, each 1 or more"
        raise InstanceError([Said(said, line=line)])
    if max(head[:2]) > MOST_JOBS:
        raise InstanceError(
            [Said("line {line}: {number:.0f} jobs or machines are too many", line=line, number=max(head))]
        )
    return int(head[0]), int(head[1])


def first_machine(machines: Ints, count: int, otherwise: int) -> int:
    """Whether machine numbers begin at 0 or 1; `otherwise` when the file uses neither the lowest nor the highest."""
    lowest, highest = (int(machines.min()), int(machines.max())) if len(machines) else (otherwise, otherwise)
    if lowest == 0:
        return 0
    return 1 if highest == count else otherwise


def made(
    machines: int,
    job0: Ints,
    alt0: Ints,
    alt_machine: Ints,
    alt_time: Ints,
    dates: Dates,
    first: int,
    setup: Ints | None = None,
) -> Shop:
    """The problem; raises InstanceError when its times add up to more than can be counted."""
    jobs = len(job0) - 1
    release = np.zeros(jobs, np.int64) if dates.release is None else dates.release
    weight = np.ones(jobs, np.int64) if dates.weight is None else dates.weight
    longest = float(alt_time.sum(dtype=float)) + float(release.max(initial=0))
    if setup is not None:
        longest += float(setup.max(initial=0)) * len(alt0)
    if longest * max(1.0, float(weight.sum(dtype=float))) > MOST * 512.0:
        raise InstanceError([Said("times and weights add up to too much: use a coarser unit of time")])
    problem = ShopProblem(job0, alt0, alt_machine - first, alt_time, machines, release, dates.due, weight, setup)
    return Shop(problem, first)


def trailing_dates(sheet: Sheet, row: int, jobs: int) -> Dates | None:
    """Dates in the rows from `row` on, without words: None for another layout.

    J rows of one number (due), two (due, weight) or three (release, due, weight); or one to three rows of J numbers.
    """
    lengths = set(sheet.lengths()[row:].tolist())
    left = sheet.rows - row
    if left == 0:
        return Dates()
    if len(lengths) != 1:
        return None
    each = lengths.pop()
    table = sheet.numbers[sheet.at[row] :]
    if left == jobs and each <= 3:
        return dates_of(sheet, row, list(table.reshape(jobs, each).T))
    if each == jobs and left <= 3:
        return dates_of(sheet, row, list(table.reshape(left, jobs)))
    return None


def dates_of(sheet: Sheet, row: int, columns: list[Ints]) -> Dates:
    """Columns as due; due, weight; or release, due, weight. Raises InstanceError below zero."""
    release = columns[0] if len(columns) == 3 else None
    due = columns[1] if len(columns) == 3 else columns[0]
    weight = columns[-1] if len(columns) > 1 else None
    checked = Dates(release, due, weight)
    not_negative(checked, int(sheet.lines[row]) if row < sheet.rows else sheet.head_line)
    return checked


def not_negative(dates: Dates, line: int) -> None:
    """Raises InstanceError for releases or weights below zero."""
    for name, column in (("release date", dates.release), ("weight", dates.weight)):
        if column is not None and column.min(initial=0) < 0:
            job = int(np.flatnonzero(column < 0)[0]) + 1
            said = "from line {line} on: job {job} has a {name} of {number}: it must be 0 or more"
            raise InstanceError([Said(said, line=line, job=job, name=name, number=int(column[job - 1]))])
