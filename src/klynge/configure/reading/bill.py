# SPDX-License-Identifier: Apache-2.0
"""`bill` and `parts`: what a piece is made of, bought things and products of others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from klynge.configure import expression as x
from klynge.configure.model import (
    BillLine,
    ChoiceVariable,
    NumberVariable,
    ProductModel,
    SameAs,
    SubProduct,
    TextVariable,
)
from klynge.configure.reading import common
from klynge.configure.reading.domains import has_value
from klynge.configure.reading.scope import Scope
from klynge.configure.reading.tree import Entry
from klynge.network import values
from klynge.network.problem import nearest

_LINE = ("step", "item", "quantity", "when")
_PART = ("product", "step", "quantity", "choices", "when", "texts")
_BY = re.compile(r"by\(\s*([^,()]+?)\s*,(.*)\)", re.DOTALL)


def step_of(entry: Entry, fields: Mapping[str, Entry], steps: Mapping[str, Entry]) -> str:
    """The routing step that uses something, or "" with the problem noted."""
    if "step" not in fields:
        entry.lacks(name="step")
        return ""
    step = fields["step"].value(values.text) or ""
    if step and step not in steps:
        fields["step"].say("unknown_step", name=step, near=nearest(step, steps))
        return ""
    return step


def bill_lines(entry: Entry, scope: Scope, steps: Mapping[str, Entry]) -> list[BillLine]:
    """The lines of one entry: one, or one for each item of a `by(…)`."""
    fields = entry.fields(_LINE)
    step = step_of(entry, fields, steps)
    for needed in ("item", "quantity"):
        if needed not in fields:
            entry.lacks(name=needed)
    quantity = common.number(fields.get("quantity"), scope)
    when = common.truth(fields.get("when"), scope)
    items = _items(fields["item"], scope) if "item" in fields else []
    if quantity is None or not step:
        return []
    return [BillLine(step, item, quantity, entry.place, _both(when, options)) for item, options in items]


def _both(when: x.Expression | None, options: x.Expression | None) -> x.Expression | None:
    if when is None or options is None:
        return when or options
    return x.Connect(x.Connective.AND, (when, options))


def _items(entry: Entry, scope: Scope) -> list[tuple[str, x.Expression | None]]:
    text = "" if entry.cut else (entry.text or "").strip()
    match = _BY.fullmatch(text)
    if match is None:
        item = entry.value(values.identifier)
        return [(item, None)] if item else []
    variable = scope.choice(match[1])
    if variable is None:
        if match[1] not in scope.broken:
            entry.say("no_choice", name=match[1])
        return []
    known = [option.id for option in variable.options]
    options: dict[str, list[str]] = {}
    left = list(known)
    for case in match[2].split(","):
        name, colon, item = (piece.strip() for piece in case.partition(":"))
        name = name.strip("'\"")
        if not colon or not item:
            entry.say("by_case", text=case)
        elif name != "else" and name not in known:
            entry.say("unknown_option", variable=variable.id, name=name, near=nearest(name, known))
        elif name != "else" and name not in left:
            entry.say("option_twice", name=name)
        elif _is_item(entry, item):
            options.setdefault(item, []).extend(left if name == "else" else [name])
            left = [] if name == "else" else [option for option in left if option != name]
    return [(item, x.IsOption(variable.id, frozenset(chosen))) for item, chosen in options.items() if chosen]


def _is_item(entry: Entry, text: str) -> bool:
    return Entry(entry.report, entry.place, text=text).value(values.identifier) is not None


def part(
    entry: Entry, identifier: str, scope: Scope, steps: Mapping[str, Entry], products: Mapping[str, ProductModel] | None
) -> SubProduct | None:
    """A sub-product, checked against the model of its product when that is known. None with the problem noted."""
    common.name(entry, identifier)
    fields = entry.fields(_PART)
    for needed in ("product", "quantity"):
        if needed not in fields:
            entry.lacks(name=needed)
    step = step_of(entry, fields, steps)
    product = (fields["product"].value(values.identifier) or "") if "product" in fields else ""
    quantity = common.number(fields.get("quantity"), scope)
    when = common.truth(fields.get("when"), scope)
    inner = products.get(product) if products is not None else None
    if products is not None and product and inner is None:
        fields["product"].say("unknown_product", name=product, near=nearest(product, products))
    bound: dict[str, str | SameAs | x.Expression] = {}
    for name, written in (fields["choices"].fields() if "choices" in fields else {}).items():
        choice = _choice(written, name, scope, inner)
        if choice is not None:
            bound[name] = choice
    if not step or not product or quantity is None:
        return None
    texts = common.texts(fields["texts"]) if "texts" in fields else {}
    return SubProduct(identifier, product, step, quantity, bound, entry.place, texts, when)


def _choice(entry: Entry, name: str, scope: Scope, inner: ProductModel | None) -> str | SameAs | x.Expression | None:
    text = entry.value(values.text)
    if text is None:
        return None
    variable = inner.variables.get(name) if inner is not None else None
    if inner is not None and variable is None:
        entry.say("unknown_in_part", name=name, product=inner.id, near=nearest(name, inner.variables))
        return None
    if text.startswith("="):
        return _same_as(entry, text[1:].strip(), scope, variable)
    if isinstance(variable, ChoiceVariable):
        known = [option.id for option in variable.options]
        if text not in known:
            entry.say("unknown_option", variable=name, name=text, near=nearest(text, known))
        return text
    if isinstance(variable, TextVariable):
        return text
    if variable is None and not _reads_as_number(text, scope):
        return text
    number = common.number(entry, scope)
    if isinstance(variable, NumberVariable) and isinstance(number, x.Number):
        value = number.value
        if value.denominator != 1 or not has_value(variable, int(value)):
            entry.say("no_such_value", value=text)
    return number


def _reads_as_number(text: str, scope: Scope) -> bool:
    """Whether a choice of a product that is not known here is an expression: an option's name is one word."""
    if text in scope.derived or scope.number(text):
        return True
    return re.fullmatch(r"[^\W_][\w./×-]*", text) is None or re.fullmatch(r"\d+(\.\d+)?", text) is not None


def _same_as(entry: Entry, name: str, scope: Scope, inner: object) -> SameAs | None:
    outer = scope.variables.get(name)
    if name in scope.broken:
        return None
    if outer is None:
        entry.say("unknown_variable", name=name, near=nearest(name, scope.variables))
        return None
    if inner is None:
        return SameAs(name)
    if type(outer) is not type(inner):
        entry.say("other_kind", name=name)
    elif isinstance(outer, ChoiceVariable) and isinstance(inner, ChoiceVariable):
        ours, theirs = ({option.id for option in one.options} for one in (outer, inner))
        # Some may be lacking where the part is not needed: klynge product check finds those that are.
        if ours.isdisjoint(theirs):
            entry.say("no_common_option", left=name, right=inner.id)
    return SameAs(name)
