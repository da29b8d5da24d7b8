# SPDX-License-Identifier: Apache-2.0
"""Kernels of promising: many ways to make one order tried and priced, and an order made as late as it may be."""
