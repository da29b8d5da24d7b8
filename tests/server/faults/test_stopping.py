# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C, or a closed terminal, while the server is still getting ready."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.served import SMALL, free_port


@contextmanager
def getting_ready(places: Path, until: str) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A server that has said so far, with its data, in a group of its own as from a terminal."""
    data = Path(tempfile.mkdtemp(dir=places))
    data.chmod(0o755)
    command = [sys.executable, "-m", "klynge.cli", "serve", "--port", str(free_port()), "--language", "en"]
    environment = os.environ | {"KLYNGE_DATA": str(data)}
    with subprocess.Popen(
        [*command, "--load", str(SMALL)], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    ) as process:  # fmt: skip
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith(until):
                break
        yield process, data


@pytest.mark.parametrize("until", ["Starting the database", "Planning and loading"])
def test_a_server_that_gets_ready_is_stopped_in_peace(places: Path, until: str) -> None:
    """All of its group get the signal. It says so, ends well, and leaves no trace of an error."""
    with getting_ready(places, until) as (process, _):
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout is not None
        said = process.stdout.read()
    assert (process.returncode, "Traceback" in said) == (0, False), said
    assert said.splitlines()[-2:] == ["Stopping", "Stopped; everything accepted is kept"]


def test_a_terminal_that_is_closed_stops_it(places: Path) -> None:
    """With nobody left to tell, it ends as well, and the database with it."""
    with getting_ready(places, "Planning and loading") as (process, data):
        assert (data / "database" / "data" / "postmaster.pid").exists()
        assert process.stdout is not None
        process.stdout.close()
        os.kill(process.pid, signal.SIGHUP)
        assert process.wait(60) == 0
    assert not (data / "database" / "data" / "postmaster.pid").exists()
