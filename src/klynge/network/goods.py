# SPDX-License-Identifier: Apache-2.0
"""Rows as items and stock, with what must hold of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from klynge.network.model import Item, Source, StockLot
from klynge.network.problem import shown
from klynge.network.reading import Reading
from klynge.network.schema import Items, Stock


def items_of(reading: Reading) -> dict[str, Item]:
    """The items by identifier."""
    items = {}
    for row in reading.rows(Items.table):
        source = row[Items.source]
        if source is Source.LOT and not row[Items.lot]:
            row.problem(Items.lot, "an item of source lot needs the size of a lot", "say how many units one lot is")
        if source is not Source.LOT and (row[Items.lot] or row[Items.shelf_life] is not None):
            column = Items.lot if row[Items.lot] else Items.shelf_life
            row.problem(
                column,
                f"an item of source {source.value} has no {column.name}",
                "leave it empty, or make the source lot",
            )
        if source is not Source.BUY and row[Items.lead_time] is not None:
            message = f"an item of source {source.value} has no lead time"
            row.problem(Items.lead_time, message, "leave it empty, or make the source buy")
        items[row[Items.item]] = Item(
            id=row[Items.item],
            owner=row[Items.member],
            name=row[Items.name],
            unit=row[Items.unit],
            source=source,
            lead_time_s=row[Items.lead_time],
            cost_ore=row[Items.cost],
            co2_g=row[Items.co2],
            weight_g=row[Items.weight],
            lot=row[Items.lot],
            shelf_life_s=row[Items.shelf_life],
            name_en=row[Items.name_en],
        )
    return items


def stock_of(reading: Reading, items: Mapping[str, Item]) -> dict[str, StockLot]:
    """The stock lots and receipts, named `item@site#n` in the order of the table."""
    stock = {}
    count: Counter[tuple[str, str]] = Counter()
    for row in reading.rows(Stock.table):
        name, site = row[Stock.item], row[Stock.site]
        count[name, site] += 1
        at, until = row[Stock.available], row[Stock.expires]
        available = reading.settings.begins(at) if at else min(reading.settings.epoch, reading.settings.start)
        expires = reading.settings.begins(until) if until else None
        if expires and expires <= available:
            row.problem(Stock.expires, "the stock expires before it is available", "write a later day")
        item = items.get(name)
        if item and item.source is Source.MAKE:
            message = f"{shown(name)} is made to order and never taken from stock"
            row.problem(Stock.item, message, "make its source lot, buy or stock")
        lot = f"{name}@{site}#{count[name, site]}"
        stock[lot] = StockLot(lot, name, site, row[Stock.quantity], available, expires)
    return stock
