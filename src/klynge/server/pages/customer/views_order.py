# SPDX-License-Identifier: Apache-2.0
"""From a whole configuration to an order: the menu of promises, a hold, the order, and letting it go."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from klynge.server.accounts.models import User
from klynge.server.api.access import asker
from klynge.server.api.problem import not_found
from klynge.server.mails.actions import put
from klynge.server.orders.models import OrderView
from klynge.server.orders.queries import order_of
from klynge.server.pages.access import page
from klynge.server.pages.customer.drawings import drawing_of
from klynge.server.pages.customer.mail import confirmation, tax_of, why_late
from klynge.server.pages.customer.new_days import is_late
from klynge.server.pages.customer.places import asked_region, called
from klynge.server.pages.customer.state import Choosing
from klynge.server.pages.frame.names import item_names, names_within, region_name
from klynge.server.products.models import Configuration
from klynge.server.products.queries import configuration_of
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say
from klynge.server.trustee.client import Refused
from klynge.server.trustee.link import ask

HOURS = (2, 24, 48, 168)


@page(Ability.ASK)
def offers(request: HttpRequest, product: str) -> HttpResponse:
    """What it costs delivered, and on which days it can be had. Nothing is reserved yet."""
    return _offers(request, Choosing.of(product, request.GET))


@page(Ability.ORDER, "POST")
def hold(request: HttpRequest, product: str) -> HttpResponse:
    """Reserve the day that was shown; sent twice, it is held once."""
    now, standing = Choosing.of(product, request.POST), asker(request)
    region, _ = asked_region(standing, now.to)
    key = request.POST.get("key", "")[:64]
    hours = request.POST.get("hours", "")
    customer = request.POST.get("customer", "").strip()[:120]
    if region is None or len(key) < 8:
        return _offers(request, now)
    if standing.kind == "member" and not customer:
        return _offers(request, now, {"customer": say("Write for whom the order is.")})
    which, _, shown = request.POST.get("which", "earliest").partition(" ")
    what = now.asked(
        region=region,
        which=which if which in ("earliest", "cheapest", "greenest") else "earliest",
        day=_day(shown),
        reference=request.POST.get("reference", "").strip()[:200],
        hours=int(hours) if hours in map(str, HOURS) else 48,
        customer=customer or None,
    )
    try:
        held = ask("hold", standing, what, key)
    except Refused as refused:
        if refused.problem["status"] in (403, 404):
            raise
        messages.warning(request, f"{refused.problem['title']} {refused.problem['remedy']}")
        return _offers(request, now)
    return redirect("customer:order", held["id"])


@page(Ability.ORDER, "POST")
def commit(request: HttpRequest, order: UUID) -> HttpResponse:
    """Order what is held: the day is promised, and a mail says so."""
    standing = asker(request)
    try:
        percent = ask("tracking", standing, {"order": str(order)})["vat_percent"]  # if that fails, nothing is ordered
        ask("commit", standing, {"order": str(order)}, f"commit-{order}")
    except Refused as refused:
        if refused.problem["status"] in (403, 404):
            raise
        messages.warning(request, f"{refused.problem['title']} {refused.problem['remedy']}")
        return redirect("customer:order", order)
    user = cast(User, request.user)
    with acting_for(standing):
        found = order_of(standing.organisation, order)
        if found is not None and found.state == "committed":
            address = request.build_absolute_uri(reverse("customer:order", args=[order]))
            name = names_within(standing, [found.item]).get(found.item, found.item)
            letter = confirmation(user, found, name, tax_of(found, percent), address)
            put(standing.organisation, f"order-{order}-confirmed", order, letter)
            messages.success(request, say("Ordered. A confirmation is on its way to {mail}.", mail=user.email))
    return redirect("customer:order", order)


@page(Ability.ORDER, "POST")
def withdraw(request: HttpRequest, order: UUID) -> HttpResponse:
    """Let a hold or an order go."""
    try:
        ask("withdraw", asker(request), {"order": str(order)}, f"withdraw-{order}")
        messages.success(request, say("The order is withdrawn."))
    except Refused as refused:
        if refused.problem["status"] in (403, 404):
            raise
        messages.warning(request, f"{refused.problem['title']} {refused.problem['remedy']}")
    return redirect("customer:order", order)


@page(Ability.READ_ORDERS)
def order(request: HttpRequest, order: UUID) -> HttpResponse:
    """One order: what it is, what was agreed, how far it has come, what changed."""
    standing = asker(request)
    with acting_for(standing):
        found = order_of(standing.organisation, order)
        made = None if found is None else configuration_of(standing.organisation, standing.cluster, found.item)
    if found is None:
        raise not_found()
    name = item_names(standing, [found.item]).get(found.item, found.item)
    track = ask("tracking", standing, {"order": str(order)}) if found.side != "maker" else None
    shown = _told(found, made, name, track) | {"may_order": standing.may(Ability.ORDER) and found.side != "maker"}
    if made is not None and standing.may(Ability.ASK):
        shown["choices"] = ask("compare", standing, {"left": _asked(made), "right": _asked(made)})["rows"]
        again = {
            "code": made.item.rpartition("/")[2],
            "quantity": found.quantity,
            "to": region_name(found.cluster, found.region),
        }
        shown["again"] = f"{reverse('customer:code')}?{urlencode(again)}"
    return render(request, "customer/order.html", shown)


def _asked(made: Configuration) -> dict[str, Any]:
    return {"product": made.product, "choices": made.choices}


def _told(found: OrderView, made: Configuration | None, name: str, track: dict[str, Any] | None) -> dict[str, Any]:
    drawn = None if made is None else drawing_of(made.product, made.choices)
    shown: dict[str, Any] = {
        "order": found, "made": made, "name": name, "drawing": drawn, "track": track, "choices": [], "again": "",
    }  # fmt: skip
    shown["tax"] = None if track is None else tax_of(found, track["vat_percent"])
    return shown | {"late": is_late(found), "why": why_late(track["reason"]) if track is not None else ""}


def _offers(request: HttpRequest, now: Choosing, errors: dict[str, str] | None = None) -> HttpResponse:
    """The menu, or what is still missing for it, beside where it is missing."""
    standing = asker(request)
    region, offered = asked_region(standing, now.to)
    screen = ask("configure", standing, now.asked())
    open_ = [
        one["title"]
        for one in screen["variables"]
        if one["standing"] == "open" and (one["kind"] != "text" or one["required"])
    ]
    found: dict[str, Any] = {
        "now": now, "screen": screen, "region": region and called([region], offered["region_names"])[0],
        "regions": called(offered["regions"], offered["region_names"]), "open": open_, "menu": None,
        "problem": None, "errors": errors or {}, "hours": HOURS, "key": uuid4().hex,
        "for_customer": standing.kind == "member",
        "back": f"{reverse('customer:configure', args=[now.product])}?{now.query()}", "typed": request.POST,
        "may_order": standing.may(Ability.ORDER),
    }  # fmt: skip
    drawn = drawing_of(now.product, screen["completion"] | screen["values"])
    found["drawing"] = drawn
    if region is not None and screen["made"]:
        try:
            found["menu"] = ask("menu", standing, now.asked(region=region))
        except Refused as refused:
            if refused.problem["status"] in (403, 404):
                raise
            found["problem"] = refused.problem
    if found["menu"]:
        for offer in found["menu"]["offers"]:
            offer["day"] = datetime.fromisoformat(offer["day"]).date()
            offer["name"] = next((name for name in offer["names"] if name != "between"), "")
    return render(request, "customer/offers.html", found, status=422 if errors else 200)


def _day(text: str) -> str:
    """A day as it was shown; nothing when it is none."""
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return ""
