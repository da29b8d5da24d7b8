# SPDX-License-Identifier: Apache-2.0
"""The whole server as real processes (database, trustee, web, live) for tests in a browser, pictures and benchmarks."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "examples" / "small"
PASSWORD = "klynge-demo-2026"
PATIENCE_S = 420.0  # a machine that has not compiled the kernels yet, and has other things to do

PAGES = """
import json, django
django.setup()
from klynge.server.pages.access import abilities_of, pages
from klynge.server.api.access import page_declares
from klynge.server.roles import Role, abilities
from klynge.server.texts import NORWEGIAN
def told(address, view):
    wanted = abilities_of(view)
    roles = [r.value for r in Role if not wanted or any(a in abilities(r) for a in wanted)]
    return {"address": address, "roles": roles, "open": page_declares(view) == "open",
            "methods": list(getattr(view, "methods", ("GET",))), "view": view.__name__}
print(json.dumps({"pages": [told(*each) for each in pages()], "norwegian": NORWEGIAN}))
"""

EMPLOY = """
import sys, django
django.setup()
from klynge.server.accounts.models import Organisation, Place, User
code, role, email, password = sys.argv[1:]
user = User.objects.create_user(email, password, name=email.partition("@")[0])
Place.objects.create(organisation=Organisation.objects.get(kind="member", code=code), user=user, role=role)
"""


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    url: str
    live: str
    environment: dict[str, str]

    def known(self) -> dict[str, Any]:
        """All pages with the roles that may open them, and all texts, as the server's own code tells them."""
        done = subprocess.run(
            [sys.executable, "-c", PAGES], env=self.environment, check=True, capture_output=True, text=True
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def employ(self, firm: str, role: str, name: str) -> None:
        """Someone more, with a role in another firm than the demonstration's first: `name@small.example`."""
        arguments = [firm, role, f"{name}@small.example", PASSWORD]
        environment = self.environment | {"KLYNGE_ROLE": "trustee"}
        subprocess.run([sys.executable, "-c", EMPLOY, *arguments], env=environment, check=True, capture_output=True)


@contextmanager
def served(folders: Sequence[Path] = (SMALL,)) -> Iterator[Served]:
    """`klynge serve` with these clusters loaded, as the demonstration, in a folder of its own; stopped at the end."""
    data = Path(tempfile.mkdtemp(prefix="klynge-browser-"))
    data.chmod(0o755)  # the account that root's database runs as must reach it
    port = free_port()
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("KLYNGE_", "DATABASE_"))}
    environment = plain | {
        "KLYNGE_DATA": str(data),
        "KLYNGE_DEMO": "yes",
        "KLYNGE_WEB_WORKERS": "1",
        "DJANGO_SETTINGS_MODULE": "klynge.server.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *(path for path in sys.path if path)]),
    }
    command = [sys.executable, "-m", "klynge.cli", "serve", "--port", str(port), "--language", "en"]
    command += [part for folder in folders for part in ("--load", str(folder))]
    with (data / "said").open("wb") as said, subprocess.Popen(
        command, env=environment, stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd=ROOT
    ) as process:  # fmt: skip
        try:
            _wait(f"http://localhost:{port}/health/ready", process, data / "said")
            _wait(f"http://localhost:{port + 1}/health/live", process, data / "said")
            yield Served(f"http://localhost:{port}", f"http://localhost:{port + 1}/live", environment)
        finally:
            process.terminate()
            process.wait(60)
    shutil.rmtree(data, ignore_errors=True)


def _wait(address: str, process: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        assert process.poll() is None, said.read_text("utf-8")[-3000:]
        assert time.monotonic() < until, f"{address} does not answer: {said.read_text('utf-8')[-3000:]}"
        time.sleep(0.2)


def free_port() -> int:
    """A port that is free, and the next one too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
