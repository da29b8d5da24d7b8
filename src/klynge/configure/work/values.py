# SPDX-License-Identifier: Apache-2.0
"""From the choices as they were written to a value for every variable of the model, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from unicodedata import normalize

from klynge.configure.evaluate import Evaluator
from klynge.configure.model import AnyVariable, ChoiceVariable, NumberVariable, ProductModel, TextVariable
from klynge.configure.walk import variables

from .configuration import Configuration, Value
from .fault import Fault, fault

Values = dict[str, Value]
_WHOLE = re.compile(r"-?[0-9]{1,15}")


class Valuing:
    """Completes and checks choices by one product's model. Compiled once; keep it with the model."""

    def __init__(self, model: ProductModel, evaluator: Evaluator) -> None:
        self.model = model
        self.evaluator = evaluator
        self._order = _asked_after(model)
        self._patterns = {
            one.id: re.compile(one.pattern or ".*", re.DOTALL)
            for one in model.variables.values()
            if isinstance(one, TextVariable)
        }

    def typed(self, choices: Mapping[str, Value]) -> tuple[Values, list[Fault]]:
        """The choices with numbers as numbers, and the faults of values that no variable can have."""
        typed: Values = {}
        faults = []
        for name, value in choices.items():
            variable = self.model.variables.get(name)
            if variable is None:
                near = get_close_matches(name, self.model.variables, n=1)
                faults.append(fault("no-variable", name, variable=name, near=near[0] if near else "–"))
                continue
            found = _typed(variable, value)
            wrong = self._unfit(variable, value) if found is None else None
            if found is not None and not self._fits(variable, found):
                wrong = self._unfit(variable, value)
            if wrong is not None:
                faults.append(wrong)
            elif found is not None:
                typed[name] = found
        return typed, faults

    def complete(self, choices: Mapping[str, Value]) -> tuple[Values, list[str]]:
        """A value for every variable that can be told from the choices, and the variables that are left to choose."""
        values: Values = {}
        missing: list[str] = []
        unknown: set[str] = set()
        for variable, hangs_on in self._order:
            name = variable.id
            if variable.when is not None:
                if hangs_on & unknown:
                    # whether it is asked is not known, but what was said of it counts
                    if name in choices:
                        values[name] = choices[name]
                    else:
                        missing.append(name)
                        unknown.add(name)
                    continue
                if not self.evaluator.visible(name)(values):
                    values[name] = self.unasked(variable)
                    continue
            found = choices.get(name, self._unsaid(variable))
            if found is None:
                missing.append(name)
                unknown.add(name)
            else:
                values[name] = found
        return values, missing

    def unasked(self, variable: AnyVariable) -> Value:
        """The value of a variable that does not matter."""
        if isinstance(variable, TextVariable):
            return ""
        if isinstance(variable, NumberVariable):
            return 0 if variable.otherwise is None else variable.otherwise
        return variable.otherwise

    def canonical(self, values: Mapping[str, Value]) -> Configuration:
        """The configuration with these values of all variables, of which it keeps what is asked and says something."""
        kept: Values = {}
        for name, variable in self.model.variables.items():
            value = values[name]
            said = value != "" and not (variable.absent and str(value) == variable.absent)
            if said and (variable.when is None or self.evaluator.visible(name)(values)):
                kept[name] = normalize("NFC", value) if isinstance(value, str) else value
        return Configuration(self.model.id, self.model.version, kept)

    def faults(self, choices: Mapping[str, Value], on: date | None) -> tuple[Values, list[Fault]]:
        """All values, and everything that is wrong with them: unfit, missing or not asked values, broken rules.

        Sale dates of options do not count here: what was sold stays sold. Rules count that are in force on the day.
        """
        typed, faults = self.typed(choices)
        values, missing = self.complete(typed)
        told = {one.key for one in faults}
        open_ = told | set(missing)
        for variable, hangs_on in self._order:
            # whether it is asked is told where that is chosen
            if variable.id in missing and variable.id not in told and not hangs_on & open_:
                named = _named(self.model, variable.id)
                faults.append(fault("missing", variable.id, variable.place, variable=named))
        for name, value in typed.items():
            if name in values and values[name] != value:
                variable = self.model.variables[name]
                faults.append(
                    fault("not-asked", name, variable.place, variable=_named(self.model, name), value=values[name])
                )
        faults += [
            self._unfit(variable, values[variable.id])
            for variable, _ in self._order
            if variable.id in values and self._as_if_not_asked(variable, values)
        ]
        if not faults:
            for rule in self.evaluator.broken(values, on=on):
                faults.append(fault("rule", f"rules.{rule.id}", rule.place, rule=rule.id, why=dict(rule.texts)))
        return values, faults

    def _as_if_not_asked(self, variable: AnyVariable, values: Values) -> bool:
        """Whether a variable matters and has the value for when it does not, which it then cannot have."""
        if variable.when is None or isinstance(variable, TextVariable) or values[variable.id] != self.unasked(variable):
            return False
        try:
            return self.evaluator.visible(variable.id)(values)
        except KeyError:  # it hangs on what is not chosen, which is told there
            return False

    def _unsaid(self, variable: AnyVariable) -> Value | None:
        """The value of a variable of which nothing is said."""
        if variable.absent:
            return _typed(variable, variable.absent)
        return "" if isinstance(variable, TextVariable) and not variable.required else None

    def _fits(self, variable: AnyVariable, value: Value) -> bool:
        if isinstance(variable, ChoiceVariable):
            return any(option.id == value for option in variable.options)
        if isinstance(variable, NumberVariable):
            return isinstance(value, int) and any(
                span.low <= value <= span.high and (value - span.low) % span.step == 0 for span in variable.spans
            )
        text = str(value)
        if text == "" and (not variable.required or variable.when is not None):
            return True
        return len(text) <= variable.longest and self._patterns[variable.id].fullmatch(text) is not None

    def _unfit(self, variable: AnyVariable, value: Value) -> Fault:
        if isinstance(variable, ChoiceVariable):
            what = ", ".join(option.id for option in variable.options[:8]) + (
                ", …" if len(variable.options) > 8 else ""
            )
        elif isinstance(variable, NumberVariable):
            what = ", ".join(
                str(span.low) if span.low == span.high else f"{span.low}..{span.high} step {span.step}"
                for span in variable.spans[:6]
            )
        else:
            what = variable.example or variable.pattern or "–"
        named = _named(self.model, variable.id)
        return fault("unfit", variable.id, variable.place, variable=named, value=str(value)[:60], fitting=what)


def _named(model: ProductModel, name: str) -> dict[str, str]:
    return {language: f"{text} ({name})" for language, text in model.variables[name].texts.items()}


def _typed(variable: AnyVariable, value: Value) -> Value | None:
    if isinstance(variable, NumberVariable):
        if isinstance(value, int):
            return value
        return int(value) if _WHOLE.fullmatch(value) else None
    return value if isinstance(value, str) else str(value)


def _asked_after(model: ProductModel) -> list[tuple[AnyVariable, frozenset[str]]]:
    """The variables, each after those that its `when` hangs on, with these."""
    hang = {
        name: frozenset() if variable.when is None else variables(variable.when, model)
        for name, variable in model.variables.items()
    }
    try:
        order = list(TopologicalSorter(hang).static_order())
    except CycleError as error:
        raise ValueError(f"{model.id}: variables are asked after one another: {' → '.join(error.args[1])}") from None
    return [(model.variables[name], hang[name]) for name in order]
