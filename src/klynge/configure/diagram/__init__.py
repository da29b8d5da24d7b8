# SPDX-License-Identifier: Apache-2.0
"""Constraints over whole numbers, compiled once, then answered completely after every choice in microseconds.

In go tables of allowed or forbidden rows; out comes a `Diagram`, and a `Sweep` over it tells which values are left,
how many solutions there are, the least that each value costs, and the best solution. Nothing here knows what a
variable means.
"""

from __future__ import annotations

from .compiling import compile
from .constraints import Cells, Constraint, Table
from .diagram import Diagram
from .limits import TooWideError
from .rarity import rarity
from .sweep import IMPOSSIBLE, Sweep

__all__ = ["IMPOSSIBLE", "Cells", "Constraint", "Diagram", "Sweep", "Table", "TooWideError", "compile", "rarity"]
