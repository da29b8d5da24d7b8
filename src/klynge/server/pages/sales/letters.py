# SPDX-License-Identifier: Apache-2.0
"""Mails about quotations: to the customer with the PDF and a link, to both when it is accepted, to the seller to follow
up. Each in the language of who reads it.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import translation

from klynge.server.accounts.models import User
from klynge.server.mails.actions import Letter
from klynge.server.orders.days import agreed_day
from klynge.server.orders.models import OrderView
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.names import region_name
from klynge.server.pages.sales.quotation import quotation_pdf, reserved_in_words
from klynge.server.quotes.models import Quote
from klynge.server.texts import say

NORWEGIAN, ENGLISH = "nb", "en"


def language_of(text: str) -> str:
    """One of the two languages; Norwegian for anything else."""
    return ENGLISH if text == ENGLISH else NORWEGIAN


def quotation_letter(quote: Quote, firm: str, seller: User | None, link: str, reserved: datetime | None) -> Letter:
    """The quotation to its customer: what is offered, where to look and accept, the PDF."""
    with translation.override(language_of(quote.language)):
        title = say("Quotation {number} from {firm}", number=quote.number, firm=firm)
        lines = [
            say("Hello,"),
            "",
            say("Here is the quotation that you asked for:"),
            "",
            *_facts(quote),
            f"{say('Valid until')}: {formats.day(quote.valid_until, year=True)}",
            reserved_in_words(reserved),
            "",
            *([quote.message, ""] if quote.message else []),
            say("Look at it, and accept it if you wish, here:"),
            link,
            "",
            say("The link is for you: whoever has it can accept."),
            "",
            *_signed(firm, seller),
        ]
        name = f"{say('Quotation')} {quote.number}.pdf"
        file = quotation_pdf(quote, firm, reserved)
    reply = seller.email if seller else ""
    return Letter(quote.email, title, "\n".join(lines), reply, name, file)


def confirmation_letter(quote: Quote, order: OrderView, firm: str, seller: User | None, link: str) -> Letter:
    """To the customer, when the quotation is an order."""
    with translation.override(language_of(quote.language)):
        title = say("Order {number} is confirmed", number=order.number)
        lines = [
            say("Thank you. This is what we have agreed:"),
            "",
            f"{say('Order')}: {order.number}",
            *_facts(quote, agreed_day(order.promised)),
            "",
            say("Follow it here:"),
            link,
            "",
            *_signed(firm, seller),
        ]
    return Letter(quote.email, title, "\n".join(lines), seller.email if seller else "")


def accepted_letter(quote: Quote, order: OrderView, seller: User, page: str) -> Letter:
    """To the seller, when the customer said yes by the link."""
    with translation.override(language_of(seller.language)):
        title = say("{customer} accepted quotation {number}", customer=quote.customer, number=quote.number)
        lines = [
            say("{name} accepted it by the link; it is order {order} now.", name=quote.answered_by, order=order.number),
            "",
            *_facts(quote, agreed_day(order.promised)),
            "",
            page,
        ]
    return Letter(seller.email, title, "\n".join(lines), quote.email)


def reminder_letter(quote: Quote, seller: User, page: str) -> Letter:
    """To the seller, on the day to follow the quotation up."""
    with translation.override(language_of(seller.language)):
        title = say("Follow up today: {customer}, {number}", customer=quote.customer, number=quote.number)
        contact = [f"{say('Contact')}: {told}"] if (told := quote.contact or quote.email) else []
        sent = [f"{say('Sent')}: {formats.day(quote.sent, year=True)}"] if quote.sent else []
        valid = [f"{say('Valid until')}: {formats.day(quote.valid_until, year=True)}"] if quote.valid_until else []
        lines = [*_facts(quote), *contact, *sent, *valid, "", page]
    return Letter(seller.email, title, "\n".join(lines))


def _facts(quote: Quote, day: date | None = None) -> list[str]:
    """What is offered, in the language that is set; `day` is the promised one, where it is another than offered."""
    day = day or quote.day
    return [
        f"{say('What')}: {formats.number(quote.quantity)} × {quote.name(formats.language())}",
        *([f"{say('Your reference')}: {quote.reference}"] if quote.reference else []),
        f"{say('Delivered to')}: {region_name(quote.cluster, quote.region)}",
        *([f"{say('On or before')}: {formats.day(day, year=True)}, {formats.week(day)}"] if day else []),
        *([f"{say('Price without tax')}: {formats.money(quote.price_ore)}"] if quote.price_ore is not None else []),
    ]


def _signed(firm: str, seller: User | None) -> list[str]:
    return [*([seller.name] if seller and seller.name else []), firm]
