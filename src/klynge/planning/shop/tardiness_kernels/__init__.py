# SPDX-License-Identifier: Apache-2.0
"""Compiled search for total (weighted) tardiness: dispatching, exact moves on a linear order, annealing."""
