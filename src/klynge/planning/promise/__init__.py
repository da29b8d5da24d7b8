# SPDX-License-Identifier: Apache-2.0
"""Promising: what can be delivered when, in what a plan leaves free, at what cost and CO2; and reserving it.

`menu` tells the ways that none beats in day, cost and CO2; a `Book` holds, commits, withdraws and lets expire.
"""

from .book import Book, Promised
from .carrying_out import carry_out
from .deliveries import Delivery, deliveries
from .earliest import Promise, promise
from .entry import Entry
from .errors import PromiseError
from .menu import Menu, menu
from .overtime import Overtime
from .possible import Possible, Remedy, possible
from .putting_off import PutOff
from .reserving import HoldError
from .withdrawing import WithdrawError, Withdrawn, withdraw

__all__ = [
    "Book",
    "Delivery",
    "Entry",
    "HoldError",
    "Menu",
    "Overtime",
    "Possible",
    "Promise",
    "PromiseError",
    "Promised",
    "PutOff",
    "Remedy",
    "WithdrawError",
    "Withdrawn",
    "carry_out",
    "deliveries",
    "menu",
    "possible",
    "promise",
    "withdraw",
]
