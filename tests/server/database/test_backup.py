# SPDX-License-Identifier: Apache-2.0
"""The backup role copies everything, of every tenant, and can change nothing."""

from __future__ import annotations

import subprocess
from uuid import uuid4

import pytest
from psycopg.errors import InsufficientPrivilege
from tests.support.embedded import Database

from klynge.server.database import BACKUP, OWNER, WEB, protect, tenant, unprotected
from klynge.server.postgres.binaries import find_binaries

SUPERUSER = "klynge_superuser"


def test_a_copy_has_every_tenants_rows_and_their_protection(database: Database) -> None:
    """Dumped as the backup role and read into another database: all rows, under the same policies."""
    thing = "create table thing (tenant uuid not null, id int, primary key (tenant, id))"
    database.run(OWNER, thing, protect("thing", {WEB: "select, insert"}))
    with database.connect(WEB) as connection:
        for who in (uuid4(), uuid4()):
            with tenant(connection, who) as cursor:
                cursor.execute("insert into thing values (%s, 1)", [who])
    programs = find_binaries().bin
    dumped = subprocess.run([programs / "pg_dump", database.conninfo(BACKUP)], capture_output=True, check=True).stdout
    database.run(SUPERUSER, "drop schema public cascade", "create schema public")
    subprocess.run(
        [programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", database.conninfo(SUPERUSER)], input=dumped, check=True
    )
    with database.connect(BACKUP) as connection:
        assert connection.execute("select count(*) from thing").fetchone() == (2,)
    with database.connect(WEB) as connection:
        assert connection.execute("select count(*) from thing").fetchone() == (0,)
        assert unprotected(connection) == []


def test_it_changes_nothing(database: Database) -> None:
    """The role that reads all writes nowhere."""
    database.run(OWNER, "create table thing (id int)")
    for statement in ("insert into thing values (1)", "delete from thing", "create table other (id int)"):
        with pytest.raises(InsufficientPrivilege):
            database.run(BACKUP, statement)
