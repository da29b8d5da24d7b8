# SPDX-License-Identifier: Apache-2.0
"""A quotation as PDF on A4, in the language that is set."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from klynge.server.pages.frame import formats
from klynge.server.quotes.models import Quote
from klynge.server.texts import say

TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=14)
RIGHT = ParagraphStyle("right", parent=TEXT, alignment=2)
HEAD = ParagraphStyle("head", parent=TEXT, fontName="Helvetica-Bold")
HEAD_RIGHT = ParagraphStyle("head-right", parent=HEAD, alignment=2)
TITLE = ParagraphStyle("title", parent=HEAD, fontSize=20, leading=26)
RULE = HexColor("#8a9599")
RULED = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, RULE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, RULE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ]
)
PLAIN = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])


def quotation_pdf(quote: Quote, seller: str) -> bytes:
    """The file's content, of a quotation that has a day and a price."""
    written = BytesIO()
    title = f"{say('Quotation')} {quote.number}"
    document = SimpleDocTemplate(
        written, pagesize=A4, title=title, author=seller,
        leftMargin=22 * mm, rightMargin=22 * mm, topMargin=20 * mm, bottomMargin=20 * mm,
    )  # fmt: skip
    story: list[Flowable] = [Paragraph(escape(seller), HEAD), Spacer(0, 8 * mm), Paragraph(escape(title), TITLE)]
    story += [Spacer(0, 3 * mm), _facts(quote), Spacer(0, 8 * mm), _lines(quote), Spacer(0, 8 * mm)]
    for line in quote.message.splitlines():
        story.append(Paragraph(escape(line) or "&nbsp;", TEXT))
    closing = say("Value added tax comes on top where it is due. The day holds for an order within the validity.")
    if quote.order is None:
        closing = say(
            "Value added tax comes on top where it is due. The day is not reserved; it is looked up again when you "
            "order."
        )
    story += [Spacer(0, 6 * mm), Paragraph(escape(closing), TEXT)]
    document.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return written.getvalue()


def _facts(quote: Quote) -> Table:
    facts = [
        (say("To"), " · ".join(filter(None, (quote.customer, quote.contact)))),
        (say("Date"), formats.day(quote.sent or formats.today(), year=True)),
        (say("Valid until"), formats.day(quote.valid_until, year=True)),
        *([(say("Your reference"), quote.reference)] if quote.reference else []),
    ]
    rows = [[Paragraph(escape(name), HEAD), Paragraph(escape(value), TEXT)] for name, value in facts]
    return Table(rows, colWidths=(40 * mm, 126 * mm), style=PLAIN, hAlign="LEFT")


def _lines(quote: Quote) -> Table:
    what = escape(quote.name(formats.language()))
    delivered = say("Delivered to {region}", region=quote.region)
    rows = [
        [Paragraph(escape(say("What")), HEAD), Paragraph(escape(say("Quantity")), HEAD_RIGHT),
         Paragraph(escape(say("Price without tax")), HEAD_RIGHT)],
        [Paragraph(what, TEXT), Paragraph(formats.number(quote.quantity), RIGHT),
         Paragraph(formats.money(quote.price_ore), RIGHT)],
        [[Paragraph(escape(delivered), TEXT),
          Paragraph(f"{escape(say('On or before'))} <b>{formats.day(quote.day, year=True)}</b>, "
                    f"{formats.week(quote.day)}", TEXT)], "", ""],
    ]  # fmt: skip
    return Table(rows, colWidths=(96 * mm, 25 * mm, 45 * mm), style=RULED, hAlign="LEFT")


def _numbered(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(A4[0] - 22 * mm, 10 * mm, say("Page {n}", n=canvas.getPageNumber()))
    canvas.drawString(22 * mm, 10 * mm, document.title)
