# SPDX-License-Identifier: Apache-2.0
"""The chain of binding reasons from an order's delivery back to its release."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from klynge.job import Pause
from klynge.planning.explain.bounds import Bound, Bounds
from klynge.planning.explain.facts import Cause, Fact
from klynge.planning.explain.names import named
from klynge.planning.explain.waiting import Waiting
from klynge.planning.measure.reading import OrderFacts, Reading
from klynge.planning.plan import Portion

SOURCES = {"stock": Cause.STOCK, "purchase": Cause.PURCHASE, "lot": Cause.LOT}


@dataclass
class Chain:
    """Walks back from the delivery. `cursor` is the moment up to which nothing is accounted for yet."""

    reading: Reading
    bounds: Bounds
    waiting: Waiting
    order: OrderFacts
    cursor: int
    facts: list[Fact] = field(default_factory=list)
    step: Fact = field(default_factory=lambda: Fact(Cause.RUN, "", 0, 0, 0))

    def walk(self) -> tuple[Fact, ...]:
        """All facts, earliest first."""
        last = self.bounds.delivery(self.order.id)
        return self.walk_from(self._hand_over(last) if last else self._latest())

    def walk_from(self, n: int | None) -> tuple[Fact, ...]:
        """All facts back from a portion that ends at the cursor, earliest first."""
        while n is not None and self.cursor > self.order.release:
            n = self._portion(n)
        if self.cursor > self.order.release:
            self._before_planning()
        return tuple(named(fact, self.reading.network, self.reading.operations) for fact in reversed(self.facts))

    def _latest(self) -> int | None:
        rows = [n for n, p in enumerate(self.reading.plan.portions) if p.order == self.order.id]
        n = max(rows, key=lambda k: self.reading.plan.portions[k].end, default=None)
        if n is not None:
            self._take(Cause.COULD_BEGIN, self.reading.plan.portions[n].end, self.order.owner)
        return n

    def _take(self, cause: Cause, first: int, owner: str, order: str = "", subject: str = "") -> None:
        """Account for everything from `first` to the cursor."""
        first = max(first, self.order.release)
        if first < self.cursor:
            spent = self.cursor - first
            self.facts.append(
                replace(
                    self.step,
                    cause=cause,
                    owner=owner,
                    first=first,
                    last=self.cursor,
                    seconds=spent,
                    order=order,
                    subject=subject,
                )
            )
            self.cursor = first

    def _hand_over(self, bound: Bound) -> int | None:
        """Lag and transport back to where the portion before handed over."""
        if bound.before is None:
            return None
        before = self.reading.plan.portions[bound.before]
        owner = self.reading.owner(before.job)
        if bound.arrival:
            lane = bound.arrival.lane.id
            self._take(Cause.TRANSPORT, bound.arrival.departs, owner, subject=lane)
            self._take(Cause.DEPARTURE, bound.arrival.ready, owner, subject=lane)
        self._take(Cause.LAG, bound.handed, owner)
        return bound.before

    def _portion(self, n: int) -> int | None:
        """Account for one portion and its wait; the portion that it waited for, if any."""
        portion = self.reading.plan.portions[n]
        self.step = self._step(portion)
        self._run(n, portion)
        bounds = self.bounds.of(n)
        if portion.frozen:
            bounds = [bound for bound in bounds if bound.before is not None and bound.moment <= portion.start]
        binding = bounds[-1] if bounds else None
        ready = min(binding.moment, self.cursor) if binding else self.cursor
        self._gap(n, max(ready, self.order.release))
        return self._follow(portion, binding)

    def _step(self, portion: Portion) -> Fact:
        centre = self.reading.network.work_centres[portion.work_centre]
        operation = self.reading.operations[portion.job, portion.operation]
        return Fact(
            Cause.RUN, "", 0, 0, 0,
            job=portion.job,
            operation=operation.id,
            operation_name=operation.called("nb"),
            operation_name_en=operation.called("en"),
            work_centre=centre.id,
        )  # fmt: skip

    def _run(self, n: int, portion: Portion) -> None:
        """The run up to the cursor: working time, and the breaks over which it paused."""
        first, owner = max(portion.start, self.order.release), self.reading.owner(portion.job)
        if first >= self.cursor:
            self.cursor = max(min(self.cursor, portion.start), self.order.release)
            return
        open_time = self.reading.open[portion.work_centre]
        spent = self.cursor - first
        worked = open_time.work_at(self.cursor) - open_time.work_at(first)
        if portion.frozen or self.reading.modes[n].pause is Pause.UNATTENDED:
            worked = spent
        cause = Cause.REPORTED if portion.frozen else Cause.RUN
        for what, whose, seconds in (
            (Cause.CLOSED, self.reading.maker(portion), spent - worked),
            (cause, owner, worked),
        ):
            if seconds:
                self.facts.append(
                    replace(self.step, cause=what, owner=whose, first=first, last=self.cursor, seconds=seconds)
                )
        self.cursor = first

    def _gap(self, n: int, ready: int) -> None:
        for wait in reversed(self.waiting.waits(n, ready, self.cursor)):
            self.facts.append(
                replace(
                    self.step,
                    cause=wait.cause,
                    owner=wait.owner,
                    first=wait.first,
                    last=wait.last,
                    seconds=wait.seconds,
                    order=wait.order,
                    subject=wait.subject,
                )
            )
        self.cursor = min(self.cursor, ready)

    def _follow(self, portion: Portion, binding: Bound | None) -> int | None:
        if binding is None:
            self._take(Cause.REPORTED, self.order.release, self.reading.owner(portion.job))
            return None
        if binding.before is not None:
            return self._hand_over(binding)
        if binding.peg is None:
            return None
        peg, owner = binding.peg, self.reading.owner(portion.job)
        if peg.source == "lot":
            return self._made_lot(peg.id)
        since = max(self.order.release, self.reading.plan.start)
        self._take(SOURCES[peg.source], since, owner, subject=peg.item if peg.source == "purchase" else peg.id)
        return None

    def _made_lot(self, lot: str) -> int | None:
        """The last portion of a supply lot's making: the chain goes on through it."""
        rows = [n for n, p in enumerate(self.reading.plan.portions) if p.job == lot]
        return max(rows, key=lambda n: self.reading.plan.portions[n].end, default=None)

    def _before_planning(self) -> None:
        """What is left lies before the work could begin at all: planning began, or a job was released, later."""
        start = self.reading.plan.start
        if self.cursor > start:
            self._take(Cause.RELEASE, max(start, self.order.release), self.order.owner)
        self.step = Fact(Cause.RUN, "", 0, 0, 0)
        self._take(Cause.BEFORE_START, self.order.release, self.order.owner)
