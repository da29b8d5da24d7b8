# SPDX-License-Identifier: Apache-2.0
"""Drawings that follow the choices: values of a product in, an SVG out; None for a product that has no drawing.

A drawing is a module with `draw(values)`, found in DRAWN by the last part of the product's identifier. Values that are
not chosen yet are missing, and a drawing shows what is usual instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.safestring import SafeString, mark_safe

from klynge.server.pages.customer.drawings import bench, chair, door, hood, table, throw
from klynge.server.pages.customer.drawings.sheet import Values

Draw = Callable[[Values], str]
DRAWN: Mapping[str, Draw] = {
    "bench": bench.draw,
    "chair": chair.draw,
    "door": door.draw,
    "hood": hood.draw,
    "table": table.draw,
    "throw": throw.draw,
}


def drawing_of(product: str, values: Values) -> SafeString | None:
    """The drawing of a product with these values, its words in the reader's language."""
    draw = DRAWN.get(product.rpartition("/")[2])
    return None if draw is None else mark_safe(draw(values))  # numbers and our own words, escaped
