# SPDX-License-Identifier: Apache-2.0
"""Mails to who ordered, each in their language: what is agreed, and a new day before it is asked for."""

from __future__ import annotations

from typing import NamedTuple

from django.utils import translation

from klynge.server.accounts.models import User
from klynge.server.mails.actions import Letter
from klynge.server.orders.days import agreed_day
from klynge.server.orders.models import OrderView
from klynge.server.pages.frame import formats
from klynge.server.pages.frame.names import region_name
from klynge.server.texts import say


class Tax(NamedTuple):
    """Value added tax of an order: the rate in percent, and what comes to be paid in all, in øre."""

    percent: int
    total_ore: int


def tax_of(order: OrderView, percent: int | None) -> Tax | None:
    """The tax of an order with a price, where it is known whether tax is due."""
    if not order.price_ore or percent is None:
        return None
    return Tax(percent, order.price_ore + (order.price_ore * percent + 50) // 100)


def confirmation(user: User, order: OrderView, name: str, tax: Tax | None, address: str) -> Letter:
    """What was agreed, to who ordered it."""
    lines = [
        say("Thank you. This is what we have agreed:"),
        "",
        f"{say('Order')}: {order.number}",
        f"{say('What')}: {formats.number(order.quantity)} × {name}",
        *([f"{say('Your reference')}: {order.reference}"] if order.reference else []),
        f"{say('Delivered to')}: {region_name(order.cluster, order.region)}",
        f"{say('On or before')}: {formats.day(agreed_day(order.promised))}",
        *([f"{say('Price without tax')}: {formats.money(order.price_ore)}"] if order.price_ore else []),
        *([f"{say('Price with {percent} % tax', percent=tax.percent)}: {formats.money(tax.total_ore)}"] if tax else []),
        "",
        say("Follow it here, and change or withdraw it before work begins:"),
        address,
    ]
    return Letter(user.email, say("Order {number} is confirmed", number=order.number), "\n".join(lines))


def why_late(reason: str | None) -> str:
    """Why an order comes later, in a sentence; "" when nobody can tell."""
    if reason == "part":
        return say("A part of it comes later to where it is put together.")
    if reason == "work":
        return say("The work on it takes place later than was planned.")
    return say("The transport arrives later than was planned.") if reason else ""


def new_day_letter(
    order: OrderView, to: str, language: str, name: str, late: bool, reason: str | None, address: str, reply: str = ""
) -> Letter:
    """The day that is expected now, beside the one that was agreed, and why; or that the agreed one is kept again."""
    with translation.override(language):
        agreed, day = agreed_day(order.promised), agreed_day(order.expected)
        if late:
            title = say("Order {number}: new day, {day}", number=order.number, day=formats.day(day))
            first = [say("It comes later than we agreed."), *([why] if (why := why_late(reason)) else [])]
        else:
            title = say("Order {number}: the agreed day is kept again", number=order.number)
            first = [say("It comes by the day that we agreed after all.")]
        lines = [
            say("Hello,"),
            "",
            " ".join(first),
            "",
            f"{say('Order')}: {order.number}",
            f"{say('What')}: {formats.number(order.quantity)} × {name}",
            *([f"{say('Your reference')}: {order.reference}"] if order.reference else []),
            f"{say('Agreed was')}: {formats.day(agreed, year=True)}",
            f"{say('Expected')}: {formats.day(day, year=True)}, {formats.week(day)}",
            "",
            say("You hear from us if it changes again."),
            say("Follow it here:"),
            address,
        ]
    return Letter(to, title, "\n".join(lines), reply)
