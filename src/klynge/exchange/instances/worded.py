# SPDX-License-Identifier: Apache-2.0
"""Job shops whose blocks have names: "Times" and "Machines", "Processing times" and "Routes", "Due dates"."""

from __future__ import annotations

import re

import numpy as np

from .errors import InstanceError, Said
from .job_shop import below_zero
from .parts import Dates, Shop, made, not_negative
from .sheet import Ints, Sheet

NAMES = {
    "routes": re.compile(r"route", re.I),
    "due": re.compile(r"\bdue", re.I),
    "weights": re.compile(r"weight", re.I),
    "releases": re.compile(r"release|ready", re.I),
    "machines": re.compile(r"machine", re.I),
    "times": re.compile(r"time|duration", re.I),
}
DATES = ("due", "weights", "releases")


def blocks_of(sheet: Sheet) -> dict[str, tuple[int, int]]:
    """The first and the last row (not included) of each block that has a known name after the head."""
    found: dict[str, int] = {}
    for row, words in sheet.titles:
        name = next((name for name, pattern in NAMES.items() if pattern.search(words)), None)
        if name and row < sheet.rows and name not in found and "," not in words:
            found[name] = row
    ends = [*sorted({*found.values()}), sheet.rows]
    return {name: (row, ends[ends.index(row) + 1]) for name, row in found.items()}


def without_dates(sheet: Sheet, blocks: dict[str, tuple[int, int]], jobs: int) -> tuple[Sheet, Dates]:
    """The rows before the first block of dates, and the dates. Raises InstanceError for a block of another length."""
    named = {name: rows for name, rows in blocks.items() if name in DATES}
    if not named:
        return sheet, Dates()
    columns: dict[str, Ints] = {}
    for name, (begin, end) in named.items():
        values = sheet.numbers[sheet.at[begin] : sheet.at[end]]
        if len(values) != jobs:
            said = "line {line}: {count} numbers in the block of {name}, but {jobs} jobs: give one for each job"
            facts = {"line": int(sheet.lines[begin]), "count": len(values), "name": name, "jobs": jobs}
            raise InstanceError([Said(said, **facts)])
        columns[name] = values.copy()
    dates = Dates(columns.get("releases"), columns.get("due"), columns.get("weights"))
    not_negative(dates, int(sheet.lines[min(begin for begin, _ in named.values())]))
    rows = min(begin for begin, _ in named.values())
    titles = tuple(title for title in sheet.titles if title[0] < rows)
    at, lines = sheet.at[: rows + 1], sheet.lines[:rows]
    return Sheet(sheet.head, sheet.head_line, sheet.numbers[: at[-1]], at, lines, titles), dates


def jobs_of(blocks: dict[str, tuple[int, int]], otherwise: int) -> int:
    """How many jobs: as many as the times have rows."""
    begin, end = blocks.get("times", (0, 0))
    return end - begin if end > begin else otherwise


def blocked(sheet: Sheet, blocks: dict[str, tuple[int, int]], dates: Dates) -> Shop:
    """A block of times and one of machines or routes, a row for each job. Raises InstanceError.

    Under "Machines" the times are of operations in order (Taillard 1993); under "Routes" of machines 1, 2, ..., and
    the route says in which order the job visits them.
    """
    by_machine = "routes" in blocks
    times = _table(sheet, blocks["times"], "times")
    orders = _table(sheet, blocks["routes" if by_machine else "machines"], "machines")
    begin = blocks["routes" if by_machine else "machines"][0]
    if times.shape != orders.shape:
        said = "line {line}: {rows} x {columns} machines, but {jobs} x {steps} times: both have a row for each job"
        facts = {"rows": len(orders), "columns": orders.shape[1], "jobs": len(times), "steps": times.shape[1]}
        raise InstanceError([Said(said, line=int(sheet.lines[begin]), **facts)])
    if sorted(times.shape) != sorted(int(size) for size in sheet.head[:2]):
        said = "line {line}: says {a:.0f} and {b:.0f}, but the times have {jobs} rows of {steps}"
        facts = {"a": sheet.head[0], "b": sheet.head[1], "jobs": len(times), "steps": times.shape[1]}
        raise InstanceError([Said(said, line=sheet.head_line, **facts)])
    return _shop(sheet, times, orders, begin, by_machine, dates)


def _shop(sheet: Sheet, times: Ints, orders: Ints, begin: int, by_machine: bool, dates: Dates) -> Shop:
    jobs, machines = times.shape
    first = 0 if orders.min() == 0 else 1
    wrong = np.any(np.sort(orders, axis=1) != np.arange(first, first + machines), axis=1)
    problems = []
    for job in np.flatnonzero(wrong).tolist():
        said = "line {line}: job {job} does not name each of the machines {low} to {high} once"
        facts = {"job": job + 1, "low": first, "high": first + machines - 1}
        problems.append(Said(said, line=int(sheet.lines[begin + job]), **facts))
    for job, step in np.argwhere(times < 0).tolist():
        problems.append(below_zero(int(sheet.lines[job]), int(times[job, step])))
    if problems:
        raise InstanceError(problems)
    if by_machine:
        times = np.take_along_axis(times, orders - first, axis=1)
    job0 = np.arange(0, jobs * machines + 1, machines, dtype=np.int64)
    alt0 = np.arange(jobs * machines + 1, dtype=np.int64)
    return made(machines, job0, alt0, orders.ravel(), np.ascontiguousarray(times).ravel(), dates, first)


def _table(sheet: Sheet, rows: tuple[int, int], name: str) -> Ints:
    begin, end = rows
    lengths = sheet.lengths()[begin:end]
    if len(lengths) == 0 or np.any(lengths != lengths[0]):
        odd = (
            int(sheet.lines[begin + int(np.flatnonzero(lengths != lengths[0])[0])]) if len(lengths) else sheet.head_line
        )
        said = "line {line}: the rows of {name} differ in length: each job has as many numbers as there are machines"
        raise InstanceError([Said(said, line=odd, name=name)])
    return sheet.numbers[sheet.at[begin] : sheet.at[end]].reshape(end - begin, -1)
