# SPDX-License-Identifier: Apache-2.0
"""Holds that ended: a trustee that sees one says so by a row; the fold reads no clock."""

from __future__ import annotations

import logging
import threading
from typing import Any

import psycopg

from klynge.job import Status
from klynge.server.trustee.desk import Desks
from klynge.server.trustee.ordering import ending

logger = logging.getLogger("klynge.server.trustee")
TICK_S = 1.0

_OVER = """
select distinct cluster, number from klynge_order_view
where state = 'held' and held_until <= clock_timestamp() and side <> 'maker'
"""


def expire_until(ended: threading.Event, conninfo: str, desks: Desks) -> None:
    """Look for holds that are over, until told to end."""
    connection: psycopg.Connection[Any] | None = None
    while not ended.wait(TICK_S):
        try:
            if connection is None or connection.closed:
                connection = psycopg.connect(conninfo, autocommit=True, connect_timeout=5)
            for cluster, number in connection.execute(_OVER).fetchall():
                if (desk := desks.get(cluster)) is not None:
                    desk.submit(ending(number, Status.EXPIRED))
        except psycopg.OperationalError:
            connection = None
        except Exception:
            logger.exception("a hold could not be ended")
    if connection is not None:
        connection.close()
