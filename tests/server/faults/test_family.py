# SPDX-License-Identifier: Apache-2.0
"""Child processes run again when they are killed; what a killed one, or a killed parent, left is not in the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from tests.support.embedded import eventually
from tests.support.faults.processes import free_port

from klynge.server.serve.processes import Child, Family, end_left_over

LISTENING = """
import os, socket, sys, time
place = socket.create_server(("127.0.0.1", int(sys.argv[1])))
if os.fork():
    open(sys.argv[2], "a").write(f"{os.getpid()}\\n")
time.sleep(600)
"""


def child(port: int, told: Path) -> Child:
    """A leader and a worker that listen at a port together, as a web server does; the leader tells that it does."""
    return Child("web", [sys.executable, "-c", LISTENING, str(port), str(told)], {})


@contextmanager
def watched(family: Family) -> Iterator[None]:
    """A family that runs and is watched."""
    ended = threading.Event()
    family.start()
    thread = threading.Thread(target=family.watch, args=(ended.is_set,))
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        family.stop()


def leaders(told: Path) -> list[int]:
    return [int(line) for line in told.read_text().splitlines()] if told.exists() else []


def test_a_killed_leader_runs_again_at_its_port(tmp_path: Path) -> None:
    """Its worker, which still has the port, is ended first; all are gone when the family is stopped."""
    told, said = tmp_path / "told", list[str]()
    family = Family([child(free_port(), told)], lambda kind, what: said.append(f"{kind} {what}"))
    with watched(family):
        for number in (1, 2):
            assert eventually(lambda number=number: len(leaders(told)) == number)  # type: ignore[misc]
            os.kill(leaders(told)[-1], signal.SIGKILL)
        assert eventually(lambda: len(leaders(told)) == 3)
    assert said == ["died web (-9)"] * 2
    assert not any(psutil.pid_exists(pid) for pid in leaders(told))


PARENT = """
import sys, time
from pathlib import Path
from tests.server.faults.test_family import child
from klynge.server.serve.processes import Family
family = Family([child(int(sys.argv[1]), Path(sys.argv[2]))], print, Path(sys.argv[3]))
family.start()
time.sleep(600)
"""


def test_what_a_killed_parent_left_is_ended(tmp_path: Path) -> None:
    """Whoever comes after it ends its children; a number that is another process's by now is let be."""
    told, noted = tmp_path / "told", tmp_path / "noted"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    arguments = [sys.executable, "-c", PARENT, str(free_port()), str(told), str(noted)]
    with subprocess.Popen(arguments, env=environment) as parent:
        assert eventually(lambda: len(leaders(told)) == 1)
        parent.kill()
    assert end_left_over(noted) == 1
    (leader,) = leaders(told)
    assert eventually(lambda: not psutil.pid_exists(leader) or psutil.Process(leader).status() == "zombie")
    noted.write_text(f"[[{os.getpid()}, 1.0]]")
    assert end_left_over(noted) == 0
    noted.write_text("cut sho")
    assert end_left_over(noted) == end_left_over(tmp_path / "none") == 0
