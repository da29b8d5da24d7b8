# SPDX-License-Identifier: Apache-2.0
"""What the rules leave: contradictions, options and numbers that can never be chosen, rules that hold nothing back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from klynge.configure import expression as x
from klynge.configure.check.finding import Finding, error, warning
from klynge.configure.check.probe import bare
from klynge.configure.compiled import CompiledProduct, TooIntricateError, compile_product
from klynge.configure.diagram import TooWideError
from klynge.configure.evaluate import in_force
from klynge.configure.model import ChoiceVariable, NumberVariable, Option, ProductModel, Rule, TableKind
from klynge.configure.session import ChoiceView, NumberView, Session

_SHOWN = 6
_MOST_NUMBERS = 200_000


def impossible(model: ProductModel, on: date) -> tuple[bool, list[Finding]]:
    """Whether nothing can be chosen (or compiled) at all, and what was found."""
    small = bare(model)
    try:
        product = compile_product(small, on)
        if product.empty:
            return True, [_contradiction(small, on)]
        return False, [*_dead(product), *_redundant(small, on)]
    except (TooIntricateError, TooWideError) as fault:
        return True, [error("too_intricate", model.place, cause=fault)]


def _contradiction(model: ProductModel, on: date) -> Finding:
    """The fewest rules (and questions with a condition) that together leave nothing: each is needed for that."""
    needed: list[str] = [rule.id for rule in model.rules.values() if in_force(rule, on)]
    asked = [variable.id for variable in model.variables.values() if variable.when is not None]
    for name in list(needed):
        fewer = [rule for rule in needed if rule != name]
        if compile_product(_only(model, fewer, asked), on).empty:
            needed = fewer
    for name in list(asked):
        fewer = [variable for variable in asked if variable != name]
        if compile_product(_only(model, needed, fewer), on).empty:
            asked = fewer
    keys = [*(f"rules.{name}" for name in needed), *(f"variables.{name}" for name in asked)]
    keys += [] if keys else [f"variables.{one.id}" for one in model.variables.values() if _unsold(one, on)]
    place = model.rules[needed[0]].place if needed else model.place
    return error("contradiction", place, reasons=", ".join(keys))


def _only(model: ProductModel, rules: list[str], asked: list[str]) -> ProductModel:
    """The model with some of its rules, and some of its conditions of variables."""
    return replace(
        model,
        rules={name: model.rules[name] for name in rules},
        variables={
            name: one if name in asked or one.when is None else replace(one, when=None)
            for name, one in model.variables.items()
        },
    )


def _unsold(variable: object, on: date) -> bool:
    return isinstance(variable, ChoiceVariable) and not any(in_force(option, on) for option in variable.options)


def _dead(product: CompiledProduct) -> Iterator[Finding]:
    session = Session(product)
    for name, view in session.view().variables.items():
        variable = product.model.variables[name]
        if isinstance(view, ChoiceView) and isinstance(variable, ChoiceVariable):
            options = {option.id: option for option in variable.options}
            for option in view.options:
                if not option.possible and in_force(options[option.id], product.on):
                    yield _dead_option(session, name, options[option.id])
        elif isinstance(view, NumberView) and isinstance(variable, NumberVariable) and view.exact:
            never = _lost(variable, view)
            if never:
                yield warning("dead_values", variable.place, spans=", ".join(never[:_SHOWN]))


def _dead_option(session: Session, variable: str, option: Option) -> Finding:
    explained = session.why_not(variable, option.id)
    reasons = [] if explained is None else explained.rules
    keys = [f"{'variables' if reason.kind == 'condition' else 'rules'}.{reason.id}" for reason in reasons]
    return error("dead_option", option.place, reasons=", ".join(keys) or "–")


def _lost(variable: NumberVariable, view: NumberView) -> list[str]:
    """The numbers that can never be chosen, as ranges; of very many numbers it is not asked."""
    if sum((span.high - span.low) // span.step + 1 for span in variable.spans) > _MOST_NUMBERS:
        return []
    left = {value for span in view.spans for value in range(span.low, span.high + 1, span.step)}
    found: list[str] = []
    for span in variable.spans:
        values = range(span.low, span.high + 1, span.step)
        for gone, run in groupby(values, key=lambda value: value not in left):
            if gone:
                lost = list(run)
                found.append(str(lost[0]) if len(lost) == 1 else f"{lost[0]}..{lost[-1]}")
    return found


def _redundant(model: ProductModel, on: date) -> Iterator[Finding]:
    """Rules that every product keeps for which the others hold."""
    kept = dict(model.rules)
    for rule in model.rules.values():
        if not in_force(rule, on):
            continue
        others = {name: one for name, one in kept.items() if name != rule.id}
        if compile_product(_broken(replace(model, rules=others), rule), on).empty:
            # Of two rules that say the same only one is named: without it the other is needed.
            kept = others
            yield warning("redundant", rule.place)


def _broken(model: ProductModel, rule: Rule) -> ProductModel:
    """The model in which a rule does not hold."""
    if rule.condition is not None:
        against = replace(rule, condition=x.Not(rule.condition))
        return replace(model, rules={**model.rules, rule.id: against})
    table = model.tables[rule.table]
    other = TableKind.FORBIDDEN if table.kind is TableKind.ALLOWED else TableKind.ALLOWED
    turned = replace(table, id=f"not {table.id}", kind=other)
    against = replace(rule, table=turned.id)
    return replace(model, tables={**model.tables, turned.id: turned}, rules={**model.rules, rule.id: against})
