# SPDX-License-Identifier: Apache-2.0
"""`klynge prepare`: the roles and the empty database of an installation, in a PostgreSQL of one's own."""

from __future__ import annotations

import secrets
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from klynge.server.database.addresses import variable
from klynge.server.postgres.roles import ROLES, open_schema
from klynge.server.postgres.roles import prepare as prepare_roles

from .errors import OperateError

OLDEST = 16


def prepare(address: str, database: str = "klynge") -> dict[str, str]:
    """Make the four roles, with passwords drawn, and the database; the address of each role by its variable.

    `address` is a superuser's. Raises OperateError, also when a role or the database is there: nothing is changed then.
    """
    try:
        given = conninfo_to_dict(address)
    except psycopg.ProgrammingError as error:
        raise OperateError("bad_address", problem=type(error).__name__) from None  # the message may repeat a password
    drawn = {role: secrets.token_urlsafe(24) for role in ROLES}
    try:
        with psycopg.connect(address, autocommit=True, connect_timeout=10) as connection:
            _refuse(connection, database)
            prepare_roles(connection, drawn, database)
            host, port = connection.info.host, connection.info.port
        with psycopg.connect(make_conninfo(address, dbname=database), autocommit=True) as connection:
            open_schema(connection)
    except psycopg.Error as error:
        raise OperateError("not_prepared", said=" ".join(str(error).split())[:300]) from None
    more = "".join(
        f"&{name}={quote(str(given[name]), safe='')}" for name in ("sslmode", "sslrootcert") if name in given
    )
    place = f"{quote(host, safe='')}:{port}/{quote(database, safe='')}" + more.replace("&", "?", 1)
    return {variable(role): f"postgresql://{role}:{drawn[role]}@{place}" for role in ROLES}


def _refuse(connection: psycopg.Connection[tuple[object, ...]], database: str) -> None:
    version = connection.info.server_version // 10000
    if version < OLDEST:
        raise OperateError("old_server", found=version, oldest=OLDEST)
    there = connection.execute("select rolname from pg_roles where rolname = any(%s)", [list(ROLES)]).fetchall()
    if there:
        raise OperateError("roles_there", roles=", ".join(sorted(str(name) for (name,) in there)))
    if connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
        raise OperateError("database_there", database=database)
