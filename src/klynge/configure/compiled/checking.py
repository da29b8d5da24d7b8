# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a model, and whether a whole configuration is a product of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..conflict import Conflicts
from ..diagram import compile as compile_diagram
from ..evaluate import Evaluator, NoValueError
from ..model import ChoiceVariable, NumberVariable, TextVariable
from .columns import Flags
from .domains import Value
from .product import CompiledProduct
from .reasons import Reason


def conflicts(product: CompiledProduct) -> Conflicts:
    """The product's constraints, laid out for asking with rules left out."""
    stated = product.stated
    found: Conflicts = product.once(
        "conflicts",
        lambda: Conflicts(product.sizes, [one.constraint for one in stated], [one.reason for one in stated]),
    )
    return found


def excluding(product: CompiledProduct, allowed: Flags, fixed: Sequence[tuple[str, int]] = ()) -> tuple[Reason, ...]:
    """Named rules and conditions that leave nothing within `allowed`, none of which can be left out."""
    found = conflicts(product).smallest(allowed)
    if not found and product.solver is not None:
        found = _by_solver(product, allowed, fixed)
    return tuple(product.reasons[number] for number in found)


def _by_solver(product: CompiledProduct, allowed: Flags, fixed: Sequence[tuple[str, int]]) -> tuple[int, ...]:
    """The same where a solver must answer about numbers: each reason is tried to be left out."""
    from .solver import Nothing, Question

    assert product.solver is not None
    out: frozenset[int] = frozenset()
    for reason in range(len(product.reasons)):
        if product.solver.find(Question(allowed, fixed, without=out | {reason})) is Nothing.IMPOSSIBLE:
            out |= {reason}
    return tuple(reason for reason in range(len(product.reasons)) if reason not in out)


def contradiction(product: CompiledProduct) -> tuple[Reason, ...]:
    """Why a product is empty: rules that leave nothing, or a variable with no option on the day; () if it is not."""
    unsold = [name for name, domain in product.domains.items() if domain.unsold]
    if unsold:
        return tuple(Reason("validity", name, texts=product.model.variables[name].texts) for name in unsold)
    return excluding(product, product.diagram.allowed()) if product.empty else ()


def dead_options(product: CompiledProduct) -> tuple[tuple[str, str], ...]:
    """Options in force on the day that no product has, by variable and option."""
    left = np.zeros(0, np.bool_) if product.empty else product.sweep.domains(product.diagram.allowed())
    found = []
    for name, domain in product.domains.items():
        for option in domain.values:
            literal = product.literal(name, option)
            if isinstance(option, str) and option and (product.empty or literal is None or not left[literal]):
                found.append((name, option))
    return tuple(found)


def redundant_rules(product: CompiledProduct) -> tuple[str, ...]:
    """Rules that exclude nothing which the others do not exclude too, each with all others kept."""
    total = product.diagram.total()
    found = []
    for number, reason in enumerate(product.reasons):
        if reason.kind == "rule":
            others = [one.constraint for one in product.stated if one.reason != number or one.defining]
            if compile_diagram(product.sizes, others).total() == total:
                found.append(reason.id)
    return tuple(found)


def broken(product: CompiledProduct, choices: Mapping[str, Value]) -> tuple[Reason, ...]:
    """What a whole configuration breaks: values that are not sold, conditions, and rules in force."""
    evaluator: Evaluator = product.once("evaluator", lambda: Evaluator(product.model))
    found = [
        Reason("validity", name, choices[name], texts=product.model.variables[name].texts)
        for name, domain in product.domains.items()
        if choices[name] not in domain.values
    ]
    for name, variable in product.model.variables.items():
        if variable.when is not None and isinstance(variable, ChoiceVariable | NumberVariable):
            try:
                asked = evaluator.visible(name)(choices)
            except NoValueError:
                asked = False
            if asked == (choices[name] == variable.otherwise):
                found.append(Reason("condition", name, texts=variable.texts))
    rules = evaluator.broken(choices, product.on)
    return (*found, *(Reason("rule", one.id, owner=one.owner, texts=one.texts) for one in rules))


def valid(product: CompiledProduct, choices: Mapping[str, Value]) -> bool:
    """Whether choices for all variables (but texts that are not asked for or not required) are a product."""
    from ..session.state import check

    evaluator: Evaluator = product.once("evaluator", lambda: Evaluator(product.model))
    for name, variable in product.model.variables.items():
        if name in choices:
            try:
                check(product, name, choices[name])
            except ValueError:
                return False
        elif not isinstance(variable, TextVariable):
            return False
    if any(name not in product.model.variables for name in choices) or broken(product, choices):
        return False
    texts = [one for one in product.model.variables.values() if isinstance(one, TextVariable) and one.required]
    return all(one.id in choices or not evaluator.visible(one.id)(choices) for one in texts)
