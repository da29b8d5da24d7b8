# SPDX-License-Identifier: Apache-2.0
"""The plain checker of projects says each thing that is wrong, and nothing of what is right."""

from __future__ import annotations

import numpy as np
import pytest
from tests.support.random_projects import project

from klynge.planning.project.check import check_project, makespan
from klynge.planning.project.problem import ProjectSchedule

PROBLEM = project([2, 3, 0], [[1], [1], [5]], [1], [(0, 1, 2), (1, 0, -4)])


def schedule(*starts: int) -> ProjectSchedule:
    start = np.array(starts, np.int64)
    return ProjectSchedule(start, start + PROBLEM.duration)


def test_a_right_schedule_has_no_finding() -> None:
    """Ends touch starts, a maximum lag is met to the moment, and what takes no time needs nothing."""
    assert check_project(PROBLEM, schedule(0, 4, 1)) == []
    assert makespan(schedule(0, 4, 1)) == 7


@pytest.mark.parametrize(
    ("starts", "words"),
    [((-1, 2, 0), "before 0"), ((0, 1, 0), "at least 2"), ((0, 5, 0), "at most 4"), ((0, 1, 0), "use 2 of resource 1")],
)
def test_each_breach_is_said(starts: tuple[int, ...], words: str) -> None:
    """What is broken is named."""
    assert any(words in finding for finding in check_project(PROBLEM, schedule(*starts)))


def test_wrong_ends_and_lengths_are_said_in_norwegian_too() -> None:
    """Both languages say the same findings."""
    right = schedule(0, 2, 0)
    assert "går fra 0 til 9" in check_project(PROBLEM, ProjectSchedule(right.start, right.end * 0 + 9), "nb")[0]
    assert len(check_project(PROBLEM, ProjectSchedule(right.start[:2], right.end), "nb")) == 1
