# SPDX-License-Identifier: Apache-2.0
"""`klynge serve`: from nothing to a server that answers, in order, and back."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from klynge.cached import warm
from klynge.server import environment as env
from klynge.server.database import Addresses, data_folder, keep, opened
from klynge.server.postgres import EmbeddedError
from klynge.server.postgres.locks import open_lock
from klynge.server.serve.processes import Child, Family, end_group, end_left_over, works
from klynge.server.serve.secrets import key_in

PASSWORD = "klynge-demo-2026"
LOOK_S, TRY_AGAIN_S = 0.5, 5.0
STEP_S = 3.0  # a step that is stopped gets so long to end
CHILDREN = "serve.children"
Say = Callable[..., None]


class StartError(RuntimeError):
    """Why it cannot be started: a key of texts.TEXTS, and its facts."""

    def __init__(self, kind: str, **facts: object) -> None:
        self.kind, self.facts = kind, facts
        super().__init__(f"{kind}: {facts}")


@dataclass(frozen=True, slots=True)
class Loading:
    """Folders of clusters to load: as they are, and as if they had been worked in until now."""

    folders: Sequence[Path]
    worked: Sequence[Path]


class _StoppedError(Exception):
    """It was asked to stop before it served."""


def serve(
    port: int,
    folders: Sequence[Path],
    say: Say,
    ended: threading.Event | None = None,
    worked: Sequence[Path] = (),
) -> None:
    """Run everything until SIGINT or SIGTERM (or `ended`). `folders` are clusters to load first, each once; so are
    `worked`, with what was to be done in them until now reported.

    Raises StartError, or what the database raises, when it cannot; then nothing is left running.
    """
    run = data_folder() / "run"
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _only_one(run):
        if sum(end_left_over(noted) for noted in (run / CHILDREN, *works(run.parent).values())):
            say("left_over")
        if taken := next((each for each in (port, port + 1) if _taken(each)), None):
            raise StartError("port", port=taken)
        _serve(port, Loading(folders, worked), say, ended or threading.Event())


@contextmanager
def _only_one(run: Path) -> Iterator[None]:
    """Be the one server of a data folder, until the end or the death of this process."""
    lock = open_lock(run / "serve.lock")
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartError("running", folder=run.parent) from None
        yield
    finally:
        os.close(lock)


def _taken(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _serve(port: int, loading: Loading, say: Say, ended: threading.Event) -> None:
    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: ended.set())
        if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # else someone wants it to outlive the terminal
            signal.signal(signal.SIGHUP, lambda *_: _hung_up(ended))
    data = data_folder()
    os.environ["KLYNGE_DATA"] = str(data)
    if not env.secret("KLYNGE_SECRET_KEY"):
        os.environ["KLYNGE_SECRET_KEY"] = key_in(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
    os.environ.setdefault("KLYNGE_LIVE_ORIGINS", f"http://localhost:{port},http://127.0.0.1:{port}")
    if not env.truth("KLYNGE_HTTPS", default=False):  # no proxy in front: pages go to the other port themselves
        os.environ.setdefault("KLYNGE_PUBLIC_URL", f"http://localhost:{port}")
        os.environ.setdefault("KLYNGE_LIVE_URL", f":{port + 1}/live")
    say("database", folder=data)
    try:
        with opened() as addresses:
            users = _prepare(loading, say, ended)
            _run(port, addresses, data, users, say, ended)
    except (EmbeddedError, _StoppedError):  # a Ctrl-C ends what makes the database too
        if not ended.is_set():
            raise
        say("stopping")
    say("stopped")


def _hung_up(ended: threading.Event) -> None:
    """The terminal was closed: stop, and tell nobody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    ended.set()


def _prepare(loading: Loading, say: Say, ended: threading.Event) -> str:
    """The steps before anything is served, each once; the users that were made. Raises StartError, and _StoppedError
    when it is to stop."""
    _step("migrate", ["-m", "klynge.server.serve.release"], "owner", ended)
    if not warm():
        say("compiling")
        _step("warmup", ["-m", "klynge.cli", "warmup"], "web", ended)
    if not (named := [folder.name for folder in (*loading.worked, *loading.folders)]):
        return ""
    say("loading", folders=", ".join(named))
    worked = [part for folder in loading.worked for part in ("--worked", str(folder))]
    command = ["-m", "klynge.server.serve.demo", *worked, *map(str, loading.folders)]
    return _step("load", command, "trustee", ended).rstrip()


