# SPDX-License-Identifier: Apache-2.0
"""What waits for a customer today, and finding its products and orders."""

from __future__ import annotations

from django.db.models import F
from django.urls import reverse

from klynge.server.orders.models import Side
from klynge.server.orders.queries import orders_of
from klynge.server.pages.frame.names import item_names
from klynge.server.pages.navigation import Duty, Found
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say
from klynge.server.trustee.client import Refused, TrusteeAwayError
from klynge.server.trustee.link import ask


def waiting(standing: Standing) -> list[Duty]:
    """Holds that end unless they are ordered, and orders that come later than agreed."""
    if standing.kind != "customer" or not standing.may(Ability.READ_ORDERS):
        return []
    with acting_for(standing):
        mine = orders_of(standing.organisation).filter(side=Side.BUYER)
        held = mine.filter(state="held").count()
        late = mine.filter(state__in=("committed", "started"), expected__gt=F("promised")).count()
    address = reverse("customer:orders")
    found = []
    if held:
        found.append(Duty(say("Days held for you, not ordered yet"), held, f"{address}?state=held", "info", "clock"))
    if late:
        found.append(Duty(say("Orders that come later than agreed"), late, address, "warn", "warning"))
    return found


def found(standing: Standing, text: str) -> list[Found]:
    """Products by name and seller; a customer's orders by number and reference."""
    if not standing.may(Ability.ASK):
        return []
    try:
        products = ask("products", standing, {})["products"]
    except (Refused, TrusteeAwayError):
        products = []
    word = text.casefold()
    hits = [
        Found(one["name"], say("Product"), reverse("customer:configure", args=[one["product"]]), one["seller"], "cart")
        for one in products
        if word in f"{one['name']} {one['seller']}".casefold()
    ][:8]
    if standing.kind == "customer":
        with acting_for(standing):
            orders = list(orders_of(standing.organisation, search=text)[:8])
        names = item_names(standing, [one.item for one in orders])
        hits += [
            Found(
                one.number, say("Order"), reverse("customer:order", args=[one.public]),
                names.get(one.item, one.item), "box",
            )
            for one in orders
        ]  # fmt: skip
    return hits
