# SPDX-License-Identifier: Apache-2.0
"""Measures straight from the engine's tables, for searches and scenarios that look at plans by the thousand.

In comes a `Schedule` and the `Prices` to count it at; out go `Figures`, equal to what `planning.measure` says of
the same plan, without reading the plan out.
"""

from .counting import Beside, Counted, Figures, Load, MemberFigures, Part, count, figures, figures_of, order_money
from .prices import OrderFacts, Prices, mode_prices, prices_of

__all__ = [
    "Beside",
    "Counted",
    "Figures",
    "Load",
    "MemberFigures",
    "OrderFacts",
    "Part",
    "Prices",
    "count",
    "figures",
    "figures_of",
    "mode_prices",
    "order_money",
    "prices_of",
]
