# SPDX-License-Identifier: Apache-2.0
"""Real databases for tests: folders that the lowered account reaches, also when the tests run as root."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from tests.support.embedded import Database

from klynge.server.postgres import Embedded
from klynge.server.postgres.folder import SUPERUSER
from klynge.server.postgres.roles import open_schema


@pytest.fixture(scope="session")
def places() -> Iterator[Path]:
    """A folder for databases; pytest's own is closed to the account that root's server runs as."""
    path = Path(tempfile.mkdtemp(prefix="klynge-tests-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def made(places: Path) -> Path:
    """A folder with a database that is not running, to be copied."""
    folder = places / "made"
    with Embedded(folder):
        pass
    return folder


@pytest.fixture
def folder(places: Path, made: Path) -> Iterator[Path]:
    """A folder of the test's own with a database that is not running."""
    copy = Path(tempfile.mkdtemp(dir=places))
    copy.chmod(0o755)
    subprocess.run(["cp", "-a", made, copy / "database"], check=True)
    yield copy / "database"
    shutil.rmtree(copy)


@pytest.fixture(scope="session")
def server(places: Path) -> Iterator[Embedded]:
    """A database server that runs for all tests of a process."""
    with Embedded(places / "server") as server:
        yield server


@pytest.fixture
def database(server: Embedded) -> Iterator[Database]:
    """An empty database of the test's own, with the roles."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute(f"create database {name} owner klynge_owner")
    with psycopg.connect(server.conninfo(SUPERUSER, name), autocommit=True) as connection:
        open_schema(connection)
    yield Database(server, name)
    with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")
