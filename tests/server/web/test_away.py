# SPDX-License-Identifier: Apache-2.0
"""A database that is away."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from klynge.server.backend import base
from klynge.server.postgres import EmbeddedError


def test_a_database_that_does_not_start_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process whose first question comes while the embedded database is down says so, and asks again later."""

    def down(_role: str) -> dict[str, str]:
        raise EmbeddedError("not_started", folder="here", said="", log="start.log")

    anyone = Client(SERVER_NAME="localhost", raise_request_exception=False)
    connection.close()
    with monkeypatch.context() as patch:
        patch.setattr(base, "connect_parameters", down)
        assert anyone.get("/health/ready").status_code == 503
        assert anyone.get("/api/me", headers={"Authorization": "Bearer x"}).status_code == 503
    assert anyone.get("/api/me", headers={"Authorization": "Bearer x"}).status_code == 401
