# SPDX-License-Identifier: Apache-2.0
"""Mending an order that is late or not planned: overtime, lots, another site, a swap, a part in time, other material.

In comes a `Schedule` and an order; out go the best `Repair`s, each planned for real, with its price and what it does to
every other order. `apply` carries one out and gives the changed network, work and plan, as data to be stored.
"""

from .apply import Mended, apply
from .data import Change, Delivery, Effect, Kind, Move, Repair, Transfer, Wish
from .find import repairs

__all__ = [
    "Change",
    "Delivery",
    "Effect",
    "Kind",
    "Mended",
    "Move",
    "Repair",
    "Transfer",
    "Wish",
    "apply",
    "repairs",
]
