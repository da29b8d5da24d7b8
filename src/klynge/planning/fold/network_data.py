# SPDX-License-Identifier: Apache-2.0
"""A network and supplies as plain data, both ways: tables by identifier, every entry a whole value."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from klynge.job import Supply
from klynge.network import model
from klynge.network.model import Network, SetupMatrix

TABLES: dict[str, Any] = {
    "members": model.Member, "sites": model.Site, "calendars": model.Calendar, "work_centres": model.WorkCentre,
    "setup_matrices": model.SetupMatrix, "pools": model.Pool, "people": model.Person, "items": model.Item,
    "stock": model.StockLot, "lanes": model.Lane, "agreements": model.Agreement, "routings": model.Routing,
    "orders": model.Order, "names": model.Name,
}  # fmt: skip
SETTINGS = ("start", "end", "regions")


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """What reads and writes values of a type."""
    return TypeAdapter(kind)


def entry_data(table: str, value: Any) -> Any:
    """An entry of a table as plain data."""
    if isinstance(value, SetupMatrix):
        return {
            "id": value.id,
            "families": list(value.families),
            "seconds": [[*pair, s] for pair, s in sorted(value.seconds.items())],
            "cost_ore": [[*pair, ore] for pair, ore in sorted(value.cost_ore.items())],
            "default_s": value.default_s,
        }
    return adapter(TABLES[table]).dump_python(value, mode="json", exclude_defaults=True)


def entry_from(table: str, tree: Any) -> Any:
    """An entry of a table from plain data; pydantic's ValidationError when it is none."""
    if table == "setup_matrices" and isinstance(tree, dict):
        tree = dict(tree)
        for name in ("seconds", "cost_ore"):
            pairs = adapter(list[tuple[str, str, int | None]]).validate_python(tree.get(name, []))
            tree[name] = {(before, after): value for before, after, value in pairs}
    return adapter(TABLES[table]).validate_python(tree)


def network_data(network: Network) -> dict[str, Any]:
    """A network as plain data."""
    found: dict[str, Any] = {}
    for each in fields(network):
        value = getattr(network, each.name)
        if value == _default(each):  # left out, so that plain data stays the same when networks know more fields
            continue
        if each.name in TABLES:
            found[each.name] = {name: entry_data(each.name, entry) for name, entry in value.items()}
        else:
            found[each.name] = adapter(_types()[each.name]).dump_python(value, mode="json", exclude_defaults=True)
    return found


def network_from(tree: dict[str, Any]) -> Network:
    """A network from plain data; pydantic's ValidationError when it is none."""
    found: dict[str, Any] = {}
    for each in fields(Network):
        if each.name not in tree and _default(each) is not MISSING:
            continue  # a field that is younger than the row: what a cluster without it has
        if each.name in TABLES:
            found[each.name] = {name: entry_from(each.name, entry) for name, entry in tree[each.name].items()}
        else:
            found[each.name] = adapter(_types()[each.name]).validate_python(tree[each.name])
    return Network(**found)


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def changed_network(network: Network, table: str, name: str, tree: Any) -> Network:
    """A network with one entry as it is now. Raises KeyError for an unknown table or setting, or an entry to be removed
    that there is not; pydantic's ValidationError for a value that is none."""
    if table == "settings":
        if name not in SETTINGS:
            raise KeyError(name)
        return replace(network, **{name: adapter(_types()[name]).validate_python(tree)})
    entries = dict(getattr(network, table)) if table in TABLES else None
    if entries is None:
        raise KeyError(table)
    if tree is None:
        del entries[name]
    else:
        entries[name] = entry_from(table, tree)
    changes: dict[str, Any] = {table: entries}
    return replace(network, **changes)


def supplies_data(supplies: tuple[Supply, ...]) -> list[Any]:
    """Supplies as plain data."""
    found: list[Any] = adapter(tuple[Supply, ...]).dump_python(supplies, mode="json", exclude_defaults=True)
    return found


def supplies_from(tree: Any) -> tuple[Supply, ...]:
    """Supplies from plain data."""
    found: tuple[Supply, ...] = adapter(tuple[Supply, ...]).validate_python(tree)
    return found


@cache
def _types() -> dict[str, Any]:
    from typing import get_type_hints

    return get_type_hints(Network)
