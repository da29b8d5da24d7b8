# SPDX-License-Identifier: Apache-2.0
"""Where making meets placing: beside every option what it costs and when the cluster can deliver it.

In come a configuring session and a live plan; out goes, for every option that is left, the price of its cheapest
completion and the day on which a promise for exactly that completion would be given. Nothing is reserved, and nothing
but price and day is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klynge.later import later

from .delivered import Delivered, Postcodes, PostcodesError, delivered, tax_percent, vat_percent

if TYPE_CHECKING:
    from .quote import By, Dated, OptionOffer, Quote
    from .quoter import Quoter

__all__ = [
    "By",
    "Dated",
    "Delivered",
    "OptionOffer",
    "Postcodes",
    "PostcodesError",
    "Quote",
    "Quoter",
    "delivered",
    "tax_percent",
    "vat_percent",
]
__getattr__ = later(
    __name__, {"By": "quote", "Dated": "quote", "OptionOffer": "quote", "Quote": "quote", "Quoter": "quoter"}
)
