# SPDX-License-Identifier: Apache-2.0
"""Compiled loops over flat arrays: joining constraints, merging what is alike, sweeping a diagram."""
