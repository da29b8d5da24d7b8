# SPDX-License-Identifier: Apache-2.0
"""A database that is away."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from tests.support.people import person

from klynge.server.backend import base
from klynge.server.postgres import EmbeddedError
from klynge.server.roles import Ability, Role
from klynge.server.trustee.nothing import Nothing
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Verb, Verbs


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


def test_a_process_that_stood_still_says_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database ends a transaction in which nothing is done for long: that is no fault, and the next one is well."""
    who = person(Role.OFFICE)

    def still(*_: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local idle_in_transaction_session_timeout = '10ms'")
            time.sleep(0.2)
            cursor.execute("select 1")

    who.client.raise_request_exception = False
    told = {"market": "products", "reviewer": "Kari", "relation": "none", "members": ["a", "b"]}
    with monkeypatch.context() as patch:
        patch.setattr("klynge.server.barrier.actions.record_relationship", still)
        address = "/api/cluster/relationships"
        answer = who.client.post(address, told | {"since": "2026-01-01"}, content_type="application/json")
        assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (503, "database-away")
    assert who.get("/api/me").status_code == 200


def test_a_trustee_whose_database_is_away_says_come_again() -> None:
    """In the language of who asks; what else goes wrong is a fault of ours."""
    nobody, roles = UUID(int=0), frozenset({Role.SALES})
    asker, verbs = Asker(nobody, nobody, nobody, "member", "fjell", roles).to_data(), Verbs()

    def fails(error: Exception) -> Any:
        raise error

    for name, error in (("away", OperationalError()), ("wrong", ZeroDivisionError())):
        verbs.add(Verb(name, Ability.ASK, Nothing, lambda *_, error=error: fails(error)))
    asked = ({"verb": name, "asker": asker, "arguments": {}} for name in ("away", "wrong"))
    away, wrong = (verbs.answer(each)["problem"] for each in asked)
    assert (away["status"], away["title"]) == (503, "Planen kan ikke leses eller skrives akkurat nå.")
    assert wrong["status"] == 500
