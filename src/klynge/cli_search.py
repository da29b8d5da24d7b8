# SPDX-License-Identifier: Apache-2.0
"""What the commands that search have in common: the best so far on stderr, and stopping with it in hand."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from klynge.words import say

if TYPE_CHECKING:
    from klynge.planning.budget import Budget, Point

Seconds = Annotated[float | None, typer.Option(help="Stop after so long.", min=0)]
Iterations = Annotated[
    int | None, typer.Option(help="Stop after so many; the same again on any number of workers.", min=0)
]
Workers = Annotated[int, typer.Option(help="Threads to search with.", min=1, max=256)]
Seed = Annotated[int, typer.Option(help="Of the random choices.", min=0)]


@contextmanager
def stopping(budget: Budget) -> Iterator[list[int]]:
    """Ctrl-C and a request to terminate end the search, which keeps its best; a second one ends the command.

    Gives a list that holds the signal when one came.
    """
    came: list[int] = []

    def stop(which: int, _frame: FrameType | None) -> None:
        if came:
            raise KeyboardInterrupt
        came.append(which)
        budget.stop()

    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    before = {which: signal.signal(which, stop) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for which, action in before.items():
            signal.signal(which, action)


class Shown:
    """A line on stderr with the best so far, where somebody looks; `tell` makes the line of a point."""

    def __init__(self, language: str, tell: Callable[[Point], str]) -> None:
        self.tell = tell
        self.status = Console(stderr=True).status(say(language, "Searching")) if sys.stderr.isatty() else None

    def __enter__(self) -> Shown:
        if self.status:
            self.status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.status:
            self.status.stop()

    def __call__(self, point: Point) -> None:
        if self.status:
            self.status.update(self.tell(point))
