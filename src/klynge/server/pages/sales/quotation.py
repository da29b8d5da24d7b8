# SPDX-License-Identifier: Apache-2.0
"""A quotation as PDF on A4, in the language that is set."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from klynge.server.pages.frame import formats, paper
from klynge.server.pages.frame.names import region_name
from klynge.server.quotes.models import Quote, State
from klynge.server.texts import say

TEXT, RIGHT = paper.style(10, 14), paper.style(10, 14, right=True)
HEAD, HEAD_RIGHT = paper.style(10, 14, bold=True), paper.style(10, 14, bold=True, right=True)
TITLE = paper.style(20, 26, bold=True)
RULED = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, paper.RULE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.8, paper.RULE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ]
)
PLAIN = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)])


def quotation_pdf(quote: Quote, seller: str, reserved: datetime | None) -> bytes:
    """The file's content, of a quotation that has a day and a price; until when its day is reserved, if it is."""
    title = f"{say('Quotation')} {quote.number}"
    story: list[Flowable] = [paper.written(seller, HEAD), Spacer(0, 8 * mm), paper.written(title, TITLE)]
    story += [Spacer(0, 3 * mm), _facts(quote), Spacer(0, 8 * mm), _lines(quote), Spacer(0, 8 * mm)]
    for line in quote.message.splitlines():
        story.append(paper.written(line or "\u00a0", TEXT))
    story += [Spacer(0, 6 * mm), paper.written(_closing(quote, reserved), TEXT)]
    return paper.pdf(title, seller, story, side_mm=22, top_mm=20, bottom_mm=20)


def _closing(quote: Quote, reserved: datetime | None) -> str:
    """What the price and the day hold for."""
    tax = say("Value added tax comes on top where it is due.")
    return tax if quote.state == State.ACCEPTED else f"{tax} {reserved_in_words(reserved)}"


def reserved_in_words(reserved: datetime | None) -> str:
    """Until when the offered day is the customer's, in a sentence."""
    if reserved is None:
        return say("The day is not reserved; it is looked up again when you order.")
    until = f"{formats.day(reserved, year=True)} {formats.clock(reserved)}"
    return say("The day is reserved until {moment}; after that it is looked up again when you order.", moment=until)


def _facts(quote: Quote) -> Table:
    facts = [
        (say("To"), " · ".join(filter(None, (quote.customer, quote.contact)))),
        (say("Date"), formats.day(quote.sent or formats.today(), year=True)),
        (say("Valid until"), formats.day(quote.valid_until, year=True)),
        *([(say("Your reference"), quote.reference)] if quote.reference else []),
    ]
    rows = [[paper.written(name, HEAD), paper.written(value, TEXT)] for name, value in facts]
    return Table(rows, colWidths=(40 * mm, 126 * mm), style=PLAIN, hAlign="LEFT")


def _lines(quote: Quote) -> Table:
    delivered = say("Delivered to {region}", region=region_name(quote.cluster, quote.region))
    day = f"{escape(say('On or before'))} <b>{formats.day(quote.day, year=True)}</b>, {formats.week(quote.day)}"
    rows = [
        [paper.written(say("What"), HEAD), paper.written(say("Quantity"), HEAD_RIGHT),
         paper.written(say("Price without tax"), HEAD_RIGHT)],
        [paper.written(quote.name(formats.language()), TEXT), paper.written(formats.number(quote.quantity), RIGHT),
         paper.written(formats.money(quote.price_ore), RIGHT)],
        [[paper.written(delivered, TEXT), paper.marked(day, TEXT)], "", ""],
    ]  # fmt: skip
    return Table(rows, colWidths=(96 * mm, 25 * mm, 45 * mm), style=RULED, hAlign="LEFT")
