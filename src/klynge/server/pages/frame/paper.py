# SPDX-License-Identifier: Apache-2.0
"""Documents on A4 as PDF: one typeface, embedded, that has the letters of names all over Europe.

FiraGO has Latin with all its accents and the Sámi letters, Greek and Cyrillic; the PDF standard's own fonts have
Western Europe's letters alone. Only the letters that are used are embedded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from klynge.server.texts import say

PLAIN, BOLD = "FiraGO", "FiraGO-Bold"
RULE = HexColor("#8a9599")
NARROW_SPACE = "\u202f"  # the typeface has the one of usual width


@cache
def typeface() -> None:
    """Make the typeface known to the library, once a process."""
    from pymupdf_fonts import FiraGO_Bold, FiraGO_Regular  # unpacks 1.6 MB: not before a document is wanted

    for name, font in ((PLAIN, FiraGO_Regular), (BOLD, FiraGO_Bold)):
        pdfmetrics.registerFont(TTFont(name, BytesIO(font.fontbuffer)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def style(size: float, leading: float, *, bold: bool = False, right: bool = False, colour: str = "") -> ParagraphStyle:
    """How a paragraph is set; sizes in points."""
    more = {"textColor": HexColor(colour)} if colour else {}
    name = f"{size}-{leading}-{bold}-{right}-{colour}"
    return ParagraphStyle(
        name, fontName=BOLD if bold else PLAIN, fontSize=size, leading=leading, alignment=2 if right else 0, **more
    )


def written(text: str, how: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text, whatever signs are in it."""
    return marked(escape(text), how)


def marked(markup: str, how: ParagraphStyle) -> Paragraph:
    """A paragraph of text whose marks, such as bold, are the library's; all else in it must be escaped."""
    typeface()
    return Paragraph(markup.replace(NARROW_SPACE, "\u00a0"), how)


def pdf(title: str, author: str, story: Sequence[Flowable], side_mm: float, top_mm: float, bottom_mm: float) -> bytes:
    """The file's content, its title and the page's number at the foot of each page."""
    typeface()
    file = BytesIO()
    document = SimpleDocTemplate(
        file, pagesize=A4, title=title, author=author,
        leftMargin=side_mm * mm, rightMargin=side_mm * mm, topMargin=top_mm * mm, bottomMargin=bottom_mm * mm,
    )  # fmt: skip

    def foot(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.setFont(PLAIN, 8)
        canvas.drawRightString(A4[0] - side_mm * mm, 10 * mm, say("Page {n}", n=canvas.getPageNumber()))
        canvas.drawString(side_mm * mm, 10 * mm, title)

    document.build(list(story), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()
