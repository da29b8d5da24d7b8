# SPDX-License-Identifier: Apache-2.0
"""Data folders as installations: their environment, their database, and commands run on them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from klynge.server.postgres import DATABASE, Embedded


@dataclass(frozen=True)
class Installation:
    """An installation in a data folder."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are started with."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("KLYNGE_", "DATABASE_"))}
        return plain | {
            "KLYNGE_DATA": str(self.folder),
            "KLYNGE_SECRET_KEY_FILE": str(self.folder / "secret-key"),
            "KLYNGE_ROLE": "owner",
            "DJANGO_SETTINGS_MODULE": "klynge.server.settings",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }

    @property
    def named(self) -> dict[str, str]:
        """What names it to a function that is given an environment."""
        return {"KLYNGE_DATA": str(self.folder)}

    def database(self) -> Embedded:
        return Embedded(self.folder / "database")

    def cluster(self) -> UUID:
        """Its one cluster."""
        with self.database() as database, psycopg.connect(database.conninfo("klynge_trustee")) as connection:
            row = connection.execute("select id from klynge_cluster").fetchone()
        assert row is not None
        return UUID(str(row[0]))

    def run(self, role: str, *statements: str) -> None:
        """Execute statements as a role and commit."""
        with self.database() as database, psycopg.connect(database.conninfo(role, DATABASE)) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def django(installation: Installation, *command: str) -> None:
    """Run one of Django's commands as the owner."""
    arguments = [sys.executable, "-m", "django", *command, "--verbosity", "0"]
    subprocess.run(arguments, env=installation.environment, check=True)


@contextmanager
def trustee_of(installation: Installation) -> Iterator[subprocess.Popen[bytes]]:
    """A trustee that answers for an installation; stopped at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "klynge.server.trustee"], env=installation.environment, stderr=subprocess.DEVNULL
    )
    socket = installation.folder / "run" / "trustee.sock"
    with process:
        try:
            until = time.monotonic() + 120
            while not socket.exists():
                assert process.poll() is None, "the trustee ended"
                assert time.monotonic() < until, "the trustee does not answer"
                time.sleep(0.05)
            yield process
        finally:
            process.terminate()


def kinds(findings: Any) -> set[str]:
    """The kinds of findings."""
    return {finding.kind for finding in findings}
