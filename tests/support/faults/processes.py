# SPDX-License-Identifier: Apache-2.0
"""An installation's processes, each started by itself: trustees with a replica each, web processes, clients."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.support.faults.clients import Task, written
from tests.support.faults.workshop import workshop
from tests.support.installation import Installation, django

from klynge.server.roles import Role
from klynge.server.trustee.client import Client, TrusteeAwayError
from klynge.server.trustee.protocol import Asker

NOBODY = Asker(UUID(int=0), UUID(int=0), UUID(int=0), "operator", "", frozenset({Role.OPERATOR}))
PATIENCE_S = 420.0
ROOT = Path(__file__).parents[3]


def prepared(folder: Path, weeks: int = 26) -> Installation:
    """A new installation that has loaded the workshop; nothing runs."""
    return loaded(folder, workshop(folder / "clusters" / "workshop", weeks))


def loaded(folder: Path, cluster: Path) -> Installation:
    """A new installation that has loaded a cluster's folder; nothing runs."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    (folder / "secret-key").write_text("a key for tests alone, and for nobody else")
    (folder / "secret-key").chmod(0o600)
    installation = Installation(folder)
    with installation.database():  # started once for the steps
        django(installation, "migrate")
        _run(installation, "klynge.server.serve.demo", str(cluster))
    return installation


def buyers(installation: Installation, slug: str = "workshop") -> dict[str, str]:
    """A token for each customer of a cluster, by the customer's code."""
    said = _run(installation, "tests.support.faults.tokens", slug, KLYNGE_TESTING="1", KLYNGE_ROLE="web")
    return dict(json.loads(said))


def _run(installation: Installation, module: str, *arguments: str, **settings: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], env=installation.environment | settings, capture_output=True,
        text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def free_port(beside: int = 0) -> int:
    """A port at which nobody listens, and `beside` ports behind it."""
    while True:
        with ExitStack() as stack:
            first = stack.enter_context(socket.socket())
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                for number in range(1, beside + 1):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", port + number))
            except OSError:
                continue
            return port


@contextmanager
def process(installation: Installation, command: Sequence[str], **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the installation, in a group of its own; stopped at the end. What it says is in errors.log."""
    with open(installation.folder / "errors.log", "ab") as log:
        started = subprocess.Popen(
            [sys.executable, *command], env=installation.environment | settings, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=log, start_new_session=True, cwd=ROOT,
        )  # fmt: skip
    with started:
        try:
            yield started
        finally:
            started.terminate()


@contextmanager
def trustees(installation: Installation, number: int) -> Iterator[list[Path]]:
    """Trustees, each with a replica of its own; their sockets."""
    sockets = [installation.folder / "run" / f"trustee-{n}.sock" for n in range(number)]
    with ExitStack() as stack:
        for path in sockets:
            command = ["-m", "klynge.server.trustee"]
            stack.enter_context(process(installation, command, KLYNGE_ROLE="trustee", KLYNGE_TRUSTEE=str(path)))
        for path in sockets:
            eventually(lambda path=path: replicas(path) is not None, "the trustee")  # type: ignore[misc]
        yield sockets


@contextmanager
def webs(installation: Installation, sockets: Sequence[Path], number: int) -> Iterator[list[int]]:
    """Web processes, each asking one of the trustees; their ports."""
    ports = [free_port() for _ in range(number)]
    with ExitStack() as stack:
        for n, port in enumerate(ports):
            command = [
                "-m",
                "gunicorn",
                "klynge.server.wsgi:application",
                "--bind",
                f"127.0.0.1:{port}",
                "--workers",
                "1",
            ]
            command += ["--worker-class", "gthread", "--threads", "16", "--no-control-socket", "--log-level", "warning"]
            trustee = str(sockets[n % len(sockets)])
            stack.enter_context(process(installation, command, KLYNGE_ROLE="web", KLYNGE_TRUSTEE=trustee))
        for port in ports:
            eventually(lambda port=port: got(port, "/health/ready") == 200, "the web process")  # type: ignore[misc]
        yield ports


@contextmanager
def clients(installation: Installation, tasks: Sequence[Task]) -> Iterator[list[Path]]:
    """Processes of clients under way; the files that they write their histories to. All have ended well at the end."""
    histories = [installation.folder / f"history-{n}.jsonl" for n in range(len(tasks))]
    running = []
    with ExitStack() as stack:
        for n, task in enumerate(tasks):
            file = written(task, installation.folder / f"task-{n}.json")
            out = stack.enter_context(open(histories[n], "wb"))
            command = [sys.executable, "-m", "tests.support.faults.clients", str(file)]
            environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            running.append(stack.enter_context(subprocess.Popen(command, stdout=out, env=environment, cwd=ROOT)))
        try:
            yield histories
            codes = [each.wait() for each in running]
        finally:
            for each in running:
                each.kill()
        assert codes == [0] * len(tasks), "a client was not answered"


def replicas(path: Path) -> dict[str, tuple[int, str]] | None:
    """Of each cluster's plan at a trustee, its last row and its digest; None when none answers."""
    client = Client(path, patience_s=0.0, timeout_s=20.0)
    try:
        said: dict[str, Any] = client.ask("replicas", NOBODY, {})
    except TrusteeAwayError:
        return None
    finally:
        client.close()
    return {each["cluster"]: (each["sequence"], each["digest"]) for each in said["replicas"]}


def got(port: int, path: str, timeout_s: float = 5.0) -> int:
    """The status of a page, 0 when there is no answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=timeout_s) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return int(error.code)
    except OSError:
        return 0


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds. Raises AssertionError when it does not for long."""
    until = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < until, f"{what} does not answer"
        time.sleep(0.05)
