# SPDX-License-Identifier: Apache-2.0
"""The portions of a plan by work centre, kept in step with it, and what of it changed since when."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from klynge.network.model import Network
from klynge.planning.fold import OrderState, PlanState
from klynge.planning.plan import Outcome, Portion

Source = tuple[Literal["order", "lot"], str]
"""Whose portions: an order's or a supply lot's, by name."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a source was when it was last looked at."""

    portions: tuple[Portion, ...]
    order: OrderState | None
    outcome: Outcome | None

    def same(self, other: _Known) -> bool:
        """Whether nothing of it changed; a state keeps what did not."""
        return self.portions is other.portions and self.order is other.order and self.outcome is other.outcome

    def is_begun(self) -> bool:
        """Whether anything of it is reported."""
        jobs = () if self.order is None else self.order.jobs
        return any(operation.reported for job in jobs for operation in job.operations)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed after a sequence: these sources, or `whole` when that is not known or the network is another."""

    whole: bool
    sources: tuple[Source, ...] = ()


class Agenda:
    """The portions at each work centre. Each look first takes over what a state has otherwise than the last one: orders
    that did not move cost one comparison, not a look at all their portions."""

    def __init__(self) -> None:
        self._known: dict[Source, _Known] = {}
        self._at: dict[str, dict[Source, list[Portion]]] = {}
        self._begun: set[Source] = set()
        self._changed: dict[Source, int] = {}
        self._network: Network | None = None
        self._first = self._sequence = -1
        self._turn = threading.Lock()

    def at(self, state: PlanState, centres: Iterable[str]) -> list[Portion]:
        """All that stands at these work centres, by start."""
        found = [portion for portions in self.by_source(state, centres).values() for portion in portions]
        return sorted(found, key=lambda p: (p.setup_start, p.work_centre, p.unit, p.job, p.operation))

    def by_source(self, state: PlanState, centres: Iterable[str]) -> dict[Source, list[Portion]]:
        """What stands at these work centres, by whose it is."""
        found: dict[Source, list[Portion]] = {}
        with self._turn:
            self._follow(state)
            for name in centres:
                for source, portions in self._at.get(name, {}).items():
                    found.setdefault(source, []).extend(portions)
        return found

    def is_begun(self, source: Source) -> bool:
        """Whether the floor has reported anything of a source, as of the state that was looked at last."""
        return source in self._begun

    def since(self, state: PlanState, sequence: int) -> Since:
        """What changed after a sequence that someone knows."""
        with self._turn:
            self._follow(state)
            if sequence < self._first or sequence > self._sequence:
                return Since(True)
            return Since(False, tuple(source for source, at in self._changed.items() if at > sequence))

    def _follow(self, state: PlanState) -> None:
        if state.sequence <= self._sequence:
            return
        if state.network is not self._network:
            self._network, self._first = state.network, state.sequence
            self._changed.clear()
        now = dict(_sources(state))
        for source, known in list(self._known.items()):
            if (other := now.get(source)) is None or not known.same(other):
                self._forget(source, known)
                self._changed[source] = state.sequence
        for source, known in now.items():
            if source not in self._known:
                self._known[source] = known
                self._changed[source] = state.sequence
                if known.is_begun():
                    self._begun.add(source)
                for portion in known.portions:
                    self._at.setdefault(portion.work_centre, {}).setdefault(source, []).append(portion)
        self._sequence = state.sequence

    def _forget(self, source: Source, known: _Known) -> None:
        for name in {portion.work_centre for portion in known.portions}:
            del self._at[name][source]
        del self._known[source]
        self._begun.discard(source)


def _sources(state: PlanState) -> Iterator[tuple[Source, _Known]]:
    for name, portions in state.placements.items():
        yield ("order", name), _Known(portions, state.orders[name], state.outcomes.get(name))
    for name, (_, portions) in state.lots.items():
        yield ("lot", name), _Known(portions, None, None)
