# SPDX-License-Identifier: Apache-2.0
"""Drawings that follow the choices: values of a product in, an SVG out; None for a product that has no drawing.

A drawing is a module with `draw(values, say)`: it says what it shows by the last part of the product's identifier in
DRAWN. Values that are not chosen yet are missing, and a drawing shows what is usual instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from klynge.server.pages.customer.drawings import bench, chair, door, hood, table, throw
from klynge.server.pages.customer.drawings.sheet import Say, Values

Draw = Callable[[Values, Say], str]
DRAWN: Mapping[str, Draw] = {
    "bench": bench.draw,
    "chair": chair.draw,
    "door": door.draw,
    "hood": hood.draw,
    "table": table.draw,
    "throw": throw.draw,
}


def drawing_of(product: str, values: Values, say: Say) -> str | None:
    """The drawing of a product with these values; `say` turns English texts into the reader's language."""
    draw = DRAWN.get(product.rpartition("/")[2])
    return None if draw is None else draw(values, say)
