# SPDX-License-Identifier: Apache-2.0
"""What can be wrong with a choice.

ChoiceError
├── UnknownChoiceError
└── ImpossibleChoiceError
"""

from __future__ import annotations

from ..compiled.domains import Value
from .results import Needed


class ChoiceError(ValueError):
    """A choice that cannot be made: which, why, and how to mend it."""


class UnknownChoiceError(ChoiceError):
    """There is no such variable, option, or number, or a text does not fit its pattern."""


class ImpossibleChoiceError(ChoiceError):
    """The choice does not go with those already made; `needed` is the least to give up (None: nothing helps)."""

    def __init__(self, variable: str, value: Value, needed: Needed | None) -> None:
        self.variable, self.value, self.needed = variable, value, needed
        if needed is None:
            mend = "no rule of the product allows it"
        elif needed.give_up:
            mend = f"give up {', '.join(needed.give_up)} first"
        else:
            mend = "raise the price limit first"
        super().__init__(f"{variable} = {value} is not possible: {mend}")
