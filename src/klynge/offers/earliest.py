# SPDX-License-Identifier: Apache-2.0
"""Which completion of each option is delivered first.

Every day found is one that a promise gives; whether none is earlier is another matter, for a plan answers one
configuration at a time. So completions are tried that a bound or what was learned so far says are good, every one for
all of the options that it has; and an option is `sure` when its day is the bound of `floors`, before which nothing with
that option can come. Otherwise the bound is told beside the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from klynge.configure import Completion, LeadTimes, Session

from .quote import Dated, Key, Value

MANY = 1000
ROUNDS = 6

Ask = Callable[[Sequence[Completion]], list[Dated]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Days before which nothing is delivered: of all (None), and of what has an option; none when not looked for."""

    days: Mapping[Key | None, date | None] | None = None

    def of(self, day: date | None, key: Key | None) -> tuple[bool, date | None]:
        """Whether a day is surely the earliest, and before which day there is none."""
        if self.days is None:
            return True, None
        floor = self.days.get(key)
        return day is not None and floor is not None and day <= floor, floor


@dataclass(slots=True)
class Search:
    """What was asked so far in one session, by the option it is the best of."""

    session: Session
    ask: Ask
    work: frozenset[str]
    cheapest: Mapping[str, Value]
    left: int
    best: dict[Key | None, Dated] = field(default_factory=dict)
    known: set[tuple[tuple[str, Value], ...]] = field(default_factory=set)

    def found(self, bounds: Bounds) -> Mapping[Key | None, Dated]:
        """Look until every day is its bound, nothing new comes up, or enough was asked: the best of each option."""
        for number in range(ROUNDS):
            open_ = {key for key, dated in self.best.items() if not bounds.of(dated.day, key)[0]}
            if not open_ or self.left <= 0:
                break
            new = self._near_best() if number % 2 == 0 else self._by_learned_days()
            if not self._try(completion for key, completion in new.items() if key in open_) and number % 2:
                break
        return self.best

    def take(self, some: Iterable[Dated]) -> None:
        """Note what is known: each is a way to have every option that it has."""
        for dated in some:
            self.known.add(_signature(dated.choices))
            for key in self._has(dated.choices):
                if key in self.best and _rank(dated) < _rank(self.best[key]):
                    self.best[key] = dated

    def _has(self, choices: Mapping[str, Value]) -> Iterator[Key | None]:
        """The options that a configuration is a way to have; with another choice than the session's, that one alone."""
        mine = self.session.choices
        other = [key for key in choices.items() if mine.get(key[0], key[1]) != key[1]]
        if not other:
            yield None
            yield from choices.items()
        elif len(other) == 1:
            yield other[0]

    def _near_best(self) -> Mapping[tuple[str, str], Completion]:
        """For each option the completion made most like the earliest of all, and else chosen as the cheapest."""
        best = self.best[None].choices
        counts = {key: MANY for key in self.cheapest.items() if key[0] not in self.work}
        counts |= {key: MANY * MANY for key in best.items() if key[0] in self.work}
        return self.session.completions("likeliest", counts=counts)

    def _by_learned_days(self) -> Mapping[tuple[str, str], Completion]:
        """For each option the completion whose slowest option is quickest, by the best day seen with each."""
        first = min((dated.day for dated in self.best.values() if dated.day), default=None)
        if first is None:
            return {}
        longest = {
            key: (dated.day - first).days if dated.day else MANY
            for key, dated in self.best.items()
            if key is not None and key[0] in self.work
        }
        return self.session.completions("earliest", lead_times=LeadTimes(longest, {}))

    def _try(self, completions: Iterable[Completion]) -> bool:
        """Ask the plan for those that are new; whether there were any."""
        new = {_signature(one.choices): one for one in completions}
        asked = [one for signature, one in new.items() if signature not in self.known][: self.left]
        self.left -= len(asked)
        if asked:
            self.take(self.ask(asked))
        return bool(asked)


def _signature(choices: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
    return tuple(sorted(choices.items(), key=lambda pair: pair[0]))


def _rank(dated: Dated) -> tuple[date, int]:
    return dated.day or date.max, dated.price
