# SPDX-License-Identifier: Apache-2.0
"""What waits for a seller today, and finding quotations."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from klynge.server.mails.queries import given_up
from klynge.server.orders.models import Side
from klynge.server.orders.queries import orders_of
from klynge.server.pages.frame import formats
from klynge.server.pages.navigation import Duty, Found
from klynge.server.quotes.queries import quotes_of, searched, to_follow_up
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say

MOST = 8


def waiting(standing: Standing) -> list[Duty]:
    """Quotations to follow up, and holds that end within a day unless they are ordered."""
    if standing.kind != "member" or not standing.may(Ability.SELL):
        return []
    today = formats.today()
    with acting_for(standing):
        follow = to_follow_up(quotes_of(standing.organisation, today), today).count()
        soon = timezone.now() + timedelta(days=1)
        sold = orders_of(standing.organisation).filter(side=Side.SELLER)
        ending = sold.filter(state="held", held_until__lte=soon).count()
        week = timezone.now() - timedelta(days=7)
        lost = list(given_up(standing.organisation, "quote", week).values_list("about", flat=True)[:MOST])
    mailed = reverse("sales:quote", args=[lost[0]]) if lost else ""
    orders = f"{reverse('sales:orders')}?state=held"
    return [
        Duty(say("Quotations to follow up"), follow, f"{reverse('sales:quotes')}?follow=today", "warn", "mail"),
        Duty(say("Held days that end within a day"), ending, orders, "warn", "clock"),
        Duty(say("Mails that could not be delivered"), len(lost), mailed, "bad", "mail"),
    ]


def found(standing: Standing, text: str) -> list[Found]:
    """The firm's quotations."""
    if standing.kind != "member" or not standing.may(Ability.SELL):
        return []
    with acting_for(standing):
        quotes = list(searched(quotes_of(standing.organisation, formats.today()), text)[:MOST])
    return [
        Found(str(one.number), say("Quotation"), reverse("sales:quote", args=[one.id]), one.customer, "document")
        for one in quotes
    ]
