# SPDX-License-Identifier: Apache-2.0
"""What every variable can still be, and what the cheapest completion with each option costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..compiled.columns import Array, Flags
from ..compiled.domains import Axis, Value
from ..compiled.product import CompiledProduct
from ..compiled.reckoning import Costs, costs, least_by_stretch, part
from ..diagram import IMPOSSIBLE
from ..model import AnyVariable, ChoiceVariable, NumberVariable, Span, TextVariable
from .confirming import confirmed, values_left
from .results import Amount, AnyView, ChoiceView, Count, NumberView, OptionView, Standing, TextView, View
from .spans import spans_of, stepped
from .state import State, literals, state, weights
from .weighing import Weighing

if TYPE_CHECKING:
    from ..compiled.solver import Question

QUESTIONS = 64  # to the solver about the values of one number
VALUES = 500  # of one number that are looked at under a price limit


@dataclass(eq=False)
class Answers:
    """The answers for some choices, each computed when it is asked for."""

    product: CompiledProduct
    choices: Mapping[str, Value]
    quantity: int
    cap: int | None

    @cached_property
    def state(self) -> State:
        return state(self.product, self.choices)

    @cached_property
    def costs(self) -> Costs:
        return costs(self.product, "price", self.quantity, self.state.fixed)

    @cached_property
    def prices(self) -> Array:
        """The cheapest completion's price for each literal, as if its own variable were free; IMPOSSIBLE where none."""
        found = self.product.sweep.cheapest(self.state.allowed, self.costs.literal, lifted=True)
        return np.where(found == IMPOSSIBLE, IMPOSSIBLE, found + self.costs.constant)

    @cached_property
    def exact(self) -> Flags:
        """Whether the price of each literal is exact: then a product is known that has it."""
        if self.costs.exact or self.costs.reached is None:
            return np.full(len(self.prices), self.costs.exact)
        found = self.product.sweep.cheapest(self.state.allowed, self.costs.reached, lifted=True)
        exact: Flags = found + self.costs.constant == self.prices
        return exact

    @cached_property
    def offers(self) -> Flags:
        """The literals that are possible with all other choices kept, under the price limit."""
        found = self.product.sweep.offers(self.state.allowed) if self.cap is None else self.prices <= self.cap
        return found if self.product.solver is None else confirmed(self, found)

    def question(self) -> Question:
        """The choices, and the price limit, as a question to the solver."""
        from ..compiled.solver import Question, Total

        limit = None
        if self.cap is not None:
            told = self.costs.solver
            assert told is not None
            limit = Total(told.literal, told.wide), self.cap - told.constant
        return Question(self.state.allowed, self.state.fixed, limit=limit, quantity=self.quantity)

    @cached_property
    def left(self) -> Flags:
        """The literals that are possible with all choices kept."""
        return self.offers & self.state.allowed

    @cached_property
    def cheapest(self) -> Amount | None:
        """The price of the cheapest completion; None when there is none, or none under the limit."""
        if self.product.empty:
            return None
        if not self.product.sizes:
            return Amount(self.costs.constant, self.costs.exact)
        prices = np.where(self.state.allowed, self.prices, IMPOSSIBLE)[literals(self.product, 0)]
        least, place = int(prices.min()), int(prices.argmin())
        within = least != IMPOSSIBLE and (self.cap is None or least <= self.cap)
        return Amount(least, bool(self.exact[place])) if within else None

    @cached_property
    def possible(self) -> bool:
        """Whether any product is left."""
        possible = self.product.sweep.possible(self.state.allowed) if self.cap is None else self.cheapest is not None
        if not possible or self.product.solver is None:
            return possible
        from ..compiled.solver import Nothing

        return self.product.solver.find(self.question()) is not Nothing.IMPOSSIBLE

    @cached_property
    def products(self) -> Count:
        """How many products are left; under a price limit at most so many, unless all are within it."""
        stands_for = weights(self.product, self.state)
        if len(stands_for) == 1:
            ((variable, times),) = stands_for.items()
            with_each = self.product.sweep.counts(self.state.allowed, within=literals(self.product, variable))
            number = sum(each * count for each, count in zip(with_each, times, strict=True))
        elif stands_for:
            number = Weighing(self.product.diagram, self.state.allowed, stands_for).total
        else:
            number = self.product.sweep.count(self.state.allowed)
        return Count(number, not self.product.wide and (self.cap is None or number == 0 or self._dearest() <= self.cap))

    def _dearest(self) -> int:
        """The price that no product exceeds, where that is plain."""
        if self.product.planes or not self.product.sizes:
            return int(IMPOSSIBLE)
        found = self.product.sweep.cheapest(self.state.allowed, -self.costs.literal)
        return self.costs.constant - int(found[literals(self.product, 0)].min())

    def view(self) -> View:
        """Every variable in the model's order."""
        variables = self.product.model.variables
        return View({name: self.of(one) for name, one in variables.items()}, self.cheapest, self.products)

    def of(self, variable: AnyVariable) -> AnyView:
        """One variable."""
        match variable:
            case ChoiceVariable():
                return self._choice(variable)
            case NumberVariable():
                return self._number(variable)
            case TextVariable():
                return self._text(variable)
        raise TypeError(variable)

    def _choice(self, variable: ChoiceVariable) -> ChoiceView:
        own = literals(self.product, self.product.number_of[variable.id])
        values = self.product.domains[variable.id].values
        offers, prices, left = self.offers[own], self.prices[own].tolist(), self.left[own]
        exact = self.exact[own].tolist()
        chosen = self.choices.get(variable.id)
        base = self.cheapest
        found = {}
        for value, possible, price, is_exact in zip(values, offers.tolist(), prices, exact, strict=True):
            if possible:
                difference = None if base is None else price - base.number
                amount = Amount(price, is_exact)
                found[value] = OptionView(str(value), True, value == chosen, amount, difference)
        options = tuple(
            found.get(option.id) or OptionView(option.id, False, option.id == chosen) for option in variable.options
        )
        decided = str(values[int(left.argmax())]) if left.sum() == 1 else None
        standing = self._standing(variable, decided, variable.otherwise)
        return ChoiceView(variable.id, standing, decided, options)

    def _standing(self, variable: AnyVariable, decided: Value | None, otherwise: Value | None) -> Standing:
        if variable.id in self.choices:
            return Standing.CHOSEN
        if decided is None:
            return Standing.OPEN
        return Standing.NOT_ASKED if variable.when is not None and decided == otherwise else Standing.FORCED

    def _number(self, variable: NumberVariable) -> NumberView:
        if variable.id in self.product.domains:
            spans, decided, exact = self._few(variable.id)
        else:
            spans, exact = self._many(variable)
            decided = self.choices.get(variable.id)
            if decided is None and len(spans) == 1 and spans[0].low == spans[0].high:
                decided = spans[0].low
        standing = self._standing(variable, decided, variable.otherwise)
        return NumberView(variable.id, standing, None if decided is None else int(decided), spans, exact)

    def _few(self, name: str) -> tuple[tuple[Span, ...], Value | None, bool]:
        """A number taken value by value."""
        own = literals(self.product, self.product.number_of[name])
        domain = self.product.domains[name]
        left = self.left[own]
        decided = domain.values[int(left.argmax())] if left.sum() == 1 else None
        exact = self.cap is None or bool((self.exact | ~self.offers)[own].all())
        return stepped(domain.codes[self.offers[own]]), decided, exact

    def _many(self, variable: NumberVariable) -> tuple[tuple[Span, ...], bool]:
        """A number of a plane: the values of the points whose class is possible, the number's own choice let go."""
        name, plane = variable.id, self.product.plane_of[variable.id]
        others = self
        if name in self.choices:
            left = {one: value for one, value in self.choices.items() if one != name}
            others = Answers(self.product, left, self.quantity, self.cap)
        points = part(self.product, plane, others.state.fixed)
        inside = points.reachable(others.left[others.state.classes(plane)], name)
        axis = self.product.planes[plane].axes[points.plane.numbers.index(name)]
        if self.product.solver is not None and axis.single and len(points.plane.axes) == 1:
            spans, exact = values_left(others, axis, inside, QUESTIONS)
            told = others.costs.solver
            return spans, exact and (self.cap is None or (told is not None and told.exact))
        if self.cap is None:
            return spans_of(axis, inside), True
        return others.within_cap(axis, inside)

    def within_cap(self, axis: Axis, inside: Flags) -> tuple[tuple[Span, ...], bool]:
        """The values with a completion under the price limit; of very many only the first are looked at."""
        if not axis.single:
            return spans_of(axis, inside), False
        plane = self.product.plane_of[axis.variable]
        fixed = self.state.fixed
        found = least_by_stretch(self.product, "price", plane, fixed, self.quantity, axis.variable)
        if found is not None:
            own = self.state.classes(plane)
            prices, costs = self.prices[own], self.costs.literal[own]
            possible = self.left[own] & (prices != IMPOSSIBLE)
            rest = np.where(possible, prices - costs, 0)[:, None] + found[0]
            within = (found[1] & possible[:, None] & (rest <= (self.cap or 0))).any(axis=0)
            return spans_of(axis, inside & within), self.costs.exact
        places = np.flatnonzero(inside)
        exact = len(places) <= VALUES
        for place in places[:VALUES]:
            given = dict(self.choices) | {axis.variable: int(axis.low[place])}
            with_it = Answers(self.product, given, self.quantity, self.cap)
            inside[place] = with_it.possible
            exact &= with_it.cheapest is None or with_it.cheapest.exact
        return spans_of(axis, inside), exact

    def asked(self, name: str) -> bool | None:
        """Whether a text is asked for; None when that is open."""
        if name not in self.product.asked:
            return True
        variable, tells = self.product.asked[name]
        left = self.left[literals(self.product, variable)]
        if not (left & ~tells).any():
            return True
        return None if (left & tells).any() else False

    def _text(self, variable: TextVariable) -> TextView:
        value = self.choices.get(variable.id)
        if self.asked(variable.id) is False:
            return TextView(variable.id, Standing.NOT_ASKED, None)
        standing = Standing.OPEN if value is None else Standing.CHOSEN
        return TextView(variable.id, standing, None if value is None else str(value))
