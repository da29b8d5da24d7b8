# SPDX-License-Identifier: Apache-2.0
"""Inquiries and quotations: the list, a new inquiry, and one with its steps up to an order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from klynge.server.api.access import asker
from klynge.server.api.problem import not_found
from klynge.server.orders.queries import order_of
from klynge.server.pages.access import page
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.listing import Choice, Column, listed
from klynge.server.pages.frame.wording import worded
from klynge.server.pages.sales.forms import Inquiring, Offering
from klynge.server.pages.sales.promising import asked_of, days_for
from klynge.server.pages.sales.quotation import quotation_pdf
from klynge.server.pages.sales.shown import BY_STANDING, STANDINGS
from klynge.server.pages.sales.steps import STEPS, accept, offer
from klynge.server.pages.sales.things import desk_of
from klynge.server.quotes.actions import add_quote, change_quote
from klynge.server.quotes.models import State
from klynge.server.quotes.queries import quote_of, quotes_of, searched, to_follow_up
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

VALID_DAYS, FOLLOW_DAYS = 30, 7
COLUMNS = (
    Column("number", "Number", link=lambda row: reverse("sales:quote", args=[row.id])),
    Column("customer", "Customer"),
    Column("name", "What", value=lambda row: row.name(formats.language()), sort="name_nb"),
    Column("quantity", "Quantity", kind="number"),
    Column("price_ore", "Price", kind="money"),
    Column("day", "Day", kind="day"),
    Column("valid_until", "Valid until", kind="day"),
    Column("follow_up", "Follow up on", kind="day"),
    Column("standing", "State", kind="chip",
           value=lambda row: (worded(STANDINGS[row.standing].text), STANDINGS[row.standing].tone)),
)  # fmt: skip
FILTERS = (BY_STANDING, Choice("follow", "Follow up", (("today", "To follow up today"),)))


@page(Ability.SELL)
def quotes(request: HttpRequest) -> HttpResponse:
    """All inquiries and quotations, newest first."""
    standing, today = asker(request), formats.today()

    def filtered(rows: Any, key: str, value: str) -> Any:
        return to_follow_up(rows, today) if key == "follow" else rows.filter(standing=value)

    with acting_for(standing):
        rows = quotes_of(standing.organisation, today)
        due = to_follow_up(rows, today).count()
        listing = listed(
            request, "quotations", COLUMNS, rows, filters=FILTERS, search=True, found=searched, filtered=filtered
        )
    return listing.response or render(request, "sales/quotes.html", {"listing": listing, "due": due})


@page(Ability.SELL, "GET", "POST")
def inquiry(request: HttpRequest) -> HttpResponse:
    """A new inquiry. Nothing is reserved."""
    standing = asker(request)
    desk = desk_of(standing)
    form = Inquiring(desk, request.POST or None, initial=request.GET.dict() or {"quantity": 1})
    if request.method == "POST" and form.is_valid():
        with acting_for(standing):
            made = add_quote(standing, form.row())
        return redirect("sales:quote", made.id)
    status = 422 if request.method == "POST" else 200
    return render(request, "sales/inquiry.html", {"form": form, "desk": desk, "quote": None}, status=status)


@page(Ability.SELL, "GET", "POST")
def change(request: HttpRequest, quote: UUID) -> HttpResponse:
    """Change what was asked for; what was offered is withdrawn with it."""
    standing = asker(request)
    found, desk = _found(standing, quote), desk_of(standing)
    if found.state not in (State.INQUIRY, State.DRAFT) or found.order is not None:
        messages.warning(request, say("It can no longer be changed. Open the quotation again first."))
        return redirect("sales:quote", quote)
    typed = found.item.rsplit("/", 1)[-1] if found.product else found.item
    now = {name: getattr(found, name) for name in Inquiring.base_fields if name != "item"} | {"item": typed}
    form = Inquiring(desk, request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        cleared = {"state": State.INQUIRY, "which": "", "day": None, "price_ore": None, "valid_until": None}
        with acting_for(standing):
            changed = change_quote(standing, found, "changed", form.row() | cleared)
        _said(request, changed)
        return redirect("sales:quote", quote)
    status = 422 if request.method == "POST" else 200
    return render(request, "sales/inquiry.html", {"form": form, "desk": desk, "quote": found}, status=status)


@page(Ability.SELL, "GET", "POST")
def quote(request: HttpRequest, quote: UUID) -> HttpResponse:
    """One quotation; POST gives it a day and a price."""
    standing, today = asker(request), formats.today()
    found = _found(standing, quote)
    offering = found.state in (State.INQUIRY, State.DRAFT) and found.order is None
    picked = request.POST.get("which", f"{found.which} {found.day}")
    days = days_for(standing, asked_of(found), picked) if offering else None
    price = found.price_ore if found.price_ore is not None or days is None or not days.price else days.price["net_ore"]
    initial = {
        "price": f"{price / 100:.2f}".replace(".", "," if formats.language() == "nb" else ".") if price else "",
        "valid_until": found.valid_until or today + timedelta(days=VALID_DAYS),
        "follow_up": found.follow_up or today + timedelta(days=FOLLOW_DAYS),
        "message": found.message,
    }
    form = Offering(today, request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and offering and form.is_valid():
        if offer(request, standing, found, form):
            return redirect("sales:quote", quote)
        days = days_for(standing, asked_of(found), picked)
    with acting_for(standing):
        order = order_of(standing.organisation, found.order) if found.order else None
    shown = {
        "quote": found, "days": days, "form": form, "order": order, "standing_of": STANDINGS[found.standing],
        "name": found.name(formats.language()), "today": today, "key": uuid4().hex,
    }  # fmt: skip
    return render(request, "sales/quote.html", shown, status=422 if form.is_bound and form.errors else 200)


@page(Ability.SELL, "POST")
def step(request: HttpRequest, quote: UUID) -> HttpResponse:
    """The next step: send, accept, decline, open again."""
    standing = asker(request)
    found = _found(standing, quote)
    do = request.POST.get("do", "")
    if do == "accept":
        return accept(request, standing, found)
    if do in STEPS:
        _said(request, STEPS[do](request, standing, found))
    return redirect("sales:quote", quote)


@page(Ability.SELL)
def pdf(request: HttpRequest, quote: UUID) -> HttpResponse:
    """The quotation on paper, in the language of who gets it (?language=nb or en)."""
    standing = asker(request)
    found = _found(standing, quote)
    if found.price_ore is None or found.day is None:
        messages.warning(request, say("Choose a day and a price first."))
        return redirect("sales:quote", quote)
    language = request.GET.get("language", formats.language())
    with translation.override("en" if language == "en" else "nb"):
        content = quotation_pdf(found, standing.name)
        name = f"{say('Quotation')} {found.number}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _found(standing: Standing, quote: UUID) -> Any:
    """The quotation, with its `standing`; else there is no such thing."""
    with acting_for(standing):
        found = quote_of(standing.organisation, quote, formats.today())
    if found is None:
        raise not_found()
    return found


def _said(request: HttpRequest, changed: bool) -> None:
    if not changed:
        messages.warning(request, say("Someone else changed it meanwhile. Nothing was changed; here is how it stands."))
