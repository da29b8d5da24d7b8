# SPDX-License-Identifier: Apache-2.0
"""Choices become exact work: product models, valid choices, explanations, and the rows of a routing.

In comes a product file (docs/reference/product-model.md); out go, for every choice, what is still possible and why
not, and for a whole configuration the items, routings, links and materials that a cluster's work is expanded from.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from klynge.configure.evaluate import Evaluator, NoValueError
from klynge.configure.model import ProductModel
from klynge.configure.reading import ProductError, read_product, read_products

if TYPE_CHECKING:
    from klynge.configure.compiled import CompiledProduct, Reason, TooIntricateError, compile_product
    from klynge.configure.session import (
        Amount,
        ChoiceError,
        ChoiceView,
        Completion,
        Count,
        Explanation,
        ImpossibleChoiceError,
        LeadTimes,
        Needed,
        NumberView,
        OptionView,
        Session,
        Standing,
        TextView,
        UnknownChoiceError,
        View,
    )

__all__ = [
    "Amount",
    "ChoiceError",
    "ChoiceView",
    "CompiledProduct",
    "Completion",
    "Count",
    "Evaluator",
    "Explanation",
    "ImpossibleChoiceError",
    "LeadTimes",
    "Needed",
    "NoValueError",
    "NumberView",
    "OptionView",
    "ProductError",
    "ProductModel",
    "Reason",
    "Session",
    "Standing",
    "TextView",
    "TooIntricateError",
    "UnknownChoiceError",
    "View",
    "compile_product",
    "read_product",
    "read_products",
]
COMPILED = {"CompiledProduct", "Reason", "TooIntricateError", "compile_product"}


def __getattr__(name: str) -> Any:
    """What compiles and asks products is loaded when it is asked for: reading a file needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    room = "compiled" if name in COMPILED else "session"
    return getattr(import_module(f"klynge.configure.{room}"), name)
