# SPDX-License-Identifier: Apache-2.0
"""When a search ends."""

from __future__ import annotations

import pytest

from klynge.planning.budget import Budget, Point


def test_each_limit_ends_a_search() -> None:
    """Seconds, iterations, a target that is met, and being stopped."""
    assert Budget(seconds=0).spent(0, None)
    assert Budget(iterations=10).spent(10, None)
    assert not Budget(iterations=10).spent(9, (5,))
    assert Budget(target=(5,)).spent(0, (5,))
    assert not Budget(target=(5,)).spent(0, (6,))
    stopped = Budget()
    assert not stopped.spent(10**9, (0,))
    stopped.stop()
    assert stopped.spent(0, None)


def test_better_objectives_are_told_and_kept() -> None:
    """Whoever listens hears of every better objective, with its iterations."""
    heard: list[Point] = []
    budget = Budget(progress=heard.append)
    budget.better(3, (7, 1))
    assert budget.points == heard
    assert (heard[0].iterations, heard[0].objective) == (3, (7, 1))


@pytest.mark.parametrize("limits", [{"seconds": -1.0}, {"iterations": -1}, {"seconds": float("nan")}])
def test_a_limit_below_zero_is_refused(limits: dict[str, float]) -> None:
    """A limit that means nothing is said to be wrong, by name."""
    with pytest.raises(ValueError, match=next(iter(limits))):
        Budget(**limits)  # type: ignore[arg-type]