def _run(port: int, addresses: Addresses, data: Path, users: str, say: Say, ended: threading.Event) -> None:
    """All processes, kept running until `ended`; whom one may be, and where, is said once they answer."""
    if sys.stdout.isatty():  # a person looks: what is well is not told line by line
        os.environ.setdefault("KLYNGE_LOG_LEVEL", "WARNING")
        os.environ.setdefault("KLYNGE_LOG_FORMAT", "line")
    keeping = threading.Thread(target=_keep, args=(addresses, ended, say), name="keeping", daemon=True)
    keeping.start()
    family = Family(_children(port), lambda kind, what: say(kind, what=what), data / "run" / CHILDREN)
    say("starting")
    family.start()
    threading.Thread(target=_announce, args=(port, users, ended, say), name="announcing", daemon=True).start()
    try:
        family.watch(ended.is_set)
    finally:
        say("stopping")
        ended.set()
        family.stop()
        for noted in works(data).values():  # they go on when what started them is killed
            end_left_over(noted)
        keeping.join(TRY_AGAIN_S)


def _announce(port: int, users: str, ended: threading.Event, say: Say) -> None:
    """Say where it answers, once it does."""
    url = f"http://localhost:{port}/"
    while not _answers(port):
        if ended.wait(LOOK_S):
            return
    if users:
        say("users", users=users, password=PASSWORD)
    if env.truth("KLYNGE_DEMO", default=False):
        say("demo", url=f"{url}demo/", password=PASSWORD)
    say("serving", url=url)


def _answers(port: int) -> bool:
    """Whether pages, database and planner do."""
    host = env.text("KLYNGE_BIND", "127.0.0.1")
    try:
        at = HTTPConnection("127.0.0.1" if host in ("0.0.0.0", "::") else host, port, timeout=5)
        at.request("GET", "/health/ready", headers={"Host": env.text("KLYNGE_HOST", "localhost")})
        return at.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False


def _keep(addresses: Addresses, ended: threading.Event, say: Say) -> None:
    """See to it that the embedded database has its keeper, which starts the server again when that dies."""
    pause = LOOK_S
    while not ended.wait(pause):
        pause = LOOK_S
        try:
            if keep(addresses):
                say("kept")
        except EmbeddedError as error:
            say("not_kept", error=error)
            pause = TRY_AGAIN_S


def _children(port: int) -> list[Child]:
    threads = str(env.whole("KLYNGE_WEB_THREADS", 8, 1, 64))
    workers = str(env.whole("KLYNGE_WEB_WORKERS", 2, 1, 64))
    address = env.text("KLYNGE_BIND", "127.0.0.1")
    web = ["-m", "gunicorn", "klynge.server.wsgi:application", "--bind", f"{address}:{port}", "--workers", workers]
    web += ["--worker-class", "gthread", "--threads", threads, "--graceful-timeout", "15", "--preload"]
    web += ["--log-level", "warning"]
    web += ["--no-control-socket"]
    planning = [sys.executable, "-m", "klynge.server.planning"]
    live = ["-m", "uvicorn", "klynge.server.live.app:application", "--host", address, "--port", str(port + 1)]
    live += ["--timeout-graceful-shutdown", "3", "--log-level", "warning", "--no-access-log"]
    return [
        Child("planning", planning, {"KLYNGE_ROLE": "trustee"}),
        Child("planning", planning, {"KLYNGE_ROLE": "trustee"}),
        Child("web", [sys.executable, *web], {"KLYNGE_ROLE": "web"}),
        Child("live", [sys.executable, *live], {"KLYNGE_ROLE": "web"}),
    ]


def _step(name: str, arguments: Sequence[str], role: str, ended: threading.Event) -> str:
    """One step in a process of its own, as the role that may do it; what it printed. It is in a group of its own, so
    that a Ctrl-C reaches us alone and the step is ended in peace. Raises _StoppedError then."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, "KLYNGE_ROLE": role},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        while True:
            try:
                said, trouble = process.communicate(timeout=LOOK_S)
                break
            except subprocess.TimeoutExpired:
                if ended.is_set():
                    process.terminate()
                    with suppress(subprocess.TimeoutExpired):
                        process.communicate(timeout=STEP_S)
                    end_group(process.pid, 0)
                    raise _StoppedError from None
    if ended.is_set():
        raise _StoppedError
    if process.returncode:
        raise StartError("failed", step=name, said=(trouble or said).strip()[-2000:])
    return said
