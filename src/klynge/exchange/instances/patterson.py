# SPDX-License-Identifier: Apache-2.0
"""Patterson's files of projects (`.rcp`; Patterson 1984, RanGen): activities and resources, the capacities, then for
each activity, from 1, its duration, its needs, how many successors, and these. Lines may break anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from klynge.planning.project.problem import ProjectProblem

from .activities import Activities, whole
from .errors import InstanceError, Said

FIRST = 1  # the number of the first activity


def recognise(text: str) -> bool:
    """Whether this looks like one: two numbers, then one for each resource, then a source that takes no time.

    A job shop's second line has an even count of numbers for as many machines, or begins with a count above 0.
    """
    rows = [line.split() for line in text[:100_000].splitlines() if line.strip()][:3]
    if len(rows) < 3 or len(rows[0]) != 2 or not all(word.isdigit() for row in rows for word in row):
        return False
    resources = int(rows[0][1])
    return len(rows[1]) == resources > 0 and int(rows[2][0]) == 0 and len(rows[2]) >= resources + 2


def read(text: str, name: str = "") -> ProjectProblem:
    """The project; activities are called by their place, from 1. `name` is for messages about the whole.

    Raises InstanceError with all that is wrong.
    """
    numbers = _numbers(text)
    project = Activities(_next(numbers, name)[1], _next(numbers, name)[1], FIRST)
    rooms = [_next(numbers, name) for _ in range(project.resources)]
    project.room([room for _, room in rooms], rooms[0][0])
    for activity in range(FIRST, project.last() + 1):
        line, duration = _next(numbers, name)
        needs = [_next(numbers, name)[1] for _ in range(project.resources)]
        project.work(activity, duration, needs, line)
        successors = [_next(numbers, name) for _ in range(_next(numbers, name)[1])]
        project.arcs += [(activity, head, duration) for line, head in successors if project.known(head, line)]
    if left := next(numbers, None):
        said = (
            "line {line}: there is more than {count} activities have: correct a count above, or that in the first line"
        )
        project.problems.append(Said(said, line=left[0], count=project.activities))
    return project.problem()


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Each number with its line."""
    for line, words in enumerate(text.splitlines(), 1):
        yield from ((line, number) for number in whole(words.split(), line))


def _next(numbers: Iterator[tuple[int, int]], name: str) -> tuple[int, int]:
    found = next(numbers, None)
    if found is None:
        raise InstanceError([Said("{name} ends too early: give every activity all its numbers", name=name)])
    return found
