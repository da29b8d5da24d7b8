# SPDX-License-Identifier: Apache-2.0
"""The database itself shows each tenant its own rows and nobody else's, whatever the code forgets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import ForeignKeyViolation, InsufficientPrivilege
from tests.support.embedded import Database

from klynge.server.database import (
    BACKUP,
    OWNER,
    TRUSTEE,
    WEB,
    TenantError,
    current_tenant,
    protect,
    serving_pool,
    tenant,
)

ALICE, BOB = UUID(int=1), UUID(int=2)
TABLES = (
    "create table thing (tenant uuid not null, id int, name text, primary key (tenant, id), unique (tenant, name))",
    "create table part (tenant uuid not null, id int, thing int, primary key (tenant, id),"
    " foreign key (tenant, thing) references thing (tenant, id))",
)


@pytest.fixture
def shop(database: Database) -> Database:
    """Things and their parts, of Alice and Bob."""
    grants = {WEB: "select, insert, update, delete", TRUSTEE: "select, insert"}
    database.run(OWNER, *TABLES, protect("thing", grants), protect("part", grants))
    with database.connect(WEB) as connection:
        for who, name in ((ALICE, "saw"), (BOB, "lathe")):
            with tenant(connection, who) as cursor:
                cursor.execute("insert into thing values (%s, 1, %s)", [who, name])
    return database


@pytest.fixture
def web(shop: Database) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the web role."""
    with shop.connect(WEB) as connection:
        yield connection


def names(executes: Any) -> list[str]:
    """The things that are seen."""
    return [name for (name,) in executes.execute("select name from thing order by 1").fetchall()]


def test_each_tenant_sees_its_own(web: psycopg.Connection[Any]) -> None:
    """Within the block one's own rows, outside it none."""
    for who, seen in ((ALICE, ["saw"]), (BOB, ["lathe"]), (uuid4(), [])):
        with tenant(web, who) as cursor:
            assert names(cursor) == seen
    assert names(web) == []


def test_nobody_changes_what_is_anothers(web: psycopg.Connection[Any]) -> None:
    """Rows of others cannot be made, given away, changed or removed."""
    with tenant(web, ALICE) as cursor:
        assert cursor.execute("update thing set name = 'mine' where name = 'lathe'").rowcount == 0
        assert cursor.execute("delete from thing where tenant = %s", [BOB]).rowcount == 0
    for statement in ("insert into thing values (%s, 2, 'gift')", "update thing set tenant = %s"):
        with pytest.raises(InsufficientPrivilege, match="row-level security"), tenant(web, ALICE) as cursor:
            cursor.execute(statement.encode(), [BOB])


def test_the_owner_is_held_too(shop: Database) -> None:
    """Only the trustee and the backup see all rows."""
    for role, seen in ((OWNER, []), (TRUSTEE, ["lathe", "saw"]), (BACKUP, ["lathe", "saw"])):
        with shop.connect(role) as connection:
            assert names(connection) == seen, role


def test_keys_tell_nothing_of_others(web: psycopg.Connection[Any]) -> None:
    """A name or number that another has is free, and a part cannot be of another's thing."""
    with tenant(web, BOB) as cursor:
        cursor.execute("insert into thing values (%s, 2, 'saw')", [BOB])
    with pytest.raises(ForeignKeyViolation), tenant(web, ALICE) as cursor:
        cursor.execute("insert into part values (%s, 1, 2)", [ALICE])


def test_a_reset_setting_is_nobody(web: psycopg.Connection[Any]) -> None:
    """An empty setting, as a connection has after its first tenant, shows nothing and is no error."""
    web.execute("select set_config('app.tenant', '', false)")
    assert names(web) == []
    web.rollback()
    with tenant(web, ALICE) as cursor:
        assert names(cursor) == ["saw"]
    with web.transaction(), web.cursor() as cursor:
        assert current_tenant(cursor) is None
        assert names(cursor) == []


def test_a_setting_of_the_session_ends_with_its_use(shop: Database) -> None:
    """What a user of a pooled connection leaves on it, the next one does not find."""
    with serving_pool(shop.conninfo(WEB), size=1) as pool:
        with pool.connection() as connection:
            connection.execute("select set_config('app.tenant', %s, false)", [str(ALICE)])
            connection.execute("listen plan")
            connection.execute("select pg_advisory_lock(7)")
            first = connection.info.backend_pid
        with pool.connection() as connection:
            assert connection.info.backend_pid == first
            assert names(connection) == []
            assert connection.execute("select * from pg_listening_channels()").fetchall() == []
            assert connection.execute("select from pg_locks where locktype = 'advisory'").fetchall() == []


def test_a_pool_outlives_a_lost_connection(shop: Database) -> None:
    """A connection that was cut is replaced before it is handed out."""
    with serving_pool(shop.conninfo(WEB), size=1) as pool:
        with pool.connection() as connection:
            victim = connection.info.backend_pid
        with shop.connect("klynge_superuser") as superuser:
            superuser.execute("select pg_terminate_backend(%s, 10000)", [victim])
        with pool.connection() as connection, tenant(connection, ALICE) as cursor:
            assert names(cursor) == ["saw"]


def become(cursor: psycopg.Cursor[Any], who: UUID) -> None:
    """Write something, and change the tenant in a savepoint."""
    cursor.execute("insert into thing values (%s, 3, 'drill')", [current_tenant(cursor)])
    with cursor.connection.transaction():
        cursor.execute("select set_config('app.tenant', %s, true)", [str(who)])


def test_a_tenant_cannot_be_changed_on_the_way(web: psycopg.Connection[Any]) -> None:
    """Another tenant within a block, or a setting that a savepoint left, undoes all of it."""
    with pytest.raises(TenantError), tenant(web, ALICE), tenant(web, BOB):
        pass
    with pytest.raises(TenantError), tenant(web, ALICE) as cursor:
        become(cursor, BOB)
    with tenant(web, ALICE) as cursor, tenant(web, ALICE) as inner:
        assert names(inner) == names(cursor) == ["saw"]
    with pytest.raises(TenantError), web.transaction(), tenant(web, ALICE):
        pass


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from([ALICE, BOB, None]), st.booleans(), st.integers(10, 15)), max_size=12))
def test_any_turns_keep_tenants_apart(web: psycopg.Connection[Any], steps: list[tuple[UUID | None, bool, int]]) -> None:
    """Whoever comes in whatever order, commits or rolls back: one sees exactly what one committed."""
    mine: dict[UUID, set[int]] = {ALICE: set(), BOB: set()}
    for one in mine:
        with tenant(web, one) as cursor:
            cursor.execute("delete from thing where id >= 10")
    for who, commits, number in steps:
        if who is None:
            assert names(web) == []
            web.rollback()
            continue
        with suppress(ZeroDivisionError), tenant(web, who) as cursor:
            cursor.execute("insert into thing values (%s, %s, %s) on conflict do nothing", [who, number, str(number)])
            _ = 1 / commits
            mine[who].add(number)
    for one, numbers in mine.items():
        with tenant(web, one) as cursor:
            seen = cursor.execute("select id from thing where id >= 10").fetchall()
        assert {number for (number,) in seen} == numbers
