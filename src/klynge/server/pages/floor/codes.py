# SPDX-License-Identifier: Apache-2.0
"""QR codes of addresses, as SVG within a page and as a drawing in a PDF. Source: ISO/IEC 18004, by segno."""

from __future__ import annotations

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import black

QUIET = 4  # modules of white round the code, as the standard asks


@lru_cache(maxsize=4096)
def qr_svg(text: str, label: str) -> SafeString:
    """The code as an inline SVG of no size of its own; `label` says what it opens. The same work is printed again
    and again, and a code takes milliseconds."""
    code = segno.make(text, error="m", micro=False)
    return mark_safe(  # segno escapes the title; the rest are numbers
        code.svg_inline(border=QUIET, omitsize=True, svgclass="qr", lineclass=None, title=label)
    )


def qr_drawing(text: str, size: float) -> Drawing:
    """The code as a drawing `size` points wide."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = size / (len(rows) + 2 * QUIET)
    drawing = Drawing(size, size)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                at = (QUIET + x) * module, size - (QUIET + y + 1) * module
                drawing.add(Rect(*at, module, module, fillColor=black, strokeColor=None, strokeWidth=0))
    return drawing
