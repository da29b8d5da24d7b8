# SPDX-License-Identifier: Apache-2.0
"""What dies is followed at once; what is ended ends; nothing is left behind."""

from __future__ import annotations

import json
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
from klynge.server.again import Work, again_and_again
folder = pathlib.Path(sys.argv[1])
def work(name):
    def do():
        ended = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: ended.set())
        while not ended.wait(0.05):
            if (folder / "done").exists():
                return
        (folder / f"{name}.ended").write_text("in peace")
    return Work(do, folder / name, spares=name == "second")
sys.exit(again_and_again(*map(work, sys.argv[2:])))
"""


def eventually(found: Callable[[], bool], patience_s: float = 10.0) -> bool:
    until = time.monotonic() + patience_s
    while not found() and time.monotonic() < until:
        time.sleep(0.02)
    return found()


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a parent of works by name."""
    started = list[subprocess.Popen[bytes]]()

    def one(*names: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", WORK, str(tmp_path), *names]
        started.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        return started[-1]

    yield one
    for each in started:
        each.terminate()
        each.wait(10)
    for noted in ("first", "second"):
        if (pid := worker(tmp_path / noted)) and psutil.pid_exists(pid):
            os.kill(pid, signal.SIGKILL)


def worker(noted: Path) -> int:
    """Who does a work, or did last; 0 when that is not told."""
    try:
        return int(json.loads(noted.read_text())[0][0])
    except (OSError, ValueError):
        return 0


def at_work(noted: Path, other_than: int = 0) -> int:
    """Who does a work, as soon as somebody does."""
    assert eventually(lambda: worker(noted) not in (0, other_than) and psutil.pid_exists(worker(noted)))
    return worker(noted)


def parent_of(pid: int) -> int:
    parent = psutil.Process(pid).parent()
    return parent.pid if parent else 0


def test_one_that_dies_is_followed_at_once(start: Start, tmp_path: Path) -> None:
    """By a child of the same parent, which has not to load anything again."""
    parent = start("first")
    first = at_work(tmp_path / "first")
    os.kill(first, signal.SIGKILL)
    assert eventually(lambda: worker(tmp_path / "first") not in (0, first), 2.0)
    assert parent_of(worker(tmp_path / "first")) == parent.pid


def test_it_ends_in_peace_when_it_is_asked_to(start: Start, tmp_path: Path) -> None:
    """The child first, which does what is left to do."""
    parent = start("first")
    child = at_work(tmp_path / "first")
    time.sleep(0.2)  # until it hears signals itself
    parent.send_signal(signal.SIGTERM)
    assert parent.wait(10) == 0
    assert (tmp_path / "first.ended").read_text() == "in peace"
    assert not psutil.pid_exists(child)


def test_work_that_is_done_is_not_done_again(start: Start, tmp_path: Path) -> None:
    """The parent ends with it."""
    parent = start("first")
    at_work(tmp_path / "first")
    (tmp_path / "done").touch()
    assert parent.wait(10) == 0


def test_another_parent_stands_ready(start: Start, tmp_path: Path) -> None:
    """One child works at a time; when it is killed with its parent, one of the other parent's follows at once."""
    parents = [start("first"), start("first")]
    child = at_work(tmp_path / "first")
    time.sleep(0.5)
    assert [len(psutil.Process(each.pid).children()) for each in parents].count(1) == 1
    killed = parent_of(child)
    other = next(each.pid for each in parents if each.pid != killed)
    for pid in (killed, child):
        os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: worker(tmp_path / "first") not in (0, child), 2.0)
    assert parent_of(worker(tmp_path / "first")) == other


def test_who_has_lost_a_parent_works_on(start: Start, tmp_path: Path) -> None:
    """As long as there is who will end it; nobody else begins meanwhile."""
    parent = start("first")
    child = at_work(tmp_path / "first")
    parent.kill()
    parent.wait(10)
    start("first")
    time.sleep(1.0)
    assert worker(tmp_path / "first") == child
    assert psutil.pid_exists(child)
    os.kill(child, signal.SIGKILL)
    at_work(tmp_path / "first", other_than=child)


def test_a_child_does_not_outlive_all_who_would_end_it(tmp_path: Path) -> None:
    """Its parent and who started that were killed."""
    above = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WORK!r}, {str(tmp_path)!r}, 'first'])"
    with subprocess.Popen([sys.executable, "-c", above], stderr=subprocess.DEVNULL) as started:
        child = at_work(tmp_path / "first")
        killed = parent_of(child)
        started.kill()
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: not psutil.pid_exists(child))


def test_work_that_spares_goes_to_who_has_none(start: Start, tmp_path: Path) -> None:
    """Of two parents one does this and one does that."""
    start("first", "second")
    first = at_work(tmp_path / "first")
    time.sleep(0.5)
    assert worker(tmp_path / "second") == 0
    other = start("first", "second")
    assert parent_of(at_work(tmp_path / "second")) == other.pid != parent_of(first)
