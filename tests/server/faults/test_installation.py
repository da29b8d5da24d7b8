# SPDX-License-Identifier: Apache-2.0
"""A trustee while things change round it: a cluster loaded, a firm that joins, a backup restored later."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from tests.support.embedded import eventually
from tests.support.faults.judging import log_of, untrue_rows
from tests.support.faults.processes import replicas, trustees
from tests.support.faults.workshop import workshop
from tests.support.installation import Installation

from klynge.job import Status
from klynge.planning.fold import fold
from klynge.server.operate import back_up, restore
from klynge.server.postgres.folder import SUPERUSER
from klynge.server.roles import Role
from klynge.server.trustee.client import Client
from klynge.server.trustee.protocol import Asker


def query(installation: Installation, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """Rows, as the superuser."""
    with installation.database() as database, psycopg.connect(database.conninfo(SUPERUSER)) as connection:
        cursor = connection.execute(statement.encode(), values)
        return cursor.fetchall() if cursor.description else []


def ask(installation: Installation, socket: Path, kind: str, code: str, verb: str, **asked: Any) -> Any:
    """What a trustee answers someone of an organisation."""
    found = "select cluster_id, id from klynge_organisation where kind = %s and code = %s"
    ((cluster, organisation),) = query(installation, found, kind, code)
    role = Role.SALES if kind == "member" else Role.CUSTOMER
    asker = Asker(cluster, organisation, UUID(int=1), kind, code, frozenset({role}))
    client = Client(socket)
    try:
        return client.ask(verb, asker, asked, uuid4().hex)
    finally:
        client.close()


def hold(installation: Installation, socket: Path, **more: Any) -> Any:
    asked = {"item": "shelf", "quantity": 2, "region": "Oslo"}
    return ask(installation, socket, "member", "verk", "hold", **asked | {"customer": "Skolen"} | more)


def test_a_cluster_and_a_firm_that_come_later(installation: Installation) -> None:
    """What is loaded while a trustee answers is answered for; a new customer finds the orders made for it before."""
    with trustees(installation, 1) as (socket,):
        assert len(replicas(socket) or {}) == 1
        order = hold(installation, socket, customer="Nabolaget")["order"]
        folder = workshop(installation.folder / "clusters" / "annex", weeks=4)
        loading = [sys.executable, "-m", "klynge.server.serve.demo", str(folder)]
        subprocess.run(loading, env=installation.environment, check=True, capture_output=True)
        assert eventually(lambda: len(replicas(socket) or {}) == 2)
        made = "insert into klynge_organisation (id, cluster_id, kind, code, name) select %s, id, 'customer', %s, %s"
        query(installation, made + " from klynge_cluster where slug = 'workshop'", uuid4(), "Nabolaget", "Nabolaget")
        seen = "select number from klynge_order_view where side = 'buyer' and customer = 'Nabolaget'"
        assert eventually(lambda: query(installation, seen) == [(order,)])


def test_a_cluster_without_a_log_is_told_of_once(installation: Installation) -> None:
    """However often a trustee looks; it answers for the others."""
    query(installation, "insert into klynge_cluster (id, slug, name) values (%s, 'empty', 'Empty')", uuid4())
    said = installation.folder / "errors.log"
    with trustees(installation, 1) as (socket,):
        assert eventually(lambda: "has no log yet" in said.read_text("utf-8"))
        time.sleep(5)  # it looks every two seconds
        assert len(replicas(socket) or {}) == 1
        assert said.read_text("utf-8").count("has no log yet") == 1


def test_holds_outlive_a_restore_and_end_in_it(installation: Installation, places: Path) -> None:
    """In a backup restored elsewhere later, a hold that has run out since ends by a row; one that has not can be
    committed, and stands until then as it was told."""
    with trustees(installation, 1) as (socket,), installation.database() as database:
        short, long = hold(installation, socket, hours=1), hold(installation, socket, hours=48)
        back_up(installation.folder / "backup.zip", database, (installation.folder / "secret-key").read_text())
    restored = Installation(places / f"restored-{uuid4().hex}")
    restore(installation.folder / "backup.zip", restored.folder)
    passed = "update klynge_order_view set held_until = held_until - interval '2 hours' where number = %s"
    query(restored, passed, short["order"])
    with trustees(restored, 1) as (socket,), restored.database() as database:
        ended = "select distinct state from klynge_order_view where number = %s"
        assert eventually(lambda: query(restored, ended, short["order"]) == [("expired",)])
        told = "select distinct to_char(held_until at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS+00:00')"
        assert query(restored, f"{told} from klynge_order_view where number = %s", long["order"]) == [
            (long["held_until"],)
        ]
        assert ask(restored, socket, "member", "verk", "commit", order=long["id"])["state"] == "committed"
        state = fold(log_of(database)[1])
        assert (state.orders[short["order"]].status, state.orders[long["order"]].status) == (
            Status.EXPIRED,
            Status.COMMITTED,
        )
        assert untrue_rows(database, state) == []
