# SPDX-License-Identifier: Apache-2.0
"""What is said of numbers that meet but have too many combinations for a plane: a solver answers it."""

from __future__ import annotations

from dataclasses import dataclass

from ..expression import Expression
from .planes import Groups


@dataclass(frozen=True, slots=True, eq=False)
class WideAtom:
    """A condition on numbers of several planes; the hidden `variable` is 0 (no), 1 (yes) or 2 (no value)."""

    expression: Expression
    variable: int
    groups: Groups
    scope: tuple[int, ...]  # the diagram's variables of the groups


@dataclass(frozen=True, slots=True, eq=False)
class WideTerm:
    """A part of a criterion on numbers of several planes."""

    expression: Expression
    groups: Groups
    scope: tuple[int, ...]
    per_order: bool
