# SPDX-License-Identifier: Apache-2.0
"""Compiled search for a solution of some constraints, that says which of them excluded one."""
