# SPDX-License-Identifier: Apache-2.0
"""Why something is not possible: the fewest own choices, and of the named rules those that are needed.

The choices are found by QuickXplain (U. Junker, QUICKXPLAIN: preferred explanations and relaxations for
over-constrained problems, AAAI 2004) with the diagram as oracle; the rules by deletion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from klynge.network.units import unit_name

from ..compiled.checking import excluding
from ..compiled.domains import Value, in_force
from ..compiled.product import CompiledProduct
from ..compiled.reasons import Reason
from ..model import ChoiceVariable
from .giving_up import needed
from .results import Explanation
from .state import state
from .view import Answers


@dataclass(frozen=True, slots=True)
class Case:
    """A value that is asked for, and the choices that it is asked with."""

    answers: Answers
    variable: str
    value: Value

    @property
    def others(self) -> dict[str, Value]:
        """The own choices that may exclude it."""
        return {name: value for name, value in self.answers.choices.items() if name != self.variable}

    def possible(self, names: Sequence[str], *, limited: bool) -> bool:
        """Whether the value goes with some of the choices, under the price limit or without."""
        others = self.others
        choices = {name: others[name] for name in names} | {self.variable: self.value}
        cap = self.answers.cap if limited else None
        found = Answers(self.answers.product, choices, self.answers.quantity, cap)
        return found.possible and found.asked(self.variable) is not False


def explain(answers: Answers, variable: str, value: Value) -> Explanation:
    """Why a value that is not possible is not."""
    product, case = answers.product, Case(answers, variable, value)
    need = needed(answers, variable, value)
    names = names_of(product, (variable, *case.others))
    unsold = _unsold(product, variable, value)
    if unsold is not None:
        return Explanation(variable, value, (), (unsold,), need, names)
    limited = answers.cap is not None and case.possible(list(case.others), limited=False)

    def possible(kept: Sequence[str]) -> bool:
        return case.possible(kept, limited=limited)

    culprits = quick_explain(possible, list(case.others))
    choices = tuple(Reason("choice", name, case.others[name]) for name in culprits)
    if limited:
        return Explanation(variable, value, choices, (Reason("price", "", answers.cap),), need, names)
    with_it = {name: case.others[name] for name in culprits} | {variable: value}
    given = state(product, with_it)
    rules = excluding(product, given.allowed, given.fixed)
    return Explanation(variable, value, choices, rules, need, names)


def _unsold(product: CompiledProduct, variable: str, value: Value) -> Reason | None:
    """That an option is not sold on the day."""
    found = product.model.variables[variable]
    if isinstance(found, ChoiceVariable):
        option = next(one for one in found.options if one.id == value)
        if not in_force(option.valid_from, option.valid_to, product.on):
            return Reason("validity", variable, value, texts=option.texts)
    return None


def quick_explain(possible: Callable[[Sequence[str]], bool], names: Sequence[str]) -> list[str]:
    """A smallest set of names (none can be left out) with which it is not possible; [] when nothing helps."""

    def parts(base: list[str], added: bool, left: list[str]) -> list[str]:
        if added and not possible(base):
            return []
        if len(left) == 1:
            return left
        half = len(left) // 2
        second = parts(base + left[:half], True, left[half:])
        return parts(base + second, bool(second), left[:half]) + second

    if not names or not possible([]):
        return []
    return parts([], False, list(names))


def names_of(product: CompiledProduct, variables: Sequence[str]) -> dict[str, dict[str, str]]:
    """What variables and their options are called, by language: "width" and "colour=oak"."""
    names: dict[str, dict[str, str]] = {"nb": {}, "en": {}}
    for name in variables:
        variable = product.model.variables[name]
        for language, known in names.items():
            known[name] = variable.texts.get(language, name)  # type: ignore[call-overload]
            if isinstance(variable, ChoiceVariable):
                for option in variable.options:
                    known[f"{name}={option.id}"] = option.texts.get(language, option.id)  # type: ignore[call-overload]
            else:
                known[f"{name}="] = unit_name(getattr(variable, "unit", ""), language)
    return names
