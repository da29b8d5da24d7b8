# SPDX-License-Identifier: Apache-2.0
"""Rows as orders, with what must hold of each."""

from __future__ import annotations

from collections.abc import Mapping

from klynge.job import Status
from klynge.network.model import Item, Order, Source
from klynge.network.problem import shown
from klynge.network.reading import Reading
from klynge.network.schema import Orders
from klynge.network.table import Row


def orders_of(reading: Reading, items: Mapping[str, Item]) -> dict[str, Order]:
    """The orders by identifier."""
    return {row[Orders.order]: _order(reading, row, items) for row in reading.rows(Orders.table)}


def _order(reading: Reading, row: Row, items: Mapping[str, Item]) -> Order:
    settings = reading.settings
    promised, flexible = row[Orders.promised], row[Orders.flexible]
    order = Order(
        id=row[Orders.order],
        member=row[Orders.member],
        customer=row[Orders.customer],
        region=row[Orders.region],
        item=row[Orders.item],
        quantity=row[Orders.quantity],
        value_ore=row[Orders.value],
        released=settings.begins(row[Orders.released]),
        due=settings.ends(row[Orders.due]),
        promised=settings.ends(promised) if promised else None,
        weight=row[Orders.weight],
        status=row[Orders.status],
        flexible=settings.ends(flexible) if flexible else None,
    )
    if order.due <= order.released:
        row.problem(
            Orders.due, "the order is due before it is released", "write a later due day, or an earlier released"
        )
    if order.promised is not None and order.promised <= order.released:
        row.problem(Orders.promised, "the order is promised before it is released", "write a later promised day")
    if order.promised is not None and order.status is Status.NEW:
        row.problem(
            Orders.promised,
            "a new order has no promised day yet",
            "leave it empty, or write held or committed as status",
        )
    if order.promised is None and order.status in (Status.HELD, Status.COMMITTED):
        row.problem(
            Orders.promised,
            f"an order that is {order.status.value} has a promised day",
            "write it here, or make the status new",
        )
    if order.flexible is not None and order.flexible < (order.promised or order.due):
        row.problem(
            Orders.flexible,
            "the order may be put off until before it is promised or due",
            "write a day after that, or leave it empty",
        )
    item = items.get(order.item)
    if item:
        _check_item(row, order, item)
    return order


def _check_item(row: Row, order: Order, item: Item) -> None:
    if item.owner != order.member:
        message = f"{shown(item.id)} is made by {item.owner}, the order is {order.member}'s"
        row.problem(Orders.item, message, f"name an item of {order.member}, or make {item.owner} the member")
    elif item.source is not Source.MAKE:
        message = f"{shown(item.id)} is of source {item.source.value} and not made to order"
        row.problem(Orders.item, message, "order an item of source make")
