# SPDX-License-Identifier: Apache-2.0
"""Projects as the literature has them: RCPSP, and RCPSP/max with maximum lags as well.

In comes a `ProjectProblem`; out goes the best `ProjectSchedule` found within a budget, with a proven lower bound, or
the reason why no schedule can hold.
"""
