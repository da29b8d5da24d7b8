# SPDX-License-Identifier: Apache-2.0
"""The orders that one's firm sells: as a list, and one with what was promised and how far it has come."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from klynge.server.api.access import asker
from klynge.server.api.problem import not_found
from klynge.server.orders.days import agreed_day
from klynge.server.orders.models import OrderView, Side
from klynge.server.orders.queries import OPEN, open_first, order_of, orders_of
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Choice, Column, listed
from klynge.server.pages.frame.names import ItemNames, item_names, region_name
from klynge.server.pages.frame.order_states import ORDER_STATE, in_state
from klynge.server.pages.sales import promising
from klynge.server.quotes.queries import quote_behind
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for
from klynge.server.texts import say
from klynge.server.trustee.link import ask

FILTERS = (
    ORDER_STATE,
    Choice("late", "Late", (("yes", "Later than promised"),)),
)


@page(Ability.READ_ORDERS)
def orders(request: HttpRequest) -> HttpResponse:
    """All that one's firm sells: what is to be delivered, by promised day, then what is over."""
    standing = asker(request)
    with acting_for(standing):
        rows = open_first(orders_of(standing.organisation).filter(side=Side.SELLER))
        names = ItemNames(standing)
        columns = (
            Column("number", "Order", link=lambda row: reverse("sales:order", args=[row.public])),
            Column("state", "State", kind="state"),
            Column("customer", "Customer"),
            Column("item", "What", value=names.of),
            Column("quantity", "Quantity", kind="number"),
            Column("region", "Delivered to", value=lambda row: region_name(row.cluster, row.region), hidden=True),
            Column("promised", "Promised", kind="day", value=lambda row: agreed_day(row.promised)),
            Column("expected", "Expected", kind="day", value=lambda row: agreed_day(row.expected)),
            Column("price_ore", "Price", kind="money", value=lambda row: row.price_ore or None),
            Column("reference", "Their reference", spare=True),
        )
        listing = listed(
            request, "orders", columns, rows,
            filters=FILTERS, search=True, found=_found, filtered=_filtered, tone=_tone, coming=names.coming,
        )  # fmt: skip
    shown = {"listing": listing, "may_sell": standing.may(Ability.SELL)}
    return listing.response or render(request, "sales/orders.html", shown)


@page(Ability.READ_ORDERS)
def order(request: HttpRequest, order: UUID) -> HttpResponse:
    """One of them: what was promised, what is expected and why, how far it has come."""
    standing = asker(request)
    with acting_for(standing):
        found = order_of(standing.organisation, order)
        sold = found is not None and found.side == Side.SELLER
        quote = quote_behind(standing.organisation, order) if sold and standing.may(Ability.SELL) else None
    if found is None or not sold:
        raise not_found()
    track = ask("tracking", standing, {"order": str(order)})
    words = ask("reasons", standing, {"order": str(order)})["words"] if found.state in OPEN else []
    why = [line.removeprefix("– ") for line in words]
    name = item_names(standing, [found.item]).get(found.item, found.item)
    shown = {
        "order": found, "quote": quote, "track": track, "why": why, "late": _tone(found) == "bad",
        "name": name, "may_sell": standing.may(Ability.SELL),
    }  # fmt: skip
    return render(request, "sales/order.html", shown)


@page(Ability.SELL, "POST")
def act(request: HttpRequest, order: UUID) -> HttpResponse:
    """Order what is held, or withdraw it."""
    standing = asker(request)
    do = {"commit": promising.committed, "withdraw": promising.withdrawn}.get(request.POST.get("do", ""))
    if do is not None:
        problem = do(standing, order)
        if problem:
            messages.warning(request, problem)
        elif request.POST["do"] == "commit":
            messages.success(request, say("Ordered: the day is promised."))
        else:
            messages.success(request, say("The order is withdrawn."))
    return redirect("sales:order", order)


def _found(rows: QuerySet[OrderView], text: str) -> QuerySet[OrderView]:
    return (
        rows.filter(number__icontains=text)
        | rows.filter(customer__icontains=text)
        | rows.filter(reference__icontains=text)
        | rows.filter(item__icontains=text)
    )


def _filtered(rows: QuerySet[OrderView], key: str, value: str) -> QuerySet[OrderView]:
    return rows.filter(expected__gt=F("promised"), state__in=OPEN) if key == "late" else in_state(rows, key, value)


def _tone(row: OrderView) -> str:
    if row.state in ("expired", "withdrawn"):
        return "quiet"
    late = row.promised is not None and row.expected is not None and row.expected > row.promised
    return "bad" if late and row.state in OPEN else ""
