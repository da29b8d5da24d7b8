# SPDX-License-Identifier: Apache-2.0
"""The story of one order, from a choice to the delivery: a step for each role, each with the page where it happens."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from klynge.server.roles import Role
from klynge.server.tenancy.middleware import standing_of

_STEPS: tuple[tuple[Role, str, str, str, str], ...] = (
    (Role.CUSTOMER, "customer", "cart", "Choose",
     "Choose a product just as you want it. What does not go together is said, with what to change; price and day "
     "stand beside each choice."),
    (Role.CUSTOMER, "customer", "lock", "Get a day that holds",
     "Compare the earliest, the cheapest and the greenest way. Hold one while you think: the capacity is yours until "
     "the hold ends. Then order."),
    (Role.SALES, "sales", "document", "Sell",
     "The same for who orders by phone or mail: an inquiry, a quotation that is valid for some days, an order."),
    (Role.PLANNER, "planner", "board", "Plan",
     "The order is on the board at once. Look why it stands where it stands, and move something: what cannot be is "
     "refused, with the reason."),
    (Role.PLANNER, "planner", "warning", "When a machine breaks down",
     "Report a breakdown. What can be kept is kept; what cannot is named with its new day. Apply the best of three "
     "repairs."),
    (Role.FLOOR, "floor", "play", "Make it",
     "Start and finish work at a work centre, by touch or by scanning the work order. It works without a network too."),
    (Role.CUSTOMER, "customer", "truck", "Follow it",
     "The customer sees what has happened, and the new day with its reason before having to ask."),
    (Role.MANAGER, "manager", "chart", "See what it gave",
     "Promises kept, load and bottleneck, cost and value by product, customer and month."),
    (Role.OFFICE, "office", "handshake", "See what cooperating is worth",
     "Agreements between the firms, and figures that reveal nobody's secrets."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whose, what, where. `mine`: the reader has the role."""

    number: int
    role: str
    icon: str
    title: str
    text: str
    address: str
    mine: bool


def steps_for(request: HttpRequest | None) -> list[Step]:
    """All steps, those marked that the reader can take as who he is."""
    standing = None if request is None else standing_of(request)
    return [
        Step(n, role.value, icon, title, text, _address(app), standing is not None and role in standing.roles)
        for n, (role, app, icon, title, text) in enumerate(_STEPS, start=1)
    ]


def _address(app: str) -> str:
    """The first page of an app's navigation; the front page while it has none."""
    entries = getattr(apps.get_app_config(f"pages_{app}"), "entries", ())
    first = min(entries, key=lambda entry: entry.order, default=None)
    return "/" if first is None else reverse(first.address)
