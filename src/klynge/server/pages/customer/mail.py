# SPDX-License-Identifier: Apache-2.0
"""The confirmation of an order, by mail in the language of who ordered."""

from __future__ import annotations

from klynge.server.accounts.models import User
from klynge.server.mails.actions import Letter
from klynge.server.orders.days import agreed_day
from klynge.server.orders.models import OrderView
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.names import region_name
from klynge.server.texts import say


def confirmation(user: User, order: OrderView, name: str, address: str) -> Letter:
    """What was agreed, to who ordered it."""
    lines = [
        say("Thank you. This is what we have agreed:"),
        "",
        f"{say('Order')}: {order.number}",
        f"{say('What')}: {order.quantity} × {name}",
        *([f"{say('Your reference')}: {order.reference}"] if order.reference else []),
        f"{say('Delivered to')}: {region_name(order.cluster, order.region)}",
        f"{say('On or before')}: {formats.day(agreed_day(order.promised))}",
        *([f"{say('Price without tax')}: {formats.money(order.price_ore)}"] if order.price_ore else []),
        "",
        say("Follow it here, and change or withdraw it before work begins:"),
        address,
    ]
    return Letter(user.email, say("Order {number} is confirmed", number=order.number), "\n".join(lines))
