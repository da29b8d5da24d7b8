# SPDX-License-Identifier: Apache-2.0
"""Whether made items have routings and do not use each other in a circle."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from klynge.network.expansion import Expansion
from klynge.network.model import Item, Routing, Source, WorkCentre
from klynge.network.problem import UnfitError, shown
from klynge.network.reading import Reading
from klynge.network.routes import RouteRows
from klynge.network.schema import Items, Links, Materials, Orders, Routings
from klynge.network.table import Row
from klynge.network.topology import cycle, ordered

_MOST_UNITS = 10**9
_MOST_MS = 10**13


def check_structure(
    reading: Reading, items: Mapping[str, Item], routings: dict[str, Routing], rows: Mapping[str, RouteRows]
) -> dict[str, Routing]:
    """The routings that can be expanded: right in themselves and free of circles of items."""
    _check_made(reading, rows)
    used = {
        (material.item, item): step.id
        for item, routing in routings.items()
        for step in routing.steps
        for material in step.materials
        if material.item in routings
    }
    circle = cycle(routings, used)
    if circle:
        links = [rows[user].materials[used[part, user], part] for part, user in pairwise(circle)]
        row = max(links, key=lambda link: link.number)  # the last written is most likely the wrong one
        row.problem(
            Materials.material, f"the items are made of each other: {' → '.join(circle)}", "take one of these rows away"
        )
    usable = {item: routings[item] for item in ordered(routings, used)}
    _check_size(reading, items, usable)
    return {item: routings[item] for item in routings if item in usable}


def _check_made(reading: Reading, rows: Mapping[str, RouteRows]) -> None:
    if not reading.tables[Routings.table.name].there:
        return
    broken = {row.values[0] for spec in (Routings, Links, Materials) for row in reading.tables[spec.table.name].broken}
    if not reading.rows(Routings.table) and not reading.sound(Routings.table):
        return
    for row in reading.rows(Items.table):
        item, source = row[Items.item], row[Items.source]
        if source in (Source.MAKE, Source.LOT) and item not in rows and item not in broken:
            message = f"{shown(item)} is of source {source.value} but has no routing"
            row.problem(Items.item, message, "give its steps in routings.csv, or make its source buy or stock")


def _check_size(reading: Reading, items: Mapping[str, Item], usable: dict[str, Routing]) -> None:
    """Whether every order can be expanded into quantities and times that stay within what numbers hold."""
    expansion = Expansion(items, usable)
    largest: dict[str, Row] = {}
    for row in reading.rows(Orders.table):
        item = row[Orders.item]
        if item in usable and (item not in largest or row[Orders.quantity] > largest[item][Orders.quantity]):
            largest[item] = row
    for item, row in largest.items():
        try:
            quantities = expansion.quantities(item, row[Orders.quantity])
        except UnfitError as error:
            row.problem(Orders.item, error.message, error.remedy)
            usable.pop(item)
            continue
        for part in expansion.bill(item):
            step = _too_long(usable[part.item], quantities[part.label])
            if step:
                message = (
                    f"the step {step} of {part.item} takes more than 300 years for {row[Orders.quantity]} of {item}"
                )
                row.problem(Orders.quantity, message, "correct the quantity, or the times and yields of the routing")
                break


def _too_long(routing: Routing, quantities: Mapping[str, int]) -> str | None:
    """The first step that takes longer than can be meant, with some alternative."""
    for step in routing.steps:
        quantity = quantities[step.id]
        if quantity > _MOST_UNITS or any(way.unit_ms * quantity > _MOST_MS for way in step.alternatives):
            return step.id
    return None


def check_lots(expansion: Expansion, centres: Mapping[str, WorkCentre], rows: Mapping[str, RouteRows]) -> None:
    """Note steps of lots that a batch work centre cannot hold: a lot is one portion at each step."""
    for item, recipe in expansion.recipes.items():
        lot = expansion.items[item].lot
        quantities = recipe.quantities(lot) if lot else {}
        for step in recipe.routing.steps if lot else ():
            for way, row in zip(step.alternatives, rows[item].steps[step.id], strict=True):
                centre = centres.get(way.work_centre)
                load = way.load_per_unit * quantities[step.id]
                if centre and load > centre.capacity:
                    message = f"a lot takes {load} {centre.measure}, {centre.id} holds {centre.capacity}"
                    row.problem(Routings.load_per_unit, message, "make the lot smaller, or name another work centre")
