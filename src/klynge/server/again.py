# SPDX-License-Identifier: Apache-2.0
"""A process that has loaded all it needs and lets children do the work: one that dies is followed by another at once.

To load everything takes seconds, to fork a hundredth. The parent waits and does nothing else, so that nothing of what
goes wrong in the work goes wrong in it. Several parents may have the same work: who does it holds its lock, and the
others stand ready. A child whose parent was killed goes on, and holds the lock. POSIX alone.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from klynge.server.postgres.locks import open_lock
from klynge.server.serve.processes import as_noted, born

logger = logging.getLogger("klynge.server")
QUICK_S, SHORTEST_S, LONGEST_S = 5.0, 0.1, 15.0
"""One that lived shorter than the first is followed after a pause, which doubles from the second up to the third."""
LOOK_S, LOOK_UP_S = 0.05, 0.2
"""How often a parent looks after its children, and a child whether it has one."""
LATER_S = 10.0
ASKED_TO_END = (signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True)
class Work:
    """Something to be done until SIGTERM. Who does it holds the lock, and is named in it (`still_running`)."""

    do: Callable[[], None]
    lock: Path
    spares: bool = False
    """Whether a parent that has a child at work leaves it to one that has none, unless that is long in coming."""


def again_and_again(*works: Work) -> int:
    """Have works done until they return or SIGTERM or SIGINT ends them; the exit status. To be called before any thread
    is started and anything is opened: children have copies of all there is. What `atexit` was told is not done in them:
    what works opened they close."""
    for work in works:
        work.lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    parent = _Parent([_Task(work, open_lock(work.lock)) for work in works])
    for name in ASKED_TO_END:
        signal.signal(name, parent.end)
    gc.collect()
    gc.freeze()  # what all children share stays shared, and is not gone through for garbage
    gc.enable()
    return parent.run()


@dataclass
class _Task:
    """A work as a parent has it: the lock's file, whether it is ours, and the child, 0 for none."""

    work: Work
    file: int
    ours: bool = False
    child: int = 0
    began: float = 0.0
    pause: float = 0.0
    again_at: float = 0.0
    waits_since: float = field(default_factory=time.monotonic)

    def take(self, busy: bool) -> bool:
        """Whether the lock is ours, now if not before."""
        with contextlib.suppress(BlockingIOError):
            if not self.ours:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if busy and self.work.spares and time.monotonic() - self.waits_since < LATER_S:
                    fcntl.flock(self.file, fcntl.LOCK_UN)
                else:
                    self.ours = True
            return self.ours
        self.waits_since = time.monotonic()  # someone has it
        return False

    def ended(self, status: int) -> None:
        """Our child ended, and not in peace."""
        quick = time.monotonic() - self.began < QUICK_S
        self.pause = min(max(2 * self.pause, SHORTEST_S), LONGEST_S) if quick else 0.0
        self.child, self.again_at = 0, time.monotonic() + self.pause
        logger.warning("the process that worked ended (%d), another follows", status)


class _Parent:
    def __init__(self, tasks: Sequence[_Task]) -> None:
        self._tasks, self._ending, self._above = list(tasks), False, os.getppid()

    def end(self, *_: object) -> None:
        self._ending = True  # no more than that: a signal comes at any moment

    def run(self) -> int:
        while self._tasks and not self._ending:
            for task in list(self._tasks):
                self._look_after(task)
            time.sleep(LOOK_S)
        children = [task.child for task in self._tasks if task.child]
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
        for child in children:
            os.waitpid(child, 0)
        return 0

    def _look_after(self, task: _Task) -> None:
        if task.child:
            pid, status = os.waitpid(task.child, os.WNOHANG)
            if pid and os.waitstatus_to_exitcode(status) == 0:
                os.close(task.file)  # it is done: who else has it may do it
                self._tasks.remove(task)
            elif pid:
                task.ended(os.waitstatus_to_exitcode(status))
        busy = any(other.child for other in self._tasks)
        if task in self._tasks and not task.child and time.monotonic() >= task.again_at and task.take(busy):
            self._start(task)

    def _start(self, task: _Task) -> None:
        task.began = time.monotonic()
        signal.pthread_sigmask(signal.SIG_BLOCK, ASKED_TO_END)  # until it hears them itself
        task.child = os.fork()
        if not task.child:
            for other in self._tasks:
                if other is not task:
                    os.close(other.file)  # or it would hold the lock of what it does not do
            _be_child(task, self._above)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED_TO_END)


def _be_child(task: _Task, above: int) -> NoReturn:
    for name in ASKED_TO_END:
        signal.signal(name, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED_TO_END)
    os.setpgid(0, 0)  # who ends what the parent left behind does not end this
    os.ftruncate(task.file, 0)
    os.pwrite(task.file, as_noted([os.getpid()]).encode(), 0)
    threading.Thread(target=_end_with, args=(os.getppid(), above), name="parent", daemon=True).start()
    status = 1
    try:
        task.work.do()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        logger.exception("the work ended")
    finally:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(status)


def _end_with(parent: int, above: int) -> None:
    """End when nobody is left who would end this: neither the parent nor who started it."""
    began = born(above)
    while os.getppid() == parent or (began is not None and born(above) == began):
        time.sleep(LOOK_UP_S)
    os._exit(1)
