# SPDX-License-Identifier: Apache-2.0
"""Reads of an organisation's quotations and parts; files stay apart from lists."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from klynge.server.orders.models import OrderView, Side
from klynge.server.quotes.models import Part, Quote, State

OPEN = (State.DRAFT, State.SENT)
FOLLOWED = (State.INQUIRY, State.DRAFT, State.SENT)
EXPIRED = "expired"


def quotes_of(organisation: UUID, today: date) -> QuerySet[Quote]:
    """The quotations of an organisation, newest first; `standing` is the state, or "expired" from the day after the
    last one it is valid on."""
    over = When(state__in=OPEN, valid_until__lt=today, then=Value(EXPIRED))
    rows = Quote.objects.filter(tenant=organisation).annotate(standing=Case(over, default=F("state")))
    return rows.order_by("-number")


def quote_of(organisation: UUID, quote: UUID, today: date) -> Quote | None:
    """One of them."""
    return quotes_of(organisation, today).filter(id=quote).first()


def quote_behind(organisation: UUID, order: UUID) -> Quote | None:
    """The quotation that an order is held for, or came of."""
    return Quote.objects.filter(tenant=organisation, order=order).first()


def to_follow_up(rows: QuerySet[Quote], today: date) -> QuerySet[Quote]:
    """Those without an answer whose day to ask again has come."""
    return rows.filter(state__in=FOLLOWED, follow_up__lte=today)


def searched(rows: QuerySet[Quote], text: str) -> QuerySet[Quote]:
    """Those that have the text in number, customer, reference or name."""
    condition = (
        Q(customer__icontains=text)
        | Q(reference__icontains=text)
        | Q(name_nb__icontains=text)
        | Q(name_en__icontains=text)
    )
    if text.isascii() and text.isdigit() and len(text) < 10:
        condition |= Q(number=int(text))
    return rows.filter(condition)


def customers_of(organisation: UUID) -> list[str]:
    """The names of those one has sold or quoted to."""
    sold = OrderView.objects.filter(tenant=organisation, side=Side.SELLER).exclude(customer="")
    quoted = Quote.objects.filter(tenant=organisation)
    names = {*sold.values_list("customer", flat=True).distinct()[:2000]}
    names |= {*quoted.order_by().values_list("customer", flat=True).distinct()[:2000]}
    return sorted(names, key=str.casefold)


def parts_of(organisation: UUID) -> QuerySet[Part]:
    """The parts of an organisation, newest first, without their files."""
    return Part.objects.filter(tenant=organisation).defer("content").order_by("-at", "id")


def part_of(organisation: UUID, part: UUID) -> Part | None:
    """One of them, with its file."""
    return Part.objects.filter(tenant=organisation, id=part).first()
