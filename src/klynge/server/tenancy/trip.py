# SPDX-License-Identifier: Apache-2.0
"""Several reads for one asker in a single trip to the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

from klynge.server.tenancy.context import Asker

Statement = tuple[str, Sequence[Any]]


def read_in_one_trip(asker: Asker, statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]] | None:
    """The rows of each statement, read in one transaction as `asker`; None when that cannot be now, as within another
    transaction or while the connection is broken: then ask as always, which also mends the connection."""
    if connection.in_atomic_block or connection.connection is None:
        return None
    raw: psycopg.Connection[Any] = connection.connection
    try:
        with raw.pipeline():  # all of one is a transaction, without being told so
            _asked(raw, *asker.settings())
            asked = [_asked(raw, sql, params) for sql, params in statements]
        found = [cursor.fetchall() for cursor in asked]
    except psycopg.Error:
        connection.close()
        return None
    connection.health_check_done = True  # type: ignore[attr-defined]
    return found


def _asked(raw: psycopg.Connection[Any], sql: str, params: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
    """Prepared by the server once a connection: to plan these takes longer than to answer them."""
    return psycopg.Cursor(raw).execute(sql, params, prepare=True)
