# SPDX-License-Identifier: Apache-2.0
"""The keeper of one database folder: runs its server, starts it again when it dies, stops it when no user is left.

Run as a program by its path, `keeper.py FOLDER POSTGRES [UID GID]`, and so it imports nothing of Klynge: it stays
small and lives on when whoever started it is killed. Each user holds a shared lock on FOLDER/users.lock; the keeper
waits for that lock alone, which it gets when the last user has ended, however that happened.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil

OTHER_KEEPER = 3
TRIES = 5
"""Starts that may fail in a row, by an error and not a kill, before the server has run; after that there is no end."""
SETTLED = 5.0
"""Seconds after which a server counts as one that runs."""
GLANCE = 0.5
"""Seconds after which a lock that is held is another keeper's, and not that of one who looks."""
PATIENCE = 30.0
"""Seconds that connections get to end in order; after that the server ends at once and recovers at its next start."""


def servers(data: Path) -> list[psutil.Process]:
    """All processes of PostgreSQL that work in a data folder, living ones only."""
    place = os.path.realpath(data)
    found = []
    for process in psutil.process_iter():
        # gone meanwhile, or another user's: not of this folder
        with contextlib.suppress(psutil.Error):
            if process.name() in ("postgres", "postmaster") and process.cwd() == place and alive(process):
                found.append(process)
    return found


def alive(process: psutil.Process) -> bool:
    """Whether a process still does something: a dead one that nobody asked after does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def postmaster(data: Path) -> psutil.Process | None:
    """The server of a data folder: the process its pid file names, when it really is one of this folder."""
    try:
        pid = int((data / "postmaster.pid").read_text("ascii").split("\n")[0])
        process = psutil.Process(pid)
        right = process.name() in ("postgres", "postmaster") and process.cwd() == os.path.realpath(data)
        return process if right and alive(process) else None
    except (OSError, ValueError, psutil.Error):
        return None


def clear_away(data: Path) -> None:
    """End what a dead server left behind: its children, and a pid file that names nobody or somebody else.

    The children of a server that was killed end by themselves, and hold its shared memory until then.
    """
    left = servers(data)
    for how in (signal.SIGQUIT, signal.SIGKILL):
        for process in left:
            with contextlib.suppress(psutil.Error):
                process.send_signal(how)
        until = time.monotonic() + 3.0
        while (left := [process for process in left if alive(process)]) and time.monotonic() < until:
            time.sleep(0.01)
    with contextlib.suppress(FileNotFoundError):
        (data / "postmaster.pid").unlink()


def clear_sockets(folder: Path) -> None:
    """Remove a dead server's socket and its lock: the lock's number may be a zombie's or, by now, somebody else's.

    The socket's folder is this database's alone, and the caller has seen that none of its servers is left.
    """
    with contextlib.suppress(OSError, IndexError):
        for name in Path((folder / "socket").read_text("utf-8").split("\n")[0]).glob(".s.PGSQL.*"):
            name.unlink()


class Keeper:
    """Keeps the server of one folder; `run` ends when it was told to, or when the server cannot be started."""

    def __init__(self, folder: Path, postgres: str, options: dict[str, Any]) -> None:
        self.folder, self.data, self.postgres, self.options = folder, folder / "data", postgres, options
        self.child: subprocess.Popen[bytes] | None = None
        self.server: psutil.Process | None = None
        self.told: float | None = None

    def tell(self, *_: object) -> None:
        """Stop the server: connections are ended, what was committed is kept."""
        self.told = self.told or time.monotonic()
        if self.server is not None:
            with contextlib.suppress(psutil.Error):
                self.server.send_signal(signal.SIGINT)

    def run(self) -> int:
        """Keep the server until told to stop. Returns the exit code: 1 when it cannot be started."""
        signal.signal(signal.SIGTERM, self.tell)
        threading.Thread(target=self._wait_for_users, daemon=True).start()
        errors, quick, settled = 0, 0, False
        while not self.told:
            began = time.monotonic()
            code = self._serve()
            long = time.monotonic() - began >= SETTLED
            settled |= long
            quick = 0 if long else quick + 1
            errors = errors + 1 if code and code > 0 else 0
            if errors >= TRIES and not settled:
                return 0 if self.told else 1
            if quick > 1 and not self.told:
                time.sleep(min(0.1 * quick, 2.0) if errors else 0.1)
        return 0

    def leave(self) -> None:
        """Remove the socket's folder, which is empty when the server has ended."""
        with contextlib.suppress(OSError):
            os.rmdir((self.folder / "socket").read_text("utf-8").split("\n")[0])

    def _wait_for_users(self) -> None:
        # held until this process ends, so that a new user waits until the server has stopped
        self.users = os.open(self.folder / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self.users, fcntl.LOCK_EX)
        os.kill(os.getpid(), signal.SIGTERM)

    def _serve(self) -> int | None:
        """Start the server, or take over the one that runs, and wait for its end: its code, negative when killed."""
        self.server = postmaster(self.data)
        if self.server is None:
            clear_away(self.data)
            clear_sockets(self.folder)
            # to a file: a pipe that nobody reads makes the server hang
            with open(self.folder / "start.log", "wb") as log:
                settings = [f"config_file={self.folder}/postgresql.conf", f"hba_file={self.folder}/pg_hba.conf"]
                command = [self.postgres, "-D", str(self.data), "-c", settings[0], "-c", settings[1]]
                started = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", **self.options
                )
            self.child, self.server = started, psutil.Process(started.pid)
        if self.told:
            self.tell()
        code = self._wait(self.server)
        self.server = None
        return code

    def _wait(self, server: psutil.Process) -> int | None:
        while True:
            try:
                return server.wait(timeout=1.0)
            except psutil.TimeoutExpired:
                if not alive(server):
                    return None
                if self.told and time.monotonic() - self.told > PATIENCE:
                    server.send_signal(signal.SIGQUIT)


def taken(place: int) -> bool:
    """Whether the lock could be had before long: whoever asks if there is a keeper holds it for a moment."""
    until = time.monotonic() + GLANCE
    while True:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > until:
                return False
            time.sleep(0.005)


def main(folder: Path, postgres: str, options: dict[str, Any]) -> int:
    """Take the keeper's place, unless another has it, and go into the background."""
    place = os.open(folder / "keeper.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if not taken(place):
        return OTHER_KEEPER
    if os.fork():  # the child goes on with the lock; whoever started this need not wait for it
        return 0
    keeper = Keeper(folder, postgres, options)
    code = keeper.run()
    keeper.leave()
    fcntl.flock(place, fcntl.LOCK_UN)  # before the users' lock, which the end of the process frees
    return code


if __name__ == "__main__":
    owner = [int(number) for number in sys.argv[3:5]]
    lowered = {"user": owner[0], "group": owner[1], "extra_groups": []} if owner else {}
    code = main(Path(sys.argv[1]), sys.argv[2], lowered)
    sys.stdout.flush()
    os._exit(code)  # the thread that waits for the users need not end first
