# SPDX-License-Identifier: Apache-2.0
"""The engine: jobs placed on the cluster's real capacity, in time.

In comes a `Network` and the `Work`; out goes a `Plan`, promises for further jobs, measures and reasons. `check` is a
second, plain implementation of the rules that shares no code with the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klynge.later import later

from .errors import PlanningError
from .plan import Lot, Outcome, Peg, Plan, PoolUse, Portion

if TYPE_CHECKING:
    from .constructing import RULES, construct, lateness
    from .problem import Problem, compile_problem
    from .promise import Promise
    from .schedule import Schedule

__all__ = [
    "RULES",
    "Lot",
    "Outcome",
    "Peg",
    "Plan",
    "PlanningError",
    "PoolUse",
    "Portion",
    "Problem",
    "Promise",
    "Schedule",
    "compile_problem",
    "construct",
    "lateness",
]
__getattr__ = later(
    __name__,
    {
        "RULES": "constructing",
        "construct": "constructing",
        "lateness": "constructing",
        "Problem": "problem",
        "compile_problem": "problem",
        "Promise": "promise",
        "Schedule": "schedule",
    },
)
