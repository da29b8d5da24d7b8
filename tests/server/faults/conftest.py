# SPDX-License-Identifier: Apache-2.0
"""An installation that has loaded the workshop, in a data folder of its own that each test may copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.faults.processes import prepared
from tests.support.installation import Installation

from klynge.server.postgres.keeper import servers


@pytest.fixture(scope="session")
def loaded(places: Path) -> Path:
    """A data folder with the workshop; nothing runs in it."""
    return prepared(places / "workshop").folder


@pytest.fixture
def installation(places: Path, loaded: Path) -> Iterator[Installation]:
    """An installation of the test's own, of which nothing runs once its processes have been stopped."""
    copy = Path(tempfile.mkdtemp(dir=places))
    copy.chmod(0o755)
    subprocess.run(["cp", "-a", f"{loaded}/.", copy], check=True)
    yield Installation(copy)
    assert servers(copy / "database" / "data") == []
    shutil.rmtree(copy)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of another installation."""
    for name in [name for name in os.environ if name.startswith("KLYNGE_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)
