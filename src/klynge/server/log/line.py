# SPDX-License-Identifier: Apache-2.0
"""A connection that is made when it is needed, and made again after it was lost."""

from __future__ import annotations

import contextlib
from typing import Any

import psycopg


class Line:
    """A connection to the database that one thread uses at a time. Raises psycopg.Error where there is none."""

    def __init__(self, conninfo: str, name: str, autocommit: bool = False) -> None:
        self._conninfo, self._name, self._autocommit = conninfo, name, autocommit
        self._connection: psycopg.Connection[Any] | None = None

    def connection(self) -> psycopg.Connection[Any]:
        """The connection there is, or a new one."""
        if self._connection is None:
            self._connection = psycopg.connect(
                self._conninfo, autocommit=self._autocommit, connect_timeout=5, application_name=self._name
            )
        return self._connection

    def hang_up(self) -> None:
        """End the connection, and with it the transaction that is open."""
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._connection.close()
            self._connection = None
