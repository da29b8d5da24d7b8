# SPDX-License-Identifier: Apache-2.0
"""Whether some product is as asked, and an example of one: the model compiled with further rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from klynge.configure import expression as x
from klynge.configure.compiled import CompiledProduct, compile_product
from klynge.configure.model import NumberVariable, Place, ProductModel, Rule, Span, Table, TextVariable
from klynge.configure.session import Session
from klynge.configure.walk import rebuilt, uses_quantity, variables

_QUANTITY = "quantity"  # no variable has this name: it is a word of the language
_LARGEST_QUANTITY = 100_000
_ASKED = "asked "  # before the identifiers of rules and tables that are added; names have no blanks
_SHOWN = 6


def bare(model: ProductModel) -> ProductModel:
    """The model without prices and making, which compiles faster."""
    return replace(model, prices=(), bill=(), parts=(), steps=(), weight_g=None, co2_g=None, drawing=())


def with_rules(model: ProductModel, conditions: Iterable[x.Expression], tables: Iterable[Table] = ()) -> ProductModel:
    """The model with further rules and tables that must hold too; `quantity` may be asked for in them."""
    rules: list[Rule] = []
    extra: dict[str, Table] = {}
    place = Place("")
    stated = list(conditions)
    for number, table in enumerate(tables):
        name = f"{_ASKED}{number}"
        extra[name] = replace(table, id=name)
        rules.append(Rule(f"{_ASKED}table {number}", "", {}, place, table=name))
    if any(uses_quantity(condition) for condition in stated):
        stated = [rebuilt(condition, _as_variable) for condition in stated]
        quantity = NumberVariable(_QUANTITY, {}, place, spans=(Span(1, _LARGEST_QUANTITY),))
        model = replace(model, variables={**model.variables, _QUANTITY: quantity})
    rules += [Rule(f"{_ASKED}{number}", "", {}, place, condition) for number, condition in enumerate(stated)]
    return replace(model, rules={**model.rules, **{rule.id: rule for rule in rules}}, tables={**model.tables, **extra})


def _as_variable(leaf: x.Expression) -> x.Expression:
    return x.NumberOf(_QUANTITY) if isinstance(leaf, x.OrderQuantity) else leaf


def compiled_with(
    model: ProductModel, on: date, conditions: Sequence[x.Expression], tables: Sequence[Table] = ()
) -> CompiledProduct:
    """The bare model compiled with further rules."""
    small = bare(model)
    names = frozenset().union(names_in(model, conditions), *(table.variables for table in tables))
    near = {name: rule for name, rule in model.rules.items() if names & _names_of(rule, model)}
    # Mostly what is asked for is impossible whatever the rules say, or by the few that are about it: known much sooner.
    for rules in ({}, near):
        fewer = compile_product(with_rules(replace(small, rules=rules), conditions, tables), on)
        if fewer.empty or len(rules) == len(model.rules):
            return fewer
    return compile_product(with_rules(small, conditions, tables), on)


def _names_of(rule: Rule, model: ProductModel) -> frozenset[str]:
    if rule.condition is None:
        return frozenset(model.tables[rule.table].variables)
    return variables(rule.condition, model)


def example(product: CompiledProduct, names: Collection[str]) -> str | None:
    """Values of these variables in one product, written `a = b, c = 12`; None when there is no product."""
    if product.empty:
        return None
    whole = Session(product).complete_by("cheapest")
    if whole is None:
        return None
    shown = [f"{name} = {whole.choices[name]}" for name in sorted(names) if name in whole.choices]
    return ", ".join(shown[:_SHOWN]) or "–"


def names_in(model: ProductModel, expressions: Iterable[x.Expression]) -> frozenset[str]:
    """The variables that expressions hang on, `quantity` among them; no texts, which take part in no rule."""
    found: set[str] = set()
    for one in expressions:
        found |= variables(one, model)
        if uses_quantity(one):
            found.add(_QUANTITY)
    return frozenset(name for name in found if not isinstance(model.variables.get(name), TextVariable))


def both(conditions: Sequence[x.Expression]) -> x.Expression:
    """All of some conditions."""
    return _joined(x.Connective.AND, conditions)


def either(conditions: Sequence[x.Expression]) -> x.Expression:
    """Any of some conditions."""
    return _joined(x.Connective.OR, conditions)


def _joined(connective: Literal[x.Connective.AND, x.Connective.OR], conditions: Sequence[x.Expression]) -> x.Expression:
    return conditions[0] if len(conditions) == 1 else x.Connect(connective, tuple(conditions))
