# SPDX-License-Identifier: Apache-2.0
"""What the rules leave: contradictions, options and numbers that can never be chosen, rules that hold nothing back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from klynge.configure.check.finding import Finding, error, warning
from klynge.configure.check.probe import bare
from klynge.configure.compiled import CompiledProduct, Reason, TooIntricateError, compile_product
from klynge.configure.diagram import TooWideError
from klynge.configure.diagram import compile as compile_diagram
from klynge.configure.evaluate import in_force
from klynge.configure.model import ChoiceVariable, NumberVariable, Option, ProductModel
from klynge.configure.session import ChoiceView, NumberView, Session

_SHOWN = 6
_MOST_NUMBERS = 200_000


def impossible(model: ProductModel, on: date) -> tuple[bool, list[Finding]]:
    """Whether nothing can be chosen (or compiled) at all, and what was found."""
    try:
        product = compile_product(bare(model), on)
        if product.empty:
            return True, [_contradiction(product)]
        return False, [*_dead(product), *_redundant(product)]
    except (TooIntricateError, TooWideError) as fault:
        return True, [error("too_intricate", model.place, cause=fault)]


def _contradiction(product: CompiledProduct) -> Finding:
    """The fewest rules (and questions with a condition) that together leave nothing: each is needed for that."""
    reasons = product.conflict()
    model = product.model
    first = next((model.rules[one.id].place for one in reasons if one.kind == "rule"), model.place)
    return error("contradiction", first, reasons=_keys(reasons))


def _keys(reasons: Iterable[Reason]) -> str:
    keys = [f"{'rules' if reason.kind == 'rule' else 'variables'}.{reason.id}" for reason in reasons]
    return ", ".join(keys) or "–"


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
    return error("dead_option", option.place, reasons=_keys(explained.rules if explained else ()))


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


def _redundant(product: CompiledProduct) -> Iterator[Finding]:
    """Rules without which there are no more products than with them; of two that say the same only one is named."""
    total = product.diagram.total()
    kept = list(product.stated)
    for number, reason in enumerate(product.reasons):
        if reason.kind != "rule":
            continue
        others = [one for one in kept if one.reason != number or one.defining]
        if compile_diagram(product.sizes, [one.constraint for one in others]).total() == total:
            kept = others
            yield warning("redundant", product.model.rules[reason.id].place)
