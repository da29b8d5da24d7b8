# SPDX-License-Identifier: Apache-2.0
"""Statements of one trip are done together or not at all, and answer as psycopg's cursors would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb
from tests.support.embedded import Database

from klynge.server.database import OWNER, Trip

VALUES = ("æ 'x' \\ %", 7, 2**40, None, True, UUID(int=5), datetime(2026, 3, 1, tzinfo=UTC), Jsonb({"a": [1]}), b"\0\1")
READ = "select " + ", ".join(["%s::text", "%s", "%s", "%s::int", "%s", "%s", "%s", "%s", "%s", "17 %% 5"])


@pytest.fixture
def link(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """A connection to a database with a table."""
    with database.connect(OWNER) as connection:
        connection.execute("create table kept (name text primary key, size int)")
        connection.commit()
        yield connection


def trip(*statements: tuple[str, Any]) -> Trip:
    """A trip with these statements."""
    made = Trip()
    for statement in statements:
        made.execute(*statement)
    return made


def names(link: psycopg.Connection[Any]) -> list[str]:
    """What is in the table."""
    found = [name for (name,) in link.execute("select name from kept order by name")]
    link.commit()
    return found


def test_rows_are_those_of_a_cursor(link: psycopg.Connection[Any]) -> None:
    """Values of all kinds go there and come back, by place and by name, prepared anew and prepared before."""
    named = ("select %(one)s::int + %(two)s::int, %(one)s::int", {"two": 2, "one": 1, "not asked": 3})
    expected = link.execute(READ, VALUES).fetchall()
    link.rollback()
    for _ in range(3):
        assert trip((READ, VALUES), named, ("select 1 where false", ())).go(link) == [expected, [(3, 1)], []]


def test_all_is_done_or_nothing(link: psycopg.Connection[Any]) -> None:
    """A statement that fails takes the others with it, and the connection goes on."""
    insert = "insert into kept values (%s, %s)"
    with pytest.raises(psycopg.errors.UniqueViolation, match="kept_pkey"):
        trip((insert, ["a", 1]), (insert, ["b", 2]), (insert, ["a", 3]), ("select 1", ())).go(link)
    with pytest.raises(psycopg.errors.UndefinedTable):
        trip((insert, ["a", 1]), ("select from nothing", ())).go(link)
    assert names(link) == []
    trip((insert, ["a", 1]), (insert, ["b", 70_000])).go(link)
    assert names(link) == ["a", "b"]


def test_it_is_a_transaction_of_its_own(link: psycopg.Connection[Any]) -> None:
    """It joins no other: who calls would not know when it is durable."""
    link.execute("select 1")
    with pytest.raises(RuntimeError, match="under way"):
        trip(("insert into kept values ('a', 1)", ())).go(link)
    link.rollback()
    assert names(link) == []


def test_what_is_large_goes_through(link: psycopg.Connection[Any]) -> None:
    """More than the socket takes at once, both ways."""
    size = 5_000_000
    answers = trip(*[("select %s || repeat('y', %s)", ["x" * size, size])] * 3).go(link)
    assert [len(rows[0][0]) for rows in answers] == [2 * size] * 3


def test_another_thread_may_wait(link: psycopg.Connection[Any]) -> None:
    """What was sent is done without anyone waiting for it."""
    under_way = trip(("insert into kept values (%s, %s)", ["a", 1])).sent(link)
    with pytest.raises(RuntimeError, match="under way"):
        trip(("select 1", ())).go(link)
    under_way.back()
    assert names(link) == ["a"]


def test_a_lost_connection_is_told_of(link: psycopg.Connection[Any]) -> None:
    """As psycopg does, so that who asked tries again on another."""
    with pytest.raises(psycopg.OperationalError):
        trip(("select pg_terminate_backend(pg_backend_pid())", ())).go(link)
    assert link.closed
