# SPDX-License-Identifier: Apache-2.0
"""Synthetic clusters of any size, for measuring: `plain` and `full`."""

from .cluster import full, plain

__all__ = ["full", "plain"]
