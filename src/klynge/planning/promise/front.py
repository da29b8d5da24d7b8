# SPDX-License-Identifier: Apache-2.0
"""The Pareto front over delivery, øre and grams of the ways to make one order: a local search over its choices.

Paquete, Chiarandini and Stützle, "Pareto local optimum sets in the biobjective travelling salesman problem" (2004):
from good guesses on, the neighbours of every way that no other dominates are tried, until there are none left or the
effort is spent. Every way tried is placed on the plan for real.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..kernels import columns as col
from ..kernels.columns import OK
from .guesses import Guesses
from .kernels.choices import TRY_DELIVERED, TRY_FAILED, TRY_G, TRY_ORE, TRY_WHY
from .request import Choice, Request

Value = tuple[int, int, int]
"""Delivery in engine seconds, øre, grams: smaller is better."""


@dataclass(frozen=True, slots=True)
class Way:
    """A choice as it came out on the plan."""

    value: Value
    choice: Choice
    modes: Choice = ()  # what a choice that leaves the modes to the engine came to
    least: tuple[int, ...] = ()  # engine seconds before which the operations do not start


def dominates(a: Value, b: Value) -> bool:
    """Whether a is nowhere worse than b and somewhere better."""
    return a != b and a[0] <= b[0] and a[1] <= b[1] and a[2] <= b[2]


class Front:
    """Ways that none of those tried dominates, of equal ones the first found; `effort` is in operations placed."""

    def __init__(self, request: Request, effort: int, least: Sequence[int] | None = None) -> None:
        self.request, self.left, self.least = request, effort, least
        self.tried, self.weight = 0, request.weight
        self.ways: dict[Value, Way] = {}
        self.seen: set[Choice] = set()
        self.why = (-1, 0)

    def search(self) -> list[Way]:
        """The front, by delivery, when the effort is spent or nothing is left to try."""
        guesses = Guesses.of(self.request)
        self._try_free(False)
        if self.request.guest:
            self._try_free(True)
        self._try(guesses.all())
        explored: set[Choice] = set()
        while self.left > 0:
            waiting = [way for way in self._ordered() if way.choice not in explored]
            if not waiting:
                break
            # by turns round the earliest, the cheapest and the greenest, so that no end of the front is left out
            first = len(explored) % 3
            way = min(waiting, key=lambda way: (way.value[first:] + way.value[:first], way.choice))
            explored.add(way.choice)
            self._try(neighbours(guesses, way.modes or way.choice))
        return self._ordered()

    def _ordered(self) -> list[Way]:
        return [self.ways[value] for value in sorted(self.ways)]

    def _try(self, choices: Iterable[Choice]) -> None:
        new = [choice for choice in dict.fromkeys(choices) if choice not in self.seen]
        new = new[: max(0, -(-self.left // self.weight))]
        if not new:
            return
        self.seen.update(new)
        self._spend(len(new))
        table = np.array(sorted(new), np.int64)  # sorted, what neighbours have in common is placed once
        found = self.request.tried(table, self.least)
        for row, tried in zip(table.tolist(), found.tolist(), strict=True):
            if tried[TRY_WHY] == OK:
                self._keep(Way((tried[TRY_DELIVERED], tried[TRY_ORE], tried[TRY_G]), tuple(row)))

    def _try_free(self, guest: bool) -> None:
        """The engine's own way: as a choice when it comes out the same so, else left to the engine again."""
        free = (-2 if guest else -1,) * self.request.size + (-1,) * len(self.request.pairs)
        table = np.array([free], np.int64)
        tried = self.request.tried(table, self.least)[0].tolist()
        self._spend(1)
        if tried[TRY_WHY] != OK:
            self.why = tried[TRY_WHY], tried[TRY_FAILED]
            return
        value = tried[TRY_DELIVERED], tried[TRY_ORE], tried[TRY_G]
        self._try([tuple(table[0].tolist())])
        self._keep(Way(value, free, tuple(table[0].tolist())))

    def _spend(self, ways: int) -> None:
        self.tried += ways
        self.left -= ways * self.weight

    def _keep(self, way: Way) -> None:
        value = way.value
        if value in self.ways or any(dominates(other, value) for other in self.ways):
            return
        self.ways = {v: w for v, w in self.ways.items() if not dominates(value, v)}
        self.ways[value] = way


def neighbours(guesses: Guesses, choice: Choice) -> Iterator[Choice]:
    """One operation in another mode, all that can be moved to one site, or another lane between two places."""
    request = guesses.request
    size, group = request.size, request.operations.op[:, col.OP_GROUP].tolist()
    for row in range(size):
        for mode in range(guesses.mode0[row], guesses.mode0[row] + len(guesses.sites[row])):
            if mode != choice[row]:
                yield _with_group(guesses, group, choice, row, mode)
    sites = sorted({site for there in guesses.sites for site in there})
    for site in sites if len(sites) > 1 else ():
        moved = list(choice)
        for row in range(size):
            if site in guesses.sites[row] and guesses.site(row, choice[row]) != site:
                moved[row] = _cheapest(guesses, row, site)
        yield tuple(moved)
    for number, (first, last, _) in enumerate(request.pairs.tolist()):
        for lane in (-1, *range(first, last)):
            if lane != choice[size + number]:
                yield (*choice[: size + number], lane, *choice[size + number + 1 :])


def _with_group(guesses: Guesses, group: list[int], choice: Choice, row: int, mode: int) -> Choice:
    """The choice with one operation in another mode, the others of its same-site group going with it."""
    moved = list(choice)
    moved[row] = mode
    if group[row] >= 0:
        site = guesses.site(row, mode)
        for other, number in enumerate(group):
            if number == group[row] and guesses.site(other, moved[other]) != site and site in guesses.sites[other]:
                moved[other] = _cheapest(guesses, other, site)
    return tuple(moved)


def _cheapest(guesses: Guesses, row: int, site: int) -> int:
    """The mode row at a site that costs an operation least, by what is known beforehand."""
    return min((guesses.figure(row, mode), mode) for mode in guesses.at(row, site))[1]


def thinned(ways: Sequence[Way], most: int) -> list[Way]:
    """At most so many ways: the best of each figure, and then those farthest from the ones taken."""
    if len(ways) <= most:
        return list(ways)
    values = np.array([way.value for way in ways], np.float64)
    spread: NDArray[np.float64] = np.maximum(np.ptp(values, axis=0), 1.0)
    points = (values - values.min(axis=0)) / spread
    taken = list(dict.fromkeys(best(ways)))[:most]
    while len(taken) < most:
        distance = np.abs(points[:, None, :] - points[None, taken, :]).sum(axis=2).min(axis=1)
        taken.append(int(distance.argmax()))
    return [ways[i] for i in sorted(taken)]


def best(ways: Sequence[Way]) -> tuple[int, int, int]:
    """Numbers of the earliest, the cheapest and the greenest way, ties broken by the other figures."""
    numbers = range(len(ways))

    def least(first: int, second: int, third: int) -> int:
        return min(numbers, key=lambda i: tuple(ways[i].value[k] for k in (first, second, third)))

    return least(0, 1, 2), least(1, 0, 2), least(2, 0, 1)
