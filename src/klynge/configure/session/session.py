# SPDX-License-Identifier: Apache-2.0
"""A configuration in the making: choices that can be made, changed and withdrawn in any order.

A session is never changed: every verb gives a new one. What is offered is complete and free of dead ends: an option is
possible exactly when some whole product has it together with all other choices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from ..compiled.domains import Value
from ..compiled.product import CompiledProduct
from ..model import TextVariable
from .completing import Counts, Wish, complete, sample
from .errors import ImpossibleChoiceError, UnknownChoiceError
from .explaining import explain
from .giving_up import needed
from .results import By, Completion, Count, Explanation, LeadTimes, Needed, NumberView, View
from .state import check
from .view import Answers

NO_CHOICES: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Session:
    """Choices made for one product, for a quantity, under an optional price limit in øre."""

    product: CompiledProduct
    choices: Mapping[str, Value] = field(default_factory=dict)
    quantity: int = 1
    price_limit: int | None = None
    _before: Session | None = field(default=None, repr=False)

    @cached_property
    def _answers(self) -> Answers:
        return Answers(self.product, self.choices, self.quantity, self.price_limit)

    def _with(self, choices: Mapping[str, Value], price_limit: int | None) -> Session:
        return replace(self, choices=dict(choices), price_limit=price_limit, _before=self)

    def _without(self, names: tuple[str, ...]) -> dict[str, Value]:
        return {name: value for name, value in self.choices.items() if name not in names}

    def choose(self, variable: str, value: Value, *, giving_up: tuple[str, ...] = ()) -> Session:
        """With this choice, instead of an earlier one for the variable, and without those given up.

        Raises UnknownChoiceError for what the model does not have, ImpossibleChoiceError for what does not go with the
        other choices (or, after giving up, with those kept).
        """
        value = check(self.product, variable, value)
        choices = self._without((*giving_up, variable)) | {variable: value}
        if not self._goes(choices, self.price_limit, variable, value):
            raise ImpossibleChoiceError(variable, value, self.what_is_needed(variable, value))
        return self._with(choices, self.price_limit)

    def choose_giving_up(self, variable: str, value: Value) -> Session:
        """With this choice, giving up the fewest others that exclude it, and the price limit if it must go."""
        found = self.what_is_needed(variable, value)
        if found is None:
            raise ImpossibleChoiceError(variable, value, None)
        choices = self._without((*found.give_up, variable)) | {variable: check(self.product, variable, value)}
        return self._with(choices, None if found.above_cap else self.price_limit)

    def _goes(self, choices: Mapping[str, Value], limit: int | None, variable: str, value: Value) -> bool:
        if variable in self.product.domains and self.product.literal(variable, value) is None:
            return False  # an option that is not sold on the day
        answers = Answers(self.product, choices, self.quantity, limit)
        return answers.possible and (not isinstance(value, str) or answers.asked(variable) is not False)

    def withdraw(self, *variables: str) -> Session:
        """Without some choices; UnknownChoiceError for a variable that the model does not have."""
        for variable in variables:
            if variable not in self.product.model.variables:
                raise UnknownChoiceError(f"{variable} is no variable of {self.product.model.id}")
        return self._with(self._without(variables), self.price_limit)

    def undo(self) -> Session | None:
        """As it was before the last verb; None when there was none."""
        return self._before

    def with_quantity(self, quantity: int) -> Session:
        """With prices for so many; ValueError below one."""
        if quantity < 1:
            raise ValueError(f"the quantity is {quantity}: give one or more")
        return replace(self, quantity=quantity, _before=self)

    def with_price_at_most(self, ore: int | None) -> Session:
        """With a price limit in øre for the whole quantity, or without (None); `possible` tells if anything is left."""
        return self._with(self.choices, ore)

    def view(self) -> View:
        """What every variable can still be, with the cheapest completion of each option."""
        return self._answers.view()

    @property
    def possible(self) -> bool:
        """Whether any product is left; only a price limit or an empty product leaves none."""
        return self._answers.possible

    @property
    def products(self) -> Count:
        """How many products are left."""
        return self._answers.products

    def values(self) -> dict[str, Value]:
        """What is decided: chosen, or following from the choices."""
        found: dict[str, Value] = {}
        for name, variable in self.product.model.variables.items():
            value = self._answers.of(variable).value
            if value is not None:
                found[name] = value
        return found

    @property
    def complete(self) -> bool:
        """Whether every variable is decided, and every text given that is required and asked for."""
        values = self.values()
        return all(
            name in values
            or (isinstance(variable, TextVariable) and (not variable.required or self._answers.asked(name) is False))
            for name, variable in self.product.model.variables.items()
        )

    def can_be(self, variable: str, value: Value) -> bool:
        """Whether a value can be chosen with all other choices kept."""
        value = check(self.product, variable, value)
        if variable in self.product.domains:
            literal = self.product.literal(variable, value)
            return literal is not None and bool(self._answers.offers[literal])
        if variable in self.product.plane_of:
            view = self._answers.of(self.product.model.variables[variable])
            return isinstance(view, NumberView) and view.has(int(value))
        return self._answers.asked(variable) is not False

    def what_is_needed(self, variable: str, value: Value) -> Needed | None:
        """The fewest choices to give up for this value; None when it is impossible without any choice."""
        return needed(self._answers, variable, check(self.product, variable, value))

    def complete_by(
        self,
        by: By = "cheapest",
        *,
        lead_times: LeadTimes | None = None,
        counts: Counts | None = None,
        given: Mapping[str, Value] = NO_CHOICES,
    ) -> Completion | None:
        """The best completion, also with the values given on top (instead of choices for the same variables)."""
        answers = self._answers
        if given:
            checked = {name: check(self.product, name, value) for name, value in given.items()}
            taken = {name: one for name, one in checked.items() if name in self.product.domains}
            if any(self.product.literal(name, one) is None for name, one in taken.items()):
                return None  # an option that is not sold on the day
            answers = Answers(self.product, {**self.choices, **checked}, self.quantity, self.price_limit)
        return complete(answers, Wish(by, lead_times, counts))

    def completions(
        self, by: By = "cheapest", *, lead_times: LeadTimes | None = None, counts: Counts | None = None
    ) -> dict[tuple[str, str], Completion]:
        """The best completion with each option that is possible and not decided already."""
        found: dict[tuple[str, str], Completion] = {}
        for name, domain in self.product.domains.items():
            decided = self.choices.get(name)
            for option in domain.values:
                if isinstance(option, str) and option != decided and self.can_be(name, option):
                    one = self.complete_by(by, lead_times=lead_times, counts=counts, given={name: option})
                    if one is not None:
                        found[name, option] = one
        return found

    def sample(self, number: int, seed: int) -> tuple[dict[str, Value], ...]:
        """So many products, each drawn with the same chance from all that are left."""
        return sample(self._answers, number, seed)

    def why_not(self, variable: str, value: Value) -> Explanation | None:
        """Why a value cannot be chosen; None when it can."""
        value = check(self.product, variable, value)
        return None if self.can_be(variable, value) else explain(self._answers, variable, value)
