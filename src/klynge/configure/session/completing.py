# SPDX-License-Identifier: Apache-2.0
"""Whole configurations that agree with the choices: cheapest, lightest, greenest, likeliest, earliest; and samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import log
from random import Random

import numpy as np

from ..compiled.columns import Array
from ..compiled.domains import Value
from ..compiled.evaluation import Evaluation
from ..compiled.parts import Part
from ..compiled.product import CompiledProduct
from ..compiled.reckoning import amount, cheapest_point, codes_of_choices, costs, part
from ..model import ChoiceVariable, NumberVariable
from ..rounding import half_away
from .results import By, Completion, LeadTimes
from .state import codes, literals, weights
from .view import Answers
from .weighing import Weighing

CRITERION = {"cheapest": "price", "lightest": "weight", "greenest": "co2"}
LIKELY = 1_000_000  # a natural logarithm's unit
Counts = Mapping[tuple[str, Value], int]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a completion should be best by, and what that goes by."""

    by: By
    lead_times: LeadTimes | None = None
    counts: Counts | None = None


def complete(answers: Answers, wish: Wish) -> Completion | None:
    """The best completion, of equals the cheapest, of these the one with most suggested values; None if there is none.

    Raises ValueError when the criterion has nothing to go by.
    """
    answers = _answers_by(answers, wish)
    if not answers.possible:
        return None
    if answers.product.solver is not None:
        return _solved(answers, wish)
    if wish.by == "earliest":
        assert wish.lead_times is not None
        best, exact = _earliest(answers, wish.lead_times), True
    else:
        cost, exact = _cost(answers, wish)
        best = _least(answers, cost)
    found = _whole(answers, best, wish, exact)
    if answers.cap is not None and found.price > answers.cap:
        return _under_the_cap(answers, wish)
    return found


def _answers_by(answers: Answers, wish: Wish) -> Answers:
    """The answers of a product that has the criterion; ValueError when there is nothing to go by."""
    product = answers.product
    if wish.by == "earliest" and wish.lead_times is None:
        raise ValueError("the earliest completion needs lead_times: days by variable and option")
    if wish.by == "likeliest" and wish.counts is None:
        raise ValueError("the likeliest completion needs counts: how often each option was ordered")
    if wish.by not in CRITERION:
        return answers
    compiled = product.by(CRITERION[wish.by])
    if compiled is None:
        lacking = {"lightest": "weight_g", "greenest": "co2_g"}[wish.by]
        raise ValueError(f"nothing in {product.model.id} tells which is the {wish.by}: give it a {lacking}")
    return answers if compiled is product else replace(answers, product=compiled)


def _cost(answers: Answers, wish: Wish) -> tuple[Array, bool]:
    """What each literal adds, and whether the sums are exact."""
    if wish.by == "likeliest":
        return _unlikelihood(answers, wish.counts or {}), True
    found = costs(answers.product, CRITERION[wish.by], answers.quantity, answers.state.fixed)
    return found.literal, found.exact


def _least(answers: Answers, cost: Array) -> Array:
    """The solution of least cost; then, where the numbers are small enough to be joined, of least price."""
    sweep, allowed = answers.product.sweep, answers.state.allowed
    price = answers.costs.literal
    then = _unsuggested(answers.product) if cost is price else price
    try:
        best = sweep.best(allowed, cost, then)
    except ValueError:
        best = sweep.best(allowed, cost)
    assert best is not None, "there is a product left"
    return best


def _unsuggested(product: CompiledProduct) -> Array:
    """A cost of one for each value beside the one that the model suggests."""
    cost = np.zeros(product.diagram.literals, np.int64)
    for name in product.domains:
        variable = product.model.variables[name]
        assert isinstance(variable, ChoiceVariable | NumberVariable)
        suggested = None if variable.suggested in (None, "") else variable.suggested
        literal = None if suggested is None else product.literal(name, suggested)
        if literal is not None:
            cost[literals(product, product.number_of[name])] = 1
            cost[literal] = 0
    return cost


