# SPDX-License-Identifier: Apache-2.0
"""Drawings that follow the choices: values of a product in, an SVG out; None for a product that has no drawing.

A drawing is a module with `draw(values)`, found in DRAWN by the last part of the product's identifier. Values that are
not chosen yet are missing, and a drawing shows what is usual instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.safestring import SafeString, mark_safe

from klynge.server.pages.customer.drawings import (
    bench,
    cabin,
    chair,
    cloth,
    connection,
    door,
    ear_tag,
    hood,
    table,
    throw,
    waste_stand,
    window,
)
from klynge.server.pages.customer.drawings.sheet import Values

Draw = Callable[[Values], str]
DRAWN: Mapping[str, Draw] = {
    "bench": bench.draw,
    "cabin": cabin.draw,
    "chair": chair.draw,
    "connection": connection.draw,
    "door": door.draw,
    "ear-tag": ear_tag.draw,
    "hood": hood.draw,
    "runner": cloth.runner,
    "seat-pad": cloth.pad,
    "table": table.draw,
    "throw": throw.draw,
    "waste-stand": waste_stand.draw,
    "window": window.draw,
}
NOT_DRAWN: Mapping[str, str] = {
    "assembly": "what is chosen is inside the parts, the tests and the papers; one board looks like the other",
    "casting": "its form is the customer's own drawing; a picture of another part would mislead",
}
"""Products that have no drawing, and why that is better than one."""


def drawing_of(product: str, values: Values) -> SafeString | None:
    """The drawing of a product with these values, its words in the reader's language."""
    draw = DRAWN.get(product.rpartition("/")[2])
    return None if draw is None else mark_safe(draw(values))  # numbers and our own words, escaped
