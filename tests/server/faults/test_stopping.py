# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C while the server is still getting ready."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tests.support.served import SMALL, free_port


@pytest.mark.parametrize("until", ["Starting the database", "Planning and loading"])
def test_a_server_that_gets_ready_is_stopped_in_peace(places: Path, until: str) -> None:
    """As from a terminal: all of its group get the signal. It says so, ends well, and leaves no trace of an error."""
    data = Path(tempfile.mkdtemp(dir=places))
    data.chmod(0o755)
    command = [sys.executable, "-m", "klynge.cli", "serve", "--port", str(free_port()), "--language", "en"]
    environment = os.environ | {"KLYNGE_DATA": str(data)}
    with subprocess.Popen(
        [*command, "--load", str(SMALL)], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(until):
                break
        os.killpg(process.pid, signal.SIGINT)
        said = process.stdout.read()
    assert (process.returncode, "Traceback" in said) == (0, False), said
    assert said.splitlines()[-2:] == ["Stopping", "Stopped; everything accepted is kept"]
