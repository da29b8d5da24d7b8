# SPDX-License-Identifier: Apache-2.0
"""A cluster's plan in memory: the fold of its log, in step with it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from klynge.planning.fold import PlanState, Replica, Row, fold

from .errors import LogError
from .store import Cursor, last_snapshot, rows_after

T = TypeVar("T")


class LivePlan:
    """The replica of one cluster in a process. One thread at a time works on it; states are frozen and may be kept."""

    def __init__(self, cluster: UUID, state: PlanState) -> None:
        self.cluster = cluster
        self._replica = Replica.of(state)
        self._turn = threading.RLock()

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
        return self._replica.state

    def ask(self, question: Callable[[Replica], T]) -> T:
        """What a question finds in the plan. It may try things in the schedule, and leaves it as it was."""
        with self._turn:
            return question(self._replica)

    def follow(self, cursor: Cursor) -> int:
        """Take in what is new in the log; how many rows."""
        with self._turn:
            rows = rows_after(cursor, self.cluster, self.state.sequence)
            self._take_in(rows)
        return len(rows)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be the one thread that works on the plan."""
        with self._turn:
            yield

    def trial(self) -> Replica:
        """A replica to try rows on, while it is one's turn; the plan stays what it is."""
        return replace(self._replica)

    def become(self, replica: Replica) -> None:
        """Take over a replica whose rows are in the log now, unless the plan is newer already."""
        with self._turn:
            if replica.state.sequence > self.state.sequence:
                self._replica = replica

    def _take_in(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._replica.apply(row)
