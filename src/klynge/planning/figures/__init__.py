# SPDX-License-Identifier: Apache-2.0
"""Measures straight from the engine's tables, for searches and scenarios that look at plans by the thousand.

In comes a `Schedule` and the `Prices` to count it at; out go `Figures`, equal to what `planning.measure` says of
the same plan, without reading the plan out.
"""

from .count import Figures, Load, MemberFigures, figures, order_money
from .prices import OrderFacts, Prices, prices_of

__all__ = ["Figures", "Load", "MemberFigures", "OrderFacts", "Prices", "figures", "order_money", "prices_of"]
