# SPDX-License-Identifier: Apache-2.0
"""Child processes that are started again when they die, and stopped gracefully together."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from klynge.server import environment as env

GRACE_S = 20.0
ORPHANS_S = 1.0  # what is left of one that died gets so long to end: it holds the port
QUICK_S = 5.0  # one that lives shorter than this waits longer before it is started again
LONGEST_WAIT_S = 15.0


def end_group(leader: int, grace_s: float, *, adopted: bool = False) -> None:
    """End what is left of a process group: asked first, killed after the grace. In a container, where we are the first
    process, what has lost its parent is ours (`adopted`): it is gone when we have heard of its end."""
    until = time.monotonic() + grace_s
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGTERM)
        while time.monotonic() < until:
            if adopted:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(-leader, os.WNOHANG)
            os.killpg(leader, 0)
            time.sleep(0.02)
        os.killpg(leader, signal.SIGKILL)


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
        end_group(self.process.pid, ORPHANS_S)
        self.process = None
        quick = now - self.started < QUICK_S
        self.wait_s = min(max(2 * self.wait_s, 0.25), LONGEST_WAIT_S) if quick else 0.0
        self.again_at = now + self.wait_s
        return status


def born(pid: int) -> float | None:
    """When a process began: it tells it from another that got the number later. None for one that is gone."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def as_noted(running: Iterable[int]) -> str:
    """Who runs, as `still_running` reads it."""
    return json.dumps([[pid, born(pid)] for pid in running])


def still_running(noted: Path) -> list[int]:
    """Who runs of those that a file names; none where there is no such file, or something else is in it."""
    try:
        told = json.loads(noted.read_text("utf-8"))
        return [pid for pid, began in told if began is not None and born(pid) == began]
    except (OSError, ValueError, TypeError):
        return []


def works(data: Path) -> dict[str, Path]:
    """Where in a data folder is named who plans and who works in the background."""
    return {
        "trustee": env.trustee_socket(data).with_suffix(".lock"),
        "background": data / "run" / "background.lock",
    }


def end_left_over(noted: Path) -> int:
    """End those that a file names and that lost whoever started them, each with its group; how many there were."""
    left = still_running(noted)
    for pid in left:
        end_group(pid, GRACE_S / 4, adopted=True)
    return len(left)


@dataclass
class Family:
    """All children of one server. `say` hears what happens, in words for the person who started it."""

    children: list[Child]
    say: Callable[[str, str], None]
    noted: Path | None = None  # where to note who runs, for one that comes after us when we are killed

    def start(self) -> None:
        """Start them in order."""
        for child in self.children:
            child.start()
            self._note()

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
                    self._note()
            time.sleep(0.1)

    def _note(self) -> None:
        """Note who runs, whole or not at all."""
        if self.noted is None:
            return
        running = [child.process.pid for child in self.children if child.process is not None]
        draft = self.noted.with_suffix(".new")
        draft.write_text(as_noted(running), encoding="utf-8")
        draft.replace(self.noted)

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
        self._note()
