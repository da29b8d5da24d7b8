# SPDX-License-Identifier: Apache-2.0
"""A worker: does what is in line until it is told to end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping

from django.db import DatabaseError, connection

from klynge.server.jobs.actions import Kind, work_once

logger = logging.getLogger("klynge.server.jobs")
TICK_S = 1.0


def work_until(ended: threading.Event, kinds: Mapping[str, Kind]) -> None:
    """Do jobs of these kinds, one after another, looking for new ones every second."""
    while not ended.is_set():
        try:
            if not work_once(kinds):
                ended.wait(TICK_S)
        except DatabaseError as error:
            logger.warning("jobs cannot be looked for, trying again: %s", type(error).__name__)
            connection.close()
            ended.wait(TICK_S)
    connection.close()
