# SPDX-License-Identifier: Apache-2.0
"""What each kind of process loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROBE = """
import sys
import django
django.setup()
from django.core.management import call_command
call_command("check", fail_level="WARNING")  # loads every page
import klynge.server.live.app
print(sorted({name.partition(".")[0] for name in sys.modules} & {"numba", "llvmlite"}))
"""


def test_what_shows_pages_loads_no_engine(tmp_path: Path) -> None:
    """Pages and live updates plan nothing: they start quickly and stay small. Django finds nothing wrong with them."""
    (tmp_path / "static").mkdir()
    environment = os.environ | {
        "KLYNGE_DATA": str(tmp_path),
        "KLYNGE_ROLE": "web",
        "DJANGO_SETTINGS_MODULE": "klynge.server.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    done = subprocess.run([sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.splitlines()[-1] == "[]"
