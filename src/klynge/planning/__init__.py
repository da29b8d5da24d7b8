# SPDX-License-Identifier: Apache-2.0
"""The engine: jobs placed on the cluster's real capacity, in time.

In comes a `Network` and the `Work`; out goes a `Plan`, promises for further jobs, measures and reasons. `check` is a
second, plain implementation of the rules that shares no code with the engine.
"""

from .construct import RULES, construct, lateness
from .errors import PlanningError
from .plan import Lot, Outcome, Peg, Plan, PoolUse, Portion
from .problem import Problem, compile_problem
from .promise import Promise, promise
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
    "promise",
]
