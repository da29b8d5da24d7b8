# SPDX-License-Identifier: Apache-2.0
"""`klynge serve`: from nothing to a server that answers, in order, and back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from klynge.server import environment as env
from klynge.server.database import data_folder, opened
from klynge.server.serve.processes import Child, Family
from klynge.server.serve.secrets import key_in

PASSWORD = "klynge-demo-2026"
Say = Callable[..., None]


class StartError(RuntimeError):
    """A step that failed: which one, and what it said."""

    def __init__(self, step: str, said: str) -> None:
        self.step, self.said = step, said
        super().__init__(f"{step}: {said}")


def serve(port: int, folders: Sequence[Path], say: Say, ended: threading.Event | None = None) -> None:
    """Run everything until SIGINT or SIGTERM (or `ended`). `folders` are clusters to load first, each once.

    Raises StartError, or what the database raises, when a step fails; then nothing is left running.
    """
    ended = ended or threading.Event()
    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: ended.set())
    data = data_folder()
    os.environ["KLYNGE_DATA"] = str(data)
    if not env.secret("KLYNGE_SECRET_KEY"):
        os.environ["KLYNGE_SECRET_KEY"] = key_in(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "klynge.server.settings")
    os.environ.setdefault("KLYNGE_LIVE_ORIGINS", f"http://localhost:{port},http://127.0.0.1:{port}")
    if not env.truth("KLYNGE_HTTPS", default=False):  # no proxy in front: pages go to the other port themselves
        os.environ.setdefault("KLYNGE_LIVE_URL", f":{port + 1}/live")
    with opened():
        say("database", folder=data)
        _step("migrate", ["-m", "django", "migrate", "--verbosity", "0"], "owner")
        _step("collectstatic", ["-m", "django", "collectstatic", "--noinput", "--verbosity", "0"], "web")
        say("compiling")
        _step("warmup", ["-m", "klynge.cli", "warmup"], "web")
        if folders:
            say("loading", folders=", ".join(map(str, folders)))
            said = _step("load", ["-m", "klynge.server.serve.demo", *map(str, folders)], "trustee")
            if said.strip():
                say("users", users=said.rstrip(), password=PASSWORD)
        family = Family(_children(port), lambda kind, what: say(kind, what=what))
        family.start()
        try:
            say("serving", url=f"http://localhost:{port}/")
            if env.truth("KLYNGE_DEMO", default=False):
                say("demo", url=f"http://localhost:{port}/demo/")
            family.watch(ended.is_set)
        finally:
            say("stopping")
            family.stop()
    say("stopped")


def _children(port: int) -> list[Child]:
    threads = str(env.whole("KLYNGE_WEB_THREADS", 8, 1, 64))
    workers = str(env.whole("KLYNGE_WEB_WORKERS", 2, 1, 64))
    address = env.text("KLYNGE_BIND", "127.0.0.1")
    web = ["-m", "gunicorn", "klynge.server.wsgi:application", "--bind", f"{address}:{port}", "--workers", workers]
    web += ["--worker-class", "gthread", "--threads", threads, "--graceful-timeout", "15", "--no-control-socket"]
    live = ["-m", "uvicorn", "klynge.server.live.app:application", "--host", address, "--port", str(port + 1)]
    live += ["--timeout-graceful-shutdown", "3", "--log-level", "warning", "--no-access-log"]
    return [
        Child("trustee", [sys.executable, "-m", "klynge.server.trustee"], {"KLYNGE_ROLE": "trustee"}),
        Child("web", [sys.executable, *web], {"KLYNGE_ROLE": "web"}),
        Child("live", [sys.executable, *live], {"KLYNGE_ROLE": "web"}),
    ]


def _step(name: str, arguments: Sequence[str], role: str) -> str:
    """One step in a process of its own, as the role that may do it; what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "KLYNGE_ROLE": role},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise StartError(name, (done.stderr or done.stdout).strip()[-2000:])
    return done.stdout
