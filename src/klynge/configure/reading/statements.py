# SPDX-License-Identifier: Apache-2.0
"""`rules`, `derived` and `prices`: what must hold, what follows, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from klynge.configure import expression as x
from klynge.configure.model import Derived, PriceLine, Rule, Table, TableKind
from klynge.configure.reading import common
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.tree import Entry
from klynge.configure.walk import parts
from klynge.network import values
from klynge.network.problem import nearest

_RULE = ("owner", "texts", "rule", "table", "valid")
_DERIVED = ("texts", "unit", "value")
_PRICE = ("texts", "amount", "when", "per", "valid")
DEEPEST = 150  # levels of a derived quantity with all that it is made of
LARGEST = 5000  # parts of a derived quantity with all that it is made of
MOST_DIGITS = 2000  # bits of the largest number that a derived quantity may come to


def rule(entry: Entry, identifier: str, owner: str, scope: Scope, tables: Mapping[str, Table]) -> Rule | None:
    """A rule, or None with the problem noted."""
    common.name(entry, identifier)
    fields = entry.fields(_RULE)
    if ("rule" in fields) == ("table" in fields):
        entry.lacks("rule_or_table")
        return None
    first, last = common.validity(fields.get("valid"))
    table = _table(fields.get("table"), scope, tables)
    condition = common.truth(fields.get("rule"), scope)
    texts = common.texts(fields.get("texts"), entry)
    if condition is None and not table:
        return None
    return Rule(
        id=identifier,
        owner=(fields["owner"].value(values.identifier) or owner) if "owner" in fields else owner,
        texts=texts,
        place=entry.place,
        condition=condition,
        table=table,
        valid_from=first,
        valid_to=last,
    )


def _table(entry: Entry | None, scope: Scope, tables: Mapping[str, Table]) -> str:
    name = (entry.value(values.text) or "") if entry is not None else ""
    if entry is None or not name or f"{name}." in scope.broken:
        return name
    known = [table.id for table in tables.values() if table.kind is not TableKind.LOOKUP]
    if name in tables and name not in known:
        entry.say("lookup_as_rule", name=name)
    elif name not in tables:
        entry.say("unknown_table", table=name, near=nearest(name, known))
    return name


def derived(entry: Entry, identifier: str, scope: Scope) -> Derived | None:
    """A derived quantity, or None with the problem noted."""
    fields = entry.fields(_DERIVED)
    if "value" not in fields:
        entry.lacks(name="value")
        return None
    value = common.number(fields["value"], scope)
    unit = (fields["unit"].value(values.text) or "") if "unit" in fields else ""
    texts = common.texts(fields.get("texts"), entry)
    return Derived(identifier, texts, unit, value, entry.place) if value is not None else None


def check_derived(found: Mapping[str, Derived], entries: Mapping[str, Entry]) -> None:
    """Note quantities that follow from themselves, and those that grow beyond all use."""
    uses = {name: _derived_in(one.value) & found.keys() for name, one in found.items()}
    try:
        order = list(TopologicalSorter(uses).static_order())
    except CycleError as error:
        cycle = list(reversed(error.args[1]))
        entries[cycle[0]].say("derived_cycle", names=" → ".join(cycle))
        return
    bits: dict[str, _Bits] = {}
    levels: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for name in order:
        sizes[name] = _size(found[name].value, sizes)
        if sizes[name] > LARGEST:
            entries[name].say("large_derived", most=LARGEST)
            return
        levels[name] = _levels(found[name].value, levels)
        if levels[name] > DEEPEST:
            entries[name].say("deep_derived", levels=DEEPEST)
            return
        bits[name] = _bits(found[name].value, bits)
        if sum(bits[name]) > MOST_DIGITS:
            entries[name].say("too_large_a_product")
            return


def _derived_in(expression: x.Expression) -> set[str]:
    own = {expression.name} if isinstance(expression, x.DerivedOf) else set()
    return own.union(*(_derived_in(part) for part in parts(expression)))


def _size(expression: x.Expression, derived_sizes: Mapping[str, int]) -> int:
    """How many parts an expression has when derived quantities are put in."""
    own = derived_sizes.get(expression.name, 0) if isinstance(expression, x.DerivedOf) else 0
    return 1 + own + sum(_size(part, derived_sizes) for part in parts(expression))


def _levels(expression: x.Expression, derived_levels: Mapping[str, int]) -> int:
    """How deep an expression is nested when derived quantities are put in."""
    if isinstance(expression, x.DerivedOf):
        return 1 + derived_levels.get(expression.name, 0)
    return 1 + max((_levels(part, derived_levels) for part in parts(expression)), default=0)


class _Bits(NamedTuple):
    """Bounds on the length of numerator and denominator of all values that an expression may take, in bits."""

    over: int
    under: int = 0


def _bits(expression: x.Expression, known: Mapping[str, _Bits]) -> _Bits:
    match expression:
        case x.Number(value):
            return _Bits(value.numerator.bit_length(), value.denominator.bit_length() - 1)
        case x.DerivedOf(name):
            return known.get(name, _Bits(1))
        case x.LookUp():
            return _Bits(64, 40)  # fifteen digits before the point, twelve after it
        case x.Calculate(operator, left, right):
            return _result(operator, _bits(left, known), _bits(right, known))
        case x.Apply(function, arguments):
            below = [_bits(argument, known) for argument in arguments]
            whole = function in (x.Function.FLOOR, x.Function.CEIL, x.Function.ROUND)
            return _Bits(max(one.over for one in below), 0 if whole else max(one.under for one in below))
        case x.Choose(_, then, otherwise):
            return _Bits(*(max(pair) for pair in zip(_bits(then, known), _bits(otherwise, known), strict=True)))
    return _Bits(32)


def _result(operator: x.Arithmetic, left: _Bits, right: _Bits) -> _Bits:
    if operator is x.Arithmetic.MULTIPLY:
        return _Bits(left.over + right.over, left.under + right.under)
    if operator is x.Arithmetic.DIVIDE:
        return _Bits(left.over + right.under, left.under + right.over)
    if operator is x.Arithmetic.FLOOR_DIVIDE:
        return _Bits(left.over + right.under)
    return _Bits(max(left.over + right.under, right.over + left.under) + 1, left.under + right.under)


def price(entry: Entry, identifier: str, scope: Scope) -> PriceLine | None:
    """A price line, or None with the problem noted."""
    common.name(entry, identifier)
    fields = entry.fields(_PRICE)
    if "amount" not in fields:
        entry.lacks(name="amount")
        return None
    per = fields["per"].value(values.text) if "per" in fields else "piece"
    if per not in ("piece", "order"):
        fields["per"].say("price_per", text=per or "")
    first, last = common.validity(fields.get("valid"))
    amount = common.number(fields["amount"], scope)
    when = common.truth(fields.get("when"), scope)
    texts = common.texts(fields.get("texts"), entry)
    if amount is None:
        return None
    return PriceLine(
        id=identifier,
        texts=texts,
        amount=amount,
        place=entry.place,
        when=when,
        per_order=per == "order",
        valid_from=first,
        valid_to=last,
    )
