# SPDX-License-Identifier: Apache-2.0
"""Compiled: orders off a plan together, and who is at work on a work centre when."""
