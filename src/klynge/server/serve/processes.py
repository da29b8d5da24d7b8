# SPDX-License-Identifier: Apache-2.0
"""Child processes that are started again when they die, and stopped gracefully together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

GRACE_S = 20.0
QUICK_S = 5.0  # one that lives shorter than this waits longer before it is started again
LONGEST_WAIT_S = 15.0


@dataclass
class Child:
    """A command that should always run."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait_s: float = 0.0
    again_at: float = 0.0

    def start(self) -> None:
        """Start it in a process group of its own, so that a Ctrl-C in the terminal reaches us alone."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, env={**os.environ, **self.environment}, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def died(self, now: float) -> int | None:
        """Its exit status when it has just died; it is then due to be started again after a while."""
        if self.process is None or (status := self.process.poll()) is None:
            return None
        self.process = None
        quick = now - self.started < QUICK_S
        self.wait_s = min(max(2 * self.wait_s, 0.25), LONGEST_WAIT_S) if quick else 0.0
        self.again_at = now + self.wait_s
        return status


@dataclass
class Family:
    """All children of one server. `say` hears what happens, in words for the person who started it."""

    children: list[Child]
    say: Callable[[str, str], None]
    stopping: bool = field(default=False)

    def start(self) -> None:
        """Start them in order."""
        for child in self.children:
            child.start()

    def watch(self, until: Callable[[], bool]) -> None:
        """Keep them running until `until` says so."""
        while not until():
            now = time.monotonic()
            for child in self.children:
                status = child.died(now)
                if status is not None:
                    self.say("died", f"{child.name} ({status})")
                if child.process is None and now >= child.again_at:
                    child.start()
            time.sleep(0.1)

    def stop(self) -> None:
        """Ask all to stop, the last started first; kill those that do not within the grace."""
        for child in reversed(self.children):
            if child.process is not None and child.process.poll() is None:
                child.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_S
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                self.say("killed", child.name)
                os.killpg(child.process.pid, signal.SIGKILL)
                child.process.wait()
