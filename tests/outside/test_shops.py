# SPDX-License-Identifier: Apache-2.0
"""Published shops: their best known makespans are reached within so many iterations."""

from __future__ import annotations

from pathlib import Path

import pytest

from klynge.exchange.instances import load
from klynge.planning.budget import Budget
from klynge.planning.shop import ShopProblem, solve_shop
from klynge.planning.shop.check import check_shop

FOLDER = Path(__file__).parent / "instances"


@pytest.mark.parametrize(("name", "best"), [("ft06.txt", 55), ("la01.txt", 666), ("mk01.fjs", 40)])
def test_best_known_makespan(name: str, best: int) -> None:
    """The plan is right, and no bound is above what is known to be possible."""
    problem = load(FOLDER / name).problem
    assert isinstance(problem, ShopProblem)
    result = solve_shop(problem, "makespan", Budget(iterations=60_000), workers=2)
    assert result.objective == best
    assert result.lower_bound <= best
    assert check_shop(problem, result.schedule) == []
