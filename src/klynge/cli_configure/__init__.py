# SPDX-License-Identifier: Apache-2.0
"""`klynge configure`: a product's options with price and day beside each, by keys at a terminal or by words.

In come a product (of a cluster, to have days) and choices; out go what is left, why not, and the finished configuration
with its code, price, sheet for the shop floor and promise. `dialogue` knows no terminal, `screen` no product.
"""

from __future__ import annotations

import typer

from klynge.words import NORWEGIAN

from .command import configure
from .texts import HELP

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    for english, norwegian in HELP.items():
        NORWEGIAN.setdefault(english, norwegian)
    app.command(help=next(iter(HELP)))(configure)
