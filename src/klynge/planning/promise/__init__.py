# SPDX-License-Identifier: Apache-2.0
"""Promising: what can be delivered when, in what a plan leaves free, at what cost and CO2; and reserving it."""

from .earliest import Promise, promise
from .entry import Entry
from .menu import Menu, menu

__all__ = ["Entry", "Menu", "Promise", "menu", "promise"]
