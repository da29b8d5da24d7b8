# SPDX-License-Identifier: Apache-2.0
"""The database's roles: who owns the tables, who appends to the log, who serves pages, who copies.

None is a superuser. Only `klynge_backup`, which reads everything and writes nothing, is not held by row-level security.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import sql

OWNER, TRUSTEE, WEB, BACKUP = "klynge_owner", "klynge_trustee", "klynge_web", "klynge_backup"
ROLES = (OWNER, TRUSTEE, WEB, BACKUP)
SERVING = (TRUSTEE, WEB)

LIMITS = {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "5s"}
"""What frees a lock whose holder is frozen; also in databases that we do not configure."""


def prepare(connection: psycopg.Connection[Any], passwords: Mapping[str, str], database: str) -> None:
    """Make the roles and the database, or bring them to what they should be. For a superuser, in autocommit."""
    for role in ROLES:
        known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
        verb = sql.SQL("alter" if known else "create")
        bypass = sql.SQL("bypassrls" if role == BACKUP else "nobypassrls")
        connection.execute(
            sql.SQL(
                "{} role {} login nosuperuser nocreatedb nocreaterole noreplication noinherit {} password {}"
            ).format(verb, sql.Identifier(role), bypass, sql.Literal(passwords[role]))
        )
        for name, value in LIMITS.items() if role in SERVING else ():
            connection.execute(
                sql.SQL("alter role {} set {} = {}").format(
                    sql.Identifier(role), sql.Identifier(name), sql.Literal(value)
                )
            )
    if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
        connection.execute(
            sql.SQL("create database {} owner {}").format(sql.Identifier(database), sql.Identifier(OWNER))
        )


def open_schema(connection: psycopg.Connection[Any]) -> None:
    """In the database itself: the schema is the owner's, others enter it and get what each table grants them."""
    database = sql.Identifier(connection.info.dbname)
    names = sql.SQL(", ").join(map(sql.Identifier, ROLES))
    owner, others = sql.Identifier(OWNER), sql.SQL(", ").join(map(sql.Identifier, ROLES[1:]))
    for statement in (
        sql.SQL("revoke all on database {} from public").format(database),
        sql.SQL("grant connect on database {} to {}").format(database, names),
        sql.SQL("alter schema public owner to {}").format(owner),
        sql.SQL("revoke all on schema public from public"),
        sql.SQL("grant usage on schema public to {}").format(others),
        sql.SQL("grant pg_read_all_data to {} with inherit true").format(sql.Identifier(BACKUP)),
    ):
        connection.execute(statement)
