# SPDX-License-Identifier: Apache-2.0
"""The steps of a quotation. The trustee is asked outside of transactions; then the row is changed as it was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from klynge.server.accounts.models import User
from klynge.server.bounds import LONGEST_HOLD_H
from klynge.server.mails.actions import put
from klynge.server.mails.models import Mail
from klynge.server.pages.frame import formats
from klynge.server.pages.sales.accepting import accepted, hold_day, reserved_until
from klynge.server.pages.sales.forms import Mailing, Offering
from klynge.server.pages.sales.letters import quotation_letter
from klynge.server.pages.sales.promising import chosen, withdrawn
from klynge.server.quotes.actions import change_quote
from klynge.server.quotes.links import hash_of, secret_of
from klynge.server.quotes.models import Quote, State
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say


def offer(request: HttpRequest, standing: Standing, quote: Quote, form: Offering) -> bool | None:
    """Give a quotation day and price, and reserve the day if that is wished; False when the day is gone, None when
    someone else changed the quotation meanwhile."""
    which, day = chosen(request.POST.get("which", ""))
    if day is None:
        form.add_error(None, say("Choose one of the days."))
        return False
    order = None
    if form.cleaned_data["reserve"]:
        left = (form.cleaned_data["valid_until"] - form.today).days + 1
        hours = min(left * 24, LONGEST_HOLD_H)
        taken = hold_day(standing, quote, which, day, hours, request.POST.get("key", ""), form.price_ore)
        if taken.order is None:
            form.add_error(None, taken.problem)
            return False
        order, day = taken.order, taken.day
    kept = {name: form.cleaned_data[name] for name in ("valid_until", "follow_up", "message")}
    given = kept | {"state": State.DRAFT, "which": which, "day": day, "price_ore": form.price_ore, "order": order}
    if _changed(standing, quote, "offered", given | {"round": quote.round + 1, "link": ""}):
        return True
    if order is not None:
        withdrawn(standing, order)
    return None


def accept(request: HttpRequest, standing: Standing, quote: Any) -> HttpResponse:
    """Make an order of it."""
    if quote.standing not in (State.DRAFT, State.SENT) or quote.day is None:
        messages.warning(request, say("It is not open any more. Open the quotation again first."))
        return redirect("sales:quote", quote.id)
    done = accepted(request, standing, quote)
    if done.order is not None:
        messages.success(request, say("Ordered: the day is promised to {customer}.", customer=quote.customer))
        return redirect("sales:order", done.order)
    gone = say(
        "{day} can no longer be had. The earliest day is now {now}: open the quotation again and agree on a new day.",
        day=formats.day(quote.day),
        now=formats.day(done.earliest),
    )
    messages.error(request, done.problem or gone)
    return redirect("sales:quote", quote.id)


def mail(request: HttpRequest, standing: Standing, quote: Any, form: Mailing) -> bool | None:
    """Put the quotation in line to its customer; the same form sent twice is one mail. False when it is not open, None
    when someone else changed it meanwhile."""
    if quote.standing not in (State.DRAFT, State.SENT) or quote.day is None:
        return False
    secret = secret_of(quote)
    given = {"email": form.cleaned_data["email"], "language": form.cleaned_data["language"], "link": hash_of(secret)}
    key = mail_key(quote, request.POST.get("key", ""))
    link = request.build_absolute_uri(reverse("quotation:open", args=[secret]))
    reserved = reserved_until(standing, quote)
    with acting_for(standing):
        if not change_quote(standing, quote, "mailed", given | {"state": State.SENT, "sent": formats.today()}):
            return None
        for name, value in given.items():
            setattr(quote, name, value)
        seller = User.objects.filter(id=standing.user).first()
        put(standing.organisation, key, quote.id, quotation_letter(quote, standing.name, seller, link, reserved))
    return True


def done_before(standing: Standing, quote: Quote, do: str, key: str) -> bool:
    """Whether a step was done already: a form that is sent again changes nothing, and nobody is told of a clash."""
    if do == "mail":
        with acting_for(standing):
            return bool(key) and Mail.objects.filter(tenant=standing.organisation, key=mail_key(quote, key)).exists()
    return quote.state == {"accept": State.ACCEPTED, "send": State.SENT, "decline": State.DECLINED}.get(do)


def mail_key(quote: Quote, key: str) -> str:
    """By which a form's mail is known."""
    return f"quote-{quote.id}-{quote.round}-{key[:40]}"


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
    return _changed(
        standing, quote, "reopened", {"state": State.INQUIRY, "order": None, "valid_until": None, "link": ""}
    )


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


def _let_go(request: HttpRequest, standing: Standing, quote: Quote) -> None:
    if quote.order is not None and reserved_until(standing, quote) and (problem := withdrawn(standing, quote.order)):
        messages.warning(request, problem)


def _changed(standing: Standing, quote: Quote, what: str, given: dict[str, Any]) -> bool:
    with acting_for(standing):
        return change_quote(standing, quote, what, given)
