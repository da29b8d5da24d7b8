# SPDX-License-Identifier: Apache-2.0
"""A process that has loaded all it needs and lets a child do the work: one that dies is followed by another at once.

To load everything takes seconds, to fork a hundredth. The parent waits and does nothing else, so that nothing of what
goes wrong in the work goes wrong in it. POSIX alone.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import NoReturn

logger = logging.getLogger("klynge.server")
QUICK_S, SHORTEST_S, LONGEST_S = 5.0, 0.1, 15.0
"""One that lived shorter than the first is followed after a pause, which doubles from the second up to the third."""
LOOK_S = 0.2
ASKED_TO_END = (signal.SIGTERM, signal.SIGINT)


def again_and_again(work: Callable[[], None]) -> int:
    """Have `work` done until it returns or SIGTERM or SIGINT ends it; the exit status. To be called before any thread
    is started and anything is opened: children have copies of all there is. What `atexit` was told is not done in them:
    `work` closes what it opened."""
    parent = _Parent(work)
    for name in ASKED_TO_END:
        signal.signal(name, parent.end)
    gc.collect()
    gc.freeze()  # what all children share stays shared, and is not gone through for garbage
    gc.enable()
    return parent.run()


class _Parent:
    def __init__(self, work: Callable[[], None]) -> None:
        self._work, self._child, self._ending = work, 0, threading.Event()

    def end(self, *_: object) -> None:
        self._ending.set()
        if self._child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGTERM)

    def run(self) -> int:
        pause = 0.0
        while not self._ending.is_set():
            began = time.monotonic()
            status = self._one()
            if self._ending.is_set() or status == 0:
                break
            quick = time.monotonic() - began < QUICK_S
            pause = min(max(2 * pause, SHORTEST_S), LONGEST_S) if quick else 0.0
            logger.warning("the process that worked ended (%d), another follows", status)
            self._ending.wait(pause)
        return 0

    def _one(self) -> int:
        """One child from its birth to its end; its exit status, below 0 the signal that ended it."""
        signal.pthread_sigmask(signal.SIG_BLOCK, ASKED_TO_END)  # until it is known whom to tell
        self._child = os.fork()
        if not self._child:
            _be_child(self._work)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED_TO_END)
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return os.waitstatus_to_exitcode(status)


def _be_child(work: Callable[[], None]) -> NoReturn:
    for name in ASKED_TO_END:
        signal.signal(name, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED_TO_END)
    threading.Thread(target=_end_with, args=(os.getppid(),), name="parent", daemon=True).start()
    status = 1
    try:
        work()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        logger.exception("the work ended")
    finally:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(status)


def _end_with(parent: int) -> None:
    """End when the parent was killed: whoever is started instead of it has a child of its own."""
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    os._exit(1)
