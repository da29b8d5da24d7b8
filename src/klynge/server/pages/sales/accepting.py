# SPDX-License-Identifier: Apache-2.0
"""A quotation becomes an order: by the seller's click, or by the customer through the link. Done twice, it is one.

What holds its day is ordered; else the day is looked up again, and held first, by a key that both ways share. The
trustee is asked outside of transactions; the row, and the mails that tell of it, are then changed in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from klynge.server.accounts.models import User
from klynge.server.mails.actions import put
from klynge.server.orders.queries import order_of
from klynge.server.pages.sales.letters import accepted_letter, confirmation_letter
from klynge.server.pages.sales.promising import Taken, asked_of, committed, days_for, held, withdrawn
from klynge.server.quotes.actions import change_quote
from klynge.server.quotes.links import secret_of
from klynge.server.quotes.models import Quote, State
from klynge.server.tenancy.middleware import Standing, acting_for

SHORT_HOLD_H = 2  # between looking the day up again and ordering it


@dataclass(frozen=True, slots=True)
class Accepted:
    """The order that a quotation became, or why there is none: what the trustee says, or the earliest day there is now
    (`earliest`) when the offered one is gone."""

    order: UUID | None = None
    problem: str = ""
    earliest: date | None = None


def accepted(request: HttpRequest, standing: Standing, quote: Quote, by: str = "") -> Accepted:
    """Make an order of an open quotation; `by` is who said yes through the link."""
    assert quote.day is not None  # it was offered
    order = quote.order if reserved_until(standing, quote) else None
    if order is None:
        taken = hold_day(standing, quote, quote.which, quote.day, SHORT_HOLD_H, "accept", quote.price_ore)
        if taken.later and quote.which != "earliest":
            taken = hold_day(standing, quote, "earliest", quote.day, SHORT_HOLD_H, "accept", quote.price_ore)
        if taken.order is None:
            return _gone(standing, quote, taken)
        order = taken.order
    if problem := committed(standing, order):
        if order != quote.order:
            withdrawn(standing, order)
        with acting_for(standing):
            change_quote(standing, quote, "refused", {})  # another version: another try gets another key
        return Accepted(problem=problem)
    _told(request, standing, quote, order, by)
    return Accepted(order)


def hold_day(
    standing: Standing, quote: Quote, which: str, day: date, hours: int, key: str, price_ore: int | None
) -> Taken:
    """Hold a quotation's day at its price; the same form sent twice holds it once."""
    whole = f"quote-{quote.id}-{quote.version}-{key[:40]}-{which}"
    about = {"customer": quote.customer, "reference": quote.reference, "hours": hours, "price_ore": price_ore}
    return held(standing, asked_of(quote) | about, which, day, whole)


def reserved_until(standing: Standing, quote: Quote) -> datetime | None:
    """Until when its day is reserved; None when it is not, or no longer."""
    if quote.order is None:
        return None
    with acting_for(standing):
        order = order_of(standing.organisation, quote.order)
    return order.held_until if order is not None and order.state == "held" else None


def _gone(standing: Standing, quote: Quote, taken: Taken) -> Accepted:
    """Why it cannot be held: the earliest day there is now, or what the trustee says."""
    if not taken.later:
        return Accepted(problem=taken.problem)
    now = days_for(standing, asked_of(quote))
    return Accepted(earliest=now.offers[0]["day"]) if now.offers else Accepted(problem=now.problem)


def _told(request: HttpRequest, standing: Standing, quote: Quote, order: UUID, by: str) -> None:
    """The row, whatever else was changed of it meanwhile, and its mails; nothing when it was told before."""
    given = {"state": State.ACCEPTED, "order": order, "follow_up": None, "answered": timezone.now(), "answered_by": by}
    agreed = {"day": quote.day, "price_ore": quote.price_ore, "quantity": quote.quantity}
    with acting_for(standing):
        row = Quote.objects.select_for_update().get(tenant=standing.organisation, id=quote.id)
        view = order_of(standing.organisation, order)
        if row.state == State.ACCEPTED or view is None:
            return
        change_quote(standing, row, "accepted", given | agreed, {"by link": by} if by else None)
        quote.answered_by = by
        seller = User.objects.filter(id=quote.user).first()
        if quote.email and quote.link:
            link = request.build_absolute_uri(reverse("quotation:open", args=[secret_of(quote)]))
            letter = confirmation_letter(quote, view, standing.name, seller, link)
            put(standing.organisation, f"quote-{quote.id}-confirmed", quote.id, letter)
        if by and seller is not None:
            page = request.build_absolute_uri(reverse("sales:quote", args=[quote.id]))
            put(
                standing.organisation,
                f"quote-{quote.id}-accepted",
                quote.id,
                accepted_letter(quote, view, seller, page),
            )
