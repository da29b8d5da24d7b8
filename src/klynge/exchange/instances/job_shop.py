# SPDX-License-Identifier: Apache-2.0
"""Job shops with one machine an operation: pairs of machine and time, or Taillard's block of times and of machines."""

from __future__ import annotations

import numpy as np

from .errors import Said
from .parts import Dates, Shop, dates_of, first_machine, made, trailing_dates
from .sheet import Ints, Sheet

# how many numbers about dates a job's row may have beside M pairs, and whether they lead; or any number of pairs alone
LAYOUTS = ((3, True), (3, False), (1, False), (1, True), (2, False), (2, True), (0, False))


def standard(sheet: Sheet, jobs: int, machines: int) -> Shop | list[Said]:
    """A row for each job, machine and time in turn; machines from 0 or 1.

    Due date, due date and weight, or release, due date and weight may lead or end each row, or follow in rows of their
    own. The problems found when it is no such file.
    """
    if sheet.rows < jobs:
        if len(sheet.numbers) == 2 * jobs * machines:
            return _in_one_stream(sheet, jobs, machines)
        said = "line {line} says {jobs} jobs, but only {rows} lines of numbers follow: one line a job is expected"
        return [Said(said, line=sheet.head_line, jobs=jobs, rows=sheet.rows)]
    after = trailing_dates(sheet, jobs, jobs)
    lengths = sheet.lengths()[:jobs]
    for extra, lead in LAYOUTS:
        if np.any(lengths % 2) if extra == 0 else np.any(lengths != 2 * machines + extra):
            continue
        pairs, columns = _parted(sheet, jobs, extra, lead)
        if _in_range(pairs[:, 0], machines) and pairs[:, 1].min() >= 0:
            if after is None or (extra and sheet.rows > jobs):
                break
            dates = dates_of(sheet, 0, columns) if extra else after
            return _shop(machines, (lengths - extra) // 2, pairs, dates)
    if len(sheet.numbers) == 2 * jobs * machines and sheet.rows != jobs:
        return _in_one_stream(sheet, jobs, machines)
    return _problems(sheet, jobs, machines)


def taillard(sheet: Sheet, jobs: int, machines: int) -> Shop | None:
    """J rows of M times, then J rows of M machines, each a permutation; None when it is no such file."""
    count = jobs * machines
    numbers = sheet.numbers
    if len(numbers) < 2 * count:
        return None
    order = numbers[count : 2 * count].reshape(jobs, machines)
    first = int(order.min())
    if first not in (0, 1) or np.any(np.sort(order, axis=1) != np.arange(first, first + machines)):
        return None
    if numbers[:count].min() < 0 or not np.any(sheet.at == 2 * count):
        return None
    dates = trailing_dates(sheet, int(np.flatnonzero(sheet.at == 2 * count)[0]), jobs)
    if dates is None:
        return None
    pairs = np.column_stack([numbers[count : 2 * count], numbers[:count]])
    return _shop(machines, np.full(jobs, machines, np.int64), pairs, dates)


def _in_one_stream(sheet: Sheet, jobs: int, machines: int) -> Shop | list[Said]:
    """The same without regard to where the lines end."""
    pairs = sheet.numbers.reshape(-1, 2)
    if _in_range(pairs[:, 0], machines) and pairs[:, 1].min() >= 0:
        return _shop(machines, np.full(jobs, machines, np.int64), pairs, Dates())
    return _problems(sheet, jobs, machines)


def _shop(machines: int, counts: Ints, pairs: Ints, dates: Dates) -> Shop:
    job0 = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    machine, time = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
    first = first_machine(machine, machines, 0)
    return made(machines, job0, np.arange(len(pairs) + 1, dtype=np.int64), machine, time, dates, first)


def _in_range(machine: Ints, machines: int) -> bool:
    """Whether the numbers are of machines from 0 or from 1."""
    lowest, highest = int(machine.min()), int(machine.max())
    return lowest >= 0 and highest <= machines and highest - lowest < machines


def _parted(sheet: Sheet, jobs: int, extra: int, lead: bool) -> tuple[Ints, list[Ints]]:
    """The pairs of all jobs, and the columns of numbers beside them."""
    begins, ends = sheet.at[:jobs], sheet.at[1 : jobs + 1]
    where = [begins + column if lead else ends - extra + column for column in range(extra)]
    numbers = sheet.numbers[: ends[-1]]
    columns = [numbers[place] for place in where]
    if extra:
        numbers = np.delete(numbers, np.concatenate(where))
    return numbers.reshape(-1, 2), columns


def _problems(sheet: Sheet, jobs: int, machines: int) -> list[Said]:
    """What is wrong, read as plain pairs."""
    found: list[Said] = []
    for number in range(jobs):
        row, line = sheet.row(number), int(sheet.lines[number])
        if len(row) % 2:
            said = "line {line}: {count} numbers; a job has pairs of machine and time, so an even count is expected"
            found.append(Said(said, line=line, count=len(row)))
            continue
        beyond = (row[0::2] < 0) | (row[0::2] > machines)
        for machine in row[0::2][beyond].tolist():
            said = "line {line}: there is no machine {machine}: line {head} says that there are {machines}"
            found.append(Said(said, line=line, machine=machine, head=sheet.head_line, machines=machines))
        found += [below_zero(line, time) for time in row[1::2][row[1::2] < 0].tolist()]
    if not found and jobs < sheet.rows:
        said = "line {line}: the jobs end before it, and what follows is neither due dates nor set-ups"
        found.append(Said(said, line=int(sheet.lines[jobs])))
    said = "machine {low} and machine {high} are both used: number the {machines} machines from 0 or from 1"
    return found or [Said(said, low=0, high=machines, machines=machines)]


def below_zero(line: int, time: int) -> Said:
    """An operation's time that cannot be."""
    return Said("line {line}: a time of {time}: it must be 0 or more", line=line, time=time)
