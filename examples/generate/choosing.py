# SPDX-License-Identifier: Apache-2.0
"""Configurations that customers might choose: drawn by how options are liked, and changed until every rule holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from klynge.configure.evaluate import Evaluator
from klynge.configure.model import (
    AnyVariable,
    ChoiceVariable,
    NumberVariable,
    ProductModel,
    Row,
    Rule,
    Table,
    TableKind,
)
from klynge.configure.walk import variables

from .dice import Dice

Value = str | int
Chosen = dict[str, Value]
Liking = Mapping[Value, float] | Callable[[Dice], Value]
Likings = dict[str, Liking]
Liked = Mapping[str, Liking]
Range = tuple[int, int]

STARTS, CHANGES = 50, 60


@dataclass(frozen=True, eq=False)
class Wish:
    """Configurations of a product: with some values given, the others as customers like them.

    A variable without a liking has any of its options, each as often. `quantity` follows from the choices where it is
    a function. `again` is how often customers order what they had before, or,
    where it is `common`, what anybody had. `number` gives texts and numbers to an order
    of so many pieces: of the dice, the customer, the quantity and the choices.
    """

    product: str
    given: Mapping[str, Value] = field(default_factory=dict)
    likings: Liked = field(default_factory=dict)
    quantity: Range | Callable[[Chosen], Range] | None = None
    again: float = 0.0
    common: bool = False
    number: Callable[[Dice, str, int, Chosen], Chosen] | None = None


class Chooser:
    """Draws choices of one product that are valid on a day."""

    def __init__(self, model: ProductModel, on: date, dice: Dice) -> None:
        self.model = model
        self.on = on
        self.dice = dice
        self.evaluator = Evaluator(model)
        self._scopes = {
            rule.id: sorted(variables(rule.condition, model)) for rule in model.rules.values() if rule.condition
        }

    def draw(self, given: Mapping[str, Value], likings: Liked) -> Chosen:
        """A value for every variable, the given ones as they are, so that no rule is broken."""
        for _ in range(STARTS):
            chosen = {
                name: given[name] if name in given else self._value(variable, likings)
                for name, variable in self.model.variables.items()
            }
            for _ in range(CHANGES):
                self._hide(chosen, given, likings)
                broken = self.evaluator.broken(chosen, self.on)
                if not broken:
                    return chosen
                self._change(chosen, broken[0], given, likings)
        raise ValueError(f"no configuration of {self.model.id} found with {dict(given)}: {broken[0].id} stays broken")

    def _value(self, variable: AnyVariable, likings: Liked, besides: Value | None = None) -> Value:
        """A value as it is liked, `besides` left out."""
        liking = likings.get(variable.id)
        if callable(liking):
            return liking(self.dice)
        if liking is None:
            if not isinstance(variable, ChoiceVariable):
                return variable.suggested or 0 if isinstance(variable, NumberVariable) else ""
            liking = dict.fromkeys(self._options(variable), 1.0)
        return self.dice.pick({value: share for value, share in liking.items() if value != besides})

    def _options(self, variable: ChoiceVariable) -> list[str]:
        return [
            option.id
            for option in variable.options
            if (option.valid_from or self.on) <= self.on <= (option.valid_to or self.on)
        ]

    def _hide(self, chosen: Chosen, given: Mapping[str, Value], likings: Liked) -> None:
        """What does not matter has its `otherwise` value, and what matters has another."""
        for name, variable in self.model.variables.items():
            if variable.when is None or name in given:
                continue
            otherwise = variable.otherwise if isinstance(variable, ChoiceVariable | NumberVariable) else ""
            if not self.evaluator.visible(name)(chosen):
                chosen[name] = "" if otherwise is None else otherwise
            elif chosen[name] == otherwise:
                chosen[name] = self._value(variable, likings, otherwise)

    def _change(self, chosen: Chosen, rule: Rule, given: Mapping[str, Value], likings: Liked) -> None:
        """Draw again what a broken rule is about: a row of its table, or the variables of its condition."""
        table = self.model.tables.get(rule.table)
        if table and table.kind == TableKind.ALLOWED and self._row(chosen, table, given, likings):
            return
        names = table.variables if table else self._scopes[rule.id]
        for name in names:
            if name not in given:
                chosen[name] = self._value(self.model.variables[name], likings)

    def _row(self, chosen: Chosen, table: Table, given: Mapping[str, Value], likings: Liked) -> bool:
        """Put the choices of a row in place, a row as often as its options are liked; numbers stay as they are."""
        shares = {at: self._fits(row, table, chosen, given, likings) for at, row in enumerate(table.rows)}
        if not any(shares.values()):
            return False
        row = table.rows[self.dice.pick(shares)]
        for name, cell in zip(table.variables, row.cells, strict=True):
            if isinstance(cell, frozenset) and name not in given:
                chosen[name] = self.dice.pick(self._liked(name, cell, likings))
        return True

    def _fits(self, row: Row, table: Table, chosen: Chosen, given: Mapping[str, Value], likings: Liked) -> float:
        share = 1.0
        for name, cell in zip(table.variables, row.cells, strict=True):
            if cell is None:
                continue
            if not isinstance(cell, frozenset):
                share *= any(low <= int(chosen[name]) <= high for low, high in cell)
            elif name in given:
                share *= given[name] in cell
            else:
                share *= sum(self._liked(name, cell, likings).values())
        return share

    def _liked(self, name: str, cell: frozenset[str], likings: Liked) -> dict[str, float]:
        """How the options of a cell are liked, in the order of the model."""
        variable, liking = self.model.variables[name], likings.get(name)
        options = self._options(variable) if isinstance(variable, ChoiceVariable) else []
        if isinstance(liking, Mapping):
            return {option: liking.get(option, 0.0) for option in options if option in cell}
        return {option: 1.0 for option in options if option in cell}
