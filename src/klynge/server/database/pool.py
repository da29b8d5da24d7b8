# SPDX-License-Identifier: Apache-2.0
"""Connections that are used again without anything of the last user left on them."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

RESET = "reset session authorization; reset all; unlisten *; close all; select pg_advisory_unlock_all()"
"""What `discard all` would do, but for the prepared statements, which psycopg counts on."""

Pool = ConnectionPool[psycopg.Connection[Any]]


def reset(connection: psycopg.Connection[Any]) -> None:
    """Bring a connection back to how it began."""
    connection.execute(RESET)
    connection.commit()


def serving_pool(conninfo: str, size: int = 8, **options: Any) -> Pool:
    """A pool of up to `size` connections, to be opened; each is tried when it is handed out, so that a restart of the
    database is not noticed."""
    return ConnectionPool(
        conninfo, min_size=1, max_size=size, open=False, reset=reset, check=ConnectionPool.check_connection, **options
    )
