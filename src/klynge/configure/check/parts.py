# SPDX-License-Identifier: Apache-2.0
"""Parts that cannot be had as they are bound: a number outside the part's range, options that do not go together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import islice, product

from klynge.configure import expression as x
from klynge.configure.check.finding import Finding, error
from klynge.configure.check.probe import bare, both, compiled_with, either, example, names_in
from klynge.configure.compiled import CompiledProduct, compile_product
from klynge.configure.model import ChoiceVariable, NumberVariable, ProductModel, SameAs, SubProduct
from klynge.configure.session import Session

_MOST = 2000  # combinations of options that are tried in a part
_ONE = Fraction(1)


def impossible_parts(model: ProductModel, on: date, products: Mapping[str, ProductModel]) -> Iterator[Finding]:
    """Parts of products that can be chosen and whose parts cannot."""
    compiled: dict[str, CompiledProduct] = {}
    for part in model.parts:
        inner = products.get(part.product)
        if inner is None:
            continue
        yield from _numbers(model, on, part, inner)
        if inner.id not in compiled:
            compiled[inner.id] = compile_product(bare(inner), on)
        yield from _options(model, on, part, compiled[inner.id])


def _when(part: SubProduct) -> list[x.Expression]:
    return [part.when] if part.when is not None else []


def _numbers(model: ProductModel, on: date, part: SubProduct, inner: ProductModel) -> Iterator[Finding]:
    for name, bound in part.choices.items():
        variable = inner.variables.get(name)
        if isinstance(bound, str) or not isinstance(variable, NumberVariable):
            continue
        value = x.NumberOf(bound.variable) if isinstance(bound, SameAs) else bound
        conditions = [*_when(part), x.Not(_has(variable, value))]
        found = example(compiled_with(model, on, conditions), names_in(model, conditions))
        if found is not None:
            yield error("part_value", part.place, name=name, choices=found)


def _has(variable: NumberVariable, value: x.Expression) -> x.Expression:
    """That a number is one of the variable's values."""
    spans: list[x.Expression] = []
    for span in variable.spans:
        low, high, step = Fraction(span.low), Fraction(span.high), Fraction(span.step)
        start = x.Calculate(x.Arithmetic.SUBTRACT, value, x.Number(low))
        rest = x.Calculate(x.Arithmetic.REMAINDER, start, x.Number(step))
        on_step = x.Compare(x.Comparison.EQUAL, rest, x.Number(Fraction(0)))
        within = x.WithinRanges(value, ((low, high),))
        spans.append(within if step == _ONE and _is_whole(value) else both([within, on_step]))
    return either(spans)


def _is_whole(value: x.Expression) -> bool:
    return isinstance(value, x.NumberOf)


def _options(model: ProductModel, on: date, part: SubProduct, inner: CompiledProduct) -> Iterator[Finding]:
    """Combinations of bound options that the part does not allow and this product does."""
    fixed: dict[str, str] = {}
    same: dict[str, str] = {}
    for name, bound in part.choices.items():
        if isinstance(inner.model.variables.get(name), ChoiceVariable):
            if isinstance(bound, str):
                fixed[name] = bound
            elif isinstance(bound, SameAs) and isinstance(model.variables.get(bound.variable), ChoiceVariable):
                same[name] = bound.variable
    outer = sorted(set(same.values()))
    refused: list[x.Expression] = []
    for values in islice(product(*(_options_of(model, name) for name in outer)), _MOST):
        chosen = dict(zip(outer, values, strict=True))
        if not _goes(inner, {**fixed, **{name: chosen[of] for name, of in same.items()}}):
            refused.append(both([x.IsOption(name, frozenset({value})) for name, value in chosen.items()] or [_ALWAYS]))
    if not refused:
        return
    conditions = [*_when(part), either(refused)]
    found = example(compiled_with(model, on, conditions), {*outer, *names_in(model, _when(part))})
    if found is not None:
        yield error("part_impossible", part.place, choices=found)


def _goes(inner: CompiledProduct, choices: dict[str, str]) -> bool:
    """Whether the part has these options, together."""
    known = all(choice in _options_of(inner.model, name) for name, choice in choices.items())
    return known and Session(inner, choices).possible


_ALWAYS = x.Compare(x.Comparison.EQUAL, x.Number(_ONE), x.Number(_ONE))


def _options_of(model: ProductModel, name: str) -> list[str]:
    variable = model.variables[name]
    return [option.id for option in variable.options] if isinstance(variable, ChoiceVariable) else []
