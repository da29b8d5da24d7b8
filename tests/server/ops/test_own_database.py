# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL of one's own: prepared, restored into, and what is wrong with its addresses; another server plays it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from tests.server.ops.test_backup import contents, rewritten, taken
from tests.support.installation import Installation, kinds

from klynge.server.database import BACKUP, OWNER, ROLES, WEB
from klynge.server.database.addresses import Named
from klynge.server.operate import OperateError, examine, prepare, restore_into
from klynge.server.operate.contents import Contents, contents_of
from klynge.server.postgres import DATABASE, Embedded
from klynge.server.postgres.folder import SUPERUSER


@pytest.fixture(scope="module")
def bare(places: Path) -> Iterator[Embedded]:
    """A server that is somebody's own."""
    with Embedded(places / "own") as server:
        yield server


KEY = "a key for tests alone"


def address(bare: Embedded) -> str:
    return bare.conninfo(SUPERUSER, "postgres")


@pytest.fixture
def own(bare: Embedded, tmp_path: Path) -> dict[str, str]:
    """The environment of an installation whose database was prepared there, and is empty."""
    with psycopg.connect(address(bare), autocommit=True) as connection:
        connection.execute(f"drop database if exists {DATABASE} with (force)")
        for role in ROLES:
            connection.execute(f"drop role if exists {role}".encode())
    return prepare(address(bare)) | {"KLYNGE_DATA": str(tmp_path / "nowhere"), "KLYNGE_SECRET_KEY": KEY}


def held(own: dict[str, str]) -> Contents:
    with psycopg.connect(Named(own).conninfo(BACKUP)) as connection:
        return contents_of(connection)


def test_restored_into_it_every_firms_rows_are_the_same(installation: Installation, own: dict[str, str]) -> None:
    """As they were noted, under the same protection; and it is well but that nobody serves and the key is elsewhere."""
    file, manifest = taken(installation)
    assert restore_into(file, Named(own)) == manifest
    assert held(own) == contents(installation) == manifest.contents
    faults = kinds(each for each in examine(own).findings if each.fault)
    assert faults == {"no_trustee"}, faults
    with pytest.raises(OperateError, match="not empty"):
        restore_into(file, Named(own))
    assert held(own) == manifest.contents


def test_what_differs_leaves_it_empty(installation: Installation, own: dict[str, str]) -> None:
    """A dump that is not what was noted of it is dropped again, and then the right one can be restored."""
    file, manifest = taken(installation)
    forged = Contents(manifest.contents.tables | {"klynge_user": {"": (99, "1")}}, manifest.contents.logs, [])
    with pytest.raises(OperateError, match="klynge_user"):
        restore_into(rewritten(file, manifest, forged), Named(own))
    assert held(own) == Contents({}, {}, [])
    assert restore_into(file, Named(own)) == manifest


def test_what_is_there_is_not_prepared_again(bare: Embedded, own: dict[str, str]) -> None:
    """Its passwords would change under a server that runs. And only a superuser can."""
    with pytest.raises(OperateError, match="klynge_owner"):
        prepare(address(bare), "another")
    assert held(own) == Contents({}, {}, [])
    with psycopg.connect(address(bare), autocommit=True) as connection:
        connection.execute("drop database klynge with (force)")
        for role in ROLES:
            connection.execute(f"drop role {role}".encode())
        connection.execute("create role guest login password 'guest'")
        connection.execute("create database there")
        with pytest.raises(OperateError, match="superuser"):
            prepare(make_conninfo(address(bare), user="guest", password="guest"))
        with pytest.raises(OperateError, match="database there already"):
            prepare(address(bare), "there")
        connection.execute("drop database there")
        connection.execute("drop role guest")
    with pytest.raises(OperateError, match="looks like"):
        prepare("secret@host")


def test_an_address_that_is_wrong_is_named(own: dict[str, str]) -> None:
    """A wrong password, a database that there is not: which setting, how to mend it, and no password told."""
    other = own["KLYNGE_DATABASE_URL_WEB"].replace("klynge_web:", "klynge_web:x")
    missing = "/other".join(own["KLYNGE_DATABASE_URL_TRUSTEE"].rsplit("/klynge", 1))
    report = examine(own | {"KLYNGE_DATABASE_URL_WEB": other, "KLYNGE_DATABASE_URL_TRUSTEE": missing})
    found = {each.kind: each for each in report.checks["database"]}
    assert found.keys() == {"no_entry", "no_such_database"}
    assert "KLYNGE_DATABASE_URL_WEB" in found["no_entry"].words("en")
    assert "KLYNGE_DATABASE_URL_TRUSTEE" in found["no_such_database"].words("nb")
    assert own["KLYNGE_DATABASE_URL_WEB"].split(":")[2].split("@")[0] not in "".join(report.lines("en"))


def test_a_role_that_is_missing_is_named(bare: Embedded, own: dict[str, str]) -> None:
    """As when somebody restored a copy into a server without the roles."""
    with psycopg.connect(address(bare), autocommit=True) as connection:
        connection.execute(f"alter role {BACKUP} rename to somebody".encode())
        (found,) = examine(own).checks["database"]
        connection.execute(f"alter role somebody rename to {BACKUP}".encode())
    assert (found.kind, found.facts["role"]) == ("no_entry", BACKUP)
    assert "klynge prepare" in found.words("en")


def test_what_is_wrong_with_its_tables_is_found(installation: Installation, own: dict[str, str]) -> None:
    """A table open to all, and migrations of an earlier release."""
    restore_into(taken(installation)[0], Named(own))
    with psycopg.connect(Named(own).conninfo(OWNER)) as connection:
        connection.execute(f"create table open_table (id int); grant select on open_table to {WEB}".encode())
        connection.execute("delete from django_migrations where app = 'jobs'")
    found = {each.kind: each for each in examine(own).findings if each.fault}
    assert found.keys() == {"unprotected", "pending", "no_trustee"}
    assert "open_table" in found["unprotected"].words("en")
