# SPDX-License-Identifier: Apache-2.0
"""Choosing: what is still possible after every choice, at what price, and why the rest is not.

In goes a `CompiledProduct`; a `Session` holds the choices and answers with the frozen results of `results`.
"""

from __future__ import annotations

from .errors import ChoiceError, ImpossibleChoiceError, UnknownChoiceError
from .results import (
    Amount,
    ChoiceView,
    Completion,
    Count,
    Explanation,
    LeadTimes,
    Needed,
    NumberView,
    OptionView,
    Standing,
    TextView,
    View,
)
from .session import Session

__all__ = [
    "Amount",
    "ChoiceError",
    "ChoiceView",
    "Completion",
    "Count",
    "Explanation",
    "ImpossibleChoiceError",
    "LeadTimes",
    "Needed",
    "NumberView",
    "OptionView",
    "Session",
    "Standing",
    "TextView",
    "UnknownChoiceError",
    "View",
]
