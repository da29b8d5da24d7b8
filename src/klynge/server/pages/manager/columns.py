# SPDX-License-Identifier: Apache-2.0
"""What the columns of the tables that a member brings in mean, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from klynge.network.schema import Configurations, Items, Orders, Stock
from klynge.server.texts import say

SPECS = (Orders.table, Items.table, Stock.table, Configurations.table)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row of it is, and its columns: name, a word when it must be filled in, meaning."""

    name: str
    row: str
    columns: tuple[tuple[str, str, str], ...]


def meanings() -> tuple[Table, ...]:
    """The tables in the order they are shown."""
    words = {
        "orders": (say("One order."), _orders()),
        "items": (say("One item that you make, buy or have."), _items()),
        "stock": (say("What lies in stock, or comes on a day."), _stock()),
        "configurations": (say("What was chosen of a product that an order names."), _configurations()),
    }
    found = []
    for spec in SPECS:
        row, meaning = words[spec.name]
        columns = ((each.name, say("yes") if each.required else "", meaning[each.name]) for each in spec.columns)
        found.append(Table(spec.name, row, tuple(columns)))
    return tuple(found)


def _orders() -> dict[str, str]:
    return {
        "order": say("The order's number, your own."),
        "member": say("Your firm's short name. Rows of other firms are left out."),
        "customer": say("The customer's name."),
        "region": say("Where it is delivered: a region of the cluster."),
        "item": say("What is ordered: an item that the cluster makes, or one of configurations."),
        "quantity": say("How many, a whole number."),
        "value_nok": say("What the order sells for, in kroner."),
        "released": say("The day from which it may be begun, as 2026-03-02."),
        "due": say("The day by which it is wanted; it counts to its end."),
        "promised": say("The day that was promised, when one was."),
        "weight": say("How much a late day counts against other orders; 1 when it is empty."),
        "status": say("new, or committed with a promised day; new when it is empty."),
        "flexible": say("The day to which the customer can wait."),
    }


def _items() -> dict[str, str]:
    return {
        "item": say("The item's number, your own."),
        "member": say("Your firm's short name. Rows of other firms are left out."),
        "name": say("What people call it."),
        "unit": say("What it is counted in: pcs, m, kg."),
        "source": say("make, lot, buy or stock. New items are bought or in stock; routings come from the office."),
        "lead_time": say("How long it takes to get what is bought: 3d, 2w."),
        "cost_nok": say("What one costs, in kroner."),
        "co2_g": say("CO₂ of one, in grams."),
        "weight_g": say("Weight of one, in grams."),
        "lot": say("How many are made at a time."),
        "shelf_life": say("How long it keeps: 30d."),
        "name_en": say("What people who read English call it."),
    }


def _stock() -> dict[str, str]:
    return {
        "item": say("The item."),
        "site": say("Where it lies."),
        "quantity": say("How many, a whole number."),
        "available": say("The day on which it comes; empty when it is there."),
        "expires": say("The day after which it cannot be used."),
    }


def _configurations() -> dict[str, str]:
    return {
        "item": say("The product's name, a slash and a code: it is what the order names."),
        "product": say("The product."),
        "version": say("The version of the product that it was chosen by."),
        "choices": say("What was chosen: width=900|colour=red."),
    }
