# SPDX-License-Identifier: Apache-2.0
"""Reads: pages, API, export and live updates use these and no others."""

from __future__ import annotations

from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from klynge.server.orders.models import OrderView, Side

OPEN = ("held", "committed", "started")
"""States of an order that is still to be delivered."""


def open_first(rows: QuerySet[OrderView]) -> QuerySet[OrderView]:
    """What is still to be delivered, by promised day; then what is over."""
    over = ExpressionWrapper(~Q(state__in=OPEN), output_field=BooleanField())
    return rows.order_by(over.asc(), F("promised").asc(nulls_last=True), "number")


def orders_of(
    organisation: UUID, *, state: str | None = None, search: str = "", late: bool = False
) -> QuerySet[OrderView]:
    """The orders that an organisation sees, by promised day."""
    rows = OrderView.objects.filter(tenant=organisation)
    if state:
        rows = rows.filter(state=state)
    if search:
        rows = rows.filter(
            Q(number__icontains=search)
            | Q(customer__icontains=search)
            | Q(reference__icontains=search)
            | Q(item__icontains=search)
        )
    if late:
        rows = rows.filter(expected__gt=F("promised"))
    return rows.order_by(F("promised").asc(nulls_last=True), "number")


def order_of(organisation: UUID, public: UUID) -> OrderView | None:
    """One of them by its random identifier."""
    return OrderView.objects.filter(tenant=organisation, public=public).first()


def last_sold(organisation: UUID, item: str) -> OrderView | None:
    """The sale of an item with the latest promised day, of those that have a price."""
    sold = OrderView.objects.filter(tenant=organisation, side=Side.SELLER, item=item, price_ore__gt=0)
    return sold.exclude(state__in=("withdrawn", "expired")).order_by(F("promised").desc(nulls_last=True)).first()
