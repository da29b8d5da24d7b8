# SPDX-License-Identifier: Apache-2.0
"""Databases of earlier releases: restored, migrated and served, every firm finds its orders as they were.

Each `RELEASE-DAY.zip` is a backup that the release itself took of a cluster with orders held, committed and withdrawn,
and the `.json` beside it what each firm read of its orders then. A release adds a pair; none is ever changed.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.support.embedded import eventually
from tests.support.faults.processes import buyers, trustees, webs
from tests.support.installation import Installation, django, kinds

from klynge.client import Client
from klynge.server.database import BACKUP
from klynge.server.operate import examine, restore

RELEASES = sorted(Path(__file__).parent.glob("*.zip"))
READ = """
select o.kind, o.code, v.number, v.side, v.state, v.item, v.quantity, v.customer, v.reference, v.region,
    v.public::text as id, v.promised, v.held_until
from klynge_order_view v join klynge_organisation o on o.id = v.tenant order by 1, 2, 3
"""


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def release(request: pytest.FixtureRequest) -> Path:
    """A release's backup."""
    found: Path = request.param
    return found


@pytest.fixture
def restored(release: Path, places: Path) -> Installation:
    """It, restored by today's command, and migrated as `klynge serve` does."""
    folder = places / f"release-{release.stem}"
    restore(release, folder)
    installation = Installation(folder)
    django(installation, "migrate")
    return installation


def orders(installation: Installation) -> list[dict[str, Any]]:
    """What each firm reads of its orders."""
    with installation.database() as database, psycopg.connect(database.conninfo(BACKUP)) as connection:
        cursor = connection.execute(READ)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def then(release: Path) -> list[dict[str, Any]]:
    """The same as the release told it; holds have run out when their end has passed since."""
    told: list[dict[str, Any]] = json.loads(release.with_suffix(".json").read_text(encoding="utf-8"))
    for order in told:
        order["promised"] = datetime.fromisoformat(order["promised"])
        if order["held_until"] is not None:
            order["held_until"] = datetime.fromisoformat(order["held_until"])
            if order["held_until"] <= datetime.now(UTC):
                order |= {"state": "expired", "held_until": None}
    return told


def test_every_firm_finds_its_orders(release: Path, restored: Installation) -> None:
    """As they were, but for holds that ran out; over the API too, where new ones are held; and all is well with it."""
    with trustees(restored, 1) as sockets, webs(restored, sockets, 1) as (port,):
        assert eventually(lambda: orders(restored) == then(release)), orders(restored)
        told = then(release)
        for code, token in buyers(restored).items():
            client = Client(f"http://127.0.0.1:{port}", token)
            own = {each["id"]: each["state"] for each in told if each["code"] == code}
            assert {order["id"]: order["state"] for order in client.orders()} == own
        held = client.hold("shelf", 2, "Oslo")
        client.commit(held["id"])
        assert client.order(held["id"])["state"] == "committed"
        named = restored.named | {"KLYNGE_TRUSTEE": str(sockets[0])}
        assert not kinds(each for each in examine(named).findings if each.fault)
