# SPDX-License-Identifier: Apache-2.0
"""A cluster's plan in memory: the fold of its log, in step with it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from klynge.planning.fold import PlanState, Replica, Row, apply, fold

from .errors import LogError
from .store import Cursor, last_snapshot, rows_after

T = TypeVar("T")
MOST_WAITING = 256
FEW, FEW_OF = 24, 1000
"""A copy of a schedule takes as long as so many rows, or as one for so many of its orders: beyond that, one copies."""
MANY = 1024
"""Rows that wait in memory until someone asks."""
PATIENCE = 0.03
"""Seconds for which who asks waits for a copy from who appends, who may be busy or have nothing to append."""
ANEW_OF = 8
"""A schedule is made anew in the time that a row takes for each so many of its orders."""


class LivePlan:
    """The plan of one cluster in a process: its newest state, and a replica in which one thread at a time may ask.

    Who appends has a replica of its own (`own`) and tells of what is durable (`moved_on`), so that asking does not wait
    for it; the one for asking takes that in when it is asked next. States are frozen and may be kept.
    """

    def __init__(self, cluster: UUID, state: PlanState) -> None:
        self.cluster = cluster
        self._state = state
        self._replica = Replica.of(state)
        self._coming: deque[Step] = deque()
        self._turn = threading.RLock()  # to work on the replica
        self._wanted, self._given = False, threading.Event()  # a copy of who appends
        self._telling = threading.Lock()  # to change what is the newest; never held for long

    @classmethod
    def load(cls, cursor: Cursor, cluster: UUID) -> LivePlan:
        """The plan as it is now, from the last snapshot and what came after. Raises LogError for an unknown cluster."""
        state = last_snapshot(cursor, cluster)
        rows = rows_after(cursor, cluster, state.sequence if state else 0)
        if state is None and not rows:
            raise LogError("no_cluster", cluster=cluster)
        return cls(cluster, fold(rows, state))

    @property
    def state(self) -> PlanState:
        """The fold up to `state.sequence`."""
        return self._state

    def ask(self, question: Callable[[Replica], T]) -> T:
        """What a question finds in the plan. It may try things in the schedule, and leaves it as it was."""
        with self._turn:
            self._catch_up()
            return question(self._replica)

    def follow(self, cursor: Cursor, settle: bool = True) -> int:
        """Take in what is new in the log; how many rows. The replica has it when it is asked next, or with `settle`
        once it is much: a process that asks seldom does not work through every row as it comes."""
        rows = rows_after(cursor, self.cluster, self.state.sequence)  # nobody waits for the database
        taken = 0
        with self._telling:
            for row in rows:
                if row.sequence == self._state.sequence + 1:  # not told of meanwhile
                    self._state = apply(self._state, row)
                    self._coming.append(Step(row, self._state))
                    taken += 1
        if settle and len(self._coming) > MANY:
            self.settle()
        elif not settle and self._is_much():
            self._leave_out()
        return taken

    def own(self) -> Replica:
        """A replica of the plan as it is, for who appends to its log."""
        return self.ask(Replica.copy)

    def moved_on(self, steps: Sequence[Step]) -> None:
        """Take over what is in the log now, each step behind the one before, but for what the plan has already."""
        with self._telling:
            if steps and steps[-1].made is not None:  # it has all before; what others appended behind may be here too
                last = steps[-1].after.sequence
                self._coming = deque([steps[-1], *(s for s in list(self._coming) if s.after.sequence > last)])
                self._given.set()
            else:
                self._coming.extend(steps)
            if steps and steps[-1].after.sequence > self._state.sequence:
                self._state = steps[-1].after

    @property
    def behind(self) -> int:
        """How many rows the replica for asking is to take in yet."""
        return len(self._coming)

    def wants_copy(self) -> bool:
        """Whether who appends is to give it a copy of a replica that has it all: someone waits for that, or so much has
        come that it can wait in memory no longer. While nobody asks none is made."""
        return len(self._coming) >= MANY or (self._wanted and self._is_far_behind())

    def settle(self, meanwhile: Callable[[], bool] = lambda: True, newest: Replica | None = None) -> None:
        """Let the replica take in what has come, row by row and as long as `meanwhile` is true, unless someone asks in
        it: then that is done when it is asked next. Where that is less work it becomes a copy of `newest`, if that has
        all that is in the log and no more."""
        if newest is not None and self._is_far_behind() and newest.state.sequence == self._state.sequence:
            self._become(newest.copy())
        while self._coming and meanwhile() and self._turn.acquire(blocking=False):
            try:
                self._take_in_next()
            finally:
                self._turn.release()

    def _is_far_behind(self) -> bool:
        """Whether to be given a copy of a replica that has it all is less work than to take it in."""
        return len(self._coming) >= max(FEW, len(self._state.orders) // FEW_OF)

    def _become(self, made: Replica) -> None:
        """Be this replica, unless someone asks now; what it has already comes no more."""
        if self._turn.acquire(blocking=False):
            try:
                with self._telling:
                    self._replica = made
                    self._coming = deque(step for step in self._coming if step.after.sequence > made.state.sequence)
            finally:
                self._turn.release()

    def _wait_for_copy(self) -> None:
        """Give who appends a moment to make one."""
        self._given.clear()
        self._wanted = True
        self._given.wait(PATIENCE)
        self._wanted = False

    def _catch_up(self) -> None:
        if self._is_far_behind():
            self._wait_for_copy()
        if self._is_much():
            self._leave_out()
        while self._coming:
            self._take_in_next()

    def _is_much(self) -> bool:
        """Whether to make a replica of the newest state is less work than to take in what has come."""
        return len(self._coming) > max(MOST_WAITING, len(self._state.orders) // ANEW_OF)

    def _leave_out(self) -> None:
        """Forget all that has come but the newest."""
        with self._telling:
            self._coming = deque(sorted(self._coming, key=lambda step: step.after.sequence)[-1:])

    def _take_in_next(self) -> None:
        try:
            step = self._coming.popleft()
        except IndexError:
            return
        now = self._replica.state.sequence
        if step.made is not None and step.after.sequence > now:
            self._replica = step.made
        elif step.after.sequence == now + 1:
            self._replica.advance(step.row, step.after)
        elif step.after.sequence > now:  # those between were much, and left out
            self._replica = Replica.of(step.after)


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the log and the state after it; and, where taking it in is much work, a replica that has it."""

    row: Row
    after: PlanState
    made: Replica | None = None
