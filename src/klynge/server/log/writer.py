# SPDX-License-Identifier: Apache-2.0
"""The writer of a cluster's log in a process: requests in the order they came, many in one durable transaction.

Each batch takes the cluster's lock first, then reads what others appended, then computes; so nothing is computed in
vain, and a batch costs one commit. Measured against retries on conflict and row locks, it is the quickest and fairest.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import psycopg

from klynge.planning.fold import PlanState, Replica, Row

from .deciding import Outcome, advanced, decide
from .errors import UnavailableError
from .live import LivePlan
from .requests import Answer, Request
from .store import append, remember, take_turn
from .telling import Teller

LOG = logging.getLogger(__name__)

BATCH = 32
PATIENCE = 30.0
"""Seconds for which a batch is tried again while the database does not answer."""

SHORTEST, LONGEST = 0.02, 0.5
"""Seconds between one try and the next."""
QUIET = 0.1
"""Seconds without a request after which the plan for asking takes in what is new."""
LOST = (psycopg.OperationalError, psycopg.errors.IdleInTransactionSessionTimeout)

Record = Callable[[psycopg.Cursor[Any], PlanState, Sequence[Row], Sequence[Answer]], None]
"""Told within the transaction of a batch: the state after it, its rows and its answers; what it writes is durable with
them, or is not."""

Waiting = tuple[Request, "Future[Answer]"]


class Writer:
    """Appends to one cluster's log through a connection of its own. `submit` may be called by any thread."""

    def __init__(self, conninfo: str, plan: LivePlan, patience: float = PATIENCE, record: Record | None = None) -> None:
        self.plan, self.patience = plan, patience
        self._conninfo, self._record = conninfo, record
        self._connection: psycopg.Connection[Any] | None = None
        self._replica: Replica | None = None
        self._teller = Teller(conninfo, plan.cluster)
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"writer {plan.cluster}", daemon=True)
        self._thread.start()

    def submit(self, request: Request) -> Future[Answer]:
        """Ask for a request to be taken in. The future has the answer once it is durable, or raises LogError, or
        what `compute` raised; then nothing of it is in the log."""
        future: Future[Answer] = Future()
        if self._closed.is_set():
            future.set_exception(UnavailableError("closed"))
        else:
            self._queue.put((request, future))
        return future

    def close(self) -> None:
        """Take in what waits, and end."""
        self._closed.set()
        self._queue.put(None)
        self._thread.join()
        self._teller.close()

    def _run(self) -> None:
        while (first := self._next()) is not None:
            batch, last = [first], False
            with contextlib.suppress(queue.Empty):
                while len(batch) < BATCH and not last:
                    more = self._queue.get_nowait()
                    last = more is None
                    if more is not None:
                        batch.append(more)
            self._take_in([waiting for waiting in batch if waiting[1].set_running_or_notify_cancel()])
            if last:
                break
        self._refuse_the_rest()
        self._disconnect()

    def _next(self) -> Waiting | None:
        """Who waits next. While nobody comes for some time, the plan for asking takes in what is new: where one comes
        after the other, the time is theirs."""
        while True:
            try:
                return self._queue.get(timeout=QUIET if self.plan.behind else None)
            except queue.Empty:
                self.plan.settle(self._queue.empty)

    def _refuse_the_rest(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                waiting = self._queue.get_nowait()
                if waiting is not None:
                    waiting[1].set_exception(UnavailableError("closed"))

    def _take_in(self, batch: list[Waiting]) -> None:
        """Append a batch, again and again while the database fails; then answer."""
        until = time.monotonic() + self.patience
        pause = SHORTEST
        while batch:
            try:
                done = self._append(batch)
            except LOST as error:
                # whether it was committed is told by the keys, the next time
                if pause == SHORTEST:
                    LOG.warning(
                        "the log of %s is not written, trying again: %s", self.plan.cluster, type(error).__name__
                    )
                self._disconnect()
                if time.monotonic() > until:
                    done = [UnavailableError("unavailable", seconds=round(self.patience))] * len(batch)
                else:
                    time.sleep(pause)
                    pause = min(2 * pause, LONGEST)
                    continue
            except Exception as error:
                LOG.exception("the log of %s could not be written", self.plan.cluster)
                self._disconnect()
                done = [error] * len(batch)
            for (_, future), outcome in zip(batch, done, strict=False):
                if isinstance(outcome, Answer):
                    future.set_result(outcome)
                else:
                    future.set_exception(outcome)
            batch = batch[len(done) :]
            until = time.monotonic() + self.patience

    def _append(self, batch: list[Waiting]) -> list[Outcome]:
        """Append the first of a batch, as many as there is time for, in one transaction; what each is answered."""
        cluster, connection = self.plan.cluster, self._connected()
        if self._replica is None:
            self._replica = self.plan.own()
            self._replica.alone = True
        replica, self._replica = self._replica, None  # it is ahead of the log until all is durable
        others, known = take_turn(connection, cluster, replica.state.sequence, [request.key for request, _ in batch])
        steps = [advanced(replica, row) for row in others]
        made = decide([request for request, _ in batch], replica, known)
        with connection.pipeline(), connection.cursor() as cursor:  # one trip
            if made.rows:
                append(cursor, cluster, [(row.sequence, text) for row, text in made.rows])
            if made.answers:
                remember(cursor, cluster, made.answers)
            if made.rows and self._record is not None:
                rows, answers = [row for row, _ in made.rows], [answer for _, answer in made.answers]
                self._record(cursor, made.replica.state, rows, answers)
            for write in made.beside:
                write(cursor)
            connection.commit()
        self._replica = made.replica
        steps += made.steps
        if steps and self.plan.is_far_behind():
            steps[-1] = replace(steps[-1], made=made.replica.copy())
        self.plan.moved_on(steps)
        if made.rows:
            self._teller.tell()
        return made.outcomes

    def _connected(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            self._connection = psycopg.connect(self._conninfo, connect_timeout=5, application_name="klynge writer")
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._connection.close()
            self._connection = None
