# SPDX-License-Identifier: Apache-2.0
"""Keeping the plans of a process in step with what other processes append: told by the database, and polled behind it.

A notification may be lost with its connection, so every wake, reconnect and tick reads the log from the last number.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg

from klynge.planning.fold import PlanState

from .live import LivePlan
from .store import CHANNEL, MOST, save_snapshot, snapshot_sequence, told_of

LOG = logging.getLogger(__name__)

TICK = 5.0
"""Seconds after which the log is read without having been told to."""
SNAPSHOT_ROWS, SNAPSHOT_OF = 2000, 10
"""Rows after which a state is kept, and one for so many of its orders, so that a start folds few and a state is not
written again and again: that takes as long as it is large, and keeps others of the process waiting."""
LONG = 10
"""So many times that is long."""

PAUSE = 0.05
"""Seconds from being told of a row to reading it: rows mostly come several together."""

Moved = Callable[[LivePlan], None]


class Follower:
    """Follows the logs of some plans on a connection of its own; `moved` is called, here, after a plan has moved on."""

    def __init__(
        self,
        conninfo: str,
        plans: Sequence[LivePlan],
        moved: Moved | None = None,
        tick: float = TICK,
        pause: float = PAUSE,
        settle: bool = True,
        keeps: bool = True,
    ) -> None:
        """`settle` as `LivePlan.follow` takes it: not where plans are asked seldom. With `keeps` false states are kept
        only when nobody else has for long."""
        self._conninfo, self._moved, self._tick, self._pause = conninfo, moved, tick, pause
        self._settle, self._seldom = settle, 1 if keeps else LONG
        self._plans = {plan.cluster: plan for plan in plans}
        self._told = {plan.cluster: plan.state.sequence for plan in plans}
        self._kept = dict(self._told)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
        self._thread.start()

    def add(self, plan: LivePlan) -> None:
        """Follow one more."""
        self._told[plan.cluster] = self._kept[plan.cluster] = plan.state.sequence
        self._plans[plan.cluster] = plan

    def close(self) -> None:
        """End."""
        self._closed.set()
        self._thread.join()

    def _run(self) -> None:
        away = False
        while not self._closed.is_set():
            try:
                with psycopg.connect(
                    self._conninfo, autocommit=True, connect_timeout=5, application_name="klynge follower"
                ) as connection:
                    connection.execute(f"listen {CHANNEL}")
                    away = False
                    self._listen(connection)
            except psycopg.OperationalError as error:
                if not away:
                    LOG.warning("the log is not followed, trying again: %s", type(error).__name__)
                away = True
                self._closed.wait(0.2)
            except Exception:
                LOG.exception("the log cannot be followed, trying again")
                self._closed.wait(self._tick)

    def _listen(self, connection: psycopg.Connection[Any]) -> None:
        waited = self._tick
        self._catch_up(connection, dict.fromkeys(self._plans, MOST))
        while not self._closed.is_set():
            told = [told_of(note.payload) for note in connection.notifies(timeout=min(0.2, self._tick), stop_after=1)]
            if told and not self._closed.wait(self._pause):  # what comes close behind is read with it
                told += [told_of(note.payload) for note in connection.notifies(timeout=0)]
            waited += min(0.2, self._tick)
            if waited >= self._tick:
                waited, last = 0.0, dict.fromkeys(map(str, self._plans), MOST)
            else:
                last = dict(sorted(told))  # of several of one cluster the newest
            self._catch_up(connection, {cluster: last[str(cluster)] for cluster in self._plans if str(cluster) in last})

    def _catch_up(self, connection: psycopg.Connection[Any], last: Mapping[UUID, int]) -> None:
        """Read what is new of some clusters up to a row; what the process appended itself it has already."""
        for cluster, sequence in last.items():
            plan = self._plans[cluster]
            with connection.cursor() as cursor:
                if plan.state.sequence < sequence:
                    plan.follow(cursor, self._settle)
                state = plan.state
                if state.sequence >= self._kept[cluster] + self._rows_to_keep(state):
                    self._kept[cluster] = self._keep(cursor, state, cluster)
            if state.sequence > self._told[cluster]:
                self._told[cluster] = state.sequence
                if self._moved is not None:
                    try:
                        self._moved(plan)
                    except Exception:  # who is told does not end the following
                        LOG.exception("what follows the log of %s failed", cluster)

    def _keep(self, cursor: psycopg.Cursor[Any], state: PlanState, cluster: UUID) -> int:
        """Keep a state, if nobody has lately; the last row of the newest that is kept."""
        newest = snapshot_sequence(cursor, cluster)
        if state.sequence < newest + self._rows_to_keep(state):
            return newest
        save_snapshot(cursor, cluster, state)
        return state.sequence

    def _rows_to_keep(self, state: PlanState) -> int:
        """Rows after which a state is to be kept again."""
        return self._seldom * max(SNAPSHOT_ROWS, len(state.orders) // SNAPSHOT_OF)
