# SPDX-License-Identifier: Apache-2.0
"""Real databases for tests: folders that the lowered account reaches, also when the tests run as root."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from klynge.server.postgres import Embedded


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
