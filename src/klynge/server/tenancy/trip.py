# SPDX-License-Identifier: Apache-2.0
"""Several reads for one asker in a single trip to the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection

from klynge.server.database import Statement, Trip
from klynge.server.tenancy.context import Asker


def read_in_one_trip(asker: Asker, statements: Sequence[Statement]) -> list[list[tuple[Any, ...]]] | None:
    """The rows of each statement, read in one transaction as `asker`; None when that cannot be now, as within another
    transaction or while the connection is broken: then ask as always, which also mends the connection."""
    if connection.in_atomic_block or connection.connection is None:
        return None
    trip = Trip()
    trip.execute(*asker.settings())
    for statement in statements:
        trip.execute(*statement)
    try:
        found = trip.go(connection.connection)[1:]
    except psycopg.Error:
        connection.close()
        return None
    connection.health_check_done = True  # type: ignore[attr-defined]
    return found
