# SPDX-License-Identifier: Apache-2.0
"""An installation with clusters, firms and a log, in a data folder of its own that each test may copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.installation import Installation, django

SMALL = Path(__file__).parents[3] / "examples" / "small"


@pytest.fixture(scope="session")
def pattern(places: Path) -> Path:
    """A data folder whose tables are made and which has loaded the small example; nothing runs in it."""
    folder = places / "pattern"
    folder.mkdir()
    (folder / "secret-key").write_text("a key for tests alone")
    (folder / "secret-key").chmod(0o600)
    installation = Installation(folder)
    django(installation, "migrate")
    loading = [sys.executable, "-m", "klynge.server.serve.demo", str(SMALL)]
    subprocess.run(loading, env=installation.environment, check=True, capture_output=True)
    return folder


@pytest.fixture
def installation(places: Path, pattern: Path) -> Iterator[Installation]:
    """An installation of the test's own."""
    copy = Path(tempfile.mkdtemp(dir=places))
    copy.chmod(0o755)
    subprocess.run(["cp", "-a", f"{pattern}/.", copy], check=True)
    yield Installation(copy)
    shutil.rmtree(copy)


@pytest.fixture
def new_folder(places: Path) -> Iterator[Path]:
    """A name for a data folder that is not there."""
    above = Path(tempfile.mkdtemp(dir=places))
    above.chmod(0o755)
    yield above / "data"
    shutil.rmtree(above)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of another installation."""
    for name in [name for name in os.environ if name.startswith("KLYNGE_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)
