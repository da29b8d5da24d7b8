# SPDX-License-Identifier: Apache-2.0
"""What something can be due to: a choice, a named rule, a variable's condition, a day, or a price limit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..model import Texts
from .domains import Value

Kind = Literal["choice", "rule", "condition", "validity", "price"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that excludes something.

    `choice`: the own choice of `value` for the variable `id`; `rule`: the rule `id`; `condition`: that the variable
    `id` is asked only when its condition holds; `validity`: the option `value` of the variable `id` is not sold on the
    day; `price`: the price limit of `value` øre.
    """

    kind: Kind
    id: str
    value: Value | None = None
    owner: str = ""
    texts: Texts = field(default_factory=dict)
