# SPDX-License-Identifier: Apache-2.0
"""`klynge serve` as a process, its parts killed (SIGKILL) one after another, and how long until all of it serves."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import psutil
from tests.support.embedded import keeping
from tests.support.faults.processes import ROOT, eventually, got
from tests.support.installation import Installation

from klynge.server.postgres.keeper import postmaster
from klynge.server.postgres.locks import is_free
from klynge.server.serve.processes import still_running

PARTS = {"web": "gunicorn", "live": "uvicorn"}
WORKS = ("trustee", "background")
PARENT, WITH_PARENT, BOTH = "'s parent", " with parent", "all that plans"
"""Who plans and who works in the background are children of two parents that have all loaded."""
TARGETS = (
    "trustee", "trustee" + PARENT, "trustee" + WITH_PARENT, BOTH, "web", "worker", "live", "background",
    "background" + WITH_PARENT, "postmaster", "backend", "keeper", "keeper and postmaster",
)  # fmt: skip


@dataclass
class Served:
    """A server that was started; `token` is a buyer's, with which it is asked whether it serves."""

    installation: Installation
    port: int
    token: str = ""
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it, and wait until it serves."""
        with open(self.installation.folder / "errors.log", "ab") as log:
            command = [sys.executable, "-m", "klynge.cli", "serve", "--port", str(self.port)]
            self.process = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT
            )
        eventually(lambda: got(self.port, "/health/ready") == 200, "the server")

    @property
    def environment(self) -> dict[str, str]:
        """As an operator would have it."""
        left_out = ("KLYNGE_ROLE", "DJANGO_SETTINGS_MODULE")
        return {name: value for name, value in self.installation.environment.items() if name not in left_out}

    @property
    def database(self) -> Path:
        """The embedded database's folder."""
        return self.installation.folder / "database"

    def part(self, name: str) -> psutil.Process | None:
        """The process that is that part now."""
        with contextlib.suppress(psutil.Error):
            if name in WORKS:
                return self._worker(name)
            return next(iter(self._children(PARTS[name])), None)
        return None

    def _children(self, told: str) -> list[psutil.Process]:
        """Children of ours that run and whose command line tells something."""
        found = list[psutil.Process]()
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.Error):
                if told in " ".join(child.cmdline()) and child.status() != psutil.STATUS_ZOMBIE:
                    found.append(child)
        return found

    def _worker(self, name: str) -> psutil.Process | None:
        """Who does a work now, by the file in which they are named."""
        with contextlib.suppress(psutil.Error):
            running = map(psutil.Process, still_running(self.installation.folder / "run" / f"{name}.lock"))
            return next((each for each in running if not _dead(each)), None)
        return None

    def victims(self, target: str) -> list[psutil.Process]:
        """The processes to kill, those that are there."""
        server = postmaster(self.database / "data")
        found: list[psutil.Process | None] = []
        with contextlib.suppress(psutil.Error):
            if (work := target.removesuffix(WITH_PARENT).removesuffix(PARENT)) in WORKS:
                child = self._worker(work)
                parent = child.parent() if child else None
                found = [] if target.endswith(PARENT) else [child]
                found += [parent] if target != work and parent in self._children("klynge.server.planning") else []
            elif target == BOTH:
                found = [*self._children("klynge.server.planning"), *map(self._worker, WORKS)]
            elif target in PARTS:
                found = [self.part(target)]
            elif target == "worker" and (web := self.part("web")):
                found = [*web.children()[:1]]
            elif target == "backend" and server:
                found = [next((each for each in server.children() if "klynge" in " ".join(each.cmdline())), None)]
            if "keeper" in target and server:
                found.append(keeping(self.database))
            if "postmaster" in target:
                found.append(server)
        return [each for each in found if each is not None]

    def serves(self) -> bool:
        """Whether every part is there, the database is kept, and a promise can be held."""
        if any(self.part(name) is None for name in (*PARTS, *WORKS)) or is_free(self.database / "keeper.lock"):
            return False
        return got(self.port + 1, "/health/live") == got(self.port, "/health/ready") == 200 and self._holds()

    def _holds(self) -> bool:
        """One short hold through a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5.0)
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(uuid4())}
        headers["Content-Type"] = "application/json"
        body = {"item": "shelf", "quantity": 1, "region": "Oslo", "reference": "probe"}
        try:
            connection.request("POST", "/api/promises/hold", json.dumps(body), headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status in (201, 409)
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self, target: str) -> float | None:
        """Kill a part; seconds until all serves again, None when the part was not there."""
        victims = self.victims(target)
        began = time.monotonic()
        for victim in victims:
            with contextlib.suppress(psutil.Error):
                victim.kill()
        for victim in victims:
            eventually(lambda victim=victim: not victim.is_running() or _dead(victim), target)  # type: ignore[misc]
        eventually(self.serves, f"the server, after its {target} was killed,")
        return time.monotonic() - began if victims else None

    def kill_the_parent(self) -> float:
        """Kill `klynge serve` itself and start it again, as a machine's supervisor does; seconds until it serves."""
        began = time.monotonic()
        self.process.kill()
        self.process.wait()
        self.start()
        eventually(self.serves, "the server, after it was killed,")
        return time.monotonic() - began


def _dead(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@contextmanager
def served(installation: Installation, port: int, token: str) -> Iterator[Served]:
    """A server; stopped in order at the end. Raises AssertionError when that takes long or fails."""
    server = Served(installation, port, token)
    try:
        server.start()
        yield server
    finally:
        server.process.send_signal(signal.SIGTERM)
        try:
            server.process.wait(60)
        except subprocess.TimeoutExpired:
            os.kill(server.process.pid, signal.SIGKILL)
            raise
    assert server.process.returncode == 0, "it did not stop in order"