def _by_value(product: CompiledProduct, times: Mapping[tuple[str, Value], int]) -> Array:
    """Numbers by variable and value as a cost of literals."""
    cost = np.zeros(product.diagram.literals, np.int64)
    for (name, value), days in times.items():
        literal = product.literal(name, value) if name in product.domains else None
        if literal is not None:
            cost[literal] = days
    return cost


def _earliest(answers: Answers, lead_times: LeadTimes) -> Array:
    """The least of longest and added times: for each longest time that occurs, the least that is added within it."""
    product, allowed = answers.product, answers.state.allowed
    longest, added = _by_value(product, lead_times.longest), _by_value(product, lead_times.added)
    found: list[tuple[int, int, Array]] = []
    for limit in np.unique(longest[allowed]).tolist():
        best = product.sweep.best(allowed & (longest <= limit), added, answers.costs.literal)
        if best is not None:
            chosen = product.diagram.first[:-1] + best
            days = int(longest[chosen].max(initial=0)) + int(added[chosen].sum())
            found.append((days, int(answers.costs.literal[chosen].sum()), best))
    return min(found, key=lambda one: one[:2])[2]


def _unlikelihood(answers: Answers, counts: Counts) -> Array:
    """How unlikely each value is, by how often it was ordered and once more; of a class, its likeliest point."""
    product = answers.product
    cost = np.zeros(product.diagram.literals, np.int64)
    for name, domain in product.domains.items():
        often = [counts.get((name, value), 0) + 1 for value in domain.values]
        total = sum(often)
        cost[literals(product, product.number_of[name])] = [round(LIKELY * log(total / one)) for one in often]
    for plane, variable in enumerate(product.class_of):
        points = part(product, plane, answers.state.fixed)
        cost[literals(product, variable)] = points.least(_unlikely_points(points, counts))
    return cost


def _unlikely_points(points: Part, counts: Counts) -> Array:
    unlikely: Array = np.zeros(points.shape, np.int64)
    for name, low in points.low.items():
        often = np.ones(low.shape, np.int64)
        own = {int(value): times for (variable, value), times in counts.items() if variable == name}
        for value, times in own.items():
            often[(points.low[name] <= value) & (value <= points.high[name])] += times
        unlikely = unlikely + np.rint(LIKELY * np.log(often.sum() / often)).astype(np.int64)
    return unlikely


def _solved(answers: Answers, wish: Wish) -> Completion | None:
    """The best completion by the solver; `exact` where it proves that."""
    from ..compiled.solver import Total
    from .solving import earliest, least

    if wish.by == "earliest" and wish.lead_times is not None:
        times = wish.lead_times
        found = earliest(answers, _by_value(answers.product, times.longest), _by_value(answers.product, times.added))
        exact = True
    else:
        criterion = CRITERION.get(wish.by, "price")
        told = costs(answers.product, criterion, answers.quantity, answers.state.fixed).solver
        assert told is not None
        if wish.by in CRITERION:
            found, exact = least(answers, Total(told.literal, told.wide)), told.exact
        else:
            found, exact = least(answers, Total(_cost(answers, wish)[0])), True
    if found is None:
        return None
    return _whole(answers, found.values, wish, exact and found.objective == found.bound, found.numbers)


