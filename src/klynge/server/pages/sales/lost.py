# SPDX-License-Identifier: Apache-2.0
"""Two people at one quotation: the second is told who changed what, beside what was typed; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from klynge.server.accounts.models import User
from klynge.server.audit.models import AuditEvent
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.lost import Change, LostUpdate, lost_response
from klynge.server.pages.frame.names import region_name
from klynge.server.pages.frame.wording import worded
from klynge.server.pages.sales.shown import STANDINGS
from klynge.server.pages.sales.things import Thing
from klynge.server.quotes.models import Quote
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say


def stale(request: HttpRequest, quote: Quote) -> bool:
    """Whether the form was made before the quotation was last changed."""
    return request.POST.get("version", str(quote.version)) != str(quote.version)


def told(request: HttpRequest, standing: Standing, quote: Quote, changes: Sequence[Change]) -> HttpResponse:
    """Who changed what; straight on to the quotation where both wanted the same, as when a form is sent twice."""
    page = reverse("sales:quote", args=[quote.id])
    if all(change.same for change in changes):
        return redirect(page)
    with acting_for(standing):
        last = AuditEvent.objects.filter(tenant=standing.organisation, object=str(quote.id)).order_by("-number").first()
        user = User.objects.filter(id=last.user).first() if last and last.user else None
    who = (user.name or user.email) if user else worded("Someone else")
    if last and last.verb == "quote.accepted" and quote.answered_by:
        who = quote.answered_by
    return lost_response(request, LostUpdate(who, last.at if last else timezone.now(), changes), page, quote.version)


def of_inquiry(quote: Quote, typed: Mapping[str, object], thing: Thing | None) -> list[Change]:
    """What was asked for, as it is now and as it was typed."""
    wanted, follow = typed["wanted"], typed["follow_up"]
    assert wanted is None or isinstance(wanted, date)
    assert follow is None or isinstance(follow, date)
    return [
        Change("Customer", quote.customer, str(typed["customer"])),
        Change("Contact", quote.contact, str(typed["contact"])),
        Change("What", quote.name(formats.language()), thing.name if thing else ""),
        Change("Quantity", str(quote.quantity), str(typed["quantity"])),
        Change("Delivered to", *(region_name(quote.cluster, one) for one in (quote.region, str(typed["region"])))),
        Change("Wanted day", formats.day(quote.wanted), formats.day(wanted)),
        Change("Their reference", quote.reference, str(typed["reference"])),
        Change("Notes", quote.notes, str(typed["notes"])),
        Change("Follow up on", formats.day(quote.follow_up), formats.day(follow)),
        *_state(quote, ("inquiry", "draft")),
    ]


def of_offer(quote: Quote, typed: Mapping[str, object], price_ore: int, day: date | None) -> list[Change]:
    """What is offered, as it is now and as it was typed."""
    until, follow = typed["valid_until"], typed["follow_up"]
    assert isinstance(until, date)
    assert follow is None or isinstance(follow, date)
    return [
        Change("The day", formats.day(quote.day), formats.day(day)),
        Change("Price without tax", formats.money(quote.price_ore), formats.money(price_ore)),
        Change("Valid until", formats.day(quote.valid_until), formats.day(until)),
        Change("Follow up on", formats.day(quote.follow_up), formats.day(follow)),
        Change("Text on the quotation", quote.message, str(typed["message"])),
        *_state(quote, ("draft",)),
    ]


def of_step(quote: Quote, wanted: str, typed: str = "") -> list[Change]:
    """A step (as its button says) beside how the quotation stands now; what was typed with it."""
    now = say(STANDINGS[quote.standing].text)  # type: ignore[attr-defined]
    price = f", {formats.money(quote.price_ore)}" if quote.price_ore is not None else ""
    day = f", {formats.day(quote.day)}" if quote.day else ""
    return [Change("What the customer says", f"{now}{day}{price}", f"{wanted} {typed}".strip())]


def _state(quote: Quote, fit: tuple[str, ...]) -> list[Change]:
    """A line for the state when it is no longer one in which this can be changed."""
    if quote.state in fit:
        return []
    return [Change("State", say(STANDINGS[quote.standing].text), say(STANDINGS["draft"].text))]  # type: ignore[attr-defined]
