# SPDX-License-Identifier: Apache-2.0
"""A product file as a `ProductModel`: section by section, every problem noted, nothing half read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from klynge.configure.model import (
    AnyVariable,
    ChoiceVariable,
    Derived,
    Group,
    Identity,
    PriceLine,
    ProductModel,
    Rule,
    SubProduct,
    Table,
    TableKind,
    Texts,
    TextVariable,
)
from klynge.configure.reading import bill, common, routing, statements, tables, variables
from klynge.configure.reading.domains import has_value, whole_number
from klynge.configure.reading.placeholders import filled_texts
from klynge.configure.reading.problem import Report
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.sheets import Sheets
from klynge.configure.reading.tree import Entry, read_tree
from klynge.network import values
from klynge.network.problem import nearest

KEYS = (
    "product",
    "owner",
    "version",
    "valid",
    "texts",
    "unit",
    "synthetic",
    "name",
    "groups",
    "variables",
    "tables",
    "rules",
    "derived",
    "prices",
    "weight_g",
    "co2_g",
    "bill",
    "parts",
    "routing",
    "identity",
    "drawing",
)
_NEEDED = ("product", "owner", "version", "texts", "variables")


@dataclass(slots=True)
class Draft:
    """A model all but its sub-products, which need the models of other files."""

    model: ProductModel
    scope: Scope
    parts: dict[str, Entry]
    steps: dict[str, Entry]


@dataclass(slots=True)
class _Sections:
    """The fields of a product file and what was made of them so far."""

    report: Report
    root: Entry
    fields: Mapping[str, Entry]
    owner: str = ""
    scope: Scope = field(default_factory=Scope)

    def named(self, key: str) -> dict[str, Entry]:
        """The entries of a section by name."""
        return dict(self.fields[key].fields()) if key in self.fields else {}

    def listed(self, key: str) -> list[Entry]:
        """The entries of a section that is a list."""
        return list(self.fields[key].entries()) if key in self.fields else []

    def text(self, key: str) -> str:
        """The text of a field, "" when it is not there or wrong."""
        return (self.fields[key].value(values.text) or "") if key in self.fields else ""


def read_draft(path: Path, prefix: str, report: Report) -> Draft | None:
    """Read a product file and its tables; None when it is no product file at all."""
    root = read_tree(path, f"{prefix}{path.name}", report)
    if root is None:
        return None
    fields = root.fields(KEYS)
    if root.named is None:
        return None
    at = _Sections(report, root, fields)
    for key in _NEEDED:
        if key not in fields:
            root.lacks(name=key)
    identifier = fields["product"].value(values.identifier) if "product" in fields else None
    at.owner = (fields["owner"].value(values.identifier) or "") if "owner" in fields else ""
    if identifier and at.owner and not identifier.startswith(f"{at.owner}/"):
        fields["product"].say("not_the_owners", name=identifier, owner=at.owner)
    groups = {name: Group(name, common.texts(entry)) for name, entry in at.named("groups").items()}
    readable = "groups" not in fields or fields["groups"].named is not None
    found = _variables(at, groups if readable else None)
    found_tables = _tables(at, found, Sheets(path.parent, prefix, report))
    derived = _derived(at)
    found = {name: variables.with_condition(one, at.named("variables")[name], at.scope) for name, one in found.items()}
    rules = _rules(at, found_tables)
    steps = at.named("routing")
    first, last = common.validity(fields.get("valid"))
    model = ProductModel(
        id=identifier or "",
        owner=at.owner,
        version=at.text("version"),
        texts=common.texts(fields["texts"]) if "texts" in fields else {},
        unit=at.text("unit") or "pcs",
        place=root.place,
        variables=found,
        rules=rules,
        tables=found_tables,
        derived=derived,
        prices=tuple(_prices(at, found)),
        steps=tuple(routing.steps(steps, at.scope.with_quantity())),
        bill=tuple(
            line for entry in at.listed("bill") for line in bill.bill_lines(entry, at.scope.with_quantity(), steps)
        ),
        groups=tuple(groups.values()),
        valid_from=first,
        valid_to=last,
        name=_filled(at, "name"),
        drawing=tuple(filled_texts(entry, _known(at)) for entry in at.listed("drawing")),
        weight_g=common.number(fields.get("weight_g"), at.scope),
        co2_g=common.number(fields.get("co2_g"), at.scope),
        identity=_identity(at, found),
        synthetic=at.text("synthetic"),
    )
    return Draft(model, at.scope, at.named("parts"), steps)


def _known(at: _Sections) -> set[str]:
    return {*at.scope.variables, *at.scope.derived, *at.scope.broken}


def _filled(at: _Sections, key: str) -> Texts:
    return filled_texts(at.fields[key], _known(at)) if key in at.fields else {}


def _variables(at: _Sections, groups: Mapping[str, Group] | None) -> dict[str, AnyVariable]:
    entries = at.named("variables")
    if "variables" in at.fields and not entries:
        at.fields["variables"].say("no_variables")
    if len(entries) > variables.MOST_VARIABLES:
        at.fields["variables"].say("too_many", what="variables", count=len(entries), most=variables.MOST_VARIABLES)
        entries = {}
    found: dict[str, AnyVariable] = {}
    for name, entry in entries.items():
        one = variables.variable(entry, name, groups)
        if one is not None:
            found[name] = one
            _check_absent(one, entry)
    at.scope = Scope(variables=found, broken=frozenset(entries.keys() - found.keys()))
    return found


def _check_absent(variable: AnyVariable, entry: Entry) -> None:
    """What older configurations are said to have had must be a value of the variable."""
    if not variable.absent or isinstance(variable, TextVariable):
        return
    written = (entry.named or {})["absent"]
    if isinstance(variable, ChoiceVariable):
        known = [option.id for option in variable.options]
        if variable.absent not in known:
            written.say("not_an_option", name=variable.absent, near=nearest(variable.absent, known))
        return
    value = common.understood(written, lambda: whole_number(variable.absent))
    if value is not None and not has_value(variable, value):
        written.say("no_such_value", value=variable.absent)


def _tables(at: _Sections, found: Mapping[str, AnyVariable], sheets: Sheets) -> dict[str, Table]:
    made: dict[str, Table] = {}
    entries = at.named("tables")
    for name, entry in entries.items():
        table = tables.outline(entry, name, at.scope)
        if table is not None:
            made[name] = replace(table, rows=tables.rows(entry, table, found, sheets))
    columns = {table.id: table.columns for table in made.values() if table.kind is TableKind.LOOKUP}
    at.scope = replace(
        at.scope, columns=columns, broken=at.scope.broken | {f"{name}." for name in entries if name not in made}
    )
    return made


def _derived(at: _Sections) -> dict[str, Derived]:
    entries = at.named("derived")
    for name, entry in entries.items():
        if not common.name(entry, name):
            at.scope = replace(at.scope, broken=at.scope.broken | {name})
        elif name in at.scope.variables:
            entry.say("name_twice", name=name)
    at.scope = replace(at.scope, derived=frozenset(entries))
    made = {name: statements.derived(entry, name, at.scope) for name, entry in entries.items()}
    found = {name: one for name, one in made.items() if one is not None}
    at.scope = replace(at.scope, broken=at.scope.broken | (entries.keys() - found.keys()))
    statements.check_derived(found, entries)
    return found


def _rules(at: _Sections, found: Mapping[str, Table]) -> dict[str, Rule]:
    entries = at.named("rules")
    made = {name: statements.rule(entry, name, at.owner, at.scope, found) for name, entry in entries.items()}
    named = {(entry.named or {})["table"].text for entry in entries.values() if "table" in (entry.named or {})}
    for name, table in found.items():
        if table.kind is not TableKind.LOOKUP and name not in named:
            at.named("tables")[name].say("table_unused", name=name)
    return {name: one for name, one in made.items() if one is not None}


def _prices(at: _Sections, found: Mapping[str, AnyVariable]) -> list[PriceLine]:
    scope = at.scope.with_quantity()
    lines: list[PriceLine | None] = [statements.price(entry, name, scope) for name, entry in at.named("prices").items()]
    entries = at.named("variables")
    for name, variable in found.items():
        lines += variables.option_prices(variable, entries[name], scope)
    return [line for line in lines if line is not None]


def _identity(at: _Sections, found: Mapping[str, AnyVariable]) -> Identity | None:
    if "identity" not in at.fields:
        return None
    entry = at.fields["identity"]
    fields = entry.fields(("scope", "first"))
    scope = common.listed(fields.get("scope"))
    first = (fields["first"].value(values.text) or "") if "first" in fields else ""
    if "first" not in fields:
        entry.lacks(name="first")
    for key, name in (*(("scope", name) for name in scope), ("first", first)):
        if name and name not in found and name not in at.scope.broken:
            fields[key].say("unknown_variable", name=name, near=nearest(name, found))
    if first and isinstance(found.get(first), ChoiceVariable):
        fields["first"].say("first_is_choice", name=first)
    return Identity(scope, first, entry.place)


def with_parts(draft: Draft, products: Mapping[str, ProductModel] | None) -> ProductModel:
    """The model with its sub-products, checked against `products` when these are known."""
    found: list[SubProduct] = []
    for name, entry in draft.parts.items():
        one = bill.part(entry, name, draft.scope.with_quantity(), draft.steps, products)
        if one is not None:
            found.append(one)
    return replace(draft.model, parts=tuple(found))
