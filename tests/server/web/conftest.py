# SPDX-License-Identifier: Apache-2.0
"""Django over an embedded database of the test run's own, as the role that serves pages."""

from __future__ import annotations

import os
import shutil
import tempfile
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
