# SPDX-License-Identifier: Apache-2.0
"""Articles added to a network that was read before, such as one that a customer asks for: checked as a folder's are.

What hangs on the network alone is worked out once, so that many inquiries can be answered one after another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from klynge.job import Job
from klynge.network.articles import TABLES, ArticleRows, Joining, Known, MadeRow, Note, each_once
from klynge.network.capacity import Capacity
from klynge.network.crew import Crew
from klynge.network.expansion import Expansion
from klynge.network.goods import items_of
from klynge.network.model import Item, Network, Order, Routing
from klynge.network.problem import Findings, FolderError
from klynge.network.reading import Reading, check_references
from klynge.network.routes import RouteRows, Shop, Steps, routings_of
from klynge.network.schema import TABLES as ALL_TABLES
from klynge.network.schema import Agreements, Items, Members, Orders, Routings, WorkCentres
from klynge.network.settings import Calendars, Settings
from klynge.network.structure import check_structure
from klynge.network.table import Table
from klynge.network.transport import check_transport
from klynge.network.work import jobs_of

_MOST_STEPS = 50_000


class Articles:
    """Adds articles to a network, which is never changed itself."""

    def __init__(self, network: Network) -> None:
        """Take the network."""
        self.base = network
        self._crew = Crew(network.pools)
        self._known = Known()
        self._steps: Steps = {}
        self._settings = settings_of(network)
        self._calendars = Calendars(network.calendars, dict.fromkeys(network.calendars, 0), True)

    def network(self, rows: ArticleRows) -> Network:
        """The network with the articles' items and routings.

        Raises FolderError with all that is wrong with them: file is the article's item, column the place in the
        product. Articles that the network has already are taken as they are there.
        """
        items, routings, _ = self._added(rows)
        base = self.base
        return replace(base, items={**base.items, **items}, routings={**base.routings, **routings})

    def jobs(self, rows: ArticleRows, order: Order) -> tuple[Job, ...]:
        """The jobs of an order of the article, as `klynge.network.work_of` would make them of the network with it.

        Raises FolderError as `network` does, and for an order too large. Whether its region can be reached is for who
        places it to say, as with any other item.
        """
        items, _, needed = self._added(rows, order)
        small = replace(
            self.base, items={**self.base.items, **items}, routings=needed, orders={order.id: order}, progress=()
        )
        return jobs_of(small, order)

    def _added(
        self, rows: ArticleRows, order: Order | None = None
    ) -> tuple[dict[str, Item], dict[str, Routing], dict[str, Routing]]:
        """The items and routings that are new, and all routings that the article needs."""
        base, findings = self.base, Findings()
        if len(self._steps) > _MOST_STEPS:  # whoever answers for long does not remember every inquiry
            self._known, self._steps = Known(), {}
        fresh = ArticleRows(tuple(one for one in rows.articles if one.item not in base.routings))
        reading = self._reading(findings)
        note = _AtItem(findings, rows.item).note
        Joining(reading, self._known).join(fresh, note)
        reading.tables[Items.table.name].keys.update(dict.fromkeys(base.items, 0))
        if order is not None:
            reading.tables[Orders.table.name].rows.append(_order_row(reading, order, note))
        check_references(reading, [reading.tables[spec.name] for spec in TABLES])
        items = items_of(reading)
        known: dict[str, Item] = {**base.items, **items}
        shop = Shop(known, base.sites, base.work_centres, base.setup_matrices, base.agreements, self._crew, self._steps)
        made, made_rows = routings_of(reading, shop)
        needed = {**made, **self._needed(rows.item, made)}
        routings = reading.tables[Routings.table.name]
        there = {name: _rows_of(routings, routing, note) for name, routing in needed.items() if name not in made_rows}
        spots = {**made_rows, **there}
        usable = check_structure(reading, known, dict(needed), spots)
        if not findings.problems:
            self._capacity.check(made, made_rows)
            small = replace(base, items=known, routings=usable)
            reading.tables[Orders.table.name].rows.clear()
            check_transport(reading, small, Expansion(known, usable), spots)
        if findings.problems:
            raise FolderError(each_once(findings.problems))
        return items, made, needed

    def _needed(self, item: str, made: Mapping[str, Routing]) -> dict[str, Routing]:
        """The routings that the network has of what goes into an item, at any depth; its own too."""
        found: dict[str, Routing] = {}
        waiting, seen = [item], {item}
        while waiting:
            name = waiting.pop()
            routing = made.get(name) or self.base.routings.get(name)
            if routing is None:
                continue
            if name not in made:
                found[name] = routing
            used = {material.item for step in routing.steps for material in step.materials} - seen
            seen |= used
            waiting += sorted(used)
        return found

    @cached_property
    def _capacity(self) -> Capacity:
        return Capacity(self._reading(Findings()), self.base)

    def _reading(self, findings: Findings) -> Reading:
        tables = {spec.name: Table(spec, findings, there=True) for spec in ALL_TABLES}
        known: dict[str, Mapping[str, Any]] = {
            Members.table.name: self.base.members,
            WorkCentres.table.name: self.base.work_centres,
            Agreements.table.name: self.base.agreements,
        }
        for name, names in known.items():
            tables[name].keys = dict(names)
        return Reading(findings, self._settings, self._calendars, tables)


def settings_of(network: Network) -> Settings:
    """The settings of a network that was read."""
    return Settings(
        network.name,
        network.time_zone,
        network.start,
        network.end,
        network.epoch,
        network.regions,
        network.synthetic,
        network.overtime_percent,
        sound=True,
    )


@dataclass(frozen=True, slots=True)
class _AtItem:
    """Tells what is wrong with an article by its item."""

    findings: Findings
    item: str

    def note(self, place: str, message: str, remedy: str) -> None:
        self.findings.add(self.item, 0, place, message, remedy)


def _rows_of(table: Table, routing: Routing, note: Note) -> RouteRows:
    """Rows for a routing that the network has already: what is wrong with it is told by its item."""
    row = MadeRow(table, 0, place=routing.item, note=note)
    return RouteRows(
        {step.id: [row] * len(step.alternatives) for step in routing.steps},
        {},
        {(step.id, material.item): row for step in routing.steps for material in step.materials},
    )


def _order_row(reading: Reading, order: Order, note: Note) -> MadeRow:
    """The order as a row of orders.csv, of which the checks look at item and quantity."""
    values: list[Any] = [None] * len(Orders.table.columns)
    values[Orders.item.at], values[Orders.quantity.at] = order.item, order.quantity
    return MadeRow(reading.tables[Orders.table.name], 0, values, place=order.id, note=note)
