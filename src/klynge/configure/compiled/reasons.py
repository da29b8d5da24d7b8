# SPDX-License-Identifier: Apache-2.0
"""What something can be due to: a choice, a named rule, a variable's condition, a day, or a range."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..model import Texts
from .domains import Value

Kind = Literal["choice", "rule", "condition", "validity", "range"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that excludes something.

    `choice`: the own choice of `value` for the variable `id`; `rule`: the rule `id`; `condition`: that the variable `id` is
    asked only when its condition holds; `validity`: the option `value` of the variable `id` is not sold on the day;
    `range`: the number `value` is none that the variable `id` can have.
    """

    kind: Kind
    id: str
    value: Value | None = None
    owner: str = ""
    texts: Texts = field(default_factory=dict)
