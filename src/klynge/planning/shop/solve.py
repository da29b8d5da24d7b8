# SPDX-License-Identifier: Apache-2.0
"""Solve a shop for one of its objectives. Makespan is searched here; tardiness in `tardiness`."""

from __future__ import annotations

from klynge.planning.budget import Budget

from .makespan import minimise_makespan
from .problem import ShopProblem, ShopResult

OBJECTIVES = ("makespan", "twt", "tardiness")


def solve_shop(problem: ShopProblem, objective: str, budget: Budget, *, workers: int = 2, seed: int = 1) -> ShopResult:
    """The best plan found within the budget, with a lower bound that is proven.

    `objective` is makespan, twt (total weighted tardiness) or tardiness (total). With a budget of iterations the result
    depends on the seed alone, not on `workers`. Raises ValueError for an unknown objective or an operation that no
    machine can do.
    """
    if objective not in OBJECTIVES:
        raise ValueError(f"objective is {objective!r}; it must be one of {', '.join(OBJECTIVES)}")
    if objective == "makespan":
        return minimise_makespan(problem, budget, workers=workers, seed=seed)
    from .tardiness import minimise_tardiness  # loaded when asked for: it has kernels of its own

    return minimise_tardiness(problem, objective == "twt", budget, workers=workers, seed=seed)
