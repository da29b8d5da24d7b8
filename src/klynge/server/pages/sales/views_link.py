# SPDX-License-Identifier: Apache-2.0
"""What a customer sees by the link in a mail: the quotation, its PDF, yes; and afterwards how the order stands.

The secret in the address is all that opens it, so no cache keeps these pages and no search engine lists them.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from klynge.server.accounts.models import User
from klynge.server.orders.queries import order_of
from klynge.server.pages.access import public
from klynge.server.pages.customer.drawings import drawing_of
from klynge.server.pages.customer.mail import why_late
from klynge.server.pages.customer.new_days import is_late
from klynge.server.pages.frame import formats
from klynge.server.pages.sales.accepting import Accepted, accepted, reserved_until
from klynge.server.pages.sales.letters import language_of
from klynge.server.pages.sales.quotation import quotation_pdf, reserved_in_words
from klynge.server.pages.sales.views_quotes import pdf_response
from klynge.server.quotes.links import quote_behind_link, seller_of
from klynge.server.quotes.models import Quote
from klynge.server.quotes.queries import quote_of
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say
from klynge.server.trustee.client import TrusteeAwayError
from klynge.server.trustee.link import ask

LONGEST_NAME = 120


@public("GET", "POST")
def linked(request: HttpRequest, secret: str) -> HttpResponse:
    """The quotation; POST accepts it, in the name that is written."""
    found = quote_behind_link(secret)
    with translation.override(_language(request, found)):
        if found is None:
            return _kept_by_nobody(render(request, "sales/link_gone.html", status=404))
        standing = seller_of(found)
        quote = _with_standing(standing, found)
        if request.method != "POST":
            return _kept_by_nobody(_page(request, standing, quote, secret))
        return _kept_by_nobody(_accept(request, standing, quote, secret))


@public()
def linked_pdf(request: HttpRequest, secret: str) -> HttpResponse:
    """The quotation on paper."""
    found = quote_behind_link(secret)
    with translation.override(_language(request, found)):
        if found is None or found.day is None or found.price_ore is None:
            return _kept_by_nobody(render(request, "sales/link_gone.html", status=404))
        standing = seller_of(found)
        content = quotation_pdf(found, standing.name, reserved_until(standing, found))
        return _kept_by_nobody(pdf_response(content, f"{say('Quotation')} {found.number}.pdf"))


def _accept(request: HttpRequest, standing: Standing, quote: Any, secret: str) -> HttpResponse:
    name = " ".join(request.POST.get("name", "").split())
    if quote.standing != "sent":
        return redirect("quotation:open", secret)
    if not name or len(name) > LONGEST_NAME:
        return _page(request, standing, quote, secret, wrong=say("Write your name, so that we know who ordered."))
    try:
        done = accepted(request, standing, quote, name)
    except TrusteeAwayError:
        done = Accepted(problem=say("The planner does not answer just now."))
    if done.order is not None:
        return redirect("quotation:open", secret)
    return _page(request, standing, quote, secret, refused=done)


def _page(
    request: HttpRequest, standing: Standing, quote: Any, secret: str, wrong: str = "", refused: Accepted | None = None
) -> HttpResponse:
    with acting_for(standing):
        order = order_of(standing.organisation, quote.order) if quote.standing == "accepted" and quote.order else None
        seller = User.objects.filter(id=quote.user).first()
    late = order is not None and is_late(order)
    shown = {
        "quote": quote, "firm": standing.name, "seller": seller, "order": order, "secret": secret, "wrong": wrong,
        "refused": refused, "typed": request.POST.get("name", "")[:LONGEST_NAME],
        "name": quote.name(formats.language()),
        "drawing": drawing_of(quote.product, quote.choices) if quote.product else None,
        "reserved": reserved_in_words(reserved_until(standing, quote)) if quote.standing == "sent" else "",
        "late": late, "why": _why_late(standing, quote.order) if late else "",
    }  # fmt: skip
    return render(request, "sales/link.html", shown, status=422 if wrong else 409 if refused else 200)


def _why_late(standing: Standing, order: UUID) -> str:
    try:
        return why_late(ask("tracking", standing, {"order": str(order)})["reason"])
    except TrusteeAwayError:
        return ""


def _with_standing(standing: Standing, quote: Quote) -> Any:
    with acting_for(standing):
        return quote_of(standing.organisation, quote.id, formats.today())


def _language(request: HttpRequest, quote: Quote | None) -> str:
    """The one that the reader chose here; else the one that the mail was written in; else the browser's."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen or quote is None:
        return formats.language()
    return language_of(quote.language)


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django's log of what is wrong has the address in it
    return response
