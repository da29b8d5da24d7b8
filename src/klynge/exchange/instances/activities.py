# SPDX-License-Identifier: Apache-2.0
"""What the formats of projects share: rows of whole numbers by line, and arcs gathered into a problem."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from klynge.planning.project.problem import ProjectProblem

from .errors import InstanceError, Said

MOST = 2**53  # beyond this sums of a schedule might no longer fit 64 bits
WHOLE = re.compile(r"[+-]?\d+(\.0*)?$")


@dataclass(slots=True)
class Activities:
    """A project in the making; what is wrong is gathered, so that all of it is said at once."""

    activities: int
    resources: int
    first: int
    arcs: list[tuple[int, int, int]] = field(default_factory=list)
    duration: dict[int, int] = field(default_factory=dict)
    demand: dict[int, list[int]] = field(default_factory=dict)
    capacity: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def last(self) -> int:
        """The number of the last activity."""
        return self.first + self.activities - 1

    def known(self, number: int, line: int) -> bool:
        """Whether there is an activity of this number; said where there is none."""
        if self.first <= number <= self.last():
            return True
        said = "line {line}: there is no activity {number}, they go from {first} to {last}: correct the number"
        self.problems.append(Said(said, line=line, number=number, first=self.first, last=self.last()))
        return False

    def work(self, number: int, duration: int, demand: list[int], line: int) -> None:
        """Note an activity's duration and what it needs."""
        if not self.known(number, line):
            return
        if number in self.duration:
            said = "line {line}: activity {number} has its duration twice: leave one out"
            self.problems.append(Said(said, line=line, number=number))
        if len(demand) != self.resources:
            said = "line {line}: {found} needs, there are {wanted} resources: give one number for each"
            self.problems.append(Said(said, line=line, found=len(demand), wanted=self.resources))
            demand = [0] * self.resources
        if duration < 0 or min(demand, default=0) < 0:
            said = "line {line}: a duration or need is below 0: give 0 or more"
            self.problems.append(Said(said, line=line))
        self.duration[number], self.demand[number] = duration, demand

    def room(self, capacity: list[int], line: int) -> None:
        """Note the capacities."""
        if len(capacity) != self.resources:
            said = "line {line}: {found} capacities, there are {wanted} resources: give one number for each"
            self.problems.append(Said(said, line=line, found=len(capacity), wanted=self.resources))
        if min(capacity, default=0) < 0:
            self.problems.append(Said("line {line}: a capacity is below 0: give 0 or more", line=line))
        self.capacity = capacity

    def problem(self) -> ProjectProblem:
        """The project. Raises InstanceError with all that is wrong."""
        numbers = range(self.first, self.last() + 1)
        missing = [number for number in numbers if number not in self.duration]
        if missing:
            some = ", ".join(map(str, missing[:5]))
            said = "the duration of {count} activities is missing ({some}): give each one a line"
            self.problems.append(Said(said, count=len(missing), some=some))
        if self.problems:
            raise InstanceError(self.problems)
        arcs = sorted(self.arcs, key=lambda arc: arc[0])
        arc0 = np.zeros(self.activities + 1, np.int64)
        tails = np.array([tail - self.first for tail, _, _ in arcs], np.int64)
        np.cumsum(np.bincount(tails, minlength=self.activities), out=arc0[1:])
        return ProjectProblem(
            np.array([self.duration[number] for number in numbers], np.int64),
            np.array([self.demand[number] for number in numbers], np.int64).reshape(self.activities, self.resources),
            np.array(self.capacity, np.int64),
            arc0,
            np.array([head - self.first for _, head, _ in arcs], np.int64),
            np.array([lag for _, _, lag in arcs], np.int64),
            self.first,
        )


def whole(words: list[str], line: int) -> list[int]:
    """Words as whole numbers. Raises InstanceError for the first that is none."""
    numbers = []
    for word in words:
        if not WHOLE.match(word):
            said = "line {line}: {word!r} is no whole number: give times in a finer unit, and words in their own lines"
            raise InstanceError([Said(said, line=line, word=word)])
        number = int(word.partition(".")[0])
        if abs(number) > MOST:
            said = "line {line}: {number} is too large: use a coarser unit of time"
            raise InstanceError([Said(said, line=line, number=word)])
        numbers.append(number)
    return numbers
