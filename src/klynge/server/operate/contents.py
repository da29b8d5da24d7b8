# SPDX-License-Identifier: Apache-2.0
"""What a database holds, in a form that can be compared: rows by table and firm with a sum over them, and each log.

Two databases with the same contents give the same numbers, in whatever order their rows lie on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import psycopg
from psycopg import sql

Group = tuple[int, str]
"""Rows, and the sum of 60 bits of each row's MD5: no rows can be exchanged, lost or doubled without changing it (that
nobody forged them is for the backup's keeper)."""

PLAIN = """
set local idle_in_transaction_session_timeout = 0;
set local row_security = off;
set local timezone = 'UTC';
set local datestyle = 'ISO';
set local intervalstyle = 'postgres';
set local bytea_output = 'hex';
set local extra_float_digits = 1
"""
"""Rows as text must not depend on who reads; and a role that row-level security holds must fail, not see less."""

TABLES = """
select c.relname::text, coalesce(
    (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant', 'cluster')
         and a.atttypid = 'uuid'::regtype and not a.attisdropped order by a.attname desc limit 1), '')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1
"""
LOG = "select cluster::text, seq, row from log_row order by cluster, seq"


@dataclass(frozen=True, slots=True)
class Log:
    """A cluster's log: the number of its last row, and the SHA-256 of all rows in order."""

    sequence: int
    digest: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Tables by name, in each the rows of every firm ("" where a table has none); logs by cluster; migrations."""

    tables: dict[str, dict[str, Group]]
    logs: dict[str, Log]
    migrations: list[str]

    def to_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        return {
            "tables": {name: {who: list(group) for who, group in rows.items()} for name, rows in self.tables.items()},
            "logs": {name: {"sequence": log.sequence, "digest": log.digest} for name, log in self.logs.items()},
            "migrations": self.migrations,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Contents:
        """From plain data. Raises KeyError, TypeError, ValueError or AttributeError for what is none."""
        tables = {
            str(name): {str(who): (int(rows), str(total)) for who, (rows, total) in groups.items()}
            for name, groups in data["tables"].items()
        }
        logs = {str(name): Log(int(log["sequence"]), str(log["digest"])) for name, log in data["logs"].items()}
        return cls(tables, logs, [str(name) for name in data["migrations"]])

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(rows for groups in self.tables.values() for rows, _ in groups.values())

    def differing(self, other: Contents) -> list[str]:
        """Where two differ: "table of firm" (or "table"), and "log of cluster"; no values."""
        found = []
        for table in sorted({*self.tables, *other.tables}):
            mine, theirs = self.tables.get(table), other.tables.get(table)
            if mine is None or theirs is None:
                found.append(table)
                continue
            changed = sorted(who for who in {*mine, *theirs} if mine.get(who) != theirs.get(who))
            found += [f"{table} of {who}" if who else table for who in changed]
        logs = sorted({*self.logs, *other.logs})
        return found + [f"log of {name}" for name in logs if self.logs.get(name) != other.logs.get(name)]


def contents_of(connection: psycopg.Connection[Any]) -> Contents:
    """What a database holds, in the caller's transaction, as a role that reads everything. Raises psycopg.Error."""
    connection.execute(PLAIN)
    tables = {name: _groups(connection, name, column) for name, column in connection.execute(TABLES).fetchall()}
    logs = _logs(connection) if "log_row" in tables else {}
    migrations = []
    if "django_migrations" in tables:
        names = connection.execute("select app || '.' || name from django_migrations order by 1").fetchall()
        migrations = [name for (name,) in names]
    return Contents(tables, logs, migrations)


def _groups(connection: psycopg.Connection[Any], table: str, column: str) -> dict[str, Group]:
    who = sql.SQL("coalesce({}::text, '')").format(sql.Identifier(column)) if column else sql.SQL("''")
    query = sql.SQL(
        "select {who}, count(*), sum(('x' || left(md5(whole_row::text), 15))::bit(60)::bigint)::text"
        " from public.{table} as whole_row group by 1"
    ).format(who=who, table=sql.Identifier(table))
    return {str(name): (int(rows), str(total)) for name, rows, total in connection.execute(query).fetchall()}


def _logs(connection: psycopg.Connection[Any]) -> dict[str, Log]:
    found: dict[str, Log] = {}
    sums: dict[str, Any] = {}
    for cluster, sequence, row in rows_of_logs(connection):
        told = row.encode()
        total = sums.setdefault(cluster, sha256())
        # with its length, so that what ends one row cannot begin the next
        total.update(f"{sequence} {len(told)}\n".encode())
        total.update(told)
        found[cluster] = Log(sequence, "")
    return {cluster: Log(log.sequence, sums[cluster].hexdigest()) for cluster, log in found.items()}


def rows_of_logs(connection: psycopg.Connection[Any]) -> Iterator[tuple[str, int, str]]:
    """Cluster, number and text of all logs' rows in order, however many: they are not all held at once."""
    with connection.cursor(name="rows_of_logs") as cursor:
        cursor.itersize = 1000
        cursor.execute(LOG)
        yield from cursor
