# SPDX-License-Identifier: Apache-2.0
"""Compiled: portions put where they are said to be, asked whether they fit there, and taken away again."""