def _whole(
    answers: Answers, best: Array, wish: Wish, exact: bool, numbers: Mapping[str, int] | None = None
) -> Completion:
    """A solution of the diagram as a configuration: each class of numbers becomes the point that is best."""
    product, quantity = answers.product, answers.quantity
    chosen: dict[str, Value] = {
        name: domain.values[int(best[product.number_of[name]])] for name, domain in product.domains.items()
    }
    columns = codes(product, best)
    for plane, variable in enumerate(product.class_of):
        (name, *others) = product.planes[plane].numbers
        if numbers is not None and not others:
            chosen[name] = numbers[name]
        elif wish.by == "likeliest":
            points = part(product, plane, answers.state.fixed)
            score = _unlikely_points(points, wish.counts or {})
            chosen |= points.point(int(best[variable]), score)
        else:
            by = CRITERION.get(wish.by, "price")
            cell = int(best[product.folds[plane].variable])
            chosen |= cheapest_point(product, by, plane, answers.state.fixed, cell, columns, quantity)
    order = {name: chosen[name] for name in product.model.variables if name in chosen}
    texts = {name: value for name, value in answers.choices.items() if name not in chosen}
    price, weight, co2 = (amount(product, one, order, quantity) for one in ("price", "weight", "co2"))
    assert price is not None
    if not exact and wish.by in CRITERION and numbers is None:
        exact = _met(answers, wish, best, price, weight, co2)
    return Completion(order | texts, price, weight, co2, wish.by, exact)


def _met(answers: Answers, wish: Wish, best: Array, price: int, weight: int | None, co2: int | None) -> bool:
    """Whether the configuration comes to no more than the lower bound: then it is the best after all."""
    product = answers.product
    found = costs(product, CRITERION[wish.by], answers.quantity, answers.state.fixed)
    criterion = product.criteria[CRITERION[wish.by]]
    bound = found.constant + int(found.literal[product.diagram.first[:-1] + best].sum())
    real = {"cheapest": price, "lightest": weight, "greenest": co2}[wish.by]
    unit = 1 if wish.by == "cheapest" else criterion.scale
    return criterion.exact and real is not None and real <= half_away(Fraction(bound, unit))


def _under_the_cap(answers: Answers, wish: Wish) -> Completion:
    """A good completion within the price limit: the price is weighed more and more until it is kept."""
    cost, _ = _cost(answers, wish) if wish.by != "earliest" else (answers.costs.literal, True)
    price, sweep, allowed = answers.costs.literal, answers.product.sweep, answers.state.allowed
    low, high = 0.0, 1024.0
    found = _whole(answers, _least(answers, price), wish, False)
    for _ in range(24):
        middle = (low + high) / 2
        mixed = np.rint(cost + middle * price).astype(np.int64)
        best = sweep.best(allowed, mixed)
        assert best is not None
        candidate = _whole(answers, best, wish, False)
        if answers.cap is not None and candidate.price <= answers.cap:
            found, high = candidate, middle
        else:
            low = middle
    return found


def sample(answers: Answers, number: int, seed: int) -> tuple[dict[str, Value], ...]:
    """So many products, each drawn with the same chance from all that are left; with a price limit by rejection."""
    product, random = answers.product, Random(seed)
    if not answers.possible:
        return ()
    weighing = Weighing(product.diagram, answers.state.allowed, weights(product, answers.state))
    found: list[dict[str, Value]] = []
    for _ in range(1000 * number):
        if len(found) == number:
            break
        values = weighing.draw(random)
        one = _drawn(answers, values, random)
        if not _agrees(product, values, one):
            continue
        if answers.cap is None or (amount(product, "price", one, answers.quantity) or 0) <= answers.cap:
            found.append(one)
    return tuple(found)


def _agrees(product: CompiledProduct, values: list[int], one: dict[str, Value]) -> bool:
    """Whether what the diagram left open about numbers is what they are."""
    columns = codes_of_choices(product, one)
    for atom in product.wide:
        truth = Evaluation(product.language, columns).truths(atom.expression)
        if values[atom.variable] != (2 if truth.missing.any() else int(truth.value.any())):
            return False
    return True


def _drawn(answers: Answers, values: list[int], random: Random) -> dict[str, Value]:
    product = answers.product
    chosen: dict[str, Value] = {
        name: domain.values[values[product.number_of[name]]] for name, domain in product.domains.items()
    }
    for plane, variable in enumerate(product.class_of):
        points = part(product, plane, answers.state.fixed)
        chosen |= points.draw(values[variable], random)
    order = {name: chosen[name] for name in product.model.variables if name in chosen}
    return order | {name: value for name, value in answers.choices.items() if name not in chosen}
