# SPDX-License-Identifier: Apache-2.0
"""The page of one quotation: what is offered, the days there are now, whom it was sent to."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from klynge.server.mails.queries import mails_about
from klynge.server.orders.queries import last_sold, order_of
from klynge.server.pages.frame import formats
from klynge.server.pages.sales.forms import Mailing, Offering
from klynge.server.pages.sales.letters import language_of
from klynge.server.pages.sales.promising import asked_of, days_for
from klynge.server.pages.sales.shown import STANDINGS
from klynge.server.quotes.links import secret_of
from klynge.server.quotes.models import Quote, State
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

VALID_DAYS, FOLLOW_DAYS = 30, 7
MOST_MAILS = 5
_ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>().]+")


def is_offering(quote: Quote) -> bool:
    """Whether a day and a price can be given."""
    return quote.state in (State.INQUIRY, State.DRAFT) and quote.order is None


def shown_quote(
    request: HttpRequest, standing: Standing, quote: Any, form: Offering | None = None, mailing: Mailing | None = None
) -> HttpResponse:
    """The page, with what was typed into a form that is wrong."""
    today = formats.today()
    offering = is_offering(quote)
    picked = request.POST.get("which", f"{quote.which} {quote.day}")
    days = days_for(standing, asked_of(quote), picked) if offering else None
    if form is None:
        form = Offering(today, initial=_usual(quote, days))
    if mailing is None:
        mailing = Mailing(initial={"email": quote.email or _address_in(quote.contact), "language": language(quote)})
    with acting_for(standing):
        order = order_of(standing.organisation, quote.order) if quote.order else None
        sold = last_sold(standing.organisation, quote.item) if offering else None
        mails = list(mails_about(standing.organisation, quote.id)[:MOST_MAILS])
    if sold and sold.price_ore:
        each = formats.money(round(sold.price_ore / sold.quantity), 0)
        form.fields["price"].help_text += " " + say("Last sold for {each} each, {order}.", each=each, order=sold.number)
    wrong = (form.is_bound and form.errors) or mailing.is_bound
    shown = {
        "quote": quote, "days": days, "form": form, "mailing": mailing, "order": order, "mails": mails,
        "standing_of": STANDINGS[quote.standing], "name": quote.name(formats.language()), "today": today,
        "key": uuid4().hex, "version": request.POST.get("version", quote.version), "typed": _typed(form, offering),
        "link": _link(request, quote),
    }  # fmt: skip
    return render(request, "sales/quote.html", shown, status=422 if wrong else 200)


def language(quote: Quote) -> str:
    """In which language the customer is written to: the one they were before, else the reader's own."""
    return language_of(quote.language or formats.language())


def _usual(quote: Quote, days: Any) -> dict[str, Any]:
    today = formats.today()
    price = quote.price_ore if quote.price_ore is not None or not days or not days.price else days.price["net_ore"]
    return {
        "price": f"{price / 100:.2f}".replace(".", "," if formats.language() == "nb" else ".") if price else "",
        "valid_until": quote.valid_until or today + timedelta(days=VALID_DAYS),
        "follow_up": quote.follow_up or today + timedelta(days=FOLLOW_DAYS),
        "message": quote.message,
    }


def _address_in(contact: str) -> str:
    found = _ADDRESS.search(contact)
    return found[0] if found else ""


def _typed(form: Offering, offering: bool) -> list[tuple[str, str]]:
    """What was typed into an offer that can no longer be made, to be read and copied."""
    if offering or not form.is_bound:
        return []
    named = ((form[name].label, form[name].value()) for name in ("price", "valid_until", "follow_up", "message"))
    return [(str(label), str(value)) for label, value in named if value]


def _link(request: HttpRequest, quote: Quote) -> str:
    """The customer's link, while it opens something."""
    return request.build_absolute_uri(reverse("quotation:open", args=[secret_of(quote)])) if quote.link else ""
