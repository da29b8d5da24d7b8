# SPDX-License-Identifier: Apache-2.0
"""Django over an embedded database of the test run's own, as the role that serves pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

DATA = Path(tempfile.mkdtemp(prefix="klynge-web-"))
DATA.chmod(0o755)  # the account that root's server runs as must reach it
os.environ |= {
    "KLYNGE_DATA": str(DATA),
    "KLYNGE_TESTING": "1",
    "KLYNGE_SECRET_KEY": "for tests alone, never anywhere else",
    "DJANGO_SETTINGS_MODULE": "klynge.server.settings",
}
django.setup()

from klynge.server.trustee.link import client, trustee_answers  # noqa: E402

ROOT = Path(__file__).parents[3]
FUZZED, LINKED, CANARIES = "fuzzed", "linked", "canaries"
COPIES = (FUZZED, LINKED, "drafted", "reported", "improved", "repaired")  # each changed by one module of tests alone


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    """A database migrated as the owner; what tests then do, they do as the web role."""
    from django.core.management import call_command
    from django.db import connections

    from klynge.server.connection import leave

    call_command("migrate", database="owner", verbosity=0)
    yield
    for connection in connections.all():
        connection.close()
    leave()
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def trustee(database: None) -> Iterator[str]:  # noqa: ARG001 (it must be there)
    """The small example opened in the log, copies of it for tests that change much, one with a firm's secrets as
    canaries, and a trustee process that answers for all; the first one's slug."""
    from tests.server.web.canaries import plant_folder

    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    small = ROOT / "examples" / "small"
    folders = [small, *(DATA / name for name in COPIES), DATA / CANARIES]
    for name in COPIES:
        shutil.copytree(small, DATA / name)
    plant_folder(small, DATA / CANARIES)
    loading = [sys.executable, "-m", "klynge.server.serve.demo", *map(str, folders)]
    subprocess.run(loading, env=environment | {"KLYNGE_TESTING": ""}, check=True, capture_output=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "klynge.server.trustee"], env=environment | {"KLYNGE_TESTING": ""}
    )
    with process:
        try:
            until = time.monotonic() + 120
            while not trustee_answers():
                assert process.poll() is None, "the trustee ended"
                assert time.monotonic() < until, "the trustee does not answer"
                time.sleep(0.1)
            yield "small"
        finally:
            process.terminate()
            client().close()


@pytest.fixture(scope="session")
def planted(trustee: str) -> int:  # noqa: ARG001 (its cluster must be there)
    """A canary in each text of each table, for the firm whose secrets they are and for its customer; how many rows."""
    from tests.server.web.canaries import plant_rows
    from tests.server.web.firms import owner

    from klynge.server.roles import Role

    people = (owner(Role.MANAGER), owner(Role.CUSTOMER))
    return sum(plant_rows(who.organisation, who.user) for who in people)
