# SPDX-License-Identifier: Apache-2.0
"""Flexible job shops (`.fjs`): each operation lists its machines and times; set-ups or due dates may follow."""

from __future__ import annotations

import numpy as np

from .errors import InstanceError, Said
from .job_shop import below_zero
from .parts import Dates, Shop, first_machine, made, trailing_dates
from .sheet import Ints, Sheet

MOST_SETUPS = 500_000_000


def flexible(sheet: Sheet, jobs: int, machines: int) -> Shop | list[Said]:
    """For each job how many operations, for each of these how many machines, then pairs of machine and time.

    What follows is set-ups, as `setups` says, or dates of jobs. The problems found when it is no such file.
    """
    found = _operations(sheet, jobs, machines)
    if isinstance(found, list):
        return found
    counts, options, is_pair, used = found
    pairs = sheet.numbers[:used][is_pair].reshape(-1, 2)
    machine, time = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
    first = first_machine(machine, machines, 1)
    problems = _machine_problems(sheet, is_pair, machine, time, first, machines)
    if problems:
        return problems
    job0, alt0 = _summed(counts), _summed(options)
    rest = _rest(sheet, used, jobs, machines, job0)
    if isinstance(rest, list):
        return rest
    dates, setup = rest
    return made(machines, job0, alt0, machine, time, dates, first, setup)


def _operations(sheet: Sheet, jobs: int, machines: int) -> tuple[Ints, Ints, np.ndarray, int] | list[Said]:
    """Operations of each job, alternatives of each operation, which numbers are pairs, how many numbers it took."""
    numbers = sheet.numbers.tolist()
    is_pair = np.ones(len(numbers), bool)
    counts, options, heads = [], [], []
    at = 0
    for job in range(1, jobs + 1):
        if at >= len(numbers):
            said = "the file ends after job {job} of {jobs}: add the jobs that are missing or mend line {line}"
            return [Said(said, job=job - 1, jobs=jobs, line=sheet.head_line)]
        count, begin = numbers[at], at
        if count < 1:
            said = "line {line}: job {job} has {count} operations: each needs at least 1"
            return [Said(said, line=sheet.line_of(at), job=job, count=count)]
        counts.append(count)
        heads.append(at)
        at += 1
        for operation in range(1, count + 1):
            if at >= len(numbers):
                return [_ends(sheet, begin, job, operation, count)]
            some = numbers[at]
            if not 1 <= some <= machines:
                said = "line {line}: operation {operation} of job {job} has {some} machines; it needs 1 to {machines}"
                facts = {"operation": operation, "job": job, "some": some, "machines": machines}
                return [Said(said, line=sheet.line_of(at), **facts)]
            options.append(some)
            heads.append(at)
            at += 1 + 2 * some
    if at > len(numbers):
        return [_ends(sheet, begin, jobs, count, count)]
    is_pair[heads] = False
    return np.array(counts, np.int64), np.array(options, np.int64), is_pair[:at], at


def _ends(sheet: Sheet, at: int, job: int, operation: int, count: int) -> Said:
    said = "line {line}: the file ends within operation {operation} of job {job}, which should have {count}"
    return Said(said, line=sheet.line_of(at), operation=operation, job=job, count=count)


def _machine_problems(
    sheet: Sheet, is_pair: np.ndarray, machine: Ints, time: Ints, first: int, machines: int
) -> list[Said]:
    places = np.flatnonzero(is_pair)[0::2]
    found = []
    for at in np.flatnonzero((machine < first) | (machine >= first + machines))[:50].tolist():
        said = "line {line}: there is no machine {machine}: they are numbered {low} to {high}"
        line = sheet.line_of(int(places[at]))
        found.append(Said(said, line=line, machine=int(machine[at]), low=first, high=first + machines - 1))
    negative = np.flatnonzero(time < 0)[:50].tolist()
    return found + [below_zero(sheet.line_of(int(places[at])), int(time[at])) for at in negative]


def _rest(sheet: Sheet, used: int, jobs: int, machines: int, job0: Ints) -> tuple[Dates, Ints | None] | list[Said]:
    """Dates or set-ups after the jobs."""
    left = len(sheet.numbers) - used
    begins = np.flatnonzero(sheet.at == used)
    dates = trailing_dates(sheet, int(begins[0]), jobs) if len(begins) else None
    if dates is not None:
        return dates, None
    setup = setups(sheet.numbers[used:], machines, job0)
    if setup is None:
        operations = int(job0[-1])
        said = (
            "line {line}: {left} numbers follow the jobs; set-ups would be {machines} x {operations} x {operations} or "
            "{machines} x {jobs} x {jobs}, due dates {jobs}"
        )
        facts = {"left": left, "machines": machines, "operations": operations, "jobs": jobs}
        return [Said(said, line=sheet.line_of(used), **facts)]
    if setup.min() < 0:
        at = used + int(np.flatnonzero(sheet.numbers[used:] < 0)[0])
        said = "line {line}: a set-up of {time}: it must be 0 or more"
        return [Said(said, line=sheet.line_of(at), time=int(sheet.numbers[at]))]
    return Dates(), setup


def setups(numbers: Ints, machines: int, job0: Ints) -> Ints | None:
    """For each machine a square of times between operations in the file's order (Fattahi), or between jobs (HUdata).

    Row: the operation that leaves, column: the one that follows; none before a machine's first. None for another count.
    """
    operations, jobs = int(job0[-1]), len(job0) - 1
    if machines * operations * operations > MOST_SETUPS:
        raise InstanceError(
            [Said("the set-ups of {operations} operations take too much memory", operations=operations)]
        )
    if len(numbers) == machines * operations * operations:
        return numbers.reshape(machines, operations, operations).copy()
    if len(numbers) == machines * jobs * jobs:
        job_of = np.repeat(np.arange(jobs), np.diff(job0))
        return np.ascontiguousarray(numbers.reshape(machines, jobs, jobs)[:, job_of[:, None], job_of[None, :]])
    return None


def _summed(counts: Ints) -> Ints:
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
