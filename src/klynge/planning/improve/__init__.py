# SPDX-License-Identifier: Apache-2.0
"""Better plans by search: any feasible plan in, the best one found within a budget out, never worse.

In comes a `Schedule` and a `Budget`; out goes an `Improved` with a schedule of its own.
"""

from .annealing import Stability
from .improve import Improved, improve, objective_of

__all__ = ["Improved", "Stability", "improve", "objective_of"]
