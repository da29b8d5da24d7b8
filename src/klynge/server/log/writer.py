# SPDX-License-Identifier: Apache-2.0
"""The writer of a cluster's log in a process: requests in the order they came (brief ones first), many in one durable
transaction.

A batch takes the cluster's lock first, then reads what others appended, then computes; so nothing is computed in vain,
and a batch costs one commit. Measured against retries on conflict and row locks, it is the quickest and fairest. As
long as no other process appends, a batch is computed ahead of its turn, while the one before is being written.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from enum import Enum

from klynge.planning.fold import Replica
from klynge.server.database import UnderWay
from klynge.server.database.away import LOST

from .deciding import Decided, Outcome, advanced, decide
from .errors import UnavailableError
from .frames import without_frames
from .garbage import look_for_garbage
from .live import LivePlan
from .requests import Answer, Request
from .turn import Record, Turn

LOG = logging.getLogger(__name__)

BATCH = 32
PATIENCE = 30.0
"""Seconds for which a batch is tried again while the database does not answer."""

SHORTEST, LONGEST = 0.02, 0.5
"""Seconds between one try and the next."""
QUIET = 0.1
"""Seconds without a request after which the plan for asking takes in what is new."""
ALONE = 8
"""Turns without rows of other processes after which batches are computed ahead of theirs."""

Waiting = tuple[Request, "Future[Answer]"]


class Mark(Enum):
    """What stands in the queue besides who waits: the batch under way is to be decided again, or nobody more comes."""

    AGAIN = 1
    END = 2


class Writer:
    """Appends to one cluster's log through a connection of its own. `submit` may be called by any thread."""

    def __init__(self, conninfo: str, plan: LivePlan, patience: float = PATIENCE, record: Record | None = None) -> None:
        self.plan, self.patience = plan, patience
        self._turn = Turn(conninfo, plan.cluster, record)
        self._replica: Replica | None = None
        self._alone = 0  # turns since the last rows of others
        self._beside = ThreadPoolExecutor(1, f"turn {plan.cluster}")
        self._under_way: Future[list[Waiting]] | None = None  # a batch; who of it is to be decided again
        self._queue: queue.SimpleQueue[Waiting | Mark] = queue.SimpleQueue()
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
        self._queue.put(Mark.END)
        self._thread.join()

    def _run(self) -> None:
        waiting, last = list[Waiting](), False
        while waiting or not last:
            found = self._next(BATCH - len(waiting), wait=not waiting)
            last = last or Mark.END in found
            waiting += [each for each in found if isinstance(each, tuple) and each[1].set_running_or_notify_cancel()]
            waiting.sort(key=lambda each: not each[0].brief)
            if waiting and self._alone >= ALONE and self._replica is not None:
                waiting = self._take_in_ahead(waiting, self._replica)
            elif waiting or Mark.AGAIN in found:
                self._take_in([*self._left_over(), *waiting])
                waiting = []
        self._take_in(self._left_over())
        self._refuse_the_rest()
        self._beside.shutdown()
        self._turn.give_up()

    def _next(self, most: int, *, wait: bool) -> list[Waiting | Mark]:
        """Who came, `wait` for the first of them. While nobody comes for some time, the plan for asking takes in what
        is new: where one comes after the other, the time is theirs."""
        found = list[Waiting | Mark]()
        if wait and self._queue.empty():
            look_for_garbage()
        while wait and not found:
            try:
                found.append(self._queue.get(timeout=QUIET if self.plan.behind else None))
            except queue.Empty:
                self.plan.settle(self._queue.empty, self._replica)
        with contextlib.suppress(queue.Empty):
            while len(found) < most and Mark.END not in found:
                found.append(self._queue.get_nowait())
        return found

    def _refuse_the_rest(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                waiting = self._queue.get_nowait()
                if isinstance(waiting, tuple):
                    waiting[1].set_exception(UnavailableError("closed"))

    def _take_in_ahead(self, batch: list[Waiting], replica: Replica) -> list[Waiting]:
        """Decide a batch as if its turn had come, while the one before is written, and have it written then; those for
        whom there was no time. If the one before was not written, both are taken in in their turn."""
        sequence, self._replica = replica.state.sequence, None
        made = decide([request for request, _ in batch], replica, {}, self._is_written)
        if again := self._left_over():
            self._take_in([*again, *batch])
            return []
        self._replica = replica
        self._hand_over(made, replica)
        n = len(made.outcomes)
        self._under_way = self._beside.submit(self._write_out, batch[:n], made, sequence, self._sent(made))
        return batch[n:]

    def _sent(self, made: Decided) -> UnderWay | None:
        """What was decided ahead, on its way already: the thread that waits for it may be long in coming, and this one
        goes on. None where it is to be written in its turn, as when it could not be sent."""
        if made.rows and all(isinstance(outcome, Answer) for outcome in made.outcomes):
            try:
                return self._turn.send(made)
            except Exception as error:
                self._warn(error)
                self._turn.give_up()
        return None

    def _is_written(self) -> bool:
        """Whether the batch under way is written, and the next can be: who is decided need not wait for the others."""
        return self._under_way is None or self._under_way.done()

    def _left_over(self) -> list[Waiting]:
        """Who of the batch under way is to be decided again, as soon as it is over."""
        if self._under_way is None:
            return []
        again, self._under_way = self._under_way.result(), None
        if again:
            self._replica = None
        return again

    def _write_out(self, batch: list[Waiting], made: Decided, sequence: int, sent: UnderWay | None) -> list[Waiting]:
        """Write what was decided ahead and answer; the batch again if that cannot be, because others were first, or a
        key was known. What went wrong otherwise is dealt with when it is tried again."""
        try:
            if self._written(batch, made, sequence, sent):
                self.plan.moved_on(made.steps)
                answer(batch, made.outcomes)
                return []
        except Exception as error:
            self._warn(error)
            self._turn.give_up()
        self._queue.put(Mark.AGAIN)
        return batch

    def _written(self, batch: list[Waiting], made: Decided, sequence: int, sent: UnderWay | None) -> bool:
        """Whether what was decided ahead could be written: nobody was first, and no key was known."""
        if sent is not None:
            return self._turn.written_ahead(sent)
        others, known = self._turn.take(sequence, [request.key for request, _ in batch])
        if others or known:
            self._turn.leave()
            return False
        self._turn.write(made)
        return True

    def _take_in(self, batch: list[Waiting]) -> None:
        """Append a batch in its turn, again and again while the database fails; then answer."""
        until = time.monotonic() + self.patience
        pause = SHORTEST
        while batch:
            try:
                done = self._append(batch)
            except LOST as error:
                # whether it was committed is told by the keys, the next time
                if pause == SHORTEST:
                    self._warn(error)
                self._turn.give_up()
                if time.monotonic() > until:
                    done = [UnavailableError("unavailable", seconds=round(self.patience))] * len(batch)
                else:
                    time.sleep(pause)
                    pause = min(2 * pause, LONGEST)
                    continue
            except Exception as error:
                LOG.exception("the log of %s could not be written", self.plan.cluster)
                self._turn.give_up()
                done = [without_frames(error)] * len(batch)
            answer(batch, done)
            batch = batch[len(done) :]
            until = time.monotonic() + self.patience

    def _warn(self, error: Exception) -> None:
        LOG.warning("the log of %s is not written, trying again: %s", self.plan.cluster, type(error).__name__)

    def _append(self, batch: list[Waiting]) -> list[Outcome]:
        """Append the first of a batch, as many as there is time for, in one transaction; what each is answered."""
        if self._replica is None:
            self._replica = self.plan.own()
            self._replica.alone = True
        replica, self._replica = self._replica, None  # it is ahead of the log until all is durable
        others, known = self._turn.take(replica.state.sequence, [request.key for request, _ in batch])
        self._alone = 0 if others else self._alone + 1
        steps = [advanced(replica, row) for row in others]
        made = decide([request for request, _ in batch], replica, known)
        self._turn.write(made)
        self._replica = replica
        made.steps[:0] = steps
        self._hand_over(made, replica)
        self.plan.moved_on(made.steps)
        return made.outcomes

    def _hand_over(self, made: Decided, replica: Replica) -> None:
        """Let the plan for asking have a copy of the replica, if it wants one."""
        if made.steps and self.plan.wants_copy():
            made.steps[-1] = replace(made.steps[-1], made=replica.copy())


def answer(batch: Sequence[Waiting], outcomes: Sequence[Outcome]) -> None:
    """Tell who waited first what came of it."""
    for (_, future), outcome in zip(batch, outcomes, strict=False):
        if isinstance(outcome, Answer):
            future.set_result(outcome)
        else:
            future.set_exception(outcome)
