# SPDX-License-Identifier: Apache-2.0
"""Compiled kernels of the makespan search: dispatching, exact heads and tails, tabu search."""
