# SPDX-License-Identifier: Apache-2.0
"""PSPLIB's files of projects (`.sm`; Kolisch & Sprecher 1996): precedences, durations and needs, capacities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from klynge.planning.project.problem import ProjectProblem

from .activities import Activities, whole
from .errors import InstanceError, Said

FIRST = 1  # the number of the first activity
Line = tuple[int, str]

HEADS = {
    "precedence": re.compile(r"\s*precedence\s+relations", re.I),
    "requests": re.compile(r"\s*requests\s*/\s*durations", re.I),
    "capacities": re.compile(r"\s*resource\s*availabilities", re.I),
    "other": re.compile(r"\s*(project information|resources\s*$)", re.I),
}
TITLES = {
    "precedence": "PRECEDENCE RELATIONS",
    "requests": "REQUESTS/DURATIONS",
    "capacities": "RESOURCEAVAILABILITIES",
}
JOBS = re.compile(r"\s*jobs\b[^:]*:\s*(\S+)", re.I)
RENEWABLE = re.compile(r"[\s-]*renewable\s*:\s*(\S+)", re.I)
OTHERS = re.compile(r"[\s-]*(nonrenewable|doubly constrained)\s*:\s*(\S+)", re.I)


def recognise(text: str) -> bool:
    """Whether this is a file of PSPLIB, by its headings."""
    return "REQUESTS/DURATIONS" in text.upper().replace(" ", "") and "PRECEDENCE" in text.upper()


def read(text: str, name: str = "") -> ProjectProblem:
    """The project; activities are called by the file's numbers, from 1. `name` is for messages about the whole.

    Raises InstanceError with all that is wrong, and for projects with several modes or nonrenewable resources.
    """
    lines = list(enumerate(text.splitlines(), 1))
    activities = _count(lines, JOBS, "jobs (incl. supersource/sink )", name)
    resources = _count(lines, RENEWABLE, "- renewable", name)
    project = Activities(activities, resources, FIRST)
    for number, line in lines:
        if (found := OTHERS.match(line)) and found[2] not in ("0",):
            said = "line {line}: {kind} resources are not planned: only renewable ones can be given"
            raise InstanceError([Said(said, line=number, kind=found[1])])
    lags: list[tuple[int, int]] = []
    for number, line in _section(lines, "precedence"):
        _successors(project, lags, number, whole(line.split(), number))
    for number, line in _section(lines, "requests"):
        _request(project, number, whole(line.split(), number))
    for number, line in _section(lines, "capacities"):
        project.room(whole(line.split(), number), number)
    project.arcs = [(tail, head, project.duration.get(tail, 0)) for tail, head in lags]
    return project.problem()


def _count(lines: list[Line], pattern: re.Pattern[str], heading: str, name: str) -> int:
    for number, line in lines:
        if found := pattern.match(line):
            count = whole([found[1]], number)[0]
            if count < (1 if pattern is JOBS else 0):
                raise InstanceError(
                    [Said("line {line}: {count} is too few: give how many there are", line=number, count=count)]
                )
            return count
    said = "{name}: the line “{heading} : ...” is missing: say how many there are"
    raise InstanceError([Said(said, name=name, heading=heading)])


def _section(lines: list[Line], wanted: str) -> Iterator[Line]:
    """The rows of numbers below a heading, up to the next heading or end of numbers."""
    inside, empty = False, True
    for number, line in lines:
        heading = next((name for name, pattern in HEADS.items() if pattern.match(line)), None)
        if heading:
            inside = heading == wanted
        elif inside and re.match(r"\s*[-+\d]", line) and line.strip("-* \t"):
            empty = False
            yield number, line
    if empty:
        raise InstanceError(
            [Said("the part “{heading}” is missing or empty: give a line for each", heading=TITLES[wanted])]
        )


def _successors(project: Activities, lags: list[tuple[int, int]], line: int, row: list[int]) -> None:
    """A row: activity, how many modes, how many successors, the successors."""
    if len(row) < 3 or len(row) != 3 + row[2]:
        said = "line {line}: activity, modes, how many successors, then that many are expected: correct the count"
        project.problems.append(Said(said, line=line))
        return
    if row[1] != 1:
        said = "line {line}: activity {activity} has {modes} modes: only projects with one mode each can be planned"
        raise InstanceError([Said(said, line=line, activity=row[0], modes=row[1])])
    if project.known(row[0], line):
        lags += [(row[0], successor) for successor in row[3:] if project.known(successor, line)]


def _request(project: Activities, line: int, row: list[int]) -> None:
    """A row: activity, mode, duration, needs."""
    if len(row) < 3:
        project.problems.append(Said("line {line}: activity, mode, duration, needs are expected", line=line))
    else:
        project.work(row[0], row[2], row[3:], line)
