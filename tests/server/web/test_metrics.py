# SPDX-License-Identifier: Apache-2.0
"""What monitoring is told: what is up to anyone, how much goes on only to who has the token, of a firm nothing."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from tests.server.web.conftest import CANARIES, COPIES
from tests.support.people import visitor

from klynge.server.accounts.models import Cluster, Organisation

SAMPLE = re.compile(r'^(\w+)(?:\{\w+="([^"]*)"\})? (\d+)$', re.MULTILINE)
TOKEN = "a token of the monitoring's own"


@pytest.fixture(autouse=True)
def token(settings_of_django: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The installation has a token."""
    monkeypatch.setattr(settings_of_django, "METRICS_TOKEN", TOKEN)


@pytest.fixture
def settings_of_django() -> Any:
    from django.conf import settings

    return settings


def told(authorization: str = "") -> str:
    return str(visitor().get("/health/metrics", headers={"Authorization": authorization}).content.decode())


@pytest.mark.usefixtures("trustee")
def test_counts_are_told_with_the_token() -> None:
    """Log rows and holds of a cluster, jobs by state; no organisation is named."""
    text = told(f"Bearer {TOKEN}")
    found = {(name, label): int(value) for name, label, value in SAMPLE.findall(text)}
    assert found["klynge_up", "database"] == found["klynge_up", "trustee"] == 1
    assert {state for name, state in found if name == "klynge_jobs"} == {"ready", "running", "done", "buried"}
    assert next(value for (name, _), value in found.items() if name == "klynge_log_sequence") >= 2
    clusters = [label for name, label in found if name == "klynge_log_sequence"]
    assert [label for name, label in found if name == "klynge_holds"] == clusters
    assert len(clusters) == Cluster.objects.using("trustee").filter(slug__in=("small", *COPIES, CANARIES)).count()
    for firm in Organisation.objects.using("trustee").all():
        assert str(firm.id) not in text


@pytest.mark.usefixtures("trustee")
@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer guess", TOKEN, f"bearer {TOKEN}x", "Bearer é"])
def test_without_it_only_what_is_up(authorization: str) -> None:
    """No count of anything; and where no token is set, none opens it."""
    assert {name for name, _, _ in SAMPLE.findall(told(authorization))} == {"klynge_up"}


def test_no_token_is_no_key(settings_of_django: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without a token is not opened by an empty one."""
    monkeypatch.setattr(settings_of_django, "METRICS_TOKEN", "")
    assert {name for name, _, _ in SAMPLE.findall(told("Bearer "))} == {"klynge_up"}


@pytest.mark.parametrize(
    ("sent", "names"), [(b"", {"klynge_up"}), (TOKEN.encode(), {"klynge_up", "klynge_live_clients"})]
)
def test_live_updates_count_who_listens(sent: bytes, names: set[str]) -> None:
    """The same from the process of live updates."""
    from klynge.server.live.app import application

    said: list[dict[str, Any]] = []

    async def ask() -> None:
        async def send(message: dict[str, Any]) -> None:
            said.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        headers = [(b"authorization", b"Bearer " + sent)]
        scope = {"type": "http", "path": "/health/metrics", "method": "GET", "headers": headers}
        await application(scope, receive, send)

    asyncio.run(ask())
    assert {name for name, _, _ in SAMPLE.findall(said[1]["body"].decode())} == names
