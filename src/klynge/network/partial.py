# SPDX-License-Identifier: Apache-2.0
"""Some tables of a member read against the cluster as it is: orders, items and stock, every error at once.

What is not in the folder is taken from the network: members, sites, regions, the items that there are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from klynge.network.adding import settings_of
from klynge.network.demand import orders_of
from klynge.network.goods import items_of, stock_of
from klynge.network.model import Item, Network, Order, StockLot
from klynge.network.problem import Findings, FolderError
from klynge.network.reading import Reading, check_references
from klynge.network.schema import TABLES, Configurations, Items, Members, Orders, Sites, Stock
from klynge.network.settings import Calendars
from klynge.network.table import Row, Spec, Table, read_table

TAKEN: tuple[Spec, ...] = (Orders.table, Items.table, Stock.table, Configurations.table)
"""The tables that are read; others may lie in the folder."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A row of configurations.csv: its number, the product, its version, and the choices as they are written."""

    row: int
    product: str
    version: str
    choices: str


@dataclass(frozen=True, slots=True)
class Part:
    """A member's own rows and their numbers; `tables` are those that were there, `left_out` rows of others."""

    tables: frozenset[str]
    orders: Mapping[str, Order]
    order_rows: Mapping[str, int]
    items: Mapping[str, Item]
    item_rows: Mapping[str, int]
    stock: Mapping[str, StockLot]
    configurations: Mapping[str, Declared]
    left_out: int


def read_part(folder: Path, base: Network, member: str, ordered: Collection[str] = ()) -> Part:
    """The member's rows of the tables in a folder; `ordered` are configured items that are in the plan already.

    Raises FolderError with every problem of every table.
    """
    findings = Findings()
    tables = {spec.name: Table(spec, findings, there=True) for spec in TABLES}
    for spec in TAKEN:
        if (folder / spec.file).is_file():
            tables[spec.name] = read_table(folder, spec, findings)
    there = frozenset(spec.name for spec in TAKEN if (folder / spec.file).is_file())
    tables[Members.table.name].keys = dict.fromkeys(base.members, 0)
    tables[Sites.table.name].keys = dict.fromkeys(base.sites, 0)
    items = tables[Items.table.name]
    for name in (*base.items, *ordered):
        items.keys.setdefault(name, 0)
    calendars = Calendars(base.calendars, dict.fromkeys(base.calendars, 0), True)
    reading = Reading(findings, settings_of(base), calendars, tables)
    check_references(reading, [tables[spec.name] for spec in TAKEN])
    rows = {spec.name: list(tables[spec.name].rows) for spec in TAKEN}
    left_out = _only(tables[Orders.table.name], lambda row: row[Orders.member] == member)
    left_out += _only(items, lambda row: row[Items.member] == member)
    own_items = items_of(reading)
    known = {**base.items, **own_items}
    left_out += _only(
        tables[Stock.table.name], lambda row: row[Stock.item] in known and known[row[Stock.item]].owner == member
    )
    part = Part(
        there,
        orders_of(reading, known),
        {row[Orders.order]: row.number for row in rows[Orders.table.name]},
        own_items,
        {row[Items.item]: row.number for row in rows[Items.table.name]},
        stock_of(reading, known),
        {
            row[Configurations.item]: Declared(
                row.number, row[Configurations.product], row[Configurations.version], row[Configurations.choices]
            )
            for row in rows[Configurations.table.name]
        },
        left_out,
    )
    if findings.problems:
        raise FolderError(findings.problems)
    return part


def _only(table: Table, mine: Callable[[Row], bool]) -> int:
    """Keep one's own rows; how many were others'."""
    kept = [row for row in table.rows if mine(row)]
    left_out = len(table.rows) - len(kept)
    table.rows = kept
    return left_out
