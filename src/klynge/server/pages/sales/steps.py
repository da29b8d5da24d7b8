# SPDX-License-Identifier: Apache-2.0
"""The steps of a quotation. The trustee is asked outside of transactions; then the row is changed as it was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from klynge.server.orders.queries import order_of
from klynge.server.pages.frame import formats
from klynge.server.pages.sales.forms import Offering
from klynge.server.pages.sales.promising import Taken, asked_of, chosen, committed, days_for, held, withdrawn
from klynge.server.quotes.actions import change_quote
from klynge.server.quotes.models import Quote, State
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

LONGEST_HOLD_H = 14 * 24
SHORT_HOLD_H = 2  # between looking the day up again and ordering it


def offer(request: HttpRequest, standing: Standing, quote: Quote, form: Offering) -> bool:
    """Give a quotation day and price, and reserve the day if that is wished; False when the day is gone."""
    which, day = chosen(request.POST.get("which", ""))
    if day is None:
        form.add_error(None, say("Choose one of the days."))
        return False
    order = None
    if form.cleaned_data["reserve"]:
        left = (form.cleaned_data["valid_until"] - form.today).days + 1
        taken = _held(request, standing, quote, which, day, min(left * 24, LONGEST_HOLD_H))
        if taken.order is None:
            form.add_error(None, taken.problem)
            return False
        order, day = taken.order, taken.day
    kept = {name: form.cleaned_data[name] for name in ("valid_until", "follow_up", "message")}
    given = kept | {"state": State.DRAFT, "which": which, "day": day, "price_ore": form.price_ore, "order": order}
    if _changed(standing, quote, "offered", given):
        return True
    if order is not None:
        withdrawn(standing, order)
    form.add_error(None, say("Someone else changed it meanwhile. Nothing was changed; here is how it stands."))
    return False


def accept(request: HttpRequest, standing: Standing, quote: Any) -> HttpResponse:
    """Make an order of it: what holds its day is ordered; else the day is looked up again, and held first."""
    if quote.standing not in (State.DRAFT, State.SENT) or quote.day is None:
        messages.warning(request, say("It is not open any more. Open the quotation again first."))
        return redirect("sales:quote", quote.id)
    order = quote.order if _is_held(standing, quote) else None
    if order is None:
        taken = _held(request, standing, quote, quote.which, quote.day, SHORT_HOLD_H)
        if taken.later and quote.which != "earliest":
            taken = _held(request, standing, quote, "earliest", quote.day, SHORT_HOLD_H)
        if taken.order is None:
            messages.error(request, _gone(standing, quote, taken))
            return redirect("sales:quote", quote.id)
        order = taken.order
    if problem := committed(standing, order):
        if order != quote.order:
            withdrawn(standing, order)
        messages.error(request, problem)
        return redirect("sales:quote", quote.id)
    if _changed(standing, quote, "accepted", {"state": State.ACCEPTED, "order": order, "follow_up": None}):
        messages.success(request, say("Ordered: the day is promised to {customer}.", customer=quote.customer))
    return redirect("sales:order", order)


def send(_request: HttpRequest, standing: Standing, quote: Any) -> bool:
    """It is with the customer now."""
    if quote.state != State.DRAFT:
        return True
    return _changed(standing, quote, "sent", {"state": State.SENT, "sent": formats.today()})


def decline(request: HttpRequest, standing: Standing, quote: Any) -> bool:
    """The customer does not want it; a reserved day is let go."""
    if quote.state == State.ACCEPTED:
        return True
    _let_go(request, standing, quote)
    return _changed(standing, quote, "declined", {"state": State.DECLINED, "order": None, "follow_up": None})


def reopen(request: HttpRequest, standing: Standing, quote: Any) -> bool:
    """Work on it again, with the days as they are now."""
    if quote.state == State.ACCEPTED:
        return True
    _let_go(request, standing, quote)
    return _changed(standing, quote, "reopened", {"state": State.INQUIRY, "order": None, "valid_until": None})


def follow(request: HttpRequest, standing: Standing, quote: Any) -> bool:
    """Ask again on another day; on none when nothing is given."""
    try:
        day = date.fromisoformat(request.POST.get("follow_up", ""))
    except ValueError:
        day = None
    return _changed(standing, quote, "followed", {"follow_up": day})


STEPS: dict[str, Callable[[HttpRequest, Standing, Any], bool]] = {
    "send": send, "decline": decline, "reopen": reopen, "follow": follow
}  # fmt: skip


def _held(request: HttpRequest, standing: Standing, quote: Quote, which: str, day: date, hours: int) -> Taken:
    """Hold its day; the same form sent twice holds it once."""
    key = f"quote-{quote.id}-{quote.version}-{request.POST.get('key', '')[:40]}-{which}"
    about = {"customer": quote.customer, "reference": quote.reference, "hours": hours}
    return held(standing, asked_of(quote) | about, which, day, key)


def _is_held(standing: Standing, quote: Quote) -> bool:
    if quote.order is None:
        return False
    with acting_for(standing):
        order = order_of(standing.organisation, quote.order)
    return order is not None and order.state == "held"


def _gone(standing: Standing, quote: Quote, taken: Taken) -> str:
    """Why no order came of it, and the day that there is now."""
    if not taken.later:
        return taken.problem
    now = days_for(standing, asked_of(quote))
    if not now.offers:
        return now.problem
    return say(
        "{day} can no longer be had. The earliest day is now {now}: open the quotation again and agree on a new day.",
        day=formats.day(quote.day),
        now=formats.day(now.offers[0]["day"]),
    )


def _let_go(request: HttpRequest, standing: Standing, quote: Quote) -> None:
    if quote.order is not None and _is_held(standing, quote) and (problem := withdrawn(standing, quote.order)):
        messages.warning(request, problem)


def _changed(standing: Standing, quote: Quote, what: str, given: dict[str, Any]) -> bool:
    with acting_for(standing):
        return change_quote(standing, quote, what, given)
