# SPDX-License-Identifier: Apache-2.0
"""Job shops as the literature has them: (flexible) job shops, with sequence-dependent set-ups, releases and due dates.

In comes a `ShopProblem`; out goes the best `ShopSchedule` found within a budget, with a proven lower bound.
"""

from .problem import ShopProblem, ShopResult, ShopSchedule
from .solve import solve_shop

__all__ = ["ShopProblem", "ShopResult", "ShopSchedule", "solve_shop"]
