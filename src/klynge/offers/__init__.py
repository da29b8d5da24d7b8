# SPDX-License-Identifier: Apache-2.0
"""Where making meets placing: beside every option what it costs and when the cluster can deliver it.

In come a configuring session and a live plan; out goes, for every option that is left, the price of its cheapest
completion and the day on which a promise for exactly that completion would be given. Nothing is reserved, and nothing
but price and day is told.
"""

from .delivered import Delivered, Postcodes, PostcodesError, delivered, vat_percent
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
    "vat_percent",
]
