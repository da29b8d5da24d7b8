# SPDX-License-Identifier: Apache-2.0
"""What a quote tells: price and day of every option that is left, and nothing of the plan behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

By = Literal["cheapest", "earliest"]
Value = str | int
Key = tuple[str, Value]
"""A variable and its option, or its value."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A whole configuration with its price in øre for the order and the day on which it would be delivered.

    `day` is what `promise` answers for it on the same plan, in the cluster's time zone; None when it cannot be
    delivered within the plan's horizon.
    """

    choices: Mapping[str, Value]
    price: int
    day: date | None


@dataclass(frozen=True, slots=True)
class OptionOffer:
    """An option that is left, by its completion: `difference` in øre to the present one, `days_later` than it.

    By "earliest", `sure` says that no completion with the option is earlier; else none is before `not_before`.
    """

    variable: str
    option: Value
    completion: Dated
    difference: int
    days_later: int | None
    sure: bool = True
    not_before: date | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The present completion, and the offer beside each option that is possible and not chosen.

    `present` is None when the choices leave nothing.
    """

    by: By
    present: Dated | None
    options: Mapping[Key, OptionOffer]
    sure: bool = True
    not_before: date | None = None

    def beside(self, variable: str, option: Value) -> OptionOffer | None:
        """The offer beside an option; None when it is chosen already, or impossible."""
        return self.options.get((variable, option))
