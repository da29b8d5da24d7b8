# SPDX-License-Identifier: Apache-2.0
"""The customer's orders as a list, what waits for them today, and finding one."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from klynge.server.api.access import asker
from klynge.server.orders.days import agreed_day
from klynge.server.orders.models import OrderView
from klynge.server.orders.queries import open_first, orders_of
from klynge.server.pages.access import page
from klynge.server.pages.frame.listing import Column, listed
from klynge.server.pages.frame.names import ItemNames, region_name
from klynge.server.pages.frame.order_states import ORDER_STATE, in_state
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import acting_for


@page(Ability.READ_ORDERS)
def orders(request: HttpRequest) -> HttpResponse:
    """Everything that this organisation ordered, or sells."""
    standing = asker(request)
    with acting_for(standing):
        rows = open_first(orders_of(standing.organisation))
        names = ItemNames(standing)
        listing = listed(
            request, "customer-orders", _columns(names), rows,
            filters=(ORDER_STATE,), search=True, found=_found, filtered=in_state, coming=names.coming,
        )  # fmt: skip
    return listing.response or render(request, "customer/orders.html", {"listing": listing})


def _columns(names: ItemNames) -> tuple[Column, ...]:
    """What the list shows; items by their names."""
    return (
        Column("number", "Order", link=lambda row: reverse("customer:order", args=[row.public])),
        Column("state", "State", kind="state"),
        Column("item", "What", value=names.of),
        Column("quantity", "Quantity", kind="number"),
        Column("region", "Delivered to", value=lambda row: region_name(row.cluster, row.region)),
        Column("promised", "Promised", kind="day", value=lambda row: agreed_day(row.promised), sort="promised"),
        Column("expected", "Expected", kind="day", value=lambda row: agreed_day(row.expected), sort="expected"),
        Column("price_ore", "Price", kind="money"),
        Column("reference", "Your reference", spare=True),
    )


def _found(rows: QuerySet[OrderView], text: str) -> QuerySet[OrderView]:
    return (
        rows.filter(number__icontains=text) | rows.filter(reference__icontains=text) | rows.filter(item__icontains=text)
    )
