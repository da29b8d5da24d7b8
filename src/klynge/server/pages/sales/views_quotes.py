# SPDX-License-Identifier: Apache-2.0
"""Inquiries and quotations: the list, a new inquiry, and one with its steps up to an order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from klynge.server.api.access import asker
from klynge.server.api.problem import not_found
from klynge.server.pages.access import page
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.listing import Choice, Column, listed
from klynge.server.pages.frame.names import region_name
from klynge.server.pages.frame.wording import worded
from klynge.server.pages.sales import lost
from klynge.server.pages.sales.accepting import reserved_until
from klynge.server.pages.sales.forms import Inquiring, Mailing, Offering
from klynge.server.pages.sales.promising import chosen
from klynge.server.pages.sales.quotation import quotation_pdf
from klynge.server.pages.sales.showing import is_offering, shown_quote
from klynge.server.pages.sales.shown import BY_STANDING, STANDINGS
from klynge.server.pages.sales.steps import STEPS, accept, done_before, mail, offer
from klynge.server.pages.sales.things import desk_of
from klynge.server.quotes.actions import add_quote, change_quote
from klynge.server.quotes.models import State
from klynge.server.quotes.queries import quote_of, quotes_of, searched, to_follow_up
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

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
    fits = found.state in (State.INQUIRY, State.DRAFT) and found.order is None
    if not fits and request.method != "POST":
        messages.warning(request, say("It can no longer be changed. Open the quotation again first."))
        return redirect("sales:quote", quote)
    typed = found.item.rsplit("/", 1)[-1] if found.product else found.item
    now = {name: getattr(found, name) for name in Inquiring.base_fields if name != "item"}
    now |= {"item": typed, "region": region_name(found.cluster, found.region)}
    form = Inquiring(desk, request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        if lost.stale(request, found):
            return lost.told(request, standing, found, lost.of_inquiry(found, form.cleaned_data, form.thing))
        cleared = {"state": State.INQUIRY, "which": "", "day": None, "price_ore": None, "valid_until": None, "link": ""}
        if not fits:
            form.add_error(None, say("It can no longer be changed. Open the quotation again first."))
        else:
            with acting_for(standing):
                changed = change_quote(standing, found, "changed", form.row() | cleared)
            if changed:
                return redirect("sales:quote", quote)
            found = _found(standing, quote)  # between reading and writing
            return lost.told(request, standing, found, lost.of_inquiry(found, form.cleaned_data, form.thing))
    status = 422 if request.method == "POST" else 200
    shown = {"form": form, "desk": desk, "quote": found, "version": request.POST.get("version", found.version)}
    return render(request, "sales/inquiry.html", shown, status=status)


@page(Ability.SELL, "GET", "POST")
def quote(request: HttpRequest, quote: UUID) -> HttpResponse:
    """One quotation; POST gives it a day and a price."""
    standing = asker(request)
    found = _found(standing, quote)
    if request.method != "POST":
        return shown_quote(request, standing, found)
    form = Offering(formats.today(), request.POST)
    if not form.is_valid():
        return shown_quote(request, standing, found, form)
    _, day = chosen(request.POST.get("which", ""))
    if lost.stale(request, found):
        return lost.told(request, standing, found, lost.of_offer(found, form.cleaned_data, form.price_ore, day))
    if not is_offering(found):
        form.add_error(None, say("It can no longer be changed. Open the quotation again first."))
        return shown_quote(request, standing, found, form)
    done = offer(request, standing, found, form)
    if done:
        return redirect("sales:quote", quote)
    if done is None:
        found = _found(standing, quote)
        return lost.told(request, standing, found, lost.of_offer(found, form.cleaned_data, form.price_ore, day))
    return shown_quote(request, standing, found, form)


WANTED = {
    "accept": "Yes: order it",
    "send": "It is sent",
    "mail": "Send by mail",
    "decline": "No",
    "reopen": "Open again",
    "follow": "Follow up",
}


@page(Ability.SELL, "POST")
def step(request: HttpRequest, quote: UUID) -> HttpResponse:
    """The next step: mail, send, accept, decline, open again, follow up."""
    standing = asker(request)
    found = _found(standing, quote)
    do = request.POST.get("do", "")
    typed = request.POST.get("email", "") if do == "mail" else request.POST.get("follow_up", "")
    if do == "accept" and found.state == State.ACCEPTED:
        return redirect("sales:order", found.order)
    if do not in WANTED or done_before(standing, found, do, request.POST.get("key", "")):
        return redirect("sales:quote", quote)
    if lost.stale(request, found):
        return lost.told(request, standing, found, lost.of_step(found, worded(WANTED[do]), typed))
    if do == "accept":
        return accept(request, standing, found)
    if do == "mail":
        form = Mailing(request.POST)
        if not form.is_valid():
            return shown_quote(request, standing, found, mailing=form)
        done = mail(request, standing, found, form)
        if done:
            messages.success(request, say("The quotation is on its way to {mail}.", mail=form.cleaned_data["email"]))
        elif done is False:
            messages.warning(request, say("It is not open any more. Open the quotation again first."))
    else:
        done = STEPS[do](request, standing, found) or None
    if done is None:
        found = _found(standing, quote)
        return lost.told(request, standing, found, lost.of_step(found, worded(WANTED[do]), typed))
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
        content = quotation_pdf(found, standing.name, reserved_until(standing, found))
        name = f"{say('Quotation')} {found.number}.pdf"
    return pdf_response(content, name)


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF to look at, kept by nobody on the way."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _found(standing: Standing, quote: UUID) -> Any:
    """The quotation, with its `standing`; else there is no such thing."""
    with acting_for(standing):
        found = quote_of(standing.organisation, quote, formats.today())
    if found is None:
        raise not_found()
    return found
