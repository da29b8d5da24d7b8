# SPDX-License-Identifier: Apache-2.0
"""What the frame itself finds and counts for a firm's own people: orders, work centres, what the plan says is wrong.

Each leads to the first page there is for it; without one it is left out.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from klynge.server.orders.models import Side
from klynge.server.orders.queries import orders_of
from klynge.server.pages.frame.names import item_names
from klynge.server.pages.navigation import Duty, Found
from klynge.server.roles import Ability
from klynge.server.tenancy.middleware import Standing, acting_for
from klynge.server.texts import say
from klynge.server.trustee.link import ask

MOST = 10


def wrong(standing: Standing) -> list[Duty]:
    """What is late, cannot be kept, or waits, for who looks at the plan and may change it."""
    board = _there("planner:board")
    if standing.kind != "member" or not standing.may(Ability.PLAN) or board is None:
        return []
    counts = ask("lists", standing, {})["counts"]
    told = [
        ("conflicts", say("Promises that the plan cannot keep, or work past its end"), "bad", "stop"),
        ("late", say("Orders that come late"), "bad", "clock"),
        ("waiting", say("Steps that wait for material"), "warn", "box"),
        ("unplanned", say("Orders without a place in the plan"), "warn", "warning"),
    ]
    return [Duty(text, counts[which], f"{board}?list={which}", tone, icon) for which, text, tone, icon in told]


def orders(standing: Standing, text: str) -> list[Found]:
    """A firm's own orders, by number, customer, reference and item."""
    if standing.kind != "member" or not standing.may(Ability.READ_ORDERS):
        return []
    with acting_for(standing):
        rows = list(orders_of(standing.organisation, search=text)[:MOST])
    found, names = [], item_names(standing, [row.item for row in rows])
    for row in rows:
        address = _there("sales:order", row.public) if row.side == Side.SELLER else None
        if address is None and (board := _there("planner:board")) and standing.may(Ability.READ_PLAN):
            address = f"{board}?{urlencode({'order': row.number})}"
        if address is not None:
            detail = " · ".join(filter(None, (row.customer, names.get(row.item, row.item))))
            found.append(Found(row.number, say("Order"), address, detail, "list"))
    return found


def work_centres(standing: Standing, text: str) -> list[Found]:
    """A firm's own work centres, by name."""
    if standing.kind != "member" or not standing.may(Ability.READ_PLAN):
        return []
    word = text.casefold()
    return [
        Found(each["name"] or each["work_centre"], say("Work centre"), address, each["site_name"], "machine")
        for each in ask("plan", standing, {"size": 1})["work_centres"]
        if word in f"{each['name']} {each['work_centre']}".casefold()
        and (address := _there("floor:centre", each["work_centre"])) is not None
    ][:MOST]


def _there(name: str, *arguments: object) -> str | None:
    """The address of a page, when there is one of that name."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return None
