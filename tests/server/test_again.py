# SPDX-License-Identifier: Apache-2.0
"""What dies is followed at once; what is ended ends; nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

WORK = """
import os, pathlib, signal, sys, threading
from klynge.server.again import again_and_again
def work():
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
    while not ended.wait(0.05):
        if pathlib.Path(sys.argv[1] + ".done").exists():
            return
    pathlib.Path(sys.argv[1] + ".ended").write_text("in peace")
sys.exit(again_and_again(work))
"""


def eventually(found: Callable[[], bool], patience_s: float = 10.0) -> bool:
    until = time.monotonic() + patience_s
    while not found() and time.monotonic() < until:
        time.sleep(0.02)
    return found()


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Where the child says who it is."""
    return tmp_path / "pid"


@pytest.fixture
def parent(told: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A parent whose child works."""
    with subprocess.Popen([sys.executable, "-c", WORK, str(told)], stderr=subprocess.DEVNULL) as started:
        assert eventually(lambda: told.exists() and told.read_text() != "")
        yield started
        started.kill()


def test_one_that_dies_is_followed_at_once(parent: subprocess.Popen[bytes], told: Path) -> None:
    """By a child of the same parent, which has not to load anything again."""
    first = told.read_text()
    os.kill(int(first), signal.SIGKILL)
    assert eventually(lambda: told.read_text() not in ("", first), 2.0)
    assert [str(child.pid) for child in psutil.Process(parent.pid).children()] == [told.read_text()]


def test_it_ends_in_peace_when_it_is_asked_to(parent: subprocess.Popen[bytes], told: Path) -> None:
    """The child first, which does what is left to do."""
    parent.send_signal(signal.SIGTERM)
    assert parent.wait(10) == 0
    assert told.with_name("pid.ended").read_text() == "in peace"
    assert not psutil.pid_exists(int(told.read_text()))


def test_work_that_is_done_is_not_done_again(parent: subprocess.Popen[bytes], told: Path) -> None:
    """The parent ends with it."""
    told.with_name("pid.done").touch()
    assert parent.wait(10) == 0


def test_a_child_does_not_outlive_its_parent(parent: subprocess.Popen[bytes], told: Path) -> None:
    """Also one that was killed: whoever is started instead has a child of its own."""
    parent.kill()
    parent.wait(10)
    assert eventually(lambda: not psutil.pid_exists(int(told.read_text())))
