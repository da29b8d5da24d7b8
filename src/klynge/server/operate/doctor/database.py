# SPDX-License-Identifier: Apache-2.0
"""The database itself: who may connect, what is open, of which release the tables are, clocks and locks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import psycopg

from klynge.server.database import BACKUP, ROLES, AddressError, Addresses, unprotected
from klynge.server.database.addresses import variable
from klynge.server.operate.releases import known, later
from klynge.server.postgres.roles import SERVING

from .findings import Finding, found

Connection = psycopg.Connection[Any]

APART_S = 2.0
"""Seconds by which clocks may differ: a hold's end is told to people in minutes."""
LONG_S = 30.0
"""Seconds that no transaction of a serving process lasts, and none waits for another."""

LONG = """
select pid, application_name, extract(epoch from clock_timestamp() - xact_start)::int from pg_stat_activity
where usename = current_user and pid <> pg_backend_pid() and clock_timestamp() - xact_start > %s * interval '1 second'
"""
WAITING = """
select a.pid, extract(epoch from clock_timestamp() - min(l.waitstart))::int, pg_blocking_pids(a.pid)::text
from pg_stat_activity a join pg_locks l on l.pid = a.pid and not l.granted
where a.usename = current_user and clock_timestamp() - l.waitstart > %s * interval '1 second' group by a.pid
"""


def answering(addresses: Addresses, role: str) -> tuple[Connection | None, list[Finding]]:
    """A connection as a role, reading only; or why there is none."""
    try:
        connection = psycopg.connect(
            addresses.conninfo(role), connect_timeout=10, autocommit=True, application_name="klynge doctor"
        )
        connection.execute("set default_transaction_read_only = on; set idle_in_transaction_session_timeout = 0")
    except AddressError as error:
        return None, [Finding("no_address", {"role": role}, error)]
    except psycopg.Error as error:
        return None, [_unanswered(role, " ".join(str(error).split())[:300])]
    return connection, []


def _unanswered(role: str, said: str) -> Finding:
    """Why a role gets no answer: its password or the role itself, the database, or the server."""
    if "authentication failed" in said or f'role "{role}" does not exist' in said:
        return found("no_entry", role=role, said=said, variable=variable(role))
    if "database" in said and "does not exist" in said:
        return found("no_such_database", role=role, said=said, variable=variable(role))
    return found("unreachable", role=role, said=said)


def roles(connections: dict[str, Connection]) -> Iterator[Finding]:
    """Each address is that of its role, and the backup's role sees all rows."""
    for role in ROLES:
        if role not in connections:
            continue
        is_role, bypasses = _one(
            connections[role],
            "select current_user::text, rolbypassrls or rolsuper from pg_roles where rolname = current_user",
        )
        if is_role != role:
            yield found("wrong_role", role=role, is_role=is_role, variable=variable(role))
        elif role == BACKUP and not bypasses:
            yield found("blind_backup", role=role)


def protection(connection: Connection) -> Iterator[Finding]:
    """Tables that a serving role could read past row-level security."""
    from klynge.server.tenancy.sql import SHARED

    for problem in unprotected(connection, SHARED):
        yield Finding("unprotected", {"table": problem.name, "problem": problem.kind}, problem)


def migrations(connection: Connection) -> Iterator[Finding]:
    """Tables of an earlier or later release."""
    applied: set[str] = set()
    if _one(connection, "select to_regclass('django_migrations') is not null")[0]:
        rows = connection.execute("select app || '.' || name from django_migrations").fetchall()
        applied = {name for (name,) in rows}
    if pending := sorted(known() - applied):
        yield found("pending", number=len(pending), first=pending[0])
    if newer := later(applied):
        yield found("newer", first=newer[0])


def clock(connection: Connection) -> Iterator[Finding]:
    """The database's clock beside ours, and rows from a time yet to come."""
    before = time.time()
    there = float(_one(connection, "select extract(epoch from clock_timestamp())::float8")[0])
    # it was read at some moment in between
    apart = max(before - there, there - time.time(), 0.0)
    if apart > APART_S:
        yield found("clock_apart", seconds=round(apart))
    query = "select cluster, max(at) from log_row group by cluster having max(at) > clock_timestamp() + interval '2 s'"
    for cluster, at in connection.execute(query).fetchall():
        yield found("from_the_future", cluster=cluster, at=at.isoformat(timespec="seconds"))


def locks(connections: dict[str, Connection]) -> Iterator[Finding]:
    """Transactions of serving processes that never end, and who waits for them; each role sees its own."""
    for role in SERVING:
        if role not in connections:
            continue
        for pid, program, seconds in connections[role].execute(LONG, [LONG_S]).fetchall():
            yield found("long_transaction", pid=pid, role=role, program=program, seconds=seconds)
        for pid, seconds, holders in connections[role].execute(WAITING, [LONG_S]).fetchall():
            yield found("waits_long", pid=pid, role=role, seconds=seconds, holders=holders)


def _one(connection: Connection, query: Any) -> tuple[Any, ...]:
    row: tuple[Any, ...] | None = connection.execute(query).fetchone()
    assert row is not None
    return row
