# SPDX-License-Identifier: Apache-2.0
"""Choices become exact work: product models, valid choices, explanations, and the rows of a routing.

In comes a product file (docs/reference/product-model.md); out go, for every choice, what is still possible and why
not, and for a whole configuration the items, routings, links and materials that a cluster's work is expanded from.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from klynge.configure.compiled import CompiledProduct, Reason, TooIntricateError, compile_product
    from klynge.configure.evaluate import Evaluator, NoValueError
    from klynge.configure.model import ProductModel
    from klynge.configure.reading import ProductError, read_product, read_products
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

_ROOMS = (
    "klynge.configure.evaluate",
    "klynge.configure.model",
    "klynge.configure.reading",
    "klynge.configure.compiled",
    "klynge.configure.session",
)


def __getattr__(name: str) -> Any:
    """Import a name when it is first used: reading products and making work of them needs no compiled kernels."""
    if name in __all__:
        for room in _ROOMS:
            found = getattr(import_module(room), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
