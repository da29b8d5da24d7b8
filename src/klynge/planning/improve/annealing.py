# SPDX-License-Identifier: Apache-2.0
"""One annealing over a schedule of its own: the state between chunks of the compiled search."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from klynge.planning.budget import Objective
from klynge.planning.kernels import columns as col
from klynge.planning.kernels.columns import BIG
from klynge.planning.kernels.view import Journal
from klynge.planning.schedule import Schedule

from .facts import Facts, Ints
from .kernels.change import (
    BROKEN,
    EXCESS,
    LATE,
    MONEY,
    MOST,
    MOVED,
    PARTS,
    UNPLANNED,
    Book,
    Trial,
    money,
    trial,
)
from .kernels.orders import place_hashes, transport_of
from .kernels.search import (
    COUNTS,
    DEARER,
    DEARER_SUM,
    GROW,
    LATER,
    LATER_SUM,
    LOGGED,
    LOST,
    TRIED,
    improve_chunk,
    repeat_gains,
)

STORES = 1 << 20  # of the journal, at first
MOST_LOGGED = 512  # gains of one chunk that others may repeat
PARTS_OF_16 = 8  # so many changes in sixteen are of an operation and what follows it, the others of whole orders
START_HEAT, END_HEAT = 0.1, 1e-4  # of the mean loss by a change that was not kept


@dataclass(frozen=True, slots=True)
class Stability:
    """The plan that should not change without need: place hashes by order, and what moving an order must be worth."""

    published: Ints
    move_ore: int

    @classmethod
    def none(cls) -> Stability:
        """No plan has been published."""
        return cls(np.zeros(0, np.int64), 0)

    @classmethod
    def of(cls, schedule: Schedule, move_ore: int) -> Stability:
        """The schedule as it is now is the published plan."""
        return cls(hashes(schedule), move_ore)


def hashes(schedule: Schedule) -> Ints:
    """For every order a number that tells where it is placed."""
    out = np.zeros(len(schedule.arrivals), np.int64)
    place_hashes(schedule.problem.views[1], schedule.view(), schedule.arrivals, out)
    return out


@dataclass(slots=True)
class Annealing:
    """A schedule that is being improved, and all that its next chunk needs; a seed makes it what it is."""

    schedule: Schedule
    facts: Facts
    stability: Stability
    rng: NDArray[np.uint64]
    book: Book
    trial: Trial
    late_list: Ints
    log: Ints
    counts: Ints = field(default_factory=lambda: np.zeros(COUNTS, np.int64))

    @classmethod
    def of(cls, schedule: Schedule, facts: Facts, stability: Stability, seed: int) -> Annealing:
        """A search that starts from a schedule, which becomes its own."""
        if len(schedule.journal.memory) < STORES:
            schedule.journal = Journal(STORES)
        n = len(facts.due)
        word = np.array([(seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64 or 1], np.uint64)
        log = np.zeros((MOST_LOGGED, 1 + 2 * MOST), np.int64)
        book = _book(schedule, facts, stability)
        return cls(schedule, facts, stability, word, book, trial(facts.members), np.zeros(n, np.int64), log)

    @property
    def objective(self) -> Objective:
        """Broken commitments, weighted lateness in seconds, money in øre (without reported work), orders moved."""
        now = self.book.now
        return int(now[BROKEN]), int(now[LATE]), int(now[MONEY]), int(now[MOVED])

    @property
    def fair(self) -> bool:
        """Whether no member's orders are later in all than at the start."""
        return int(self.book.now[EXCESS]) == 0

    def heats(self, share: float) -> tuple[float, float]:
        """Temperatures for lateness and money when `share` of the budget is spent, from the losses seen so far."""
        cooling = START_HEAT * (END_HEAT / START_HEAT) ** share
        later = self.counts[LATER_SUM] / self.counts[LATER] if self.counts[LATER] else 0.0
        dearer = self.counts[DEARER_SUM] / self.counts[DEARER] if self.counts[DEARER] else 0.0
        return float(cooling * later), float(cooling * dearer)

    def run(self, share: float, size: int, chunk: int) -> bool:
        """Try so many changes; False when the schedule was lost and has to be taken from the best one again."""
        heat, money_heat = self.heats(share)
        tried = int(self.counts[TRIED])
        self.counts[LOGGED] = 0
        while (left := chunk - (int(self.counts[TRIED]) - tried)) > 0:
            ended = self._chunk(heat, money_heat, size, left)
            if ended == LOST:
                self._larger_journal()
                return False
            if ended == GROW:
                self._grow()
        return True

    def _chunk(self, heat: float, money_heat: float, size: int, chunk: int) -> int:
        s, f = self.schedule, self.facts
        res, ops, sup = s.problem.views
        return int(
            improve_chunk(
                res, ops, sup, s.view(), self.rng, f.order_of, f.work, self.book, self.trial, self.late_list, self.log,
                self.stability.move_ore, heat, money_heat, size, PARTS_OF_16, chunk, self.counts,
            )
        )  # fmt: skip

    def repeat(self, other: Annealing) -> bool:
        """Repeat the gains of the other's last run where they are gains here too; False when the schedule was lost."""
        res, ops, sup = self.schedule.problem.views
        at, logged = 0, int(other.counts[LOGGED])
        while True:
            at = int(
                repeat_gains(
                    res, ops, sup, self.schedule.view(), other.schedule.view(), self.book, self.trial,
                    other.book.arrivals, other.log, logged, self.stability.move_ore, at,
                )
            )  # fmt: skip
            if at < 0:
                self._larger_journal()
                return False
            if at >= logged:
                return True
            self._grow()

    def _grow(self) -> None:
        order = self.schedule.problem.operations.order
        self.schedule.make_room(int((order[:, col.ORD_OP1] - order[:, col.ORD_OP0]).max()))

    def _larger_journal(self) -> None:
        self.schedule.journal = Journal(2 * (len(self.schedule.journal.memory) // 2))

    def take(self, other: Annealing) -> None:
        """Go on from where another annealing of the same problem is; the random numbers stay one's own."""
        self.schedule.take(other.schedule)
        for name in ("arrivals", "whys", "failed", "now", "of_member", "moved"):
            getattr(self.book, name)[:] = getattr(other.book, name)


def _book(schedule: Schedule, facts: Facts, stability: Stability) -> Book:
    """The objective of a schedule, counted from the start."""
    end = int(schedule.problem.resources.span[1])
    unplanned = schedule.arrivals >= BIG
    late = facts.weight * np.maximum(0, np.where(unplanned, end, schedule.arrivals) - facts.due)
    of_member = np.zeros(facts.members, np.int64)
    np.add.at(of_member, facts.member, late)
    moved = np.zeros(len(stability.published), np.int64)
    if len(moved):
        moved[:] = hashes(schedule) != stability.published
    now = np.zeros(PARTS, np.int64)
    now[BROKEN] = int(((facts.promised == 1) & (schedule.arrivals > facts.due)).sum())
    now[LATE], now[MOVED], now[UNPLANNED] = int(late.sum()), int(moved.sum()), int(unplanned.sum())
    res, ops, _ = schedule.problem.views
    transport = transport_of(res, ops, schedule.view(), facts.weight_g, schedule.arrivals)
    now[MONEY] = money(schedule.view()) + transport
    return Book(
        facts.due, facts.weight, facts.promised, facts.member, facts.weight_g, schedule.arrivals, schedule.whys,
        schedule.failed, now, of_member, of_member.copy(), stability.published, moved,
    )  # fmt: skip
