# SPDX-License-Identifier: Apache-2.0
"""The threads of a search, which wait for one another at a barrier after every chunk."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Semaphore
from types import TracebackType
from typing import TypeVar

from klynge.planning.budget import Budget

Result = TypeVar("Result")
log = logging.getLogger(__name__)


class Crew:
    """Runs chunks of work on threads. A chunk that fails is logged and the search lives on; Ctrl-C stops the budget."""

    def __init__(self, workers: int, budget: Budget) -> None:
        self.workers, self.budget = max(1, workers), budget
        self._threads = ThreadPoolExecutor(self.workers)
        self._seats = Semaphore(self.workers)

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown()

    def all(self, chunks: Sequence[Callable[[], Result]]) -> list[Result | None]:
        """The results in the order of the chunks, when all are done; None for one that failed."""
        going = [self._threads.submit(self._seated, chunk) for chunk in chunks]
        results: list[Result | None] = []
        for each in going:
            while True:
                try:
                    results.append(each.result())
                except KeyboardInterrupt:
                    self.budget.stop()
                    continue
                except Exception as error:
                    log.error("a thread of the search failed (%r); the search goes on without it", error)
                    log.debug("where it failed", exc_info=True)
                    results.append(None)
                break
        return results

    def lend(self) -> None:
        """Let one thread less work from now on."""
        self._seats.acquire()

    def take_back(self) -> None:
        """Let the thread that was lent work again."""
        self._seats.release()

    def _seated(self, chunk: Callable[[], Result]) -> Result:
        with self._seats:
            return chunk()
