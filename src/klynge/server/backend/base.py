# SPDX-License-Identifier: Apache-2.0
"""The backend, as Django looks for it."""

from __future__ import annotations

import atexit
import contextlib
from collections import deque
from typing import Any

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool

from klynge.server.connection import connect_parameters
from klynge.server.postgres import EmbeddedError

Link = psycopg.Connection[Any]
_resting: dict[str, deque[Link]] = {}
"""By role, connections that were closed by threads that may not come back, for the next ones."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects as the role `klynge_role` of its options. Up to `klynge_rest` closed connections are kept for the next
    thread: to make one takes longer than what it is mostly asked. Unlike a pool's, one is never waited for."""

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, with host, name, user and password of the role."""
        role = self.settings_dict["OPTIONS"]["klynge_role"]
        try:
            found = connect_parameters(role)
        except EmbeddedError as error:  # as when no server answers: it is away, and may come back
            raise OperationalError(str(error)) from error
        self.settings_dict.update(NAME=found["dbname"], USER=found["user"], HOST=found.get("host", ""))
        given: dict[str, Any] = super().get_connection_params()
        given.pop("klynge_role", None)
        given.pop("klynge_rest", None)
        # for the cursors of our own that ask for it; Django's statements are never prepared
        return given | found | {"prepare_threshold": 5}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Link:
        """One that rests and still works, else a new one."""
        resting = self._resting()
        while resting:
            with contextlib.suppress(IndexError, psycopg.Error):  # taken by another thread, or lost
                found = resting.pop()
                ConnectionPool.check_connection(found)
                self.isolation_level = IsolationLevel.READ_COMMITTED  # as Django would find it
                return found
        made: Link = super().get_new_connection(conn_params)
        return made

    def _close(self) -> None:
        resting, link = self._resting(), self.connection
        if (
            link is not None
            and link.info.transaction_status == TransactionStatus.IDLE  # unknown for one that is lost
            and len(resting) < self.settings_dict["OPTIONS"].get("klynge_rest", 0)
        ):
            resting.append(link)
        else:
            super()._close()  # type: ignore[misc] # Django has it

    def _resting(self) -> deque[Link]:
        return _resting.setdefault(self.settings_dict["OPTIONS"]["klynge_role"], deque())


@atexit.register
def close_resting() -> None:
    """End what rests."""
    for resting in _resting.values():
        while resting:
            resting.pop().close()
