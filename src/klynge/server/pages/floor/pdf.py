# SPDX-License-Identifier: Apache-2.0
"""A work order as PDF: one table of steps, each with its code, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from klynge.server.pages.floor.cards import Card
from klynge.server.pages.floor.codes import qr_drawing
from klynge.server.pages.frame import paper
from klynge.server.pages.frame.formats import day, moment, number
from klynge.server.texts import say

Step = tuple[dict[str, Any], list[Card], str]
TEXT, SMALL = paper.style(9.5, 12.5), paper.style(8.5, 11, colour="#404a4e")
STRONG, TITLE = paper.style(11, 14, bold=True), paper.style(18, 22, bold=True)
RULED = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEABOVE", (0, 0), (-1, -1), 0.6, paper.RULE),
        ("LINEBELOW", (0, -1), (-1, -1), 0.6, paper.RULE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
)
WIDTHS = (30 * mm, 62 * mm, 58 * mm, 24 * mm)


def work_order_pdf(order: dict[str, Any], due: date | None, steps: Sequence[Step]) -> bytes:
    """The file's content."""
    title = f"{say('Work order')} {order['job']}"
    story: list[Flowable] = [paper.written(title, TITLE), Spacer(0, 2 * mm)]
    story += [paper.written(line, TEXT) for line in _head(order, due)]
    story.append(Spacer(0, 5 * mm))
    rows = [_row(step, cards, address, order.get("unit_name") or "") for step, cards, address in steps]
    if rows:
        table = Table(rows, colWidths=WIDTHS, splitByRow=1)
        table.setStyle(RULED)
        story.append(table)
    return paper.pdf(title, "Klynge", story, side_mm=18, top_mm=16, bottom_mm=18)


def _head(order: dict[str, Any], due: date | None) -> list[str]:
    if not order["own"]:
        return [say("Work for another firm")]
    quantity = number(order["quantity"], unit=order["unit_name"])
    lines = [f"{order['item']}: {quantity}", f"{say('Order')} {order['order']}"]
    return [*lines, *([f"{say('Promised')} {day(due)}"] if due else [])]


def _row(step: dict[str, Any], cards: Sequence[Card], address: str, unit: str) -> list[Any]:
    where = [paper.written(f"{c.first['work_centre_name']} {c.first['unit']}", TEXT) for c in cards]
    when = [paper.written(f"{moment(c.start)} – {moment(c.end)}{_reported(c)}", SMALL) for c in cards]
    if step["elsewhere"]:
        where.append(paper.written(say("At another firm"), SMALL))
    what: list[Flowable] = [paper.written(step["name"], STRONG)]
    what.append(paper.written(number(step["quantity"], unit=cards[0].first["unit_name"] if cards else unit), TEXT))
    materials = (f"{number(each['quantity'], unit=each['unit'])} {each['name']}" for each in step["materials"])
    what.extend(paper.written(text, SMALL) for text in materials)
    place = [part for pair in zip(where, when, strict=False) for part in pair] + where[len(when) :]
    signed = paper.marked(f"{escape(say('Done'))} ______<br/><br/>{escape(say('Scrap'))} ______", SMALL)
    return [qr_drawing(address, 28 * mm), what, place, signed]


def _reported(card: Card) -> str:
    """What the floor has said of it, after its time."""
    states = {"finished": say("Done"), "started": say("In progress"), "paused": say("Paused")}
    return f", {states[card.state]}" if card.state in states else ""
