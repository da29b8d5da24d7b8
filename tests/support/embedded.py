# SPDX-License-Identifier: Apache-2.0
"""Folders with an embedded database, and programs that use one and are killed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg

from klynge.server.postgres import Embedded
from klynge.server.postgres.keeper import alive, postmaster, servers


@dataclass(frozen=True)
class Database:
    """A database on a server, and how each role gets there."""

    server: Embedded
    name: str

    def conninfo(self, role: str) -> str:
        return self.server.conninfo(role, self.name)

    def connect(self, role: str, **options: Any) -> psycopg.Connection[Any]:
        return psycopg.connect(self.conninfo(role), **options)

    def run(self, role: str, *statements: str) -> None:
        """Execute statements as a role and commit."""
        with self.connect(role) as connection:
            for statement in statements:
                connection.execute(statement.encode())


USER = """
import sys
from pathlib import Path
from klynge.server.postgres import Embedded, EmbeddedError
try:
    with Embedded(Path(sys.argv[1])) as database:
        print("serves", database.parameters("klynge_web")["host"], flush=True)
        sys.stdin.read()
except EmbeddedError as error:
    print(error.kind, flush=True)
"""


@contextmanager
def user_of(folder: Path, account: str | None = None) -> Iterator[subprocess.Popen[str]]:
    """Another process that uses a folder until its input ends; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}, user=account,
        group=account and "nogroup", extra_groups=[] if account else None, cwd="/",
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.kill()


def says(process: subprocess.Popen[str]) -> str:
    """The first word of the next line that a process prints."""
    assert process.stdout is not None
    return (process.stdout.readline().split() or [""])[0]


def answers(database: Embedded) -> bool:
    """Whether the web role gets an answer from the database."""
    try:
        with psycopg.connect(database.conninfo("klynge_web"), connect_timeout=10) as connection:
            return connection.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def eventually(holds: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Whether something holds before long; the wait is for loaded machines."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def keeping(folder: Path) -> psutil.Process | None:
    """The keeper of a folder, by its command line; None when there is none."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            words = process.cmdline()
            if str(folder) in words and any(word.endswith("keeper.py") for word in words) and alive(process):
                return process
    return None


def gone(folder: Path) -> bool:
    """Whether no process of a server is left in a folder."""
    return postmaster(folder / "data") is None and not servers(folder / "data")
