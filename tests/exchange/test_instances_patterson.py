# SPDX-License-Identifier: Apache-2.0
"""Patterson's files: what stands in them, however their lines are broken, and what is said of broken ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klynge.exchange.instances import patterson, psplib
from klynge.exchange.instances.errors import InstanceError
from klynge.exchange.instances.reading import load_text
from klynge.planning.project.problem import ProjectProblem

TEXT = """4 2
5 3
0 0 0 2 2 3
6 2 1 1 4
4 3 0 1 4
0 0 0 0
"""
PROJECT = psplib.read((Path(__file__).parents[1] / "outside" / "projects" / "j301_1.sm").read_text("utf-8"))


def same(one: ProjectProblem, other: ProjectProblem) -> bool:
    """Whether two projects are the same in all that they hold."""
    names = ("duration", "demand", "capacity", "arc0", "arc_to", "arc_lag", "first")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


def numbers_of(project: ProjectProblem) -> Iterator[int]:
    """What stands in a project's file behind its first two lines."""
    for activity in range(project.activities):
        successors = project.arc_to[project.arc0[activity] : project.arc0[activity + 1]] + project.first
        yield from (int(project.duration[activity]), *project.demand[activity].tolist())
        yield from (len(successors), *successors.tolist())


def test_a_file_is_read_as_it_stands() -> None:
    """It is recognised by what it holds; arcs have the duration before as lag."""
    found = load_text(TEXT, "p")
    project = found.problem
    assert isinstance(project, ProjectProblem)
    assert (found.kind, project.activities, project.resources, project.first) == ("project", 4, 2, 1)
    assert project.duration.tolist() == [0, 6, 4, 0]
    assert project.demand.tolist() == [[0, 0], [2, 1], [3, 0], [0, 0]]
    assert project.capacity.tolist() == [5, 3]
    assert (project.arc_to.tolist(), project.arc_lag.tolist()) == ([1, 2, 3, 3], [0, 0, 6, 4])


@given(st.lists(st.sampled_from([" ", "\n", "  \n "]), min_size=300, max_size=300))
def test_a_project_of_psplib_is_the_same_however_lines_break(breaks: list[str]) -> None:
    """Behind the first numbers of the source a line may end anywhere."""
    head = f"{PROJECT.activities} {PROJECT.resources}\n{' '.join(map(str, PROJECT.capacity.tolist()))}\n"
    numbers = [str(number) for number in numbers_of(PROJECT)]
    first = " ".join(numbers[: PROJECT.resources + 2])
    rest = "".join(gap + number for gap, number in zip(breaks, numbers[PROJECT.resources + 2 :], strict=False))
    text = head + first + rest
    assert patterson.recognise(text)
    assert same(patterson.read(text), PROJECT)


@pytest.mark.parametrize(
    "text", ["2 2\n0 3 1 2\n1 4 0 2\n", "2 2\n1 1 1 5\n1 1 2 4\n", "2 2\n3 4\n0 5\n1 2\n2 1\n", "4 2\n5 3\n"]
)
def test_a_shop_is_none(text: str) -> None:
    """Neither a job shop, nor a flexible one, nor one in two blocks, nor what ends at once."""
    assert not patterson.recognise(text)


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("6 2 1 1 4", "6 2 1 1 9", "line 4: there is no activity 9, they go from 1 to 4"),
        ("6 2 1 1 4", "6 2 1 2 4", "more than 4 activities have|ends too early|no activity"),
        ("0 0 0 0\n", "", "ends too early"),
        ("0 0 0 0\n", "0 0 0 0\n7\n", "line 7: there is more than 4 activities have"),
        ("6 2 1", "6 -2 1", "line 4: a duration or need is below 0"),
        ("6 2 1", "x 2 1", "line 4: 'x' is no whole number"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(good: str, bad: str, words: str) -> None:
    """What, where, and how to mend it."""
    with pytest.raises(InstanceError, match=words):
        patterson.read(TEXT.replace(good, bad, 1), "file")
