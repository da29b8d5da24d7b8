# SPDX-License-Identifier: Apache-2.0
"""Waking those who follow a log, on a connection of its own: who appends does not wait for it.

What is appended while others are told is told of once. They look by themselves now and then, so nothing hangs on it.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from uuid import UUID

import psycopg

from .line import Line
from .store import tell

END = 0  # no row has this number


class Teller:
    """Tells of one cluster's log. `tell` may be called by any thread."""

    def __init__(self, conninfo: str, cluster: UUID) -> None:
        self._cluster = cluster
        self._line = Line(conninfo, "klynge teller", autocommit=True)
        self._queue: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"teller {cluster}", daemon=True)
        self._thread.start()

    def tell(self, sequence: int) -> None:
        """There is something new, up to this row."""
        self._queue.put(sequence)

    def close(self) -> None:
        """Tell of what is new, and end."""
        self._queue.put(END)
        self._thread.join()

    def _run(self) -> None:
        going_on = True
        while going_on:
            found = [self._queue.get()]
            with contextlib.suppress(queue.Empty):
                while True:
                    found.append(self._queue.get_nowait())
            going_on = END not in found
            if max(found) > END:
                self._tell(max(found))
        self._line.hang_up()

    def _tell(self, sequence: int) -> None:
        try:
            tell(self._line.connection(), self._cluster, sequence)
        except psycopg.Error:
            self._line.hang_up()
