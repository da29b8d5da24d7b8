# SPDX-License-Identifier: Apache-2.0
"""A work order as PDF: one table of steps, each with its code, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from klynge.server.pages.floor.cards import Card
from klynge.server.pages.floor.codes import qr_drawing
from klynge.server.pages.frame.formats import day, moment
from klynge.server.texts import say

Step = tuple[dict[str, Any], list[Card], str]
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=9.5, leading=12.5)
SMALL = ParagraphStyle("small", parent=TEXT, fontSize=8.5, leading=11, textColor=HexColor("#404a4e"))
STRONG = ParagraphStyle("strong", parent=TEXT, fontName="Helvetica-Bold", fontSize=11, leading=14)
TITLE = ParagraphStyle("title", parent=STRONG, fontSize=18, leading=22)
RULE = HexColor("#8a9599")
RULED = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.6, RULE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.6, RULE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
)
WIDTHS = (30 * mm, 62 * mm, 58 * mm, 24 * mm)


def work_order_pdf(order: dict[str, Any], due: date | None, steps: Sequence[Step]) -> bytes:
    """The file's content."""
    written = BytesIO()
    title = f"{say('Work order')} {order['job']}"
    document = SimpleDocTemplate(
        written, pagesize=A4, title=title, author="Klynge",
        leftMargin=18 * mm, rightMargin=18 * mm, topMargin=16 * mm, bottomMargin=18 * mm,
    )  # fmt: skip
    story: list[Flowable] = [Paragraph(escape(title), TITLE), Spacer(0, 2 * mm)]
    story += [Paragraph(escape(line), TEXT) for line in _head(order, due)]
    story.append(Spacer(0, 5 * mm))
    rows = [_row(step, cards, address) for step, cards, address in steps]
    if rows:
        table = Table(rows, colWidths=WIDTHS, splitByRow=1)
        table.setStyle(RULED)
        story.append(table)
    document.build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return written.getvalue()


def _head(order: dict[str, Any], due: date | None) -> list[str]:
    if not order["own"]:
        return [say("Work for another firm")]
    lines = [f"{order['item']}: {order['quantity']} {order['unit_name']}", f"{say('Order')} {order['order']}"]
    return [*lines, *([f"{say('Promised')} {day(due)}"] if due else [])]


def _row(step: dict[str, Any], cards: Sequence[Card], address: str) -> list[Any]:
    where = [Paragraph(escape(f"{c.first['work_centre_name']} {c.first['unit']}"), TEXT) for c in cards]
    when = [Paragraph(escape(f"{moment(c.start)} – {moment(c.end)}"), SMALL) for c in cards]
    if step["elsewhere"]:
        where.append(Paragraph(escape(say("At another firm")), SMALL))
    what: list[Flowable] = [Paragraph(escape(step["name"]), STRONG)]
    what.append(Paragraph(escape(say("{n} pieces", n=step["quantity"])), TEXT))
    materials = (f"{each['quantity']} {each['unit']} {each['name']}" for each in step["materials"])
    what.extend(Paragraph(escape(text), SMALL) for text in materials)
    place = [part for pair in zip(where, when, strict=False) for part in pair] + where[len(when) :]
    signed = Paragraph(f"{escape(say('Done'))} ______<br/><br/>{escape(say('Scrap'))} ______", SMALL)
    return [qr_drawing(address, 28 * mm), what, place, signed]


def _numbered(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(A4[0] - 18 * mm, 10 * mm, say("Page {n}", n=canvas.getPageNumber()))
    canvas.drawString(18 * mm, 10 * mm, document.title)
