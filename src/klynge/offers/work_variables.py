# SPDX-License-Identifier: Apache-2.0
"""Which choices change the work: two configurations that agree on these are made alike and share a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from klynge.configure.expression import DerivedOf, IsOption, LookUp, NumberOf, SameOption
from klynge.configure.model import Family, ProductModel, SameAs

_NAMED = re.compile(r"\{([^{}]+)\}")


def work_variables(model: ProductModel) -> frozenset[str]:
    """The variables that the routing, the bill and the choices of sub-products ask for, also by way of derived
    quantities and look-up tables. Names, prices, weights and drawings change nothing that is planned."""
    found: set[str] = set()
    derived: set[str] = set()
    for part in (*model.steps, *model.bill, *model.parts):
        found |= set(_asked(model, part, derived))
    return frozenset(found & model.variables.keys())


def _asked(model: ProductModel, part: object, derived: set[str]) -> Iterator[str]:
    """The variables that a part asks for, but for those of derived quantities that were looked into before."""
    match part:
        case NumberOf(variable) | IsOption(variable) | SameAs(variable):
            yield variable
        case SameOption(left, right):
            yield from (left, right)
        case DerivedOf(name):
            yield from _of_derived(model, name, derived)
        case LookUp(table, _):
            yield from model.tables[table].variables
        case Family(pattern):
            for name in _NAMED.findall(pattern):
                yield name
                if name in model.derived:
                    yield from _of_derived(model, name, derived)
        case dict():
            for value in part.values():
                yield from _asked(model, value, derived)
        case tuple():
            for value in part:
                yield from _asked(model, value, derived)
        case _ if is_dataclass(part):
            for field in fields(part):
                if field.name not in {"texts", "place"}:
                    yield from _asked(model, getattr(part, field.name), derived)


def _of_derived(model: ProductModel, name: str, derived: set[str]) -> Iterator[str]:
    if name not in derived:
        derived.add(name)
        yield from _asked(model, model.derived[name].value, derived)
