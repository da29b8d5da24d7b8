# SPDX-License-Identifier: Apache-2.0
"""Changes of prices and emission factors; a plan's places stay, what it costs does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from klynge.network.model import SetupMatrix, Site, WorkCentre

from .data import Price
from .draft import Draft, Sale
from .ways import Dearer, Piecework

FIELDS = {
    "work_centre": ("cost_ore_h", "cost_ore", "cost_ore_unit"),
    "site": ("energy_ore_kwh", "co2_g_kwh"),
    "pool": ("cost_ore_h",),
    "item": ("cost_ore", "co2_g"),
    "lane": ("cost_ore", "cost_ore_kg", "co2_g_kg"),
    "agreement": ("rate_ore_h",),
    "setup": ("cost_ore",),
    "order": ("value_ore",),
}
TABLES = {"work_centre": "work_centres", "setup": "setup_matrices"}
KINDS = {"setup": "matrix"}


def price(draft: Draft, change: Price) -> None:
    """Other prices of one thing or all of a kind."""
    if (change.value is None) == (change.permille is None):
        draft.trouble("value_or_permille")
        return
    if not draft.known("field", change.field, FIELDS[change.of]):
        return
    table: dict[str, Any] = (
        draft.orders.jobs if change.of == "order" else draft.table(TABLES.get(change.of, f"{change.of}s"))
    )
    if change.id != "*" and not draft.known(KINDS.get(change.of, change.of), change.id, table):
        return
    if change.of == "order":
        draft.sales.append(Sale(change.id, change.value, change.permille or 0))
        return
    for name in list(table) if change.id == "*" else [change.id]:
        if change.of == "work_centre":
            _work_centre(draft, change, table[name])
        elif change.of == "site":
            _site(draft, change, table[name])
        elif change.of == "setup":
            matrix: SetupMatrix = table[name]
            ore = {pair: _new(change, cost) for pair, cost in matrix.cost_ore.items()}
            draft.put("setup_matrices", name, replace(matrix, cost_ore=ore))
        else:
            _field(draft, change, f"{change.of}s", name, table[name])


def _new(change: Price, before: int) -> int:
    return change.value if change.value is not None else before * (change.permille or 0) // 1000


def _field(draft: Draft, change: Price, table: str, name: str, row: Any) -> None:
    draft.put(table, name, replace(row, **{change.field: _new(change, getattr(row, change.field))}))


def _work_centre(draft: Draft, change: Price, centre: WorkCentre) -> None:
    """An hour; or, in its modes, a portion or a unit."""
    if change.field == "cost_ore_h":
        after = _new(change, centre.cost_ore_h)
        draft.put("work_centres", centre.id, replace(centre, cost_ore_h=after))
        draft.ways.append(Dearer(centre.id, ore_h=after - centre.cost_ore_h))
    elif change.permille is None:
        draft.trouble("only_permille", field=change.field)
    else:
        draft.ways.append(Piecework(centre.id, change.field, change.permille))


def _site(draft: Draft, change: Price, site: Site) -> None:
    """Energy, which the modes at the site's work centres have in their hourly rates."""
    before = getattr(site, change.field)
    after = _new(change, before)
    named: dict[str, Any] = {change.field: after}
    draft.put("sites", site.id, replace(site, **named))
    for centre in draft.table("work_centres").values():
        if centre.site == site.id and centre.power_kw:
            more = centre.power_kw * (after - before)
            way = Dearer(centre.id, ore_h=more) if change.field == "energy_ore_kwh" else Dearer(centre.id, g_h=more)
            draft.ways.append(way)
