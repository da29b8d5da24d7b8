# SPDX-License-Identifier: Apache-2.0
"""ProGen/max files of projects with minimum and maximum lags (`.sch`; Schwindt 1998).

First activities (without source and sink), resources, 0, 0; then for each activity, from 0, a line with its number, 1,
how many arcs, to whom, and their lags in brackets; then for each its number, 1, duration, needs; then the capacities.
"""

from __future__ import annotations

import re

from klynge.planning.project.problem import ProjectProblem

from .activities import Activities, whole
from .errors import InstanceError, Said

FIRST = 0  # the number of the first activity
BRACKETED = re.compile(r"\[\s*([^\]\s]+)\s*\]")
Row = tuple[int, list[str]]


def recognise(text: str) -> bool:
    """Whether this looks like a file of ProGen/max: four numbers first, then the source, and lags in brackets."""
    rows = [words for _, words in _rows(text[:4000])[:2]]
    return len(rows) == 2 and len(rows[0]) == 4 and rows[1][:2] == ["0", "1"] and "[" in text


def read(text: str, name: str = "") -> ProjectProblem:
    """The project; activities are called by the file's numbers, from 0. `name` is for messages about the whole.

    Raises InstanceError with all that is wrong, and for projects with several modes.
    """
    rows = _rows(text)
    if not rows:
        raise InstanceError([Said("{name} is empty: give an instance", name=name)])
    line, words = rows[0]
    head = whole(words, line)
    if len(head) < 2 or head[0] < 0 or head[1] < 0:
        said = "line {line}: activities, resources, 0, 0 are expected: say how many there are"
        raise InstanceError([Said(said, line=line)])
    if any(head[2:]):
        said = "line {line}: {kind} resources are not planned: only renewable ones can be given"
        raise InstanceError([Said(said, line=line, kind="nonrenewable")])
    project = Activities(head[0] + 2, head[1], FIRST)
    wanted = 2 * project.activities + (2 if project.resources else 1)
    if len(rows) < wanted:
        said = "{name} ends after {found} lines, {wanted} are expected: arcs and work of {count} activities"
        raise InstanceError([Said(said, name=name, found=len(rows), wanted=wanted, count=project.activities)])
    for line, words in rows[1 : project.activities + 1]:
        _arcs(project, line, words)
    for line, words in rows[project.activities + 1 : 2 * project.activities + 1]:
        row = whole(words, line)
        if len(row) < 3:
            project.problems.append(Said("line {line}: activity, mode, duration, needs are expected", line=line))
        else:
            project.work(row[0], row[2], row[3:], line)
    if project.resources:
        line, words = rows[2 * project.activities + 1]
        project.room(whole(words, line), line)
    return project.problem()


def _rows(text: str) -> list[Row]:
    """Lines with words; a lag in brackets is one word, also with blanks inside the brackets."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        words = BRACKETED.sub(r" [\1] ", line.partition("#")[0]).split()
        if words:
            rows.append((number, words))
    return rows


def _arcs(project: Activities, line: int, words: list[str]) -> None:
    """A row: activity, 1, how many arcs, to whom, and a lag in brackets for each."""
    lags = [word.strip("[]") for word in words if word.startswith("[")]
    row = whole([word for word in words if not word.startswith("[")], line)
    if len(row) < 3 or len(row) != 3 + row[2] or len(lags) < row[2]:
        said = "line {line}: activity, 1, how many arcs, to whom, and as many lags in brackets are expected"
        project.problems.append(Said(said, line=line))
        return
    if row[1] != 1 or len(lags) > row[2]:
        said = "line {line}: activity {activity} has several modes: only projects with one mode each can be planned"
        raise InstanceError([Said(said, line=line, activity=row[0])])
    if project.known(row[0], line):
        for head, lag in zip(row[3:], whole(lags, line), strict=True):
            if project.known(head, line):
                project.arcs.append((row[0], head, lag))
