# SPDX-License-Identifier: Apache-2.0
"""Projects that cannot be scheduled say why, with the numbers of the file."""

from __future__ import annotations

import pytest
from tests.support.random_projects import project

from klynge.planning.budget import Budget
from klynge.planning.project.problem import ProjectProblem, Reason
from klynge.planning.project.solve import solve_project
from klynge.planning.project.texts import FINDINGS, REASONS


def reason_of(problem: ProjectProblem) -> Reason:
    result = solve_project(problem, Budget(iterations=10))
    assert result.schedule is None
    assert result.proven
    assert result.reason is not None
    return result.reason


def test_a_round_trip_that_is_too_long_is_named() -> None:
    """The activities on it and by how much."""
    reason = reason_of(project([1, 1, 1, 1], [[0]] * 4, [1], [(0, 1, 1), (1, 2, 5), (2, 3, 4), (3, 1, -7)]))
    assert "2 → 3 (+5) → 4 (+4) → 2 (-7) add up to 2 more" in str(reason) or "add up to 2 more" in str(reason)
    assert all(f"{number} (" in str(reason) for number in (2, 3, 4))
    assert "til sammen 2" in reason.told("nb")


def test_a_need_above_the_capacity_is_named() -> None:
    """Activity and resource."""
    assert "activity 2 needs 4 of resource 1, which has 3" in str(reason_of(project([1, 1], [[3], [4]], [3], [])))


def test_activities_that_can_follow_neither_way_are_named() -> None:
    """They cannot run together, and lags leave no order."""
    problem = project([5, 5], [[2], [2]], [3], [(0, 1, 1), (1, 0, -4)])
    assert "activities 1 and 2" in str(reason_of(problem))


def test_numbers_too_large_are_refused() -> None:
    """Sums would not fit."""
    with pytest.raises(ValueError, match="coarser"):
        solve_project(project([1 << 52], [[0]], [1], []), Budget(iterations=1))


def test_all_texts_are_there_in_both_languages() -> None:
    """The same codes, with the same places to fill in."""
    for texts in (REASONS, FINDINGS):
        assert texts["en"].keys() == texts["nb"].keys()
